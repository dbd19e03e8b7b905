"""A printed table read out of a text by its specification: rows with their cells, or why they are not read.

This is the whole reading of a grid, without a corpus: `read_grid` takes a text and gives rows and problems. How the
rows become those of a document's table is in `grid_tables`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.sources.grid_entries import GridTable
from pipeline.transcription.grid_cells import CellReader, Emended, GridCell
from pipeline.transcription.grid_columns import TableColumn, is_of_numbers, limits_of_column
from pipeline.transcription.grid_cutting import cutter_of
from pipeline.transcription.grid_doubts import Counted, doubtful_rows, unmarked, unmet
from pipeline.transcription.grid_edges import (
    Edges,
    line_above_problem,
    reads_like_a_header,
    row_behind_problem,
)
from pipeline.transcription.grid_header import words_above
from pipeline.transcription.grid_header_places import place_problem
from pipeline.transcription.grid_levels import level_cells, with_levels
from pipeline.transcription.grid_lines import Line, Piece, Unfit, lines_of
from pipeline.transcription.grid_notes import Noted, without_notes
from pipeline.transcription.grid_numbers import decimals_of
from pipeline.transcription.grid_positions import columns_by_position
from pipeline.transcription.grid_region import find_region
from pipeline.transcription.grid_results import GridProblem, GridRead, GridRow
from pipeline.transcription.grid_rounded import as_rounded, is_called_rounded
from pipeline.transcription.grid_rows import PrintedRow, find_rows
from pipeline.transcription.grid_surroundings import mark_problem, surrounding_spans
from pipeline.transcription.grid_totals import Kept
from schemas.rules import TableRule


@dataclass(frozen=True)
class GridContext:
    """What else decides how a table is read: its key, its rules, the document's rounding, and emended cells.

    `emended` has the emendations by key of the row and column.
    """

    key: Sequence[str]
    rules: Sequence[TableRule] = ()
    document_step: Decimal | None = None
    emended: Mapping[tuple[str, str], Emended] = field(default_factory=dict)


def read_grid(
    text: str,
    specification: GridTable,
    columns: Mapping[str, TableColumn],
    context: GridContext,
) -> GridRead:
    """Read the table that a specification describes out of a text.

    `columns` are those of the table that it fills, by name.
    """
    return _Reading(lines_of(text), specification, columns, context).run()


class _Reading:
    """A table being read."""

    def __init__(
        self,
        lines: list[Line],
        specification: GridTable,
        columns: Mapping[str, TableColumn],
        context: GridContext,
    ) -> None:
        self.lines, self.specification = lines, specification
        self.columns, self.context = columns, context
        self.read = GridRead()
        self.marks_met: set[str] = set()
        self._above = dict(zip(specification.column_names, words_above(specification), strict=True))

    def run(self) -> GridRead:
        region = find_region(self.lines, self.specification, self.columns)
        if isinstance(region, GridProblem):
            self.read.problems.append(region)
            return self.read
        headers, end, self.read.scale = region.headers, region.end, [*region.scale]
        misread = mark_problem(self.lines, self.specification, end)
        if misread is not None:
            self._refuse(*misread, field="marks")
        self.read.around = surrounding_spans(self.lines, self.specification, region)
        printed, met = self._printed_rows(headers, end)
        self.read.problems += unmet(self.specification, met, printed)
        readers = self._readers(printed)
        self._refuse_edges(headers, end, readers)
        for row in printed:
            self._keep(row, readers)
        if not printed and not self.read.problems:
            remedy = "compare `header` and `ends_before` with the document"
            self._refuse("no row is between the header and the end of the table", remedy)
        self.read.problems += unmarked(self.specification, self.marks_met, printed)
        if not self.read.problems:
            self._refuse_doubtful(printed)
        return self.read

    def _printed_rows(
        self, headers: Sequence[tuple[int, ...]], end: int
    ) -> tuple[list[PrintedRow], set[tuple[str, str]]]:
        """The rows of all pages of the table, with levels; whatever is no row is a problem."""
        rows: list[PrintedRow] = []
        met: set[tuple[str, str]] = set()
        for index, header in enumerate(headers):
            last = headers[index + 1][0] if index + 1 < len(headers) else end
            body = self.lines[header[-1] + 1 : last]
            cut = [line for line in body if line.words not in self.specification.skip_lines]
            at = self.lines[header[-1]]
            cutter = cutter_of(self.specification, at, [line for line in cut if line.words])
            if self.specification.columns_by == "position":
                self._refuse_misplaced_words(header, at, cut)
            found = find_rows(body, cutter, self.specification)
            rows += found.rows
            met |= found.met
            for line, problem in found.problems:
                self._refuse(*problem, line=line.number)
        leveled = []
        for row in with_levels(rows, self.specification, self.context.rules):
            if isinstance(row, Unfit):
                self._refuse(*row, field="levels")
            else:
                leveled.append(row)
        return leveled, met

    def _refuse_misplaced_words(
        self, header: Sequence[int], at: Line, body: Sequence[Line]
    ) -> None:
        places = list(columns_by_position(body, at, len(self.specification.columns)))
        if places:
            shown = [self.lines[i] for i in header]
            problem = place_problem(self.specification, shown, places)
            if problem is not None:
                self._refuse(*problem, line=at.number)

    def _readers(self, printed: Sequence[PrintedRow]) -> list[CellReader]:
        """How each column is read; `decimals` come from the cells as they are printed."""
        readers = []
        for index, one in enumerate(self.specification.columns):
            column = self.columns[one.column]
            texts = [row.cells[index - 1].text for row in printed if index and row.cells]
            readers.append(
                CellReader(
                    one,
                    column,
                    self.specification,
                    self._factor(column),
                    self.context.document_step,
                    decimals_of(texts),
                )
            )
        return readers

    def _factor(self, column: TableColumn) -> Decimal:
        if not is_of_numbers(column):
            return Decimal(1)
        return self.specification.factor_of(column.name, column.unit)

    def _refuse_edges(
        self, headers: Sequence[tuple[int, ...]], end: int, readers: Sequence[CellReader]
    ) -> None:
        """Lines above and behind the table that may be a part of it."""
        edges = Edges(headers[0], headers[-1], end)
        for problem in (
            line_above_problem(self.lines, self.specification, edges),
            row_behind_problem(self.lines, self.specification, edges, readers),
        ):
            if problem is not None:
                self.read.problems.append(problem)

    def _keep(self, row: PrintedRow, readers: Sequence[CellReader]) -> None:
        if row.kind == "head":
            behind = row.line.words.removeprefix(row.label)
            if any(character.isdigit() for character in behind):
                self.read.left_out.append((row.line.number, row.line.words))
        elif row.kind == "total":
            for reader, piece in zip(readers, (row.labels[0], *row.cells), strict=True):
                self.read.totals.setdefault(reader.column.name, []).append(piece.span)
        elif not self._is_header(row, readers):
            self._keep_row(row, readers)

    def _is_header(self, row: PrintedRow, readers: Sequence[CellReader]) -> bool:
        """Whether a row may be a header instead, which is a problem."""
        numbers = zip(readers[1:], row.cells, strict=True)
        words = {reader.column.name: piece.text for reader, piece in numbers if reader.is_number}
        why = reads_like_a_header(row.label, words, self.specification)
        if why is not None:
            found = f"the row `{row.line.words}` may be a header: {why}"
            remedy = "count it in `header_repeats`, or end the table before it"
            self._refuse_row(row, found, remedy)
        return why is not None

    def _keep_row(self, row: PrintedRow, readers: Sequence[CellReader]) -> None:
        labels = self._label(row, readers[0])
        if labels is None:
            return
        cells = {readers[0].column.name: labels, **level_cells(row, self.specification)}
        waiting = []
        for reader, piece in zip(readers[1:], row.cells, strict=True):
            if reader.column.name in self.context.key:
                self._read_cell(row, reader, piece, None, cells)
            else:
                waiting.append((reader, piece))
        if any(name not in cells for name in self.context.key):
            return
        key = " ".join(_words_of(cells[name]) for name in self.context.key)
        for reader, piece in waiting:
            emended = self.context.emended.get((key, reader.column.name))
            self._read_cell(row, reader, piece, emended, cells)
        complete = all(name in cells for name in self.specification.column_names)
        other = self.read.rows.get(key)
        if other is not None:
            found = f"`{key}` is a duplicate primary key: line {other.line} has it too"
            remedy = "compare both rows with the document; a primary key names one row"
            self._refuse_row(row, found, remedy)
        elif complete:
            label = _words_of(labels)
            self.read.rows[key] = GridRow(
                row.line.number, key, label, labels.mark, row.level, row.parent, cells
            )

    def _label(self, row: PrintedRow, reader: CellReader) -> GridCell | None:
        """The first cell of a row, whose pieces may be in several lines."""
        cells = []
        for piece in row.labels:
            cell = self._one_cell(row, reader, piece, None)
            if cell is None:
                return None
            cells.append(cell)
        if len(cells) == 1:
            return cells[0]
        marks = ",".join(cell.mark for cell in cells if cell.mark)
        return GridCell(
            cells[0].column,
            row.label,
            self.specification.joined(
                [piece.text for piece in row.labels], [_words_of(cell) for cell in cells]
            ),
            tuple(span for cell in cells for span in cell.spans),
            mark=marks or None,
            beside=tuple(span for cell in cells for span in cell.beside),
        )

    def _read_cell(
        self,
        row: PrintedRow,
        reader: CellReader,
        piece: Piece,
        emended: Emended | None,
        cells: dict[str, GridCell],
    ) -> None:
        cell = self._one_cell(row, reader, piece, emended)
        if cell is None:
            return
        if is_called_rounded(row.label) or is_called_rounded(self._above[reader.column.name]):
            cell = as_rounded(cell, limits_of_column(reader.column))
        cells[reader.column.name] = cell

    def _one_cell(
        self, row: PrintedRow, reader: CellReader, piece: Piece, emended: Emended | None
    ) -> GridCell | None:
        noted: Noted | Unfit = Noted(piece)
        if piece.text not in self.specification.marks:
            noted = without_notes(piece, self.specification.footnotes)
        if isinstance(noted, Unfit) and emended is None:
            self._refuse_row(row, *noted)
            return None
        cell = reader.read(piece, noted if isinstance(noted, Noted) else Noted(piece), emended)
        if isinstance(cell, Unfit):
            self._refuse_row(row, *cell)
            return None
        self.marks_met.update((cell.mark or "").split(","))
        return cell

    def _refuse_doubtful(self, printed: Sequence[PrintedRow]) -> None:
        """Rows that may be read wrong, or counted twice, once all rows are read."""
        by_line = {row.line.number: row for row in printed}
        keyed = {key: Kept(by_line[row.line], row) for key, row in self.read.rows.items()}
        by_number = {row.line: key for key, row in self.read.rows.items()}
        for key, kept in keyed.items():
            if kept.printed.parent_line in by_number:
                self.read.parents[key] = by_number[kept.printed.parent_line]
        counted = Counted(printed, keyed, self.context.key, self.context.rules)
        for row, problem in doubtful_rows(counted, self.specification, self.columns):
            self._refuse_row(row, *problem)

    def _refuse_row(self, row: PrintedRow, found: str, remedy: str) -> None:
        self.read.problems.append(
            GridProblem(found, remedy, row.line.number, None, row.label or None)
        )

    def _refuse(
        self, found: str, remedy: str, line: int | None = None, field: str | None = None
    ) -> None:
        self.read.problems.append(GridProblem(found, remedy, line, field))


def _words_of(cell: GridCell) -> str:
    return "" if cell.value is None else str(cell.value)
