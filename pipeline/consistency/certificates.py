"""Inequalities, and answers about them that prove themselves.

An answer carries the numbers that show it to be right, so that anyone can check it by adding and comparing
exact rationals, whoever found it. How answers are found is in `highs` and `simplex`; nothing here knows of
figures.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

Coefficients = Mapping[str, Fraction]
Numbers = Mapping[str, Fraction]
"""A number for each name; names that are not in it are zero."""
Multipliers = Mapping[int, Fraction]
"""Of inequalities, by their number in a list; those that are not in it are multiplied by zero."""
ZERO = Fraction(0)


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
class Optimum:
    """The objective has a least value: the numbers attain it, the multipliers prove that none is below."""

    multipliers: Multipliers
    numbers: Numbers


@dataclass(frozen=True)
class Unbounded:
    """The objective has no least value: from the numbers on, it falls for ever in the direction."""

    numbers: Numbers
    direction: Numbers


@dataclass(frozen=True)
class Infeasible:
    """No numbers satisfy the inequalities: multiplied and added, they say that 0 is above 0."""

    multipliers: Multipliers


Answer = Optimum | Unbounded | Infeasible


def is_proved(answer: Answer, objective: Coefficients, inequalities: Sequence[Inequality]) -> bool:
    """Whether the answer is right about the least value of the objective, for numbers that are ≥ 0.

    Strict inequalities are taken as those that may be equal.

    >>> least_two = [Inequality((), {"x": Fraction(1)}, Fraction(2))]
    >>> two, three = {"x": Fraction(2)}, {"x": Fraction(3)}
    >>> is_proved(Optimum({0: Fraction(1)}, two), {"x": Fraction(1)}, least_two)
    True
    >>> is_proved(Optimum({0: Fraction(1)}, three), {"x": Fraction(1)}, least_two)
    False
    """
    if isinstance(answer, Infeasible):
        proved = proved_least(answer.multipliers, inequalities)
        return proved > 0 and add_up(answer.multipliers, {}, inequalities)
    if not _satisfy(answer.numbers, inequalities):
        return False
    if isinstance(answer, Unbounded):
        homogeneous = [Inequality((), item.coefficients, ZERO) for item in inequalities]
        return _satisfy(answer.direction, homogeneous) and _total(objective, answer.direction) < 0
    attained = _total(objective, answer.numbers)
    is_least = proved_least(answer.multipliers, inequalities) == attained
    return is_least and add_up(answer.multipliers, objective, inequalities)


def add_up(
    multipliers: Multipliers, objective: Coefficients, inequalities: Sequence[Inequality]
) -> bool:
    """Whether the inequalities, multiplied and added, are at most the objective, name by name."""
    left = dict(objective)
    for number, multiplier in multipliers.items():
        for name, value in inequalities[number].coefficients.items():
            left[name] = left.get(name, ZERO) - multiplier * value
    return not _any_negative(multipliers.values()) and not _any_negative(left.values())


def proved_least(multipliers: Multipliers, inequalities: Sequence[Inequality]) -> Fraction:
    """The right side of the inequalities, multiplied and added."""
    return sum((inequalities[number].least * m for number, m in multipliers.items()), ZERO)


def _satisfy(numbers: Numbers, inequalities: Sequence[Inequality]) -> bool:
    return not _any_negative(numbers.values()) and all(
        _total(item.coefficients, numbers) >= item.least for item in inequalities
    )


def _total(coefficients: Coefficients, numbers: Numbers) -> Fraction:
    return sum(
        (value * numbers[name] for name, value in coefficients.items() if name in numbers), ZERO
    )


def _any_negative(numbers: Iterable[Fraction]) -> bool:
    return any(number < 0 for number in numbers)
