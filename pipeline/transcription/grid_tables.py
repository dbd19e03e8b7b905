"""Grids: printed tables with every cell in the text, as tables of a document.

How a grid is read out of a text is in `grid_reading`. Here its rows become rows of the published table, each cell
with its characters, and its problems become findings.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.sources.grid_entries import GridTable
from pipeline.text.documents import Document
from pipeline.transcription.cell_references import table_of
from pipeline.transcription.grid_cells import Emended, GridCell
from pipeline.transcription.grid_misfits import misfits
from pipeline.transcription.grid_reading import GridContext, read_grid
from pipeline.transcription.grid_results import GridRead, GridRow
from pipeline.transcription.table_results import Cell, TableReading
from schemas.rules import TableRule


@dataclass(frozen=True)
class Grid:
    """A grid of a document being read by its specification; `rules` are those of its table."""

    reading: TableReading
    specification: GridTable
    rules: Sequence[TableRule] = ()

    def read(self) -> None:
        """Read every line between the header and the line behind the table."""
        document = self.reading.source.document
        if document is None or not document.text_held:
            self._report("a grid needs a document held whole", "transcribe it as figures")
            return
        rule = self.reading.source.entry.rounding
        problem = next(misfits(self.specification, self.reading.columns, rule is not None), None)
        if problem is not None:
            self._report(*problem)
            return
        columns = self.reading.columns
        context = GridContext(
            self.reading.key_columns, self.rules, rule.step if rule else None, self._emended()
        )
        grid = read_grid(document.passages[0].text, self.specification, columns, context)
        self._report_problems(document, grid)
        table = self.reading.table
        for row in grid.rows.values():
            cells = {name: self._cell(document, cell) for name, cell in row.cells.items()}
            self.reading.add(cells, (document.file, row.line))
            self._keep_marks(row)
        for name, spans in grid.totals.items():
            table.totals.setdefault(name, []).extend(spans)
        table.parents.update(grid.parents)
        self.reading.results.beside += [(span, table.name) for span in grid.scale]
        self.reading.results.around += grid.around

    def _keep_marks(self, row: GridRow) -> None:
        """The marks of footnotes, which are read with the row and are no part of its cells."""
        table = self.reading.table
        if row.mark:
            table.marks[row.key] = row.mark
        for cell in row.cells.values():
            for span in cell.beside:
                self.reading.results.beside.append((span, f"{table.name} {table.key(row.key)}"))

    def _cell(self, document: Document, cell: GridCell) -> Cell:
        value: Any = cell.value
        kind = self.reading.columns[cell.column].type
        if isinstance(value, Decimal) and kind is int:
            value = int(value)
        return Cell(
            value,
            cell.intervals,
            cell.step,
            cell.text,
            document if cell.spans else None,
            cell.spans,
            cell.availability,
            mark=cell.mark,
            unemended=self._cell(document, cell.unemended) if cell.unemended else None,
        )

    def _emended(self) -> dict[tuple[str, str], Emended]:
        """The emendations of cells of this table, by key of the row and column."""
        table = self.reading.table
        tables = {(self.reading.source.id, table.name): table}
        emended = {}
        for item in self.reading.source.emendations:
            cell = item.entry.cell
            if cell is not None and cell.row is not None and table_of(cell, tables):
                entry = item.entry
                emended[cell.row, cell.column] = Emended(entry.token, entry.read_as, entry.mark)
        return emended

    def _report_problems(self, document: Document, grid: GridRead) -> None:
        name = self.reading.table.name
        for problem in grid.problems:
            if problem.line is not None:
                place = document.file, problem.line
                subject = f"{name}: {problem.row}" if problem.row else name
                self.reading.report_at(place, subject, problem.found, problem.remedy)
            else:
                where = ("read", problem.field) if problem.field else ("read",)
                self.reading.report(name, problem.found, problem.remedy, *where)

    def _report(self, found: str, remedy: str) -> None:
        self.reading.report(self.reading.table.name, found, remedy, "read")
