import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.numerals import find_numerals, read_numeral


@pytest.mark.parametrize(
    ("text", "token", "value"),
    [
        ("ICE issued 732,100 detainers", "732,100", "732100"),
        ("appropriated \\$1.6 billion for CAP", "1.6 billion", "1600000000"),
        ("nearly 2.4 million immigrants", "2.4 million", "2400000"),
        ("from 8.665 to", "8.665", "8.665"),
        ("a 27.2 percent response", "27.2", "27.2"),
        ("Twenty ICE field offices", "Twenty", "20"),
        ("arrest three gang members", "three", "3"),
    ],
)
def test_a_numeral_reads_as_its_number(text, token, value):
    assert [(n.token, n.value) for n in find_numerals(text)] == [(token, Decimal(value))]


def test_a_footnote_mark_glued_to_a_number_is_a_numeral_of_its_own():
    assert [n.token for n in find_numerals("arrested 143,100⁴ aliens")] == ["143,100", "⁴"]


def test_a_range_is_two_numerals():
    assert [n.token for n in find_numerals("10,001 - 36,000 and FYs 2014 - 2019")] == [
        "10,001", "36,000", "2014", "2019",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "token", "value"),
    [
        ("4.6  million matches", "4.6  million", 4600000),
        ("4.6\u00a0million matches", "4.6\u00a0million", 4600000),
        ("a 4.6-million total", "4.6-million", 4600000),
        ("4.6 millions", "4.6 millions", 4600000),
    ],
)
def test_a_magnitude_is_part_of_its_number_however_it_is_joined(text, token, value):
    (numeral,) = find_numerals(text)
    assert (numeral.token, numeral.value, numeral.has_magnitude) == (token, value, True)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("79 percent", "percent"),
        ("79%", "percent"),
        ("\\$1.6 billion", "US dollars"),
        ("79 cases", None),
    ],
)
def test_the_unit_beside_a_number_is_read(text, unit):
    assert [n.unit for n in find_numerals(text)] == [unit]


def test_a_rank_is_no_count():
    assert [n.kind for n in find_numerals("500 12th Street")] == ["digits", "ordinal"]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("about 4.6 million matches", "about"),
        ("approximately 675 jurisdictions", "approximately"),
        ("more than 29,269 detainers", "more than"),
        ("at least nine field offices", "at least"),
        ("nearly half of officers", "nearly"),
        ("for up to 48 hours", "up to"),
        ("two or more agencies", "or more"),
        ("about \\$1.6 billion", "about"),
        ("more  than\n400 statutes", "more  than"),
        ("not more than 400", "not more than"),
        ("the 675 jurisdictions", None),
        ("roundabout 675", None),
    ],
)
def test_the_word_beside_a_numeral_is_its_qualifier(text, qualifier):
    assert [n.qualifier for n in find_numerals(text)] == [qualifier]


def test_a_token_that_is_more_or_less_than_one_numeral_is_not_read():
    assert read_numeral("16,400 or") is None
    assert read_numeral("1 2") is None
    assert read_numeral("") is None


@given(st.decimals(min_value=0, max_value=10**12, places=3))
def test_what_is_written_is_read_back(number):
    for written in (f"{number:,f}", f"{number:f}"):
        assert read_numeral(written).value == number


@given(
    st.text(
        alphabet=st.characters(codec="utf-8") | st.characters(categories=["Nd", "No"]), max_size=80
    )
)
def test_nothing_overlaps_and_no_digit_is_lost(text):
    numerals = find_numerals(text)
    ends = [0, *(n.end for n in numerals)]
    assert all(end <= n.start < n.end for end, n in zip(ends, numerals, strict=False))
    read = {offset for n in numerals for offset in range(n.start, n.end)}
    digits = {o for o, c in enumerate(text) if unicodedata.category(c) in ("Nd", "No")}
    assert digits <= read
