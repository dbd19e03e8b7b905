"""The cases of a table's rule: each place in which it must hold, with both sides and the verdict.

One function for each kind of rule. Sums and shares compare the intervals that printed cells stand for; other rules
hold or do not. Which cases make a relation is in `table_rules`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Any, Literal

import portion

from pipeline.consistency.interval_arithmetic import (
    NOT_NEGATIVE,
    as_text,
    difference_of,
    exact,
    gap_between,
    number_text,
    percent_of,
    rounded,
    total_of,
)
from pipeline.transcription.figures import Figure
from pipeline.transcription.series_tables import repeated
from pipeline.transcription.table_results import Place, TableRead, published_words
from schemas.column import Column, columns_of
from schemas.declared import keys_within_document
from schemas.rules import (
    AtMost,
    ColumnTotal,
    Consecutive,
    PresentWhere,
    RepeatsFigure,
    RowSum,
    Share,
    Subtotal,
    Unique,
)
from schemas.single_rules import SingleRule

Verdict = Literal["verified", "consistent", "inconsistent", "indeterminate"]
ANY_NUMBER = portion.open(-portion.inf, portion.inf)


@dataclass(frozen=True)
class Case:
    """A rule in one place: both sides where numbers are compared, the verdict, and what was found in words.

    `id` is that of the relation which the case would be by itself.
    """

    row_key: str
    verdict: Verdict
    found: str
    place: Place
    computed: portion.Interval | None = None
    stated: portion.Interval | None = None
    id: str = ""


class TableCells:
    """The cells of a document's table, as intervals."""

    def __init__(self, table: TableRead, figures: Mapping[str, Figure]) -> None:
        self.table, self.figures = table, figures
        self.columns: dict[str, Column] = {one.name: one for one in columns_of(table.model)}
        key = keys_within_document(table.model)
        ordered = sorted(table.rows, key=lambda row: [table.rows[row][name] for name in key])
        self.places = {row: table.places[row] for row in ordered}
        """The rows in the order in which they are published, each with its place."""

    def value(self, row: str, column: str) -> Any:
        """The value of a cell; None where it is empty."""
        return self.table.rows[row][column]

    def is_known(self, row: str, column: str) -> bool:
        """Whether the document states the number, or states that there is none."""
        cell = self.table.cells.get((row, column))
        return self.value(row, column) is not None or (
            cell is not None and cell.availability == "not_applicable"
        )

    def interval(self, row: str, column: str) -> portion.Interval:
        """Every number that would be printed so; every admissible number where it is not known."""
        cell, value = self.table.cells.get((row, column)), self.value(row, column)
        if value is not None:
            interval = cell.interval if cell else None
            return exact(portion.singleton(Decimal(value)) if interval is None else interval)
        if self.is_known(row, column):
            return portion.singleton(Fraction(0))
        least = self.columns[column].minimum
        return NOT_NEGATIVE if least is not None and least >= 0 else ANY_NUMBER

    def printed(self, row: str, column: str) -> str:
        """A cell for people."""
        value = self.value(row, column)
        if value is None:
            return f"{column} is empty"
        if isinstance(value, int | Decimal) and self.columns[column].unit:
            return f"{column} {Decimal(value).normalize():,f}"
        return f"{column} {value}"

    def figure(self, name: str) -> Figure:
        """A figure of the document."""
        return self.figures[f"{self.table.source.id}/{name}"]


def _compared(
    row: str,
    place: Place,
    sides: tuple[portion.Interval, portion.Interval],
    known: bool,
    found: str,
    vague: bool = False,
) -> Case:
    """A case of two sides that must be able to meet."""
    computed, stated = sides
    overlap = computed & stated
    verdict: Verdict
    if overlap.empty:
        verdict = "indeterminate" if vague else "inconsistent"
    elif not known:
        verdict = "indeterminate"
    else:
        verdict = "verified" if overlap == computed and not vague else "consistent"
    if verdict == "inconsistent" and not computed.empty and not stated.empty:
        gap = number_text(rounded(gap_between(computed, stated), ROUND_HALF_EVEN) or Decimal(0))
        found = f"{found}\ncomputed {as_text(computed)}, stated {as_text(stated)}, {gap} apart"
    return Case(row, verdict, found, place, computed, stated)


