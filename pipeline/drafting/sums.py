"""Sums among the rows and columns of a table that was read: found by trying, exactly.

A sum of printed numbers holds where the interval of the whole and that of the added parts have a value in common.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.text.line_readings import end_of
from pipeline.transcription.grid_cells import GridCell
from pipeline.transcription.grid_results import GridRow

Number = tuple[Decimal, Decimal]
"""A value, and half a unit of its last digit, or zero where it is exact."""
Column = Mapping[str, Number]
"""Row → number; a row without a number is left out."""
HOLDS = 0.9  # share of the rows in which a sum holds that is not by chance
MOSTLY = 0.5  # share of the rows in which the sum of a column that is headed as a total holds
FEWEST = 3
MOST_PARTS = 60


@dataclass(frozen=True)
class SumOfColumns:
    """In each row the parts add up to the total, but for the rows that it names."""

    total: str
    parts: tuple[str, ...]
    fails: tuple[str, ...]


@dataclass(frozen=True)
class SumOfRows:
    """In these columns the parts add up to the whole, and fail to in others.

    `rounded` are columns of numbers that are multiples of ten or more, where rounding may be why they fail to.
    """

    whole: str
    parts: tuple[str, ...]
    columns: tuple[str, ...]
    fails: tuple[str, ...]
    rounded: tuple[str, ...] = ()


def adds_up(whole: Number, parts: Sequence[Number]) -> bool:
    """Whether numbers may add up to another, each being rounded by up to its half unit.

    >>> one, half = Decimal("1.0"), Decimal("0.05")
    >>> adds_up((Decimal("2.1"), half), [(one, half), (one, half)]), adds_up((Decimal(3), Decimal(0)), [(one, half)])
    (True, False)
    """
    difference = abs(whole[0] - sum(value for value, _ in parts))
    return difference <= whole[1] + sum(half for _, half in parts)


def sums_of_columns(
    table: Mapping[str, Column], totals: Sequence[str] = ()
) -> Iterator[SumOfColumns]:
    """For each column the parts that add up to it in nearly all rows: columns beside it, or every second, every third.

    Of `totals`, the columns that are headed so, the sum that holds in most rows is enough: where it fails, the document
    may have an error.
    """
    names = list(table)
    for index, total in enumerate(names):
        tried = (_sum_of_columns(table, total, parts) for parts in _column_choices(names, index))
        found = [one for one in tried if one is not None]
        nearly = [one for one in found if _holds_in(table, one) >= HOLDS]
        if nearly:
            yield nearly[0]
        elif found and total in totals:
            yield max(found, key=lambda one: _holds_in(table, one))


def _holds_in(table: Mapping[str, Column], one: SumOfColumns) -> float:
    """The share of the rows in which a sum holds."""
    rows = [row for row in table[one.total] if all(row in table[part] for part in one.parts)]
    return 1 - len(one.fails) / len(rows)


def _column_choices(names: Sequence[str], index: int) -> Iterator[tuple[str, ...]]:
    """Columns behind, from the longest run; then those before; then at equal steps behind."""
    behind, before = names[index + 1 :], names[:index]
    for length in range(len(behind), 1, -1):
        yield tuple(behind[:length])
    for start in range(len(before) - 1):
        yield tuple(before[start:])
    for step in range(2, len(behind) // 2 + 1):
        chosen = tuple(behind[step - 1 :: step])
        if len(chosen) > 1:
            yield chosen
            yield chosen[:2]


def _sum_of_columns(
    table: Mapping[str, Column], total: str, parts: Sequence[str]
) -> SumOfColumns | None:
    rows = [row for row in table[total] if all(row in table[part] for part in parts)]
    fails = tuple(
        row for row in rows if not adds_up(table[total][row], [table[part][row] for part in parts])
    )
    telling = {table[total][row][0] for row in rows if row not in fails}
    held = len(rows) - len(fails)
    if held < FEWEST or len(telling) < FEWEST or held <= MOSTLY * len(rows):
        return None
    return SumOfColumns(total, tuple(parts), fails)


def sums_of_rows(
    rows: Sequence[str], table: Mapping[str, Column], levels: Mapping[str, int]
) -> Iterator[SumOfRows]:
    """Wholes with their parts: the rows behind, or before, that add up in nearly all columns.

    Rows are tried by indentation first (a row and those indented under it), then as runs, shortest first. A row is a
    part of one whole only, and a whole that is a part of another takes its own parts along.
    """
    parent: dict[str, str] = {}
    found: dict[str, SumOfRows] = {}
    for index in range(len(rows) - 1, -1, -1):
        whole = rows[index]
        for parts in _row_choices(rows, index, levels, parent):
            sums = _sum_of_rows(table, whole, parts)
            if sums is not None:
                found[whole] = sums
                parent.update((part, whole) for part in parts)
                break
    yield from (found[whole] for whole in rows if whole in found)


def _row_choices(
    rows: Sequence[str], index: int, levels: Mapping[str, int], parent: Mapping[str, str]
) -> Iterator[tuple[str, ...]]:
    level = levels.get(rows[index], 0)
    below = list(rows[index + 1 :])
    indented = _while_deeper(below, level, levels)
    if indented:
        least = min(levels.get(row, 0) for row in indented)
        yield tuple(row for row in indented if levels.get(row, 0) == least)
    free = [row for row in below if row not in parent][:MOST_PARTS]
    for length in range(len(free), 1, -1):
        yield tuple(free[:length])
    above = list(rows[:index])[-MOST_PARTS:]
    wholes = {row for row in above if row in parent.values()}
    top = [row for row in above if row not in parent or row in wholes]
    for start in range(len(top) - 1):
        yield tuple(top[start:])


def _while_deeper(rows: Sequence[str], level: int, levels: Mapping[str, int]) -> list[str]:
    deeper = []
    for row in rows:
        if levels.get(row, 0) <= level:
            break
        deeper.append(row)
    return deeper


def _sum_of_rows(table: Mapping[str, Column], whole: str, parts: Sequence[str]) -> SumOfRows | None:
    if len(parts) < 2:
        return None
    tried = [
        name
        for name, column in table.items()
        if whole in column and all(part in column for part in parts)
    ]
    failing = [
        name
        for name in tried
        if not adds_up(table[name][whole], [table[name][part] for part in parts])
    ]
    holding = tuple(name for name in tried if name not in failing)
    rounded = tuple(n for n in failing if holding and _may_hold(whole, parts, table[n]))
    fails = tuple(name for name in failing if name not in rounded)
    telling = any(len(str(abs(table[name][whole][0]).normalize())) >= 2 for name in holding)
    if not holding or not telling or len(fails) > max((1 - HOLDS) * len(tried), 1):
        return None
    if len(holding) == 1 and len(tried) > 1:
        return None
    return SumOfRows(whole, tuple(parts), holding, fails, rounded)


def _may_hold(whole: str, parts: Sequence[str], column: Column) -> bool:
    """Whether the sum may hold since all numbers of the column are multiples of ten, or of more."""
    values = [value for value, _ in column.values()]
    step = Decimal(1)
    while all(value % (step * 10) == 0 for value in values) and step < max(map(abs, values)):
        step *= 10
    half = step / 2 if step > 1 else Decimal(0)
    return adds_up((column[whole][0], half), [(column[part][0], half) for part in parts])


def numbers_of(rows: Sequence[GridRow], column: str) -> Column:
    """The numbers of a column of rows that were read; a cell that is not applicable counts as zero."""
    found: dict[str, Number] = {}
    for row in rows:
        cell = row.cells.get(column)
        if cell is None:
            continue
        if isinstance(cell.value, Decimal):
            half = _half(cell)
            if half is not None:
                found[row.key] = cell.value, half
        elif cell.availability == "not_applicable":
            found[row.key] = Decimal(0), Decimal(0)
    return found


def _half(cell: GridCell) -> Decimal | None:
    """Half the width of the interval of a number; None where the interval has no end."""
    if cell.intervals is None:
        return Decimal(0)
    lower, upper = end_of(cell.intervals.working.lower), end_of(cell.intervals.working.upper)
    return None if lower is None or upper is None else (upper - lower) / 2
