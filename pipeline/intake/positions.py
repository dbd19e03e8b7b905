"""Printed lines to lines of text in which columns of the page are columns of characters.

Cells are parted by two spaces or more, and begin where they begin on the page, so that `columns_by: position` of
docs/tables.md reads them. Each character keeps its left end on the page.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.intake.gutters import common_gaps, cut_at_gutters
from pipeline.intake.printed_lines import Chunk, PrintedLine

LEAST_UNIT = 1.5
"""Points of the page that a column of characters is, at least."""
MOST_BETWEEN = 3
"""Lines of one chunk that may be inside a table."""
APART = 3.0
"""In sizes of characters: lines so far apart are not of one table."""
SAME_PLACE = 0.5
"""Points of the page: ends that are no further apart are one."""
PARAGRAPH = 1.45
"""Lines that are so many times the usual distance apart have an empty line between them."""


_NUMBER = re.compile(r"[^A-Za-z]*\d[^A-Za-z ]*|[-–—]|\([A-Z]\)")


class TextLine(NamedTuple):
    """A line of text on its page: `edges` are the ends of its characters, one more than it has characters."""

    text: str
    top: float
    bottom: float
    edges: tuple[float, ...]
    size: float


def text_lines(blocks: Sequence[Sequence[PrintedLine]], page_left: float) -> Iterator[TextLine]:
    """The lines of a page, with an empty line between what is printed apart."""
    for number, block in enumerate(blocks):
        left = page_left if len(blocks) == 1 else min(line.left for line in block)
        if number and not _goes_on(blocks[number - 1][-1], block[0]):
            yield _EMPTY
        yield from _block(block, left)


def _goes_on(above: PrintedLine, line: PrintedLine) -> bool:
    """Whether a block begins on the line below the one before it, as prose does that goes on beside a table."""
    step = line.baseline - above.baseline
    return 0 < step <= PARAGRAPH * min(line.size, above.size)


_EMPTY = TextLine("", 0, 0, (0,), 0)


def _block(lines: Sequence[PrintedLine], left: float) -> Iterator[TextLine]:
    usual = _usual_distance(lines)
    before: PrintedLine | None = None
    for printed in _regions(lines):
        region = cut_at_gutters(printed)
        unit, flush = _unit(region), _flush_left(region)
        for line in region:
            if before and line.baseline - before.baseline > PARAGRAPH * max(usual, line.size):
                yield _EMPTY
            yield _text_line(line, left, unit, line in flush)
            before = line


def _usual_distance(lines: Sequence[PrintedLine]) -> float:
    steps = sorted(b.baseline - a.baseline for a, b in pairwise(lines))
    return steps[len(steps) // 2] if steps else 0.0


def _regions(lines: Sequence[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """Lines that have one unit: those of a table with what is printed between them, or others."""
    region: list[PrintedLine] = []
    waiting: list[PrintedLine] = []
    before = None
    for line in lines:
        if before and line.baseline - before.baseline > APART * max(line.size, before.size):
            yield from filter(None, (region, waiting))
            region, waiting = [], []
        before = line
        if len(line.chunks) == 1:
            waiting.append(line)
            continue
        if len(waiting) > MOST_BETWEEN:
            yield from filter(None, (region, waiting))
            region, waiting = [], []
        region += [*waiting, line]
        waiting = []
    yield from filter(None, (region, waiting))


def _unit(lines: Sequence[PrintedLine]) -> float:
    """Points of the page that a column of characters is in these lines."""
    rows = [line for line in lines if len(line.chunks) > 1]
    widths = sorted(
        (chunk.right - chunk.left) / len(chunk.text)
        for line in rows or lines
        for chunk in line.chunks
        if len(chunk.text) > 2
    )
    usual = widths[len(widths) // (20 if rows else 2)] if widths else 5.0
    gutters = [(end - start) / 3 for start, end in common_gaps(rows)]
    return max(min([usual, *gutters]), LEAST_UNIT)


def _flush_left(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Rows that begin with a number, as a label, since more rows begin where it begins than end where it ends."""
    firsts = [(line, line.chunks[0]) for line in lines if len(line.chunks) > 1]
    return [
        line
        for line, label in firsts
        if _NUMBER.fullmatch(label.text)
        and _alike(label.left, (one.left for _, one in firsts))
        > _alike(label.right, (one.right for _, one in firsts))
    ]


def _alike(x: float, others: Iterable[float]) -> int:
    return sum(abs(other - x) <= SAME_PLACE for other in others)


def _text_line(line: PrintedLine, left: float, unit: float, is_flush: bool) -> TextLine:
    """The text of a line; its first number begins where it begins on the page where it `is_flush`."""
    text, edges = "", [max(left, 0.0)]
    for chunk in line.chunks:
        is_label = is_flush and not text
        place = round((chunk.left - left) / unit) if is_label else _column(chunk, left, unit)
        column = max(place, len(text) + 2 if text else 0)
        text, edges = _put(text, edges, chunk, column)
    return TextLine(
        text,
        min(chunk.top for chunk in line.chunks),
        max(chunk.bottom for chunk in line.chunks),
        tuple(edges),
        line.size,
    )


def _column(chunk: Chunk, left: float, unit: float) -> int:
    """Where the chunk begins; numbers end where they end on the page, so that they are aligned at the right."""
    if _NUMBER.fullmatch(chunk.text):
        return round((chunk.right - left) / unit) - len(chunk.text)
    return round((chunk.left - left) / unit)


def _put(text: str, edges: list[float], chunk: Chunk, column: int) -> tuple[str, list[float]]:
    """The chunk behind the text, at its column; the spaces before it share the gap."""
    blanks, start = column - len(text), min(edges[-1], chunk.left)
    step = (chunk.left - start) / blanks if blanks else 0.0
    ends = [start + step * index for index in range(1, blanks)]
    before = [*edges[:-1], start, *ends] if blanks else edges[:-1]
    return text + " " * blanks + chunk.text, [*before, *chunk.edges]
