"""How far a stated number could lie elsewhere before its relation would no longer hold.

The slack of a relation shows how much it proves: a sum of exact counts has none, a number that is only
part of a large whole has much. Distances are whole steps in which the number is printed (hundreds
under a document's rule of rounding, percents of a percentage), so that the next step is the smallest
change that turns the verdict.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from pipeline.consistency.members import Member
from pipeline.consistency.relations import Relation, judged

FARTHEST = 2**40
"""Steps beyond which a number is taken not to matter to its relation."""

MOVED_AS_FAR = ("sum", "difference", "rounding", "same_value", "part_of", "count_of_rows")
"""Kinds of relation of which a side moves as far as a member does."""


@dataclass(frozen=True)
class Slack:
    """The greatest distances at which the relation still holds; None where none would turn it."""

    step: Fraction
    down: Fraction | None
    up: Fraction | None


def slack_of(relation: Relation, member: Member) -> Slack | None:
    """The slack of a member; None where the relation does not hold or the member states no number."""
    if not relation.holds or member.printed is None:
        return None
    step = _step(member)
    return Slack(step, _greatest(relation, member, -step), _greatest(relation, member, step))


def with_shifted(relation: Relation, member_id: str, by: Fraction) -> Relation:
    """The relation, had the figure of that id been printed higher by so much."""
    members = tuple(m.shifted(by) if m.id == member_id else m for m in relation.members)
    return judged(relation.at, relation.source, members, relation.rows)


def _greatest(relation: Relation, member: Member, step: Fraction) -> Fraction | None:
    """The greatest multiple of `step` by which the member can move with the relation holding."""
    assert member.printed is not None
    towards_zero = step < 0 <= member.printed
    farthest = int(member.printed / -step) if towards_zero else FARTHEST
    holding, failing = 0, farthest + 1
    probes = _likely(relation, abs(step), farthest)
    while failing - holding > 1:
        likely = next((steps for steps in probes if holding < steps < failing), None)
        steps = likely or min(2 * holding or 1, (holding + failing) // 2)
        if with_shifted(relation, member.id, steps * step).holds:
            holding = steps
        else:
            failing = steps
    return None if holding == farthest else abs(holding * step)


def _likely(relation: Relation, step: Fraction, farthest: int) -> Iterator[int]:
    """Numbers of steps at which the verdict may well turn, to be tried before others.

    Either it never turns; or it does where the sides no longer meet, if they move as far as the member. The
    multiples of a step are scattered, and are tried one after the other.
    """
    if relation.kind == "integer_multiple":
        return
    yield farthest
    if relation.kind in MOVED_AS_FAR:
        computed, stated = relation.computed, relation.stated
        for upper, lower in ((stated.upper, computed.lower), (computed.upper, stated.lower)):
            if isinstance(upper, Fraction) and isinstance(lower, Fraction):
                yield from ((upper - lower) // step + more for more in (0, 1, -1))


def _step(member: Member) -> Fraction:
    """The step in which the number is printed."""
    if member.cell is not None:
        return member.cell.step or Fraction(1)
    assert member.figure is not None
    if member.is_rounded and member.role != "multiple":
        width: Fraction = member.uncut.upper - member.uncut.lower
        if width:  # "approximately one-fifth" is rounded to no step
            return width
    return Fraction(member.figure.last_digit_unit)
