"""The two sides of each kind of relation: computed from its members, and stated.

A kind is a function from the intervals of the members to two sides: the values that the members admit,
and those that would be stated so. Where the two meet, the relation can hold. Nothing is judged here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import combinations
from operator import and_

import portion

from pipeline.consistency.interval_arithmetic import (
    NOT_NEGATIVE,
    difference_of,
    exact,
    percent_of,
    quotient_of,
    total_of,
)
from pipeline.sources.relation_entries import RelationEntry, RelationKind

ALL_PERCENT = portion.singleton(Fraction(100))
Sides = tuple[portion.Interval, portion.Interval]


@dataclass(frozen=True)
class Terms:
    """The numbers that a relation is computed from: intervals by role, the numbers printed, rows.

    `uncut` are the intervals before what is not possible at all is cut off.
    """

    intervals: Mapping[str, list[portion.Interval]]
    uncut: Mapping[str, list[portion.Interval]]
    printed: list[Fraction]
    rows: int | None
    all_known: bool = True

    def one(self, role: str) -> portion.Interval:
        """The interval of a role that one member plays."""
        (interval,) = self.intervals[role]
        return interval

    def total(self, role: str) -> portion.Interval:
        """Every sum of the members that play a role."""
        return total_of(self.intervals[role])


def sides_of(entry: RelationEntry, terms: Terms) -> Sides:
    """The values that follow from the members, and those that are stated."""
    return _SIDES[entry.kind](entry, terms)


def _sum(_: RelationEntry, terms: Terms) -> Sides:
    return terms.total("part"), terms.one("whole")


def _difference(_: RelationEntry, terms: Terms) -> Sides:
    return difference_of(terms.one("whole"), terms.total("part")), terms.one("stated")


def _share(_: RelationEntry, terms: Terms) -> Sides:
    if "rest" in terms.intervals:
        rest = percent_of(terms.one("rest"), terms.one("whole"))
        return difference_of(ALL_PERCENT, rest), terms.one("stated")
    return percent_of(terms.total("part"), terms.one("whole")), terms.one("stated")


def _change(_: RelationEntry, terms: Terms) -> Sides:
    ratio = percent_of(terms.one("to"), terms.one("from"))
    return difference_of(ratio, ALL_PERCENT), terms.one("stated")


def _ratio(entry: RelationEntry, terms: Terms) -> Sides:
    assert entry.at_least is not None
    admitted = portion.closedopen(Fraction(entry.at_least), portion.inf)
    return quotient_of(terms.one("numerator"), terms.one("denominator")), admitted


def _rounding(_: RelationEntry, terms: Terms) -> Sides:
    return terms.one("exact"), terms.one("stated")


def _same_value(_: RelationEntry, terms: Terms) -> Sides:
    """The narrowest of the numbers, and what the others leave; of those that do not meet, two.

    Statements that only bound a number ("up to 48") are the same where they name the same bound.
    """
    intervals, uncut = terms.intervals["same"], terms.uncut["same"]
    for ends in ([i.lower for i in uncut], [i.upper for i in uncut]):
        if terms.all_known and not any(isinstance(end, Fraction) for end in ends):
            intervals = [_bound_named(interval) for interval in uncut]
            break
    for one, other in combinations(intervals, 2):
        if (one & other).empty:
            return one, other
    narrowest = min(range(len(intervals)), key=lambda index: _width(intervals[index]))
    others = [*intervals[:narrowest], *intervals[narrowest + 1 :]]
    return intervals[narrowest], reduce(and_, others)


def _width(interval: portion.Interval) -> Fraction:
    """Distance of its ends; infinite where an end is."""
    bounded = isinstance(interval.lower, Fraction) and isinstance(interval.upper, Fraction)
    width: Fraction = interval.upper - interval.lower if bounded else portion.inf
    return width


def _bound_named(interval: portion.Interval) -> portion.Interval:
    """The one finite end of an interval that is bounded on one side."""
    end = interval.lower if isinstance(interval.lower, Fraction) else interval.upper
    return portion.singleton(end)


def _part_of(_: RelationEntry, terms: Terms) -> Sides:
    """Whole − parts; must be ≥ 0."""
    return difference_of(terms.one("whole"), terms.total("part")), NOT_NEGATIVE


def _count_of_rows(_: RelationEntry, terms: Terms) -> Sides:
    assert terms.rows is not None
    return portion.singleton(Fraction(terms.rows)), terms.one("stated")


def _integer_multiple(entry: RelationEntry, terms: Terms) -> Sides:
    """The greatest distance of a printed number from a multiple of the step: none."""
    assert entry.step is not None
    step = Fraction(entry.step)
    greatest = max(min(number % step, -number % step) for number in terms.printed)
    return portion.singleton(greatest), portion.singleton(Fraction(0))


_SIDES: Mapping[RelationKind, Callable[[RelationEntry, Terms], Sides]] = {
    "sum": _sum,
    "difference": _difference,
    "share": _share,
    "change": _change,
    "ratio": _ratio,
    "rounding": _rounding,
    "same_value": _same_value,
    "part_of": _part_of,
    "count_of_rows": _count_of_rows,
    "integer_multiple": _integer_multiple,
}


def cut_off(interval: portion.Interval) -> portion.Interval:
    """The values that would be printed so by a document that cuts off instead of rounding.

    An interval of half a step to either side becomes the step from its middle away from zero.

    >>> cut_off(portion.closed(Fraction("19.5"), Fraction("20.5")))
    [Fraction(20, 1),Fraction(21, 1))
    """
    middle, step = _middle_and_step(interval)
    if middle < 0:
        return portion.openclosed(middle - step, middle)
    return portion.closedopen(middle, middle + step)


def rounded_up(interval: portion.Interval) -> portion.Interval:
    """The values that would be printed so by a document that rounds every number up, away from zero.

    An interval of half a step to either side becomes the step from its middle toward zero.

    >>> rounded_up(portion.closed(Fraction("19.5"), Fraction("20.5")))
    (Fraction(19, 1),Fraction(20, 1)]
    """
    middle, step = _middle_and_step(interval)
    if middle < 0:
        return portion.closedopen(middle, middle + step)
    return portion.openclosed(middle - step, middle)


def _middle_and_step(interval: portion.Interval) -> tuple[Fraction, Fraction]:
    rational = exact(interval)
    step: Fraction = rational.upper - rational.lower
    return rational.lower + step / 2, step
