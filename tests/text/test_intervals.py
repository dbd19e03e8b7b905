"""Which interval a printed number has, for each meaning of a qualifier, precision and statistic."""

from decimal import Decimal
from typing import get_args

import portion
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.intervals import (
    ANY_NUMBER,
    VAGUE_WORDS,
    Basis,
    IntervalKind,
    interval_of,
    interval_of_statistic,
    interval_of_vague_word,
)
from pipeline.text.intervals import ROUNDED as ROUNDED_BASES
from pipeline.text.numbers.numerals import find_numerals
from pipeline.text.qualifiers.qualifier_words import Meaning
from pipeline.text.units.units import Statistic

INF = portion.inf
STATISTICS = get_args(Statistic)
QUALIFIERS = {
    "lower": "at least",
    "above": "more than",
    "upper": "up to",
    "below": "fewer than",
    "vague": "about",
}


def printed_as(text, statistic="count", step=None):
    numeral = find_numerals(text)[0]
    return interval_of_statistic(numeral.value, numeral, statistic, step and Decimal(step))


def ends(interval):
    """An interval in words: `[1, 2)`."""
    left = "[" if interval.left == portion.CLOSED else "("
    right = "]" if interval.right == portion.CLOSED else ")"
    lower, upper = (
        "inf" if end == INF else "-inf" if end == -INF else f"{end.normalize():f}"
        for end in (interval.lower, interval.upper)
    )
    return f"{left}{lower}, {upper}{right}"


# Without a qualifier

EXACT = {
    "12": ("count", "duration"),
    "twenty": ("count", "duration"),
    "16,400": ("count", "duration"),
}
ROUNDED = {
    "12": "[11.5, 12.5]",
    "16,400": "[16399.5, 16400.5]",
    "27.2": "[27.15, 27.25]",
    "2.37 million": "[2365000, 2375000]",
    "60 thousand": "[59500, 60500]",
    "8.000": "[7.9995, 8.0005]",
}


@pytest.mark.parametrize("statistic", STATISTICS)
@pytest.mark.parametrize("text", [*EXACT, *ROUNDED])
def test_a_number_is_exact_only_where_whole_things_are_counted_to_the_unit(text, statistic):
    found = printed_as(text, statistic)
    if statistic in EXACT.get(text, ()):
        assert (found.kind, found.basis) == ("exact", "exact")
        assert found.interval == portion.singleton(find_numerals(text)[0].value)
        return
    assert (found.kind, found.basis) == ("rounded", "printed_precision")
    if text in ROUNDED and statistic != "share":
        assert ends(found.interval) == ROUNDED[text]
    assert found.working == found.interval


@pytest.mark.parametrize("statistic", STATISTICS)
@pytest.mark.parametrize("text", ["12 percent", "$12"])
def test_a_number_with_a_unit_beside_it_is_never_exact(text, statistic):
    found = printed_as(text, statistic)
    assert (found.kind, ends(found.interval)) == ("rounded", "[11.5, 12.5]")


@pytest.mark.parametrize("statistic", STATISTICS)
def test_a_rule_of_the_document_decides_over_the_printed_digits(statistic):
    found = printed_as("137,000", statistic, step=100)
    assert found.basis == "document_rule"
    if statistic != "share":
        assert (found.kind, ends(found.interval)) == ("rounded", "[136950, 137050]")


# With a qualifier

BOUNDED = {
    ("lower", "40"): "[40, inf)",
    ("above", "40"): "(40, inf)",
    ("upper", "40"): "(-inf, 40]",
    ("below", "40"): "(-inf, 40)",
    ("lower", "2.4 million"): "[2400000, inf)",
    ("above", "2.4 million"): "(2400000, inf)",
    ("upper", "2.4 million"): "(-inf, 2400000]",
    ("below", "2.4 million"): "(-inf, 2400000)",
}
OF_A_WHOLE = {
    "lower": "[40, 100]",
    "above": "(40, 100]",
    "upper": "[0, 40]",
    "below": "[0, 40)",
}


@pytest.mark.parametrize("step", [None, 100])
@pytest.mark.parametrize("statistic", STATISTICS)
@pytest.mark.parametrize(("meaning", "text"), BOUNDED)
def test_a_qualifier_that_bounds_a_number_gives_one_end(meaning, text, statistic, step):
    if statistic == "share" and text != "40":
        return
    found = printed_as(f"{QUALIFIERS[meaning]} {text}", statistic, step)
    expected = OF_A_WHOLE[meaning] if statistic == "share" else BOUNDED[meaning, text]
    assert ends(found.interval) == expected
    assert (found.kind, found.basis) == ("bounded", "qualifier")
    assert found.working == found.interval


