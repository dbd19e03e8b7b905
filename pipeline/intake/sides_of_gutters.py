"""Whether what is left and right of a gutter is read apart: columns of prose, or prose beside a table.

Columns of one table are not read apart. Lines of prose fill their columns with words, and go on from line to line past
the rows of a table that is printed beside them.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from pipeline.intake.gutters import common_gaps
from pipeline.intake.printed_lines import WIDEST_OF_PROSE, PrintedLine
from pipeline.intake.runs import WIDE_GAP

LEAST_LINES = 3
"""A gutter runs through so many lines, or more."""
LEAST_OF_PROSE = 6
"""So many lines of a column, or more, are prose; heads of columns have fewer."""
LEAST_FILL = 0.6
LEAST_WORDS = 3.0
MOST_DIGITS = 0.2
SINGLE = 0.8
"""How much of a column its lines fill; their words; digits among their letters; lines without wide gaps."""
LEAST_FLOW = 0.5
"""Lines of prose that go on in the next one, in the middle of a sentence."""
MOST_OF_CELLS = 0.6
"""Stretches of prose that have rows beside them, to these rows; a column of a table has a cell for each."""


def side_of(band: Sequence[PrintedLine], x: float, side: int) -> list[PrintedLine]:
    """What the lines print left of `x`, where `side` is -1, or right of it."""
    found = []
    for line in band:
        chunks = tuple(c for c in line.chunks if ((c.left + c.right) / 2 < x) == (side < 0))
        if chunks:
            found.append(PrintedLine(line.baseline, chunks))
    return found


def are_read_apart(left: list[PrintedLine], right: list[PrintedLine], is_known: bool) -> bool:
    """Whether both sides are prose, or one is and goes on beside the rows of the other.

    Where the gutter `is_known` from a longer band, short columns are prose too.
    """
    least = 1 if is_known else LEAST_OF_PROSE
    if min(len(left), len(right)) >= least and _is_in_columns(left) and _is_in_columns(right):
        return True
    return _is_beside(left, right) or _is_beside(right, left)


def _is_in_columns(lines: list[PrintedLine]) -> bool:
    """Whether the lines are prose, in one column or in several."""
    if _is_prose(lines):
        return True
    gaps = [gap for gap in common_gaps(lines) if gap[1] - gap[0] >= WIDE_GAP * lines[0].size]
    if not gaps:
        return False
    starts = [end for _, end in gaps]
    columns, rest = [], lines
    for x in starts:
        columns.append(side_of(rest, x, -1))
        rest = side_of(rest, x, 1)
    return all(one and _is_prose(one) for one in (*columns, rest))


def _is_prose(lines: list[PrintedLine]) -> bool:
    if sum(map(_has_no_wide_gap, lines)) < SINGLE * len(lines):
        return False
    width = max(line.right for line in lines) - min(line.left for line in lines)
    fill = sum(line.right - line.left for line in lines) / (len(lines) * max(width, 1))
    text = " ".join(line.text for line in lines)
    words = len(text.split()) / len(lines)
    digits = len(re.findall(r"\d", text)) / max(len(re.findall(r"\w", text)), 1)
    return fill >= LEAST_FILL and words >= LEAST_WORDS and digits <= MOST_DIGITS


def _has_no_wide_gap(line: PrintedLine) -> bool:
    """Whether its gaps may be those of a line that is spread to the margin."""
    gaps = [after.left - before.right for before, after in pairwise(line.chunks)]
    return max(gaps, default=0.0) <= WIDEST_OF_PROSE * line.size


def _is_beside(prose: list[PrintedLine], other: list[PrintedLine]) -> bool:
    """Whether the one side is prose that goes on beside the rows of the other, so that it is none of its columns.

    In a table each row has a cell of its own in each column; here a stretch of prose is beside several rows.
    """
    if len(prose) < LEAST_OF_PROSE or len(other) < LEAST_LINES:
        return False
    if not _is_prose(prose) or _flow(prose) < LEAST_FLOW:
        return False
    begun, rows = _cells(prose), _cells(other)
    cells = {bisect_right(begun, row + prose[0].size / 2) for row in rows}
    return len(rows) >= LEAST_LINES and len(cells) <= MOST_OF_CELLS * len(rows)


def _flow(lines: Sequence[PrintedLine]) -> float:
    """How many lines go on in the next one with a small letter."""
    pairs = list(pairwise(lines))
    return sum(below.text[:1].islower() for _, below in pairs) / max(len(pairs), 1)


def _cells(lines: Sequence[PrintedLine]) -> list[float]:
    """The baselines on which a cell may begin: lines of several chunks, and those that begin with no small letter."""
    return [line.baseline for line in lines if len(line.chunks) > 1 or not line.text[:1].islower()]
