"""Where columns of prose begin whose gutter is hardly wider than the gaps of a justified line.

One line does not show such a gutter. Several lines do: in each of them a wide gap ends at the same place.
"""

from collections.abc import Iterator, Sequence

from pipeline.intake.printed_lines import Chunk, PrintedLine
from pipeline.intake.runs import WIDE_GAP

LEAST_LINES = 6
"""So many lines have a gap that ends at one place, or more."""
SAME_PLACE = 1.0
"""Points of the page within which places are one."""
_CLEARLY = 1.6
"""How much wider the gap is than the middle one of its chunk."""


def cut_at_columns(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines, with chunks cut where a column begins."""
    joined = [place for line in lines for chunk in line.chunks for place in _clear_gaps(chunk)]
    parted = [chunk.left for line in lines for chunk in line.chunks[1:]] if joined else []
    starts = [x for x in joined if _near(x, (*joined, *parted)) >= LEAST_LINES]
    if not starts:
        return list(lines)
    return [
        PrintedLine(line.baseline, tuple(c for chunk in line.chunks for c in _cut(chunk, starts)))
        for line in lines
    ]


def _near(x: float, places: Sequence[float]) -> int:
    return sum(abs(x - place) <= SAME_PLACE for place in places)


def _spaces(chunk: Chunk) -> list[tuple[int, float]]:
    """The spaces behind two words or more, and how wide each is; a mark before a paragraph is no column."""
    spaces = [index for index, letter in enumerate(chunk.text) if letter == " "]
    return [(index, chunk.edges[index + 1] - chunk.edges[index]) for index in spaces[1:]]


def _clear_gaps(chunk: Chunk) -> Iterator[float]:
    """Where gaps end that are clearly wider than the others of the chunk."""
    spaces = _spaces(chunk)
    usual = sorted(width for _, width in spaces)[len(spaces) // 2] if spaces else 0.0
    for index, width in spaces:
        if width > max(WIDE_GAP * chunk.size, _CLEARLY * usual):
            yield chunk.edges[index + 1]


def _cut(chunk: Chunk, starts: Sequence[float]) -> Iterator[Chunk]:
    start = 0
    for index, width in _spaces(chunk):
        if width > WIDE_GAP * chunk.size and _near(chunk.edges[index + 1], starts):
            yield chunk.part(start, index)
            start = index + 1
    yield chunk.part(start, len(chunk.text))