APPROXIMATE = {
    "about 60,000": "[55000, 65000]",
    "about 6,100": "[6050, 6150]",
    "approximately 675": "[674.5, 675.5]",
    "about 20.0": "[19.95, 20.05]",
    "about 4.6 million": "[4550000, 4650000]",
    "about 400,000": "[350000, 450000]",
    "about 0": "[-0.5, 0.5]",
}


@pytest.mark.parametrize("statistic", [name for name in STATISTICS if name != "share"])
@pytest.mark.parametrize("text", APPROXIMATE)
def test_an_approximate_number_has_no_ends_and_is_worked_with_as_it_is_printed(text, statistic):
    found = printed_as(text, statistic)
    assert (found.kind, found.basis) == ("approximate", "printed_precision")
    assert found.interval == ANY_NUMBER
    assert ends(found.working) == APPROXIMATE[text]


def test_an_approximate_number_under_a_rule_is_worked_with_by_the_rule():
    found = printed_as("about 60,000", step=100)
    assert (found.kind, found.basis) == ("approximate", "document_rule")
    assert (found.interval, ends(found.working)) == (ANY_NUMBER, "[59950, 60050]")


# Shares of a whole, and words

SHARES = {
    "0 percent": "[0, 0.5]",
    "100 percent": "[99.5, 100]",
    "99.9 percent": "[99.85, 99.95]",
    "less than 1 percent": "[0, 1)",
    "up to 100 percent": "[0, 100]",
    "more than 99 percent": "(99, 100]",
}


@pytest.mark.parametrize("text", SHARES)
def test_a_share_of_a_whole_is_0_to_100_percent(text):
    assert ends(printed_as(text, "share").interval) == SHARES[text]


def test_only_a_share_is_part_of_a_whole():
    for statistic in STATISTICS:
        lower = printed_as("0 percent", statistic).interval.lower
        assert lower == (0 if statistic == "share" else Decimal("-0.5"))


def test_the_working_ends_of_an_approximate_share_are_those_of_a_whole():
    found = printed_as("about 100 percent", "share")
    assert (found.interval, ends(found.working)) == (ANY_NUMBER, "[50, 100]")


@pytest.mark.parametrize(
    ("phrase", "interval"),
    [
        ("more than 100 percent", "(100, inf)"),
        ("140 percent", "[139.5, 140.5]"),
        ("more than 140 percent", "(140, inf)"),
        ("100 percent", "[99.5, 100]"),
        ("up to 100 percent", "[0, 100]"),
    ],
)
def test_a_percentage_above_a_whole_is_not_cut_to_the_whole(phrase, interval):
    assert ends(printed_as(phrase, "share").interval) == interval


WORDS = {
    "half": "[50, 50]",
    "quarter": "[25, 25]",
    "majority": "(50, 100]",
    "hundreds": "[200, inf)",
    "thousands": "[2000, inf)",
    "millions": "[2000000, inf)",
    "billions": "[2000000000, inf)",
}
QUALIFIED_WORDS = {
    ("more than", "half"): "(50, 100]",
    ("at least", "half"): "[50, 100]",
    ("less than", "half"): "[0, 50)",
    ("nearly", "half"): "[0, 50]",
    ("over", "quarter"): "(25, 100]",
    ("at least", "majority"): "(50, 100]",
    ("almost", "majority"): "[0, 50]",
    ("more than", "hundreds"): "(200, inf)",
    ("at least", "thousands"): "[2000, inf)",
}


@pytest.mark.parametrize("word", WORDS)
def test_a_word_without_a_number_has_the_values_that_it_admits(word):
    found = printed_as(
        word, "share" if "hal" in word or word in ("quarter", "majority") else "count"
    )
    kind = "exact" if word in ("half", "quarter") else "bounded"
    assert (ends(found.interval), found.kind, found.basis) == (WORDS[word], kind, "qualifier")


def test_every_word_without_a_number_has_its_values():
    assert set(VAGUE_WORDS) <= set(WORDS)


