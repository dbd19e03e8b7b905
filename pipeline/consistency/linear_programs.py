"""The least value of a number under linear inequalities, with an exact proof.

HiGHS is asked first, in floating point; the exact method of `simplex` decides where its answer is none, or
is not proved. Neither is trusted: an answer counts once `certificates` has proved it, so that no float and no
error of a solver reaches a published value. Nothing here knows of figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from pipeline.consistency import highs, simplex
from pipeline.consistency.certificates import (
    Answer,
    Coefficients,
    Inequality,
    Infeasible,
    Optimum,
    Unbounded,
    is_proved,
    proved_least,
)


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


class Unproved(Exception):
    """No solver has an answer that is right: an error of ours, after which nothing may be published."""


def greatest_lower_bound(
    objective: Coefficients, inequalities: Sequence[Inequality]
) -> Proof | None:
    """The greatest number that Σ objective × number is proved never to be below, of numbers ≥ 0.

    None where it is unbounded. Raises `Contradiction` where no numbers satisfy the inequalities, and
    `Unproved` where no solver answers rightly.

    >>> at_least_two = Inequality(("a",), {"x": Fraction(1)}, Fraction(2))
    >>> five_at_most = Inequality(("b",), {"x": Fraction(-1), "y": Fraction(-1)}, Fraction(-5))
    >>> greatest_lower_bound({"y": Fraction(-1)}, [at_least_two, five_at_most]).bound
    Fraction(-3, 1)
    """
    answer = _answer(objective, inequalities)
    strict = any(item.strict for item in inequalities)
    if isinstance(answer, Infeasible) or (strict and not _room(inequalities)):
        raise Contradiction
    if isinstance(answer, Unbounded):
        return None
    used = sorted((number, m) for number, m in answer.multipliers.items() if m)
    bound = proved_least(answer.multipliers, inequalities)
    at_most = Inequality((), {name: -value for name, value in objective.items()}, -bound)
    attained = not strict or _room([*inequalities, at_most])
    return Proof(bound, not attained, tuple((inequalities[number], m) for number, m in used))


def is_contradictory(inequalities: Sequence[Inequality]) -> bool:
    """Whether no numbers satisfy them."""
    try:
        greatest_lower_bound({}, inequalities)
    except Contradiction:
        return True
    return False


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
    answer = _answer({margin: Fraction(-1)}, widened)
    return isinstance(answer, Optimum) and proved_least(answer.multipliers, widened) < 0


def _answer(objective: Coefficients, inequalities: Sequence[Inequality]) -> Answer:
    """The first answer of a solver that is proved."""
    for answered in (highs.answer, simplex.answer):
        answer = answered(objective, inequalities)
        if answer is not None and is_proved(answer, objective, inequalities):
            return answer
    raise Unproved(
        f"no answer is proved for {len(inequalities)} inequalities; nothing is published"
    )
