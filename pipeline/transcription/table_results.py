"""The tables of a document as they are read: rows, cells with their intervals, and the characters of each.

How a table is read is in `grid_tables`, `row_tables` and `series_tables`; all of them add their rows here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import portion

from pipeline.sources.corpus import Source
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding
from pipeline.sources.table_entries import TableFile
from pipeline.text.documents import Document, Span
from pipeline.text.intervals import PrintedInterval, exactly
from pipeline.transcription.citations import Citation
from pipeline.transcription.figures import Figure
from schemas.column import Column, PublishedTable, columns_of, primary_key_of
from schemas.declared import ADDED, CAUTION, SOURCE, keys_within_document

Place = tuple[str, int]
"""The file and line that a person would correct."""


@dataclass(frozen=True)
class Cell:
    """A cell as it was read: its value, the intervals of a number, and the characters, in reading order.

    `text` has the characters that are printed in place of a number, `availability` says why there is none.
    `step` is the step in which a number is printed, `statistic` is that of the figure that is repeated, `mark` has the
    marks of footnotes that are printed at the cell, and `unemended` is what an emended cell is as printed.
    """

    value: Any
    intervals: PrintedInterval | None = None
    step: Decimal | None = None
    text: str | None = None
    document: Document | None = None
    spans: tuple[Span, ...] = ()
    availability: str | None = None
    statistic: str | None = None
    mark: str | None = None
    unemended: "Cell | None" = None

    @property
    def is_number(self) -> bool:
        """Whether the cell holds a number."""
        return isinstance(self.value, int | Decimal) and not isinstance(self.value, bool)

    @property
    def is_approximate(self) -> bool:
        """Whether a word like "about" beside the number takes its ends away."""
        return self.intervals is not None and self.intervals.kind == "approximate"


@dataclass(frozen=True)
class TableRead:
    """A table of one document, read: its rows by key within the document, its cells by row and column."""

    name: str
    model: type[PublishedTable]
    source: Source
    at: Located[TableFile]
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    cells: dict[tuple[str, str], Cell] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    totals: dict[str, list[Span]] = field(default_factory=dict)
    """Column → the cells of printed totals that are no rows of the table."""
    parents: dict[str, str] = field(default_factory=dict)
    """Row → the row that it is printed under, as a part of it."""
    marks: dict[str, str] = field(default_factory=dict)
    """Row → the marks of footnotes at its label."""

    def __repr__(self) -> str:
        return f"TableRead({self.name} of {self.source.id}, {len(self.rows)} rows)"

    def key(self, row_key: str) -> str:
        """The published key of a row, with the document where that is part of it."""
        in_key = SOURCE in primary_key_of(self.model)
        return f"{self.source.id} {row_key}" if in_key else row_key


@dataclass
class TableResults:
    """The tables of one document, with the citations of their cells and findings."""

    tables: list[TableRead] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    beside: list[tuple[Span, str]] = field(default_factory=list)
    """Characters that are read with a row and are no part of its cells, such as marks of footnotes; the row."""
    around: list[Span] = field(default_factory=list)
    """Characters around the cells that the specification of a table accounts for, such as its header."""

    def __repr__(self) -> str:
        return f"TableResults({len(self.tables)} tables, {len(self.findings)} findings)"

    def places(self) -> Iterator[tuple[tuple[str, str], Place]]:
        """The place of each row, by table and published key."""
        for table in self.tables:
            for row_key, place in table.places.items():
                yield (table.name, table.key(row_key)), place


@dataclass(frozen=True)
class TableReading:
    """A table being read: its file, its document's figures, and where results go."""

    table: TableRead
    figures: Mapping[str, Figure]
    results: TableResults

    @property
    def source(self) -> Source:
        """The document."""
        return self.table.source

    @property
    def columns(self) -> dict[str, Column]:
        """The columns that the document fills, by name."""
        return {one.name: one for one in columns_of(self.table.model) if one.name not in ADDED}

    @property
    def key_columns(self) -> list[str]:
        """The columns that name a row within the document."""
        return keys_within_document(self.table.model)

    def report(self, subject: str, found: str, remedy: str, *where: str | int) -> None:
        """A finding at a field of the table's file."""
        finding = self.table.at.finding(subject, found, remedy, *where, code="table")
        self.results.findings.append(finding)

    def report_at(self, place: Place, subject: str, found: str, remedy: str) -> None:
        """A finding at another place, such as a line of the document."""
        self.results.findings.append(Finding(*place, subject, found, remedy, "table"))

    def add(self, cells: Mapping[str, Cell], place: Place) -> None:
        """Add a row, whose cells were read without findings; one with a key that is there is a finding."""
        values = {name: cells[name].value if name in cells else None for name in self.columns}
        row_key = " ".join(str(values[name]) for name in self.key_columns)
        other = self.table.places.get(row_key)
        if other is not None:
            found = f"`{row_key}` is a duplicate primary key: {other[0]}:{other[1]} has it too"
            remedy = "compare both rows with the document; a primary key names one row"
            self.report_at(place, f"{self.table.name}: {row_key}", found, remedy)
            return
        self.table.rows[row_key] = {SOURCE: self.source.id, **values, CAUTION: None}
        self.table.places[row_key] = place
        for name, cell in cells.items():
            self.table.cells[row_key, name] = cell
            if cell.value is None:  # what is printed in place of a number is no value
                key = f"{self.table.name} {self.table.key(row_key)}"
                self.results.beside += [(span, key) for span in cell.spans]
            else:
                self.results.citations += self._citations(row_key, name, cell)

    def _citations(self, row_key: str, column: str, cell: Cell) -> Iterator[Citation]:
        key = self.table.key(row_key)
        for part, span in enumerate(cell.spans, 1):
            assert cell.document is not None
            yield Citation(self.table.name, key, column, part, cell.document, span)