@pytest.mark.parametrize(("qualifier", "word"), QUALIFIED_WORDS)
def test_a_qualifier_bounds_a_word_without_a_number(qualifier, word):
    share = word in ("half", "quarter", "majority")
    found = printed_as(f"{qualifier} {word}", "share" if share else "count")
    assert ends(found.interval) == QUALIFIED_WORDS[qualifier, word]
    assert (found.kind, found.basis) == ("bounded", "qualifier")


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("It decreased by more than 12 percent", "(-inf, -12)"),
        ("a decline of at least 12 percent", "(-inf, -12]"),
        ("It fell by up to 12 percent", "[-12, inf)"),
        ("It fell by less than 12 percent", "(-12, inf)"),
        ("It rose by more than 12 percent", "(12, inf)"),
    ],
)
def test_a_qualifier_of_a_decrease_is_about_its_size(text, interval):
    assert ends(printed_as(text, "change").interval) == interval


@pytest.mark.parametrize(
    "text",
    [
        "more than -5 percent",
        "The balance exceeded -$2,500",
        "less than minus 3",
        "a loss over $(2,500)",
    ],
)
def test_a_qualifier_beside_a_sign_is_refused(text):
    (numeral,) = find_numerals(text)
    assert "below zero" in numeral.refused


@pytest.mark.parametrize("text", ["up to hundreds", "fewer than thousands"])
def test_a_multitude_is_no_end(text):
    assert printed_as(text).interval == ANY_NUMBER


@pytest.mark.parametrize("word", WORDS)
def test_an_approximate_word_has_no_ends(word):
    share = word in ("half", "quarter", "majority")
    found = printed_as(f"about {word}", "share" if share else "count")
    assert (found.interval, found.kind, found.basis) == (ANY_NUMBER, "approximate", "qualifier")
    assert ends(found.working) == WORDS[word].replace("(50", "[50")


def test_a_number_is_not_a_word_without_one():
    with pytest.raises(KeyError):
        interval_of_vague_word(find_numerals("400")[0])


def test_each_meaning_basis_and_kind_is_in_these_tables():
    assert set(QUALIFIERS) == set(get_args(Meaning))
    found = [printed_as(f"{qualifier} 40") for qualifier in QUALIFIERS.values()]
    found += [printed_as("40"), printed_as("40", step=10), printed_as("4.5")]
    assert {one.kind for one in found} == set(get_args(IntervalKind))
    assert {one.basis for one in found} == set(get_args(Basis))


@given(st.integers(0, 10**7), st.sampled_from([None, 100, 1000]), st.sampled_from(STATISTICS))
def test_the_printed_number_always_lies_in_its_interval(number, step, statistic):
    if statistic == "share":
        number %= 101
    assert Decimal(number) in printed_as(f"{number:,}", statistic, step).interval
    assert Decimal(number) in printed_as(f"about {number:,}", statistic, step).working


@given(st.integers(0, 100), st.sampled_from(list(QUALIFIERS.values())))
def test_no_share_leaves_the_whole(number, qualifier):
    found = printed_as(f"{qualifier} {number} percent", "share").working
    if qualifier == QUALIFIERS["above"] and number == 100:
        assert ends(found) == "(100, inf)"
    else:
        assert found.empty or (found.lower >= 0 and found.upper <= 100)
    assert found.empty == (qualifier == QUALIFIERS["below"] and number == 0)


def test_a_cell_is_cut_to_what_its_column_may_hold():
    numeral = find_numerals("0")[0]
    within = portion.closedopen(Decimal(0), INF)
    found = interval_of(Decimal(0), numeral, counted=False, within=within)
    assert (ends(found.interval), ends(found.uncut)) == ("[0, 0.5]", "[-0.5, 0.5]")


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("100 percent", "[99.5, 100]"),
        ("100.5 percent", "[100.45, 100.55]"),
        ("101 percent", "[100.5, 101.5]"),
        ("more than 100 percent", "(100, inf)"),
        ("more than 99 percent", "(99, 100]"),
        ("at least 100 percent", "[100, 100]"),
        ("more than 101 percent", "(101, inf)"),
    ],
)
def test_what_is_above_a_hundred_percent_is_no_part_of_a_whole(text, interval):
    assert ends(printed_as(text, "share").interval) == interval


def test_these_intervals_come_from_rounding():
    assert set(ROUNDED_BASES) == {"printed_precision", "document_rule"}
