"""Whether what is left and right of a gutter is read apart: columns of prose, or prose beside a table.

Columns of one table are not read apart. Lines of prose fill their columns with words; a table beside prose has labels and
numbers of its own, on baselines of its own, or beside every line of words that go on from line to line.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.intake.gutters import common_gaps
from pipeline.intake.printed_lines import WIDE_GAP, PrintedLine

LEAST_LINES = 3
"""A gutter runs through so many lines, or more."""
LEAST_OF_PROSE = 6
"""So many lines of each column, or more, are prose in columns."""
LEAST_FILL = 0.6
LEAST_WORDS = 3.0
MOST_DIGITS = 0.2
SINGLE = 0.8
"""How much of a column its lines fill; their words; digits among their letters; lines with one chunk."""
MOST_SHARED = 0.34
"""Lines beside each other that are on one baseline, where each side has baselines of its own."""
LEAST_FLOW = 0.5
"""Lines of prose that go on in the next one, in the middle of a sentence."""
LEAST_ROWS = 0.3
DENSE = 0.6
"""Lines of a table that are rows with a label and a number; lines of prose that have one beside them."""


def side_of(band: Sequence[PrintedLine], x: float, side: int) -> list[PrintedLine]:
    """What the lines print left of `x`, where `side` is -1, or right of it."""
    found = []
    for line in band:
        chunks = tuple(c for c in line.chunks if ((c.left + c.right) / 2 < x) == (side < 0))
        if chunks:
            found.append(PrintedLine(line.baseline, chunks))
    return found


def are_read_apart(left: list[PrintedLine], right: list[PrintedLine], is_known: bool) -> bool:
    """Whether both sides are prose, or one is and the other a table of its own.

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
    width = max(line.right for line in lines) - min(line.left for line in lines)
    fill = sum(line.right - line.left for line in lines) / (len(lines) * max(width, 1))
    text = " ".join(line.text for line in lines)
    words = len(text.split()) / len(lines)
    digits = len(re.findall(r"\d", text)) / max(len(re.findall(r"\w", text)), 1)
    single = sum(len(line.chunks) == 1 for line in lines) / len(lines)
    return (
        fill >= LEAST_FILL and words >= LEAST_WORDS and digits <= MOST_DIGITS and single >= SINGLE
    )


def _is_beside(prose: list[PrintedLine], table: list[PrintedLine]) -> bool:
    """Whether the one side is prose, and the other a table that is none of its columns."""
    if min(len(prose), len(table)) < LEAST_LINES or not _is_prose(prose):
        return False
    if _flow(prose) < LEAST_FLOW or not _is_table_of_its_own(table):
        return False
    beside = [line for line in prose if table[0].top <= line.baseline <= table[-1].baseline]
    bases = {round(line.baseline, 1) for line in table}
    shared = sum(round(line.baseline, 1) in bases for line in beside)
    if shared <= MOST_SHARED * len(beside):
        return True
    return shared >= DENSE * len(beside)


def _flow(lines: Sequence[PrintedLine]) -> float:
    """How many lines go on in the next one with a small letter."""
    pairs = list(pairwise(lines))
    return sum(below.text[:1].islower() for _, below in pairs) / max(len(pairs), 1)


def _is_table_of_its_own(lines: Sequence[PrintedLine]) -> bool:
    """Whether its lines have labels and numbers, as many as make a table; or are words as in prose."""
    rows = sum(
        len(line.chunks) > 1
        and any(map(str.isalpha, line.chunks[0].text))
        and any(any(map(str.isdigit, chunk.text)) for chunk in line.chunks[1:])
        for line in lines
    )
    return rows >= max(2, LEAST_ROWS * len(lines))
