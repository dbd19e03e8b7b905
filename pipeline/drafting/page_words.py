"""The words of a PDF's page with their places, and its lines of text.

Places are in points from the left top of the page. A line of text has all words that overlap in height, so that a
raised mark is in the line of the word that it is at.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

NUMERAL = re.compile(
    r"[(<>~≈±+–−-]{0,2}[$€£]?[(–−-]?(\d[\d,]*(\.\d+)?|\.\d+)(\s*(%|percent))?[)]?[*†‡]?[¹²³⁰-⁹]*|[–—−-]{1,3}|\.{2,3}|\*{1,2}"
    r"|\(?(NA|N/A|n/a|na|X|Z|D|S|B|†|‡|#|\(X\)|\(Z\)|\(NA\))\)?"
)
LEADERS = re.compile(r"\.|\.{4,}|[…·_]{3,}|[-=–—]{4,}")
SAME_LINE = 0.5  # share of the lower height
FEWEST_AT_END = 2  # numbers that end a line of a table
NARROW, NARROW_AT_END = (
    0.1,
    0.35,
)  # of the size of letters: gaps between numbers of a line, and at its end


class Box(NamedTuple):
    """A rectangle of a page, in points from its left top."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """Its center."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def holds(self, other: "Box", slack: float = 1.0) -> bool:
        """Whether the center of the other is in it."""
        x, y = other.middle
        return (
            self.x0 - slack <= x <= self.x1 + slack and self.top - slack <= y <= self.bottom + slack
        )

    def overlaps(self, other: "Box") -> bool:
        """Whether they have a point in common."""
        return (
            self.x0 < other.x1
            and other.x0 < self.x1
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a space between them."""

    text: str
    box: Box
    size: float

    @property
    def is_numeral(self) -> bool:
        """Whether it is a number or a mark in place of one, and nothing else."""
        return NUMERAL.fullmatch(self.text) is not None

    @property
    def is_leader(self) -> bool:
        """Whether it is a row of dots or dashes, which is no content."""
        return LEADERS.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one line that belong together, from the left."""

    words: tuple[Word, ...]

    @property
    def box(self) -> Box:
        """Around all its words."""
        return box_around(word.box for word in self.words)

    @property
    def text(self) -> str:
        """Its words with single spaces; leaders are left out."""
        return " ".join(word.text for word in self.words if not word.is_leader)

    @property
    def is_numeral(self) -> bool:
        """Whether it is one number, with what is beside it, as in `$ 5` and `± 3`."""
        shown = self.text
        return NUMERAL.fullmatch(shown.replace(" ", "")) is not None


@dataclass(frozen=True, slots=True)
class TextLine:
    """The words of a page at one height, from the left."""

    words: tuple[Word, ...]

    @property
    def box(self) -> Box:
        """Around all its words."""
        return box_around(word.box for word in self.words)

    @property
    def size(self) -> float:
        """The size of its letters, in points."""
        return median(word.size for word in self.words)


def box_around(boxes: Iterable[Box]) -> Box:
    """The smallest box that has all of them."""
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return Box(min(x0s), min(tops), max(x1s), max(bottoms))


def lines_of(words: Sequence[Word]) -> list[TextLine]:
    """Words in lines, from the top; those of a line overlap in height with most of it."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.box.middle[1], one.box.x0)):
        for line in reversed(lines[-4:]):
            if _in_line(word, line):
                line.append(word)
                break
        else:
            lines.append([word])
    made = [TextLine(tuple(sorted(line, key=lambda one: one.box.x0))) for line in lines]
    return sorted(made, key=lambda line: line.box.middle[1])


def _in_line(word: Word, line: Sequence[Word]) -> bool:
    largest = max(line, key=lambda one: one.size)
    shared = min(word.box.bottom, largest.box.bottom) - max(word.box.top, largest.box.top)
    return shared >= SAME_LINE * min(word.box.height, largest.box.height)


def runs_of(line: TextLine, wide: float) -> list[Run]:
    """A line cut where the gap is wider than `wide`, and between numerals in a line of them or at its end."""
    numerals = sum(word.is_numeral for word in line.words)
    content = sum(not word.is_leader for word in line.words)
    many = numerals >= 3 and numerals >= 0.6 * (content - 1)
    first = 0 if many else len(line.words) - _numerals_at_end(line)
    runs: list[list[Word]] = []
    for index, (word, before) in enumerate(_with_previous(line.words)):
        narrow = NARROW if many else NARROW_AT_END if index > first else wide
        if before is None or _parted(before, word, wide, narrow):
            runs.append([word])
        else:
            runs[-1].append(word)
    return [Run(tuple(run)) for run in runs if not all(word.is_leader for word in run)]


def _numerals_at_end(line: TextLine) -> int:
    """How many words at the end of a line are numbers with digits, behind other words."""
    count = 0
    for word in reversed(line.words):
        if not (word.is_numeral and any(map(str.isdigit, word.text))):
            break
        count += 1
    return count if FEWEST_AT_END <= count < len(line.words) else 0


def _parted(before: Word, word: Word, wide: float, narrow: float) -> bool:
    gap = word.box.x0 - before.box.x1
    if gap > wide:
        return True
    if before.is_leader != word.is_leader:
        return before.is_leader
    raised = word.size < 0.8 * before.size
    between = before.is_numeral and word.is_numeral
    return between and not raised and gap > narrow * word.size


def _with_previous(words: Sequence[Word]) -> Iterator[tuple[Word, Word | None]]:
    previous = None
    for word in words:
        yield word, previous
        previous = word
