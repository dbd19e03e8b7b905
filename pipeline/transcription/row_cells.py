"""The cells of one row of a row table that are read from the row's region."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pipeline.sources.references import known_ids, no_such_figure
from pipeline.sources.table_entries import CellEntry, CellOrPlain, RowsTable
from pipeline.sources.yaml_lines import Path
from pipeline.text.content_words import words_not_in
from pipeline.text.documents import Span
from pipeline.text.intervals import exactly, interval_of
from pipeline.text.normal_form import normal_form
from pipeline.text.numbers.numerals import Numeral
from pipeline.text.quotations import NEGATIONS, find_quotation, not_anchored, not_once, words_in
from pipeline.transcription.figures import Figure
from pipeline.transcription.grid_columns import limits_of_column
from pipeline.transcription.row_regions import Region
from pipeline.transcription.table_results import (
    Cell,
    TableReading,
    cell_of_figure,
    exact_cell,
    figure_misfit,
)
from schemas.column import Column
from schemas.rules import Consecutive, PresentWhere, RepeatsFigure, TableRule

TRUTH: Mapping[str, bool] = {"true": True, "false": False}
UNITS_BESIDE = ("percent", "US dollars")


@dataclass
class RowReading:
    """A row being read: its region, and what was read so far."""

    reading: TableReading
    specification: RowsTable
    region: Region
    where: Path
    figures: dict[str, Figure] = field(default_factory=dict)
    failed: bool = False

    def read(self, entries: Mapping[str, CellOrPlain]) -> dict[str, Cell] | None:
        """The cells of the row by column; None where one of them has findings."""
        cells: dict[str, Cell] = {}
        made = {*self.specification.areas, *figure_columns(self.rules)}
        for name, entry in entries.items():
            column = self.reading.columns[name]
            if name in self.specification.answers and isinstance(entry, str):
                cells[name] = exact_cell(entry)
                continue
            if name in made or (name in self.specification.ids and isinstance(entry, str)):
                continue
            cell = self._cell(column, entry)
            if cell is not None:
                cells[name] = cell
        for name, entry in entries.items():
            if isinstance(entry, CellEntry) and entry.context is not None and not self.failed:
                self._compare_context(name, entry.context, cells)
        return None if self.failed else cells

    def _compare_context(self, name: str, context: str, cells: Mapping[str, Cell]) -> None:
        """Words outside of the region have the row's longest text, or they could be about anything; none is left over."""
        printed = [cell for cell in cells.values() if isinstance(cell.value, str) and cell.spans]
        texts = [str(cell.value) for cell in printed]
        within = [str(cell.value) for cell in printed if self.region.holds(cell.spans[0])]
        longest = max(within, key=len, default="")
        left = words_not_in(context, [*texts, *self.specification.besides])
        if name in self.reading.key_columns:
            found, remedy = f"`{name}` names the row", "quote it in the row's region"
        elif not longest or _letters(longest) not in _letters(context):
            found = f"`context` does not have `{longest}`, which the row is about"
            remedy = "quote the words that name it and have the cell"
        elif left:
            found = f"`{' '.join(left)}` of `context` is in no cell of the row"
            remedy = "widen the cell, quote less, or name the words under `besides`"
        else:
            return
        self.fail(name, found, remedy, name)

    def _cell(self, column: Column, entry: CellOrPlain) -> Cell | None:
        if isinstance(entry, CellEntry):
            if entry.figure is not None:
                return self._repeated(column, entry.figure)
            return self._quoted(column, entry)
        if isinstance(entry, str) and column.type is str and not self._is_reason(column):
            return self._quoted(column, CellEntry(at=entry))
        return self._plain(column, entry)

    def _plain(self, column: Column, value: Any) -> Cell | None:
        """A value that no words of the region give, but that something else proves."""
        is_whole = (
            isinstance(value, Decimal | int) and not isinstance(value, bool) and not value % 1
        )
        if isinstance(value, str) and self._is_reason(column):
            return exact_cell(value)
        if column.type is int and is_whole and self._is_counted(column):
            return exact_cell(int(value))
        if column.type is date and value == self.reading.source.entry.published:
            return exact_cell(value)
        found = f"`{value}` under {column.name} is not read from the document"
        remedy = "quote its words with `at`; yes and no follow from words declared under `values`"
        if column.type is date:
            remedy = "quote the words that state it with `at`, or write the document's own date"
        self.fail(column.name, found, remedy, column.name)
        return None

    def _is_reason(self, column: Column) -> bool:
        """Whether a rule ties the column to cells that are missing, as it ties `availability`."""
        return any(
            isinstance(rule, PresentWhere) and rule.column == column.name for rule in self.rules
        )

    def _is_counted(self, column: Column) -> bool:
        return any(
            isinstance(rule, Consecutive) and rule.column == column.name for rule in self.rules
        )

    @property
    def rules(self) -> tuple[TableRule, ...]:
        """The rules of the table's file."""
        return self.reading.table.at.entry.rules

    def _quoted(self, column: Column, entry: CellEntry) -> Cell | None:
        spans = []
        if entry.context is not None:
            return self._in_context(column, entry, entry.context)
        for quote in entry.parts or (entry.quote or entry.at or "",):
            span = self._span(entry, quote, column.name)
            if span is None:
                return None
            spans.append(span)
        document = self.region.document
        text = " ".join(" ".join(document.characters(span).split()) for span in spans)
        return self._value(column, entry, text, tuple(spans))

    def _in_context(self, column: Column, entry: CellEntry, context: str) -> Cell | None:
        """A cell that the document prints outside of the row's region."""
        document, at = self.region.document, entry.at or ""
        anchored = find_quotation(document, context, line=entry.line, after=entry.after)
        if anchored.span is None:
            self.fail(column.name, *not_anchored(anchored, context, document), column.name)
            return None
        span = words_in(document, anchored.span, at)
        if span is None:
            self.fail(column.name, *not_once(document, anchored.span, at), column.name)
            return None
        if self.region.holds(span):
            found = f"`{at}` is in the row's region ({self.region.lines()})"
            self.fail(column.name, found, "quote it with `quote`", column.name)
            return None
        text = " ".join(document.characters(span).split())
        return self._value(column, entry, text, (span,))

    def _span(self, entry: CellEntry, quote: str, name: str) -> Span | None:
        """The characters of one quotation of a cell, in the region."""
        region = self.region.as_document()
        anchored = find_quotation(region, quote, line=entry.line, after=entry.after)
        if anchored.span is None:
            elsewhere = find_quotation(self.region.document, quote, line=entry.line)
            found, remedy = not_anchored(anchored, quote, region)
            if elsewhere.span is not None and not self.region.holds(elsewhere.span):
                found = f"`{quote}` is on line {elsewhere.lines[0]}, outside of the row's region ({self.region.lines()})"
                remedy = "quote words of the region, or correct `within`"
            self.fail(name, found, remedy, name)
            return None
        words = self.specification.words.get(name)
        if words is not None and not any(has_words(quote, one) for one in words):
            found = f"the quotation has none of the words of {name}: {', '.join(words)}"
            self.fail(name, found, "quote the words that show what it is, with `at` inside", name)
            return None
        if entry.at is None or quote == entry.at:
            return anchored.span
        span = words_in(region, anchored.span, entry.at)
        if span is None:
            self.fail(name, *not_once(region, anchored.span, entry.at), name)
        return span

    def _value(
        self, column: Column, entry: CellEntry, text: str, spans: tuple[Span, ...]
    ) -> Cell | None:
        """The quoted words, what they mean by declaration, or the value typed where they state it."""
        if column.name in self.specification.values:
            return self._declared(column, entry, text, spans)
        if column.type is bool:
            found = f"`{text}` is neither yes nor no by declaration"
            self.fail(column.name, found, "declare the words under `values`", column.name)
            return None
        if column.type is str:
            return self._words_cell(column, entry, text, spans)
        if column.type is date:
            return self._day_cell(column, entry, text, spans)
        return self._number_cell(column, entry, text, spans)

    def _words_cell(
        self, column: Column, entry: CellEntry, text: str, spans: tuple[Span, ...]
    ) -> Cell | None:
        if entry.value is not None and _letters(str(entry.value)) != _letters(text):
            found = f"`{text}` has other words than the value typed, `{entry.value}`"
            remedy = "leave `value` out; it may differ from the words in marks and spaces only"
            self.fail(column.name, found, remedy, column.name)
            return None
        if self._cuts_qualifier(column, text, spans):
            return None
        value = text if entry.value is None else str(entry.value)
        return Cell(value, document=self.region.document, spans=spans)

    def _cuts_qualifier(self, column: Column, text: str, spans: tuple[Span, ...]) -> bool:
        """Whether words leave out the qualifier beside one of their numbers: `5,000` of `< 5,000`."""
        passage = self.region.document.passage_at(spans[0].start)
        for span in spans:
            for numeral in passage.numerals_in(span):
                words = None if numeral.refused else numeral.qualifier
                if words is not None and words.split()[0] not in text:
                    found = f"`{text}` leaves out `{words}` beside `{numeral.token}`"
                    self.fail(column.name, found, "quote it with the number", column.name)
                    return True
        return False

    def _day_cell(
        self, column: Column, entry: CellEntry, text: str, spans: tuple[Span, ...]
    ) -> Cell | None:
        day = _day(text)
        if day is None or day != entry.value:
            reads = "is not a date" if day is None else f"reads {day}"
            self._fail_value(column, text, reads, entry)
            return None
        return Cell(day, document=self.region.document, spans=spans)

    def _number_cell(
        self, column: Column, entry: CellEntry, text: str, spans: tuple[Span, ...]
    ) -> Cell | None:
        numeral = self._numeral(column, spans)
        if self.failed:
            return None
        value = numeral.value if numeral is not None else None
        if numeral is None or value is None or value != entry.value:
            reads = "is not one number" if value is None else f"reads {value}"
            self._fail_value(column, text, reads, entry)
            return None
        if column.type is int and value % 1:
            found = f"`{text}` is no whole number"
            self.fail(column.name, found, "read it into a column of numbers", column.name)
            return None
        intervals = exactly(value)
        if column.rounding == "printed":
            within = limits_of_column(column)
            intervals = interval_of(value, numeral, counted=False, within=within)
        published = int(value) if column.type is int else value
        step = numeral.last_digit_unit
        return Cell(published, intervals, step, None, self.region.document, spans)

    def _fail_value(self, column: Column, text: str, reads: str, entry: CellEntry) -> None:
        found = f"`{text}` {reads}, the value typed is {entry.value}"
        self.fail(column.name, found, "enter the value again", column.name)

    def _numeral(self, column: Column, spans: tuple[Span, ...]) -> Numeral | None:
        """The one numeral that a cell is, in the column's unit."""
        document, span = self.region.document, spans[0]
        numerals = document.passage_at(span.start).numerals_in(span)
        whole = [n for n in numerals if (n.start, n.end) == span]
        if len(spans) > 1 or len(numerals) != 1 or not whole:
            return None
        numeral = whole[0]
        names = numeral.counts_nothing and numeral.unread is None and column.unit is None
        if numeral.refused is not None and not names:
            self.fail(column.name, numeral.refused, "quote another number", column.name)
            return None
        wanted = column.unit if column.unit in UNITS_BESIDE else None
        if numeral.unit != wanted:
            beside = (
                f"is printed beside {numeral.unit}" if numeral.unit else "has no unit beside it"
            )
            found = f"`{numeral.token}` {beside}, {column.name} is in {column.unit}"
            self.fail(column.name, found, "read it into a column of its unit", column.name)
        return numeral

    def _declared(
        self, column: Column, entry: CellEntry, text: str, spans: tuple[Span, ...]
    ) -> Cell | None:
        """The value that declared words have; a negation before them would turn it around."""
        words = {
            plain_words(word): value
            for value, of in self.specification.values[column.name].items()
            for word in of
        }
        value = words.get(plain_words(text))
        before = self.region.document.context(spans[0], 16)[0].lower()
        negated = re.search(r"([a-z']+)\s*$", before)
        if entry.value is not None:
            found, remedy = "the value follows from `values`", "take `value` out"
        elif value is None:
            found = f"`{text}` is none of the words that `values` declares for {column.name}"
            remedy = f"quote one of: {', '.join(words)}; or declare the words"
        elif negated and (negated[1] in NEGATIONS or negated[1].endswith("n't")):
            found = f"`{negated[1]}` is before `{text}`"
            remedy = "quote the words with their negation, and declare them"
        else:
            made: Any = TRUTH.get(value) if column.type is bool else value
            if made is not None:
                return Cell(made, document=self.region.document, spans=spans)
            found, remedy = f"`{value}` is neither true nor false", "declare `true` and `false`"
        self.fail(column.name, found, remedy, column.name)
        return None

    def _repeated(self, column: Column, figure_id: str) -> Cell | None:
        figures = self.reading.figures
        figure = figures.get(figure_id)
        if figure is None:
            why = no_such_figure(figure_id, known_ids(figures), self.reading.source.id)
            self.fail(column.name, *why, column.name)
            return None
        problem = figure_misfit(figure, column)
        if problem is None and not self.region.holds(figure.token):
            line = figure.document.line(figure.token.start)
            problem = (
                f"the figure {figure_id} is on line {line}, outside of the row's region ({self.region.lines()})",
                "name the figure that the region states, or correct `within`",
            )
        if problem is not None:
            self.fail(column.name, *problem, column.name)
            return None
        self.figures[column.name] = figure
        return cell_of_figure(figure, column.type)

    def fail(self, subject: str, found: str, remedy: str, *field: str) -> None:
        """Report a finding at a field of the row, which is then not read."""
        self.failed = True
        self.reading.report(subject, found, remedy, *self.where, *field)


def _day(text: str) -> date | None:
    """A day as American reports print it; None where the words are not one."""
    try:
        return datetime.strptime(text, "%B %d, %Y").date()
    except ValueError:
        return None


def _letters(text: str) -> str:
    """A text without marks and spaces, which may differ between its words and a value typed for them."""
    return re.sub(r"[\W_]", "", normal_form(text).text)


def plain_words(text: str) -> str:
    """A text in normal form, with single spaces."""
    return " ".join(normal_form(text).text.split())


def has_words(text: str, words: str) -> bool:
    """Whether a text has some words, whole and in normal form."""
    return (
        re.search(rf"(?<!\w){re.escape(plain_words(words))}(?!\w)", plain_words(text)) is not None
    )


def figure_columns(rules: Iterable[TableRule]) -> dict[str, tuple[str, ...]]:
    """Columns of ids of figures, with the columns that repeat these figures."""
    return {rule.figure: tuple(rule.columns) for rule in rules if isinstance(rule, RepeatsFigure)}
