"""Series: tables whose rows each repeat a figure of one measure and year, or state why there is none.

Of several missing years together there may be a row without a fiscal year: it is of the quantity that they are.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.sources.findings import listed
from pipeline.sources.references import known_ids, no_such_figure
from pipeline.sources.relation_entries import QuantityEntry
from pipeline.sources.table_entries import SeriesRow, SeriesTable
from pipeline.text.documents import Span
from pipeline.text.normal_form import normal_form
from pipeline.text.periods.period_days import Period, read_period
from pipeline.text.quotations import find_quotation, not_anchored
from pipeline.transcription.figures import Figure, precision_of
from pipeline.transcription.table_results import (
    Cell,
    TableReading,
    cell_of_figure,
    exact_cell,
    figure_misfit,
    finite,
)

FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(frozen=True)
class Series:
    """A series being read by its specification."""

    reading: TableReading
    specification: SeriesTable

    def read(self) -> None:
        """Read every row of the specification."""
        names = list(self.reading.columns)
        (key_column,) = self.reading.key_columns
        at = self.reading.table.at
        for index, item in enumerate(self.specification.rows):
            key = str(item.row.get(key_column, ""))
            wrong = self._what_is_wrong(item, key_column, names)
            if wrong is not None:
                self._report(key or self.reading.table.name, *wrong, index)
                continue
            cells = self._repeating(item) or self._missing(item, key, index)
            entered = {name: exact_cell(value) for name, value in item.row.items()}
            dated = {name: cell for name, cell in self._dated(item).items() if name in names}
            self.reading.add({**entered, **dated, **cells}, (at.file, at.line(*self._path(index))))

    def _what_is_wrong(
        self, item: SeriesRow, key_column: str, names: list[str]
    ) -> tuple[str, str] | None:
        wrong = self._wrong_row(item, key_column, names)
        if wrong is not None:
            return wrong
        if (item.figure is None) == (item.availability is None):
            return "a row needs either a `figure` or an `availability`", "give one of them"
        if item.bound is not None and not self._is_together(item):
            return "a row of one year names a `bound`", "name it in the row of all years together"
        if item.figure is None:
            return self._another_quantity(item)
        figure = self.reading.figures.get(item.figure)
        if figure is None:
            return no_such_figure(
                item.figure, known_ids(self.reading.figures), self.reading.source.id
            )
        return self._another_figure(item, figure)

    def _wrong_row(
        self, item: SeriesRow, key_column: str, names: list[str]
    ) -> tuple[str, str] | None:
        series = self.specification
        wanted = {key_column, series.fiscal_year, series.series}
        year, name = item.row.get(series.fiscal_year), item.row.get(series.series)
        together = self._is_together(item)
        given = {*item.row, series.fiscal_year} if together else set(item.row)
        if given != wanted or not wanted <= set(names):
            return f"the row has {listed(item.row)}; expected {listed(wanted)}", "give just these"
        if not together and (not isinstance(year, int) or not FIRST_YEAR <= year <= LAST_YEAR):
            return f"`{year}` is not a year", "write it plainly, as in 2014"
        if name not in series.measures:
            known = ", ".join(series.measures)
            return f"`{name}` is not a series of the specification", f"name one of: {known}"
        years = self._years(item)
        if not years:
            found = f"the row has no `{series.fiscal_year}`, and no quantity of whole fiscal years"
            return found, "give the year, or name the quantity that the years together are"
        made = "-".join((str(name), *(f"fy{one}" for one in dict.fromkeys((years[0], years[-1])))))
        if item.row[key_column] != made:
            of = f"in {years[0]}" if len(years) == 1 else f"from {years[0]} to {years[-1]}"
            return f"the row of {name} {of} has the id `{item.row[key_column]}`", f"name it {made}"
        return None

    def _is_together(self, item: SeriesRow) -> bool:
        """Whether a row is of several missing years together: those of its quantity."""
        return item.quantity is not None and self.specification.fiscal_year not in item.row

    def _years(self, item: SeriesRow) -> range:
        """The fiscal years of a row; none where its quantity is not of whole fiscal years."""
        year = item.row.get(self.specification.fiscal_year)
        if isinstance(year, int):
            return range(year, year + 1)
        period = next(
            (
                read_period(at.entry.period)
                for at in self.reading.source.quantities
                if at.entry.id == item.quantity and at.entry.period
            ),
            None,
        )
        return range(0) if period is None else _fiscal_years(period)

    def _dated(self, item: SeriesRow) -> dict[str, Cell]:
        """How many years a row is of, and their first and last day."""
        years = self._years(item)
        return {
            "years": exact_cell(len(years)),
            "period_start": exact_cell(date(years[0] - 1, 10, 1)),
            "period_end": exact_cell(date(years[-1], 9, 30)),
        }

    def _another_quantity(self, item: SeriesRow) -> tuple[str, str] | None:
        """A missing row is part of a quantity of its own measure and time, missing for the same reason."""
        if item.mentioned is None:
            return (
                "the row has no words of the document that mention it",
                "quote them as `mentioned`",
            )
        years = self._years(item)
        start, end = date(years[0] - 1, 10, 1), date(years[-1], 9, 30)
        measure = self.specification.measures[str(item.row[self.specification.series])]
        for quantity in (at.entry for at in self.reading.source.quantities):
            whole = read_period(quantity.period) if quantity.period else None
            if quantity.id == item.quantity and whole is not None:
                inside = whole.start <= start and (whole.end is None or end <= whole.end)
                if (
                    quantity.measure == measure
                    and quantity.availability == item.availability
                    and inside
                ):
                    return _other_mention(item.mentioned, quantity) or self._other_quantities(item)
                return (
                    f"the quantity {quantity.id} is of {quantity.measure}, {quantity.period}, "
                    f"{quantity.availability}; the row is of {measure}, FY{years[0]}, {item.availability}",
                    "name the quantity that the row is part of",
                )
        return f"there is no quantity `{item.quantity}`", "register it in relations.yaml"

    def _other_quantities(self, item: SeriesRow) -> tuple[str, str] | None:
        """Rows of one series that the same words mention are part of one quantity."""
        series = self.specification.series
        named = Counter(
            row.quantity
            for row in self.specification.rows
            if (row.row.get(series), row.mentioned) == (item.row.get(series), item.mentioned)
        )
        ((usual, _),) = named.most_common(1)
        if item.quantity == usual:
            return None
        found = f"the row is of {item.quantity}, others that the same words mention are of {usual}"
        return found, "name one quantity for all of them, or quote other words"

    def _another_figure(self, item: SeriesRow, figure: Figure) -> tuple[str, str] | None:
        """A row must repeat a count of its own series and year."""
        entry, series = figure.entry, self.specification
        wanted = (
            series.measures.get(str(item.row.get(series.series))),
            "count",
            read_period(f"FY{item.row.get(series.fiscal_year)}"),
        )
        if (entry.measure, entry.statistic, figure.period) == wanted:
            return figure_misfit(figure, self.reading.columns["value"])
        return (
            f"the row is of {item.row.get(series.series)} in fiscal year {item.row.get(series.fiscal_year)}, "
            f"the figure {figure.id} is a {entry.statistic} of {entry.measure}, {entry.period}",
            "name the figure that the row repeats",
        )

    def _repeating(self, item: SeriesRow) -> dict[str, Cell]:
        if item.figure is None:
            return {}
        figure = self.reading.figures[item.figure]
        cells = {name: exact_cell(value) for name, value in repeated(figure).items()}
        return {**cells, "value": cell_of_figure(figure, Decimal)}

    def _missing(self, item: SeriesRow, key: str, index: int) -> dict[str, Cell]:
        document = self.reading.source.document
        spans: tuple[Span, ...] = ()
        if item.mentioned is not None and document is not None:
            anchored = find_quotation(document, item.mentioned)
            if anchored.span is None:
                path = (*self._path(index), "mentioned")
                self.reading.report(key, *not_anchored(anchored, item.mentioned, document), *path)
            else:
                spans = (anchored.span,)
        missing = Cell(item.availability, None, None, None, document, spans)
        return {"availability": missing, **self._bounded(item)}

    def _bounded(self, item: SeriesRow) -> dict[str, Cell]:
        """The quantity and the bound of years together; of one of these years, the row that they are together."""
        if self._is_together(item):
            bound = {"bound_id": exact_cell(item.bound)} if item.bound is not None else {}
            return {"quantity_id": exact_cell(item.quantity), **bound}
        (key,) = self.reading.key_columns
        for other in self.specification.rows:
            if self._is_together(other) and other.quantity == item.quantity:
                return {"part_of": exact_cell(other.row.get(key))}
        return {"quantity_id": exact_cell(item.quantity)}

    def _report(self, subject: str, found: str, remedy: str, index: int) -> None:
        self.reading.report(subject, found, remedy, *self._path(index))

    def _path(self, index: int) -> tuple[str | int, ...]:
        return ("read", "rows", index)


def _fiscal_years(period: Period) -> range:
    """The fiscal years of the US Government that a period has from beginning to end; none where it has others.

    >>> list(_fiscal_years(Period("duration", date(2014, 10, 1), date(2016, 9, 30))))
    [2015, 2016]
    """
    start, end = period.start, period.end
    if end is None or (start.month, start.day, end.month, end.day) != (10, 1, 9, 30):
        return range(0)
    return range(start.year + 1, end.year + 1)


def _other_mention(words: str, quantity: QuantityEntry) -> tuple[str, str] | None:
    """A row that is mentioned in other words than its quantity, whose measure these name."""
    if normal_form(words).text == normal_form(quantity.mentioned).text:
        return None
    return (
        f"the row is mentioned as “{words}”, its quantity {quantity.id} as “{quantity.mentioned}”",
        "quote the same words for both",
    )


def repeated(figure: Figure) -> dict[str, Any]:
    """The cells of a derived table that repeat a figure."""
    interval = figure.interval
    return {
        "figure_id": figure.id,
        "value": figure.value,
        "lower": finite(interval.lower),
        "upper": finite(interval.upper),
        "availability": "in_text",
        "precision": precision_of(figure),
        "reading": figure.entry.reading,
    }
