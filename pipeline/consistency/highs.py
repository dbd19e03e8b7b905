"""Answers of HiGHS, made exact: the basis it ends at in floating point is solved for again in rationals.

An answer may be wrong, as HiGHS may be; `certificates` tells. Presolve is off, since a presolved basis is not
always one of these rows.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cache
from itertools import accumulate
from typing import Any, NamedTuple, TypeVar

from pipeline.consistency.certificates import (
    ZERO,
    Answer,
    Coefficients,
    Inequality,
    Numbers,
    Optimum,
    Unbounded,
)

Unknown = TypeVar("Unknown")
NOISE = 1e-12
"""What of a multiplier of HiGHS's is rounding; where too much is taken for it, the proof fails."""

TOLERANCE = 1e-10
"""How far HiGHS may be from its end, the least it takes: a basis that is a little off proves nothing."""


class Basis(NamedTuple):
    """Where HiGHS ended: its status, the names and the rows that are basic, and the rows' multipliers."""

    status: Any
    names: frozenset[str]
    rows: frozenset[int]
    duals: Sequence[float]


def answer(objective: Coefficients, inequalities: Sequence[Inequality]) -> Answer | None:
    """What HiGHS says of the least value of the objective; None where it has no answer of use."""
    from highspy import HighsModelStatus

    try:
        basis = _basis(objective, inequalities)
        if basis.status == HighsModelStatus.kOptimal:
            multipliers = _multipliers(basis, objective, inequalities)
            numbers = _numbers(basis, inequalities)
            return Optimum(multipliers, numbers)
        if basis.status == HighsModelStatus.kUnbounded:
            return Unbounded(_numbers(basis, inequalities), _direction(objective, inequalities))
    except Exception:  # whatever goes wrong in there, the exact method decides
        return None
    return None


def _multipliers(
    basis: Basis, objective: Coefficients, inequalities: Sequence[Inequality]
) -> dict[int, Fraction]:
    """The multipliers of the rows by which the basic names come to the objective."""
    active = [row for row, dual in enumerate(basis.duals) if abs(dual) > NOISE]
    used = {name for row in active for name in inequalities[row].coefficients} | set(objective)
    columns: dict[str, dict[int, Fraction]] = {name: {} for name in sorted(used & basis.names)}
    for row in active:
        for name, value in inequalities[row].coefficients.items():
            if name in columns:
                columns[name][row] = value
    return _solved((column, objective.get(name, ZERO)) for name, column in columns.items())


def _numbers(basis: Basis, inequalities: Sequence[Inequality]) -> Numbers:
    """The numbers of the basic names at which the other rows are equalities; all others are zero."""
    return _solved(
        ({n: v for n, v in item.coefficients.items() if n in basis.names}, item.least)
        for row, item in enumerate(inequalities)
        if row not in basis.rows
    )


def _direction(objective: Coefficients, inequalities: Sequence[Inequality]) -> Numbers:
    """A direction that leaves no inequality and in which the objective falls, by one at most."""
    cone = [Inequality((), item.coefficients, ZERO) for item in inequalities]
    cone.append(Inequality((), objective, Fraction(-1)))
    return _numbers(_basis(objective, cone), cone)


def _basis(objective: Coefficients, inequalities: Sequence[Inequality]) -> Basis:
    """Solve in floating point; right sides are scaled to at most one."""
    from highspy import HighsBasisStatus

    names = sorted({*objective, *(name for item in inequalities for name in item.coefficients)})
    solver = _solver()
    solver.clearModel()
    _state(solver, names, objective, inequalities)
    solver.run()
    basis, basic = solver.getBasis(), HighsBasisStatus.kBasic
    return Basis(
        solver.getModelStatus(),
        frozenset(n for n, of in zip(names, basis.col_status, strict=True) if of == basic),
        frozenset(row for row, of in enumerate(basis.row_status) if of == basic),
        solver.getSolution().row_dual,
    )


def _state(
    solver: Any, names: Sequence[str], objective: Coefficients, inequalities: Sequence[Inequality]
) -> None:
    """Give HiGHS the columns and the rows."""
    import numpy

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


@cache
def _solver() -> Any:
    from highspy import Highs

    solver = Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("presolve", "off")
    for kind in ("primal", "dual"):
        solver.setOptionValue(f"{kind}_feasibility_tolerance", TOLERANCE)
    return solver


def _solved(
    equations: Iterable[tuple[dict[Unknown, Fraction], Fraction]],
) -> dict[Unknown, Fraction]:
    """Values of the unknowns that satisfy Σ factor × unknown = right, by exact elimination.

    Those that the equations leave open are zero, and zeros are left out; so are equations that no values
    satisfy, which the check of the answer finds.
    """
    solved: list[tuple[Unknown, dict[Unknown, Fraction], Fraction]] = []
    for factors, wanted in sorted(equations, key=lambda equation: len(equation[0])):
        left, right = dict(factors), wanted
        for unknown, others, constant in solved:
            if factor := left.pop(unknown, None):
                right -= factor * constant
                for other, value in others.items():
                    left[other] = left.get(other, ZERO) - factor * value
        left = {unknown: factor for unknown, factor in left.items() if factor}
        if left:
            unknown, factor = left.popitem()
            solved.append(
                (unknown, {u: value / factor for u, value in left.items()}, right / factor)
            )
    values: dict[Unknown, Fraction] = {}
    for unknown, others, constant in reversed(solved):
        value = constant - sum(f * values[u] for u, f in others.items() if u in values)
        if value:
            values[unknown] = value
    return values
