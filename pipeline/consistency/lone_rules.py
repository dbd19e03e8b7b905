"""Sums and shares of a table that is read without a corpus, compared with its rules: for `oversight read --table`.

The arithmetic is that of `rule_cases`. Rules about figures, and those that `check` alone can judge, are left to it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

import portion

from pipeline.consistency.interval_arithmetic import (
    NOT_NEGATIVE,
    as_text,
    difference_of,
    exact,
    percent_of,
    total_of,
)
from pipeline.sources.findings import Finding
from pipeline.text.intervals import ANY_NUMBER
from pipeline.transcription.grid_cells import GridCell
from pipeline.transcription.lone_tables import LoneReading, RuleOutcome
from pipeline.transcription.tables import adds_nothing
from schemas.rules import ColumnTotal, RowSum, Share, Subtotal, rows_named
from schemas.single_rules import SingleRule, single_rules


@dataclass(frozen=True)
class Sides:
    """What a rule computes in one row, what is printed there, and the cells that take part, with row and column."""

    row: str
    computed: portion.Interval
    stated: portion.Interval
    cells: tuple[GridCell, ...]
    places: tuple[tuple[str, str], ...]

    @property
    def is_compared(self) -> bool:
        """Whether both sides are known: a number that is missing or approximate agrees with everything."""
        is_known = ANY_NUMBER not in (self.computed, self.stated)
        return is_known and not any(cell.is_approximate for cell in self.cells)

    @property
    def fails(self) -> bool:
        """Whether no number is on both sides."""
        return self.is_compared and bool((self.computed & self.stated).empty)

    def proves(self, cell: GridCell) -> bool:
        """Whether the two sides would not meet if the last digit of one of the cells were one more or one less."""
        if not self.is_compared or cell.step is None:
            return False
        room = max(self.stated.upper - self.computed.lower, self.computed.upper - self.stated.lower)
        return bool(cell.step > room)


def with_outcomes(reading: LoneReading) -> LoneReading:
    """A reading with what became of each rule of its table, and a finding for each row in which one fails.

    Unchanged where the table is not read whole.
    """
    if reading.findings:
        return reading
    table, outcomes, findings = _Rows(reading), [], []
    for single in single_rules(reading.rules):
        unknown = [row for row in rows_named(single.rule) if row not in table.rows]
        if unknown:
            findings.append(_unknown(reading, table, single, unknown[0]))
            continue
        if isinstance(single.rule, ColumnTotal) and not table.added(single):
            findings.append(Finding(reading.file, 1, "table", *adds_nothing(single), "rule-fails"))
            continue
        every = [*table.sides_of(single)]
        failing = [sides for sides in every if sides.fails]
        findings += [_fails(reading, table, single, sides) for sides in failing]
        compared = sum(sides.is_compared for sides in every)
        outcomes.append(RuleOutcome(single.name, compared, tuple(one.row for one in failing)))
    return replace(reading, findings=tuple(findings), outcomes=tuple(outcomes))


def _unknown(reading: LoneReading, table: "_Rows", single: SingleRule, row: str) -> Finding:
    found = f"the rule {single.name} names the row `{row}`, which is not read"
    remedy = f"name a row by its key, such as: {'; '.join([*table.rows][:3])}"
    return Finding(reading.file, 1, "table", found, remedy, "rule-fails")


def _fails(reading: LoneReading, table: "_Rows", single: SingleRule, sides: Sides) -> Finding:
    found = (
        f"the rule {single.name} fails in the row `{sides.row}`: computed {as_text(sides.computed)}, "
        f"printed {as_text(sides.stated)}"
    )
    remedy = (
        "compare the cells with the document; if it disagrees with itself, register a discrepancy"
    )
    line = table.rows[sides.row].line
    return Finding(reading.document, line, "table", found, remedy, "rule-fails")


def cells_in_sums(reading: LoneReading) -> frozenset[tuple[str, str]]:
    """Row and column of the cells that a sum proves: one more or one less in the last digit, and it would not hold.

    A sum of rounded numbers leaves room, and proves none of them.
    """
    if reading.findings:
        return frozenset()
    table = _Rows(reading)
    return frozenset(
        place
        for single in single_rules(reading.rules)
        if isinstance(single.rule, RowSum | ColumnTotal | Subtotal)
        and set(rows_named(single.rule)) <= table.rows.keys()
        for sides in table.sides_of(single)
        if sides.stated != NOT_NEGATIVE and not sides.fails
        for place, cell in zip(sides.places, sides.cells, strict=True)
        if sides.proves(cell)
    )


class _Rows:
    """The rows of a table as intervals."""

    def __init__(self, reading: LoneReading) -> None:
        self.rows = {row.key: row for row in reading.rows}

    def added(self, single: SingleRule) -> tuple[str, ...]:
        """The rows that a column total adds."""
        values: Mapping[str, Mapping[str, object]] = {
            key: {name: _plain(cell) for name, cell in row.cells.items()}
            for key, row in self.rows.items()
        }
        return single.added(values)

    def sides_of(self, single: SingleRule) -> Iterator[Sides]:
        match single.rule:
            case RowSum(total=total, parts=parts):
                for row in self.rows:
                    computed = total_of(self._interval(row, part) for part in parts)
                    yield self._sides(row, computed, total, [(row, part) for part in parts])
            case ColumnTotal(columns=(column,)) if single.rule.whole.row is not None:
                added = [(row, column) for row in self.added(single)]
                computed = total_of([*(self._interval(*one) for one in added), ZERO])
                yield self._sides(single.rule.whole.row, computed, column, added)
            case Subtotal(columns=(column,)):
                ((whole, parts),) = single.rule.by_whole().items()
                added = [(row, column) for row in parts]
                computed = total_of(self._interval(*one) for one in added)
                sides = self._sides(whole, computed, column, added)
                if not single.rule.complete:
                    rest = difference_of(sides.stated, computed)
                    sides = Sides(whole, rest, NOT_NEGATIVE, sides.cells, sides.places)
                yield sides
            case Share() if single.rule.whole.figure is None:
                yield from self._shares(single.rule)

    def _shares(self, rule: Share) -> Iterator[Sides]:
        whole = rule.whole
        for row in self.rows:
            of_row = whole.row or (whole.cell.row if whole.cell else row)
            of_column = whole.column or (whole.cell.column if whole.cell else rule.part)
            part, of = self._interval(row, rule.part), self._interval(of_row, of_column)
            if of.upper <= 0 and part.lower <= 0:
                continue
            places = [(row, rule.part), (of_row, of_column)]
            yield self._sides(row, percent_of(part, of), rule.column, places)

    def _sides(
        self, row: str, computed: portion.Interval, column: str, added: list[tuple[str, str]]
    ) -> Sides:
        places = [(row, column), *added]
        cells = tuple(self.rows[key].cells[name] for key, name in places)
        return Sides(row, computed, self._interval(row, column), cells, tuple(places))

    def _interval(self, row: str, column: str) -> portion.Interval:
        cell = self.rows[row].cells[column]
        if isinstance(cell.value, Decimal):
            working = cell.intervals.working if cell.intervals else portion.singleton(cell.value)
            return exact(working)
        return ZERO if cell.availability == "not_applicable" else ANY_NUMBER


ZERO = portion.singleton(Fraction(0))


def _plain(cell: GridCell) -> object:
    """A value as a rule compares it: whole numbers as such."""
    value = cell.value
    return int(value) if isinstance(value, Decimal) and value == int(value) else value
