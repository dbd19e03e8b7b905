"""Intervals that numbers are known to lie in, and the verdict on two of them, in fractions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import combinations
from math import ceil, floor
from typing import NamedTuple

from pipeline.releases.standalone.release import Row
from pipeline.releases.standalone.tables import as_cell, exact

End = tuple[Fraction, int]
"""A number, and a nudge: 0 where it belongs to its interval, ±1 where only what lies beyond it does."""
Interval = tuple[End, End]
Sides = tuple[Interval, Interval]
"""What is computed, and what is stated."""
FAR = Fraction(10) ** 30
"""Used for infinity; published numbers are far below it."""
ZERO, HUNDRED, INFINITY = (Fraction(0), 0), (Fraction(100), 0), (FAR, 0)
ANY_NUMBER: Interval = ((-FAR, 0), INFINITY)
EARLIER_VAGUE_WORDS = frozenset(
    "about|approximately|roughly|around|close to|some|an estimated".split("|")
)
"""Qualifiers of approximate numbers, for releases that publish no kind of interval (before 0.2.0)."""
ROUNDED = ("rounded", "approximate")
"""Kinds of intervals that reach half a step to either side of a number, where there is a number."""
PERCENTS: Interval = (ZERO, HUNDRED)
"""What a share of a whole can be."""


class Number(NamedTuple):
    """A number that takes part in a relation: every value that it may have, and the number as published.

    `published` is None where no number is. A number that no document states is not known. `kind` is that of its
    interval, `within` are the values that are possible at all.
    """

    interval: Interval
    published: Fraction | None
    is_known: bool = True
    kind: str = "exact"
    within: Interval = ANY_NUMBER

    @property
    def is_approximate(self) -> bool:
        """Whether a word such as "about" is beside it, so that nothing bounds it."""
        return self.kind == "approximate"


UNKNOWN = Number((ZERO, INFINITY), None, is_known=False)


def exactly(value: Fraction) -> Number:
    """A number that has this value and no other."""
    return Number(((value, 0), (value, 0)), value)


def of_figure(figure: Row) -> Number:
    """The number of a figure, a row as in the CSV."""
    value = exact(figure["value"]) if figure["value"] else None
    within = PERCENTS if figure.get("statistic") == "share" else ANY_NUMBER
    if "interval_kind" in figure:
        return Number(working_interval(figure), value, True, figure["interval_kind"], within)
    is_vague = " ".join(figure["qualifier"].lower().split()) in EARLIER_VAGUE_WORDS
    kind = "approximate" if is_vague else "rounded"
    return Number(published_interval(figure), value, True, kind, within)


def published_interval(row: Row) -> Interval:
    """The interval of a row of `figures` or `cells`; its ends are included unless it says that they are not."""
    low = exact(row["lower"]) if row["lower"] else -FAR
    high = exact(row["upper"]) if row["upper"] else FAR
    return (
        (low, int(row.get("lower_closed") == "false")),
        (high, -int(row.get("upper_closed") == "false")),
    )


def working_interval(row: Row) -> Interval:
    """The interval that relations compute with: of an approximate number, its printed precision."""
    if row.get("interval_kind") != "approximate":
        return published_interval(row)
    low = exact(row["working_lower"]) if row["working_lower"] else -FAR
    return (low, 0), (exact(row["working_upper"]) if row["working_upper"] else FAR, 0)


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


def cut_off(stated: Number) -> Interval:
    """The interval of a number that is truncated, not rounded: a step from the number away from zero."""
    number, step = number_and_step(stated)
    if number >= 0:
        return met(((number, 0), (number + step, -1)), stated.within)
    return met(((number - step, 1), (number, 0)), stated.within)


def rounded_up(stated: Number) -> Interval:
    """The interval of a number that is rounded up, away from zero: a step from the number toward zero."""
    number, step = number_and_step(stated)
    if number >= 0:
        return met(((number - step, 1), (number, 0)), stated.within)
    return met(((number, 0), (number + step, -1)), stated.within)


Printed = Callable[[Number], Interval]
"""The interval of a number under a way of rounding."""
Tried = Callable[[Printed], bool]
"""Whether the two sides meet, had the stated number been rounded in another way."""
OTHER_ROUNDING: Mapping[str, Printed] = {
    "truncation_reconciles": cut_off,
    "rounding_up_reconciles": rounded_up,
}
"""Column of `relations` → the interval of a number that is rounded in another way than to the nearest."""


def number_and_step(stated: Number) -> tuple[Fraction, Fraction]:
    """A rounded number, and twice the distance of the farther end: the nearer may be cut to what is possible."""
    (low, _), (high, _) = stated.interval
    number = (low + high) / 2 if stated.published is None else stated.published
    return number, 2 * max(high - number, number - low)


def met(one: Interval, other: Interval) -> Interval:
    """What two intervals have in common."""
    return max(one[0], other[0]), min(one[1], other[1])


def uncut(number: Number) -> Interval:
    """The interval of a number that is bounded on one side, without an end that only its statistic gives it.

    Of two ends the one is given that is farther from the number; a word without a number names neither 0 nor 100.
    """
    (low, high), value = number.interval, number.published
    if number.kind != "bounded" or low[0] == -FAR or high[0] == FAR:
        return number.interval
    if value is not None:
        return ((-FAR, 0), high) if value - low[0] > high[0] - value else (low, INFINITY)
    if low == ZERO:
        return (-FAR, 0), high
    return (low, INFINITY) if high == HUNDRED else number.interval


def same(numbers: list[Number], known: bool) -> Sides:
    """The narrowest of some statements and the intersection of the others; or two that do not meet.

    Statements that bound a number on one side only are the same where their bounds are.
    """
    statements, sided = [number.interval for number in numbers], [uncut(each) for each in numbers]
    if known and all(low[0] == -FAR for low, _ in sided):
        statements = [((high[0], 0), (high[0], 0)) for _, high in sided]
    elif known and all(high[0] == FAR for _, high in sided):
        statements = [((low[0], 0), (low[0], 0)) for low, _ in sided]
    for one, other in combinations(statements, 2):
        if not do_meet(one, other):
            return one, other
    narrowest = min(statements, key=lambda each: min(each[1][0] - each[0][0], FAR / 2))
    others = list(statements)
    others.remove(narrowest)
    return narrowest, (max(low for low, _ in others), min(high for _, high in others))


def do_meet(one: Interval, other: Interval) -> bool:
    """Whether two intervals have a number in common."""
    return not (one[0] > other[1] or other[0] > one[1])


def verdict_of(sides: Sides, numbers: Iterable[Number]) -> str:
    """The verdict on the numbers of a relation, one of the terms of its vocabulary (DICTIONARY.md)."""
    (low, high), (least, most) = sides
    numbers = list(numbers)
    approximate = any(number.is_approximate for number in numbers)
    if not do_meet(*sides):
        return "indeterminate" if approximate else "inconsistent"
    if not all(number.is_known for number in numbers):
        return "indeterminate"
    return "verified" if least <= low and high <= most and not approximate else "consistent"


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
    """The ends of a relation's intervals that are not the published ones, which are rounded outward to six decimals."""
    for side, interval in zip(("computed", "stated"), sides):
        for end, (value, nudge) in zip(("lower", "upper"), interval):
            published, closed = relation[f"{side}_{end}"], relation[f"{side}_{end}_closed"]
            right = abs(value) == FAR and not closed
            if published:
                outward = floor if end == "lower" else ceil
                is_same = exact(published) * 10**6 == outward(value * 10**6)
                right = is_same and closed == ("false" if nudge else "true")
            if not right:
                yield f"{side}_{end}"


