"""In which order the lines of a page are read: from the top, and column by column where prose is in columns.

A table is not prose in columns: its lines are read across. What tells them apart is that lines of prose fill their
columns with words.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.intake.printed_lines import PrintedLine

LEAST_LINES = 6
"""So many lines of each column, or more, are prose in columns."""
LEAST_FILL = 0.6
LEAST_WORDS = 3.0
MOST_DIGITS = 0.2
SINGLE = 0.8
MOST_SHARED = 0.34
"""How much of a column its lines fill; their words; digits among their letters; lines with one chunk;
and lines beside each other that are on one baseline."""


def in_reading_order(lines: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """The lines in blocks, each a column or what is between columns, in the order in which they are read."""
    gutter = _gutter(lines)
    if gutter is None:
        return [list(lines)] if lines else []
    blocks: list[list[PrintedLine]] = []
    across: list[PrintedLine] = []
    for band in _bands(lines, gutter):
        left, right = _side(band, gutter, -1), _side(band, gutter, 1)
        if _are_columns(left, right):
            blocks += [across] if across else []
            across = []
            blocks += [*in_reading_order(left), *in_reading_order(right)]
        else:
            across += band
    return [*blocks, across] if across else blocks


def _gutter(lines: Sequence[PrintedLine]) -> float | None:
    """Where the lines are in two columns, if any are: the place with most lines at both sides of it."""
    if len(lines) < LEAST_LINES:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    places = sorted(
        {
            2.0 * round(chunk.left / 2) - 1
            for line in lines
            for chunk in line.chunks
            if left + 0.25 * (right - left) < chunk.left < left + 0.75 * (right - left)
        }
    )
    found = [(max(_fewer(band, x) for band in _bands(lines, x)), x) for x in places]
    fewer, x = max(found, default=(0, 0.0))
    return x if fewer >= LEAST_LINES else None


def _fewer(band: Sequence[PrintedLine], x: float) -> int:
    """The number of lines at the side of `x` that has fewer."""
    if _crosses(band[0], x):
        return 0
    return min(sum(line.left < x for line in band), sum(line.right > x for line in band))


def _crosses(line: PrintedLine, x: float) -> bool:
    return any(chunk.left < x < chunk.right for chunk in line.chunks)


def _bands(lines: Sequence[PrintedLine], x: float) -> Iterator[list[PrintedLine]]:
    """Lines that follow each other, and all reach across the gutter, or all do not."""
    band: list[PrintedLine] = []
    crossing = False
    for line in lines:
        if band and _crosses(line, x) != crossing:
            yield band
            band = []
        crossing = _crosses(line, x)
        band.append(line)
    if band:
        yield band


def _side(band: Sequence[PrintedLine], x: float, side: int) -> list[PrintedLine]:
    found = []
    for line in band:
        chunks = tuple(c for c in line.chunks if ((c.left + c.right) / 2 < x) == (side < 0))
        if chunks:
            found.append(PrintedLine(line.baseline, chunks))
    return found


def _are_columns(left: list[PrintedLine], right: list[PrintedLine]) -> bool:
    """Whether both sides are prose; or one is, and its lines have other baselines than the other side."""
    if min(len(left), len(right)) < LEAST_LINES:
        return False
    if _is_prose(left) and _is_prose(right):
        return True
    bases = {round(line.baseline, 1) for line in left}
    shared = sum(round(line.baseline, 1) in bases for line in right) / len(right)
    return shared <= MOST_SHARED and (_is_prose(left) or _is_prose(right))


def _is_prose(lines: list[PrintedLine]) -> bool:
    if len(lines) < LEAST_LINES:
        return False
    width = max(line.right for line in lines) - min(line.left for line in lines)
    fill = sum(line.right - line.left for line in lines) / (len(lines) * max(width, 1))
    text = " ".join(line.text for line in lines)
    words = len(text.split()) / len(lines)
    digits = len(re.findall(r"\d", text)) / max(len(re.findall(r"\w", text)), 1)
    single = sum(len(line.chunks) == 1 for line in lines) / len(lines)
    return (
        fill >= LEAST_FILL and words >= LEAST_WORDS and digits <= MOST_DIGITS and single >= SINGLE
    )
