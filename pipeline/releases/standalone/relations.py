"""Checked: every relation is computed again, in fractions and with code of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import combinations

from pipeline.releases.standalone.release import MALFORMED, Release, Row, many, reason, records
from pipeline.releases.standalone.results import Find, Problem, part
from pipeline.releases.standalone.tables import exact

End = tuple[Fraction, int]
"""A number, and a nudge: 0 where it belongs to its interval, ±1 where only what lies beyond it does."""
Interval = tuple[End, End]
Figures = Mapping[str, Row]
FAR = Fraction(10) ** 30
"""Used for infinity; published numbers are far below it."""
ZERO, HUNDRED, INFINITY = (Fraction(0), 0), (Fraction(100), 0), (FAR, 0)
VAGUE = {"about", "approximately", "roughly", "around", "close to", "some", "an estimated"}
"""Words beside a number that make it approximate without bounding it."""


def ends(member: Row, figures: Figures) -> Interval:
    """Least and greatest value of a number that takes part in a relation."""
    if member["given"]:
        return (exact(member["given"]), 0), (exact(member["given"]), 0)
    if member["quantity_id"]:
        return ZERO, INFINITY
    figure = figures[member["figure_id"]]
    low = exact(figure["lower"]) if figure["lower"] else -FAR
    high = exact(figure["upper"]) if figure["upper"] else FAR
    return (low, figure["lower_closed"] == "false"), (high, -(figure["upper_closed"] == "false"))


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


def same(statements: list[Interval], known: bool) -> tuple[Interval, Interval]:
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


def two_sides(relation: Row, members: list[Row], figures: Figures) -> tuple[Interval, Interval]:  # noqa: PLR0911
    """The computed and the stated interval of a relation.

    Raises `KeyError` where a member or its figure is missing, or the kind is unknown.
    """
    roles: dict[str, list[Interval]] = defaultdict(list)
    for member in members:
        roles[member["role"]].append(ends(member, figures))
    one = {role: intervals[0] for role, intervals in roles.items()}
    if relation["cut_off"] == "true":
        one["stated"] = cut_off(one["stated"])
    kind, parts = relation["kind"], total(roles["part"]) if roles["part"] else (ZERO, ZERO)
    if kind == "sum":
        return parts, one["whole"]
    if kind == "difference":
        return difference(one["whole"], parts), one["stated"]
    if kind == "part_of":
        return difference(one["whole"], parts), (ZERO, INFINITY)
    if kind == "share" and "rest" in one:
        rest = quotient(one["rest"], one["whole"], 100)
        return difference((HUNDRED, HUNDRED), rest), one["stated"]
    if kind == "share":
        return quotient(parts, one["whole"], 100), one["stated"]
    if kind == "change":
        return difference(quotient(one["to"], one["from"], 100), (HUNDRED, HUNDRED)), one["stated"]
    if kind == "ratio":
        return quotient(one["numerator"], one["denominator"]), (one["least"][0], INFINITY)
    if kind == "same_value":
        return same(roles["same"], not any(member["quantity_id"] for member in members))
    if kind == "integer_multiple":
        printed = [exact(figures[m["figure_id"]]["value"]) for m in members if m["figure_id"]]
        step = one["step"][0][0]
        furthest = max(min(value % step, -value % step) for value in printed)
        return ((furthest, 0), (furthest, 0)), (ZERO, ZERO)
    return one[{"rounding": "exact", "count_of_rows": "rows"}[kind]], one["stated"]


def verdict_of(sides: tuple[Interval, Interval], members: list[Row], figures: Figures) -> str:
    """The verdict on a relation, one of the terms of its vocabulary (DICTIONARY.md)."""
    (low, high), (least, most) = sides
    vague = any(
        " ".join(figures[member["figure_id"]]["qualifier"].lower().split()) in VAGUE
        for member in members
        if member["figure_id"] and member["role"] != "multiple"
    )
    if low > most or least > high:
        return "indeterminate" if vague else "inconsistent"
    if any(member["quantity_id"] for member in members):
        return "indeterminate"
    return "verified" if least <= low and high <= most and not vague else "consistent"


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


def relation_problems(
    relations: Iterable[Row], members: Iterable[Row], figures: Iterable[Row]
) -> Iterator[Problem]:
    """Relations whose published verdict or ends are wrong; all three are rows as in the CSV."""
    by_id = {row["figure_id"]: row for row in figures}
    taking_part: dict[str, list[Row]] = defaultdict(list)
    for member in members:
        taking_part[member["relation_id"]].append(member)
    for relation in relations:
        name, published = relation["relation_id"], relation["verdict"]
        try:
            sides = two_sides(relation, taking_part[name], by_id)
            verdict = verdict_of(sides, taking_part[name], by_id)
            wrong = list(wrong_ends(relation, sides))
        except MALFORMED as error:
            yield Problem("checked", name, f"cannot be computed: {reason(error)}")
            continue
        if verdict != published:
            yield Problem(
                "checked", name, f"the verdict is `{verdict}`, published is `{published}`"
            )
        if wrong:
            yield Problem("checked", name, f"not as computed: {', '.join(wrong)}")


@part("checked")
def relations(release: Release, find: Find) -> str:
    """Every relation has the verdict, and both sides the ends, that follow from the figures."""
    published, members = (
        list(records(release, name)) for name in ("relations", "relation_members")
    )
    taking_part = {member["figure_id"] for member in members}
    wanted = ("figure_id", "value", "lower", "lower_closed", "upper", "upper_closed", "qualifier")
    every = records(release, "figures", *wanted)
    figures = (row for row in every if row["figure_id"] in taking_part)
    for problem in relation_problems(published, members, figures):
        find(problem.place, problem.found)
    return (
        f"{many(len(published), 'relation')} between {many(len(members), 'number')} computed again"
    )
