"""Intervals that numbers are known to lie in, and the verdict on two of them, in fractions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from pipeline.releases.standalone.release import Row
from pipeline.releases.standalone.tables import exact

End = tuple[Fraction, int]
"""A number, and a nudge: 0 where it belongs to its interval, ±1 where only what lies beyond it does."""
Interval = tuple[End, End]
Sides = tuple[Interval, Interval]
"""What is computed, and what is stated."""
FAR = Fraction(10) ** 30
"""Used for infinity; published numbers are far below it."""
ZERO, HUNDRED, INFINITY = (Fraction(0), 0), (Fraction(100), 0), (FAR, 0)
ANY_NUMBER: Interval = ((-FAR, 0), INFINITY)
VAGUE = {"about", "approximately", "roughly", "around", "close to", "some", "an estimated"}
"""Words beside a number that make it approximate without bounding it."""


class Number(NamedTuple):
    """A number that takes part in a relation: every value that it may have, and the number as published.

    `published` is None where no number is. A number that no document states is not known.
    """

    interval: Interval
    published: Fraction | None
    is_known: bool = True
    is_vague: bool = False


UNKNOWN = Number((ZERO, INFINITY), None, is_known=False)


def exactly(value: Fraction) -> Number:
    """A number that has this value and no other."""
    return Number(((value, 0), (value, 0)), value)


def of_figure(figure: Row) -> Number:
    """The number of a figure, a row as in the CSV."""
    low = exact(figure["lower"]) if figure["lower"] else -FAR
    high = exact(figure["upper"]) if figure["upper"] else FAR
    interval = (
        (low, int(figure["lower_closed"] == "false")),
        (high, -int(figure["upper_closed"] == "false")),
    )
    is_vague = " ".join(figure["qualifier"].lower().split()) in VAGUE
    return Number(interval, exact(figure["value"]) if figure["value"] else None, True, is_vague)


def total(intervals: Iterable[Interval]) -> Interval:
    """Every sum of one number out of each interval."""

    def added(many_ends: tuple[End, ...]) -> End:
        for end in many_ends:
            if abs(end[0]) == FAR:
                return end
        nudges = [nudge for _, nudge in many_ends if nudge]
        return sum((value for value, _ in many_ends), Fraction(0)), nudges[0] if nudges else 0

    lows, highs = zip(*intervals)
    return added(lows), added(highs)


def difference(whole: Interval, part: Interval) -> Interval:
    """Every number of one interval less every number of another."""
    (low, low_nudge), (high, high_nudge) = part
    return total([whole, ((-high, -high_nudge), (-low, -low_nudge))])


def quotient(one: Interval, other: Interval, times: int = 1) -> Interval:
    """Every number of one interval, so many times, over every number above zero of another."""

    def over(end: End, by: End, nudge: int) -> End:
        if end[0] == FAR or (end[0] and by[0] <= 0):
            return INFINITY
        if not end[0] or by[0] == FAR:
            return Fraction(0), nudge if end[0] or end[1] else 0
        return end[0] * times / by[0], nudge if end[1] or by[1] else 0

    return over(max(one[0], ZERO), other[1], 1), over(one[1], other[0], -1)


def cut_off(stated: Interval) -> Interval:
    """The interval of a number that is truncated, not rounded: a step from its middle away from zero."""
    middle, step = (stated[0][0] + stated[1][0]) / 2, stated[1][0] - stated[0][0]
    return ((middle, 0), (middle + step, -1)) if middle >= 0 else ((middle - step, 1), (middle, 0))


def same(statements: list[Interval], known: bool) -> Sides:
    """The narrowest of some statements and the intersection of the others; or two that do not meet.

    Statements that bound a number on one side only are the same where their bounds are.
    """
    if known and all(low[0] == -FAR for low, _ in statements):
        statements = [((high[0], 0), (high[0], 0)) for _, high in statements]
    elif known and all(high[0] == FAR for _, high in statements):
        statements = [((low[0], 0), (low[0], 0)) for low, _ in statements]
    for one, other in combinations(statements, 2):
        if one[0] > other[1] or other[0] > one[1]:
            return one, other
    narrowest = min(statements, key=lambda each: min(each[1][0] - each[0][0], FAR / 2))
    others = list(statements)
    others.remove(narrowest)
    return narrowest, (max(low for low, _ in others), min(high for _, high in others))


def verdict_of(sides: Sides, numbers: Iterable[Number]) -> str:
    """The verdict on the numbers of a relation, one of the terms of its vocabulary (DICTIONARY.md)."""
    (low, high), (least, most) = sides
    numbers = list(numbers)
    vague = any(number.is_vague for number in numbers)
    if low > most or least > high:
        return "indeterminate" if vague else "inconsistent"
    if not all(number.is_known for number in numbers):
        return "indeterminate"
    return "verified" if least <= low and high <= most and not vague else "consistent"


def in_words(interval: Interval) -> str:
    """An interval for people: a number, or its ends with ∞ where nothing bounds it."""

    def shown(value: Fraction) -> str:
        bounded = f"{float(value):,.6f}".rstrip("0").rstrip(".")
        return bounded if abs(value) < FAR else "∞" if value > 0 else "-∞"

    (low, low_nudge), (high, high_nudge) = interval
    if low == high:
        return shown(low)
    left = "(" if low_nudge or low == -FAR else "["
    return f"{left}{shown(low)}, {shown(high)}{')' if high_nudge or high == FAR else ']'}"


def wrong_ends(relation: Row, sides: Iterable[Interval]) -> Iterator[str]:
    """The ends of a relation's intervals that differ from the published ones in six decimals."""
    for side, interval in zip(("computed", "stated"), sides):
        for end, (value, nudge) in zip(("lower", "upper"), interval):
            published, closed = relation[f"{side}_{end}"], relation[f"{side}_{end}_closed"]
            right = abs(value) == FAR and not closed
            if published:
                near = abs(exact(published) - value) < Fraction(1, 10**6)
                right = near and closed == ("false" if nudge else "true")
            if not right:
                yield f"{side}_{end}"
