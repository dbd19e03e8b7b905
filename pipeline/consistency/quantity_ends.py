"""Both ends of a quantity under some inequalities, and the names without which the ends would be others.

What is counted comes in wholes: ends are whole numbers, and a quantity that a percentage ties to another
is a whole number too. Which relations apply to a quantity is decided in `bounds`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from pipeline.consistency.certificates import Inequality
from pipeline.consistency.inequalities import System
from pipeline.consistency.linear_programs import Proof, greatest_lower_bound, is_contradictory
from pipeline.consistency.relations import Relation
from pipeline.sources.ids import in_local_order


@dataclass(frozen=True)
class Ends:
    """The proofs of both ends, and the whole numbers between them."""

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

    @property
    def is_empty(self) -> bool:
        """Whether no whole number lies between them."""
        return self.upper is not None and self.lower > self.upper


def ends_of(quantity: str, inequalities: Sequence[Inequality]) -> Ends:
    """Both ends of a quantity. Raises `Contradiction` where no numbers satisfy the inequalities."""
    return Ends(_least(quantity, inequalities), _most(quantity, inequalities))


def irreducible(
    quantity: str, inequalities: Sequence[Inequality], ends: Ends
) -> tuple[frozenset[str], Ends]:
    """The names that remain when each that the ends do not need is struck, in order of local id."""
    kept = _names_in(inequalities)
    for name in in_local_order(kept):
        without = [item for item in inequalities if name not in item.rests_on]
        least = _least(quantity, without) if _uses(ends.least, name) else ends.least
        tried = Ends(least, ends.most)
        if tried.lower == ends.lower and _uses(ends.most, name):
            tried = Ends(least, _most(quantity, without))
        if (tried.lower, tried.upper) == (ends.lower, ends.upper):
            inequalities, ends = without, tried
            kept.discard(name)
    return frozenset(kept), ends


def names_in_conflict(quantity: str, inequalities: Sequence[Inequality]) -> frozenset[str]:
    """The names without any of which the inequalities would leave a whole number."""
    kept = _names_in(inequalities)
    for name in in_local_order(kept):
        without = [item for item in inequalities if name not in item.rests_on]
        if is_contradictory(without) or ends_of(quantity, without).is_empty:
            inequalities = without
            kept.discard(name)
    return frozenset(kept)


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


def _whole_ends(quantity: str, inequalities: Sequence[Inequality]) -> Iterator[Inequality]:
    """The whole numbers between which a quantity lies, as inequalities that rest on what proves them."""
    if not any(quantity in item.coefficients for item in inequalities):
        return
    ends = ends_of(quantity, inequalities)
    yield Inequality(_named_in(ends.least), {quantity: Fraction(1)}, Fraction(ends.lower))
    if ends.most is not None and ends.upper is not None:
        yield Inequality(_named_in(ends.most), {quantity: Fraction(-1)}, Fraction(-ends.upper))


def _named_in(proof: Proof) -> tuple[str, ...]:
    return tuple(sorted(_names_in(item for item, _ in proof.multipliers)))


def _names_in(inequalities: Iterable[Inequality]) -> set[str]:
    return {name for item in inequalities for name in item.rests_on}


def _uses(proof: Proof | None, name: str) -> bool:
    """Whether a proof uses an inequality of that id."""
    return proof is not None and any(name in item.rests_on for item, _ in proof.multipliers)


def _least(quantity: str, inequalities: Sequence[Inequality]) -> Proof:
    """The proof of its lower end; a count is never below zero."""
    proof = greatest_lower_bound({quantity: Fraction(1)}, inequalities)
    assert proof is not None, "a count is never below zero"
    return proof


def _most(quantity: str, inequalities: Sequence[Inequality]) -> Proof | None:
    return greatest_lower_bound({quantity: Fraction(-1)}, inequalities)
