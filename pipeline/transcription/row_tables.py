"""Row tables: tables whose rows are gathered from the text, cell by cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pipeline.sources.corpus import Source
from pipeline.sources.files import Located
from pipeline.sources.ids import qualified
from pipeline.sources.references import known_ids, no_such_figure
from pipeline.sources.table_entries import CellEntry, RowsTable, TableFile
from pipeline.sources.yaml_lines import Path
from pipeline.text.documents import Document, Span
from pipeline.text.numerals import read_numeral
from pipeline.text.quotations import find_quotation, not_anchored, not_once, words_in
from pipeline.transcription.citations import Citation
from pipeline.transcription.figures import Figure
from pipeline.transcription.table_results import TableResults
from schemas import TABLES
from schemas.column import Column, columns_of, primary_key_of

DOCUMENT = "source_id"
"""The column that the reader fills in."""


@dataclass(frozen=True)
class Rows:
    """Rows being gathered cell by cell: their specification, the document's figures, and what was read so far."""

    at: Located[TableFile]
    specification: RowsTable
    source: Source
    figures: Mapping[str, Figure]
    tables: TableResults

    def read(self) -> None:
        """Read every row of the specification."""
        table = TABLES[self.specification.table]
        columns = {column.name: column for column in columns_of(table)}
        entered = [name for name in primary_key_of(table) if name != DOCUMENT]
        for index, item in enumerate(self.specification.rows):
            where: Path = ("read", "rows", index)
            if not set(entered) <= set(item) or not set(item) <= set(columns) - {DOCUMENT}:
                needed = " and ".join(f"`{name}`" for name in entered)
                found = (
                    f"the row needs {needed} and only columns of the table; found {sorted(item)}"
                )
                names = ", ".join(name for name in columns if name != DOCUMENT)
                self._report(self.specification.table, found, f"the columns are: {names}", where)
                continue
            self._read_row(item, primary_key_of(table), columns, where)

    def _read_row(
        self,
        item: dict[str, CellEntry | Any],
        key_columns: list[str],
        columns: Mapping[str, Column],
        where: Path,
    ) -> None:
        table = self.specification.table
        row: dict[str, Any] = dict.fromkeys(columns) | {DOCUMENT: self.source.id}
        cited: list[tuple[str, int, Document, Span]] = []
        for name, cell in item.items():
            if isinstance(cell, CellEntry):
                row[name] = self._cell(name, cell, columns[name].type, cited, where)
            else:
                row[name] = self._entered(columns[name], cell)
        if any(row[name] is None for name in key_columns):
            return
        key = " ".join(str(row[name]) for name in key_columns)
        self.tables.places[table, key] = (self.at.file, self.at.line(*where))
        self.tables.rows.setdefault(table, []).append(row)
        self.tables.citations += [
            Citation(table, key, name, part, document, span) for name, part, document, span in cited
        ]

    def _entered(self, column: Column, value: Any) -> Any:
        """A plain value as it is published: a whole number as such, the id of a figure qualified."""
        if column.references == ("figures", "figure_id"):
            return qualified(str(value), self.source.id)
        return int(value) if column.type is int else value

    def _cell(
        self,
        name: str,
        cell: CellEntry,
        kind: type,
        cited: list[tuple[str, int, Document, Span]],
        where: Path,
    ) -> Any:
        if cell.figure is not None:
            return self._repeated(name, cell.figure, kind, cited, (*where, name))
        document = self.source.document
        if document is None:
            self._report(name, "the document's text is not held", "quote a document that is", where)
            return None
        texts = []
        for part, quote in enumerate(cell.parts or (cell.quote or "",), 1):
            anchored = find_quotation(document, quote, line=cell.line, after=cell.after)
            span = anchored.span
            if span is None:
                why = not_anchored(anchored, quote, document)
                self._report(name, *why, (*where, name))
                return None
            if cell.at is not None:
                span = words_in(document, span, cell.at)
            if span is None:
                self._report(name, *not_once(cell.at or ""), (*where, name))
                return None
            texts.append(" ".join(document.characters(span).split()))
            cited.append((name, part, document, span))
        return self._value(name, cell, kind, " ".join(texts), (*where, name))

    def _value(self, name: str, cell: CellEntry, kind: type, text: str, where: Path) -> Any:
        """The value of a cell: the quoted words, or the value typed where the words have the same value."""
        if cell.value is None and kind is str:
            return text
        if kind in (str, bool):
            return cell.value
        read = _read_as(kind, text)
        if read is None or read != cell.value:
            reads = "is not a value of the column" if read is None else f"reads {read}"
            self._report(
                name,
                f"`{text}` {reads}, the value typed is {cell.value}",
                "enter the value again",
                where,
            )
            return None
        return int(read) if kind is int else read

    def _repeated(
        self,
        name: str,
        figure_id: str,
        kind: type,
        cited: list[tuple[str, int, Document, Span]],
        where: Path,
    ) -> Any:
        figure = self.figures.get(figure_id)
        if figure is None:
            self._report(
                name, *no_such_figure(figure_id, known_ids(self.figures), self.source.id), where
            )
            return None
        cited.append((name, 1, figure.document, figure.token))
        value = figure.value
        return int(value) if kind is int and value is not None else value

    def _report(self, subject: str, found: str, remedy: str, where: Path) -> None:
        self.tables.findings.append(self.at.finding(subject, found, remedy, *where))


def _read_as(kind: type, text: str) -> Any:
    """A text as a number or a date as American reports print them; None where it is neither."""
    if kind is date:
        try:
            return datetime.strptime(text, "%B %d, %Y").date()
        except ValueError:
            return None
    numeral = read_numeral(text)
    return numeral.value if numeral else None
