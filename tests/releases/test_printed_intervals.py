"""The interval of a printed number, computed by the verifier that travels with a release."""

from fractions import Fraction

import pytest

from pipeline.releases.standalone.figure_numbers import WORDS
from pipeline.releases.standalone.printed_intervals import fault_of_ends, step_of

SHARE, UNCUT = (Fraction(0), Fraction(100)), (None, None)


def row(
    kind, value, lower, upper, working=("", ""), qualifier="", basis="printed_precision", **more
):
    closed = {"lower_closed": "true" if lower else "", "upper_closed": "true" if upper else ""}
    ends = {"lower": lower, "upper": upper, **closed}
    ends |= dict(zip(("working_lower", "working_upper"), working, strict=True))
    return {"interval_kind": kind, "value": value, "qualifier": qualifier, "interval_basis": basis, **ends, **more}  # fmt: skip


GOOD = [
    (row("exact", "374", "374", "374"), "374", UNCUT),
    (row("rounded", "54", "53.5", "54.5"), "54 percent", SHARE),
    (row("rounded", "99.8", "99.75", "99.85"), "99.8", SHARE),
    (row("rounded", "0.01", "0.005", "0.015"), "0.01", SHARE),
    (row("rounded", "1600000000", "1550000000", "1650000000"), "1.6 billion", UNCUT),
    (row("rounded", "165500", "165450", "165550", basis="document_rule"), "165,500", UNCUT),
    (row("approximate", "60000", "", "", ("55000", "65000"), "about"), "60,000", UNCUT),
    (row("bounded", "48", "", "48", qualifier="up to"), "48", UNCUT),
    (row("bounded", "400", "400", "", qualifier="more than", lower_closed="false"), "400", UNCUT),
]
BAD = [
    (row("rounded", "54", "53", "55"), "54 percent", SHARE),
    (row("rounded", "54", "53.5", "54.6"), "54 percent", SHARE),
    (row("rounded", "165500", "165000", "166000", basis="document_rule"), "165,500", UNCUT),
    (row("rounded", "2", "1.3", "2.7"), "two", UNCUT),
    (row("approximate", "60000", "", "", ("59500", "60500"), "about"), "60,000", UNCUT),
    (row("bounded", "48", "0", "48", qualifier="up to"), "48", UNCUT),
    (row("bounded", "400", "400", "", qualifier="more than"), "400", UNCUT),
    (row("bounded", "400", "400", "", qualifier="at least", lower_closed="false"), "400", UNCUT),
    (row("exact", "374", "374", "374", lower_closed=""), "374", UNCUT),
]


@pytest.mark.parametrize(("number", "read", "cut"), GOOD)
def test_what_follows_from_the_characters_read_is_right(number, read, cut):
    assert fault_of_ends(number, read, [cut], Fraction(100)) is None


@pytest.mark.parametrize(("number", "read", "cut"), BAD)
def test_ends_that_do_not_follow_are_a_fault(number, read, cut):
    assert fault_of_ends(number, read, [cut], Fraction(100)) is not None


def test_a_share_is_cut_where_it_ends():
    number = row("rounded", "100", "99.5", "100")
    assert fault_of_ends(number, "100 percent", [SHARE], None) is None
    assert fault_of_ends(number, "100 percent", [UNCUT], None) is not None


def test_a_number_is_printed_to_its_last_digit():
    assert step_of("22.1 million", Fraction(22100000), False) == 100000
    assert step_of("8.665", Fraction(8665), False) == 1
    assert step_of("nine", Fraction(9), False) is None


def test_numbers_in_words_end_below_a_hundred():
    assert (WORDS["nine"], WORDS["twenty-one"], WORDS["ninety nine"]) == (9, 21, 99)