def wrong_explanations(relation: Row, tried: Tried | None) -> Iterator[str]:
    """The columns about other ways of rounding that are not what follows.

    `tried` is None where the two sides meet, or where the stated number is not rounded. Releases before 0.2.0 have
    one column only, and no kinds of intervals.
    """
    for column, printed in OTHER_ROUNDING.items():
        if "rounding_up_reconciles" in relation:
            expected = as_cell(tried(printed)) if tried else ""
            if relation[column] != expected:
                yield column


def fault_of_interval(row: Row) -> str | None:
    """Why the interval of a row of `figures` or `cells` is not of its kind; None where it is."""
    kind, value = row["interval_kind"], exact(row["value"]) if row["value"] else None
    (low, _), (high, _) = working_interval(row)
    ends = [row[name] for name in ("lower", "upper") if row[name]]
    working = [row[name] for name in ("working_lower", "working_upper") if row[name]]
    if not kind:
        return "has ends and no kind" if ends or working or value is not None else None
    rightly_ended = {
        "exact": bool(ends) and low == high,
        "bounded": bool(ends) and low < high,
        "rounded": len(ends) == 2 and low < high,
        "approximate": not ends and bool(working),
    }
    if not rightly_ended.get(kind) or bool(working) != (kind == "approximate"):
        return f"is {kind} and has the ends {' and '.join(ends + working) or 'of no number'}"
    if value is not None and not low <= value <= high:
        return f"has the value {row['value']}, which is not in its interval"
    return None
