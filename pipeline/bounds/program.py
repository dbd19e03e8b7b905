"""The least and greatest value of a number under linear inequalities, with an exact proof.

HiGHS finds the optimal basis in floating point; from that basis the multipliers of the inequalities
are solved for again in exact rationals. By weak duality their combination bounds the number whatever
HiGHS did, so that no float reaches a published value; that the bound is also attained is HiGHS's own
solution, which must agree with it. Nothing here knows of figures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import accumulate
from typing import Any

Coefficients = Mapping[str, Fraction]
TOLERANCE = 1e-7
"""Below it a multiplier of HiGHS's is none; its own feasibility tolerance."""


@dataclass(frozen=True)
class Inequality:
    """Σ coefficient × number ≥ `least`; `strict` where it may not be equal.

    `rests_on` are the ids of what says so; it falls where one of them is struck.
    """

    rests_on: tuple[str, ...]
    coefficients: Coefficients
    least: Fraction
    strict: bool = False


@dataclass(frozen=True)
class Proof:
    """Inequalities and their multipliers (all above zero), which add up to: number ≥ `bound`.

    For a greatest value, the inequality proved is −number ≥ `bound`. `strict` where the number cannot
    equal it.
    """

    bound: Fraction
    strict: bool
    multipliers: tuple[tuple[Inequality, Fraction], ...]


class Unproved(Exception):
    """The basis that HiGHS gave does not prove its bound; never seen, and never passed over."""


class Contradiction(Exception):
    """No numbers satisfy the inequalities together."""


def greatest_lower_bounds(
    objectives: Sequence[Coefficients], inequalities: Sequence[Inequality]
) -> list[Proof | None]:
    """For each objective the greatest number that Σ objective × number is proved never to be below.

    None where it is unbounded. Raises `Contradiction` where no numbers satisfy the inequalities, and
    `Unproved` where exact arithmetic does not bear out the solution.

    >>> at_least_two = Inequality(("a",), {"x": Fraction(1)}, Fraction(2))
    >>> five_at_most = Inequality(("b",), {"x": Fraction(-1), "y": Fraction(-1)}, Fraction(-5))
    >>> (proof,) = greatest_lower_bounds([{"y": Fraction(-1)}], [at_least_two, five_at_most])
    >>> proof.bound
    Fraction(-3, 1)
    """
    names = sorted({name for item in (*objectives, *_coefficients(inequalities)) for name in item})
    _load(names, inequalities)
    proofs: list[Proof | None] = []
    for objective in objectives:
        optimum = _optimum(names, objective, inequalities)
        proofs.append(_proof(objective, *optimum) if optimum else None)
    return proofs


def _coefficients(inequalities: Sequence[Inequality]) -> list[Coefficients]:
    return [item.coefficients for item in inequalities]


def _proof(objective: Coefficients, active: list[Inequality], attained: float) -> Proof:
    """The multipliers of the active inequalities that add up to the objective, and what they prove."""
    names = sorted({name for item in (objective, *_coefficients(active)) for name in item})
    columns = [[item.coefficients.get(name, Fraction(0)) for name in names] for item in active]
    multipliers = _solved(columns, [objective.get(name, Fraction(0)) for name in names])
    if multipliers is None or any(multiplier < 0 for multiplier in multipliers):
        raise Unproved(f"no multipliers for {dict(objective)} from {[a.rests_on for a in active]}")
    used = tuple(
        (inequality, multiplier)
        for inequality, multiplier in zip(active, multipliers, strict=True)
        if multiplier
    )
    bound = sum((inequality.least * multiplier for inequality, multiplier in used), Fraction(0))
    if abs(float(bound) - attained) > TOLERANCE * max(1.0, abs(attained)):
        raise Unproved(f"{dict(objective)} is proved to be {bound} or more, and attains {attained}")
    return Proof(bound, any(inequality.strict for inequality, _ in used), used)


def _load(names: Sequence[str], inequalities: Sequence[Inequality]) -> None:
    """Give HiGHS the inequalities, a row each; the numbers themselves are free."""
    import numpy

    solver = _solver()
    solver.clearModel()
    place = {name: number for number, name in enumerate(names)}
    free = numpy.full(len(names), solver.inf)
    none, no_rows = numpy.zeros(0), numpy.zeros(0, numpy.int32)
    starts = numpy.zeros(len(names), numpy.int32)
    solver.addCols(len(names), numpy.zeros(len(names)), -free, free, 0, starts, no_rows, none)
    entries = [
        (place[name], float(value))
        for item in inequalities
        for name, value in item.coefficients.items()
    ]
    lengths = [len(item.coefficients) for item in inequalities]
    solver.addRows(
        len(inequalities),
        numpy.array([float(item.least) for item in inequalities]),
        numpy.full(len(inequalities), solver.inf),
        len(entries),
        numpy.array([0, *accumulate(lengths)][:-1], numpy.int32),
        numpy.array([column for column, _ in entries], numpy.int32),
        numpy.array([value for _, value in entries]),
    )


def _optimum(
    names: Sequence[str], objective: Coefficients, inequalities: Sequence[Inequality]
) -> tuple[list[Inequality], float] | None:
    """The inequalities that the optimal basis holds as equalities, and the value; None if unbounded."""
    import numpy
    from highspy import HighsBasisStatus, HighsModelStatus

    solver = _solver()
    costs = numpy.array([float(objective.get(name, 0)) for name in names])
    solver.changeColsCost(len(names), numpy.arange(len(names), dtype=numpy.int32), costs)
    solver.run()
    status = solver.getModelStatus()
    if status == HighsModelStatus.kUnbounded:
        return None
    if status == HighsModelStatus.kInfeasible:
        raise Contradiction
    if status != HighsModelStatus.kOptimal:
        raise Unproved(f"HiGHS says {status.name} of {dict(objective)}")
    duals = solver.getSolution().row_dual
    statuses = solver.getBasis().row_status
    active = [
        item
        for item, dual, basis in zip(inequalities, duals, statuses, strict=True)
        if basis != HighsBasisStatus.kBasic and abs(dual) > TOLERANCE
    ]
    return active, solver.getObjectiveValue()


@cache
def _solver() -> Any:
    from highspy import Highs

    solver = Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("presolve", "off")  # it would not tell unbounded from contradictory
    return solver


def _solved(columns: list[list[Fraction]], wanted: list[Fraction]) -> list[Fraction] | None:
    """The multipliers of the columns that add up to `wanted`, by exact elimination; None if there are none."""
    rows = [[column[i] for column in columns] + [wanted[i]] for i in range(len(wanted))]
    pivots: list[int] = []
    for place in range(len(columns)):
        pivot = next((r for r in range(len(pivots), len(rows)) if rows[r][place]), None)
        if pivot is None:
            continue
        top = len(pivots)
        rows[top], rows[pivot] = rows[pivot], rows[top]
        scale = rows[top][place]
        rows[top] = [value / scale for value in rows[top]]
        for r in range(len(rows)):
            if r != top and rows[r][place]:
                factor = rows[r][place]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[top], strict=True)]
        pivots.append(place)
    if any(row[-1] for row in rows[len(pivots) :]):
        return None
    solution = [Fraction(0)] * len(columns)
    for top, place in enumerate(pivots):
        solution[place] = rows[top][-1]
    return solution
