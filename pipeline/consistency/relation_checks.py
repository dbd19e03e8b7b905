"""Checks of relations: members that fit their roles, and verdicts that are as expected.

A relation holds, or a registered discrepancy names it; the build stops where one is true without the other,
in both directions (docs/method.md). The evidence of an emendation is a relation that fails without it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import get_args

from pipeline.consistency.cell_evidence import cell_evidence_findings
from pipeline.consistency.counted_rows import unfit_rows
from pipeline.consistency.interval_arithmetic import as_text, exact
from pipeline.consistency.member_checks import member_findings
from pipeline.consistency.members import Numbers, numbers_of
from pipeline.consistency.reading_checks import reading_findings
from pipeline.consistency.relations import Relation, judged, unfit_members
from pipeline.sources.corpus import Source
from pipeline.sources.discrepancy_entries import DiscrepancyEntry, EmendationEntry
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding, coded
from pipeline.sources.relation_entries import RelationEntry, RelationKind
from pipeline.text.intervals import interval_of
from pipeline.text.periods.period_days import Period, read_period
from pipeline.transcription.cell_references import cell_problem
from pipeline.transcription.figures import Figure
from pipeline.transcription.transcribe import Transcription

KINDS: tuple[RelationKind, ...] = get_args(RelationKind)
STATISTIC_OF_KIND = {"share": "share", "change": "change"}


def relation_findings(
    transcription: Transcription, relations: Sequence[Relation]
) -> dict[RelationKind, list[Finding]]:
    """Findings about the relations of the corpus, by kind."""
    corpus = transcription.corpus
    numbers = numbers_of(transcription)
    registered = {
        item.entry.relation: item for source in corpus.sources for item in source.discrepancies
    }
    reports = {
        item.entry.id: source.report for source in corpus.sources for item in source.quantities
    }
    measures = {item.entry.id: item.entry for item in corpus.measures}
    findings: dict[RelationKind, list[Finding]] = {kind: [] for kind in KINDS}
    for source, at in corpus.relations():
        findings[at.entry.kind] += _unfit_findings(at, source, numbers, transcription)
    for relation in relations:
        findings[relation.kind] += _verdict_findings(relation, registered.get(relation.id))
        unlike = [*_shape_findings(relation, reports)]
        findings[relation.kind] += unlike or member_findings(relation, measures)
        findings[relation.kind] += reading_findings(relation, transcription)
    return findings


def evidence_findings(transcription: Transcription, relations: Sequence[Relation]) -> list[Finding]:
    """Emendations whose evidence does not tell the two readings of the token apart.

    The evidence for a cell of a table is a rule of the table (`cell_evidence`).
    """
    by_id = {relation.id: relation for relation in relations}
    return [
        finding
        for source in transcription.corpus.sources
        for emendation in source.emendations
        for finding in (
            cell_evidence_findings(emendation, transcription)
            if emendation.entry.figure is None
            else _evidence_findings(
                emendation, by_id, transcription.figures[emendation.entry.figure]
            )
        )
    ]


def members_in_words(relation: Relation) -> str:
    """The members of a relation, a line each, with the characters they were read from."""
    lines = []
    for member in relation.members:
        if member.figure is not None:
            at = member.figure.at
            read = f"`{member.figure.numeral.token}`, {at.file}:{at.line('value')}"
        elif member.cell is not None:
            read = f"{as_text(member.interval)}, {member.cell.words}"
        else:
            read = f"{member.fact.value}, a fact" if member.fact else "not in the text held"
        lines.append(f"  {member.role} {member.id}: {read}")
    return "\n".join(lines)


@coded("relation")
def _unfit_findings(
    at: Located[RelationEntry],
    source: Source | None,
    numbers: Numbers,
    transcription: Transcription,
) -> Iterator[Finding]:
    """Members without a number where the kind needs one; cells and rows that are not there."""
    lost = False
    for cell in at.entry.cells():
        problem = cell_problem(cell, transcription.tables)
        if problem is not None:
            lost = True
            yield at.finding(at.entry.id, *problem)
    if lost:
        return
    members = [numbers.member(role, name) for role, name in at.entry.members()]
    for member in unfit_members(at.entry, members):
        what = "states no number" if member.figure else "is a quantity that no text carries"
        found = f"{member.id} {what}; a `{at.entry.kind}` needs a number there"
        yield at.finding(at.entry.id, found, "name a figure with a number")
    for found, remedy, field in unfit_rows(at.entry.rows, source, transcription):
        yield at.finding(at.entry.id, found, remedy, "rows", field)


def _verdict_findings(
    relation: Relation, discrepancy: Located[DiscrepancyEntry] | None
) -> Iterator[Finding]:
    entry, at = relation.entry, relation.at
    sides = (
        f"{entry.formula}\ncomputed {as_text(relation.computed)}, stated {as_text(relation.stated)}; "
        f"the members are\n{members_in_words(relation)}"
    )
    undecided = relation.verdict == "indeterminate" and all(m.is_known for m in relation.members)
    if relation.verdict == "inconsistent" and discrepancy is None:
        remedy = (
            "compare each member with the document; if the document disagrees with itself, register a "
            "discrepancy"
        )
        yield at.finding(entry.id, sides, remedy)
    elif discrepancy is not None and relation.verdict != "inconsistent":
        yield discrepancy.finding(
            discrepancy.entry.id,
            f"the relation {entry.id} is {relation.verdict}: it proves no discrepancy\n{sides}",
            "take the discrepancy out, or name the relation that proves it",
            "relation",
        )
    elif undecided and entry.expect is None:
        remedy = (
            "compare each member with the document; if only the vague word keeps them from disagreeing, write "
            "`expect: indeterminate`"
        )
        yield at.finding(entry.id, f"only a vague word separates the two sides\n{sides}", remedy)
    elif entry.expect is not None and not undecided:
        found = f"it is {relation.verdict}, expected {entry.expect}"
        yield at.finding(entry.id, found, "take `expect` out", "expect")


@coded("relation")
def _shape_findings(relation: Relation, reports_of: Mapping[str, str]) -> Iterator[Finding]:
    """Members that do not belong together: other statistics, other reports, periods that do not join up.

    `reports_of` has the report of each quantity.
    """
    entry = relation.entry
    wanted = STATISTIC_OF_KIND.get(entry.kind)
    for member in relation.members:
        statistic = member.figure.statistic if member.figure else None
        if wanted and member.role == "stated" and statistic not in (None, wanted):
            found = f"the number stated, {member.id}, is a {statistic}"
            yield relation.at.finding(entry.id, found, f"a {wanted} states one", "stated")
    reports = {m.figure.source.report for m in relation.members if m.figure is not None}
    reports |= {reports_of[m.id] for m in relation.members if m.id in reports_of}
    reports |= {m.cell.table.source.report for m in relation.members if m.cell is not None}
    if len(reports) > 1 and entry.comparability is None:
        yield relation.at.finding(
            entry.id,
            f"figures of different reports meet in it: {', '.join(sorted(reports))}",
            "name the `comparability` under which they may",
        )
    if entry.kind == "change":
        start, end = (m.figure for m in relation.members if m.role in ("from", "to"))
        if start and end and start.period and end.period and start.period.start >= end.period.start:
            found = f"`from` ({start.id}) does not lie before `to` ({end.id})"
            yield relation.at.finding(entry.id, found, "name the earlier number as `from`", "from")
    if relation.computed.empty:
        found = "it cannot be computed: the divisor can only be zero"
        yield relation.at.finding(entry.id, found, "compare the whole with the document")
    unknown = [member for member in relation.members if member.quantity is not None]
    for member in relation.members if unknown else ():
        statistic = member.figure.statistic if member.figure else "count"
        if statistic not in ("count", "duration") and member.role != "stated":
            found = f"a quantity is a count, {member.id} is a {statistic}"
            yield relation.at.finding(entry.id, found, "relate it to counts")
    if unknown and entry.assumptions is None:
        remedy = "state under `assumptions` what is taken for granted"
        yield relation.at.finding(entry.id, "a bound follows from it without an assumption", remedy)
    if unknown and entry.kind == "sum":
        yield from _unlike_parts(relation)


def _unlike_parts(relation: Relation) -> Iterator[Finding]:
    """A sum that bounds a quantity must be of counts of one measure, over periods that join up."""
    entry = relation.entry
    measures = set()
    periods: dict[str, list[Period | None]] = {"whole": [], "part": []}
    for member in relation.members:
        if member.figure is not None:
            measures.add((member.figure.entry.measure, member.figure.statistic))
            periods[member.role].append(member.figure.period)
        elif member.quantity is not None:
            measures.add((member.quantity.measure, "count"))
            period = read_period(member.quantity.period) if member.quantity.period else None
            periods[member.role].append(period)
    if len(measures) > 1:
        found = f"its members are of {', '.join(sorted(f'{m} ({s})' for m, s in measures))}"
        yield relation.at.finding(entry.id, found, "a sum that bounds a quantity is of one measure")
    elif not entry.reading and not _join_up(periods["part"], periods["whole"]):
        yield relation.at.finding(
            entry.id,
            "the periods of its parts do not join up to the period of its whole",
            "name the parts that make up the whole; where the whole's period is itself in question, give the "
            "relation a `reading` and its `assumptions`",
        )


def _join_up(parts: list[Period | None], whole: list[Period | None]) -> bool:
    """Whether the parts are all of one period with the whole, or follow each other through it."""
    known = [period for period in (*parts, *whole) if period is not None]
    if len(known) < len(parts) + len(whole) or not whole:
        return not whole or not known
    spans = sorted((p.start, p.end) for p in known[: len(parts)] if p.end is not None)
    whole_span = (known[-1].start, known[-1].end)
    joined = len(spans) == len(parts) and all(
        end + timedelta(days=1) == start for (_, end), (start, _) in pairwise(spans)
    )
    same = all((part.start, part.end) == whole_span for part in known[: len(parts)])
    return same or (joined and (spans[0][0], spans[-1][1]) == whole_span)


def _evidence_findings(
    emendation: Located[EmendationEntry], relations: Mapping[str, Relation], figure: Figure
) -> Iterator[Finding]:
    """An emendation's evidence must be a relation that fails with the token as printed."""
    entry = emendation.entry
    relation = relations.get(entry.evidence)
    assert figure.numeral.value is not None, "an emendation reads digits otherwise"
    if relation is None or figure.id not in {member.id for member in relation.members}:
        yield emendation.finding(
            entry.id,
            f"the evidence `{entry.evidence}` is not a relation of the figure {figure.id}",
            "name a relation in relations.yaml that the figure takes part in",
            "evidence",
        )
        return
    printed = exact(interval_of(figure.numeral.value, figure.numeral, counted=True).working)
    members = tuple(replace(m, uncut=printed) if m.id == figure.id else m for m in relation.members)
    if judged(relation.at, relation.source, members, relation.rows).verdict != "inconsistent":
        yield emendation.finding(
            entry.id,
            f"the relation {entry.evidence} also holds with the token as printed, `{entry.token}`",
            "give evidence that tells the two readings apart, or take the emendation out",
            "evidence",
        )
