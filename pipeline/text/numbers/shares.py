"""Parts of a whole: what a fraction is a part of (`half a million`, `½ of`), and proportions (`1 in 5`).

How fractions are written belongs to `word_runs` and `digit_runs`.
"""

import re
from decimal import Decimal
from fractions import Fraction

from pipeline.text.numbers.number_words import CARDINALS, MAGNITUDES, MULTIPLIERS, ONES, TENS
from pipeline.text.numbers.readings import Reading, exact_number, share_of_whole, step_of

PERCENT = r"[\s-]*(?:%|percent(?:age)?\b|per\s+cent\b|pct\b)"
WHOLES = frozenset((*range(2, 11), 12, 20, 100, 1_000, 10_000, 100_000))
"""What a proportion is out of: `17 out of 67` is two counts."""
_ROUND_WHOLES = frozenset((2, 3, 4, 5, 10, 20, 100, 1_000, 10_000, 100_000))

_SIZE = "|".join((*MAGNITUDES, *MULTIPLIERS))
_SIZE_BEHIND = re.compile(rf"(?:\s+of)?(?:\s+an?)?[\s-]+({_SIZE})\b(?!-[a-z])", re.IGNORECASE)
_OF_ONE_PERCENT = re.compile(rf"\s+of\s+(?:one|1)(?={PERCENT})", re.IGNORECASE)
_PERCENT_BEHIND = re.compile(rf"(?:\s+of)?(?:\s+an?)?{PERCENT}", re.IGNORECASE)
_OF_WHOLE = re.compile(
    r"\s+of\b(?!\s+(?:FYs?|fiscal|calendar|school|(?:the|each|every)\s+(?:fiscal\s+|calendar\s+)?years?|(?:19|20)\d\d)\b)",
    re.IGNORECASE,
)
_WHOLE_WORDS = "|".join(
    sorted((*list(ONES)[2:], *TENS, *MULTIPLIERS, "thousand"), key=len, reverse=True)
)
_PROPORTION = re.compile(
    rf"(?P<link>\s+in\s+(?:every\s+)?|-in-|\s+out\s+of\s+(?:every\s+)?|\s+of\s+every\s+)"
    rf"(?:(?P<digits>\d[\d,]*)(?![\w/%]|[.,:]\d|-\w)|(?P<word>(?:a\s+)?(?:{_WHOLE_WORDS}))\b(?!-))"
    rf"(?!{PERCENT}|\s+(?:{_SIZE})s?\b)",
    re.IGNORECASE,
)
_PLACES = re.compile(
    r"\s+(?:\w+\s+)?(?:districts?|states?|offices?|cities|counties|countries|regions?|locations?|places|sites?|areas?|"
    r"facilities|jails|prisons|fields?|seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|decades?)\b",
    re.IGNORECASE,
)


def is_of_whole(text: str, end: int) -> bool:
    """Whether "of" and no year is behind: a half of the officers, not of 2019."""
    return _OF_WHOLE.match(text, end) is not None


def part_of_number(text: str, start: int, end: int, part: Fraction) -> Reading | None:
    """The number that a fraction of a million, a dozen or one percent is; None for any other fraction."""
    size = _SIZE_BEHIND.match(text, end)
    if size:
        word = size[1].lower()
        step = step_of(part) * CARDINALS[word] if word in MAGNITUDES else Decimal(1)
        return exact_number(start, size.end(), "word", part * CARDINALS[word], step)
    of_one = _OF_ONE_PERCENT.match(text, end)
    if of_one or _PERCENT_BEHIND.match(text, end):
        return exact_number(start, of_one.end() if of_one else end, "word", part, step_of(part))
    return None


def read_part(text: str, start: int, end: int, part: Fraction) -> Reading:
    """A fraction in signs: `½ of the officers`, `3/4 percent`; refused where nothing says of what it is a part."""
    number = part_of_number(text, start, end, part)
    if number is not None:
        return number
    if is_of_whole(text, end) and part < 1:
        return share_of_whole(start, end, "fraction", part)
    why = "it does not say of what it is a part; it may be a date, a ratio or a name"
    return Reading(start, end, "fraction", refused=why)


def read_proportion(text: str, start: int, end: int, count: Decimal) -> Reading | None:
    """The proportion that begins with a count before `end`: `1 in 5`, `nine of every ten`; None for two counts."""
    match = _PROPORTION.match(text, end)
    if match is None:
        return None
    whole = _whole(match)
    if whole not in WHOLES or not 0 < count < whole or count % 1:
        return None
    link = " ".join(match["link"].lower().split())
    if link == "in" and _PLACES.match(text, match.end()):
        why = "it may be a proportion, or a count in that many places or units of time"
        return Reading(start, match.end(), "proportion", refused=why)
    if link == "out of" and whole not in _ROUND_WHOLES:
        return Reading(start, match.end(), "proportion", refused="it may be a share, or two counts")
    return share_of_whole(start, match.end(), "proportion", Fraction(int(count), whole))


def _whole(match: re.Match[str]) -> int:
    if match["digits"]:
        return int(match["digits"].replace(",", ""))
    return CARDINALS[match["word"].lower().split()[-1]]
