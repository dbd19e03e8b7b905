"""The least value of a number under linear inequalities, with an exact proof.

HiGHS finds the optimal basis in floating point; from that basis the multipliers of the inequalities are
solved for again in exact rationals. By weak duality they prove the bound whatever HiGHS did, so that no
float reaches a published value. Where they prove less than HiGHS attains, or it finds a contradiction or
no answer, the exact method of `simplex` decides. Nothing here knows of figures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, cached_property
from itertools import accumulate
from typing import Any, NamedTuple

from pipeline.consistency.simplex import Infeasible, least_multipliers

Coefficients = Mapping[str, Fraction]
Multipliers = Mapping[int, Fraction]
"""Of inequalities, by their number in a list; those that are not in it are multiplied by zero."""
NO_NUMBER = Fraction(0)
NOISE = 1e-12
"""What of a multiplier of HiGHS's is rounding; where too much is taken for it, the proof fails."""
TOLERANCE = Fraction(1, 10**9)
"""How far HiGHS's own value may lie from the bound that is proved, in parts of it."""


@dataclass(frozen=True)
class Inequality:
    """Σ coefficient × number ≥ `least`; `strict` where it may not be equal.

    `rests_on` names the figures and relations that it follows from; without one of them it does not follow.
    """

    rests_on: tuple[str, ...]
    coefficients: Coefficients
    least: Fraction
    strict: bool = False

    @cached_property
    def floats(self) -> tuple[float, ...]:
        """Its coefficients as HiGHS takes them."""
        return tuple(map(float, self.coefficients.values()))


@dataclass(frozen=True)
class Proof:
    """Inequalities and their multipliers (all above zero) that prove: objective ≥ `bound`.

    Multiplied and added, their left sides are at most the objective, since no number is negative, and
    their right sides are `bound`. `strict` where the objective cannot equal it.
    """

    bound: Fraction
    strict: bool
    multipliers: tuple[tuple[Inequality, Fraction], ...] = field(repr=False)


class Contradiction(Exception):
    """No numbers satisfy the inequalities together."""


def greatest_lower_bound(
    objective: Coefficients, inequalities: Sequence[Inequality]
) -> Proof | None:
    """The greatest number that Σ objective × number is proved never to be below, of numbers ≥ 0.

    None where it is unbounded. Raises `Contradiction` where no numbers satisfy the inequalities.

    >>> at_least_two = Inequality(("a",), {"x": Fraction(1)}, Fraction(2))
    >>> five_at_most = Inequality(("b",), {"x": Fraction(-1), "y": Fraction(-1)}, Fraction(-5))
    >>> greatest_lower_bound({"y": Fraction(-1)}, [at_least_two, five_at_most]).bound
    Fraction(-3, 1)
    """
    multipliers = _multipliers(objective, inequalities)
    strict = any(item.strict for item in inequalities)
    if strict and not _room(inequalities):
        raise Contradiction
    if multipliers is None:
        return None
    used = tuple((inequalities[number], multipliers[number]) for number in sorted(multipliers))
    bound = _proved(multipliers, inequalities)
    at_most = Inequality((), {name: -value for name, value in objective.items()}, -bound)
    return Proof(bound, strict and not _room([*inequalities, at_most]), used)


def is_contradictory(inequalities: Sequence[Inequality]) -> bool:
    """Whether no numbers satisfy them."""
    try:
        greatest_lower_bound({}, inequalities)
    except Contradiction:
        return True
    return False


def _multipliers(objective: Coefficients, inequalities: Sequence[Inequality]) -> Multipliers | None:
    """The multipliers that prove the least value of the objective; None where it is unbounded."""
    names = sorted({*objective, *(name for item in inequalities for name in item.coefficients)})
    try:
        return _by_highs(names, objective, inequalities)
    except _Unproved:
        return _exactly(names, objective, inequalities)


class _Unproved(Exception):
    """HiGHS has no optimum that is proved."""


def _exactly(
    names: Sequence[str], objective: Coefficients, inequalities: Sequence[Inequality]
) -> Multipliers | None:
    rows = [[item.coefficients.get(name, NO_NUMBER) for name in names] for item in inequalities]
    least = [item.least for item in inequalities]
    try:
        found = least_multipliers(rows, least, [objective.get(name, NO_NUMBER) for name in names])
    except Infeasible:
        raise Contradiction from None
    return None if found is None else {number: m for number, m in enumerate(found) if m}


def _proved(multipliers: Multipliers, inequalities: Sequence[Inequality]) -> Fraction:
    """What the inequalities, so often each, prove to be the least value."""
    return sum((inequalities[number].least * m for number, m in multipliers.items()), NO_NUMBER)


def _room(inequalities: Sequence[Inequality]) -> bool:
    """Whether the strict inequalities can hold by a margin, all at once."""
    margin = "the margin"
    widened = [
        Inequality((), {**item.coefficients, margin: Fraction(-1)}, item.least)
        if item.strict
        else item
        for item in inequalities
    ]
    widened.append(Inequality((), {margin: Fraction(-1)}, Fraction(-1)))
    multipliers = _multipliers({margin: Fraction(-1)}, widened)
    assert multipliers is not None, "the margin is at most one"
    return -_proved(multipliers, widened) > 0


