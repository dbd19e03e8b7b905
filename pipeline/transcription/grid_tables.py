"""Grids: printed tables with every cell in the text, read line by line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.sources.corpus import Source
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding
from pipeline.sources.references import known_ids, no_such_figure
from pipeline.sources.table_entries import GridTable, TableFile
from pipeline.text.documents import Document, Span
from pipeline.text.numerals import read_numeral
from pipeline.transcription.citations import Citation
from pipeline.transcription.figures import Figure
from pipeline.transcription.table_results import PrintedTotal, TableResults
from schemas import TABLES
from schemas.column import columns_of, primary_key_of

GREATEST_CELL = Decimal(10) ** 15


@dataclass(frozen=True)
class _Line:
    """A line of the text, cut into cells."""

    number: int
    text: str
    cells: tuple[tuple[str, Span], ...]


@dataclass(frozen=True)
class Grid:
    """A grid being read: its specification, the document's figures, and what was read so far."""

    at: Located[TableFile]
    specification: GridTable
    source: Source
    figures: Mapping[str, Figure]
    tables: TableResults

    def read(self) -> None:
        """Read every line between the header and the line behind the table."""
        document, grid = self.source.document, self.specification
        if document is None or not document.text_held:
            self._report("a grid needs a document held whole", "transcribe it as figures", 0)
            return
        titles = {column.name: column.title for column in columns_of(TABLES[grid.table])}
        printed = [titles.get(name, "").casefold() for name in grid.columns]
        if printed != [title.casefold() for title in grid.header] or len(set(grid.columns)) != len(
            printed
        ):
            self._report(
                f"the columns {list(grid.columns)} are not those that the header {list(grid.header)} names",
                f"the table's columns and their titles are {titles}",
                0,
            )
            return
        lines = list(self._lines(document))
        header = [i for i, line in enumerate(lines) if _texts(line) == grid.header]
        end = [i for i, line in enumerate(lines) if line.text.strip() == grid.ends_before]
        if len(header) != 1 or len(end) != 1 or end[0] < header[0]:
            self._report(
                f"the header occurs {len(header)} times and the line behind the table {len(end)} times, expected once each",
                "give `header` and `ends_before` as the document prints them",
                0,
            )
            return
        for line in lines[header[0] + 1 : end[0]]:
            if line.text.strip():
                self._read_line(document, line)

    def _lines(self, document: Document) -> Iterator[_Line]:
        offset = 0
        for number, text in enumerate(document.passages[0].text.split("\n"), 1):
            yield _Line(number, text, _cells(text, offset, self.specification.separator))
            offset += len(text) + 1

    def _read_line(self, document: Document, line: _Line) -> None:
        grid = self.specification
        if len(line.cells) != len(grid.columns):
            self._report(
                f"the row has {len(line.cells)} cells, expected {len(grid.columns)}: {line.text!r}",
                "compare the row with the document; `ends_before` may be wrong",
                line.number,
            )
            return
        if grid.totals is not None and line.cells[0][0] == grid.totals.label:
            self._read_totals(line)
            return
        types = {column.name: column.type for column in columns_of(TABLES[grid.table])}
        row: dict[str, Any] = {"source_id": self.source.id}
        spans: dict[str, Span] = {}
        for name, (text, span) in zip(grid.columns, line.cells, strict=True):
            row[name] = self._value(line, name, text, types[name])
            spans[name] = span
        if None not in row.values():
            self._add(document, line, row, spans)

    def _value(self, line: _Line, column: str, text: str, kind: type) -> Any:
        if kind is str and text:
            return text
        numeral = read_numeral(text)
        if (
            numeral is None
            or numeral.kind != "digits"
            or numeral.value is None
            or numeral.value > GREATEST_CELL
            or (kind is int and numeral.value % 1)
        ):
            self._report(
                f"the cell `{text}` under {column} is not a {'whole ' if kind is int else ''}number",
                "if the text is not damaged there, correct the specification",
                line.number,
            )
            return None
        return int(numeral.value) if numeral.value == int(numeral.value) else numeral.value

    def _add(
        self, document: Document, line: _Line, row: dict[str, Any], spans: dict[str, Span]
    ) -> None:
        table = self.specification.table
        (key_column,) = primary_key_of(TABLES[table])
        key = row[key_column]
        self.tables.rows.setdefault(table, []).append(row)
        self.tables.places[table, key] = (document.file, line.number)
        self.tables.citations += [
            Citation(table, key, column, 1, document, span) for column, span in spans.items()
        ]

    def _read_totals(self, line: _Line) -> None:
        totals = self.specification.totals
        assert totals is not None
        cells = dict(zip(self.specification.columns, line.cells, strict=True))
        units = {c.name: c.unit for c in columns_of(TABLES[self.specification.table])}
        for column, figure_id in totals.figures.items():
            figure = self.figures.get(figure_id)
            if figure is None:
                why = no_such_figure(figure_id, known_ids(self.figures), self.source.id)
                self.tables.findings.append(self.at.finding(figure_id, *why, "read", "totals"))
                continue
            if (
                column not in cells
                or figure.token != cells[column][1]
                or figure.unit != units[column]
                or figure.value is None
            ):
                found = f"the total of {column} is to be the figure {figure_id}, which reads another cell"
                remedy = "name the figure that reads this cell, a number in the column's unit"
                self.tables.findings.append(
                    self.at.finding(figure_id, found, remedy, "read", "totals")
                )
            self.tables.totals.append(PrintedTotal(self.specification.table, column, figure))

    def _report(self, found: str, remedy: str, line: int) -> None:
        where = (
            (self.source.document.file, line)
            if line and self.source.document
            else (self.at.file, 1)
        )
        self.tables.findings.append(Finding(*where, self.specification.table, found, remedy))


def _texts(line: _Line) -> tuple[str, ...]:
    return tuple(text for text, _ in line.cells)


def _cells(text: str, offset: int, separator: str) -> tuple[tuple[str, Span], ...]:
    cells = []
    for raw in text.split(separator):
        lead = len(raw) - len(raw.lstrip())
        stripped = raw.strip()
        cells.append((stripped, Span(offset + lead, offset + lead + len(stripped))))
        offset += len(raw) + len(separator)
    return tuple(cells)
