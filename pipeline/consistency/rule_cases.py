"""The cases of a table's rule: each place in which it must hold, with both sides and the verdict.

One function for each kind of rule. Sums and shares compare the intervals that printed cells stand for; other rules
hold or do not. Which cases make a relation is in `table_rules`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
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
from pipeline.consistency.table_cells import TableCells
from pipeline.text.intervals import PrintedInterval
from pipeline.transcription.series_tables import repeated
from pipeline.transcription.table_results import Place, published_words
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


@dataclass(frozen=True)
class Case:
    """A rule in one place: both sides where numbers are compared, the verdict, and what was found in words.

    `id` is that of the relation which the case would be by itself. `rounded` has the intervals of the stated cell
    where that is a rounded number.
    """

    row_key: str
    verdict: Verdict
    found: str
    place: Place
    computed: portion.Interval | None = None
    stated: portion.Interval | None = None
    id: str = ""
    rounded: PrintedInterval | None = None


def _compared(
    row: str,
    place: Place,
    sides: tuple[portion.Interval, portion.Interval],
    known: bool,
    found: str,
    approximate: bool = False,
) -> Case:
    """A case of two sides that must be able to meet."""
    computed, stated = sides
    overlap = computed & stated
    verdict: Verdict
    if overlap.empty:
        verdict = "indeterminate" if approximate else "inconsistent"
    elif not known:
        verdict = "indeterminate"
    else:
        verdict = "verified" if overlap == computed and not approximate else "consistent"
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
            yield _column_total(cells, single.rule, single.added(cells.table.rows))
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
        columns = (rule.total, *rule.parts)
        known = all(cells.is_known(row, column) for column in columns)
        approximate = cells.any_approximate([row], columns)
        parts = " + ".join(cells.printed(row, part) for part in rule.parts)
        found = f"{parts}; {cells.printed(row, rule.total)}"
        yield _compared(row, place, sides, known, found, approximate)


def _column_total(cells: TableCells, rule: ColumnTotal, rows: tuple[str, ...]) -> Case:
    (column,) = rule.columns
    computed = total_of(
        [*(cells.interval(row, column) for row in rows), portion.singleton(Fraction(0))]
    )
    known = all(cells.is_known(row, column) for row in rows)
    approximate = cells.any_approximate(rows, [column])
    added = f"the {len(rows)} rows of {column} add up to {as_text(computed)}"
    if rule.whole.figures is not None:
        figure = cells.figure(rule.whole.figures[column])
        place = figure.document.file, figure.document.line(figure.token.start)
        sides = computed, exact(figure.working_interval)
        approximate = approximate or figure.is_approximate
        found = f"{added}; the figure {figure.id} prints {figure.numeral.token}"
        return _compared("", place, sides, known, found, approximate)
    whole = rule.whole.row or ""
    sides, known = (
        (computed, cells.interval(whole, column)),
        known and cells.is_known(whole, column),
    )
    approximate = approximate or cells.is_approximate(whole, column)
    found = f"{added}; {whole}: {cells.printed(whole, column)}"
    return _compared(whole, cells.places[whole], sides, known, found, approximate)


def _subtotal(cells: TableCells, rule: Subtotal) -> Case:
    (column,) = rule.columns
    ((whole_row, part_rows),) = rule.by_whole().items()
    parts = total_of(cells.interval(row, column) for row in part_rows)
    whole = cells.interval(whole_row, column)
    rows = (whole_row, *part_rows)
    known = all(cells.is_known(row, column) for row in rows)
    approximate = cells.any_approximate(rows, [column])
    sides = (parts, whole) if rule.complete else (difference_of(whole, parts), NOT_NEGATIVE)
    found = (
        f"{', '.join(part_rows)}: {column} adds up to {as_text(parts)}; "
        f"{whole_row}: {cells.printed(whole_row, column)}"
    )
    return _compared(whole_row, cells.places[whole_row], sides, known, found, approximate)


def _shares(cells: TableCells, rule: Share) -> Iterator[Case]:
    whole = rule.whole
    for row, place in cells.places.items():
        columns = (rule.column, rule.part)
        known = all(cells.is_known(row, column) for column in columns)
        approximate = cells.any_approximate([row], columns)
        if whole.figure is not None:
            figure = cells.figure(whole.figure)
            of, approximate = exact(figure.working_interval), approximate or figure.is_approximate
            printed = f"{figure.id} {figure.numeral.token}"
        else:
            of_row = whole.row or (whole.cell.row if whole.cell else row)
            of_column = whole.column or (whole.cell.column if whole.cell else rule.part)
            of, printed = cells.interval(of_row, of_column), cells.printed(of_row, of_column)
            known = known and cells.is_known(of_row, of_column)
            approximate = approximate or cells.is_approximate(of_row, of_column)
        part = cells.interval(row, rule.part)
        if of.upper <= 0 and part.lower <= 0:
            continue  # what has no parts has no shares either: the document may print 0, a dash or nothing
        sides = percent_of(part, of), cells.interval(row, rule.column)
        found = f"{cells.printed(row, rule.part)} of {printed}; {cells.printed(row, rule.column)}"
        case = _compared(row, place, sides, known, found, approximate)
        yield replace(case, rounded=cells.rounded(row, rule.column))


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
        found = f"{cells.printed(row, rule.column)}; {shown}"
        columns = (rule.column, str(rule.limit)) if by_column else (rule.column,)
        approximate = cells.any_approximate([row], columns)
        yield _compared(row, place, sides, True, found, approximate)


def _sequences(cells: TableCells, rule: Consecutive) -> Iterator[Case]:
    groups: dict[str, list[str]] = {}
    wanted = (rule.rows or {}).items()
    for row in cells.places:
        if any(cells.value(row, name) != value for name, value in wanted):
            continue
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
