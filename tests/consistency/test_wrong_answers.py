"""A solver of linear programs that answers wrongly: the same bounds are published, or none at all."""

import random
from dataclasses import replace
from fractions import Fraction

import pytest
from highspy import HighsModelStatus

from pipeline.consistency import highs, simplex
from pipeline.consistency.bounds import bounds_of
from pipeline.consistency.certificates import (
    Inequality,
    Infeasible,
    Optimum,
    Unbounded,
    is_proved,
)
from pipeline.consistency.linear_programs import (
    Contradiction,
    Unproved,
    greatest_lower_bound,
    is_contradictory,
)

X, Y = {"x": Fraction(1)}, {"y": Fraction(1)}


def at_least(least, **factors):
    """Σ factor × number ≥ least."""
    coefficients = {name: Fraction(factor) for name, factor in factors.items()}
    return Inequality((), coefficients, Fraction(least))


BOUNDED = [
    at_least(2, x=1),
    at_least(-5, x=-1, y=-1),
    at_least(1, x=1, y=1),
    at_least(0, x=3, y=-1),
]
OPEN = [at_least(2, x=1), at_least(0, x=1, y=-2)]
EMPTY = [at_least(2, x=1), at_least(-1, x=-1)]
LEAST_OF_BOUNDED = {"x": 2, "-x": -5, "y": 0, "-y": -3}


def objective(name):
    return {name[-1]: Fraction(-1 if name[0] == "-" else 1)}


def outcome(aim, inequalities):
    """The bound, None where there is none, "contradiction", or "refused"."""
    try:
        proof = greatest_lower_bound(aim, inequalities)
    except Contradiction:
        return "contradiction"
    except Unproved:
        return "refused"
    return proof and proof.bound


RIGHT = [
    *((objective(name), BOUNDED, least) for name, least in LEAST_OF_BOUNDED.items()),
    (X, OPEN, 2),
    ({"x": Fraction(-1)}, OPEN, None),
    ({"y": Fraction(-1)}, OPEN, None),
    (X, EMPTY, "contradiction"),
    ({}, EMPTY, "contradiction"),
    ({}, OPEN, 0),
]


def of_fewer_rows(right, aim, inequalities):
    """The right basis of a problem without one of its inequalities."""
    return right(aim, inequalities[:-1])


def of_more_rows(right, aim, inequalities):
    """The right basis of a problem with another inequality."""
    basis = right(aim, [*inequalities, at_least(4, x=1)])
    return basis._replace(duals=list(basis.duals)[:-1])


def changed(**changes):
    """The right basis with some of it replaced, by what is made of it."""

    def wrong(right, aim, inequalities):
        basis = right(aim, inequalities)
        return basis._replace(
            **{name: change(getattr(basis, name)) for name, change in changes.items()}
        )

    return wrong


def raising(right, aim, inequalities):
    raise RuntimeError("the solver has crashed")


STATUSES = {
    f"status {status.name}": changed(status=lambda _, status=status: status)
    for status in HighsModelStatus.__members__.values()
}
WRONG = {
    **STATUSES,
    "no name is basic": changed(names=lambda _: frozenset()),
    "other names are basic": changed(names=lambda names: frozenset("xy") - names),
    "every name is basic": changed(names=lambda _: frozenset("xy")),
    "no row is basic": changed(rows=lambda _: frozenset()),
    "other rows are basic": changed(rows=lambda rows: frozenset(range(4)) - rows),
    "every row is basic": changed(rows=lambda _: frozenset(range(4))),
    "the multipliers are zero": changed(duals=lambda duals: [0.0] * len(duals)),
    "the multipliers are ones": changed(duals=lambda duals: [1.0] * len(duals)),
    "a multiplier is missing": changed(duals=lambda duals: list(duals)[1:]),
    "no status that is": changed(status=lambda _: None),
    "no basis": changed(names=lambda _: None, rows=lambda _: None),
    "an inequality is forgotten": of_fewer_rows,
    "an inequality is made up": of_more_rows,
    "a crash": raising,
}  # fmt: skip


