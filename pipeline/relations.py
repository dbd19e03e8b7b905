"""What must agree between figures, decided by interval arithmetic in exact rationals.

A printed number is the interval it stands for (`intervals`); a relation computes what its members
admit and holds it against what is stated. There are no tolerances. Which relations there are is said
in `relations.yaml`; what follows about numbers that are not in the text is said in `bounds`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Literal

import portion

from pipeline.figure_reading import Figure
from pipeline.findings import Finding
from pipeline.intervals import reach_of
from pipeline.numerals import VAGUE_QUALIFIERS
from pipeline.periods import read_period
from pipeline.sources.entries import EmendationEntry, QuantityEntry, RelationEntry
from pipeline.sources.reading import Located
from pipeline.transcription import Transcription

Verdict = Literal["verified", "consistent", "inconsistent", "indeterminate"]
NOT_NEGATIVE = portion.closedopen(Fraction(0), portion.inf)
PUBLISHED_PLACE = Decimal("0.000001")


@dataclass(frozen=True)
class Member:
    """A number that takes part in a relation: a figure, or a quantity the text does not carry."""

    role: str
    id: str
    interval: portion.Interval
    figure: Figure | None = None


@dataclass(frozen=True)
class Relation:
    """A relation evaluated: what its members admit, what is stated, and the verdict."""

    at: Located[RelationEntry]
    members: tuple[Member, ...]
    computed: portion.Interval
    stated: portion.Interval
    verdict: Verdict


def evaluate_relations(transcription: Transcription) -> tuple[list[Relation], list[Finding]]:
    """Every relation of the corpus whose members were read, and what does not hold."""
    quantities = {
        item.entry.id: item.entry
        for source in transcription.corpus.sources
        for item in source.quantities
    }
    relations = [
        relation
        for source in transcription.corpus.sources
        for at in source.relations
        if (relation := evaluate(at, transcription.figures, quantities)) is not None
    ]
    findings = [*map(_inconsistency, (r for r in relations if r.verdict == "inconsistent"))]
    for relation in relations:
        findings += _unlike_parts(relation, quantities)
    by_id = {relation.at.entry.id: relation for relation in relations}
    for source in transcription.corpus.sources:
        for emendation in source.emendations:
            findings += _evidence_findings(emendation, by_id, transcription.figures)
    return relations, findings


def evaluate(
    at: Located[RelationEntry],
    figures: Mapping[str, Figure],
    quantities: Mapping[str, QuantityEntry],
) -> Relation | None:
    """Evaluate one relation; None where a member was not read (that is a finding elsewhere)."""
    members = []
    for role, name in at.entry.members():
        if name in figures:
            figure = figures[name]
            members.append(Member(role, name, exact(figure.reach.interval), figure))
        elif name in quantities:
            members.append(Member(role, name, NOT_NEGATIVE))
        else:
            return None
    return _judged(at, tuple(members))


def exact(interval: portion.Interval) -> portion.Interval:
    """The same interval with rational ends, so that no arithmetic rounds."""
    return interval.apply(
        lambda atom: (
            atom.left,
            Fraction(atom.lower) if isinstance(atom.lower, Decimal) else atom.lower,
            Fraction(atom.upper) if isinstance(atom.upper, Decimal) else atom.upper,
            atom.right,
        )
    )


def total_of(intervals: list[portion.Interval]) -> portion.Interval:
    """Every sum of one value from each interval; an end is open where one of theirs is."""
    return portion.from_data(
        [
            (
                all(interval.left == portion.CLOSED for interval in intervals),
                _added([interval.lower for interval in intervals]),
                _added([interval.upper for interval in intervals]),
                all(interval.right == portion.CLOSED for interval in intervals),
            )
        ]
    )


def difference_of(whole: portion.Interval, part: portion.Interval) -> portion.Interval:
    """Every value of `whole` less every value of `part`."""
    negated = part.apply(
        lambda atom: (atom.right, _negated(atom.upper), _negated(atom.lower), atom.left)
    )
    return total_of([whole, negated])


def published_ends(interval: portion.Interval) -> tuple[Decimal | None, Decimal | None]:
    """Ends of an interval as decimals of six places, rounded outward; None where unbounded."""
    return (
        _rounded(interval.lower, ROUND_FLOOR),
        _rounded(interval.upper, ROUND_CEILING),
    )


def is_vague(member: Member) -> bool:
    """Whether a word like "about" stands beside the member's number."""
    qualifier = (member.figure.numeral.qualifier or "") if member.figure else ""
    return " ".join(qualifier.lower().split()) in VAGUE_QUALIFIERS


def _judged(at: Located[RelationEntry], members: tuple[Member, ...]) -> Relation:
    computed, stated = _SIDES[at.entry.kind](members)
    overlap = computed & stated
    vague = any(is_vague(member) for member in members)
    verdict: Verdict
    if overlap.empty:
        verdict = "indeterminate" if vague else "inconsistent"
    elif any(member.figure is None for member in members):
        verdict = "indeterminate"
    else:
        verdict = "verified" if overlap == computed else "consistent"
    return Relation(at, members, computed, stated, verdict)


Sides = tuple[portion.Interval, portion.Interval]


