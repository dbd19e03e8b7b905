"""Arithmetic between intervals: every pair of values gives a value of the result, and its ends are met."""

from fractions import Fraction

import portion
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.consistency.interval_arithmetic import (
    as_text,
    difference_of,
    exact,
    gap_between,
    moved,
    percent_of,
    published_ends,
    quotient_of,
    total_of,
)

numbers = st.fractions(min_value=0, max_value=10**7, max_denominator=1000)
bounds = st.sampled_from([portion.OPEN, portion.CLOSED])


@st.composite
def interval_and_value(draw):
    """An interval of numbers that are not negative, and one of its values."""
    lower, width = draw(numbers), draw(numbers)
    if width == 0:
        return portion.singleton(lower), lower
    interval = portion.Interval.from_atomic(draw(bounds), lower, lower + width, draw(bounds))
    if draw(st.booleans()):
        interval = portion.Interval.from_atomic(interval.left, lower, portion.inf, portion.OPEN)
    return interval, lower + width * draw(st.fractions(Fraction(1, 100), Fraction(99, 100)))


@given(interval_and_value(), interval_and_value(), interval_and_value())
def test_a_sum_of_values_is_a_value_of_the_sum(one, two, three):
    intervals, values = zip(one, two, three, strict=True)
    assert sum(values) in total_of(intervals)
    assert values[0] - values[1] in difference_of(intervals[0], intervals[1])


@given(interval_and_value(), interval_and_value())
def test_a_quotient_of_values_is_a_value_of_the_quotient(one, two):
    (numerator, above), (denominator, below) = one, two
    if below:
        assert above / below in quotient_of(numerator, denominator)
        assert 100 * above / below in percent_of(numerator, denominator)


@given(numbers, numbers, numbers, numbers)
def test_the_ends_of_a_quotient_are_met_by_the_ends_of_its_terms(a, width, b, more):
    numerator = portion.closed(a, a + width) if width else portion.singleton(a)
    low = b + 1
    quotient = quotient_of(numerator, portion.closed(low, low + more))
    assert quotient.lower == a / (low + more)
    assert quotient.upper == (a + width) / low
    assert {quotient.left, quotient.right} == {portion.CLOSED}


def test_nothing_is_a_share_of_everything():
    """0 of more than 5 is 0, and of nothing there is no share."""
    zero = portion.singleton(Fraction(0))
    assert quotient_of(zero, portion.open(Fraction(5), portion.inf)) == zero
    assert quotient_of(portion.closed(Fraction(0), Fraction(1)), zero).empty
    up_to_ten = portion.closed(Fraction(0), Fraction(10))
    assert quotient_of(up_to_ten, portion.open(Fraction(5), portion.inf)) == portion.closedopen(
        Fraction(0), Fraction(2)
    )


@given(interval_and_value(), numbers)
def test_an_interval_that_is_moved_keeps_its_values_and_its_ends(one, by):
    interval, value = one
    assert value + by in moved(interval, by)
    assert moved(moved(interval, by), -by) == interval


@given(interval_and_value())
def test_published_ends_lie_outside_by_less_than_a_millionth(one):
    interval, _ = one
    lower, upper = published_ends(interval)
    assert 0 <= interval.lower - Fraction(lower) < Fraction(1, 10**6)
    if upper is not None:
        assert 0 <= Fraction(upper) - interval.upper < Fraction(1, 10**6)
    assert exact(interval) == interval


@given(numbers, numbers, numbers)
def test_the_gap_between_intervals_is_the_same_from_either_side(a, width, distance):
    one = portion.closed(a, a + width)
    other = portion.closed(a + width + distance, a + 2 * width + distance)
    assert gap_between(one, other) == distance == gap_between(other, one)


HALF, THIRD, MANY = Fraction(1, 2), Fraction(1, 3), Fraction(12000)


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (portion.closed(HALF, MANY), "[0.5, 12,000]"),
        (portion.open(HALF, MANY), "(0.5, 12,000)"),
        (portion.closedopen(HALF, MANY), "[0.5, 12,000)"),
        (portion.openclosed(HALF, MANY), "(0.5, 12,000]"),
        (portion.singleton(MANY), "12,000"),
        (portion.closed(THIRD, 2 * THIRD), "[0.333333, 0.666667]"),
        (portion.closedopen(HALF, portion.inf), "[0.5, ∞)"),
        (portion.openclosed(-portion.inf, HALF), "(-∞, 0.5]"),
        (portion.open(-portion.inf, portion.inf), "(-∞, ∞)"),
        (portion.empty(), "nothing"),
    ],
)
def test_an_interval_is_shown_to_people(interval, text):
    assert as_text(interval) == text
