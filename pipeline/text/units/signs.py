"""The sign of a number: minus signs, parentheses, and words of decrease beside a percentage.

A sign is read where it can be nothing else; where it may be a dash, a bullet or a remark in parentheses, the number
is refused with the reason.
"""

import re
from typing import NamedTuple

from pipeline.text.numbers.number_words import CARDINALS
from pipeline.text.units.changes import PERCENT, change_by, may_be_change, why_unclear
from pipeline.text.word_patterns import pattern_of

_MONEY = r"(?:US)?(?:\\?\$\s?)?"
_SIGN = re.compile(rf"(?P<sign>[-−–])(?P<space>[ \u00a0])?{_MONEY}$|\$\s?(?P<inner>[-−–])$")
_WORD = re.compile(rf"\b(?P<word>minus|negative)\s+{_MONEY}$", re.IGNORECASE)
_PARENTHESIS = re.compile(r"(?P<money>\$\s?)?\(\s?(?P<inside>(?:US)?\\?\$\s?)?$")
_CLOSED = re.compile(
    r"\s?(?:(?P<unit>%|percent\b|per\s+cent\b|pct\b\.?)\s?)?\)(?P<outside>\s?(?:%|percent\b))?",
    re.IGNORECASE,
)
_NUMBER_BEFORE = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|quarter|majority)\b)[^.;]*$"
)
_OF_ALL = re.compile(
    r"\b(?:all|every|each|none|both|most|many|few|some)(?:\s+[a-z-]+){0,2}\s*$", re.IGNORECASE
)
_REPEATED = re.compile(rf"\b{pattern_of(CARDINALS)}\s\($", re.IGNORECASE)
_LINE_START = re.compile(r"(?:^|\n)[ \t]*$")
_PLUS_OR = re.compile(r"\bplus(?:\s+(?:or|and)|\s*/)?$", re.IGNORECASE)
_NEAR = 90


class Sign(NamedTuple):
    """Whether a number is negative, or why its sign is not read."""

    is_negative: bool = False
    refused: str | None = None


NO_SIGN = Sign()
NEGATIVE = Sign(is_negative=True)


def sign_of(text: str, start: int, end: int) -> Sign:
    """The sign of the number at `start` to `end` of a text.

    >>> sign_of("decreased by 12 percent", 13, 15).is_negative
    True
    >>> sign_of("moved (1,234) over", 7, 12).refused
    'in parentheses it may be negative'
    """
    before = text[max(0, start - _NEAR) : start]
    signed = _signed(before) or _worded(before, text, end)
    if signed is not None:
        return signed
    parenthesis = _PARENTHESIS.search(before)
    if parenthesis and (closed := _CLOSED.match(text, end)):
        inside = _in_parentheses(before, parenthesis, closed)
        if inside != NO_SIGN:
            return inside
    if not may_be_change(text, start, end):
        return NO_SIGN
    change = change_by(text, start, end)
    unclear = why_unclear(text, start, end, change)
    if unclear is not None:
        return Sign(refused=unclear)
    return NEGATIVE if change == "fall" else NO_SIGN


def _signed(before: str) -> Sign | None:
    """What a sign before the number makes of it; None where there is none."""
    match = _SIGN.search(before)
    if match is None:
        return None
    outer = before[: match.start()]
    if match["inner"]:
        return NEGATIVE
    if outer[-1:].isalnum() or (outer and outer[-1] in "%)-–−]"):
        return None  # a hyphen, or a range
    if match["space"]:
        return _spaced(match, outer)
    if outer.endswith("\n"):
        return Sign(refused="the sign before it may be a minus or a bullet")
    after_number = outer[-1:].isspace() and outer.rstrip()[-1:].isdigit()
    return (
        Sign(refused="the sign before it may be a minus or a range") if after_number else NEGATIVE
    )


def _spaced(match: re.Match[str], outer: str) -> Sign | None:
    """A sign with a space behind it: a dash, a bullet, a range, or a minus."""
    if _LINE_START.search(outer):
        return (
            Sign(refused="the sign before it may be a minus or a bullet")
            if match["sign"] == "−"
            else None
        )
    last = outer.rstrip()[-1:]
    if last.isdigit() or last in "%)*":
        return None
    return Sign(refused="the sign before it may be a minus or a dash")


def _worded(before: str, text: str, end: int) -> Sign | None:
    match = _WORD.search(before)
    if match is None:
        return None
    outer = before[: match.start()].rstrip()
    if _PLUS_OR.search(outer):
        return Sign(refused="`plus or minus` gives it two signs")
    if match["word"].lower() == "minus" and not (outer[-1:].isdigit() or outer.endswith("%")):
        return NEGATIVE
    if match["word"].lower() == "negative" and (PERCENT.match(text, end) or "$" in match.group()):
        return NEGATIVE
    return Sign(refused=f"`{match['word']}` before it may be a sign, or another word")


def _in_parentheses(before: str, parenthesis: re.Match[str], closed: re.Match[str]) -> Sign:
    outer = before[: parenthesis.start()]
    if parenthesis["money"] and not closed["outside"]:
        return NEGATIVE
    is_percent = closed["unit"] and not parenthesis["inside"]
    if is_percent and (_NUMBER_BEFORE.search(outer) or _OF_ALL.search(outer)):
        return NO_SIGN  # "44 cases (66 percent)", "All (100%) of the range"
    if not is_percent and _REPEATED.search(before):
        return NO_SIGN  # "thirty (30) days", "sixty (60) percent"
    return Sign(refused="in parentheses it may be negative")
