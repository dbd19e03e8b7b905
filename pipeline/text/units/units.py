"""What the words beside a number say that it is: its unit, and the statistic that they suggest.

Only words that touch the number are looked at. Its sign is in `signs`, its qualifier in `qualifiers`.
"""

import re
from typing import Literal

from pipeline.text.exhibit_words import begins_title_behind_exhibit
from pipeline.text.units.changes import change_by, is_moved
from pipeline.text.units.units_of_measure import unit_of_measure

Unit = Literal["percent", "US dollars", "percentage points"]
Statistic = Literal[
    "count",
    "share",
    "change",
    "amount",
    "duration",
    "rate",
    "ratio",
    "mean",
    "median",
    "measurement",
]

OF_A_UNIT: tuple[Statistic, ...] = ("rate", "mean", "median", "measurement")
"""Statistics whose unit may be one of measure."""
OF_ANY_SIZE: tuple[Statistic, ...] = (*OF_A_UNIT, "ratio")
"""Statistics of numbers that have decimals as a rule: their point separates no thousands."""
_NEAR = 60
_COUNTRIES = r"canadian|australian|mexican|hong\s+kong|new\s+zealand|(?:new\s+)?taiwan|singapore"
_BEHIND = re.compile(
    rf"""(?:\s\(\d[\d,.]*\)(?=\s))?\s*-?\s*(?:
      (?P<points>(?:percentage|percent|pct\.?)[\s-]+(?:points?|pts?)\b)
    | (?P<percent>\)?\s?%|(?:\)\s?|(?:of\s+)?(?:an?\s+)?)(?:percent|per\s+cent|pct)\b)
    | (?P<dollars>(?:U\.?S\.?\s+)?dollars?\b|USD\b)
    | (?P<other>(?:(?:{_COUNTRIES})\s+dollars?|cents?|euros?|yen|pesos?|rupees?|basis\s+points?|per\s+mille|per\s+mil|percentile)\b|[€£¥¢‰])
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_DOLLAR = re.compile(r"(?:^|[^A-Z.$])(?:US|U\.S\.\s?)?\\?\$\s?\(?[-−–]?$|\bUSD\s?$")
_OTHER_MONEY = re.compile(
    r"(?:\b[A-Z]{1,3}\\?\$|[€£¥₹]|\b(?:EUR|GBP|CAD|AUD|MXN|JPY|CHF))\s?\(?[-−–]?$"
)
_POINTS = re.compile(r"[\s-]+points?\b", re.IGNORECASE)
_REPEATED = r"(?:\s\(\d[\d,.]*\)|\))?"
"""The number again in parentheses, or their end: "thirty (30) days"."""
SUSPENDED = r"(?:-,?\s*(?:and|or|to|through)\s+[\w.,]+(?=-))?"
"""The second number of `3- and 4-year-olds`, or `3-and 4-year-olds`, whose unit is also that of the first."""
_DURATION = re.compile(
    rf"{SUSPENDED}{_REPEATED}[\s-]+(?:or\s+(?:more|fewer|less|so)\s+)?(?:(?:fiscal|calendar|business|working|consecutive|full|additional|more)\s+)*"
    r"(?:second|minute|hour|day|week|month|year|decade)s?\b",
    re.IGNORECASE,
)
_NOUNS = r"(?:\s+(?!of\b|in\b|and\b|or\b|on\b)[\w-]+){0,3}"
_RATE = re.compile(rf"{_NOUNS}\s+(?:per\s+(?!cent\b)|for\s+every\s+)", re.IGNORECASE)
_RATIO = re.compile(
    r"\s+times\s+(?:as|the|that|those|what|its|their)\b|\s+(?:as\s+(?:high|many|much|large|great|likely|long|often|big|fast)|the)\b",
    re.IGNORECASE,
)
_TIMES = re.compile(r"\s+times\b", re.IGNORECASE)
_MEAN_BEFORE = re.compile(
    r"\b(?:(?P<median>median(?:\s+of)?)|(?:on\s+)?average,?|averag(?:e[sd]?|ing)(?:\s+of)?|mean(?:\s+of)?)\s+"
    r"(?:(?:was|is|were|about|only|nearly)\s+)*\\?\$?$"
    r"|\b(?:(?P<median_of>median)|average|mean)(?:\s+[a-z][a-z-]*){1,3}?\s+(?:was|is|were)\s+(?:(?:about|only|nearly)\s+)?\\?\$?$",
    re.IGNORECASE,
)
_MEAN_BEHIND = re.compile(rf"{_NOUNS}\s+(?:on\s+average|per\s+capita)\b", re.IGNORECASE)
_RATIO_WORDS = ("twice", "thrice", "double")


def unit_of(text: str, start: int, end: int) -> Unit | None:
    """The unit beside the number at `start` to `end` of a text, where it is one that is read.

    >>> unit_of("about 54 percent of", 6, 8), unit_of("cost $1.6 billion", 6, 17)
    ('percent', 'US dollars')
    """
    behind = _BEHIND.match(text, end)
    if behind and behind["points"]:
        return "percentage points"
    if behind and behind["percent"] and _is_of_number(behind["percent"], text, start, end):
        return "percent"
    if behind and behind["dollars"]:
        return "US dollars"
    return "US dollars" if _DOLLAR.search(text, max(0, start - 8), start) else None


def _is_of_number(percent: str, text: str, start: int, end: int) -> bool:
    """Whether "percent" is the unit of the number before it, and no title of an exhibit that the number names."""
    if percent[0] == ")" and text[start - 1 : start] != "(":
        return False
    return not begins_title_behind_exhibit(text, start, end)


def other_unit(text: str, start: int, end: int) -> str | None:
    """The unit beside a number that is not read (euros, cents, basis points), or None."""
    before = _OTHER_MONEY.search(text, max(0, start - 8), start)
    if before and not re.match(r"(?:US)\\?\$", before[0]):
        return before[0].strip()
    if _POINTS.match(text, end) and is_moved(text, start):
        return "points"
    behind = _BEHIND.match(text, end)
    return behind["other"] if behind else None


def statistic_of(
    text: str, start: int, end: int, unit: Unit | None, *, is_whole: bool
) -> Statistic | None:
    """The statistic that the words beside a number suggest; None where they suggest none.

    `is_whole` is whether it has no decimals: a whole number without such words counts something.
    """
    if unit == "percent":
        return "change" if change_by(text, start, end) else "share"
    if unit == "US dollars":
        return "amount"
    suggested = _suggested(text, start, end)
    return suggested or ("count" if is_whole or unit == "percentage points" else None)


def _suggested(text: str, start: int, end: int) -> Statistic | None:
    """The statistic that words, not units, suggest."""
    if _DURATION.match(text, end):
        return "duration"
    if _is_ratio(text, start, end):
        return "ratio"
    middle = _MEAN_BEFORE.search(text, max(0, start - _NEAR), start)
    if middle or _MEAN_BEHIND.match(text, end):
        is_median = middle is not None and (middle["median"] or middle["median_of"])
        return "median" if is_median else "mean"
    return _measured(text, end)


def _measured(text: str, end: int) -> Statistic | None:
    """A rate, or what is printed with a unit of measure; a speed ("miles per hour") has one, and is no rate."""
    unit = unit_of_measure(text, end)
    is_rate = _RATE.match(text, end) is not None and not (unit and unit.is_quotient)
    if is_rate:
        return "rate"
    return "measurement" if unit is not None and unit.decides else None


def _is_ratio(text: str, start: int, end: int) -> bool:
    if text[start:end].lower() in _RATIO_WORDS:
        return _RATIO.match(text, end) is not None
    match = _RATIO.match(text, end)
    return match is not None and _TIMES.match(text, end) is not None
