"""Whether a percentage is a change, and which way: "fell by 12 percent", "a 12 percent decline".

The words are looked for right beside the percentage, and behind "by" and "was" in its clause. Where a word of decrease
is in the clause and the percentage may be its size or a share, the sign is not read.
"""

import re

from pipeline.text.units.change_words import FALL, FALL_NOUN, NEAR_CHANGE, RISE, RISE_NOUN

PERCENT = re.compile(
    r"[\s-]*(?:%|percent\b|per\s+cent\b|pct\b\.?|percentage(?=[\s-]points?\b))(?P<points>[\s-]+points?\b)?",
    re.IGNORECASE,
)
_FILLER = (
    r"(?:,?\s+(?:by|of|on\s+average,?|an\s+additional|[a-z]+ly,?|about|around|almost|more\s+than|less\s+than|at\s+least|over|just|an?|"
    r"another|some|up\s+to|as\s+much\s+as|an\s+estimated|further|well\s+over))*\s*$"
)
_BEFORE = re.compile(rf"\b(?:(?P<fall>{FALL})|(?P<rise>{RISE})){_FILLER}", re.IGNORECASE)
_BEHIND = re.compile(
    rf"(?:\s+(?!of\b|in\b|the\b|and\b|or\b|to\b|from\b|a\b|an\b|was\b|were\b|is\b|are\b|had\b|has\b|have\b|who\b|that\b|"
    rf"for\b|nor\b|but\b|than\b|by\b|as\b|at\b|on\b|with\b)[a-z-]+){{0,2}}?\s+(?:(?P<fall>{FALL_NOUN})|(?P<rise>{RISE_NOUN}))\b",
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
    "raise",
    "raised",
    "raises",
    "raising",
    "cuts",
    "loss",
)
_DENIED = re.compile(
    r"\b(?:not|never|cannot|neither|nor|without|no|\w+n['’]t)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
_NEAR = 90
_CLAUSE = re.compile(
    r"[.;:]\s|\n\s*\n|\b(?:and|but|that|which|who|while|although|because|after|when|if)\b",
    re.IGNORECASE,
)
_MOVES = re.compile(rf"\b(?:(?P<fall>{FALL})|(?P<rise>{RISE}))\b", re.IGNORECASE)
_NEAR_CHANGE = re.compile(rf"\b{NEAR_CHANGE}\b")
_FELL = re.compile(rf"\b{FALL}\b", re.IGNORECASE)
_BY = re.compile(rf"\bby{_FILLER}", re.IGNORECASE)
_CAME_TO = re.compile(
    r"\b(?:(?P<fall>declines?|decreases?|drops?|reductions?|cuts?)|(?P<rise>increases?|growth|rises?|gains?))"
    r"(?:\s+(?:in|of|for)(?:\s+[\w-]+){1,5}?|\s+rate)?\s+"
    rf"(?:was|were|is|amounted\s+to|reached|totaled|averaged|equaled|came\s+to){_FILLER}",
    re.IGNORECASE,
)
_DIRECT = re.compile(
    r"\b(?:(?P<fall>cut|cuts|cutting|reduce[sd]?|reducing|lower(?:s|ed|ing)|trim(?:s|med|ming)?|slash(?:es|ed|ing)?|"
    r"curtail(?:s|ed|ing)?|decrease[sd]?|decreasing)|(?P<rise>raise[sd]?|raising|increase[sd]?|increasing|boost(?:s|ed|ing)?|"
    r"expand(?:s|ed|ing)?))(?:\s+(?:its|their|the|his|her|our|all|these|those|such))?"
    rf"(?:\s+(?!(?:of|in|for|to|from|by|with|at|on|and|or|than|that|who|which|as)\b)[\w'’-]+){{1,3}}{_FILLER}",
    re.IGNORECASE,
)
"""A verb and what it changed, right before the percentage: "cut its staff 40 percent"."""
_MAY_BE_FALL = re.compile(
    rf"\b(?:loss(?:es)?\s+(?:was|were|is|amounted\s+to|reached|totaled)|(?:was|were|is|are)\s+off){_FILLER}",
    re.IGNORECASE,
)
_ASIDE = re.compile(rf"(?:,\s+or|\((?:or)?){_FILLER}", re.IGNORECASE)
_REFUSING = re.compile(r"(?:declin|los[st]|cut|down)\w*(?!\s+(?:by|from|to)\b)", re.IGNORECASE)


def may_be_change(text: str, start: int, end: int) -> bool:
    """Whether any word of change is near a number. Most percentages have none, and need no closer look."""
    return _NEAR_CHANGE.search(text[max(0, start - _NEAR) : end + _NEAR].lower()) is not None


def is_moved(text: str, start: int) -> bool:
    """Whether a word of increase or decrease is before the number at `start`: "rose 3 points"."""
    return _BEFORE.search(text, max(0, start - _NEAR), start) is not None


def is_part_of_change(text: str, start: int, end: int) -> bool:
    """Whether a fraction is how far something rose or fell: "fell by one-third", "a one-third reduction"."""
    clause = _clause_of(text[max(0, start - _NEAR) : start])
    moved_by = _BY.search(clause) and _MOVES.search(clause)
    return bool(moved_by or re.match(rf"\s+(?:{FALL_NOUN}|{RISE_NOUN})\b", text[end : end + 20]))


def change_by(text: str, start: int, end: int) -> str | None:
    """Whether the words beside a percentage say that it is a change: "fall", "rise", or None.

    >>> change_by("an 89 percent increase", 3, 5)
    'rise'
    """
    percent = PERCENT.match(text, end)
    if percent is None:
        return None
    behind = _BEHIND.match(text, percent.end())
    if behind:
        return behind.lastgroup
    before = _BEFORE.search(text, max(0, start - _NEAR), start)
    of_whole = _OF_BEHIND.match(text, percent.end())
    if before is None:
        near = text[max(0, start - _NEAR) : start]
        return None if of_whole else _change_in_clause(near)
    verb = (before["fall"] or before["rise"]).lower()
    return None if of_whole and verb in _MAY_DECLINE else before.lastgroup


def why_unclear(text: str, start: int, end: int, change: str | None) -> str | None:
    """Why a percentage may be a decrease, or one that did not happen, and its sign is not read; or None.

    `change` is what `change_by` tells of it.
    """
    percent = PERCENT.match(text, end)
    if percent is None:
        return None
    before = text[max(0, start - _NEAR) : start]
    if re.match(r"\s+short\b", text[percent.end() :][:12]):
        return "how far something falls short may be a change, or a difference"
    if change is not None:
        return "the change may be denied" if _is_denied(before) else None
    may_be = _MAY_BE_FALL.search(before) or _fell_in_clause(before)
    return "it may be the size of a decrease, or a share" if may_be else None


def _fell_in_clause(before: str) -> bool:
    """Whether something fell in the clause, other than what "declined" or "cut" takes as its object."""
    clause = _clause_of(before) if _FELL.search(before) else ""
    falls = [found for found in _MOVES.finditer(clause) if found["fall"]]
    if not falls or not (_ASIDE.search(clause) or _BY.search(clause)):
        return False
    # not "the office declined 44 cases (66 percent)"
    return not all(_REFUSING.match(clause, found.start()) for found in falls)


def _change_in_clause(before: str) -> str | None:
    """The change that words further ahead in the clause make of it: "reduced the backlog by 40 percent"."""
    clause = _clause_of(before)
    came_to = _CAME_TO.search(clause)
    if came_to is not None:
        return came_to.lastgroup
    direct = _DIRECT.search(clause)
    if direct is not None:
        return direct.lastgroup
    ways = {found.lastgroup for found in _MOVES.finditer(clause)} if _BY.search(clause) else set()
    return ways.pop() if len(ways) == 1 else None


def _clause_of(before: str) -> str:
    return before[max((found.end() for found in _CLAUSE.finditer(before)), default=0) :]


def _is_denied(before: str) -> bool:
    """Whether the change did not happen: "did not fall by 8 percent", "no 8 percent decline"."""
    moved = _BEFORE.search(before)
    return _DENIED.search(before[: moved.start()] if moved else before) is not None
