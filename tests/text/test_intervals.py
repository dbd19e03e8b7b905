from decimal import Decimal

import portion
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.intervals import interval_of, interval_of_vague_word
from pipeline.text.numerals import find_numerals

INF = portion.inf


def interval_in(text, *, counted=True, step=None):
    (numeral,) = find_numerals(text)
    return interval_of(
        numeral.value, numeral, counted=counted, document_step=step and Decimal(step)
    )


def closed(lower, upper):
    return portion.closed(Decimal(lower), Decimal(upper))


@pytest.mark.parametrize(
    ("text", "options", "interval", "basis"),
    [
        ("8,665", {}, closed(8665, 8665), "exact"),
        ("137,000", {"step": 100}, closed(136950, 137050), "document_rule"),
        ("about 6,100", {"step": 100}, closed(6050, 6150), "document_rule"),
        ("79", {"counted": False}, closed("78.5", "79.5"), "printed_precision"),
        ("27.2", {"counted": False}, closed("27.15", "27.25"), "printed_precision"),
        ("2.37 million", {}, closed(2365000, 2375000), "printed_precision"),
        ("about 60,000", {}, closed(55000, 65000), "printed_precision"),
        ("approximately 675", {}, closed("674.5", "675.5"), "printed_precision"),
        ("more than 29,269", {}, portion.open(Decimal(29269), INF), "qualifier"),
        ("at least 19", {}, portion.closedopen(Decimal(19), INF), "qualifier"),
        ("up to 48", {}, portion.openclosed(-INF, Decimal(48)), "qualifier"),
        ("not more than 400", {}, portion.openclosed(-INF, Decimal(400)), "qualifier"),
        ("about 20.0", {"counted": False}, closed("19.95", "20.05"), "printed_precision"),
        ("fewer than 5", {}, portion.open(-INF, Decimal(5)), "qualifier"),
        ("nearly 2.4 million", {}, portion.openclosed(-INF, Decimal(2400000)), "qualifier"),
    ],
)
def test_the_interval_of_a_printed_number_is_what_would_be_printed_so(
    text, options, interval, basis
):
    found = interval_in(text, **options)
    assert (found.interval, found.basis) == (interval, basis)


def test_a_word_without_a_number_has_bounds():
    (half,) = find_numerals("nearly half of ICE officers")
    (majority,) = find_numerals("the majority of field offices")
    assert interval_of_vague_word(half).interval == portion.openclosed(-INF, Decimal(50))
    assert interval_of_vague_word(majority).interval == portion.openclosed(
        Decimal(50), Decimal(100)
    )


@given(st.integers(0, 10**7), st.sampled_from([None, 100, 1000]))
def test_the_printed_number_always_lies_in_its_interval(number, step):
    assert Decimal(number) in interval_in(f"{number:,}", step=step).interval