def _by_highs(
    names: Sequence[str], objective: Coefficients, inequalities: Sequence[Inequality]
) -> Multipliers | None:
    """The multipliers that prove HiGHS's optimum. Raises `_Unproved` where it has none that is proved.

    None where HiGHS finds the objective unbounded: to publish no bound needs no proof.
    """
    from highspy import HighsBasisStatus, HighsModelStatus

    solved = _solution(names, objective, inequalities)
    if solved.status == HighsModelStatus.kUnbounded:
        return None
    if solved.status != HighsModelStatus.kOptimal:
        raise _Unproved
    active = [
        number
        for number, (status, dual) in enumerate(zip(solved.rows, solved.duals, strict=True))
        if abs(dual) > NOISE and status != HighsBasisStatus.kBasic
    ]
    used = {name for row in active for name in inequalities[row].coefficients} | set(objective)
    tight = [
        name
        for name, status in zip(names, solved.columns, strict=True)
        if name in used and status == HighsBasisStatus.kBasic
    ]
    matrix = [
        [inequalities[row].coefficients.get(name, NO_NUMBER) for name in tight] for row in active
    ]
    exact = _solved(matrix, [objective.get(name, NO_NUMBER) for name in tight])
    multipliers = {row: m for row, m in zip(active, exact or (), strict=False) if m}
    size = max(Fraction(1), abs(solved.attained))
    attained = abs(_proved(multipliers, inequalities) - solved.attained) <= TOLERANCE * size
    if not attained or not _add_up(multipliers, inequalities, objective):
        raise _Unproved
    return multipliers


def _add_up(
    multipliers: Multipliers, inequalities: Sequence[Inequality], objective: Coefficients
) -> bool:
    """Whether the inequalities, so often each, are at most the objective."""
    room = dict(objective)
    for number, multiplier in multipliers.items():
        for name, value in inequalities[number].coefficients.items():
            room[name] = room.get(name, NO_NUMBER) - multiplier * value
    return all(m > 0 for m in multipliers.values()) and all(left >= 0 for left in room.values())


class _Solution(NamedTuple):
    """The answer of HiGHS: status, the basis' columns and rows, duals, and the value."""

    status: Any
    columns: Sequence[Any]
    rows: Sequence[Any]
    duals: Sequence[float]
    attained: Fraction


def _solution(
    names: Sequence[str], objective: Coefficients, inequalities: Sequence[Inequality]
) -> _Solution:
    """Solve in floating point; right sides are scaled to at most one."""
    import numpy

    solver = _solver()
    solver.clearModel()
    column_of = {name: number for number, name in enumerate(names)}
    costs = numpy.zeros(len(names))
    for name, value in objective.items():
        costs[column_of[name]] = value
    none, no_rows = numpy.zeros(0), numpy.zeros(0, numpy.int32)
    zeros, unbounded = numpy.zeros(len(names)), numpy.full(len(names), solver.inf)
    starts = numpy.zeros(len(names), numpy.int32)
    solver.addCols(len(names), costs, zeros, unbounded, 0, starts, no_rows, none)
    least = numpy.array([float(item.least) for item in inequalities])
    scale = float(abs(least).max(initial=0)) or 1.0
    columns = [column_of[name] for item in inequalities for name in item.coefficients]
    lengths = [len(item.coefficients) for item in inequalities]
    solver.addRows(
        len(inequalities),
        least / scale,
        numpy.full(len(inequalities), solver.inf),
        len(columns),
        numpy.array([0, *accumulate(lengths)][:-1], numpy.int32),
        numpy.array(columns, numpy.int32),
        numpy.array([value for item in inequalities for value in item.floats]),
    )
    solver.run()
    basis = solver.getBasis()
    return _Solution(
        solver.getModelStatus(),
        basis.col_status,
        basis.row_status,
        solver.getSolution().row_dual,
        Fraction(solver.getObjectiveValue()) * Fraction(scale),
    )


@cache
def _solver() -> Any:
    from highspy import Highs

    solver = Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("presolve", "off")  # a presolved basis is not always one of these rows
    return solver


def _solved(columns: list[list[Fraction]], wanted: list[Fraction]) -> list[Fraction] | None:
    """How often each column adds up to `wanted`, by exact elimination; None where nothing does."""
    rows = [[column[i] for column in columns] + [wanted[i]] for i in range(len(wanted))]
    pivots: list[int] = []
    for column in range(len(columns)):
        pivot = next((r for r in range(len(pivots), len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        top = len(pivots)
        rows[top], rows[pivot] = rows[pivot], rows[top]
        scale = rows[top][column]
        rows[top] = [value / scale for value in rows[top]]
        for r in range(len(rows)):
            if r != top and rows[r][column]:
                factor = rows[r][column]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[top], strict=True)]
        pivots.append(column)
    if any(row[-1] for row in rows[len(pivots) :]):
        return None
    solution = [NO_NUMBER] * len(columns)
    for top, column in enumerate(pivots):
        solution[column] = rows[top][-1]
    return solution
