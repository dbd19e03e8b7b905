"""Every verdict a second time, from the published CSV alone, by the verifier that travels with a release.

`pipeline.releases.standalone` shares no code with `pipeline.consistency`: plain fractions and pairs for ends.
"""

import csv
from fractions import Fraction
from itertools import product

import portion
import pytest

from pipeline.consistency import interval_arithmetic as arithmetic
from pipeline.releases.standalone.intervals import (
    FAR,
    PERCENTS,
    Number,
    cut_off,
    difference,
    quotient,
    rounded_up,
    same,
    total,
    verdict_of,
)
from pipeline.releases.standalone.relations import member_of, relation_problems, two_sides


def rows(repository, table):
    with (repository / f"datapackage/csv/{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def tables(repository):
    members = {}
    for row in rows(repository, "relation_members"):
        members.setdefault(row["relation_id"], []).append(row)
    figures = {row["figure_id"]: row for row in rows(repository, "figures")}
    relations = [row for row in rows(repository, "relations") if not row["rule"]]
    return relations, members, figures


def taking_part(relation, members, figures):
    return [member_of(member, relation["source_id"], figures, {}) for member in members]


def verdict(relation, members, figures):
    taken = taking_part(relation, members, figures)
    return verdict_of(two_sides(relation, taken), [number for _, number in taken])


def test_every_verdict_follows_from_the_published_tables(tables):
    relations, members, figures = tables
    assert len(relations) > 80
    for relation in relations:
        found = verdict(relation, members[relation["relation_id"]], figures)
        assert found == relation["verdict"], relation["relation_id"]


def test_a_figure_printed_otherwise_would_turn_a_verdict_here_too(tables):
    relations, members, figures = tables
    (relation,) = [r for r in relations if r["relation_id"] == "oig-20-13/offenses-total"]
    changed = {
        **figures,
        "oig-20-13/charges-fy2019": {
            **figures["oig-20-13/charges-fy2019"],
            "lower": "1",
            "upper": "1",
        },
    }
    assert verdict(relation, members["oig-20-13/offenses-total"], changed) == "inconsistent"


def test_published_ends_are_those_of_the_second_computation(tables):
    relations, members, figures = tables
    for relation in relations:
        taken = taking_part(relation, members[relation["relation_id"]], figures)
        sides = two_sides(relation, taken)
        for side, interval in zip(("computed", "stated"), sides, strict=True):
            for end, (value, nudge) in zip(("lower", "upper"), interval, strict=True):
                published = relation[f"{side}_{end}"]
                if published:
                    assert abs(Fraction(published) - value) < Fraction(1, 10**6)
                    assert relation[f"{side}_{end}_closed"] == str(nudge == 0).lower()
                else:
                    assert abs(value) == FAR


def test_the_verifier_says_of_the_published_relations_that_they_follow(tables):
    relations, members, figures = tables
    every_member = [member for many in members.values() for member in many]
    assert list(relation_problems(relations, every_member, figures.values())) == []


@pytest.mark.parametrize("column", ["verdict", "computed_lower", "stated_upper_closed"])
def test_the_verifier_finds_each_relation_whose_published_result_is_changed(column, tables):
    relations, members, figures = tables
    other = {"verdict": "unknown", "computed_lower": "-123", "stated_upper_closed": "neither"}
    every_member = [member for many in members.values() for member in many]
    for relation in relations:
        if relation[column]:
            changed = [relation | {column: other[column]}]
            (problem,) = relation_problems(changed, every_member, figures.values())
            assert problem.place == relation["relation_id"]


def test_a_relation_without_its_members_is_a_problem(tables):
    relations, _, figures = tables
    problems = list(relation_problems(relations, [], figures.values()))
    assert [problem.place for problem in problems] == [row["relation_id"] for row in relations]


def closed(low, high):
    return (Fraction(low), 0), (Fraction(high), 0)


def test_a_number_cut_off_stands_for_the_step_away_from_zero():
    assert cut_off(rounded("20")) == ((Fraction(20), 0), (Fraction(21), -1))
    assert cut_off(rounded("-20")) == ((Fraction(-21), 1), (Fraction(-20), 0))


def test_a_number_rounded_up_stands_for_the_step_toward_zero():
    assert rounded_up(rounded("20")) == ((Fraction(19), 1), (Fraction(20), 0))
    assert rounded_up(rounded("-20")) == ((Fraction(-20), 0), (Fraction(-19), -1))


def test_the_step_of_a_share_at_the_end_of_a_whole_is_that_of_its_farther_end():
    none, all_of_it = (
        Number(closed(*ends), Fraction(value), kind="rounded", within=PERCENTS)
        for value, ends in ((0, ("0", "0.5")), (100, ("99.5", "100")))
    )
    assert cut_off(none) == ((Fraction(0), 0), (Fraction(1), -1))
    assert cut_off(all_of_it) == closed(100, 100)
    assert rounded_up(all_of_it) == ((Fraction(99), 1), (Fraction(100), 0))


def rounded(number):
    half = Fraction(1, 2)
    return Number(
        closed(Fraction(number) - half, Fraction(number) + half), Fraction(number), kind="rounded"
    )


def of_interval(interval, **more):
    return Number(interval, None, **more)


def test_statements_that_name_the_same_bound_are_the_same():
    up_to = ((-FAR, 0), (Fraction(48), 0))
    assert same_of(up_to, up_to) == (closed(48, 48), closed(48, 48))
    assert same_of(closed(1, 5), closed(6, 7)) == (closed(1, 5), closed(6, 7))
    assert same_of(closed(1, 9), closed(4, 5)) == (closed(4, 5), closed(1, 9))


def same_of(*intervals):
    return same([of_interval(interval) for interval in intervals], known=True)


@pytest.mark.parametrize(
    ("low", "high", "value", "bound"),
    [
        ((0, 0), (40, -1), "40", 40),
        ((40, 1), (100, 0), "40", 40),
        ((0, 0), (100, 0), "100", 100),
        ((50, 1), (100, 0), None, 50),
        ((0, 0), (50, 0), None, 50),
    ],
)
def test_a_share_that_is_bounded_names_the_bound_that_the_document_prints(low, high, value, bound):
    interval = tuple((Fraction(end), nudge) for end, nudge in (low, high))
    share = Number(interval, value and Fraction(value), kind="bounded", within=PERCENTS)
    assert same([share, share], known=True) == (closed(bound, bound), closed(bound, bound))


def intervals():
    """Intervals between small numbers, open and closed, bounded and unbounded, of both computations."""
    numbers = [Fraction(0), Fraction(1), Fraction(5, 2), Fraction(4)]
    for low, high, left, right in product(numbers, numbers, *[(portion.CLOSED, portion.OPEN)] * 2):
        if low < high or (low == high and left == right == portion.CLOSED):
            mine = (low, int(left == portion.OPEN)), (high, -int(right == portion.OPEN))
            yield mine, portion.Interval.from_atomic(left, low, high, right)
            yield (
                (mine[0], (FAR, 0)),
                portion.Interval.from_atomic(left, low, portion.inf, portion.OPEN),
            )
            yield (
                ((-FAR, 0), mine[1]),
                portion.Interval.from_atomic(portion.OPEN, -portion.inf, high, right),
            )


def as_portion(mine):
    (low, low_nudge), (high, high_nudge) = mine
    return portion.Interval.from_atomic(
        portion.OPEN if low_nudge or low == -FAR else portion.CLOSED,
        -portion.inf if low == -FAR else low,
        portion.inf if high == FAR else high,
        portion.OPEN if high_nudge or high == FAR else portion.CLOSED,
    )


def test_both_computations_add_subtract_and_divide_alike():
    every = list(intervals())
    for (one, theirs), (other, others) in product(every, every):
        assert as_portion(total([one, other])) == arithmetic.total_of([theirs, others])
        assert as_portion(difference(one, other)) == arithmetic.difference_of(theirs, others)
        positive = not (others & arithmetic.NOT_NEGATIVE).empty and others.upper > 0
        if positive and not (theirs & arithmetic.NOT_NEGATIVE).empty and theirs.upper > 0:
            assert as_portion(quotient(one, other)) == arithmetic.quotient_of(theirs, others)
