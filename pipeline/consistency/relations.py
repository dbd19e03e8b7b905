"""Relations evaluated: their members, both sides, and the verdict.

Verdicts are those of docs/method.md. A number beside a vague qualifier ("about") has no bound, so it
can neither verify nor refute: `verified` becomes `consistent`, `inconsistent` becomes
`indeterminate`. Which verdicts are findings is in `relation_checks`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import portion

from pipeline.consistency.interval_arithmetic import (
    NOT_NEGATIVE,
    as_text,
    exact,
    gap_between,
    moved,
)
from pipeline.consistency.relation_kinds import Terms, cut_off, sides_of
from pipeline.consistency.rule_cases import Verdict
from pipeline.consistency.table_members import CellMember, cell_member
from pipeline.sources.corpus import Source
from pipeline.sources.files import Located
from pipeline.sources.relation_entries import (
    FactEntry,
    QuantityEntry,
    RelationEntry,
    RelationKind,
    RowsEntry,
)
from pipeline.sources.table_catalog import name_in_document
from pipeline.transcription.cell_references import cell_problem
from pipeline.transcription.figures import Figure
from pipeline.transcription.table_results import TableRead
from pipeline.transcription.transcribe import Transcription
from schemas.column import columns_of

ROUNDED = ("printed_precision", "document_rule")


@dataclass(frozen=True)
class Member:
    """A number that takes part in a relation: a figure, a quantity no text carries, or a fact.

    `printed` is the number itself, without its interval; None where it has none.
    """

    role: str
    id: str
    interval: portion.Interval
    printed: Fraction | None = None
    figure: Figure | None = None
    fact: FactEntry | None = None
    quantity: QuantityEntry | None = None
    cell: CellMember | None = None
    is_cut_off: bool = False

    def __repr__(self) -> str:
        return f"Member({self.role} {self.id} {as_text(self.interval)})"

    @property
    def is_known(self) -> bool:
        """Whether a document states it, or it is a fact."""
        if self.cell is not None:
            return self.cell.is_known
        return self.figure is not None or self.fact is not None

    @property
    def is_vague(self) -> bool:
        """Whether the number has a word like "about" beside it, and its interval matters."""
        if self.role == "multiple" or self.figure is None:
            return False
        return self.figure.numeral.is_vague

    def shifted(self, by: Fraction) -> "Member":
        """The same member, had its number been printed higher by so much."""
        printed = None if self.printed is None else self.printed + by
        return replace(self, interval=moved(self.interval, by), printed=printed)


@dataclass(frozen=True)
class Relation:
    """A relation evaluated; `source` is the document it is about, None where it spans documents."""

    at: Located[RelationEntry]
    source: Source | None
    members: tuple[Member, ...]
    rows: int | None
    computed: portion.Interval
    stated: portion.Interval
    verdict: Verdict

    def __repr__(self) -> str:
        return f"Relation({self.id}, {self.kind}: {self.verdict})"

    @property
    def entry(self) -> RelationEntry:
        """What the maintainer registered."""
        return self.at.entry

    @property
    def id(self) -> str:
        """Stable id of the relation."""
        return self.entry.id

    @property
    def kind(self) -> RelationKind:
        """What is computed from its members."""
        return self.entry.kind

    @property
    def holds(self) -> bool:
        """Whether the numbers agree, as far as they are known."""
        return self.verdict in ("verified", "consistent")

    @property
    def formula(self) -> str:
        """The relation in words."""
        return self.entry.formula

    @property
    def units(self) -> list[str]:
        """The units of its figures and cells."""
        figures = [member.figure.unit for member in self.members if member.figure]
        return figures + [m.cell.unit for m in self.members if m.cell and m.cell.unit]

    @property
    def figure_ids(self) -> set[str]:
        """The figures that take part."""
        return {member.id for member in self.members if member.figure}

    @cached_property
    def truncation_reconciles(self) -> bool | None:
        """Whether the numbers would agree had the stated one been cut off; None where truncation does not apply."""
        stated = next((m for m in self.members if m.role == "stated"), None)
        if self.verdict != "inconsistent" or stated is None or stated.figure is None:
            return None
        if stated.figure.interval_basis not in ROUNDED:
            return None
        truncated = replace(stated, interval=cut_off(stated.interval))
        members = tuple(truncated if m is stated else m for m in self.members)
        computed, admitted = _sides(self.entry, members, self.rows)
        return not (computed & admitted).empty

    @property
    def gap(self) -> Fraction | None:
        """How far what is computed lies from what is stated; None where they meet."""
        if self.verdict != "inconsistent" or self.computed.empty or self.stated.empty:
            return None
        return gap_between(self.computed, self.stated)


@dataclass(frozen=True)
class Numbers:
    """Everything that a relation's members may be."""

    figures: Mapping[str, Figure]
    quantities: Mapping[str, QuantityEntry]
    facts: Mapping[str, FactEntry]
    cells: Mapping[str, CellMember]

    def member(self, role: str, name: str) -> Member:
        """The member of that id, which must be a figure, a fact, a cell or a quantity."""
        if name in self.cells:
            cell = self.cells[name]
            return Member(role, name, cell.interval, cell.printed, cell=cell)
        if name in self.figures:
            figure = self.figures[name]
            value = figure.value
            printed = None if value is None else Fraction(value)
            return Member(role, name, exact(figure.interval), printed, figure=figure)
        if name in self.facts:
            fact = self.facts[name]
            given = portion.singleton(Fraction(fact.value))
            return Member(role, name, given, fact=fact)
        return Member(role, name, NOT_NEGATIVE, quantity=self.quantities[name])


