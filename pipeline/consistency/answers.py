"""Answers to questions that documents let one answer, computed with the intervals of their numbers.

An answer is no figure: no document states it. Which questions there are is in `sources/answers.yaml`; whether an
answer fits its question is checked in `answer_checks`; how rows are published is in `package.answer_rows`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

import portion

from pipeline.consistency.bounds import Bound
from pipeline.consistency.interval_arithmetic import (
    as_text,
    difference_of,
    exact,
    percent_of,
    quotient_of,
    total_of,
)
from pipeline.consistency.members import Member, numbers_of
from pipeline.consistency.table_members import CellMember
from pipeline.sources.answer_entries import AnswerEntry
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding
from pipeline.transcription.cell_references import cell_problem
from pipeline.transcription.transcribe import Transcription


@dataclass(frozen=True)
class Answer:
    """What follows for a question: every value that the numbers it is computed from admit, and its unit.

    `bounds` are those of quantities that take part; only a choice between candidates has any.
    """

    at: Located[AnswerEntry]
    members: tuple[Member, ...]
    interval: portion.Interval
    unit: str
    bounds: tuple[Bound, ...] = ()

    def __repr__(self) -> str:
        return f"Answer({self.id}: {as_text(self.interval)} {self.unit})"

    @property
    def entry(self) -> AnswerEntry:
        """What the maintainer asked."""
        return self.at.entry

    @property
    def id(self) -> str:
        """Stable id of the answer."""
        return self.entry.id

    @property
    def formula(self) -> str:
        """How it is computed, in words, with the ids of figures."""
        parts, whole = _named(self.members, "part"), _named(self.members, "whole")
        match self.entry.kind:
            case "share":
                return f"{parts} in percent of {whole}"
            case "quotient":
                return f"{parts} divided by {whole}"
            case "difference":
                return f"{whole} less {parts}"
            case "sum":
                return parts
            case "only_candidate":
                candidates = ", ".join(m.id for m in self.members if m.role == "candidate")
                return f"the one of {candidates} that the bounds of {self.entry.quantity} admit"

    def of_role(self, role: str) -> list[Member]:
        """The members that play a role."""
        return [member for member in self.members if member.role == role]


def answers_of(
    transcription: Transcription, bounds: Sequence[Bound]
) -> tuple[list[Answer], list[Finding]]:
    """Every answer that follows, and findings about the others."""
    numbers = numbers_of(transcription)
    measured = {item.entry.id: item.entry.unit for item in transcription.corpus.measures}
    answers: list[Answer] = []
    findings: list[Finding] = []
    for at in transcription.corpus.shared.answers:
        lost = [(cell, cell_problem(cell, transcription.tables)) for cell in at.entry.cells()]
        wrong = [(cell, why) for cell, why in lost if why is not None]
        if wrong:
            findings += [at.finding(at.entry.id, *why) for _, why in wrong]
            continue
        members = tuple(numbers.member(role, name) for role, name in at.entry.members())
        if at.entry.kind == "only_candidate":
            answer = _only_candidate(at, members, bounds, measured)
        else:
            answer = _computed(at, members)
        if isinstance(answer, Answer):
            answers.append(answer)
        else:
            findings += answer
    return answers, findings


def _computed(at: Located[AnswerEntry], members: tuple[Member, ...]) -> Answer | list[Finding]:
    """The answer that arithmetic gives; findings where a number has no ends."""
    findings = [_endless(at, member) for member in members if _has_no_ends(member)]
    if findings:
        return findings
    part = total_of(member.interval for member in members if member.role == "part")
    wholes = [member.interval for member in members if member.role == "whole"]
    interval = _arithmetic(at.entry, part, total_of(wholes) if wholes else portion.empty())
    if interval.empty or interval == portion.open(-portion.inf, portion.inf):
        found = f"nothing follows from {', '.join(member.id for member in members)}"
        return [at.finding(at.entry.id, found, "compute it from other numbers, or take it out")]
    return Answer(at, members, interval, _unit(at.entry, members))


def _arithmetic(
    entry: AnswerEntry, part: portion.Interval, whole: portion.Interval
) -> portion.Interval:
    match entry.kind:
        case "share":
            return percent_of(part, whole)
        case "quotient":
            return quotient_of(part, whole)
        case "difference":
            return difference_of(whole, part)
        case _:
            return part


def _has_no_ends(member: Member) -> bool:
    """Whether a number is approximate, or no figure and no cell that is known: nothing follows from it."""
    return member.is_approximate or member.fact is not None or not member.is_known


def _endless(at: Located[AnswerEntry], member: Member) -> Finding:
    what = "is approximate" if member.is_approximate else "is stated in no document"
    found = f"{member.id} {what}: nothing follows from it"
    return at.finding(at.entry.id, found, "compute it from numbers that have ends, or take it out")


def _only_candidate(
    at: Located[AnswerEntry],
    members: tuple[Member, ...],
    bounds: Sequence[Bound],
    measured: Mapping[str, str],
) -> Answer | list[Finding]:
    """The candidate that the bounds of a quantity admit; a finding where not just one is left."""
    (asked,) = (member for member in members if member.role == "stated")
    if asked.quantity is None:
        found = f"{asked.id} is stated: it needs no candidates"
        return [at.finding(at.entry.id, found, "name a quantity of relations.yaml", "quantity")]
    used = [bound for bound in bounds if bound.quantity.id == asked.id and not bound.comparability]
    admitted = _between(used)
    possible = []
    for member in members:
        if member.role != "candidate":
            continue
        of_it = [bound for bound in bounds if bound.id == member.id]
        interval = member.interval if member.is_known else member.interval & _between(of_it)
        if not (interval & admitted).empty:
            possible.append((member, interval & admitted))
        used += of_it
    if len(possible) != 1 or any(_has_no_ends(m) and not m.quantity for m in members):
        left = ", ".join(member.id for member, _ in possible) or "none of its candidates"
        found = f"the bounds of {asked.id}, {as_text(admitted)}, admit {left}"
        return [at.finding(at.entry.id, found, "register what binds it, or take the answer out")]
    ((_, interval),) = possible
    return Answer(at, members, interval, measured[asked.quantity.measure], tuple(used))


def _between(bounds: Sequence[Bound]) -> portion.Interval:
    """The numbers that at least one of some bounds leaves open; all where there are none."""
    ends = (
        exact(portion.closed(bound.lower, bound.upper))
        if bound.upper is not None
        else exact(portion.closedopen(bound.lower, portion.inf))
        for bound in bounds
    )
    left = reduce(or_, ends, portion.empty())
    return portion.open(-portion.inf, portion.inf) if left.empty else left.enclosure


def _unit(entry: AnswerEntry, members: Sequence[Member]) -> str:
    """What one unit of the answer counts."""
    first = next((unit for member in members if (unit := unit_of(member))), "unknown")
    if entry.kind == "share":
        return "percent"
    if entry.kind == "quotient":
        return f"{first} per {entry.per}"
    if entry.kind == "difference" and first == "percent":
        return "percentage points"
    return first


def unit_of(member: Member) -> str | None:
    """The unit of a figure or a cell."""
    if member.figure is not None:
        return member.figure.unit
    return member.cell.unit if member.cell else None


def _named(members: Sequence[Member], role: str) -> str:
    named = (member for member in members if member.role == role)
    return " + ".join(cell_in_words(member.cell) if member.cell else member.id for member in named)


def cell_in_words(cell: CellMember) -> str:
    """A cell or a column, with its document."""
    return f"{cell.table.source.id}, {cell.words}"