@pytest.fixture
def answering(monkeypatch):
    """Have HiGHS answer wrongly."""

    def answer(wrong):
        right = highs._basis
        monkeypatch.setattr(highs, "_basis", lambda *problem: wrong(right, *problem))

    return answer


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_wrong_answer_changes_no_bound(wrong, answering):
    answering(wrong)
    assert [outcome(aim, inequalities) for aim, inequalities, _ in RIGHT] == [
        right for _, _, right in RIGHT
    ]


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_where_the_exact_method_is_wrong_too_nothing_is_published(wrong, answering, monkeypatch):
    """Each is right, or refused, whichever of its answers the exact method gives to every problem."""
    answering(wrong)
    lies = [
        Optimum({}, {}),
        Optimum({0: Fraction(1)}, {"x": Fraction(2)}),
        Unbounded({"x": Fraction(2)}, {"x": Fraction(1)}),
        Unbounded({}, {"x": Fraction(1)}),
        Infeasible({}),
        Infeasible({0: Fraction(1), 1: Fraction(1)}),
        None,
    ]
    for lie in lies:
        monkeypatch.setattr(simplex, "answer", lambda *_, lie=lie: lie)
        for aim, inequalities, right in RIGHT:
            assert outcome(aim, inequalities) in (right, "refused"), lie


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (Optimum({0: Fraction(1)}, {"x": Fraction(2)}), {"numbers": {"x": Fraction(3)}}),
        (Optimum({0: Fraction(1)}, {"x": Fraction(2)}), {"numbers": {"x": Fraction(1)}}),
        (Optimum({0: Fraction(1)}, {"x": Fraction(2)}), {"multipliers": {0: Fraction(2)}}),
        (Optimum({0: Fraction(1)}, {"x": Fraction(2)}), {"multipliers": {}}),
        (
            Optimum({0: Fraction(1)}, {"x": Fraction(2)}),
            {"multipliers": {0: Fraction(1), 1: Fraction(-1)}},
        ),
        (
            Optimum({0: Fraction(1)}, {"x": Fraction(2)}),
            {"numbers": {"x": Fraction(2), "y": Fraction(-1)}},
        ),
    ],
)
def test_an_optimum_is_proved_from_both_sides(right, wrong):
    system = [at_least(2, x=1), at_least(0, y=1)]
    assert is_proved(right, X, system)
    assert not is_proved(replace(right, **wrong), X, system)


def test_no_bound_and_no_solution_are_proved_like_a_bound():
    falls = Unbounded({"x": Fraction(2)}, {"x": Fraction(1)})
    assert is_proved(falls, {"x": Fraction(-1)}, OPEN)
    assert not is_proved(falls, X, OPEN)
    assert not is_proved(replace(falls, numbers={}), {"x": Fraction(-1)}, OPEN)
    assert not is_proved(replace(falls, direction=Y), {"y": Fraction(-1)}, OPEN)
    assert not is_proved(falls, {"x": Fraction(-1)}, BOUNDED)
    empty = Infeasible({0: Fraction(1), 1: Fraction(1)})
    assert is_proved(empty, {}, EMPTY)
    assert not is_proved(replace(empty, multipliers={0: Fraction(1)}), {}, EMPTY)
    assert not is_proved(replace(empty, multipliers={}), {}, EMPTY)


def test_a_contradiction_that_the_solver_does_not_see_is_found(answering):
    answering(changed(status=lambda _: HighsModelStatus.kOptimal))
    assert is_contradictory(EMPTY)
    assert not is_contradictory(OPEN)


def published(bounds):
    return {bound.id: (bound.lower, bound.upper, bound.rests_on) for bound in bounds}


def within(number, distance, **factors):
    """Σ factor × number lies within the distance of the number."""
    opposite = {name: -factor for name, factor in factors.items()}
    return [at_least(number - distance, **factors), at_least(-number - distance, **opposite)]


@pytest.fixture
def slow_refused(monkeypatch):
    def slow(*_):
        raise AssertionError("the exact simplex method was used")

    monkeypatch.setattr(simplex, "answer", slow)


def test_every_bound_of_the_corpus_is_found_without_the_slow_method(
    corpus, consistency, slow_refused
):
    bounds, _ = bounds_of(corpus, consistency.relations)
    assert published(bounds) == published(consistency.bounds)


def test_a_large_system_of_rounded_numbers_is_solved_without_the_slow_method(slow_refused):
    """400 numbers tied to their neighbors by sums and by shares of one decimal; half of them are printed."""
    draw = random.Random(400)
    names = [f"n{number}" for number in range(400)]
    printed = {name: Fraction(draw.randint(100, 100_000)) for name in names}
    system = []
    for name in draw.sample(names, 200):
        system += within(printed[name], 50, **{name: 1})
    for number in range(400):
        one, two, three = draw.sample(names[max(0, number - 15) : number + 15], 3)
        total = printed[one] + printed[two] - printed[three]
        system += within(total, 10, **{one: 1, two: 1, three: -1})
        share = round(100 * printed[one] / printed[two], 1)
        system.append(at_least(0, **{one: 100, two: Fraction(1, 20) - share}))
        system.append(at_least(0, **{one: -100, two: Fraction(1, 20) + share}))
    for name in names[8:11]:
        least, most = outcome({name: Fraction(1)}, system), outcome({name: Fraction(-1)}, system)
        assert least <= printed[name] <= -most


@pytest.mark.full
def test_every_bound_of_the_corpus_is_the_same_without_highs(corpus, consistency, answering):
    answering(raising)
    bounds, _ = bounds_of(corpus, consistency.relations)
    assert published(bounds) == published(consistency.bounds)