def _decided(row: str, place: Place, holds: bool, found: str) -> Case:
    return Case(row, "verified" if holds else "inconsistent", found, place)


def cases_of(cells: TableCells, single: SingleRule) -> Iterator[Case]:
    """Every place of a document's table in which a rule must hold."""
    match single.rule:
        case RowSum():
            yield from _row_sums(cells, single.rule)
        case ColumnTotal():
            yield _column_total(cells, single.rule, single.left_out)
        case Subtotal():
            yield _subtotal(cells, single.rule)
        case Share():
            yield from _shares(cells, single.rule)
        case Consecutive():
            yield from _sequences(cells, single.rule)
        case AtMost():
            yield from _limits(cells, single.rule)
        case PresentWhere():
            yield from _presences(cells, single.rule)
        case RepeatsFigure():
            yield from _repeats(cells, single.rule)
        case Unique():
            yield from _uniques(cells, single.rule)


def _row_sums(cells: TableCells, rule: RowSum) -> Iterator[Case]:
    for row, place in cells.places.items():
        computed = total_of(cells.interval(row, part) for part in rule.parts)
        sides = computed, cells.interval(row, rule.total)
        known = all(cells.is_known(row, column) for column in (rule.total, *rule.parts))
        parts = " + ".join(cells.printed(row, part) for part in rule.parts)
        yield _compared(row, place, sides, known, f"{parts}; {cells.printed(row, rule.total)}")


def _column_total(cells: TableCells, rule: ColumnTotal, left_out: tuple[str, ...]) -> Case:
    (column,) = rule.columns
    rows = rule.parts or tuple(row for row in cells.places if row not in left_out)
    computed = total_of(
        [*(cells.interval(row, column) for row in rows), portion.singleton(Fraction(0))]
    )
    known = all(cells.is_known(row, column) for row in rows)
    added = f"the {len(rows)} rows of {column} add up to {as_text(computed)}"
    if rule.whole.figures is not None:
        figure = cells.figure(rule.whole.figures[column])
        place = figure.document.file, figure.document.line(figure.token.start)
        sides, vague = (computed, exact(figure.interval)), figure.numeral.is_vague
        found = f"{added}; the figure {figure.id} prints {figure.numeral.token}"
        return _compared("", place, sides, known, found, vague)
    whole = rule.whole.row or ""
    sides, known = (
        (computed, cells.interval(whole, column)),
        known and cells.is_known(whole, column),
    )
    found = f"{added}; {whole}: {cells.printed(whole, column)}"
    return _compared(whole, cells.places[whole], sides, known, found)


def _subtotal(cells: TableCells, rule: Subtotal) -> Case:
    (column,) = rule.columns
    ((whole_row, part_rows),) = rule.by_whole().items()
    parts = total_of(cells.interval(row, column) for row in part_rows)
    whole = cells.interval(whole_row, column)
    known = all(cells.is_known(row, column) for row in (whole_row, *part_rows))
    sides = (parts, whole) if rule.complete else (difference_of(whole, parts), NOT_NEGATIVE)
    found = (
        f"{', '.join(part_rows)}: {column} adds up to {as_text(parts)}; "
        f"{whole_row}: {cells.printed(whole_row, column)}"
    )
    return _compared(whole_row, cells.places[whole_row], sides, known, found)


