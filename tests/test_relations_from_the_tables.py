"""Every verdict a second time, from the published CSV alone: plain fractions, nothing of the pipeline's.

An end of an interval is a pair: the number, and a nudge that is 0 where the number itself belongs to the
interval and ±1 where only what lies beyond it does. Pairs compare as ends of intervals do.
"""

import csv
from fractions import Fraction

import pytest

FAR = Fraction(10) ** 30
VAGUE = {"about", "approximately", "roughly", "around", "close to", "some", "an estimated"}


def rows(repository, table):
    with (repository / f"datapackage/csv/{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def tables(repository):
    members = {}
    for row in rows(repository, "relation_members"):
        members.setdefault(row["relation_id"], []).append(row)
    figures = {row["figure_id"]: row for row in rows(repository, "figures")}
    return rows(repository, "relations"), members, figures


def number(text, missing):
    return Fraction(text) if text else missing


def ends(member, figures):
    """Least and greatest value of a member, each with its nudge."""
    if member["given"]:
        return (Fraction(member["given"]), 0), (Fraction(member["given"]), 0)
    if member["quantity_id"]:
        return (Fraction(0), 0), (FAR, 0)
    figure = figures[member["figure_id"]]
    return (
        (number(figure["lower"], -FAR), 1 if figure["lower_closed"] == "false" else 0),
        (number(figure["upper"], FAR), -1 if figure["upper_closed"] == "false" else 0),
    )


def added(*many):
    nudges = [nudge for _, nudge in many if nudge]
    return sum(value for value, _ in many), nudges[0] if nudges else 0


def less(one, other):
    return added(one, (-other[0], -other[1]))


def over(one, other, toward):
    """One end over another end; `toward` is the nudge of an open result."""
    if other[0] <= 0:
        return FAR, 0
    value = one[0] / other[0]
    return value, toward if (one[1] or other[1]) and value else 0


def quotient(one, other):
    least = (max(one[0][0], Fraction(0)), one[0][1])
    return over(least, other[1], 1), over(one[1], other[0], -1)


def scaled(interval, factor, plus=0):
    return tuple((value * factor + plus, nudge) for value, nudge in interval)


def total(intervals):
    return added(*(i[0] for i in intervals)), added(*(i[1] for i in intervals))


def difference(whole, part):
    return less(whole[0], part[1]), less(whole[1], part[0])


def two_sides(relation, members, figures):  # noqa: PLR0911  (a line for each kind)
    by_role = {}
    for member in members:
        by_role.setdefault(member["role"], []).append(ends(member, figures))
    one = {role: intervals[0] for role, intervals in by_role.items()}
    if relation["cut_off"] == "true":
        (low, _), (high, _) = one["stated"]
        middle = (low + high) / 2
        one["stated"] = (middle, 0), (middle + high - low, -1)
    kind = relation["kind"]
    not_negative = (Fraction(0), 0), (FAR, 0)
    if kind == "sum":
        return total(by_role["part"]), one["whole"]
    if kind == "difference":
        return difference(one["whole"], total(by_role["part"])), one["stated"]
    if kind == "share" and "rest" in one:
        rest = scaled(quotient(one["rest"], one["whole"]), 100)
        return difference(((Fraction(100), 0), (Fraction(100), 0)), rest), one["stated"]
    if kind == "share":
        return scaled(quotient(total(by_role["part"]), one["whole"]), 100), one["stated"]
    if kind == "change":
        return scaled(quotient(one["to"], one["from"]), 100, -100), one["stated"]
    if kind == "ratio":
        return quotient(one["numerator"], one["denominator"]), (one["least"][0], (FAR, 0))
    if kind == "rounding":
        return one["exact"], one["stated"]
    if kind == "part_of":
        return difference(one["whole"], total(by_role["part"])), not_negative
    if kind == "count_of_rows":
        return one["rows"], one["stated"]
    return None


def verdict(relation, members, figures):
    known = all(not member["quantity_id"] for member in members)
    vague = any(
        " ".join(figures[m["figure_id"]]["qualifier"].lower().split()) in VAGUE
        for m in members
        if m["figure_id"] and m["role"] != "multiple"
    )
    if relation["kind"] == "integer_multiple":
        (step,) = [Fraction(m["given"]) for m in members if m["role"] == "step"]
        printed = [Fraction(figures[m["figure_id"]]["value"]) for m in members if m["figure_id"]]
        possible = certain = all(value % step == 0 for value in printed)
    elif relation["kind"] == "same_value":
        possible, certain = all_the_same([ends(m, figures) for m in members], known)
    else:
        (low, high), (least, most) = two_sides(relation, members, figures)
        possible = low <= most and least <= high
        certain = least <= low and high <= most
    if not possible:
        return "indeterminate" if vague else "inconsistent"
    if not known:
        return "indeterminate"
    return "verified" if certain and not vague else "consistent"


def all_the_same(intervals, known):
    """Statements that bound a number on one side alone are the same where the bound is."""
    if known and all(low[0] == -FAR for low, _ in intervals):
        intervals = [((high[0], 0), (high[0], 0)) for _, high in intervals]
    elif known and all(high[0] == FAR for _, high in intervals):
        intervals = [((low[0], 0), (low[0], 0)) for low, _ in intervals]
    possible = max(low for low, _ in intervals) <= min(high for _, high in intervals)
    narrowest = min(intervals, key=lambda interval: interval[1][0] - interval[0][0])
    certain = all(low <= narrowest[0] and narrowest[1] <= high for low, high in intervals)
    return possible, certain


def test_every_verdict_follows_from_the_published_tables(tables):
    relations, members, figures = tables
    assert len(relations) > 80
    for relation in relations:
        found = verdict(relation, members[relation["relation_id"]], figures)
        assert found == relation["verdict"], relation["relation_id"]


def test_a_figure_printed_otherwise_would_turn_a_verdict_here_too(tables):
    relations, members, figures = tables
    (relation,) = [r for r in relations if r["relation_id"] == "offenses-total"]
    changed = {
        **figures,
        "charges-fy2019": {**figures["charges-fy2019"], "lower": "1", "upper": "1"},
    }
    assert verdict(relation, members["offenses-total"], changed) == "inconsistent"


def test_published_ends_are_those_of_the_second_computation(tables):
    relations, members, figures = tables
    for relation in relations:
        sides = two_sides(relation, members[relation["relation_id"]], figures)
        for side, interval in zip(("computed", "stated"), sides or (), strict=False):
            for end, (value, nudge) in zip(("lower", "upper"), interval, strict=True):
                published = relation[f"{side}_{end}"]
                if published:
                    assert abs(Fraction(published) - value) < Fraction(1, 10**6)
                    assert relation[f"{side}_{end}_closed"] == str(nudge == 0).lower()
                else:
                    assert abs(value) > FAR / 10**9
