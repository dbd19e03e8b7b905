"""Grids: printed tables with every cell in the text, read line by line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from pipeline.sources.table_entries import GridTable
from pipeline.text.documents import Document, Span
from pipeline.text.intervals import PrintedInterval, exactly, interval_of
from pipeline.text.numerals import Numeral, read_numeral
from pipeline.transcription.table_results import Cell, TableReading, column_limits
from schemas.column import Column

GREATEST_CELL = Decimal(10) ** 15
PRINTED_NUMBER = re.compile(
    r"(?P<negative>\()?\s*\$?\s*(?P<number>[^()$%]*?)\s*(?P<percent>%)?\s*\)?"
)


@dataclass(frozen=True)
class _Line:
    """A line of the text, cut into cells."""

    number: int
    text: str
    cells: tuple[tuple[str, Span], ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of its cells."""
        return tuple(text for text, _ in self.cells)


@dataclass(frozen=True)
class Grid:
    """A grid being read by its specification."""

    reading: TableReading
    specification: GridTable

    def read(self) -> None:
        """Read every line between the header and the line behind the table."""
        document = self.reading.source.document
        if document is None or not document.text_held:
            self._report("a grid needs a document held whole", "transcribe it as figures")
            return
        problem = next(self._misfits(), None)
        if problem is not None:
            self._report(*problem)
            return
        lines = list(_lines(document, self.specification.separator))
        header = [i for i, line in enumerate(lines) if line.texts == self.specification.header]
        ends_before = self.specification.ends_before
        end = [i for i, line in enumerate(lines) if line.text.strip() == ends_before]
        if len(header) != 1 or len(end) != 1 or end[0] < header[0]:
            self._report(
                f"the header occurs {len(header)} times and the line behind the table {len(end)} times, "
                "expected once each, in this order",
                "give `header` and `ends_before` as the document prints them, whole lines"
                + self._nearest(lines, bool(header), bool(end)),
            )
            return
        for line in lines[header[0] + 1 : end[0]]:
            if line.text.strip() and not self._is_apart(line):
                self._read_line(document, line)
        self._report_not_met(lines[header[0] + 1 : end[0]])

    def _is_apart(self, line: _Line) -> bool:
        """Whether a line is no row of the table; the cells of a printed total are kept for its figures."""
        if line.texts[0] in self.specification.totals:
            for name, (_, span) in zip(self.specification.columns, line.cells, strict=False):
                self.reading.table.totals.setdefault(name, []).append(span)
            return True
        return line.texts[0] in self.specification.skip

    def _report_not_met(self, lines: list[_Line]) -> None:
        met = {line.texts[0] for line in lines}
        for field, labels in (
            ("totals", self.specification.totals),
            ("skip", self.specification.skip),
        ):
            for label in labels:
                if label not in met:
                    found, remedy = (
                        f"no row begins with `{label}`",
                        "give it as the document prints it",
                    )
                    self.reading.report(self.reading.table.name, found, remedy, "read", field)

    def _nearest(self, lines: list[_Line], has_header: bool, has_end: bool) -> str:
        """The lines that are most like a header, or an end, that was not found."""
        texts = {line.text.strip(): line.number for line in lines}
        wanted = (
            [] if has_header else [self.specification.separator.join(self.specification.header)]
        )
        wanted += [] if has_end else [self.specification.ends_before]
        near = [text for words in wanted for text in get_close_matches(words, texts, n=1)]
        return "".join(f"; line {texts[text]} is {text!r}" for text in near)

    def _misfits(self) -> Iterator[tuple[str, str]]:
        """Why the columns named are not those of the table or of the header, and marks that are none."""
        columns, named = self.reading.columns, self.specification.columns
        titles = {column.title.casefold(): name for name, column in columns.items()}
        expected = f"the table's columns are: {', '.join(columns)}"
        unknown = [name for name in named if name not in columns]
        if unknown:
            yield f"the table has no column `{unknown[0]}`", expected
        if len(set(named)) < len(named):
            yield f"a column is named twice in {', '.join(named)}", expected
        if len(named) != len(self.specification.header):
            found = f"{len(named)} columns are named, the header has {len(self.specification.header)} cells"
            yield found, "name one column for each cell of the header, from the left"
        needed = {name for name, one in columns.items() if one.required} - set(named)
        if needed:
            found = f"the columns {', '.join(sorted(needed))} may not be empty and are not read"
            yield found, "read them, or let their columns be empty in the declaration"
        numbers = [mark for mark in self.specification.marks if _number_in(mark) is not None]
        if numbers:
            found = f"the mark `{numbers[0]}` is a number"
            yield found, "a mark is what is printed in place of a number; take it out"
        ruled = [name for name in named if columns[name].rounding == "document"]
        if ruled and self.reading.source.entry.rounding is None:
            found = f"{ruled[0]} is rounded by the rule of the document, which states none"
            yield found, "give `rounding` in source.yaml, or another rounding to the column"
        for printed, name in zip(self.specification.header, named, strict=True):
            other = titles.get(printed.casefold(), name)
            if other != name:
                found = (
                    f"`{printed}` is the title of the column {other}, and is to be read as {name}"
                )
                yield found, "name the columns in the order of the header"

    def _read_line(self, document: Document, line: _Line) -> None:
        named = self.specification.columns
        if len(line.cells) != len(named):
            self._report_line(
                document,
                line,
                f"the row has {len(line.cells)} cells, expected {len(named)}: {line.text!r}",
                "compare the row with the document; `ends_before` may be wrong",
            )
            return
        cells: dict[str, Cell] = {}
        for name, (text, span) in zip(named, line.cells, strict=True):
            cell = self._cell(document, line, self.reading.columns[name], text, span)
            if cell is not None:
                cells[name] = cell
        if len(cells) == len(named):
            self.reading.add(cells, (document.file, line.number))

    def _cell(
        self, document: Document, line: _Line, column: Column, text: str, span: Span
    ) -> Cell | None:
        """A cell of a line; None, and a finding, where it is not one of its column."""
        meaning = self.specification.marks.get(text)
        if meaning == "zero" and column.type in (int, Decimal):
            zero = column.type(0)
            return Cell(zero, exactly(Decimal(0)), Decimal(1), text, document, (span,))
        if meaning is not None:
            why = "not_applicable" if meaning == "not_applicable" else "not_stated"
            return self._empty_cell(document, line, column, (text, span), why)
        if column.type is str and text:
            return Cell(text, None, None, None, document, (span,))
        read = _number_in(text)
        if column.type not in (int, Decimal) or read is None:
            what = {int: "whole number", Decimal: "number"}.get(column.type, "value")
            remedy = (
                "if the text is not damaged there, say under `marks` what such a cell means, or correct the "
                "specification"
            )
            self._report_line(
                document, line, f"the cell `{text}` under {column.name} is no {what}", remedy
            )
            return None
        problem = _unfit_number(column, text, *read)
        if problem is not None:
            self._report_line(document, line, *problem)
            return None
        value, numeral = read
        intervals = self._intervals(column, value, numeral)
        published = int(value) if column.type is int else value
        step = numeral.last_digit_unit
        return Cell(published, intervals, step, None, document, (span,))

    def _empty_cell(
        self, document: Document, line: _Line, column: Column, printed: tuple[str, Span], why: str
    ) -> Cell | None:
        text, span = printed
        if column.required:
            found = f"the cell `{text}` under {column.name} is empty, and the column may not be"
            remedy = "let the column be empty in the declaration, or read another column"
            self._report_line(document, line, found, remedy)
            return None
        spans = (span,) if text else ()
        return Cell(None, None, None, text or None, document, spans, why)

    def _intervals(self, column: Column, value: Decimal, numeral: Numeral) -> PrintedInterval:
        """Every number that would be printed so, by the rounding of its column."""
        if column.rounding == "exact":
            return exactly(value)
        rule = self.reading.source.entry.rounding
        step = rule.step if column.rounding == "document" and rule is not None else None
        within = column_limits(column)
        return interval_of(value, numeral, counted=False, document_step=step, within=within)

    def _report(self, found: str, remedy: str) -> None:
        self.reading.report(self.reading.table.name, found, remedy, "read")

    def _report_line(self, document: Document, line: _Line, found: str, remedy: str) -> None:
        place = document.file, line.number
        self.reading.report_at(place, self.reading.table.name, found, remedy)


