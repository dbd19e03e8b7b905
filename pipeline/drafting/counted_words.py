"""The words beside a number that say what it counts, and what a share is a part of, taken from its quotation.

They are words of the document in their order, cut at marks and at words of grammar; a person improves them.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.drafting.naming_words import naming_words, without_numbers
from pipeline.drafting.paired_numbers import pair_around
from pipeline.text.content_words import content_words
from pipeline.text.units.units import OF_A_UNIT, Statistic
from pipeline.text.units.units_of_measure import unit_of_measure

MOST_WORDS = 12
_SEGMENTS = 3
_MARKS_BEHIND = re.compile(r"^[¹²³⁴⁵⁶⁷⁸⁹⁰\s)-]*")
_RANGE_BEHIND = re.compile(
    r"^\s*(?:to|through|[-–—])\s*(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|twelve)(?=[\s-])"
)
"""The second number of "five to six times", whose words are also those of the first."""
_UNIT = re.compile(
    r"^(?:\(\S+\)\s*)?(?:percentage\s+points?|percent\b|per\s+cent\b|%|dollars\b)[,\s)]*(?:or\s+more\s+)?",
    re.IGNORECASE,
)
_OF = re.compile(
    r"^(?:out\s+)?of\s+(?:all\s+|the\s+|these\s+|those\s+|its\s+|their\s+|our\s+)*", re.IGNORECASE
)
_STOP = re.compile(
    r"(?<!\b[A-Z])\.(?!\w)|[;:()\[\]“”\"|\t]|,\s|\s[-–—]\s|\s(?=\$?\d)(?!(?:19|20)\d\d\b)"
)
_LEADING = re.compile(
    r"\b[Oo](?:ut\s+o)?f\s+(?:all\s+|the\s+|these\s+|those\s+|its\s+|their\s+|our\s+)*(?P<whole>\w[^.;:()]*?),\s*"
    r"(?:(?:about|approximately|nearly|almost|only)\s+)?$"
)
"""The whole of "Of the 167 cases, 45 (27 percent) had errors"."""
_LEADING_NUMBER = re.compile(
    r"^(?:[\w.,-]+\s+percent\s+of\s+(?:the\s+)?|[$\\]*\d[\d,.]*[¹²³⁴⁵⁶⁷⁸⁹⁰]*\s+)", re.IGNORECASE
)
_PRONOUN = re.compile(r"(?:we|it|they|he|she|you)\b", re.IGNORECASE)
_SOME = re.compile(r"(?:an?\s+few|no|none|few|some|several|many|any)\b", re.IGNORECASE)
"""Words before a share that are no whole: "no districts exceeded the 1 percent cap"."""
_END_OF_NOUNS = frozenset(
    "of in on at to for from by with and or but that which who whom whose were was is are had have has did do does be "
    "been being will would could should may might can as than then when where while because if since after before "
    "between among per about under over into through during against within without upon until not no".split()
)
_PLURAL = re.compile(r"[a-z]{2,}(?:(?<![sui])s|people|men|women|children|percent)$", re.IGNORECASE)
_COLLECTIVE = frozenset(
    "staff personnel police faculty cattle livestock aircraft data media series species dozen hundred thousand million "
    "billion offspring fish sheep deer crew alumni criteria phenomena".split()
)
_VERBS = frozenset("were was is are had have has did do will would said lacked".split())
_PRESENT = frozenset(
    "occurs occur overlaps overlap coincides coincide falls fall lies lie consists comes come goes go receives receive "
    "lives live works needs lacks exceeds exceed includes contains contain represents represent remains remain "
    "meets meet uses reports shows says belongs attends attend".split()
)
_SPACED = re.compile(r"\s+")


class Counted(NamedTuple):
    """What a number counts: `nouns` beside it, the longer `phrase`, and its whole where it is a share, or beside one.

    `likely_whole` are words that may be what it is a part of, where its sentence does not say so; no entry has them.
    """

    nouns: str
    phrase: str
    whole: str | None
    likely_whole: str | None = None


def counted_words(quote: str, start: int, end: int, statistic: Statistic) -> Counted:
    """The words for what the number at `start` to `end` of a quotation counts.

    >>> counted_words("ICE tasked 160 officers with these functions.", 11, 14, "count").nouns
    'officers'
    """
    pair = pair_around(quote, start, end)
    if pair is not None:
        return _of_pair(quote[: pair[0]], quote[pair[1] :], quote[pair[0]] == "(", statistic)
    behind = _MARKS_BEHIND.sub("", without_range(quote[end:]))
    measured = unit_of_measure(quote, end) if statistic in OF_A_UNIT else None
    if measured is not None:
        behind = behind.lstrip(" -").removeprefix(measured.printed)
    behind = _UNIT.sub("", behind)
    behind = "" if re.match(r"\s*,\s*(?:and|but|or|which|while)\b", behind) else behind.lstrip(", ")
    of = _OF.match(behind)
    phrase = _phrase(behind[of.end() :] if of else behind)
    nouns = _nouns(phrase) if content_words(_nouns(phrase)) else ""
    before = _phrase_before(quote[:start])
    if not nouns:
        nouns = _nouns_before(before)
        phrase = f"{before} {phrase}".strip()
    phrase = _of_words(phrase or quote)
    whole = likely = None
    of_before = "" if _PRONOUN.match(before) else before
    if statistic == "count" and of and phrase[:1].isdigit():
        whole, phrase = _of_words(_whole(phrase)), _without_number(phrase)
        nouns = _nouns(phrase)
    if statistic == "share":
        whole = _whole_of_share(quote[:start], phrase, of is not None)
        likely = None if _SOME.match(of_before) else _of_words(of_before or phrase)
    elif statistic in ("change", "ratio"):
        whole = None if _SOME.match(of_before) else _of_words(of_before or phrase)
    return Counted(nouns or _nouns(phrase) or "things", phrase, whole, likely)


def _whole_of_share(before: str, phrase: str, is_of: bool) -> str | None:
    """What a share is a part of, where the words say so: "of" behind it, or "Of the cases, …"; else a person says it."""
    if is_of:
        return _of_words(_whole(phrase)) or phrase
    leading = _LEADING.search(before)
    return _of_words(leading["whole"]) if leading else None


def nouns_behind(behind: str) -> list[str]:
    """The words behind a number up to the first word of grammar, on this side of a mark.

    >>> nouns_behind(" generation study was made")
    ['generation', 'study']
    """
    return _nouns(_phrase(behind)).split() if behind[:1].isspace() else []


def may_be_several(noun: str) -> bool:
    """Whether a noun is a plural, or one that has none ("staff")."""
    return _PLURAL.search(noun) is not None or noun.lower() in _COLLECTIVE


def without_range(behind: str) -> str:
    """The words behind a number, without the second number of a range.

    >>> without_range(" to 10 years, it is said")
    ' years, it is said'
    """
    return _RANGE_BEHIND.sub("", behind)


def _of_pair(before: str, behind: str, is_aside: bool, statistic: Statistic) -> Counted:
    """What a count and its share are about: the words behind them, or those before where they are in parentheses."""
    behind = behind.lstrip(" ,")
    of, leading = _OF.match(behind), _LEADING.search(before)
    phrase = "" if is_aside else _phrase(behind[of.end() :] if of else behind)
    whole = _of_words(_whole(phrase)) if of else _of_words(leading["whole"]) if leading else None
    if not content_words(_nouns(_without_number(phrase))):
        phrase = f"{_phrase_before(before)} {phrase}".strip() or phrase or behind
    phrase = _of_words(_without_number(phrase)) or whole or "things"
    nouns = _nouns(phrase)
    if not content_words(nouns):
        nouns = _nouns_before(phrase) or _nouns(_without_number(whole or "")) or "things"
    return Counted(nouns, phrase, whole, phrase if statistic == "share" else None)


def _without_number(phrase: str) -> str:
    return _LEADING_NUMBER.sub("", phrase)


def _phrase(text: str) -> str:
    stop = _STOP.search(text)
    words = text[: stop.start() if stop else None].split()[:MOST_WORDS]
    while words and words[-1].lower() in _END_OF_NOUNS:
        words.pop()
    return " ".join(words)


def _phrase_before(text: str) -> str:
    """The words before the number up to a mark; where there are none ("beds, or 25 percent"), those before the mark."""
    stops = [0, *(match.end() for match in _STOP.finditer(text))]
    ends = [*(match.start() for match in _STOP.finditer(text)), len(text)]
    for start, end in list(zip(stops, ends, strict=True))[: -_SEGMENTS - 1 : -1]:
        words = text[start:end].split()[-MOST_WORDS:]
        while words and words[-1].lower() in (*_END_OF_NOUNS, "$", "about", "nearly", "a", "the"):
            words.pop()
        if words and words[0].lower() in ("percent", "%"):
            del words[0]
        if not naming_words(without_numbers(" ".join(words))):
            continue
        if not words[0][:1].isdigit():
            return " ".join(words)
        if words and words[0][:1].isdigit() and len(words) > 1:
            return " ".join(words[1:])
    return ""


def _whole(phrase: str) -> str:
    """The nouns of "the cases that we reviewed lacked …" up to the verb.

    A verb is one of a few, a past behind a plural, or ends with "s" behind one that does not ("the range overlaps …").
    """
    words = phrase.split()
    for index, word in enumerate(words[1:], 1):
        is_past = word.endswith("ed") and _PLURAL.search(words[index - 1])
        if word.lower() in _VERBS or is_past or _is_present(words, index):
            return " ".join(words[:index])
    return phrase


def _is_present(words: Sequence[str], index: int) -> bool:
    """Whether a word is a verb of the present: one of a few, with its subject before it, and something behind."""
    before = words[index - 1]
    return (
        words[index].lower() in _PRESENT
        and before.lower() not in _END_OF_NOUNS
        and index + 1 < len(words)
        and not before.endswith(("'s", "’s"))
    )


def _nouns(phrase: str) -> str:
    """The words up to the first word of grammar, and no further than a plural; "public and private offices" are one."""
    nouns: list[str] = []
    for word in phrase.split()[:6]:
        plain = word.strip(",.'’")
        if nouns and plain.lower() in ("and", "or") and plain == word:
            nouns.append(plain)
            continue
        if plain.lower() in _END_OF_NOUNS or not plain:
            break
        nouns.append(plain)
        if _PLURAL.search(plain):
            return " ".join(nouns[-4:])
    first = next((i for i, word in enumerate(nouns) if word in ("and", "or")), len(nouns))
    return " ".join(nouns[:first][-4:])


def _nouns_before(phrase: str) -> str:
    """The last words of what is before the number: "the number of detainers issued was" gives "detainers issued"."""
    words = [word for word in phrase.split() if word.lower() not in _END_OF_NOUNS]
    return " ".join(word.strip(",") for word in words[-2:])


def _of_words(text: str) -> str:
    return _SPACED.sub(" ", text).strip(" ,.;:'’-–—$")
