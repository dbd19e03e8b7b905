"""The least value of a number under linear inequalities, with an exact proof.

HiGHS finds the optimal basis in floating point; from that basis the multipliers of the inequalities are
solved for again in exact rationals. By weak duality they prove the bound whatever HiGHS did, so that no
float reaches a published value. Where they prove less than HiGHS attains, or it finds a contradiction or
no answer, the exact method of `simplex` decides. Nothing here knows of figures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from itertools import accumulate
from typing import Any, NamedTuple

from pipeline.consistency.simplex import Infeasible, least_multipliers

Coefficients = Mapping[str, Fraction]
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
    used = tuple((i, m) for i, m in zip(inequalities, multipliers, strict=True) if m)
    bound = sum((item.least * multiplier for item, multiplier in used), NO_NUMBER)
    at_most = Inequality((), {name: -value for name, value in objective.items()}, -bound)
    return Proof(bound, strict and not _room([*inequalities, at_most]), used)


def is_contradictory(inequalities: Sequence[Inequality]) -> bool:
    """Whether no numbers satisfy them."""
    try:
        greatest_lower_bound({}, inequalities)
    except Contradiction:
        return True
    return False


def _multipliers(
    objective: Coefficients, inequalities: Sequence[Inequality]
) -> list[Fraction] | None:
    """The multipliers that prove the least value of the objective; None where it is unbounded."""
    names = sorted({*objective, *(name for item in inequalities for name in item.coefficients)})
    found = _by_highs(names, objective, inequalities)
    return found if found != [] or not inequalities else _exactly(names, objective, inequalities)


def _exactly(
    names: Sequence[str], objective: Coefficients, inequalities: Sequence[Inequality]
) -> list[Fraction] | None:
    rows = [[item.coefficients.get(name, NO_NUMBER) for name in names] for item in inequalities]
    least = [item.least for item in inequalities]
    try:
        return least_multipliers(rows, least, [objective.get(name, NO_NUMBER) for name in names])
    except Infeasible:
        raise Contradiction from None


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
    greatest = -sum(
        (item.least * m for item, m in zip(widened, multipliers, strict=True)), NO_NUMBER
    )
    return greatest > 0


def _by_highs(
    names: Sequence[str], objective: Coefficients, inequalities: Sequence[Inequality]
) -> list[Fraction] | None:
    """The multipliers that prove HiGHS's optimum; empty where it has none that is proved.

    None where HiGHS finds the objective unbounded: to publish no bound needs no proof.
    """
    from highspy import HighsBasisStatus, HighsModelStatus

    solved = _solution(names, objective, inequalities)
    if solved.status == HighsModelStatus.kUnbounded:
        return None
    if solved.status != HighsModelStatus.kOptimal:
        return []
    basic = {
        name
        for name, status in zip(names, solved.columns, strict=True)
        if status == HighsBasisStatus.kBasic
    }
    active = [
        number
        for number, status in enumerate(solved.rows)
        if status != HighsBasisStatus.kBasic and abs(solved.duals[number]) > NOISE
    ]
    used = {name for row in active for name in inequalities[row].coefficients} | set(objective)
    tight = sorted(basic & used)
    matrix = [
        [inequalities[row].coefficients.get(name, NO_NUMBER) for name in tight] for row in active
    ]
    exact = _solved(matrix, [objective.get(name, NO_NUMBER) for name in tight])
    multipliers = [NO_NUMBER] * len(inequalities)
    for row, multiplier in zip(active, exact or (), strict=False):
        multipliers[row] = multiplier
    bound = sum(
        (item.least * m for item, m in zip(inequalities, multipliers, strict=True)), NO_NUMBER
    )
    size = max(Fraction(1), abs(solved.attained))
    attained = abs(bound - solved.attained) <= TOLERANCE * size
    return multipliers if attained and _add_up(multipliers, inequalities, names, objective) else []


def _add_up(
    multipliers: Sequence[Fraction],
    inequalities: Sequence[Inequality],
    names: Sequence[str],
    objective: Coefficients,
) -> bool:
    """Whether the inequalities, so often each, are at most the objective."""
    total = dict.fromkeys(names, NO_NUMBER)
    for inequality, multiplier in zip(inequalities, multipliers, strict=True):
        if multiplier < 0:
            return False
        if multiplier:
            for name, value in inequality.coefficients.items():
                total[name] += multiplier * value
    return all(total[name] <= objective.get(name, NO_NUMBER) for name in names)


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
    costs = numpy.array([float(objective.get(name, NO_NUMBER)) for name in names])
    none, no_rows = numpy.zeros(0), numpy.zeros(0, numpy.int32)
    zeros, unbounded = numpy.zeros(len(names)), numpy.full(len(names), solver.inf)
    starts = numpy.zeros(len(names), numpy.int32)
    solver.addCols(len(names), costs, zeros, unbounded, 0, starts, no_rows, none)
    largest = max((abs(item.least) for item in inequalities), default=NO_NUMBER)
    scale = largest or Fraction(1)
    entries = [
        (column_of[name], float(value))
        for item in inequalities
        for name, value in item.coefficients.items()
    ]
    lengths = [len(item.coefficients) for item in inequalities]
    solver.addRows(
        len(inequalities),
        numpy.array([float(item.least / scale) for item in inequalities]),
        numpy.full(len(inequalities), solver.inf),
        len(entries),
        numpy.array([0, *accumulate(lengths)][:-1], numpy.int32),
        numpy.array([column for column, _ in entries], numpy.int32),
        numpy.array([value for _, value in entries]),
    )
    solver.run()
    basis = solver.getBasis()
    return _Solution(
        solver.getModelStatus(),
        basis.col_status,
        basis.row_status,
        solver.getSolution().row_dual,
        Fraction(solver.getObjectiveValue()) * scale,
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
