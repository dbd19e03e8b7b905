"""The gaps that the lines of a table have in common, and words that such a gap parts.

A header may print `Under 18` and `18 years` nearer to each other than cells of a row are; the gap between their
columns parts them.
"""

import re
from collections.abc import Sequence

from pipeline.intake.printed_lines import Chunk, PrintedLine

LEAST_GUTTER = 0.5
"""In sizes of characters."""
MOST_ACROSS = 0.2
"""Of the lines with several chunks, so many may have words in a gap that parts columns."""
LEAST_ROWS = 3
_NUMBERS = re.compile(r"(?:^|(?<=[. ]\.) )[$(−-]*\d[\d,.]*[)%]?(?: [$(−-]*\d[\d,.]*[)%]?)+$")
"""Numbers that single spaces part, in a row of a table, or behind its dots: cells that nearly touch; no date (`Sept. 30, 2011`)."""
LEAST_SPACE = 0.38
CLEARLY = 1.3
"""How wide a space between columns is: in sizes of characters, or in the next widest space beside it."""


def common_gaps(rows: Sequence[PrintedLine], across: int = 0) -> list[tuple[float, float]]:
    """The gaps in which at most `across` lines print anything, from left to right, without the margins."""
    if len(rows) < 2:
        return []
    size = sorted(line.size for line in rows)[len(rows) // 2]
    ends = sorted(
        [(chunk.left, 1) for line in rows for chunk in line.chunks]
        + [(chunk.right, -1) for line in rows for chunk in line.chunks],
        key=lambda end: (end[0], -end[1]),
    )
    gaps: list[tuple[float, float]] = []
    printed, start = 0, None
    for x, step in ends:
        before, printed = printed, printed + step
        if before > across >= printed:
            start = x
        elif before <= across < printed and start is not None:
            if x - start >= LEAST_GUTTER * size:
                gaps.append((start, x))
            start = None
    return gaps


def cut_at_gutters(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines with their chunks cut where a space is in a gap that nearly all lines have."""
    rows = [line for line in lines if len(line.chunks) > 1]
    if len(rows) < LEAST_ROWS:
        return list(lines)
    gaps = common_gaps(rows, int(MOST_ACROSS * len(rows)))
    return [
        line if len(line.chunks) == 1 else PrintedLine(line.baseline, _cut(line.chunks, gaps))
        for line in lines
    ]


def _cut(chunks: Sequence[Chunk], gaps: Sequence[tuple[float, float]]) -> tuple[Chunk, ...]:
    cut: list[Chunk] = []
    for chunk in chunks:
        start = 0
        spaces = {space for gap in gaps if (space := _space_in(chunk, gap))}
        if len(chunks) >= LEAST_ROWS and (numbers := _NUMBERS.search(chunk.text)):
            spaces |= {i for i in range(*numbers.span()) if chunk.text[i] == " "}
        for index in sorted(spaces):
            cut.append(chunk.part(start, index))
            start = index + 1
        cut.append(chunk.part(start, len(chunk.text)))
    return tuple(cut)


def _space_in(chunk: Chunk, gap: tuple[float, float]) -> int | None:
    """The widest space of the chunk, where it is in the gap; None where it is not clearly the widest."""
    spaces = [
        (chunk.edges[index + 1] - chunk.edges[index], index)
        for index in range(1, len(chunk.text) - 1)
        if chunk.text[index] == " "
    ]
    inside = [
        (width, index)
        for width, index in spaces
        if chunk.text[index + 1] != "."
        and min(chunk.edges[index + 1], gap[1]) - max(chunk.edges[index], gap[0]) >= 0.5 * width
    ]
    if not inside:
        return None
    widest, place = max(inside)
    others = [width for width, index in spaces if index != place]
    least = CLEARLY * max(others) if others else LEAST_SPACE * chunk.size
    return place if widest >= least else None
