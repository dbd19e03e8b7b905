"""Numbers that may be pieces of one number, broken by a space, a comma or a dash: `12 ,345`, `12, 345`, `7,3 12`.

A piece of a number is never a number, so both pieces are refused. What no space divides is one run, in `separators`.
"""

import re

from pipeline.text.numbers.number_words import CARDINALS, MAGNITUDES, ONES, TENS
from pipeline.text.numbers.numeral_forms import form_of
from pipeline.text.word_patterns import pattern_of

_NEAR = 60
_GROUP = r"\d{3}(?!\d|[,.]\d|\s?(?:%|percent\b))"
_SPACE_COMMA_BEHIND = re.compile(r" ,\d{3}(?!\d)|;\d{3}(?!\d)")
_SPACE_COMMA_BEFORE = re.compile(r"\d(?: ,|;)$")
_COMMA_SPACE_BEHIND = re.compile(rf", {_GROUP}(?!\s*,|\s+(?:and|or)\b)")
_COMMA_SPACE_BEFORE = re.compile(r"(?<![\w,./-])(?P<first>[1-9]\d{0,2}(?:,\d{3})*), $")
_LISTED_BEFORE = re.compile(r"\d,\s+$")
_LISTED_BEHIND = re.compile(r"\s*,|\s+(?:and|or)\b")
_BROKEN_BEFORE = re.compile(r"\d,\d{1,2} $")
_SHORT_BEFORE = re.compile(r"[A-Za-z] (?P<first>\d{1,3}) $")
_SHORT_BEHIND = re.compile(r" \d{1,2} [a-z]")
_WORD_ENDS = re.compile(r"[A-Za-z] $")
_SMALLER = pattern_of({**ONES, **TENS, "hundred": 100})
_WORDS_BEHIND = re.compile(rf",\s+(?:{_SMALLER})\b", re.IGNORECASE)
_WORDS_BEFORE = re.compile(rf"\b(?:{'|'.join(MAGNITUDES)}),\s+$", re.IGNORECASE)
_DASHED_BEFORE = re.compile(rf"\b(?:{pattern_of(TENS)})\s?—\s?$", re.IGNORECASE)
_DASHED_BEHIND = re.compile(rf"\s?—\s?(?:{pattern_of(ONES)})\b", re.IGNORECASE)
_DASH_BEHIND = re.compile(r"\s?—\s?\$?\d|[:/⁄]\d")
_DASH_BEFORE = re.compile(r"\d(?:\s?—\s?\$?|[/⁄])$")


def why_piece(text: str, start: int, end: int, kind: str) -> str | None:
    """Why a number may be a piece of another one beside it, or None.

    >>> why_piece("opened 12 ,345 files", 7, 9, "digits")
    'it may be a piece of one number with a space or a sign in it'
    """
    before, token = text[max(0, start - _NEAR) : start], text[start:end]
    if kind == "word":
        return _why_words(text, before, token, end)
    if kind != "digits" or not token.replace(",", "").isdecimal():
        return None
    if len(token) > 1 and token[0] == "0":
        return "it begins with a zero, as a piece of a number or of a name does"
    if _DASH_BEHIND.match(text, end) or _DASH_BEFORE.search(before):
        return "the sign between two numbers may be that of a range, or of a citation"
    if _is_split(text, before, token, start, end):
        return "it may be a piece of one number with a space or a sign in it"
    return None


def _is_split(text: str, before: str, token: str, start: int, end: int) -> bool:
    is_short = token.isdecimal() and len(token) <= 3
    if is_short and (_SPACE_COMMA_BEHIND.match(text, end) or _SPACE_COMMA_BEFORE.search(before)):
        return True
    if is_short and _BROKEN_BEFORE.search(before):
        return True
    groups = token.split(",")
    may_begin = 1 <= len(groups[0]) <= 3 and not _LISTED_BEFORE.search(before)
    if may_begin and _COMMA_SPACE_BEHIND.match(text, end):
        return True
    if len(token) == 3 and is_short and not _LISTED_BEHIND.match(text, end):
        first = _COMMA_SPACE_BEFORE.search(before)
        if first and not _LISTED_BEFORE.search(before[: first.start()]):
            return _counts(text, start - len(before) + first.start(), first["first"])
    return is_short and _is_spaced(text, before, token, start, end)


def _is_spaced(text: str, before: str, token: str, start: int, end: int) -> bool:
    """Two short numbers with one space between them in a sentence: `23 4 records`."""
    first = _SHORT_BEFORE.search(before)
    if first and len(token) <= 2 and re.match(r" [a-z]", text[end : end + 2]):
        return _counts(text, start - len(before) + first.start("first"), first["first"])
    return bool(_WORD_ENDS.search(before) and _SHORT_BEHIND.match(text, end))


def _counts(text: str, start: int, token: str) -> bool:
    """Whether the number before counts something: of "in figure 4, 318 claims" it does not."""
    return form_of(text, start, start + len(token), "digits", None) == "number"


def _why_words(text: str, before: str, token: str, end: int) -> str | None:
    last = re.split(r"[\s-]", token.lower())[-1]
    split = (last in MAGNITUDES and _WORDS_BEHIND.match(text, end)) or _WORDS_BEFORE.search(before)
    dashed = (last in TENS and _DASHED_BEHIND.match(text, end)) or _DASHED_BEFORE.search(before)
    if (split or dashed) and last in CARDINALS:
        return "these may be one number or two"
    return None
