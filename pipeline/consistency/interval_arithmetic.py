"""Arithmetic between intervals with exact ends; ends that are open or unbounded stay so.

`portion` has the intervals, their intersections and containment; what is added here are sums,
differences and quotients. Nothing here knows of figures.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from math import ceil, floor

import portion

NOT_NEGATIVE = portion.closedopen(Fraction(0), portion.inf)
PUBLISHED_PLACE = Decimal("0.000001")
_WHOLES: Mapping[str, Callable[[Fraction], int]] = {
    ROUND_FLOOR: floor,
    ROUND_CEILING: ceil,
    ROUND_HALF_EVEN: round,
}


def exact(interval: portion.Interval) -> portion.Interval:
    """The same interval with rational ends, so that no arithmetic rounds."""
    return _interval(
        interval.left, _rational(interval.lower), _rational(interval.upper), interval.right
    )


def moved(interval: portion.Interval, by: Fraction) -> portion.Interval:
    """The interval with every value higher by so much."""
    return _interval(
        interval.left, _added([interval.lower, by]), _added([interval.upper, by]), interval.right
    )


def total_of(intervals: Iterable[portion.Interval]) -> portion.Interval:
    """Every sum of one value from each interval; an end is open where one of theirs is."""
    terms = list(intervals)
    if len(terms) == 1:
        return terms[0]
    return _interval(
        _joined(*(term.left for term in terms)),
        _added([term.lower for term in terms]),
        _added([term.upper for term in terms]),
        _joined(*(term.right for term in terms)),
    )


def difference_of(whole: portion.Interval, part: portion.Interval) -> portion.Interval:
    """Every value of `whole` less every value of `part`."""
    return total_of([whole, _interval(part.right, -part.upper, -part.lower, part.left)])


def percent_of(part: portion.Interval, whole: portion.Interval) -> portion.Interval:
    """Every value of `part` as percent of every value of `whole`; neither may be negative."""
    quotient = quotient_of(part, whole)
    return _interval(
        quotient.left, _times(quotient.lower, 100), _times(quotient.upper, 100), quotient.right
    )


def quotient_of(numerator: portion.Interval, denominator: portion.Interval) -> portion.Interval:
    """Every value of `numerator` over every value of `denominator` above zero; neither may be negative.

    >>> two_to_three = portion.closed(Fraction(2), Fraction(3))
    >>> quotient_of(two_to_three, two_to_three)
    [Fraction(2, 3),Fraction(3, 2)]
    """
    numerator, denominator = _not_negative(numerator), _not_negative(denominator)
    if numerator.empty or denominator.empty or denominator.upper == 0:
        return portion.empty()
    if numerator.upper == 0:
        return portion.singleton(Fraction(0))
    least, left = Fraction(0), numerator.left
    if numerator.lower > 0:
        left = _joined(numerator.left, denominator.right)
        if isinstance(denominator.upper, Fraction):
            least = numerator.lower / denominator.upper
    most, right = portion.inf, portion.OPEN
    if isinstance(numerator.upper, Fraction) and denominator.lower > 0:
        most = numerator.upper / denominator.lower
        right = _joined(numerator.right, denominator.left)
    return _interval(left, least, most, right)


def _not_negative(interval: portion.Interval) -> portion.Interval:
    """The values of an interval from zero on."""
    return interval & NOT_NEGATIVE if interval.lower < 0 else interval


def gap_between(one: portion.Interval, other: portion.Interval) -> Fraction:
    """Distance between two intervals that do not meet; 0 where only an open end parts them."""
    lower, upper = (one, other) if one.upper <= other.lower else (other, one)
    distance: Fraction = upper.lower - lower.upper
    return max(Fraction(0), distance)


def published_ends(interval: portion.Interval) -> tuple[Decimal | None, Decimal | None]:
    """Ends of an interval as decimals of six places, rounded outward; None where unbounded."""
    return (
        rounded(interval.lower, ROUND_FLOOR),
        rounded(interval.upper, ROUND_CEILING),
    )


def rounded(end: object, rounding: str) -> Decimal | None:
    """A rational as a decimal of six places; None where it is infinite."""
    if not isinstance(end, Fraction):
        return None
    scaled = end / Fraction(PUBLISHED_PLACE)
    return Decimal(_WHOLES[rounding](scaled)) * PUBLISHED_PLACE


def as_text(interval: portion.Interval) -> str:
    """An interval for people: `[88.70, 89.85]`, with ∞ where nothing bounds it."""
    if interval.empty:
        return "nothing"
    lower, upper = published_ends(interval)
    if lower is not None and interval.lower == interval.upper:
        return number_text(lower)
    left = "[" if interval.left == portion.CLOSED else "("
    right = "]" if interval.right == portion.CLOSED else ")"
    return f"{left}{_shown(lower, '-∞')}, {_shown(upper, '∞')}{right}"


def number_text(number: Decimal) -> str:
    """A number for people: separators, and no zeros behind the last decimal."""
    return f"{number.normalize():,f}"


def _shown(end: Decimal | None, unbounded: str) -> str:
    return unbounded if end is None else number_text(end)


def _interval(
    left: portion.Bound, lower: object, upper: object, right: portion.Bound
) -> portion.Interval:
    return portion.Interval.from_atomic(left, lower, upper, right)


def _joined(*ends: portion.Bound) -> portion.Bound:
    """An end that several make together: closed where all of them are."""
    return portion.CLOSED if all(end == portion.CLOSED for end in ends) else portion.OPEN


def _rational(end: object) -> object:
    return Fraction(end) if isinstance(end, Decimal | int) else end


def _added(ends: list[Fraction]) -> Fraction:
    infinite = [end for end in ends if not isinstance(end, Fraction)]
    return infinite[0] if infinite else sum(ends, Fraction(0))


def _times(end: Fraction, factor: int) -> Fraction:
    return end * factor if isinstance(end, Fraction) else end
