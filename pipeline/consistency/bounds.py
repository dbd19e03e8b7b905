"""Bounds of every registered quantity, and the figures that each rests on.

A bound follows from all relations that can hold and touch the quantity, directly or through others.
Where a discrepancy leaves two readings, each has a row of its own; where figures of different reports
meet, the row that assumes them comparable is given beside the one that does not. A row that names neither
holds whatever is assumed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from pipeline.consistency.inequalities import System, relation_name, system_of
from pipeline.consistency.linear_programs import (
    Contradiction,
    Inequality,
    Proof,
    greatest_lower_bound,
    is_contradictory,
)
from pipeline.consistency.relations import Relation
from pipeline.sources.corpus import Corpus, Source
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding
from pipeline.sources.ids import in_local_order, local
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


@dataclass(frozen=True)
class _Ends:
    """The proofs of both ends, and the whole numbers between them: what is counted comes in wholes."""

    least: Proof
    most: Proof | None

    @property
    def lower(self) -> int:
        """The least whole number that the proof leaves."""
        bound = self.least.bound
        return ceil(bound) + (self.least.strict and bound.denominator == 1)

    @property
    def upper(self) -> int | None:
        """The greatest; None where nothing bounds the number above."""
        if self.most is None:
            return None
        return floor(-self.most.bound) - (self.most.strict and self.most.bound.denominator == 1)


def bounds_of(corpus: Corpus, relations: Sequence[Relation]) -> tuple[list[Bound], list[Finding]]:
    """Every bound that narrows a quantity, and findings about the quantities."""
    system = system_of([relation for relation in relations if _is_usable(relation)])
    usable = [relation for relation in relations if system.by_relations.get(relation.id)]
    related = {name for _, r in corpus.relations() for _, name in r.entry.members()}
    bounds: dict[str, Bound] = {}
    findings: list[Finding] = []
    in_conflict: set[frozenset[str]] = set()
    for source in corpus.sources:
        for at in source.quantities:
            try:
                found = _of_quantity(at, source, usable, system)
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


def _conflict_in(quantity: str, inequalities: list[Inequality]) -> _Conflict:
    """The names without any of which the inequalities would leave a whole number."""
    kept = in_local_order({name for item in inequalities for name in item.rests_on})
    for name in list(kept):
        without = [item for item in inequalities if name not in item.rests_on]
        if is_contradictory(without) or _is_empty(quantity, without):
            inequalities = without
            kept.remove(name)
    return _Conflict(frozenset(kept))


def _is_empty(quantity: str, inequalities: list[Inequality]) -> bool:
    """Whether no whole number lies between the ends."""
    ends = _ends(quantity, inequalities)
    return ends.upper is not None and ends.lower > ends.upper


def _is_usable(relation: Relation) -> bool:
    """Whether a relation binds: it can hold, and more than a vague word keeps it from failing."""
    if relation.verdict == "indeterminate":
        return not all(member.is_known for member in relation.members)
    return relation.holds


def _of_quantity(
    at: Located[QuantityEntry], source: Source, relations: Sequence[Relation], system: System
) -> list[Bound]:
    """Its bounds without any assumption that is optional, and with each of these alone.

    An assumption that gives what is given without it adds no row.
    """
    joined = _joined_to(at.entry.id, relations)
    bounds: list[Bound] = []
    optional = {name for relation in joined if (name := assumption_of(relation))}
    for assumed in (None, *sorted(optional)):
        chosen = [relation for relation in joined if assumption_of(relation) in (None, assumed)]
        try:
            inequalities = inequalities_for(at.entry.id, chosen, system)
            ends = _ends(at.entry.id, inequalities)
        except Contradiction:
            raise _conflict_in(at.entry.id, system.of(chosen)) from None
        if ends.upper is not None and ends.lower > ends.upper:
            raise _conflict_in(at.entry.id, inequalities)
        known = any(
            (bound.lower, bound.upper) == (ends.lower, ends.upper)
            and all(relation in chosen for relation in bound.relations)
            for bound in bounds
        )
        if not known and (ends.lower, ends.upper) != (0, None):
            bounds.append(_struck(at, source, chosen, inequalities, ends))
    return bounds


def assumption_of(relation: Relation) -> str | None:
    """The reading or the comparability under which a relation holds; None where it holds without."""
    return relation.entry.reading or relation.entry.comparability


def assumptions_of(bound: Bound, corpus: Corpus) -> list[str]:
    """Everything that a bound takes for granted, a sentence each."""
    statements = {item.entry.id: item.entry.statement for item in corpus.shared.comparabilities}
    readings = {
        reading.id: reading.says
        for source in corpus.sources
        for item in source.discrepancies
        for reading in item.entry.readings
    }
    sentences = []
    for relation in bound.relations:
        entry = relation.entry
        sentences += [
            readings.get(entry.reading or ""),
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


def inequalities_for(
    quantity: str, relations: Sequence[Relation], system: System
) -> list[Inequality]:
    """The inequalities of some relations; quantities tied to this one by a share are whole numbers."""
    inequalities = system.of(relations)
    shared = {
        member.id
        for relation in relations
        if relation.kind == "share"
        for member in relation.members
        if not member.is_known and member.id != quantity
    }
    return inequalities + [
        whole for name in sorted(shared) for whole in _whole_ends(name, inequalities)
    ]


def _whole_ends(quantity: str, inequalities: list[Inequality]) -> Iterator[Inequality]:
    """The whole numbers between which a quantity lies, as inequalities that rest on what proves them."""
    if not any(quantity in item.coefficients for item in inequalities):
        return
    ends = _ends(quantity, inequalities)
    yield Inequality(_named_in(ends.least), {quantity: Fraction(1)}, Fraction(ends.lower))
    if ends.most is not None and ends.upper is not None:
        yield Inequality(_named_in(ends.most), {quantity: Fraction(-1)}, Fraction(-ends.upper))


def _named_in(proof: Proof) -> tuple[str, ...]:
    return tuple(sorted({name for item, _ in proof.multipliers for name in item.rests_on}))


def _joined_to(quantity: str, relations: Sequence[Relation]) -> list[Relation]:
    """The relations that touch a quantity, directly or through members that could be several numbers.

    Through a number that is known exactly nothing follows from one relation for another.
    """
    reached, joined = {quantity}, set[str]()
    grown = True
    while grown:
        grown = False
        for relation in relations:
            loose = {m.id for m in relation.members if m.interval.lower != m.interval.upper}
            if relation.id not in joined and loose & reached:
                joined.add(relation.id)
                reached |= loose
                grown = True
    return [relation for relation in relations if relation.id in joined]


def _struck(
    at: Located[QuantityEntry],
    source: Source,
    relations: Sequence[Relation],
    inequalities: list[Inequality],
    ends: _Ends,
) -> Bound:
    """The bound with everything struck that it does not need, in order of local id."""
    names = in_local_order({name for item in inequalities for name in item.rests_on})
    kept = set(names)
    for name in names:
        without = [item for item in inequalities if name not in item.rests_on]
        least = _least(at.entry.id, without) if _uses(ends.least, name) else ends.least
        most = _most(at.entry.id, without) if _uses(ends.most, name) else ends.most
        tried = _Ends(least, most)
        if (tried.lower, tried.upper) == (ends.lower, ends.upper):
            inequalities, ends = without, tried
            kept.discard(name)
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


def _uses(proof: Proof | None, name: str) -> bool:
    """Whether a proof uses an inequality of that id."""
    return proof is not None and any(name in item.rests_on for item, _ in proof.multipliers)


def _ends(quantity: str, inequalities: list[Inequality]) -> _Ends:
    return _Ends(_least(quantity, inequalities), _most(quantity, inequalities))


def _least(quantity: str, inequalities: list[Inequality]) -> Proof:
    """The proof of its lower end; a count is never below zero."""
    proof = greatest_lower_bound({quantity: Fraction(1)}, inequalities)
    assert proof is not None, "a count is never below zero"
    return proof


def _most(quantity: str, inequalities: list[Inequality]) -> Proof | None:
    return greatest_lower_bound({quantity: Fraction(-1)}, inequalities)


def _without_implied(bounds: Sequence[Bound], relations: Sequence[Relation]) -> list[Bound]:
    """The bounds without those that only state that a part is at most its whole."""
    kept = list(bounds)
    for bound in bounds:
        if bound.lower == 0 and any(_implies(other, bound, relations) for other in kept):
            kept.remove(bound)
    return kept


def _implies(other: Bound, bound: Bound, relations: Sequence[Relation]) -> bool:
    """Whether the bound of a whole implies that of its part, under the same assumptions or fewer."""
    assumed = (other.reading, other.comparability)
    wholes = {
        member.id
        for relation in relations
        if relation.kind == "sum"
        and bound.quantity.id in {m.id for m in relation.members if m.role == "part"}
        for member in relation.members
        if member.role == "whole" and not member.is_known
    }
    return (
        other.quantity.id in wholes
        and other.upper == bound.upper
        and assumed in ((None, None), (bound.reading, bound.comparability))
    )
