"""The sign of a number: minus signs, parentheses, and words of decrease beside a percentage.

A sign is read where it can be nothing else; where it may be a dash, a bullet or a remark in parentheses, the number
is refused with the reason.
"""

import re
from typing import NamedTuple

from pipeline.text.number_words import CARDINALS
from pipeline.text.word_patterns import pattern_of

_MONEY = r"(?:US)?(?:\\?\$\s?)?"
_SIGN = re.compile(rf"(?P<sign>[-−–])(?P<space>[ \u00a0])?{_MONEY}$|\$\s?(?P<inner>[-−–])$")
_WORD = re.compile(rf"\b(?P<word>minus|negative)\s+{_MONEY}$", re.IGNORECASE)
_PARENTHESIS = re.compile(r"(?P<money>\$\s?)?\(\s?(?P<inside>(?:US)?\\?\$\s?)?$")
_CLOSED = re.compile(
    r"\s?(?:(?P<unit>%|percent\b|per\s+cent\b|pct\b\.?)\s?)?\)(?P<outside>\s?(?:%|percent\b))?",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"[\s-]*(?:%|percent\b|per\s+cent\b|pct\b\.?|percentage(?=[\s-]points?\b))(?P<points>[\s-]+points?\b)?",
    re.IGNORECASE,
)
_FILLER = (
    r"(?:\s+(?:by|of|about|approximately|roughly|around|nearly|almost|more\s+than|less\s+than|at\s+least|over|only|just|an?|"
    r"another|some|up\s+to|as\s+much\s+as|an\s+estimated|further|some|almost|well\s+over))*\s*$"
)
_FALL_WORDS = (
    r"decreas(?:e[sd]?|ing)|declin(?:e[sd]?|ing)|fell|fall(?:s|en|ing)?|drop(?:s|ped|ping)?|reduc(?:e[sd]?|ing|tions?)|down|"
    r"shrank|shrunk|shr?inks?|shrinking|contracted|slipped|plunged|plummeted|slid|dipped|cuts?|los(?:s|t|es|ing)|lowered"
)
_RISE_WORDS = (
    r"increas(?:e[sd]?|ing)|rose|ris(?:es?|en|ing)|gr[eo]w(?:n|s|th|ing)?|(?<!make )(?<!makes )(?<!made )(?<!making )up|gain(?:s|ed|ing)?|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|"
    r"surg(?:e[sd]?|ing)|expand(?:ed|ing)|advanced"
)
_BEFORE = re.compile(
    rf"\b(?:(?P<fall>{_FALL_WORDS})|(?P<rise>{_RISE_WORDS})){_FILLER}", re.IGNORECASE
)
_FALL_NOUNS = r"declines?|decreases?|drops?|reductions?|falls?|loss(?:es)?|cuts?|dips?|lower|fewer|less|smaller|below|under"
_RISE_NOUNS = (
    r"increases?|rises?|growth|gains?|jumps?|surges?|expansion|higher|more|greater|larger|above"
)
_BEHIND = re.compile(
    rf"(?:\s+(?!of\b|in\b|the\b|and\b|or\b|to\b|from\b|a\b|an\b|was\b|were\b|is\b|are\b|had\b|has\b|have\b|who\b|that\b|"
    rf"for\b|by\b|as\b|at\b|on\b|with\b)[a-z-]+){{0,2}}?\s+(?:(?P<fall>{_FALL_NOUNS})|(?P<rise>{_RISE_NOUNS}))\b",
    re.IGNORECASE,
)
_OF_BEHIND = re.compile(r"\s+of\b", re.IGNORECASE)
_MAY_DECLINE = (
    "up",
    "down",
    "declined",
    "decline",
    "declines",
    "declining",
    "lost",
    "lose",
    "loses",
    "losing",
    "cut",
    "cuts",
    "loss",
)
_NUMBER_BEFORE = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|quarter|majority)\b)[^.;]*$"
)
_REPEATED = re.compile(rf"\b{pattern_of(CARDINALS)}\s\($", re.IGNORECASE)
_LINE_START = re.compile(r"(?:^|\n)[ \t]*$")
_PLUS_OR = re.compile(r"\bplus(?:\s+(?:or|and)|\s*/)$", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:not|never|cannot|neither|nor|without|no|\w+n['’]t)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
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
        return _in_parentheses(before, parenthesis, closed)
    change = change_by(text, start, end)
    if change is not None and _is_denied(text, start):
        return Sign(refused="the change may be denied")
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
    if match["word"].lower() == "negative" and (_PERCENT.match(text, end) or "$" in match.group()):
        return NEGATIVE
    return Sign(refused=f"`{match['word']}` before it may be a sign, or another word")


def _in_parentheses(before: str, parenthesis: re.Match[str], closed: re.Match[str]) -> Sign:
    outer = before[: parenthesis.start()]
    if parenthesis["money"] and not closed["outside"]:
        return NEGATIVE
    is_percent = closed["unit"] and not parenthesis["inside"]
    if is_percent and _NUMBER_BEFORE.search(outer):
        return NO_SIGN  # "44 cases (66 percent)"
    if not is_percent and _REPEATED.search(before):
        return NO_SIGN  # "thirty (30) days", "sixty (60) percent"
    return Sign(refused="in parentheses it may be negative")


def _is_denied(text: str, start: int) -> bool:
    """Whether the change is one that did not happen: "did not fall by 8 percent", "no 8 percent decline"."""
    before = text[max(0, start - _NEAR) : start]
    moved = _BEFORE.search(before)
    return _DENIED.search(before[: moved.start()] if moved else before) is not None


def is_moved(text: str, start: int) -> bool:
    """Whether a word of increase or decrease is before the number at `start`: "rose 3 points"."""
    return _BEFORE.search(text, max(0, start - _NEAR), start) is not None


def change_by(text: str, start: int, end: int) -> str | None:
    """Whether the words beside a percentage say that it is a change: "fall", "rise", or None.

    >>> change_by("an 89 percent increase", 3, 5)
    'rise'
    """
    percent = _PERCENT.match(text, end)
    if percent is None:
        return None
    behind = _BEHIND.match(text, percent.end())
    if behind:
        return behind.lastgroup
    before = _BEFORE.search(text, max(0, start - _NEAR), start)
    if before is None:
        return None
    verb = (before["fall"] or before["rise"]).lower()
    of_whole = _OF_BEHIND.match(text, percent.end())
    return None if of_whole and verb in _MAY_DECLINE else before.lastgroup