def _number_in(text: str) -> tuple[Decimal, Numeral] | None:
    """The number that a cell prints, negative in parentheses, and its numeral; None where it prints none.

    >>> _number_in("(10)")[0], _number_in("67%")[0]
    (Decimal('-10'), Decimal('67'))
    """
    match = PRINTED_NUMBER.fullmatch(text)
    numeral = read_numeral(match["number"]) if match else None
    if match is None or numeral is None or numeral.kind != "digits" or numeral.value is None:
        return None
    if bool(match["negative"]) != text.endswith(")"):
        return None
    return (-numeral.value if match["negative"] else numeral.value), numeral


def _unfit_number(
    column: Column, text: str, value: Decimal, numeral: Numeral
) -> tuple[str, str] | None:
    """Why a number cannot be in its column."""
    has_decimals = column.type is int and numeral.last_digit_unit < 1
    if abs(value) > GREATEST_CELL or has_decimals:
        found = f"the cell `{text}` under {column.name} is no whole number"
        return found, "if the text is not damaged there, declare the column as a number"
    if "%" in text and column.unit != "percent":
        found = (
            f"the cell `{text}` prints a percent sign, the unit of {column.name} is {column.unit}"
        )
        return found, "read the cell into a column whose unit is percent"
    if "$" in text and "dollar" not in (column.unit or "").lower():
        found = (
            f"the cell `{text}` prints a dollar sign, the unit of {column.name} is {column.unit}"
        )
        return found, "read the cell into a column whose unit is US dollars"
    return None


def _lines(document: Document, separator: str) -> Iterator[_Line]:
    offset = 0
    for number, text in enumerate(document.passages[0].text.split("\n"), 1):
        yield _Line(number, text, _cells(text, offset, separator))
        offset += len(text) + 1


def _cells(text: str, offset: int, separator: str) -> tuple[tuple[str, Span], ...]:
    cells = []
    for raw in text.split(separator):
        lead = len(raw) - len(raw.lstrip())
        stripped = raw.strip()
        cells.append((stripped, Span(offset + lead, offset + lead + len(stripped))))
        offset += len(raw) + len(separator)
    return tuple(cells)
