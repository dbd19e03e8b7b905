"""Relations and printed numbers as linear inequalities between numbers.

A percentage is an interval, so that "27.2 percent of the officers" is linear in the
officers. A number beside a vague qualifier has no bound and gives no inequality; a count that lies
above or below an open end lies a whole unit off it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

import portion

from pipeline.consistency.certificates import Coefficients, Inequality
from pipeline.consistency.members import Member
from pipeline.consistency.relations import Relation
from pipeline.sources.ids import in_local_order

HUNDRED = Fraction(100)


@dataclass(frozen=True)
class System:
    """The inequalities of each relation, and those of each member's number."""

    by_relations: Mapping[str, list[Inequality]]
    by_numbers: Mapping[str, list[Inequality]]

    def of(self, relations: Iterable[Relation]) -> list[Inequality]:
        """The inequalities of some relations and of the numbers in them."""
        found = [item for relation in relations for item in self.by_relations[relation.id]]
        names = in_local_order({name for item in found for name in item.coefficients})
        return found + [item for name in names for item in self.by_numbers[name]]


def system_of(relations: Sequence[Relation]) -> System:
    """All relations and their members as inequalities."""
    members = {member.id: member for relation in relations for member in relation.members}
    return System(
        {relation.id: list(_relation_inequalities(relation)) for relation in relations},
        {name: list(_limits(member)) for name, member in members.items()},
    )


def relation_name(relation: Relation) -> str:
    """The name of a relation in `rests_on`, where a figure may have the same id."""
    return f"{relation.id} (relation)"


def _limits(member: Member) -> Iterator[Inequality]:
    """The ends of a member's interval, as inequalities."""
    one = {member.id: Fraction(1)}
    if member.is_approximate or not member.is_known:
        return
    lower, upper = member.interval.lower, member.interval.upper
    counted = member.figure is not None and member.figure.statistic == "count"
    if isinstance(lower, Fraction):
        open_end = member.interval.left == portion.OPEN
        least = Fraction(floor(lower) + 1) if counted and open_end else lower
        yield Inequality((member.id,), one, least, open_end and not counted)
    if isinstance(upper, Fraction):
        open_end = member.interval.right == portion.OPEN
        most = Fraction(ceil(upper) - 1) if counted and open_end else upper
        yield Inequality((member.id,), {member.id: Fraction(-1)}, -most, open_end and not counted)


def _relation_inequalities(relation: Relation) -> Iterator[Inequality]:
    kind = relation.kind
    parts = {member.id: Fraction(-1) for member in relation.members if member.role == "part"}
    one = {member.role: member for member in relation.members}
    if kind in ("sum", "part_of"):
        balance = {**parts, one["whole"].id: Fraction(1)}
        yield from _zero(relation, balance) if kind == "sum" else _not_negative(relation, balance)
    elif kind == "difference":
        yield from _zero(
            relation, {**parts, one["whole"].id: Fraction(1), one["stated"].id: Fraction(-1)}
        )
    elif kind == "share":
        whole = one["whole"].id
        if "rest" in one:
            part = {whole: HUNDRED, one["rest"].id: -HUNDRED}
        else:
            part = dict.fromkeys(parts, HUNDRED)
        yield from _percentage(relation, one["stated"], part, whole)
    elif kind == "change":
        start = one["from"].id
        growth = {one["to"].id: HUNDRED, start: -HUNDRED}
        yield from _percentage(relation, one["stated"], growth, start)
    elif kind == "ratio":
        least = Fraction(relation.entry.at_least or 0)
        yield from _not_negative(
            relation, {one["numerator"].id: Fraction(1), one["denominator"].id: -least}
        )
    elif kind == "rounding":
        yield from _zero(relation, {one["exact"].id: Fraction(1), one["stated"].id: Fraction(-1)})
    elif kind == "same_value":
        first, *others = [member.id for member in relation.members]
        for other in others:
            yield from _zero(relation, {first: Fraction(1), other: Fraction(-1)})
    elif kind == "count_of_rows":
        rows = Fraction(relation.rows or 0)
        for sign in (Fraction(1), Fraction(-1)):
            yield Inequality((relation_name(relation),), {one["stated"].id: sign}, sign * rows)


def _percentage(
    relation: Relation, stated: Member, part: Coefficients, whole: str
) -> Iterator[Inequality]:
    """`part` (in hundredths) is the stated percentage of `whole`."""
    if stated.is_approximate or not stated.is_known:
        return
    rests_on = (relation_name(relation), stated.id)
    for end, bound, sign in (
        (stated.interval.lower, stated.interval.left, Fraction(1)),
        (stated.interval.upper, stated.interval.right, Fraction(-1)),
    ):
        if isinstance(end, Fraction):
            balance = {name: sign * value for name, value in part.items()}
            balance[whole] = balance.get(whole, Fraction(0)) - sign * end
            yield Inequality(rests_on, balance, Fraction(0), bound == portion.OPEN)


def _zero(relation: Relation, balance: Coefficients) -> Iterator[Inequality]:
    yield from _not_negative(relation, balance)
    yield from _not_negative(relation, {name: -value for name, value in balance.items()})


def _not_negative(relation: Relation, balance: Coefficients) -> Iterator[Inequality]:
    yield Inequality((relation_name(relation),), balance, Fraction(0))
