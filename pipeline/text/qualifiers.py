"""The words beside a number that bound it or make it approximate: "more than", "up to", "about".

What they mean belongs here; the interval that a number and its qualifier make is in `intervals`.
"""

import re
from dataclasses import dataclass
from typing import Literal

Meaning = Literal["lower", "above", "upper", "below", "vague"]

VAGUE_QUALIFIERS = (
    "about",
    "approximately",
    "roughly",
    "around",
    "close to",
    "some",
    "an estimated",
)
"""Say that the number is not meant exactly, without bounding it."""
UPPER_QUALIFIERS = (
    "nearly",
    "almost",
    "up to",
    "as many as",
    "at most",
    "no more than",
    "not more than",
    "not exceeding",
    "less than or equal to",
    "within",
    "≤",
)
"""The number itself is the most that is meant."""
BELOW_QUALIFIERS = ("fewer than", "less than", "under", "below", "<")
"""The value lies under the number."""
LOWER_QUALIFIERS = (
    "at least",
    "no fewer than",
    "no less than",
    "not less than",
    "not fewer than",
    "greater than or equal to",
    "≥",
)
"""The number itself is the least that is meant."""
ABOVE_QUALIFIERS = ("more than", "over", "greater than", "in excess of", "exceeding", ">")
"""The value lies above the number."""
TRAILING_LOWER_QUALIFIERS = ("or more", "or higher", "or greater")
TRAILING_UPPER_QUALIFIERS = ("or fewer", "or less", "or lower")


def _spaced(words: str) -> str:
    """A pattern of the words with any white space between them."""
    return r"\s+".join(re.escape(word) for word in words.split())


_LEADING = sorted(
    VAGUE_QUALIFIERS + UPPER_QUALIFIERS + BELOW_QUALIFIERS + LOWER_QUALIFIERS + ABOVE_QUALIFIERS,
    key=len,
    reverse=True,
)
_BEFORE = re.compile(
    rf"(?:^|[\s(\"'“‘—])({'|'.join(_spaced(q) for q in _LEADING)})\s*[\\$€£\"“]*$", re.IGNORECASE
)
_BEHIND = re.compile(
    rf"^\s+(?:percent\s+)?({'|'.join(_spaced(q) for q in TRAILING_LOWER_QUALIFIERS + TRAILING_UPPER_QUALIFIERS)})\b",
    re.IGNORECASE,
)
_CONTEXT = 24


@dataclass(frozen=True)
class Qualifier:
    """The words beside a number, as printed, and what they make of it.

    `lower` and `upper`: the number itself is the least or the most that is meant; `above` and `below`: the
    value lies beyond it; `vague`: the number is approximate. `refused` is None, or the reason why the words
    are not read; `meaning` is None then.
    """

    words: str
    meaning: Meaning | None
    refused: str | None = None


def find_qualifier(text: str, start: int, end: int) -> Qualifier | None:
    """The qualifier of the number at `start` to `end` of a text, or None.

    >>> find_qualifier("for up to 48 hours", 10, 12)
    Qualifier(words='up to', meaning='upper', refused=None)
    """
    before = _BEFORE.search(text[max(0, start - _CONTEXT) : start])
    if before:
        return Qualifier(before[1], _meaning_of(before[1]))
    behind = _BEHIND.search(text[end : end + _CONTEXT])
    return Qualifier(behind[1], _meaning_of(behind[1])) if behind else None


_MEANINGS: dict[str, Meaning] = {
    **dict.fromkeys(VAGUE_QUALIFIERS, "vague"),
    **dict.fromkeys(LOWER_QUALIFIERS + TRAILING_LOWER_QUALIFIERS, "lower"),
    **dict.fromkeys(ABOVE_QUALIFIERS, "above"),
    **dict.fromkeys(UPPER_QUALIFIERS + TRAILING_UPPER_QUALIFIERS, "upper"),
    **dict.fromkeys(BELOW_QUALIFIERS, "below"),
}


def _meaning_of(words: str) -> Meaning:
    return _MEANINGS[" ".join(words.lower().split())]
