"""The rules of declared tables, applied to the cells of each document, as relations.

A rule has cases: the rows of a sum or a share, the sum of a column, the groups of a sequence. Sums and shares compare
the intervals that printed cells stand for; other rules hold or do not. What is a finding is in `rule_checks`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import portion

from pipeline.consistency.interval_arithmetic import exact, gap_between
from pipeline.consistency.relation_kinds import cut_off, rounded_up
from pipeline.consistency.rule_cases import Case, Verdict, cases_of
from pipeline.consistency.table_cells import TableCells
from pipeline.sources.rule_ids import rule_id
from pipeline.text.intervals import cut_to
from pipeline.transcription.figures import Figure
from pipeline.transcription.table_results import TableRead
from schemas.catalog import Catalog
from schemas.column import columns_of
from schemas.rules import (
    AtMost,
    ColumnTotal,
    Consecutive,
    PresentWhere,
    RepeatsFigure,
    RowSum,
    Share,
    Subtotal,
    TableRule,
    Unique,
    slug,
)
from schemas.single_rules import SingleRule

WORST_FIRST: tuple[Verdict, ...] = ("inconsistent", "indeterminate", "consistent", "verified")
KIND_OF_RELATION = {
    "row_sum": "sum",
    "column_total": "sum",
    "subtotal": "sum",
    "share": "share",
    "consecutive": "consecutive",
    "at_most": "part_of",
    "present_where": "present_where",
    "repeats_figure": "same_value",
    "unique": "unique",
}


@dataclass(frozen=True)
class Term:
    """A number that takes part in a case: a cell, a column of cells, or a figure."""

    role: str
    column: str | None = None
    row_key: str | None = None
    figure: Figure | None = None


@dataclass(frozen=True)
class RuleRelation:
    """A rule of a document's table, judged: all of its cases, or the one that a discrepancy is about.

    `excepted` are the rows whose cases have relations of their own.
    """

    id: str
    table: TableRead
    single: SingleRule
    cases: tuple[Case, ...]
    terms: tuple[Term, ...]
    row_key: str | None = None
    excepted: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"RuleRelation({self.id}: {self.verdict})"

    @property
    def kind(self) -> str:
        """The kind of relation that the rule is."""
        rule = self.single.rule
        if isinstance(rule, Subtotal) and not rule.complete:
            return "part_of"
        return KIND_OF_RELATION[rule.kind]

    @property
    def formula(self) -> str:
        """The rule in words."""
        where = f", in the row {self.row_key}" if self.row_key else ""
        apart = f", except in {'; '.join(self.excepted)}" if self.excepted else ""
        return f"{in_words(self.single.rule)}{where}{apart}"

    @cached_property
    def deciding(self) -> Case | None:
        """The first case with the least certain verdict; None where the rule has no case."""
        return min(self.cases, key=lambda case: WORST_FIRST.index(case.verdict), default=None)

    @property
    def verdict(self) -> Verdict:
        """The verdict of the deciding case; of a rule without a case nothing is known."""
        return self.deciding.verdict if self.deciding else "indeterminate"

    @property
    def holds(self) -> bool:
        """Whether the table agrees with the rule, as far as its cells are known."""
        return self.verdict in ("verified", "consistent")

    @property
    def computed(self) -> portion.Interval | None:
        """What follows from the cells of the deciding case; None where no numbers are compared."""
        return self.deciding.computed if self.deciding else None

    @property
    def stated(self) -> portion.Interval | None:
        """What the deciding case states."""
        return self.deciding.stated if self.deciding else None

    @property
    def units(self) -> list[str]:
        """The units of the numbers that are compared."""
        columns = {one.name: one.unit for one in columns_of(self.table.model)}
        named = (columns[term.column] for term in self.terms if term.column)
        return [unit for unit in named if unit]

    @property
    def figure_ids(self) -> set[str]:
        """The figures that take part."""
        return {term.figure.id for term in self.terms if term.figure}

    @property
    def truncation_reconciles(self) -> bool | None:
        """Whether the deciding case would hold had its cell been cut off; None where that is not rounded."""
        return self._agrees_with(cut_off)

    @property
    def rounding_up_reconciles(self) -> bool | None:
        """Whether the deciding case would hold had its cell been rounded up; None where that is not rounded."""
        return self._agrees_with(rounded_up)

    def _agrees_with(
        self, otherwise: Callable[[portion.Interval], portion.Interval]
    ) -> bool | None:
        case = self.deciding
        if case is None or case.verdict != "inconsistent" or case.rounded is None:
            return None
        stated = cut_to(otherwise(case.rounded.uncut), exact(case.rounded.within))
        return not (case.computed & stated).empty

    @property
    def gap(self) -> Fraction | None:
        """How far what is computed lies from what is stated; None where they meet."""
        if self.verdict != "inconsistent" or self.computed is None or self.stated is None:
            return None
        if self.computed.empty or self.stated.empty:
            return None
        return gap_between(self.computed, self.stated)


def rule_relations(
    tables: Iterable[TableRead],
    catalog: Catalog,
    figures: Mapping[str, Figure],
    registered: frozenset[str],
) -> Iterator[RuleRelation]:
    """Every rule of every table, judged; a case that a discrepancy of `registered` names is apart."""
    for table in tables:
        declared = catalog.declared.get(table.name)
        cells = TableCells(table, figures)
        for rule in declared.rules_of(table.source.id) if declared else ():
            yield from _judged(cells, rule, registered)


def _judged(
    cells: TableCells, rule: SingleRule, registered: frozenset[str]
) -> Iterator[RuleRelation]:
    table = cells.table
    name = rule_id(table.source.id, table.name, rule.name)
    cases = list(cases_of(cells, rule))
    terms = tuple(_terms(rule.rule, cells))
    if isinstance(rule.rule, ColumnTotal | Subtotal):
        of_column = tuple(replace(case, id=name) for case in cases)
        yield RuleRelation(name, table, rule, of_column, terms)
        return
    together, excepted = [], []
    for case in _with_ids(name, cases):
        if case.id in registered:
            of_row = tuple(
                Term(term.role, term.column, case.row_key, term.figure)
                if term.row_key is None and term.column
                else term
                for term in terms
            )
            yield RuleRelation(case.id, table, rule, (case,), of_row, case.row_key)
            excepted.append(case.row_key)
        else:
            together.append(case)
    yield RuleRelation(name, table, rule, tuple(together), terms, excepted=tuple(excepted))


def _with_ids(name: str, cases: Iterable[Case]) -> Iterator[Case]:
    """The cases with ids, told apart by a number where two rows have the same slug."""
    met: dict[str, int] = {}
    for case in cases:
        base = f"{name}-{slug(case.row_key)}"
        met[base] = met.get(base, 0) + 1
        yield replace(case, id=base if met[base] == 1 else f"{base}-{met[base]}")


def in_words(rule: TableRule) -> str:  # noqa: PLR0911 (one a kind)
    """What a rule states, in words."""
    match rule:
        case RowSum():
            return f"{' + '.join(rule.parts)} = {rule.total}"
        case ColumnTotal():
            of = f"the row {rule.whole.row}" if rule.whole.row else "the printed total"
            where = " and ".join(f"{name} {value}" for name, value in (rule.rows or {}).items())
            which = (
                f"the rows with {where}, in {rule.columns[0]},"
                if where
                else f"the rows of {rule.columns[0]}"
            )
            return f"{which} add up to {of}"
        case Subtotal():
            compared = "add up to" if rule.complete else "are together at most"
            ((whole, parts),) = rule.by_whole().items()
            return f"{rule.columns[0]}: {', '.join(parts)} {compared} {whole}"
        case Share():
            return f"{rule.column} = {rule.part} in percent of {_whole_in_words(rule)}"
        case Consecutive():
            by = f" for each {', '.join(rule.by)}" if rule.by else ""
            count = f"{rule.count} " if rule.count else ""
            where = " and ".join(f"{name} {value}" for name, value in (rule.rows or {}).items())
            of = f", in the rows with {where}" if where else ""
            return f"{rule.column} has {count}consecutive numbers{by}{of}"
        case AtMost():
            return f"{rule.column} is at most {rule.limit}"
        case PresentWhere():
            columns = ", ".join(rule.columns)
            return f"{columns}: given exactly where {rule.column} is {rule.equals}"
        case RepeatsFigure():
            return f"{', '.join(rule.columns)}: as in the figure that {rule.figure} names"
        case Unique():
            return f"{', '.join(rule.columns)}: no two rows are alike"


def _whole_in_words(rule: Share) -> str:
    whole = rule.whole
    if whole.cell is not None:
        return f"{whole.cell.column} of {whole.cell.row}"
    return whole.column or whole.figure or f"{rule.part} of {whole.row}"


def _terms(rule: TableRule, cells: TableCells) -> Iterator[Term]:  # noqa: PLR0912 (one a kind)
    """The cells and columns that a rule is about, by role."""
    match rule:
        case RowSum():
            yield Term("whole", rule.total)
            for part in rule.parts:
                yield Term("part", part)
        case ColumnTotal():
            (column,) = rule.columns
            yield Term("part", column)
            if rule.whole.figures is not None:
                yield Term("whole", figure=cells.figure(rule.whole.figures[column]))
            else:
                yield Term("whole", column, rule.whole.row)
        case Subtotal():
            (column,) = rule.columns
            ((whole, parts),) = rule.by_whole().items()
            yield Term("whole", column, whole)
            for row in parts:
                yield Term("part", column, row)
        case Share():
            yield Term("stated", rule.column)
            yield Term("part", rule.part)
            yield _whole_term(rule, cells)
        case AtMost():
            yield Term("part", rule.column)
            if isinstance(rule.limit, str):
                yield Term("whole", rule.limit)
        case RepeatsFigure():
            for column in rule.columns:
                yield Term("same", column)
        case Consecutive() | PresentWhere():
            yield Term("same", rule.column)
        case Unique():
            for column in rule.columns:
                yield Term("same", column)


def _whole_term(rule: Share, cells: TableCells) -> Term:
    whole = rule.whole
    if whole.figure is not None:
        return Term("whole", figure=cells.figure(whole.figure))
    if whole.cell is not None:
        return Term("whole", whole.cell.column, whole.cell.row)
    return Term("whole", whole.column or rule.part, whole.row)
