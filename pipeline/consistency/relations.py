"""Relations evaluated: their members, both sides, and the verdict.

Verdicts are those of docs/method.md. A number beside a vague qualifier ("about") has no bound, so it
can neither verify nor refute: `verified` becomes `consistent`, `inconsistent` becomes
`indeterminate`. So does an article's number that leaves out the report's "about". Which verdicts are findings is in `relation_checks`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import portion

from pipeline.consistency.counted_rows import rows_of, unfit_rows
from pipeline.consistency.interval_arithmetic import (
    gap_between,
)
from pipeline.consistency.members import Member, numbers_of
from pipeline.consistency.relation_kinds import Terms, cut_off, rounded_up, sides_of
from pipeline.consistency.rule_cases import Verdict
from pipeline.sources.corpus import Source
from pipeline.sources.files import Located
from pipeline.sources.relation_entries import (
    RelationEntry,
    RelationKind,
)
from pipeline.transcription.transcribe import Transcription


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
        """Whether the numbers would agree had the stated one been cut off; None where it is not rounded."""
        return self._agrees_with(cut_off)

    @cached_property
    def rounding_up_reconciles(self) -> bool | None:
        """Whether the numbers would agree had the stated one been rounded up; None where it is not rounded."""
        return self._agrees_with(rounded_up)

    def _agrees_with(
        self, otherwise: Callable[[portion.Interval], portion.Interval]
    ) -> bool | None:
        """Whether numbers that do not agree would, had the stated one been rounded otherwise."""
        stated = next((m for m in self.members if m.role == "stated"), None)
        if self.verdict != "inconsistent" or stated is None or not stated.is_rounded:
            return None
        changed = replace(stated, uncut=otherwise(stated.uncut))
        members = tuple(changed if m is stated else m for m in self.members)
        computed, admitted = _sides(self.entry, members, self.rows)
        return not (computed & admitted).empty

    @property
    def gap(self) -> Fraction | None:
        """How far what is computed lies from what is stated; None where they meet."""
        if self.verdict != "inconsistent" or self.computed.empty or self.stated.empty:
            return None
        return gap_between(self.computed, self.stated)


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
            rows = rows_of(at.entry.rows, source, transcription)
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
    if not member.is_rounded or member.is_cut_off:
        return member
    return replace(member, uncut=cut_off(member.uncut), is_cut_off=True)


def _sides(
    entry: RelationEntry, members: tuple[Member, ...], rows: int | None
) -> tuple[portion.Interval, portion.Interval]:
    intervals: dict[str, list[portion.Interval]] = {}
    uncut: dict[str, list[portion.Interval]] = {}
    for member in members:
        intervals.setdefault(member.role, []).append(member.interval)
        uncut.setdefault(member.role, []).append(member.uncut)
    printed = [member.printed for member in members if member.printed is not None]
    known = all(member.is_known for member in members)
    return sides_of(entry, Terms(intervals, uncut, printed, rows, known))


def _verdict(
    computed: portion.Interval, stated: portion.Interval, members: Iterable[Member]
) -> Verdict:
    vague = any(member.is_approximate or member.qualifier_dropped for member in members)
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