def _sum(members: tuple[Member, ...]) -> Sides:
    return total_of(_all(members, "part")), _one(members, "whole")


def _change(members: tuple[Member, ...]) -> Sides:
    start, to = _one(members, "from"), _one(members, "to")
    if not isinstance(start.lower, Fraction) or start.lower <= 0:
        return portion.open(-portion.inf, portion.inf), _one(members, "stated")
    bounded = isinstance(start.upper, Fraction) and isinstance(to.lower, Fraction)
    least = _percent(to.lower, start.upper) if bounded else Fraction(-100)
    most = _percent(to.upper, start.lower) if isinstance(to.upper, Fraction) else portion.inf
    return portion.closed(least, most), _one(members, "stated")


def _percent(to: Fraction, start: Fraction) -> Fraction:
    return (to / start - 1) * 100


def _rounding(members: tuple[Member, ...]) -> Sides:
    return _one(members, "exact"), _one(members, "stated")


_SIDES: Mapping[str, Callable[[tuple[Member, ...]], Sides]] = {
    "sum": _sum,
    "change": _change,
    "rounding": _rounding,
}


def _all(members: tuple[Member, ...], role: str) -> list[portion.Interval]:
    return [member.interval for member in members if member.role == role]


def _one(members: tuple[Member, ...], role: str) -> portion.Interval:
    (interval,) = _all(members, role)
    return interval


def _inconsistency(relation: Relation) -> Finding:
    entry = relation.at.entry
    members = "\n".join(
        f"  {m.role} {m.id}: `{m.figure.numeral.token}`, {m.figure.at.file}:{m.figure.at.line('value')}"
        for m in relation.members
        if m.figure is not None
    )
    return relation.at.finding(
        entry.id,
        f"{entry.formula}\ncomputed {as_text(relation.computed)}, stated {as_text(relation.stated)}; "
        f"the members are\n{members}",
        "hold each member against the document; if the document disagrees with itself, register a discrepancy",
    )


def _unlike_parts(relation: Relation, quantities: Mapping[str, QuantityEntry]) -> Iterator[Finding]:
    """A sum that bounds a quantity must be of counts of one measure, over periods that join up."""
    entry = relation.at.entry
    if all(member.figure is not None for member in relation.members):
        return
    measures, periods, whole = set(), [], None
    for member in relation.members:
        if member.figure is not None:
            said = member.figure.at.entry
            measures.add((said.measure, said.statistic))
            period = member.figure.period
        else:
            measures.add((quantities[member.id].measure, "count"))
            period = read_period(quantities[member.id].period)
        if member.role == "whole":
            whole = period
        else:
            periods.append(period)
    spans = sorted((p.start, p.end) for p in periods if p is not None and p.end is not None)
    joined = len(spans) == len(periods) and all(
        end + timedelta(days=1) == start for (_, end), (start, _) in pairwise(spans)
    )
    same = whole is not None and joined and (spans[0][0], spans[-1][1]) == (whole.start, whole.end)
    if len(measures) > 1:
        found = f"its members are of {', '.join(sorted(f'{m} ({s})' for m, s in measures))}"
        yield relation.at.finding(entry.id, found, "a sum that bounds a quantity is of one measure")
    elif not joined or not (same or entry.reading):
        yield relation.at.finding(
            entry.id,
            "the periods of its parts do not join up to the period of its whole",
            "name the parts that make up the whole; where the whole's period is itself in question, give the "
            "relation a `reading` and its `assumptions`",
        )
    if entry.assumptions is None:
        remedy = "say in `assumptions` what is taken for granted"
        yield relation.at.finding(entry.id, "a bound follows from it without an assumption", remedy)


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
    without = tuple(
        Member(m.role, m.id, printed, m.figure) if m.id == said.figure else m
        for m in relation.members
    )
    if _judged(relation.at, without).verdict != "inconsistent":
        yield emendation.finding(
            said.id,
            f"the relation {said.evidence} also holds with the token as printed, `{said.token}`",
            "give evidence that tells the two readings apart, or take the emendation out",
            "evidence",
        )


def as_text(interval: portion.Interval) -> str:
    """An interval for people: `[88.70, 89.85]`, with ∞ where nothing bounds it."""
    lower, upper = published_ends(interval)
    left = "[" if interval.left == portion.CLOSED else "("
    right = "]" if interval.right == portion.CLOSED else ")"
    return f"{left}{_shown(lower, '-∞')}, {_shown(upper, '∞')}{right}"


def _shown(end: Decimal | None, unbounded: str) -> str:
    return unbounded if end is None else f"{end.normalize():,f}"


def _added(ends: list[Fraction]) -> Fraction:
    infinite = [end for end in ends if not isinstance(end, Fraction)]
    return infinite[0] if infinite else sum(ends, Fraction(0))


def _negated(end: Fraction) -> Fraction:
    return -end


def _rounded(end: object, rounding: str) -> Decimal | None:
    if not isinstance(end, Fraction):
        return None
    scaled = end / Fraction(PUBLISHED_PLACE)
    whole = scaled.__floor__() if rounding == ROUND_FLOOR else scaled.__ceil__()
    return Decimal(whole) * PUBLISHED_PLACE
