"""Where columns of prose begin whose gutter is hardly wider than the gaps of a justified line.

One line does not show such a gutter. Several lines do: in each of them a wide gap ends at the same place.
"""

from collections.abc import Iterator, Sequence

from pipeline.intake.printed_lines import WIDE_GAP, Chunk, PrintedLine

LEAST_LINES = 6
"""So many lines have a gap that ends at one place, or more."""
SAME_PLACE = 1.0
"""Points of the page within which places are one."""
_CLEARLY = 1.6
"""How much wider the gap is than the middle one of its chunk."""


def cut_at_columns(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines, with chunks cut where a column begins."""
    joined = [place for line in lines for chunk in line.chunks for _, place in _gaps(chunk)]
    if not joined:
        return list(lines)
    parted = [chunk.left for line in lines for chunk in line.chunks[1:]]
    starts = [x for x in joined if _near(x, (*joined, *parted)) >= LEAST_LINES]
    return [
        PrintedLine(line.baseline, tuple(c for chunk in line.chunks for c in _cut(chunk, starts)))
        for line in lines
    ]


def _near(x: float, places: Sequence[float]) -> int:
    return sum(abs(x - place) <= SAME_PLACE for place in places)


def _gaps(chunk: Chunk) -> Iterator[tuple[int, float]]:
    """The spaces of a chunk that are clearly wider than its others, and where each ends."""
    spaces = [index for index, letter in enumerate(chunk.text) if letter == " "]
    widths = {index: chunk.edges[index + 1] - chunk.edges[index] for index in spaces}
    if not spaces:
        return
    usual = sorted(widths.values())[len(widths) // 2]
    for index, width in widths.items():
        if width > WIDE_GAP * chunk.size and width > _CLEARLY * usual:
            yield index, chunk.edges[index + 1]


def _cut(chunk: Chunk, starts: Sequence[float]) -> Iterator[Chunk]:
    start = 0
    for index, place in _gaps(chunk):
        if _near(place, starts):
            yield chunk.part(start, index)
            start = index + 1
    yield chunk.part(start, len(chunk.text))
