"""The words that deny a bound: "not more than", "did not exceed", "neither … more than".

A bound that is denied is never read as the bound itself: either the denial has one meaning, or it is refused.
"""

import re
from typing import Literal, NamedTuple

from pipeline.text.qualifiers.qualifier_words import EXCEEDING, LEADING, NEGATED

_AUXILIARY = "did|does|do|may|shall|will|would|must|should|can|could|has|have|had|is|are|was|were|might|need|ought"
_CONTRACTED = (
    r"(?:ca|could|did|does|do|is|may|would|wo|must|should|has|have|had|are|was|were|need)n['’]?t"
)
_RIGHT_BEFORE = re.compile(
    rf"(?<![\w-])(?P<words>(?:(?:{_AUXILIARY})\s+)?(?:not|never)(?:\s+to)?(?:\s+(?:be|been|have\s+been|have))?"
    rf"|(?:{_CONTRACTED}|cannot)(?:\s+(?:be|have\s+been|have))?|no|nor|neither|without)\s+$",
    re.IGNORECASE,
)
_CLAUSE_START = re.compile(
    r"[.;:!?)—]\s|\n\s*\n|\b(?:but|that|which|who|whom|because|while|although|though|whereas|if|when|where|since)\b",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(
    rf"\b(?:not|no|nor|never|neither|none|nobody|nothing|cannot|{_CONTRACTED}|without\s+\w+ing)\b",
    re.IGNORECASE,
)
_HARDLY = re.compile(
    r"\b(?:barely|hardly|scarcely|rarely|seldom|nowhere|nothing|far\s+from|(?<!\ba\s)little|no\s+longer)\s+$",
    re.IGNORECASE,
)
_PREVENTING = re.compile(
    r"\b(?:fail\w*|unable|prevent\w*|prohibit\w*|forbidden|barred|avoid\w*|stopp?\w*)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:and\s+|or\s+)?(?P<word>neither|nor|no|none|nobody)\b(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_PREPOSITION = re.compile(r"\b(?:in|of|for|with|at|on|to|by|from|about|among)\b", re.IGNORECASE)
_BOTH_SIDES = re.compile(
    r"\bneither\s+(?:fewer|less|more|greater|higher|lower|over|under|above|below)\s+(?:than\s+)?nor\b",
    re.IGNORECASE,
)
"""A denial of both comparisons: "neither fewer nor more than 250"."""
_NOT_EXACT = frozenset(words for words, meaning in LEADING.items() if meaning == "vague") | set(
    "nearly almost virtually practically approaching approached approaches nearing neared nears".split()
)
"""Qualifiers that a denial further ahead does not reach: "did not answer about 400 letters"."""


class Negation(NamedTuple):
    """What denies a bound: the words with those of the bound, and whether that makes it its opposite."""

    words: str
    effect: Literal["opposite", "unclear"]


def negation_of(before: str, bound: str, core: str) -> Negation | None:
    """What denies the bound that follows `before`, or None.

    `bound` is the bound as printed, `core` its words in the table of qualifiers.

    >>> negation_of("The share did not ", "exceed", "exceed")
    Negation(words='did not exceed', effect='opposite')
    >>> negation_of("The office did not open ", "more than", "more than")
    Negation(words='not … more than', effect='unclear')
    """
    clause = before[_end_of_last(_CLAUSE_START, before) :]
    right_before = _RIGHT_BEFORE.search(clause)
    if right_before is not None:
        words = clause[right_before.start() :] + bound
        can_turn = LEADING[core] in NEGATED and _may_deny(right_before["words"].lower(), core)
        twice = _NEGATIVE.search(clause[: right_before.start()][-12:]) or _BOTH_SIDES.search(clause)
        return Negation(words, "opposite" if can_turn and not twice else "unclear")
    hardly = _HARDLY.search(clause)
    if hardly is not None:
        return Negation(clause[hardly.start() :] + bound, "unclear")
    if core in _NOT_EXACT:
        return None
    return _negation_ahead(clause, bound, core)


def _may_deny(words: str, core: str) -> bool:
    """Whether these words can deny that bound: "no" denies comparisons only, "without" the verbs only."""
    if words == "no":
        return core.endswith("than")
    return words != "without" or core in EXCEEDING


def _negation_ahead(clause: str, bound: str, core: str) -> Negation | None:
    """A denial further ahead in the clause: its subject turns the bound, all others are unclear."""
    if core in EXCEEDING and (preventing := _PREVENTING.search(clause)):
        return Negation(f"{preventing.group()} … {bound}", "unclear")
    if core not in EXCEEDING and re.search(r"(?:,|\band)\s*$", clause):
        return None
    negatives = list(_NEGATIVE.finditer(clause))
    if not negatives:
        return None
    subject = _SUBJECT.match(clause.strip())
    words = f"{negatives[-1].group()} … {bound}"
    if subject is None or len(negatives) > 1 or LEADING[core] not in NEGATED:
        return Negation(words, "unclear")
    rest = re.sub(r"^\s+of\s+(?:the|its|their|these|those)\b", "", subject["rest"])
    is_plain = len(rest.split()) in range(2, 6) and not _PREPOSITION.search(rest)
    return Negation(words, "opposite" if is_plain and "," not in rest else "unclear")


def _end_of_last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=0)
