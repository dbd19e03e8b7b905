"""Tables read out of a document by a specification.

A grid is a printed table whose every cell stands in the text; a series repeats figures, one a row,
and says of a missing one why it is missing; rows are gathered from the text cell by cell. All give rows in the columns of the published table,
with a citation for each cell that was read. Whether rows add up is asked in `validation`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pipeline.anchoring import find_quotation
from pipeline.citations import Citation
from pipeline.documents import Document, Span
from pipeline.figure_reading import Figure, not_anchored, words_in
from pipeline.findings import Finding
from pipeline.numerals import read_numeral
from pipeline.periods import read_period
from pipeline.sources.corpus import Source
from pipeline.sources.entries import (
    CellEntry,
    GridTable,
    RowsTable,
    SeriesRow,
    SeriesTable,
    TableFile,
)
from pipeline.sources.reading import Located
from pipeline.sources.yaml_lines import Path
from schemas import TABLES
from schemas.column import columns_of, primary_key_of


@dataclass(frozen=True)
class PrintedTotal:
    """A total that a table prints for one of its columns; the total itself is a figure."""

    table: str
    column: str
    figure: Figure


@dataclass
class TableReading:
    """What was read of the published tables: rows, where each was read, printed totals.

    `incomplete` are the tables that lack something whose absence is a finding elsewhere.
    """

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    citations: list[Citation] = field(default_factory=list)
    places: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    totals: list[PrintedTotal] = field(default_factory=list)
    incomplete: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def read_table(
    at: Located[TableFile], source: Source, figures: Mapping[str, Figure], reading: TableReading
) -> None:
    """Read one table into `reading`; what does not fit its specification is a finding there."""
    specification = at.entry.read
    if specification.table not in TABLES:
        reading.findings.append(
            at.finding(
                specification.table,
                f"`{specification.table}` is not a published table",
                f"name one of: {', '.join(TABLES)}; a new table is a new model in schemas/",
                "read",
                "table",
            )
        )
    elif isinstance(specification, GridTable):
        _Grid(at, specification, source, figures, reading).read()
    elif isinstance(specification, SeriesTable):
        _Series(at, specification, source, figures, reading).read()
    else:
        _Rows(at, specification, source, figures, reading).read()


@dataclass(frozen=True)
class _Line:
    """A line of the text, cut into cells."""

    number: int
    text: str
    cells: tuple[tuple[str, Span], ...]


@dataclass(frozen=True)
class _Grid:
    """A grid being read: its specification, the figures its totals are, and where rows go."""

    at: Located[TableFile]
    specification: GridTable
    source: Source
    figures: Mapping[str, Figure]
    reading: TableReading

    def read(self) -> None:
        """Read every line between the header and the line behind the table."""
        document, grid = self.source.document, self.specification
        if document is None or not document.text_held:
            self._report("a grid needs a document held whole", "transcribe it as figures", 0)
            return
        lines = list(self._lines(document))
        header = [i for i, line in enumerate(lines) if _texts(line) == grid.header]
        end = [i for i, line in enumerate(lines) if line.text.strip() == grid.ends_before]
        if len(header) != 1 or len(end) != 1 or end[0] < header[0]:
            self._report(
                f"the header stands {len(header)} times and the line behind the table {len(end)} times",
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
                "hold the row against the document; `ends_before` may be wrong",
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
        if kind is str:
            return text
        numeral = read_numeral(text)
        if numeral is None or numeral.kind != "digits" or numeral.value is None:
            self._report(
                f"the cell `{text}` under {column} is not a number",
                "if the text is damaged there, say so; else mend the specification",
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
        self.reading.rows.setdefault(table, []).append(row)
        self.reading.places[table, key] = (document.file, line.number)
        self.reading.citations += [
            Citation(table, key, column, 1, document, span) for column, span in spans.items()
        ]

    def _read_totals(self, line: _Line) -> None:
        totals = self.specification.totals
        assert totals is not None
        cells = dict(zip(self.specification.columns, line.cells, strict=True))
        for column, figure_id in totals.figures.items():
            figure = self.figures.get(figure_id)
            if figure is None:
                self.reading.incomplete.add(self.specification.table)
                continue
            if column not in cells or figure.token != cells[column][1]:
                found = f"the total of {column} is said to be the figure {figure_id}, which is read elsewhere"
                self.reading.findings.append(
                    self.at.finding(
                        figure_id, found, "name the figure that reads this cell", "read", "totals"
                    )
                )
            self.reading.totals.append(PrintedTotal(self.specification.table, column, figure))

    def _report(self, found: str, remedy: str, line: int) -> None:
        self.reading.incomplete.add(self.specification.table)
        place = (
            (self.source.document.file, line)
            if line and self.source.document
            else (self.at.file, 1)
        )
        self.reading.findings.append(Finding(*place, self.specification.table, found, remedy))


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


@dataclass(frozen=True)
class _Series:
    """A series being read: its specification, the figures it repeats, and where rows go."""

    at: Located[TableFile]
    specification: SeriesTable
    source: Source
    figures: Mapping[str, Figure]
    reading: TableReading

    def read(self) -> None:
        """Read every row of the specification."""
        table = self.specification.table
        names = [column.name for column in columns_of(TABLES[table])]
        (key_column,) = primary_key_of(TABLES[table])
        for place, item in enumerate(self.specification.rows):
            key = str(item.row.get(key_column, ""))
            self.reading.places[table, key] = (self.at.file, self.at.line(*self._path(place)))
            wrong = self._what_is_wrong(item, key_column, names)
            if wrong is not None:
                self._report(key or table, *wrong, place)
            elif item.figure is not None and item.figure not in self.figures:
                self.reading.incomplete.add(table)
            else:
                values = self._repeating(item, key) or self._missing(item, key, place)
                row = dict.fromkeys(names) | {"source_id": self.source.id} | item.row | values
                self.reading.rows.setdefault(table, []).append(row)

    def _what_is_wrong(
        self, item: SeriesRow, key_column: str, names: list[str]
    ) -> tuple[str, str] | None:
        if key_column not in item.row or not set(item.row) <= set(names):
            found = f"the row needs `{key_column}` and only columns of the table; found {sorted(item.row)}"
            return found, f"the columns are: {', '.join(names)}"
        if (item.figure is None) == (item.availability is None):
            return "a row names either a figure or an availability", "give one of them"
        figure = self.figures.get(item.figure or "")
        return self._another_figure(item, figure) if figure else None

    def _another_figure(self, item: SeriesRow, figure: Figure) -> tuple[str, str] | None:
        """A row must repeat a count of its own series and year."""
        entry, series = figure.at.entry, self.specification
        wanted = (
            series.measures.get(str(item.row.get(series.series))),
            "count",
            read_period(f"FY{item.row.get(series.fiscal_year)}"),
        )
        if (entry.measure, entry.statistic, figure.period) == wanted:
            return None
        return (
            f"the row is of {item.row.get(series.series)} in fiscal year {item.row.get(series.fiscal_year)}, "
            f"the figure {figure.id} is a {entry.statistic} of {entry.measure}, {entry.period}",
            "name the figure that the row repeats",
        )

    def _repeating(self, item: SeriesRow, key: str) -> dict[str, Any]:
        if item.figure is None:
            return {}
        figure = self.figures[item.figure]
        self._cite(key, "value", figure.document, figure.token)
        return repeated(figure)

    def _missing(self, item: SeriesRow, key: str, place: int) -> dict[str, Any]:
        document = self.source.document
        if item.mentioned is not None and document is not None:
            anchored = find_quotation(document, item.mentioned)
            if anchored.span is None:
                path = (*self._path(place), "mentioned")
                self.reading.findings.append(
                    not_anchored(self.at, key, item.mentioned, anchored, document, *path)
                )
            else:
                self._cite(key, "availability", document, anchored.span)
        return {"availability": item.availability, "quantity_id": item.quantity}

    def _cite(self, key: str, column: str, document: Document, span: Span) -> None:
        citation = Citation(self.specification.table, key, column, 1, document, span)
        self.reading.citations.append(citation)

    def _report(self, subject: str, found: str, remedy: str, place: int) -> None:
        self.reading.incomplete.add(self.specification.table)
        self.reading.findings.append(self.at.finding(subject, found, remedy, *self._path(place)))

    def _path(self, place: int) -> tuple[str | int, ...]:
        return ("read", "rows", place)


@dataclass(frozen=True)
class _Rows:
    """Rows being gathered cell by cell: their specification, the figures they repeat, where they go."""

    at: Located[TableFile]
    specification: RowsTable
    source: Source
    figures: Mapping[str, Figure]
    reading: TableReading

    def read(self) -> None:
        """Read every row of the specification."""
        columns = columns_of(TABLES[self.specification.table])
        names = [column.name for column in columns]
        (key_column,) = primary_key_of(TABLES[self.specification.table])
        for place, item in enumerate(self.specification.rows):
            where: Path = ("read", "rows", place)
            if key_column not in item or not set(item) <= set(names):
                found = f"the row needs `{key_column}` and only columns of the table; found {sorted(item)}"
                self._report(
                    self.specification.table, found, f"the columns are: {', '.join(names)}", where
                )
                continue
            self._read_row(item, key_column, {c.name: c.type for c in columns}, where)

    def _read_row(
        self,
        item: dict[str, CellEntry | Any],
        key_column: str,
        types: dict[str, type],
        where: Path,
    ) -> None:
        table = self.specification.table
        row: dict[str, Any] = dict.fromkeys(types) | {"source_id": self.source.id}
        cited: list[tuple[str, int, Document, Span]] = []
        for name, cell in item.items():
            if isinstance(cell, CellEntry):
                row[name] = self._cell(name, cell, types[name], cited, where)
            else:
                row[name] = int(cell) if types[name] is int else cell
        key = str(row[key_column])
        self.reading.places[table, key] = (self.at.file, self.at.line(*where))
        self.reading.rows.setdefault(table, []).append(row)
        self.reading.citations += [
            Citation(table, key, name, part, document, span) for name, part, document, span in cited
        ]

    def _cell(
        self,
        name: str,
        cell: CellEntry,
        kind: type,
        cited: list[tuple[str, int, Document, Span]],
        where: Path,
    ) -> Any:
        if cell.figure is not None:
            return self._repeated(name, cell.figure, kind, cited)
        document = self.source.document
        if document is None:
            self._report(name, "the document's text is not held", "quote a document that is", where)
            return None
        texts = []
        for part, quote in enumerate(cell.parts or (cell.quote or "",), 1):
            anchored = find_quotation(document, quote, line=cell.line, after=cell.after)
            span = anchored.span
            if span is None:
                self.reading.incomplete.add(self.specification.table)
                self.reading.findings.append(
                    not_anchored(self.at, name, quote, anchored, document, *where, name)
                )
                return None
            if cell.at is not None:
                span = words_in(document, span, cell.at)
            if span is None:
                found = f"the words `{cell.at}` are not, or not once, in the quotation"
                self._report(name, found, "take them from the quotation", (*where, name))
                return None
            texts.append(" ".join(document.characters(span).split()))
            cited.append((name, part, document, span))
        return self._value(name, cell, kind, " ".join(texts), (*where, name))

    def _value(self, name: str, cell: CellEntry, kind: type, text: str, where: Path) -> Any:
        """What the quoted words say: the words, or the value typed where they bear it out."""
        if cell.value is None and kind is str:
            return text
        if kind in (str, bool):
            return cell.value
        read = _read_as(kind, text)
        if read is None or read != cell.value:
            said = "is not a value of the column" if read is None else f"reads {read}"
            self._report(
                name,
                f"`{text}` {said}, the value typed is {cell.value}",
                "enter the value again",
                where,
            )
            return None
        return int(read) if kind is int else read

    def _repeated(
        self, name: str, figure_id: str, kind: type, cited: list[tuple[str, int, Document, Span]]
    ) -> Any:
        figure = self.figures.get(figure_id)
        if figure is None:
            self.reading.incomplete.add(self.specification.table)
            return None
        cited.append((name, 1, figure.document, figure.token))
        value = figure.at.entry.value
        return int(value) if kind is int and value is not None else value

    def _report(self, subject: str, found: str, remedy: str, where: Path) -> None:
        self.reading.incomplete.add(self.specification.table)
        self.reading.findings.append(self.at.finding(subject, found, remedy, *where))


def _read_as(kind: type, text: str) -> Any:
    """A text as a number or a date as American reports print them; None where it is neither."""
    if kind is date:
        try:
            return datetime.strptime(text, "%B %d, %Y").date()
        except ValueError:
            return None
    numeral = read_numeral(text)
    return numeral.value if numeral else None


def repeated(figure: Figure) -> dict[str, Any]:
    """The cells of a derived table that repeat a figure."""
    interval = figure.reach.interval
    return {
        "figure_id": figure.id,
        "value": figure.at.entry.value,
        "lower": interval.lower if isinstance(interval.lower, Decimal) else None,
        "upper": interval.upper if isinstance(interval.upper, Decimal) else None,
        "availability": "in_text",
        "precision": precision_of(figure),
        "reading": figure.at.entry.reading,
    }


def precision_of(figure: Figure) -> str:
    """How finely a figure is printed, in the terms of the vocabulary of precision."""
    if figure.at.entry.value is None:
        return "vague"
    exact = figure.reach.basis == "exact"
    rounded = figure.reach.basis in ("document_rule", "printed_precision")
    bounded_to_the_unit = not rounded and not figure.numeral.has_magnitude
    return "unit" if exact or bounded_to_the_unit else "rounded"