def exact_cell(value: Any) -> Cell:
    """A cell that no characters of a document give."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Cell(value, exactly(Decimal(value)), Decimal(1))
    return Cell(value)


def figure_misfit(figure: Figure, column: Column) -> tuple[str, str] | None:
    """Why a column cannot repeat a figure: found, and what to do. Type, unit and statistic must agree."""
    remedy = "name the figure that the cell repeats"
    if column.type not in (int, Decimal):
        return f"{column.name} is not a column of numbers", "quote the words instead"
    if figure.unit != column.unit:
        unit = f"a {figure.statistic} in {figure.unit}"
        return f"the figure {figure.id} is {unit}, {column.name} is in {column.unit}", remedy
    if column.type is int and figure.value is not None and figure.value % 1:
        return f"the figure {figure.id} states {figure.value}, which is no whole number", remedy
    return None


def cell_of_figure(figure: Figure, kind: type) -> Cell:
    """A cell that repeats a figure."""
    value: Any = figure.value
    if value is not None and kind is int:
        value = int(value)
    step = figure.last_digit_unit
    return Cell(
        value,
        figure.intervals,
        step,
        None,
        figure.document,
        (figure.token,),
        statistic=figure.statistic,
    )


def cell_rows(tables: Sequence[TableRead]) -> Iterator[dict[str, Any]]:
    """The cells of tables as rows of the table `cells`: all but keys and references."""
    for table in tables:
        key = keys_within_document(table.model)
        columns = [
            one
            for one in columns_of(table.model)
            if one.name not in (*ADDED, *key) and one.references is None
        ]
        for row_key, row in table.rows.items():
            for column in columns:
                cell = table.cells.get((row_key, column.name)) or exact_cell(row[column.name])
                yield {
                    SOURCE: table.source.id,
                    "table_name": table.name,
                    "row_key": row_key,
                    "column_name": column.name,
                    **_published(cell, column, row.get("availability")),
                    "mark": cell.mark,
                    "row_mark": table.marks.get(row_key),
                }


def _published(cell: Cell, column: Column, availability: str | None) -> dict[str, Any]:
    """The content of a cell; an empty one of a row that says why has the row's `availability`."""
    if cell.is_number:
        value = Decimal(cell.value)
        return {
            "value": value,
            "text": cell.text,
            **published_intervals(cell.intervals or exactly(value)),
            "availability": None,
            "unit": column.unit,
        }
    words = published_words(cell.value)
    of_row = availability if availability != "in_text" else None
    why = None if words else cell.availability or of_row or "not_stated"
    empty = dict.fromkeys(("value", *INTERVAL_COLUMNS))
    return {**empty, "text": words or cell.text, "availability": why, "unit": column.unit}


INTERVAL_COLUMNS = (
    "lower",
    "lower_closed",
    "upper",
    "upper_closed",
    "interval_kind",
    "working_lower",
    "working_upper",
)
"""The columns of a number's interval, in `figures` as in `cells`."""


def published_intervals(intervals: PrintedInterval) -> dict[str, Any]:
    """The interval of a number in its columns; only an approximate number has working ends."""
    interval, working = intervals.interval, intervals.working
    lower, upper = finite(interval.lower), finite(interval.upper)
    is_approximate = intervals.kind == "approximate"
    ends = (
        lower,
        None if lower is None else interval.left == portion.CLOSED,
        upper,
        None if upper is None else interval.right == portion.CLOSED,
        intervals.kind,
        finite(working.lower) if is_approximate else None,
        finite(working.upper) if is_approximate else None,
    )
    return dict(zip(INTERVAL_COLUMNS, ends, strict=True))


def finite(end: object) -> Decimal | None:
    """An end of an interval; None where it is infinite."""
    return end if isinstance(end, Decimal) else None


def published_words(value: Any) -> str | None:
    """A value as its cell in CSV has it; None where it is empty."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    return None if value is None else str(value)
