"""The simplex method in exact rationals, for what floating point cannot decide.

Where the answer of HiGHS cannot be proved, or is that the inequalities contradict each other, this slow and
exact method decides. Bland's rule (R. G. Bland, New finite pivoting rules for the simplex method, Mathematics
of Operations Research 2, 1977) makes it end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipeline.consistency.certificates import (
    ZERO,
    Answer,
    Coefficients,
    Inequality,
    Infeasible,
    Multipliers,
    Numbers,
    Optimum,
    Unbounded,
)

Row = list[Fraction]


@dataclass
class _Dictionary:
    """Basic variables as affine functions of the others, none of which is negative.

    `rows[i]` is the constant and the coefficients of `basic[i]`; `aim` those of what is to be greatest.
    """

    rows: list[Row]
    aim: Row
    basic: list[int]
    others: list[int]

    def pivot(self, row: int, column: int) -> None:
        """Exchange the basic variable of `row` for the other variable of `column`."""
        entering, leaving = self.rows[row], 1 / self.rows[row][column + 1]
        solved = [-value * leaving for value in entering]
        solved[column + 1] = leaving
        self.rows = [
            solved if index == row else _substituted(other, solved, column)
            for index, other in enumerate(self.rows)
        ]
        self.aim = _substituted(self.aim, solved, column)
        self.basic[row], self.others[column] = self.others[column], self.basic[row]

    def climb(self) -> int | None:
        """Pivot until nothing makes the aim greater; the other variable that makes it so for ever, if any."""
        while True:
            rising = [c for c in range(len(self.others)) if self.aim[c + 1] > 0]
            if not rising:
                return None
            column = min(rising, key=lambda c: self.others[c])
            limiting = [r for r, row in enumerate(self.rows) if row[column + 1] < 0]
            if not limiting:
                return column
            row = min(
                limiting,
                key=lambda r: (-self.rows[r][0] / self.rows[r][column + 1], self.basic[r]),
            )
            self.pivot(row, column)


def _substituted(row: Row, solved: Row, column: int) -> Row:
    factor = row[column + 1]
    if not factor:
        return row
    kept = [*row[: column + 1], Fraction(0), *row[column + 2 :]]
    return [value + factor * other for value, other in zip(kept, solved, strict=True)]


def answer(objective: Coefficients, inequalities: Sequence[Inequality]) -> Answer:
    """The answer about the least value of the objective, for numbers that are ≥ 0.

    >>> one, two = Fraction(1), Fraction(2)
    >>> together = Inequality((), {"x": one, "y": one}, two)
    >>> answer({"x": two, "y": one}, [together])
    Optimum(multipliers={0: Fraction(1, 1)}, numbers={'y': Fraction(2, 1)})
    """
    names = sorted({*objective, *(name for item in inequalities for name in item.coefficients)})
    first = _first_dictionary(names, inequalities)
    size, helper = len(names), len(names) + len(inequalities)
    if any(row[0] < 0 for row in first.rows):
        first.pivot(min(range(len(first.rows)), key=lambda r: first.rows[r][0]), size)
        first.climb()
        if first.aim[0] < 0:
            return Infeasible(_multipliers(first, size, helper))
        if helper in first.basic:
            row = first.basic.index(helper)
            column = next(c for c in range(len(first.others)) if first.rows[row][c + 1])
            first.pivot(row, column)
    second = _without(first, helper)
    second.aim = _in_terms_of(second, [-objective.get(name, ZERO) for name in names])
    rising = second.climb()
    if rising is not None:
        return Unbounded(_column(second, names, 0), _direction(second, names, rising))
    return Optimum(_multipliers(second, size, helper), _column(second, names, 0))


def _first_dictionary(names: Sequence[str], inequalities: Sequence[Inequality]) -> _Dictionary:
    """The inequalities with a helper, a number that is added to all and is to be least."""
    size, helper = len(names), len(names) + len(inequalities)
    rows = [
        [-item.least, *(item.coefficients.get(name, ZERO) for name in names), Fraction(1)]
        for item in inequalities
    ]
    aim = [ZERO] * (size + 1) + [Fraction(-1)]
    return _Dictionary(rows, aim, list(range(size, helper)), [*range(size), helper])


def _without(dictionary: _Dictionary, helper: int) -> _Dictionary:
    """The dictionary without the helper, which is zero, and without an aim."""
    gone = dictionary.others.index(helper)
    return _Dictionary(
        [[*row[: gone + 1], *row[gone + 2 :]] for row in dictionary.rows],
        [],
        dictionary.basic,
        [variable for variable in dictionary.others if variable != helper],
    )


def _multipliers(dictionary: _Dictionary, size: int, helper: int) -> Multipliers:
    """How much the aim falls for each inequality's own variable."""
    return {
        variable - size: -dictionary.aim[column + 1]
        for column, variable in enumerate(dictionary.others)
        if size <= variable < helper and dictionary.aim[column + 1]
    }


def _column(dictionary: _Dictionary, names: Sequence[str], column: int) -> dict[str, Fraction]:
    """The coefficients of a column for the names that are basic."""
    return {
        names[variable]: row[column]
        for row, variable in zip(dictionary.rows, dictionary.basic, strict=True)
        if variable < len(names)
    }


def _direction(dictionary: _Dictionary, names: Sequence[str], rising: int) -> Numbers:
    """How the numbers change where the other variable of that column rises by one."""
    direction = _column(dictionary, names, rising + 1)
    if dictionary.others[rising] < len(names):
        direction[names[dictionary.others[rising]]] = Fraction(1)
    return direction


def _in_terms_of(dictionary: _Dictionary, objective: Row) -> Row:
    """An objective over the first variables, written in the variables that are not basic."""
    aim = [Fraction(0)] * (len(dictionary.others) + 1)
    for name, value in enumerate(objective):
        if name in dictionary.others:
            aim[dictionary.others.index(name) + 1] += value
        else:
            row = dictionary.rows[dictionary.basic.index(name)]
            aim = [a + value * b for a, b in zip(aim, row, strict=True)]
    return aim
