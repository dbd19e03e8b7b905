"""Cells that a printed table calls rounded: "World total (rounded)" as the label of a row, or above a column.

Their interval is half a unit of their last digit that is no trailing zero, to either side.
"""

import re
from dataclasses import replace
from decimal import Decimal

import portion

from pipeline.text.intervals import PrintedInterval
from pipeline.transcription.grid_cells import GridCell

CALLED_ROUNDED = re.compile(r"\(\s*rounded\b[^()]*\)|,\s*rounded\W*$", re.IGNORECASE)


def is_called_rounded(words: str) -> bool:
    """Whether words beside cells say that these are rounded.

    >>> is_called_rounded("World total (rounded)"), is_called_rounded("Rounded stones"), is_called_rounded("(not rounded)")
    (True, False, False)
    """
    return CALLED_ROUNDED.search(words) is not None


def as_rounded(cell: GridCell, within: portion.Interval) -> GridCell:
    """The cell, rounded at its trailing zeros; a cell without a number, or with a qualifier, as it is."""
    value, step = cell.value, cell.step
    is_plain = cell.intervals is not None and cell.intervals.basis in ("exact", "printed_precision")
    if not isinstance(value, Decimal) or not value or step is None or cell.text or not is_plain:
        return cell
    step = rounded_step(value, step)
    around = portion.closed(value - step / 2, value + step / 2)
    intervals = PrintedInterval(around, "printed_precision", "rounded", within)
    return replace(cell, intervals=intervals, step=step)


def rounded_step(value: Decimal, step: Decimal) -> Decimal:
    """The unit of the last digit that is no zero, where all digits behind it are whole ones.

    >>> rounded_step(Decimal(1190000), Decimal(1))
    Decimal('1E+4')
    """
    if step < 1:
        return step
    while value % (step * 10) == 0:
        step = step.scaleb(1)
    return step
