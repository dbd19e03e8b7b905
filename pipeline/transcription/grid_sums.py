"""Rows of a printed table that are the sum of rows beside them, though no rule says so.

A total with a name of its own ("Nationwide") is found by its numbers: whoever adds up the column would count it twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from pipeline.sources.grid_entries import GridTable
from pipeline.transcription.grid_columns import TableColumn
from pipeline.transcription.grid_lines import Unfit
from pipeline.transcription.grid_results import GridRow
from schemas.rules import TableRule, rows_named

LONGEST = 400
"""Tables with more rows are not tried: the tries grow with the square of the rows."""


def unnamed_sums(
    rows: Mapping[str, GridRow],
    columns: Sequence[TableColumn],
    specification: GridTable,
    rules: Sequence[TableRule],
) -> Iterator[tuple[GridRow, Unfit]]:
    """Rows that are the sum of all others, or of two or more neighbors in at least two columns, without a rule."""
    named = {name for rule in rules for name in rows_named(rule)} | set(specification.not_totals)
    counted = [c.name for c in columns if c.type in (int, Decimal) and c.unit != "percent"]
    listed = [row for row in rows.values() if row.parent is None]
    if specification.levels is not None or not counted or len(listed) > LONGEST:
        return
    numbers = [[_number(row, name) for name in counted] for row in listed]
    for index, row in enumerate(listed):
        if {row.key, row.label} & named or None in numbers[index]:
            continue
        parts = _parts_of(index, numbers)
        if parts is not None:
            first, last = listed[parts[0]].label, listed[parts[1]].label
            yield (
                row,
                Unfit(
                    f"the row `{row.label}` is the sum of the rows from `{first}` to `{last}`, and no rule says so",
                    "name it in a rule (`column_total`, `subtotal`), or under `totals`, `skip` or `not_totals`",
                ),
            )


def _parts_of(index: int, numbers: Sequence[Sequence[Decimal | None]]) -> tuple[int, int] | None:
    """The first and last of the rows that add up to a row; None where there are none."""
    size = len(numbers)
    others = [i for i in range(size) if i != index]
    if len(others) > 1 and _adds_up(index, others, numbers, least=1):
        return others[0], others[-1]
    above = [range(first, index) for first in range(index - 1)]
    below = [range(index + 1, end) for end in range(index + 3, size + 1)]
    for run in (*above, *below):
        if _adds_up(index, run, numbers, least=2):
            return run[0], run[-1]
    return None


def _adds_up(
    index: int, run: Sequence[int], numbers: Sequence[Sequence[Decimal | None]], *, least: int
) -> bool:
    """Whether rows add up to a row in every column, of which `least` have two parts that are not zero."""
    telling = 0
    for place, whole in enumerate(numbers[index]):
        parts = [numbers[i][place] for i in run]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts) or sum(known) != whole:
            return False
        telling += sum(part != 0 for part in known) > 1
    return telling >= least


def _number(row: GridRow, name: str) -> Decimal | None:
    cell = row.cells.get(name)
    return cell.value if cell is not None and isinstance(cell.value, Decimal) else None
