"""Number words that a line end or a soft hyphen breaks: "thou-\\nsand", joined again with their offsets kept."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.text.numbers.number_words import FIRST_WORDS, PARTS

_WORDS = frozenset((*FIRST_WORDS, *PARTS, "percent"))
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_GAP = re.compile(rf"[-‐{_INVISIBLE}][{_INVISIBLE} \t]*(?:\r?\n)?\s*")
_HYPHENS = ("-\n", "-\r\n", "- \n", "-\t\n")
_MARKS = (*_INVISIBLE, *_HYPHENS, "‐\n")
_LAST_WORD = re.compile(r"[A-Za-z]+$")
_FIRST_WORD = re.compile(r"[a-z]+(?![A-Za-z])")
_LONGEST = 16


@dataclass(frozen=True)
class Joined:
    """A text without the breaks in its number words; `gaps` are their offsets in it and their lengths so far."""

    text: str
    gaps: tuple[tuple[int, int], ...]

    def raw(self, offset: int) -> int:
        """The offset in the text as it was of the character at `offset`."""
        index = bisect_right(self.gaps, (offset, len(self.text) ** 2))
        return offset + (self.gaps[index - 1][1] if index else 0)


def join_broken_words(text: str) -> Joined | None:
    """The text with its broken number words joined; None where none is broken.

    >>> join_broken_words("two thou-\\nsand files").text
    'two thousand files'
    """
    kept, gaps, last, removed = [], [], 0, 0
    for place in sorted(_places_of_gaps(text)):
        match = _GAP.match(text, place)
        if match is None or place < last:
            continue
        start, end = match.span()
        if _is_broken_word(text, start, end):
            kept.append(text[last:start])
            removed += end - start
            gaps.append((end - removed, removed))
            last = end
    return Joined("".join((*kept, text[last:])), tuple(gaps)) if gaps else None


def _places_of_gaps(text: str) -> Iterator[int]:
    """Where a hyphen at a line end, or a character that is not shown, begins."""
    for mark in _MARKS if not text.isascii() else _HYPHENS:
        place = text.find(mark)
        while place >= 0:
            yield place
            place = text.find(mark, place + 1)


def _is_broken_word(text: str, start: int, end: int) -> bool:
    """Whether a gap, with a line end if it is a hyphen, parts the letters of one number word."""
    if text[start] in "-‐" and "\n" not in text[start:end]:
        return False
    first = _LAST_WORD.search(text, max(0, start - _LONGEST), start)
    second = _FIRST_WORD.match(text, end)
    return bool(first and second) and (first[0] + second[0]).lower() in _WORDS  # type: ignore[index]
