"""Row tables: tables whose rows are gathered from the text, cell by cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pipeline.sources.ids import qualified
from pipeline.sources.references import known_ids, no_such_figure
from pipeline.sources.table_entries import CellEntry, RowsTable
from pipeline.sources.yaml_lines import Path
from pipeline.text.documents import Document, Span
from pipeline.text.intervals import exactly, interval_of
from pipeline.text.numerals import read_numeral
from pipeline.text.quotations import find_quotation, not_anchored, not_once, words_in
from pipeline.transcription.table_results import (
    Cell,
    TableReading,
    cell_of_figure,
    column_limits,
    exact_cell,
)
from schemas.column import Column

FORMS: Mapping[type, tuple[str, str]] = {
    int: ("whole number", "16400"),
    Decimal: ("number", "27.2"),
    str: ("text", '"5"'),
    bool: ("truth value", "true"),
    date: ("date", "2020-02-18"),
}
"""What a plain value of a column is, and how it is written."""


@dataclass(frozen=True)
class Rows:
    """Rows being gathered by their specification."""

    reading: TableReading
    specification: RowsTable

    def read(self) -> None:
        """Read every row of the specification."""
        columns, key = self.reading.columns, self.reading.key_columns
        for index, item in enumerate(self.specification.rows):
            where: Path = ("read", "rows", index)
            if not set(key) <= set(item) or not set(item) <= set(columns):
                found = (
                    f"the row needs {', '.join(f'`{name}`' for name in key)} and only columns of the table; "
                    f"found {', '.join(sorted(item))}"
                )
                remedy = f"the columns are: {', '.join(columns)}"
                self.reading.report(self.reading.table.name, found, remedy, *where)
            else:
                self._read_row(item, where)

    def _read_row(self, item: dict[str, Any], where: Path) -> None:
        cells: dict[str, Cell] = {}
        for name, entry in item.items():
            column = self.reading.columns[name]
            if isinstance(entry, CellEntry):
                cell = self._cell(column, entry, (*where, name))
            else:
                cell = self._plain(column, entry, (*where, name))
            if cell is not None:
                cells[name] = cell
        if len(cells) == len(item):
            at = self.reading.table.at
            self.reading.add(cells, (at.file, at.line(*where)))

    def _plain(self, column: Column, value: Any, where: Path) -> Cell | None:
        """A value that no words of the document give; the id of a figure is qualified."""
        if column.references == ("figures", "figure_id") and isinstance(value, str):
            value = qualified(value, self.reading.source.id)
        if column.type is int and isinstance(value, Decimal) and not value % 1:
            value = int(value)
        fits = isinstance(value, column.type) and (
            column.type is bool or not isinstance(value, bool)
        )
        if column.type is Decimal and isinstance(value, int) and not isinstance(value, bool):
            fits, value = True, Decimal(value)
        if not fits:
            what, form = FORMS[column.type]
            found = f"`{value}` under {column.name} is no {what}"
            self.reading.report(column.name, found, f"write it as in {form}", *where)
            return None
        return exact_cell(value)

    def _cell(self, column: Column, entry: CellEntry, where: Path) -> Cell | None:
        if entry.figure is not None:
            return self._repeated(column, entry.figure, where)
        document = self.reading.source.document
        if document is None:
            remedy = "quote a document that is"
            self.reading.report(column.name, "the document's text is not held", remedy, *where)
            return None
        spans = []
        for quote in entry.parts or (entry.quote or "",):
            span = self._span(document, entry, quote, column.name, where)
            if span is None:
                return None
            spans.append(span)
        text = " ".join(" ".join(document.characters(span).split()) for span in spans)
        return self._value(column, entry, text, document, tuple(spans), where)

    def _span(
        self, document: Document, entry: CellEntry, quote: str, name: str, where: Path
    ) -> Span | None:
        """The characters of one quotation of a cell."""
        anchored = find_quotation(document, quote, line=entry.line, after=entry.after)
        if anchored.span is None:
            self.reading.report(name, *not_anchored(anchored, quote, document), *where)
            return None
        if entry.at is None:
            return anchored.span
        span = words_in(document, anchored.span, entry.at)
        if span is None:
            self.reading.report(name, *not_once(entry.at), *where)
        return span

    def _value(
        self,
        column: Column,
        entry: CellEntry,
        text: str,
        document: Document,
        spans: tuple[Span, ...],
        where: Path,
    ) -> Cell | None:
        """The quoted words, or the value typed where the words have the same value."""
        if entry.value is None and column.type is str:
            return Cell(text, None, None, None, document, spans)
        if column.type in (str, bool):
            return Cell(entry.value, None, None, None, document, spans)
        read = _read_as(column.type, text)
        if read is None or read != entry.value:
            reads = "is not a value of the column" if read is None else f"reads {read}"
            found = f"`{text}` {reads}, the value typed is {entry.value}"
            self.reading.report(column.name, found, "enter the value again", *where)
            return None
        if column.type is date:
            return Cell(read, None, None, None, document, spans)
        if column.type is int and read % 1:
            found = f"`{text}` is no whole number"
            self.reading.report(column.name, found, "read it into a column of numbers", *where)
            return None
        numeral = read_numeral(text)
        intervals = exactly(read)
        if numeral is not None and column.rounding == "printed":
            within = column_limits(column)
            intervals = interval_of(read, numeral, counted=False, within=within)
        step = numeral.last_digit_unit if numeral else Decimal(1)
        published = int(read) if column.type is int else read
        return Cell(published, intervals, step, None, document, spans)

    def _repeated(self, column: Column, figure_id: str, where: Path) -> Cell | None:
        figures = self.reading.figures
        figure = figures.get(figure_id)
        if figure is None:
            why = no_such_figure(figure_id, known_ids(figures), self.reading.source.id)
            self.reading.report(column.name, *why, *where)
            return None
        if column.type is int and figure.value is not None and figure.value % 1:
            found = f"the figure {figure_id} states {figure.value}, which is no whole number"
            self.reading.report(column.name, found, "name the figure that the cell repeats", *where)
            return None
        return cell_of_figure(figure, column.type)


def _read_as(kind: type, text: str) -> Any:
    """A text as a number or a date as American reports print them; None where it is neither."""
    if kind is date:
        try:
            return datetime.strptime(text, "%B %d, %Y").date()
        except ValueError:
            return None
    numeral = read_numeral(text)
    return numeral.value if numeral else None
