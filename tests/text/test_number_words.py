"""Every number word and magnitude, alone and joined: what a grammar of number phrases writes is read back."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.numbers.digit_runs import CONFUSED, LETTER_MAGNITUDES, VULGAR
from pipeline.text.numbers.number_words import (
    CARDINALS,
    FOLDS,
    MAGNITUDES,
    ONES,
    ORDINALS,
    PARTS,
    PLURALS,
    REFUSED,
    TENS,
    cardinal,
)
from pipeline.text.numbers.numerals import find_numerals

NUMBERS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "dozen": 12, "thousand": 1000,
    "million": 10**6, "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
RANKS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
    "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
    "thousandth": 1000, "millionth": 10**6, "billionth": 10**9,
}  # fmt: skip
MULTITUDES = {
    "tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2 * 10**6,
    "billions": 2 * 10**9, "trillions": 2 * 10**12,
}  # fmt: skip


def only(phrase):
    (numeral,) = find_numerals(phrase)
    return numeral


def test_the_tables_hold_these_words_and_no_others():
    assert dict(CARDINALS) == NUMBERS
    assert dict(ORDINALS) == RANKS
    assert set(PLURALS) == set(MULTITUDES)


@pytest.mark.parametrize("word", NUMBERS)
def test_every_number_word_reads_as_its_number(word):
    for written in (word, word.capitalize(), word.upper()):
        article = "a " if NUMBERS[word] >= 100 else ""
        numeral = only(f"They counted {article}{written} files")
        assert (numeral.token, numeral.value, numeral.refused) == (written, NUMBERS[word], None)


@pytest.mark.parametrize("word", ["hundred", *MAGNITUDES])
def test_a_magnitude_without_a_number_or_an_article_is_refused(word):
    """The number before it may be damaged, or on another line: `$l.6 million`."""
    assert "the magnitude of a number" in only(f"They counted {word} files").refused


@pytest.mark.parametrize("word", RANKS)
def test_every_rank_is_refused(word):
    numeral = only(f"This is the {word} file")
    assert (numeral.token, numeral.kind, numeral.value) == (word, "ordinal_word", RANKS[word])
    assert "a rank" in numeral.refused


@pytest.mark.parametrize("word", MULTITUDES)
def test_every_multitude_is_at_least_two_of_it(word):
    numeral = only(f"{word.capitalize()} of files were found")
    assert (numeral.value, numeral.least, numeral.refused) == (None, MULTITUDES[word], None)


@pytest.mark.parametrize("word", ["several", "a few", "many", "multiple", "a couple of"])
@pytest.mark.parametrize("size", ["dozen", "hundred", "thousand", "million"])
def test_several_hundred_is_at_least_two_hundred(word, size):
    numeral = only(f"They found {word} {size} files")
    assert (numeral.value, numeral.least) == (None, 2 * NUMBERS[size])


@pytest.mark.parametrize("word", [word for word in (*FOLDS, *REFUSED) if word != "couple"])
def test_every_multiple_in_one_word_is_refused(word):
    assert only(f"Filings have {word} since then").refused.startswith(f"`{word}` is not read")


@pytest.mark.parametrize(("word", "parts"), [item for item in PARTS.items() if item[0] != "halves"])
def test_every_part_of_a_whole_is_a_share(word, parts):
    plural = word.endswith("s")
    numeral = only(f"{'Two' if plural else 'One'}-{word} of the files")
    share = Decimal(200 if plural else 100) / parts
    assert numeral.kind == "fraction" and numeral.unit == "percent"
    assert abs(numeral.value - share) <= Decimal("0.0005")


@pytest.mark.parametrize("magnitude", MAGNITUDES)
@pytest.mark.parametrize("space", [" ", "-", "\u00a0", "\n", "  "])
def test_every_magnitude_is_part_of_its_number(magnitude, space):
    numeral = only(f"about 2.5{space}{magnitude} files")
    size = 10 ** MAGNITUDES[magnitude]
    assert (numeral.value, numeral.last_digit_unit) == (Decimal("2.5") * size, size / Decimal(10))
    assert numeral.has_magnitude


@pytest.mark.parametrize("letters", LETTER_MAGNITUDES)
def test_every_letter_is_a_magnitude_behind_dollars(letters):
    numeral = only(f"It cost $2.5{letters} in all")
    assert numeral.value == Decimal("2.5") * 10 ** LETTER_MAGNITUDES[letters]
    assert letters in ("mn", "bn", "tn") or only(f"It held 25{letters} in all").refused


@pytest.mark.parametrize("letter", CONFUSED)
def test_every_confused_letter_is_refused_with_the_number_that_it_may_be(letter):
    digit = CONFUSED[letter]
    pieces = {f"{letter},234": f"{digit},234"}
    if letter != "|":
        pieces |= {f"3{letter}2": f"3{digit}2", f"12,{letter}04": f"12,{digit}04"}
    for damaged, meant in pieces.items():
        numeral = only(f"It closed {damaged} files")
        assert (numeral.token, numeral.value) == (damaged, None)
        assert meant in numeral.refused


@pytest.mark.parametrize("character", VULGAR)
def test_every_fraction_of_one_character_is_a_share(character):
    numeral = only(f"{character} of the files")
    assert 0 < numeral.value < 100 and numeral.kind == "fraction"
    mixed = only(f"It lasted 2{character} years")
    assert mixed.token == f"2{character}"
    assert mixed.refused or 2 < mixed.value < 3


def words_of(number, *, joined="and ", hyphen="-"):
    """A number in words, as a person writes it."""
    names = {value: word for word, value in {**ONES, **TENS}.items()}
    if number < 20 or (number < 100 and number % 10 == 0):
        return names[number]
    if number < 100:
        return f"{names[number - number % 10]}{hyphen}{names[number % 10]}"
    for size, name in (
        (10**9, "billion"),
        (10**6, "million"),
        (1000, "thousand"),
        (100, "hundred"),
    ):
        if number >= size:
            head, rest = words_of(number // size, joined=joined, hyphen=hyphen), number % size
            link = joined if rest and rest < 100 else ""
            tail = f" {link}{words_of(rest, joined=joined, hyphen=hyphen)}" if rest else ""
            return f"{head} {name}{tail}"
    raise AssertionError(number)


@given(
    st.one_of(st.integers(0, 9999), st.integers(0, 10**12 - 1)),
    st.sampled_from(["and ", ""]),
    st.sampled_from(["-", " ", "-\n"]),
    st.sampled_from([str.lower, str.capitalize, str.upper]),
)
def test_whole_numbers_in_words_are_read_back(number, joined, hyphen, case):
    written = case(words_of(number, joined=joined, hyphen=hyphen))
    numeral = only(f"There were {written} files")
    assert (numeral.token, numeral.value, numeral.refused) == (written, number, None)


@given(
    st.integers(1, 99),
    st.sampled_from(
        [
            "a half",
            "one-half",
            "one half",
            "a quarter",
            "three-quarters",
            "three quarters",
            "two-fifths",
        ]
    ),
    st.sampled_from(["", "thousand", "million", "billion"]),
)
def test_mixed_numbers_in_words_are_read_back(number, part, magnitude):
    written = f"{words_of(number)} and {part} {magnitude}".strip()
    numeral = only(f"There were {written} files")
    parts = {
        "half": Fraction(1, 2),
        "quarter": Fraction(1, 4),
        "quarters": Fraction(3, 4),
        "fifths": Fraction(2, 5),
    }
    expected = (number + parts[re.findall("[a-z]+", part)[-1]]) * NUMBERS.get(magnitude, 1)
    assert (numeral.token, Fraction(numeral.value)) == (written, expected)


@given(st.lists(st.sampled_from(list(CARDINALS)), min_size=2, max_size=6))
def test_words_that_are_no_number_are_refused_as_a_whole(words):
    written = " ".join(words)
    numeral = only(f"Then {written} files")
    assert numeral.token == written
    assert numeral.value == cardinal(words)
    assert (numeral.refused is None) == (numeral.value is not None)
