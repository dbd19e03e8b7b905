"""The simplex method in exact rationals, for what floating point cannot decide.

`program` asks HiGHS first and proves what it says; where the answer cannot be proved, or is that the
inequalities contradict each other, this slow and exact method decides. Bland's rule (R. G. Bland, New
finite pivoting rules for the simplex method, Mathematics of Operations Research 2, 1977) makes it end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

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

    def climb(self) -> bool:
        """Pivot until nothing makes the aim greater; False where it has no greatest value."""
        while True:
            rising = [c for c in range(len(self.others)) if self.aim[c + 1] > 0]
            if not rising:
                return True
            column = min(rising, key=lambda c: self.others[c])
            limiting = [r for r, row in enumerate(self.rows) if row[column + 1] < 0]
            if not limiting:
                return False
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


class Infeasible(Exception):
    """No numbers satisfy the inequalities."""


def least_multipliers(
    coefficients: Sequence[Row], least: Row, objective: Row
) -> list[Fraction] | None:
    """Multipliers of the inequalities that prove the least value of the objective.

    The inequalities are Σ coefficients × x ≥ least for x ≥ 0. Multiplied and added they give at most the
    objective, coefficient by coefficient. None where the objective has no least value; raises
    `Infeasible`.

    >>> one, two = Fraction(1), Fraction(2)
    >>> least_multipliers([[one, one], [one, -one]], [two, Fraction(0)], [two, one])
    [Fraction(3, 2), Fraction(1, 2)]
    """
    count, size = len(coefficients), len(objective)
    helper = size + count
    rows = [[-b, *a, Fraction(1)] for a, b in zip(coefficients, least, strict=True)]
    first = _Dictionary(
        rows,
        [Fraction(0)] * (size + 1) + [Fraction(-1)],
        list(range(size, helper)),
        [*range(size), helper],
    )
    if any(row[0] < 0 for row in rows):
        first.pivot(min(range(count), key=lambda r: rows[r][0]), size)
        first.climb()
        if first.aim[0] < 0:
            raise Infeasible
        if helper in first.basic:
            row = first.basic.index(helper)
            column = next(c for c in range(len(first.others)) if first.rows[row][c + 1])
            first.pivot(row, column)
    gone = first.others.index(helper)
    second = _Dictionary(
        [[*row[: gone + 1], *row[gone + 2 :]] for row in first.rows],
        [],
        first.basic,
        [name for name in first.others if name != helper],
    )
    second.aim = _in_terms_of(second, [-value for value in objective])
    if not second.climb():
        return None
    multipliers = [Fraction(0)] * count
    for column, name in enumerate(second.others):
        if name >= size:
            multipliers[name - size] = -second.aim[column + 1]
    return multipliers


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
