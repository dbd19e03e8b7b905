import re
import time
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.numbers.numerals import digits_in, find_numerals, read_numeral


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


SEPARATED = st.integers(0, 10**12).map(lambda number: f"{number:,}")
DECIMALS = st.decimals(0, 10**6, places=1, allow_nan=False).map(lambda number: f"{number:,f}")
NUMBERS = st.one_of(SEPARATED, DECIMALS)
SIGNS = st.sampled_from([("", 1), ("-", -1), ("−", -1), ("minus ", -1)])
SIZES = st.sampled_from(
    [("", 0), (" thousand", 3), (" million", 6), ("-million", 6), (" billion", 9)]
)
UNITS = st.sampled_from(
    [("", " files", None), ("$", "", "US dollars"), ("US$", "", "US dollars"), ("", " dollars", "US dollars"),
     ("", " percent", "percent"), ("", "%", "percent"), ("", " per cent", "percent"), ("", " pct", "percent")]
)  # fmt: skip


@given(NUMBERS, SIGNS, SIZES, UNITS)
def test_numbers_with_signs_magnitudes_and_units_are_read_back(number, sign, size, unit):
    if unit[1] == "%" and size[0]:
        size = ("", 0)
    (numeral,) = find_numerals(f"It came to {sign[0]}{unit[0]}{number}{size[0]}{unit[1]} in all")
    assert (numeral.token, numeral.unit) == (number + size[0], unit[2])
    assert numeral.value == sign[1] * Decimal(number.replace(",", "")) * 10 ** size[1]
    assert numeral.refused is None


@pytest.mark.parametrize("run", ["1\u00a0583O9", "1\u00a0876,0½", "0½6\u200b6½", "½0\u200b0B0"])
def test_a_number_that_letters_or_digits_touch_is_not_read(run):
    assert [n.value for n in find_numerals(f"They saw {run} files") if n.unread is None] == []
    assert all(
        any(n.start <= i < n.end for n in find_numerals(run))
        for i, c in enumerate(run)
        if c.isdecimal()
    )


PIECES = st.text("0123456789,. -lIOSB'()$%/:km\u00a0\u200b\u00bd\n", min_size=1, max_size=12)


@given(PIECES)
def test_no_part_of_a_number_is_a_number(piece):
    text = f"They saw {piece} files"
    for numeral in find_numerals(text):
        if numeral.unread is not None:
            continue
        before, behind = text[numeral.start - 1], text[numeral.end]
        assert not (before.isalnum() or behind.isdecimal()), (piece, numeral)
        joined = text[numeral.end : numeral.end + 2]
        assert not re.fullmatch(r"[.,]\d", joined), (piece, numeral)


@given(PIECES)
def test_every_refusal_names_its_number_and_a_reason(piece):
    for numeral in find_numerals(f"They saw {piece} files"):
        if numeral.refused is not None:
            token = " ".join(numeral.token.split())
            assert numeral.refused.startswith(f"`{token}`")
            assert len(numeral.refused) > len(token) + 12
        else:
            assert numeral.value is not None or numeral.least is not None or numeral.is_share


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("the first quarter", "date"),
        ("a quarter of the files", "number"),
        ("half of FY 2019", "date"),
    ],
)
def test_a_quarter_of_a_year_is_no_share(text, form):
    assert [n.form for n in find_numerals(text) if n.kind == "vague_word"] == [form]


def test_a_number_alone_has_no_words_that_refuse_it():
    for token in ("2019", "1234", "12", "-4.5", "−4.5", "0.5", "12.3"):
        numeral = read_numeral(token)
        assert numeral.refused is None
        assert numeral.value == Decimal(token.replace("−", "-"))


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,",
        "1,000,",
        "1 ",
        "1 234 ",
        "1.",
        "l",
        "O1",
        "-",
        "½",
        "one and ",
        "one ",
        "(1",
        "1/",
        "1:",
        "\u200b1",
        "1\n",
    ],
)
def test_a_long_line_of_anything_is_read_in_a_moment(piece):
    text = piece * 5_000
    started = time.process_time()
    numerals = find_numerals(text)
    assert all(n.refused or n.value is not None for n in numerals[:200])
    assert time.process_time() - started < 5


def test_a_number_of_many_digits_is_refused():
    (numeral,) = find_numerals(f"They saw {'1' * 40} files")
    assert "has more than 24 characters" in numeral.refused


def test_digits_of_every_script_and_marks_are_counted():
    assert digits_in("a1٢３⁴½① IV") == 6


@pytest.mark.parametrize(
    ("text", "token", "has_magnitude"),
    [
        ("They saw two million files", "two million", True),
        ("They saw half a million files", "half a million", True),
        ("They saw two-million files", "two-million", True),
        ("They saw two hundred files", "two hundred", False),
        ("They saw 400 files", "400", False),
        ("It cost $2.5M", "2.5M", True),
        ("It cost $2M", "2M", True),
        ("They saw 2.5 million files", "2.5 million", True),
        ("They saw thousands of files", "thousands", False),
        ("They saw l,234 files", "l,234", False),
    ],
)
def test_a_number_with_a_magnitude_has_no_scale_of_its_table(text, token, has_magnitude):
    (numeral,) = find_numerals(text)
    assert (numeral.token, numeral.has_magnitude) == (token, has_magnitude)
