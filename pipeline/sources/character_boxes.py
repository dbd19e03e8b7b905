"""Where the characters of a text are in its PDF: `boxes.jsonl` of a document's folder, read back.

A line of the file is an object for a line of the text: `start` (offset of its first character), `page` (number in
the PDF, from 1), `top`, `bottom` and `edges` in tenths of a point from the page's left top. `edges` are the left ends
of its characters and, last, where the line ends. Where words are `turned`, by so many degrees clockwise, these are
places on the page turned back.
"""

import json
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import takewhile
from operator import attrgetter
from typing import Any, NamedTuple

from pipeline.text.documents import Span

TURNS = (0, 90, 180, 270)
GREATEST = 2**31 - 1
"""The greatest number in a line."""


class BoxLine(NamedTuple):
    """A line of the text, and where its characters are on a page."""

    start: int
    page: int
    turned: int
    top: int
    bottom: int
    edges: Sequence[int]

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        return self.start + len(self.edges) - 1


class PlaceInPdf(NamedTuple):
    """The page in the PDF, and the box around some characters of it: left, top, right, bottom in points.

    The box is on the page turned back by `turned` degrees; 0 where words are upright.
    """

    page: int
    box: tuple[Decimal, Decimal, Decimal, Decimal]
    turned: int = 0


@dataclass(frozen=True)
class CharacterBoxes:
    """The boxes of a text's characters, line by line."""

    lines: tuple[BoxLine, ...] = field(default=(), repr=False)

    def place(self, span: Span) -> PlaceInPdf | None:
        """Where a span is, up to the end of its first page; None where it has no character with a box."""
        lines = self._lines_of(span)
        first = next(lines, None)
        if first is None:
            return None
        there = (first.page, first.turned)
        same = [first, *takewhile(lambda line: (line.page, line.turned) == there, lines)]
        left = min(line.edges[max(span.start - line.start, 0)] for line in same)
        right = max(line.edges[min(span.end, line.end) - line.start] for line in same)
        top, bottom = min(line.top for line in same), max(line.bottom for line in same)
        box = tuple(Decimal(tenths) / 10 for tenths in (left, top, right, bottom))
        return PlaceInPdf(first.page, (box[0], box[1], box[2], box[3]), first.turned)

    def _lines_of(self, span: Span) -> Iterator[BoxLine]:
        """The lines that have characters of a span, in order."""
        number = max(bisect_right(self.lines, span.start, key=attrgetter("start")) - 1, 0)
        while number < len(self.lines) and self.lines[number].start < span.end:
            if span.start < self.lines[number].end:
                yield self.lines[number]
            number += 1


NO_BOXES = CharacterBoxes()
"""Those of a document whose folder has no file of them."""


class BoxProblem(NamedTuple):
    """A line of `boxes.jsonl` that is not what it must be."""

    line: int
    found: str


@lru_cache(maxsize=2)
def read_boxes(content: str, text: str | None) -> tuple[CharacterBoxes, tuple[BoxProblem, ...]]:
    """The boxes of a text, and the first line of the file that is malformed or no line of the text.

    Where `text` is None, which may not be in the repository, its lines are not compared.
    """
    lines: list[BoxLine] = []
    ends = None if text is None else line_ends(text)
    for number, written in enumerate(content.splitlines(), 1):
        line = _box_line(written)
        if line is None:
            found = "no object with start, page, top, bottom and rising edges"
            return CharacterBoxes(tuple(lines)), (BoxProblem(number, found),)
        if ends is not None and ends.get(line.start) != line.end:
            found = f"the text has no line from character {line.start} to {line.end}"
            return CharacterBoxes(tuple(lines)), (BoxProblem(number, found),)
        lines.append(line)
    starts = [line.start for line in lines]
    if starts != sorted(set(starts)):
        return NO_BOXES, (BoxProblem(1, "its lines are not in the order of the text"),)
    return CharacterBoxes(tuple(lines)), ()


def line_ends(text: str) -> dict[int, int]:
    """The end of each line, by its start."""
    ends, start = {}, 0
    for line in text.split("\n"):
        ends[start] = start + len(line)
        start += len(line) + 1
    return ends


def _box_line(written: str) -> BoxLine | None:
    try:
        read: Any = json.loads(written)
    except (ValueError, RecursionError):
        return None
    if not isinstance(read, dict) or read.keys() - {"turned"} != _FIELDS:
        return None
    edges = read["edges"]
    if not isinstance(edges, list) or not all(map(_is_whole, _values(read, edges))):
        return None
    places = read["top"], read["bottom"], array("I", edges)
    line = BoxLine(read["start"], read["page"], read.get("turned", 0), *places)
    return line if _is_sound(line) else None


_FIELDS = {"start", "page", "top", "bottom", "edges"}


def _values(read: dict[str, Any], edges: Sequence[Any]) -> Iterator[Any]:
    yield from (value for name, value in read.items() if name != "edges")
    yield from edges


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= GREATEST


def _is_sound(line: BoxLine) -> bool:
    return (
        len(line.edges) > 1
        and line.page > 0
        and line.turned in TURNS
        and line.top <= line.bottom
        and list(line.edges) == sorted(line.edges)
    )
