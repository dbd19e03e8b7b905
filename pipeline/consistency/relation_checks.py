"""What is wrong with relations as they are registered, and with those that do not hold.

A relation is expected to hold, or a registered discrepancy names it; either way round the other stops
the build (DESIGN section 5). An emendation's evidence is a relation that fails without it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from pipeline.consistency.interval_arithmetic import as_text, exact
from pipeline.consistency.relations import (
    Numbers,
    Relation,
    judged,
    lacks_number,
    numbers_of,
    wrong_rows,
)
from pipeline.sources.corpus import Corpus
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding
from pipeline.sources.ids import or_one_like
from pipeline.sources.relation_entries import DiscrepancyEntry, EmendationEntry, RelationEntry
from pipeline.text.intervals import reach_of
from pipeline.text.periods import Period, read_period
from pipeline.transcription.figures import Figure
from pipeline.transcription.transcribe import Transcription

STATISTIC_OF_KIND = {"share": "share", "change": "change"}


def relation_findings(transcription: Transcription, relations: list[Relation]) -> Iterator[Finding]:
    """Everything that is wrong with the relations of the corpus and the emendations they prove."""
    corpus = transcription.corpus
    numbers = numbers_of(transcription)
    by_id = {relation.id: relation for relation in relations}
    registered = {
        item.entry.relation: item for source in corpus.sources for item in source.discrepancies
    }
    yield from _unknown_names(corpus, numbers)
    refused = {name for source in corpus.sources for name in source.refused_relations}
    owners = {
        item.entry.id: source.report for source in corpus.sources for item in source.quantities
    }
    for relation in relations:
        if not corpus.unreadable and relation.id not in refused:
            yield from _verdict_findings(relation, registered.get(relation.id))
        yield from _shape_findings(relation, numbers, owners)
    for source in corpus.sources:
        for emendation in source.emendations:
            yield from _evidence_findings(emendation, by_id, transcription.figures)


def members_in_words(relation: Relation) -> str:
    """The members of a relation, a line each, with the characters they were read from."""
    lines = []
    for member in relation.members:
        if member.figure is not None:
            at = member.figure.at
            read = f"`{member.figure.numeral.token}`, {at.file}:{at.line('value')}"
        else:
            read = f"{member.fact.value}, a fact" if member.fact else "not in the text held"
        lines.append(f"  {member.role} {member.id}: {read}")
    return "\n".join(lines)


def _unknown_names(corpus: Corpus, numbers: Numbers) -> Iterator[Finding]:
    """Members, readings, assumptions and tables that are nowhere defined."""
    readings = {
        reading.id
        for source in corpus.sources
        for item in source.discrepancies
        for reading in item.entry.readings
    }
    comparabilities = {item.entry.id for item in corpus.shared.comparabilities}
    ids = corpus.number_ids()
    for _, at in corpus.relations():
        entry = at.entry
        for _, name in entry.members():
            if name not in ids and not corpus.unreadable:
                remedy = f"add it to figures.yaml{or_one_like(name, ids)}"
                yield at.finding(entry.id, f"there is no figure, quantity or fact `{name}`", remedy)
        for field, said, known, where in (
            ("reading", entry.reading, readings, "a discrepancy"),
            ("comparability", entry.comparability, comparabilities, "sources/relations.yaml"),
        ):
            if said is not None and said not in known and not corpus.unreadable:
                found = f"the {field} `{said}` is not registered"
                yield at.finding(entry.id, found, f"register it in {where}", field)
        yield from _unfit_members(at, numbers)
        yield from _unknown_rows(at)


def _unfit_members(at: Located[RelationEntry], numbers: Numbers) -> Iterator[Finding]:
    """Members without a number where only a number makes sense."""
    for role, name in at.entry.members():
        member = numbers.member(role, name)
        if member is not None and lacks_number(at.entry, member):
            what = "states no number" if member.figure else "is a quantity that no text carries"
            found = f"{name} {what}; a `{at.entry.kind}` needs a number there"
            yield at.finding(at.entry.id, found, "name a figure with a number")


def _unknown_rows(at: Located[RelationEntry]) -> Iterator[Finding]:
    """Tables that are not transcribed, columns that are not there, cells of another type."""
    rows = at.entry.rows
    if rows is None:
        return
    for found, remedy, field in wrong_rows(rows):
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
            "hold each member against the document; if the document disagrees with itself, register a "
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
            "hold each member against the document; if only the vague word keeps them from disagreeing, write "
            "`expect: indeterminate`"
        )
        yield at.finding(entry.id, f"only a vague word separates the two sides\n{sides}", remedy)
    elif entry.expect is not None and not undecided:
        found = f"it is {relation.verdict}, expected {entry.expect}"
        yield at.finding(entry.id, found, "take `expect` out", "expect")


def _shape_findings(
    relation: Relation, numbers: Numbers, owners: Mapping[str, str]
) -> Iterator[Finding]:
    """Members that do not belong together: other statistics, other reports, periods that do not join."""
    entry = relation.entry
    wanted = STATISTIC_OF_KIND.get(entry.kind)
    for member in relation.members:
        said = member.figure.statistic if member.figure else None
        if wanted and member.role == "stated" and said not in (None, wanted):
            found = f"the number stated, {member.id}, is a {said}"
            yield relation.at.finding(entry.id, found, f"a {wanted} states one", "stated")
    reports = {m.figure.source.report for m in relation.members if m.figure is not None}
    reports |= {owners[m.id] for m in relation.members if m.id in owners}
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
        found = "nothing can be computed: what is divided by can only be zero"
        yield relation.at.finding(entry.id, found, "hold the whole against the document")
    unknown = [member for member in relation.members if not member.is_known]
    for member in relation.members if unknown else ():
        said = member.figure.statistic if member.figure else "count"
        if said not in ("count", "duration") and member.role != "stated":
            found = f"a quantity is a count, {member.id} is a {said}"
            yield relation.at.finding(entry.id, found, "relate it to counts")
    if unknown and entry.assumptions is None:
        remedy = "say in `assumptions` what is taken for granted"
        yield relation.at.finding(entry.id, "a bound follows from it without an assumption", remedy)
    if unknown and entry.kind == "sum":
        yield from _unlike_parts(relation, numbers)


def _unlike_parts(relation: Relation, numbers: Numbers) -> Iterator[Finding]:
    """A sum that bounds a quantity must be of counts of one measure, over periods that join up."""
    entry = relation.entry
    measures = set()
    periods: dict[str, list[Period | None]] = {"whole": [], "part": []}
    for member in relation.members:
        if member.figure is not None:
            said = member.figure.entry
            measures.add((said.measure, said.statistic))
            periods[member.role].append(member.figure.period)
        elif member.fact is None:
            quantity = numbers.quantities[member.id]
            measures.add((quantity.measure, "count"))
            period = read_period(quantity.period) if quantity.period else None
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
    emendation: Located[EmendationEntry],
    relations: Mapping[str, Relation],
    figures: Mapping[str, Figure],
) -> Iterator[Finding]:
    """An emendation's evidence must be a relation that fails with the token as printed."""
    said = emendation.entry
    relation = relations.get(said.evidence)
    figure = figures.get(said.figure)
    if figure is None or figure.numeral.value is None:
        return
    if relation is None or said.figure not in {member.id for member in relation.members}:
        yield emendation.finding(
            said.id,
            f"the evidence `{said.evidence}` is not a relation of the figure {said.figure}",
            "name a relation in relations.yaml that the figure takes part in",
            "evidence",
        )
        return
    printed = exact(reach_of(figure.numeral.value, figure.numeral, counted=True).interval)
    members = tuple(
        replace(m, interval=printed) if m.id == said.figure else m for m in relation.members
    )
    if judged(relation.at, relation.source, members, relation.rows).verdict != "inconsistent":
        yield emendation.finding(
            said.id,
            f"the relation {said.evidence} also holds with the token as printed, `{said.token}`",
            "give evidence that tells the two readings apart, or take the emendation out",
            "evidence",
        )
