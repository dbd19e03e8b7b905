"""Bounds against arithmetic done by hand, and the proofs behind them against arithmetic of their own."""

import random
from fractions import Fraction
from itertools import combinations
from math import ceil, floor

import pytest

from pipeline.consistency.certificates import Inequality
from pipeline.consistency.inequalities import relation_name, system_of
from pipeline.consistency.joined_relations import joined_relations
from pipeline.consistency.linear_programs import Contradiction, greatest_lower_bound
from pipeline.consistency.quantity_ends import inequalities_for

BY_HAND = {
    "oig-20-13/detainers-declined-fy2015-fy2018": (58850 - 8665 - 16450, 58950 - 8665 - 16350),
    # FY 2019 is at most 1.895 × 8,665 = 16,420.175 where 89 percent is rounded
    "oig-20-13/detainers-declined-fy2015-fy2018-increases-rounded": (
        ceil(58850 - 8665 - Fraction("1.895") * 8665),
        58950 - 8665 - 16350,
    ),
    # and at least 1.89 × 8,665 = 16,376.85 where it is cut off
    "oig-20-13/detainers-declined-fy2015-fy2018-increases-cut-off": (
        58850 - 8665 - 16450,
        floor(58950 - 8665 - Fraction("1.89") * 8665),
    ),
    "oig-20-13/detainers-declined-fy2014-fy2017-increases-cut-off": (
        8665,
        floor(58950 - Fraction("1.89") * 8665),
    ),
    "oig-20-13/detainers-issued-fy2014-fy2019-as-dated": (732050 + 136950, 732150 + 137050),
    "oig-20-13/detainers-issued-fy2014-fy2019-as-titled": (732050, 732150),
    "oig-20-13/states-in-the-highest-band-as-dated": (0, 869200 // 150000),
    "oig-20-13/states-in-the-highest-band-as-titled": (0, 732150 // 150000),
    "oig-20-13/detainers-declined-fy2014-fy2017": (8665, 58950 - 16350),
    "oig-20-13/detainers-issued-fy2015-fy2018-as-dated": (732050 - 165550, 732150 - 165450),
    "oig-20-13/detainers-issued-fy2015-fy2018-as-titled": (
        732050 - 165550 - 137050,
        732150 - 165450 - 136950,
    ),
    # "more than 29,269" is 29,270 or more; of these at most 8,665 lie in FY 2014
    "oig-20-13/detainers-declined-fy2014-fy2017-under-oig-18-36-with-oig-20-13": (29270, 42600),
    "oig-20-13/detainers-declined-fy2015-fy2017-under-oig-18-36-with-oig-20-13": (
        29270 - 8665,
        33935,
    ),
    "oig-20-13/detainers-declined-fy2018-under-oig-18-36-with-oig-20-13": (0, 42600 - 29270),
    # at least those who remained at large, whatever is assumed
    "oig-20-13/aliens-of-declined-detainers": (17650, None),
    "oig-20-13/aliens-of-declined-detainers-one-detainer-an-alien": (58850, 58950),
    "oig-20-13/aliens-of-declined-detainers-several-detainers-an-alien": (17650, 58950),
    "oig-20-13/released-aliens-arrested-one-detainer-an-alien": (58850 - 17750, 58950 - 17650),
    "oig-20-13/released-aliens-arrested-several-detainers-an-alien": (0, 58950 - 17650),
    "oig-20-13/survey-respondents": (
        ceil(Fraction("0.2715") * 6127),
        floor(Fraction("0.2725") * 6127),
    ),
    # of 1,664 to 1,669 people, who come in wholes
    "oig-20-13/survey-respondents-effective": (
        ceil(Fraction("0.945") * 1664),
        floor(Fraction("0.955") * 1669),
    ),
    "oig-20-13/states-in-the-band-without-a-count": (50 - 2 - 13 - 23, 50 - 2 - 13 - 23),
    "freebeacon-2018-01-16/cases-without-checks-freebeacon": (0, 20),
    # more than half of eleven
    "western-journal-undated/detainers-declined-california-violent-western-journal": (6, 11),
}


@pytest.fixture(scope="module")
def bounds(consistency):
    return {bound.id: bound for bound in consistency.bounds}


def test_every_bound_by_hand(bounds):
    assert {name: (bound.lower, bound.upper) for name, bound in bounds.items()} == BY_HAND


def test_every_proof_adds_up_to_its_bound(bounds):
    """Nothing but the multipliers is taken from the program that found them."""
    for bound in bounds.values():
        for proof, sign in ((bound.lower_proof, 1), (bound.upper_proof, -1)):
            if proof is None:
                assert bound.upper is None
                continue
            total, least = {}, Fraction(0)
            for inequality, multiplier in proof.multipliers:
                assert multiplier > 0
                least += multiplier * inequality.least
                for name, factor in inequality.coefficients.items():
                    total[name] = total.get(name, Fraction(0)) + multiplier * factor
            total.setdefault(bound.quantity.id, Fraction(0))
            for (
                name,
                factor,
            ) in total.items():  # no number is negative: what is left over adds nothing
                assert factor <= (sign if name == bound.quantity.id else 0)
            assert least == proof.bound
        assert bound.lower - 1 < bound.lower_proof.bound <= bound.lower
        if bound.upper is not None:
            assert bound.upper <= -bound.upper_proof.bound < bound.upper + 1


def test_every_figure_that_a_bound_rests_on_is_needed(bounds):
    """What is left when one of them is struck leaves more open."""
    for bound in bounds.values():
        inequalities = inequalities_for(
            bound.quantity.id, bound.relations, system_of(bound.relations)
        )
        assert bound.relations
        assert ends(bound.quantity.id, inequalities) == (bound.lower, bound.upper)
        for name in (*bound.rests_on, *(relation_name(relation) for relation in bound.relations)):
            without = [item for item in inequalities if name not in item.rests_on]
            assert ends(bound.quantity.id, without) != (bound.lower, bound.upper), name


def test_a_bound_that_assumes_two_reports_comparable_says_so(bounds):
    for bound in bounds.values():
        reports = {
            member.figure.source.report
            for relation in bound.relations
            for member in relation.members
            if member.figure is not None and member.id in bound.rests_on
        }
        assert (len(reports) > 1) == (bound.comparability is not None)


def test_no_inconsistent_relation_binds(bounds):
    assert {r.verdict for bound in bounds.values() for r in bound.relations} <= {
        "verified",
        "consistent",
        "indeterminate",
    }


@pytest.mark.slow
def test_the_tightest_bound_of_random_systems_by_trying_every_corner():
    """Vertices of three-dimensional systems with whole coefficients, by exact elimination."""
    draw = random.Random(18)
    bounded = contradictory = 0
    for _ in range(300):
        inequalities = [
            Inequality((str(n),), {name: Fraction(draw.randint(-3, 3)) for name in "xyz"}, least)
            for n, least in enumerate(Fraction(draw.randint(-9, 9)) for _ in range(5))
        ]
        for name in "xyz":
            inequalities += [
                Inequality((), {name: Fraction(-1)}, Fraction(-10)),
            ]
        zeros = [Inequality((), {name: Fraction(1)}, Fraction(0)) for name in "xyz"]
        walls = [*inequalities, *zeros]
        corners = [corner for three in combinations(walls, 3) if (corner := meet(three))]
        admitted = [c for c in corners if all(value(i, c) >= i.least for i in walls)]
        objective = {name: Fraction(draw.randint(-3, 3)) for name in "xyz"}
        if not admitted:
            with pytest.raises(Contradiction):
                greatest_lower_bound(objective, inequalities)
            contradictory += 1
            continue
        proof = greatest_lower_bound(objective, inequalities)
        assert proof.bound == min(
            sum(objective[name] * corner[name] for name in "xyz") for corner in admitted
        )
        bounded += 1
    assert bounded > 50
    assert contradictory > 20


def test_what_nothing_bounds_has_no_bound():
    at_least = Inequality(("a",), {"x": Fraction(1)}, Fraction(2))
    assert greatest_lower_bound({"x": Fraction(-1)}, [at_least]) is None


def test_large_numbers_are_no_contradiction():
    """Shares of numbers of nine digits and more, which floating point alone has called contradictory."""
    for whole, percent in ((899646080, "16.85"), (1427081595, "59.95"), (274734625908, "27.15")):
        least, most = Fraction(percent) / 100, (Fraction(percent) + Fraction("0.1")) / 100
        system = [
            Inequality(("w",), {"w": Fraction(1)}, Fraction(whole)),
            Inequality(("w",), {"w": Fraction(-1)}, Fraction(-whole)),
            Inequality(("s",), {"p": Fraction(1), "w": -least}, Fraction(0)),
            Inequality(("s",), {"p": Fraction(-1), "w": most}, Fraction(0)),
        ]
        assert greatest_lower_bound({"p": Fraction(1)}, system).bound == least * whole
        assert -greatest_lower_bound({"p": Fraction(-1)}, system).bound == most * whole


def test_what_only_an_open_end_forbids_is_a_contradiction():
    more_than_half = Inequality(("a",), {"q": Fraction(2), "w": Fraction(-1)}, Fraction(0), True)
    half_at_most = Inequality(("b",), {"q": Fraction(-2), "w": Fraction(1)}, Fraction(0))
    with pytest.raises(Contradiction):
        greatest_lower_bound({"q": Fraction(1)}, [more_than_half, half_at_most])


def test_an_end_is_open_where_any_proof_of_it_is():
    five = Inequality(("a",), {"q": Fraction(1)}, Fraction(5))
    above_five = Inequality(("b",), {"q": Fraction(1)}, Fraction(5), True)
    assert greatest_lower_bound({"q": Fraction(1)}, [five, above_five]).strict
    assert not greatest_lower_bound({"q": Fraction(1)}, [five]).strict


def ends(quantity, inequalities):
    least = greatest_lower_bound({quantity: Fraction(1)}, inequalities)
    most = greatest_lower_bound({quantity: Fraction(-1)}, inequalities)
    lower = ceil(least.bound) + (least.strict and least.bound.denominator == 1)
    if most is None:
        return lower, None
    return lower, floor(-most.bound) - (most.strict and most.bound.denominator == 1)


def meet(three):
    """The point at which three inequalities are equalities, by Cramer's rule; None where there is none."""
    rows = [[item.coefficients.get(name, Fraction(0)) for name in "xyz"] for item in three]
    below = determinant(rows)
    if not below:
        return None
    right = [item.least for item in three]
    return {
        name: determinant(
            [[*row[:n], r, *row[n + 1 :]] for row, r in zip(rows, right, strict=True)]
        )
        / below
        for n, name in enumerate("xyz")
    }


def determinant(rows):
    (a, b, c), (d, e, f), (g, h, i) = rows
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)


def value(inequality, corner):
    return sum(factor * corner[name] for name, factor in inequality.coefficients.items())


def test_relations_are_joined_through_every_number_that_could_be_several(consistency):
    """Against the closure as it is defined: relations are added as long as one shares such a number."""
    relations = consistency.relations
    joined = joined_relations(relations)
    loose = {
        relation.id: {m.id for m in relation.members if m.interval.lower != m.interval.upper}
        for relation in relations
    }
    assert joined.keys() == set().union(*loose.values())
    assert len({tuple(r.id for r in together) for together in joined.values()}) > 5
    for name, together in joined.items():
        reached, grown = {name}, set[str]()
        while more := {r for r, names in loose.items() if names & reached} - grown:
            grown |= more
            reached = reached.union(*(loose[r] for r in more))
        assert [r.id for r in together] == [r.id for r in relations if r.id in grown]