def _shares(cells: TableCells, rule: Share) -> Iterator[Case]:
    whole = rule.whole
    for row, place in cells.places.items():
        known, vague = cells.is_known(row, rule.column) and cells.is_known(row, rule.part), False
        if whole.figure is not None:
            figure = cells.figure(whole.figure)
            of, vague = exact(figure.interval), figure.numeral.is_vague
            printed = f"{figure.id} {figure.numeral.token}"
        else:
            of_row = whole.row or (whole.cell.row if whole.cell else row)
            of_column = whole.column or (whole.cell.column if whole.cell else rule.part)
            of, printed = cells.interval(of_row, of_column), cells.printed(of_row, of_column)
            known = known and cells.is_known(of_row, of_column)
        part = cells.interval(row, rule.part)
        if of.upper <= 0 and part.lower <= 0:
            continue  # what has no parts has no shares either: the document may print 0, a dash or nothing
        sides = percent_of(part, of), cells.interval(row, rule.column)
        found = f"{cells.printed(row, rule.part)} of {printed}; {cells.printed(row, rule.column)}"
        yield _compared(row, place, sides, known, found, vague)


def _limits(cells: TableCells, rule: AtMost) -> Iterator[Case]:
    for row, place in cells.places.items():
        by_column = isinstance(rule.limit, str)
        if cells.value(row, rule.column) is None:
            continue
        if by_column and cells.value(row, str(rule.limit)) is None:
            continue
        limit = (
            cells.interval(row, str(rule.limit))
            if by_column
            else portion.singleton(Fraction(Decimal(rule.limit)))
        )
        sides = difference_of(limit, cells.interval(row, rule.column)), NOT_NEGATIVE
        shown = cells.printed(row, str(rule.limit)) if by_column else f"the limit {rule.limit}"
        yield _compared(row, place, sides, True, f"{cells.printed(row, rule.column)}; {shown}")


def _sequences(cells: TableCells, rule: Consecutive) -> Iterator[Case]:
    groups: dict[str, list[str]] = {}
    for row in cells.places:
        group = " ".join(published_words(cells.value(row, column)) or "" for column in rule.by)
        groups.setdefault(group, []).append(row)
    for group, rows in groups.items():
        values = sorted(v for row in rows if (v := cells.value(row, rule.column)) is not None)
        first = values[0] if values else 0
        in_sequence = values == list(range(first, first + len(rows)))
        counted = rule.count in (None, len(rows))
        of = f" of {group}" if group else ""
        found = f"{rule.column}{of} has {', '.join(map(str, values)) or 'no numbers'}"
        place = cells.places[rows[-1]]
        yield _decided(group or rule.column, place, in_sequence and counted, found)


def _presences(cells: TableCells, rule: PresentWhere) -> Iterator[Case]:
    for row, place in cells.places.items():
        expected = cells.value(row, rule.column) == rule.equals
        wrong = [
            column for column in rule.columns if (cells.value(row, column) is not None) != expected
        ]
        given = "empty" if expected else "given"
        found = f"{', '.join(wrong)} is {given} where {cells.printed(row, rule.column)}"
        yield _decided(row, place, not wrong, found)


def _repeats(cells: TableCells, rule: RepeatsFigure) -> Iterator[Case]:
    for row, place in cells.places.items():
        name = cells.value(row, rule.figure)
        if name is None:
            continue
        figure = cells.figures.get(name)
        stated = repeated(figure) if figure else {}
        wrong = [
            column
            for column, of in rule.columns.items()
            if cells.value(row, column) != stated.get(of)
        ]
        shown = ", ".join(f"{cells.printed(row, c)}" for c in wrong)
        yield _decided(row, place, not wrong, f"{shown}; the figure {name} has another value")


def _uniques(cells: TableCells, rule: Unique) -> Iterator[Case]:
    met: dict[tuple[Any, ...], str] = {}
    for row, place in cells.places.items():
        values = tuple(cells.value(row, column) for column in rule.columns)
        other = met.setdefault(values, row)
        found = f"{', '.join(cells.printed(row, c) for c in rule.columns)}, as in the row {other}"
        yield _decided(row, place, other == row, found)
