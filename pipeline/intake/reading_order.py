"""In which order the lines of a page are read: from the top, and side by side where a gutter parts them.

A page is cut into bands: lines that follow each other and print nothing in a gutter. A line that reaches across the
gutter ends the band. Whether the sides of a band are read one after the other is told in `sides_of_gutters`; all other
lines are read across, as those of a table are.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.intake.column_starts import cut_at_columns
from pipeline.intake.printed_lines import PrintedLine
from pipeline.intake.sides_of_gutters import LEAST_LINES, are_read_apart, side_of

MOST_PLACES = 40
"""Places where the right side of a gutter may begin, those of most lines."""
MARGIN = 0.2
"""A gutter is not in this part of the width, at either side."""
LEAST_KNOWN = 2
"""Lines of each column where a longer band of the page has the same gutter."""
SAME_GUTTER = 4.0
"""Points of the page within which two gutters are one."""
LEAST_WIDTH = 0.4
"""In sizes of characters: how wide a gutter is."""
PARAGRAPH, FAR = 1.3, 2.2
"""In usual distances of lines: where a heading begins, and what is at the edge of a page."""
SHORT_EDGE = 2
"""Lines of a heading, a header or a footer, at most."""


class _Band(NamedTuple):
    """Lines from `start` to before `end` that print nothing at `x`."""

    start: int
    end: int
    x: float


def in_reading_order(lines: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """The lines in blocks, each a side of a gutter or what is between, in the order in which they are read."""
    return _ordered(cut_at_columns(lines), ())[0]


def _ordered(
    lines: Sequence[PrintedLine], known: tuple[float, ...]
) -> tuple[list[list[PrintedLine]], tuple[float, ...]]:
    """The blocks, and the gutters of the page that are known behind them."""
    bands = _chosen(lines, known)
    if not bands:
        return [list(lines)] if lines else [], known
    blocks: list[list[PrintedLine]] = []
    known = (*known, *(band.x for band in bands))
    for before, band in pairwise([_Band(0, 0, 0.0), *bands]):
        part = lines[band.start : band.end]
        for some in (
            lines[before.end : band.start],
            side_of(part, band.x, -1),
            side_of(part, band.x, 1),
        ):
            more, known = _ordered(some, known)
            blocks += more
    more, known = _ordered(lines[bands[-1].end :], known)
    return blocks + more, known


def _chosen(lines: Sequence[PrintedLine], known: Sequence[float]) -> list[_Band]:
    """Bands whose sides are read apart, from the top: those of most lines, where several have lines in common."""
    found = [
        band
        for x, is_known in _places(lines, known)
        for band in _bands(lines, x, LEAST_KNOWN if is_known else LEAST_LINES)
        if _are_apart(lines[band.start : band.end], band.x, is_known)
    ]
    chosen: list[_Band] = []
    for band in sorted(found, key=lambda band: (band.start - band.end, band.x)):
        if all(band.end <= other.start or other.end <= band.start for other in chosen):
            chosen.append(band)
    return sorted(chosen)


def _places(lines: Sequence[PrintedLine], known: Sequence[float]) -> list[tuple[float, bool]]:
    """Where the right side of a gutter may begin, and whether another band of the page has a gutter there."""
    if len(lines) < LEAST_KNOWN:
        return []
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    least, most = (left + part * (right - left) for part in (MARGIN, 1 - MARGIN))
    begun = Counter(
        2.0 * round(chunk.left / 2) - 1
        for line in lines
        for chunk in line.chunks
        if least < chunk.left < most
    )
    common = sorted(x for x, _ in begun.most_common(MOST_PLACES))
    places = [(x, any(abs(x - one) <= SAME_GUTTER for one in known)) for x in common]
    return [*places, *((x, True) for x in known)]


def _bands(lines: Sequence[PrintedLine], x: float, least: int) -> Iterator[_Band]:
    """The bands of so many lines or more in which nothing is printed at `x`."""
    start = 0
    for index in range(len(lines) + 1):
        if index < len(lines) and not _crosses(lines[index], x):
            continue
        if index - start >= least:
            first, last = _without_edges(lines, start, index)
            if last - first >= least:
                yield _Band(first, last, x)
        start = index + 1


def _crosses(line: PrintedLine, x: float) -> bool:
    return any(chunk.left < x < chunk.right for chunk in line.chunks)


def _are_apart(part: Sequence[PrintedLine], x: float, is_known: bool) -> bool:
    """Whether a wide gutter parts the lines, and its sides are read one after the other."""
    inner = [chunk for line in part for chunk in line.chunks]
    starts = [chunk.left for chunk in inner if chunk.left > x]
    ends = [chunk.right for chunk in inner if chunk.left <= x]
    if not starts or not ends:
        return False
    size = sorted(line.size for line in part)[len(part) // 2]
    if min(starts) - max(ends) < LEAST_WIDTH * size:
        return False
    return are_read_apart(side_of(part, x, -1), side_of(part, x, 1), is_known)


def _without_edges(lines: Sequence[PrintedLine], start: int, end: int) -> tuple[int, int]:
    """The band without headers and footers far from it, and without a heading of the lines that follow it."""
    steps = [b.baseline - a.baseline for a, b in pairwise(lines[start:end])]
    usual = _usual(steps)
    for count in range(SHORT_EDGE, 0, -1):
        if len(steps) > 2 * count:
            if start == 0 and steps[count - 1] > FAR * usual:
                start += count
            if end == len(lines) and steps[-count] > FAR * usual:
                end -= count
    return start, _before_heading(lines, start, end, usual)


def _before_heading(lines: Sequence[PrintedLine], start: int, end: int, usual: float) -> int:
    """Where the band ends if its last lines are a heading: apart from it, and nearer to the line that follows."""
    if end == len(lines):
        return end
    below = lines[end].baseline - lines[end - 1].baseline
    for count in range(1, SHORT_EDGE + 1):
        first = end - count
        if first <= start + 1:
            return end
        above = lines[first].baseline - lines[first - 1].baseline
        is_one = all(len(line.chunks) == 1 for line in lines[first:end])
        if is_one and above > PARAGRAPH * usual and below <= 1.2 * above:
            return first
    return end


def _usual(steps: Sequence[float]) -> float:
    """The distance of most lines; lines beside each other on baselines of their own are no step."""
    full = sorted(step for step in steps if step > 0.4 * max(steps, default=0) or step > 6)
    return full[len(full) // 2] if full else 0.0
