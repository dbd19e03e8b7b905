"""Bounds of every registered quantity, and the figures that each rests on.

A bound follows from all relations that can hold and touch the quantity, directly or through others.
Where a discrepancy leaves two readings, each has a row of its own; where figures of different reports
meet, the row that assumes them comparable is given beside the one that does not. A row that names neither
holds whatever is assumed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.consistency.certificates import Inequality
from pipeline.consistency.inequalities import System, relation_name, system_of
from pipeline.consistency.joined_relations import joined_relations
from pipeline.consistency.linear_programs import Contradiction, Proof
from pipeline.consistency.quantity_ends import (
    Ends,
    ends_of,
    inequalities_for,
    irreducible,
    names_in_conflict,
)
from pipeline.consistency.relations import Relation
from pipeline.sources.corpus import Corpus, Source
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding
from pipeline.sources.ids import local
from pipeline.sources.relation_entries import QuantityEntry


@dataclass(frozen=True)
class Bound:
    """The whole numbers that the figures leave open for a quantity, under one set of assumptions.

    `upper` is None where nothing bounds it above. `rests_on` is the irreducible set of figures and
    facts, `relations` those that join them; the proofs combine them to the two ends.
    """

    at: Located[QuantityEntry]
    source: Source
    reading: str | None
    comparability: str | None
    lower: int
    upper: int | None
    rests_on: tuple[str, ...]
    relations: tuple[Relation, ...]
    lower_proof: Proof
    upper_proof: Proof | None

    def __repr__(self) -> str:
        return f"Bound({self.id}: {self.lower} to {self.upper})"

    @property
    def quantity(self) -> QuantityEntry:
        """What is bounded."""
        return self.at.entry

    @property
    def id(self) -> str:
        """Stable id: the quantity, then the local ids of the reading and the comparability that it assumes."""
        under = "-".join(local(name) for name in (self.comparability or "").split())
        reading = local(self.reading) if self.reading else ""
        parts = (self.quantity.id, reading, f"under-{under}" if under else "")
        return "-".join(part for part in parts if part)


def bounds_of(corpus: Corpus, relations: Sequence[Relation]) -> tuple[list[Bound], list[Finding]]:
    """Every bound that narrows a quantity, and findings about the quantities."""
    system = system_of([relation for relation in relations if _is_usable(relation)])
    usable = [relation for relation in relations if system.by_relations.get(relation.id)]
    joined = joined_relations(usable)
    related = {name for _, r in corpus.relations() for _, name in r.entry.members()}
    bounds: dict[str, Bound] = {}
    findings: list[Finding] = []
    in_conflict: set[frozenset[str]] = set()
    for source in corpus.sources:
        for at in source.quantities:
            try:
                found = _of_quantity(at, source, joined.get(at.entry.id, []), system)
            except _Conflict as conflict:
                if conflict.names not in in_conflict:
                    findings.append(_conflict_finding(at, conflict))
                in_conflict.add(conflict.names)
                continue
            if at.entry.id not in related:
                remedy = "register what binds it, or take it out"
                findings.append(at.finding(at.entry.id, "no relation is about it", remedy))
            for bound in found:
                if bound.id in bounds:
                    said_twice = f"its bound has the id {bound.id}, which another quantity's has"
                    findings.append(at.finding(at.entry.id, said_twice, "name it otherwise", "id"))
                bounds.setdefault(bound.id, bound)
    return _without_implied(list(bounds.values()), usable), findings


class _Conflict(Exception):
    """Relations and figures that leave no number; `names` are those that cannot be struck."""

    def __init__(self, names: frozenset[str]) -> None:
        super().__init__(", ".join(sorted(names)))
        self.names = names


def _conflict_finding(at: Located[QuantityEntry], conflict: _Conflict) -> Finding:
    return at.finding(
        at.entry.id,
        f"no number of {at.entry.population} satisfies all of: {conflict}",
        "compare each of them with the documents; if the documents disagree, register a discrepancy and "
        "give each side its reading",
    )


def _is_usable(relation: Relation) -> bool:
    """Whether a relation binds: it can hold, and more than a vague word keeps it from failing."""
    if relation.verdict == "indeterminate":
        return not all(member.is_known for member in relation.members)
    return relation.holds


def _of_quantity(
    at: Located[QuantityEntry], source: Source, joined: Sequence[Relation], system: System
) -> list[Bound]:
    """Its bounds without any assumption that is optional, and with each of these alone.

    An assumption that gives what is given without it adds no row.
    """
    bounds: list[Bound] = []
    optional = {name for relation in joined if (name := assumption_of(relation))}
    for assumed in (None, *sorted(optional)):
        chosen = [relation for relation in joined if assumption_of(relation) in (None, assumed)]
        try:
            inequalities = inequalities_for(at.entry.id, chosen, system)
            ends = ends_of(at.entry.id, inequalities)
        except Contradiction:
            raise _Conflict(names_in_conflict(at.entry.id, system.of(chosen))) from None
        if ends.is_empty:
            raise _Conflict(names_in_conflict(at.entry.id, inequalities))
        names = {relation.id for relation in chosen}
        known = any(
            (bound.lower, bound.upper) == (ends.lower, ends.upper)
            and all(relation.id in names for relation in bound.relations)
            for bound in bounds
        )
        if not known and (ends.lower, ends.upper) != (0, None):
            bounds.append(_bound(at, source, chosen, inequalities, ends))
    return bounds


def assumption_of(relation: Relation) -> str | None:
    """The reading or the comparability under which a relation holds; None where it holds without."""
    return relation.entry.reading or relation.entry.comparability


def assumptions_of(bound: Bound, statements: Mapping[str, str]) -> list[str]:
    """Everything that a bound takes for granted, a sentence each.

    `statements` are those of `statements_of_assumptions`.
    """
    sentences = []
    for relation in bound.relations:
        entry = relation.entry
        sentences += [
            statements.get(entry.reading or ""),
            statements.get(entry.comparability or ""),
            entry.assumptions,
        ]
        for member in relation.members:
            if member.fact is not None:
                sentences.append(f"{member.fact.statement} ({member.fact.authority})")
            if member.id not in bound.rests_on:
                continue
            if member.figure is not None and member.figure.entry.reading == "emended":
                token, value = member.figure.numeral.token, member.figure.value
                sentences.append(f"The token `{token}` of {member.id} is read as {value:,}.")
    return list(dict.fromkeys(sentence for sentence in sentences if sentence))


def statements_of_assumptions(corpus: Corpus) -> dict[str, str]:
    """What each reading and each comparability takes for granted, by id."""
    readings = {
        reading.id: reading.says
        for source in corpus.sources
        for item in source.discrepancies
        for reading in item.entry.readings
    }
    comparabilities = {
        item.entry.id: item.entry.statement for item in corpus.shared.comparabilities
    }
    return {**readings, **comparabilities}


def _bound(
    at: Located[QuantityEntry],
    source: Source,
    relations: Sequence[Relation],
    inequalities: Sequence[Inequality],
    ends: Ends,
) -> Bound:
    """The bound with everything struck that it does not need."""
    kept, ends = irreducible(at.entry.id, inequalities, ends)
    used = tuple(relation for relation in relations if relation_name(relation) in kept)
    readings = sorted({r.entry.reading for r in used if r.entry.reading})
    comparabilities = sorted({r.entry.comparability for r in used if r.entry.comparability})
    return Bound(
        at=at,
        source=source,
        reading=" ".join(readings) or None,
        comparability=" ".join(comparabilities) or None,
        lower=ends.lower,
        upper=ends.upper,
        rests_on=tuple(sorted(kept - {relation_name(relation) for relation in relations})),
        relations=used,
        lower_proof=ends.least,
        upper_proof=ends.most,
    )


def _without_implied(bounds: Sequence[Bound], relations: Sequence[Relation]) -> list[Bound]:
    """The bounds without those that only state that a part is at most its whole."""
    wholes = _wholes_of_parts(relations)
    of_quantity: dict[str, list[Bound]] = {}
    for bound in bounds:
        of_quantity.setdefault(bound.quantity.id, []).append(bound)
    implied: set[str] = set()
    for bound in bounds:
        others = (
            other
            for whole in wholes.get(bound.quantity.id, ())
            for other in of_quantity.get(whole, ())
            if other.id not in implied
        )
        if bound.lower == 0 and any(_implies(other, bound) for other in others):
            implied.add(bound.id)
    return [bound for bound in bounds if bound.id not in implied]


def _wholes_of_parts(relations: Sequence[Relation]) -> dict[str, set[str]]:
    """For each part of a sum, the wholes that no text states."""
    wholes: dict[str, set[str]] = {}
    for relation in relations:
        if relation.kind != "sum":
            continue
        unknown = {m.id for m in relation.members if m.role == "whole" and not m.is_known}
        for member in relation.members if unknown else ():
            if member.role == "part":
                wholes.setdefault(member.id, set()).update(unknown)
    return wholes


def _implies(whole: Bound, part: Bound) -> bool:
    """Whether the bound of a whole implies that of its part, under the same assumptions or fewer."""
    assumed = (whole.reading, whole.comparability)
    return whole.upper == part.upper and assumed in (
        (None, None),
        (part.reading, part.comparability),
    )
