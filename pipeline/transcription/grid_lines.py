"""Lines of a text, and pieces of them with their characters. How a line is cut into cells is in `grid_cutting`."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipeline.sources.grid_entries import GridTable
from pipeline.text.documents import Span

RULE = re.compile(r"[\s|+:]*(?:[-=_─━]{3,}[\s|+:]*)+")
"""A line drawn with characters, which prints nothing."""
RULE_OF_PIPES = re.compile(r"[\s|:=+-]*-{2,}[\s|:=+-]*")
LEADERS = re.compile(
    r"(?:[ \t\u00a0]*[.…]){2,}[ \t\u00a0]*$|[ \t\u00a0]+[.…][ \t\u00a0]*$|…[ \t\u00a0]*$"
)
DOTS = re.compile(r"(?: ?\.){3,}")
ABBREVIATION = re.compile(r"\b(?:etc|incl|excl|misc|inc|co|corp|dept|govt|nec|n\.e\.c|U\.S)$", re.I)
"""Words whose own dot comes before the dots that lead to the cells."""


class Piece(NamedTuple):
    """A cell or a label: its words with single spaces, its place, and its characters as they are."""

    text: str
    span: Span
    raw: str

    def offset(self, place: int) -> int:
        """Where in the characters a character of the words is."""
        words = 0
        for index, character in enumerate(self.raw):
            if words == place and not (character.isspace() and self.text[place] != " "):
                return index
            is_one_space = not character.isspace() or not self.raw[index + 1].isspace()
            words += is_one_space
        return len(self.raw)


def piece_of(raw: str, start: int) -> Piece:
    """Characters that begin at an offset of the text, without the spaces at their ends, as a piece."""
    start += len(raw) - len(raw.lstrip())
    stripped = raw.strip()
    return Piece(collapsed(stripped), Span(start, start + len(stripped)), stripped)


@dataclass(frozen=True)
class Line:
    """A line of the text, without the characters that end lines and pages."""

    number: int
    start: int
    text: str

    @property
    def words(self) -> str:
        """Its words with single spaces."""
        return collapsed(self.text)

    @property
    def without_dots(self) -> "Line":
        """The line with spaces for the dots that lead from a label to its cells."""
        label = re.match(r"\s*\S+(?: \S+)*", self.text)
        end = label.end() if label else 0
        text = DOTS.sub(
            lambda dots: " " * len(dots[0]) if dots.start() < end or " ." in dots[0] else dots[0],
            self.text,
        )
        return replace(self, text=text)

    @property
    def indentation(self) -> int:
        """How many spaces are before its first word."""
        return len(self.text) - len(self.text.lstrip())

    def piece(self, start: int, end: int) -> Piece:
        """The characters from `start` to before `end`, without the spaces at their ends."""
        return piece_of(self.text[start:end], self.start + start)


class Unfit(NamedTuple):
    """Why a line is no row of the table, and what to do."""

    found: str
    remedy: str


Cut = tuple[Piece, ...] | Unfit
"""The pieces of a line, one for each column from the left; the rest of a short line is left out."""
Cutter = Callable[[Line], Cut]


def collapsed(text: str) -> str:
    """A text with single spaces."""
    return " ".join(text.split())


def lines_of(text: str) -> list[Line]:
    """The lines of a text."""
    lines, offset = [], 0
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.rstrip("\r\f")
        lead = len(line) - len(line.lstrip("\f\r\ufeff"))
        lines.append(Line(number, offset + lead, line[lead:]))
        offset += len(raw) + 1
    return lines


def is_drawn(line: Line, specification: GridTable) -> bool:
    """Whether a line only draws a rule; between tabs, dashes may be cells."""
    if specification.columns_by == "tabs":
        return False
    rule = RULE_OF_PIPES if specification.columns_by == "pipes" else RULE
    return rule.fullmatch(line.text) is not None


def without_blank_end(cells: Sequence[str]) -> tuple[str, ...]:
    """Cells without the blank ones at their end."""
    kept = list(cells)
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def without_leaders(line: Line, start: int, end: int) -> tuple[int, bool]:
    """Where a label ends before the dots that lead to its cells, and whether there are such dots."""
    found = LEADERS.search(line.text, start, end)
    if found is None:
        return end, False
    if not line.text[start : found.start()].strip():
        is_whole = not line.text[
            found.end() : end
        ].strip()  # dots alone: the label is in the line before
        return (start, True) if is_whole else (end, False)
    first = found.start()
    keeps_dot = line.text[first] == "." and ABBREVIATION.search(line.text[start:first])
    return first + bool(keeps_dot), found.end() - first > 1 + bool(keeps_dot)
