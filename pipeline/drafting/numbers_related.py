"""Numbers that may be members of a relation, with the ends of their intervals as binary numbers.

They decide only what is worth judging; a relation is judged with exact intervals, in `relations`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipeline.transcription.figures import Figure


@dataclass(frozen=True)
class Number:
    """A number that takes part, its place in reading order, and the ends of its interval as binary numbers.

    `group` is what numbers that are added have in common, its statistic and its unit.
    """

    figure: Figure
    place: int
    value: float
    low: float
    high: float
    group: tuple[str, str]


def numbers_of(figures: Sequence[Figure]) -> list[Number]:
    """The figures that state a number, in the order given; an end that is open is half a unit of the last digit away."""
    numbers = []
    for place, figure in enumerate(one for one in figures if one.value is not None):
        interval, value = figure.working_interval, float(figure.value or 0)
        half = float(figure.last_digit_unit) / 2
        ends = (interval.lower, interval.upper)
        low, high = (
            float(end) if isinstance(end, int | Fraction) or hasattr(end, "as_tuple") else other
            for end, other in zip(ends, (value - half, value + half), strict=True)
        )
        numbers.append(Number(figure, place, value, low, high, (figure.statistic, figure.unit)))
    return numbers


def meets(stated: Number, low: float, high: float) -> bool:
    """Whether a number's interval meets the values from `low` to `high`, but for the last binary digits."""
    slack = 1e-9 * max(1.0, abs(stated.value))
    return low - slack <= stated.high and stated.low <= high + slack


def distance_of(roles: Mapping[str, Sequence[Number]]) -> int:
    """Characters of the text from the first to the last of some numbers."""
    starts = [number.figure.token.start for numbers in roles.values() for number in numbers]
    return max(starts) - min(starts)


def have_one_period(one: Figure, other: Figure) -> bool:
    """Whether two figures are of the same days, or one of them has none."""
    return None in (one.period, other.period) or one.period == other.period


def slack_of(numbers: Sequence[Number]) -> float:
    """By how much numbers that are added may miss each other; a part that is less proves nothing."""
    return max(sum(n.high - n.low for n in numbers), width_of(numbers[0]))


def width_of(number: Number) -> float:
    """The width of its interval; of a number that is exact, one unit of its last digit."""
    return max(number.high - number.low, float(number.figure.last_digit_unit))


def spread_of(numbers: Sequence[Number], group: tuple[str, str]) -> float:
    """The logarithmic range of the numbers of a unit, at least a factor of ten."""
    values = [n.value for n in numbers if n.group == group and n.value > 0]
    return max(math.log(max(values) / min(values)), math.log(10)) if values else math.log(10)
