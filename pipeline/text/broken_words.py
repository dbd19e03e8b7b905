"""Number words that a line end or a soft hyphen breaks: "thou-\\nsand", joined again with their offsets kept."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from pipeline.text.number_words import FIRST_WORDS, PARTS

_WORDS = frozenset((*FIRST_WORDS, *PARTS, "percent"))
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_GAP = re.compile(rf"[-‐{_INVISIBLE}][{_INVISIBLE} \t]*(?:\r?\n)?\s*")
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
    if text.isascii() and not any(broken in text for broken in ("-\n", "-\r", "- \n")):
        return None
    kept, gaps, last, removed = [], [], 0, 0
    for match in _GAP.finditer(text):
        start, end = match.span()
        if _is_broken_word(text, start, end):
            kept.append(text[last:start])
            removed += end - start
            gaps.append((end - removed, removed))
            last = end
    return Joined("".join((*kept, text[last:])), tuple(gaps)) if gaps else None


def _is_broken_word(text: str, start: int, end: int) -> bool:
    """Whether a gap, with a line end if it is a hyphen, parts the letters of one number word."""
    if text[start] in "-‐" and "\n" not in text[start:end]:
        return False
    first = _LAST_WORD.search(text, max(0, start - _LONGEST), start)
    second = _FIRST_WORD.match(text, end)
    return bool(first and second) and (first[0] + second[0]).lower() in _WORDS  # type: ignore[index]
