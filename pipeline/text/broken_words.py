"""Number words that a line end or a soft hyphen breaks: "thou-\\nsand", joined again with their offsets kept."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from pipeline.text.number_words import FIRST_WORDS, PARTS

_WORDS = frozenset((*FIRST_WORDS, *PARTS, "percent"))
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_BROKEN = re.compile(
    rf"(?<![A-Za-z])(?P<first>[A-Za-z]+)(?P<gap>[{_INVISIBLE}]+\s*|[-‐][{_INVISIBLE}]*[ \t]*\r?\n\s*)(?P<second>[a-z]+)(?![A-Za-z])"
)


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
    if text.isascii() and "-\n" not in text and "-\r" not in text and "- \n" not in text:
        return None
    kept, gaps, last, removed = [], [], 0, 0
    for match in _BROKEN.finditer(text):
        if (match["first"] + match["second"]).lower() in _WORDS:
            start, end = match.span("gap")
            kept.append(text[last:start])
            removed += end - start
            gaps.append((end - removed, removed))
            last = end
    return Joined("".join((*kept, text[last:])), tuple(gaps)) if gaps else None
