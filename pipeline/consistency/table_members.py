"""Cells and columns of tables as members of registered relations.

A relation names a cell by table, row and column, or the sum of a column. Which numbers a cell stands for is in
`table_cells`, as for the rules of tables.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import portion

from pipeline.consistency.interval_arithmetic import exact, total_of
from pipeline.consistency.table_cells import TableCells
from pipeline.sources.relation_entries import CellReference
from pipeline.text.intervals import ANY_NUMBER, ROUNDED
from pipeline.transcription.cell_references import Tables, table_of
from pipeline.transcription.table_results import TableRead


@dataclass(frozen=True)
class CellMember:
    """A cell, or a column of cells, as a number: its interval, and what is printed where it is one cell."""

    reference: CellReference
    table: TableRead
    uncut: portion.Interval
    within: portion.Interval
    is_approximate: bool
    is_rounded: bool
    is_known: bool
    printed: Fraction | None
    step: Fraction | None
    unit: str | None

    @property
    def words(self) -> str:
        """The cell for people."""
        of = f"row {self.reference.row}" if self.reference.row else "all rows"
        return f"{self.table.name}, {of}, {self.reference.column}"


def cell_member(reference: CellReference, tables: Tables) -> CellMember:
    """The number that a reference without a problem leads to."""
    table = table_of(reference, tables)
    assert table is not None
    cells, column = TableCells(table, {}), reference.column
    rows = [reference.row] if reference.row is not None else list(table.rows)
    value = cells.value(reference.row, column) if reference.row is not None else None
    cell = table.cells.get((reference.row or "", column))
    of_one = cell.intervals if cell is not None and value is not None else None
    total = total_of([*_intervals(cells, rows, column), portion.singleton(Fraction(0))])
    return CellMember(
        reference=reference,
        table=table,
        uncut=exact(of_one.uncut) if of_one else total,
        within=exact(of_one.within) if of_one else ANY_NUMBER,
        is_rounded=of_one is not None and of_one.basis in ROUNDED,
        is_approximate=any(cells.is_approximate(row, column) for row in rows),
        is_known=all(cells.is_known(row, column) for row in rows),
        printed=None if value is None else Fraction(value),
        step=Fraction(cell.step) if cell is not None and cell.step is not None else None,
        unit=cells.columns[column].unit,
    )


def _intervals(cells: TableCells, rows: list[str], column: str) -> Iterator[portion.Interval]:
    for row in rows:
        yield cells.interval(row, column)
