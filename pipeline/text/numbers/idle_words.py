"""Number words and digits that the words beside them make something else: a pronoun, a label, a denied change.

Forms that texts give to digits (dates, exhibits, citations) are in `numeral_forms`.
"""

import re

from pipeline.text.numbers.number_words import MAGNITUDES, PLURALS
from pipeline.text.units.changes import is_part_of_change

_NEAR = 60
_NO_ONE = re.compile(r"\b(?:no|the|this|that|which|any|some|every|each)\s+$", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\s+(?:should|would|could|might|may|must|can|cannot|will|another|hand\b|expects?|wants?|thinks?|that|who|which)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:phases?|world\s+war|parts?|chapters?|sections?|titles?|levels?|tiers?|stages?|options?|types?|grades?|"
    r"questions?|items?|volumes?|recommendations?)\s+$",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[A-Za-z](?<!-to)[-‐‑]$")
_OF_WHAT = re.compile(r"\s+(?:the|that|those|its|their|what)\b|\s+[a-z]+['’]s\b")
_DIGITS = re.compile(r"[\s-]+digits?\b", re.IGNORECASE)
_ARTICLE = re.compile(
    r"\b(?:an?|per|every|each|third|several|few|couple(?:\s+of)?|many|multiple|countless)[\s-]+$",
    re.IGNORECASE,
)
_BAKER = re.compile(r"\bbaker['’]?s\s+$", re.IGNORECASE)
_BETWEEN_SIGNED = re.compile(r"\bbetween\s+[-−–]\$?$", re.IGNORECASE)
_PART_OF = re.compile(r"\d\s+of\s+(?:an?\s+)?$")
_MID = re.compile(r"\bmid[\s-]+$", re.IGNORECASE)
_YEAR_JOINED = re.compile(r"(?<![\w.])(?:19|20)\d\d[-–/]$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SCALE_BEFORE = re.compile(r"(?:[(\[]|\bin)\s*$", re.IGNORECASE)
_YEARS_DOLLARS = re.compile(
    r"\s+of\s+(?:(?:19|20)\d\d|constant|current|real)\s+dollars\b", re.IGNORECASE
)
_YEAR_AND_MARK = re.compile(r"(?:19|20)\d\d\d")
_DATED = re.compile(
    r"\b(?:in|after|since|before|until|through|during|by|year|years|FY|January|February|March|April|May|June|July|"
    r"August|September|October|November|December)\s+$",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"\b(?:exceed|surpass|top|reach|cross|pass|break|broke|hit)\w*\s+the\s+\$?$", re.IGNORECASE
)
_MARK = re.compile(r"[\s-]+(?:marks?|levels?|thresholds?|limits?|ceilings?|barriers?)\b")
_REPEATED = re.compile(r"\s\(\d+\)\s*(?:%|percent\b|per\s+cent\b)", re.IGNORECASE)
_NOT_ADDED = re.compile(
    r"\b(?:not|never|cannot|\w+n['’]t)\s+(?:\w+\s+)?(?:add|sum|total)\s+(?:up\s+)?to\s+$",
    re.IGNORECASE,
)
_WHY_ANY = (
    (_NOT_ADDED, "the words before it deny that parts add up to it"),
    (_BETWEEN_SIGNED, "it may be one end of a range whose other end is not read"),
    (_MID, "`mid` before it leaves open how far it reaches"),
)
_WHY_BEFORE = (
    (_JOINED, "it is joined to the word before it"),
    (_LABEL, "it may be the number of what the word before it names"),
    (_BAKER, "a baker's dozen is thirteen"),
)


def why_idle(text: str, start: int, end: int, kind: str, unit: str | None) -> str | None:
    """Why the words beside a number keep it from stating an amount of its own, or None.

    >>> why_idle("No one audited it", 3, 6, "word", None)
    'it may be a pronoun'
    """
    before, token = text[max(0, start - _NEAR) : start], text[start:end]
    named = next((why for pattern, why in _WHY_ANY if pattern.search(before)), None)
    if named is not None:
        return named
    if _PART_OF.search(before) and token.lower() in ("1", "one") and unit == "percent":
        return "the number before it may be a part of it"
    is_part = kind in ("fraction", "proportion") or (kind == "vague_word" and unit == "percent")
    if is_part and is_part_of_change(text, start, end):
        return "it may be the size of a change"
    if _REACHED.search(before) and _MARK.match(text, end):
        return "it is the number of a limit, and the words before it may bound something by it"
    if kind == "digits":
        return _why_digits(before, token, unit)
    return _why_word(text, before, token.lower(), end) if kind in ("word", "vague_word") else None


def may_be_pronoun(before: str, behind: str) -> bool:
    """Whether a *one* with these characters before and behind it may be a pronoun: "no one", "the one that"."""
    return bool(_NO_ONE.search(before) or _PRONOUN.match(behind))


def _why_digits(before: str, token: str, unit: str | None) -> str | None:
    if (
        unit == "US dollars"
        and _YEAR.fullmatch(token)
        and not before.rstrip().endswith(("$", "USD"))
    ):
        return "it may be the year of the dollars"
    if unit is None and len(token) <= 3 and _YEAR_JOINED.search(before):
        return "it is joined to a year: it may be a number of a paper, or the end of a span"
    if _YEAR_AND_MARK.fullmatch(token) and unit is None and _DATED.search(before):
        return f"it may be the year {token[:4]} and the mark {token[4:]}"
    return None


def _why_word(text: str, before: str, token: str, end: int) -> str | None:
    if token == "one" and may_be_pronoun(before, text[end : end + _NEAR]):
        return "it may be a pronoun"
    if token in PLURALS and (_SCALE_BEFORE.search(before) or _YEARS_DOLLARS.match(text, end)):
        return "it may be the scale of other numbers"
    if token == "double" and not _OF_WHAT.match(text, end):
        digits = "it tells how many digits a number has, and not which number it is"
        other = "it does not say of what, or whether it counts the change or the whole"
        return digits if _DIGITS.match(text, end) else other
    named = next((why for pattern, why in _WHY_BEFORE if pattern.search(before)), None)
    if named is not None:
        return named
    if _REPEATED.match(text, end):
        return "the same number is behind it in digits, with its unit"
    return _why_magnitude(before, token)


def _why_magnitude(before: str, token: str) -> str | None:
    """A magnitude that no number and no article is before: the rest of a number that is broken or damaged."""
    if token not in (*MAGNITUDES, "hundred"):
        return None
    if _ARTICLE.search(before):
        return None
    return "it may be the magnitude of a number before it"