def numbers_of(transcription: Transcription) -> Numbers:
    """The numbers that relations of the corpus may be between."""
    corpus = transcription.corpus
    return Numbers(
        transcription.figures,
        {item.entry.id: item.entry for source in corpus.sources for item in source.quantities},
        {item.entry.id: item.entry for item in corpus.shared.facts},
        {
            cell.id: cell_member(cell, transcription.tables)
            for _, at in corpus.relations()
            for cell in at.entry.cells()
            if cell_problem(cell, transcription.tables) is None
        },
    )


def evaluate_relations(transcription: Transcription) -> list[Relation]:
    """Every relation of the corpus that can be computed; why another cannot is in `relation_checks`."""
    numbers = numbers_of(transcription)
    evaluated = []
    for source, at in transcription.corpus.relations():
        if any(cell.id not in numbers.cells for cell in at.entry.cells()):
            continue
        members = tuple(numbers.member(role, name) for role, name in at.entry.members())
        if not any(unfit_members(at.entry, members)) and not any(
            unfit_rows(at.entry.rows, source, transcription)
        ):
            rows = _rows_of(at.entry.rows, source, transcription)
            evaluated.append(judged(at, source, members, rows))
    return evaluated


def judged(
    at: Located[RelationEntry],
    source: Source | None,
    members: tuple[Member, ...],
    rows: int | None,
) -> Relation:
    """Compute both sides of a relation and compare them."""
    if at.entry.cut_off:
        members = tuple(_cut_off(m) if m.role == "stated" else m for m in members)
    computed, stated = _sides(at.entry, members, rows)
    return Relation(
        at, source, members, rows, computed, stated, _verdict(computed, stated, members)
    )


def _cut_off(member: Member) -> Member:
    """The member as a document prints it that cuts off instead of rounding."""
    if member.figure is None or member.figure.interval_basis not in ROUNDED or member.is_cut_off:
        return member
    return replace(member, interval=cut_off(member.interval), is_cut_off=True)


def _sides(
    entry: RelationEntry, members: tuple[Member, ...], rows: int | None
) -> tuple[portion.Interval, portion.Interval]:
    intervals: dict[str, list[portion.Interval]] = {}
    for member in members:
        intervals.setdefault(member.role, []).append(member.interval)
    printed = [member.printed for member in members if member.printed is not None]
    known = all(member.is_known for member in members)
    return sides_of(entry, Terms(intervals, printed, rows, known))


def _verdict(
    computed: portion.Interval, stated: portion.Interval, members: Iterable[Member]
) -> Verdict:
    vague = any(member.is_vague for member in members)
    overlap = computed & stated
    if overlap.empty:
        return "indeterminate" if vague else "inconsistent"
    if not all(member.is_known for member in members):
        return "indeterminate"
    return "verified" if overlap == computed and not vague else "consistent"


def unfit_members(entry: RelationEntry, members: Iterable[Member]) -> Iterator[Member]:
    """Members that would have to be printed as a number, or at least stated, and are not."""
    for member in members:
        if member.role == "multiple":
            lacks_number = member.printed is None
        else:
            is_stated = member.role == "stated" and entry.kind != "difference"
            lacks_number = is_stated and not member.is_known
        if lacks_number:
            yield member


def unfit_rows(
    rows: RowsEntry | None, source: Source | None, transcription: Transcription
) -> Iterator[tuple[str, str, str]]:
    """Why rows cannot be counted: found, remedy, and the field."""
    if rows is None:
        return
    read = _tables_counted(rows, source, transcription)
    if not read:
        where = f"the document {source.id}" if source else "no document"
        has = "has no" if source else "has a"
        names = sorted({n for d, n in transcription.tables if source is None or d == source.id})
        remedy = f"name one of: {', '.join(names) or 'none is read there'}"
        yield f"{where} {has} table `{rows.table}`", remedy, "table"
        return
    columns = {column.name: column for column in columns_of(read[0].model)}
    for name, cell in rows.where.items():
        if name not in columns:
            found = f"{rows.table} has no column `{name}`"
            yield found, f"name one of: {', '.join(columns)}", "where"
        elif type(cell) is not columns[name].type:
            kind = columns[name].type.__name__
            yield (
                f"`{cell}` is not a {kind}, the type of the column `{name}`",
                f"write a {kind}",
                "where",
            )
        elif columns[name].vocabulary and cell not in columns[name].vocabulary:
            terms = ", ".join(columns[name].vocabulary)
            yield (
                f"`{cell}` is not a term of the column `{name}`",
                f"write one of: {terms}",
                "where",
            )


def _tables_counted(
    wanted: RowsEntry, source: Source | None, transcription: Transcription
) -> list[TableRead]:
    """The tables whose rows are counted: the document's own, or those of all documents."""
    if source is None:
        return [table for (_, name), table in transcription.tables.items() if name == wanted.table]
    names = (name_in_document(source.id, wanted.table), wanted.table)
    found = (transcription.tables.get((source.id, name)) for name in names)
    return [table for table in found if table is not None][:1]


def _rows_of(
    wanted: RowsEntry | None, source: Source | None, transcription: Transcription
) -> int | None:
    """How many rows have the wanted cells."""
    if wanted is None:
        return None
    return sum(
        all(row.get(column) == cell for column, cell in wanted.where.items())
        for table in _tables_counted(wanted, source, transcription)
        for row in table.rows.values()
    )
