import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.intervals import interval_of
from pipeline.text.numbers.numerals import find_numerals
from pipeline.text.qualifiers.prepositions import PREPOSITIONS
from pipeline.text.qualifiers.qualifier_words import LEADING, NEGATED, SUFFIXES, SYMBOLS, TRAILING

CASES = Path(__file__).parent / "cases"
TABLES = {"before": LEADING, "sign": SYMBOLS, "behind": TRAILING, "joined": SUFFIXES}
DIGITS = ["7", "45", "400", "12,500", "3.5 million", "twenty"]


def rows(name):
    return list(csv.DictReader((CASES / name).open(encoding="utf-8")))


def numeral_in(phrase, token):
    return next(n for n in find_numerals(phrase) if n.token == token)


MEANINGS = rows("qualifier_meanings.csv")


def test_the_table_of_qualifiers_is_the_one_that_was_reviewed():
    reviewed = {(row["where"], row["words"]): row["meaning"] for row in MEANINGS}
    table = {(where, words): meaning for where, t in TABLES.items() for words, meaning in t.items()}
    assert table == reviewed


def phrase_with(where, words):
    """A sentence with a qualifier where it is written, without a word that a preposition is judged by."""
    number = "48 hours" if words == "within" else "400 files"
    if where == "before":
        return f"It came. {words.capitalize()} {number} in all."
    if where == "sign":
        return f"It lost {words} {number}"
    if where == "joined":
        return f"It lost 400{words} files"
    return f"It lost 400 {words}."


@pytest.mark.parametrize(
    ("where", "words", "meaning"), [(r["where"], r["words"], r["meaning"]) for r in MEANINGS]
)
def test_every_qualifier_has_its_meaning(where, words, meaning):
    (numeral,) = find_numerals(phrase_with(where, words))
    assert numeral.refused is None
    assert (numeral.meaning, numeral.qualifier.lower()) == (meaning, words)


@pytest.mark.parametrize(
    "row", rows("qualifiers.csv"), ids=lambda row: f"{row['phrase']}: {row['token']}"
)
def test_a_number_is_read_with_its_qualifier_or_refused(row):
    numeral = numeral_in(row["phrase"], row["token"])
    if row["group"] == "refused":
        assert numeral.refused
    else:
        assert numeral.refused is None
        assert (numeral.meaning or "", numeral.qualifier or "") == (
            row["meaning"],
            row["qualifier"],
        )


AHEAD = [
    "not", "never", "not even", "not only", "not always", "not nearly", "hardly", "no longer", "neither",
    "did not open", "could not list", "never had", "does not, in 2015, have", "nowhere",
]  # fmt: skip
NOT_DENIED_FROM_AFAR = set(
    "nearly almost virtually practically approaching approached approaches nearing neared nears within".split()
)
BOUNDS = [
    words
    for words, meaning in LEADING.items()
    if meaning != "vague" and words not in NOT_DENIED_FROM_AFAR and "not " not in words
]


@pytest.mark.parametrize("negation", AHEAD)
def test_a_bound_that_is_denied_is_turned_or_refused_and_never_kept(negation):
    for words in BOUNDS:
        numeral = numeral_in(f"The office {negation} {words} 400 files.", "400")
        turned = NEGATED.get(LEADING[words], "none")
        assert numeral.refused or numeral.meaning == turned, numeral.qualifier


@pytest.mark.parametrize(
    "words", [w for w, m in LEADING.items() if m in NEGATED and w.endswith("than")]
)
@pytest.mark.parametrize("negation", ["no", "not", "nor", "never"])
def test_the_denial_of_a_comparison_is_its_opposite(negation, words):
    (numeral,) = find_numerals(f"It lost {negation} {words} 400 files")
    assert numeral.meaning == NEGATED[LEADING[words]]
    assert numeral.qualifier == f"{negation} {words}"


UNITS = ["{}", "{} percent", "{}%", "${}", "{} files", "{} days"]
CLEAR = sorted(
    words for words in LEADING if words not in PREPOSITIONS | {"maximum of", "minimum of"}
)


@given(st.sampled_from(CLEAR), st.integers(2, 999_999), st.sampled_from(UNITS), st.booleans())
def test_any_qualifier_before_any_number_is_read_back(words, number, unit, capital):
    written = words.capitalize() if capital else words
    (numeral,) = find_numerals(f"It was reported: {written} {unit.format(f'{number:,}')} in all.")
    assert (numeral.value, numeral.meaning, numeral.qualifier) == (number, LEADING[words], written)


@given(st.sampled_from(sorted(TRAILING)), st.integers(2, 999_999), st.sampled_from(UNITS))
def test_any_qualifier_behind_any_number_is_read_back(words, number, unit):
    (numeral,) = find_numerals(f"It holds {unit.format(f'{number:,}')} {words}.")
    assert (numeral.value, numeral.meaning, numeral.qualifier) == (number, TRAILING[words], words)


@given(
    st.integers(1, 400),
    st.integers(1, 400),
    st.sampled_from(["{}-{}{}", "{} to {}{}", "between {} and {}{}", "ranging from {} to {}{}"]),
    st.sampled_from([" percent", "%", " million people", " days", " offices"]),
)
def test_a_range_is_two_ends_with_one_unit_and_magnitude(least, more, form, unit):
    greatest = least + more
    first, second = find_numerals(f"It was {form.format(least, greatest, unit)} in all.")
    size = 10**6 if "million" in unit else 1
    assert (first.value, first.meaning) == (least * size, "lower")
    assert (second.value, second.meaning) == (greatest * size, "upper")
    assert first.unit == second.unit


@pytest.mark.parametrize(
    "names", ["OIG-20-13", "2019-05-12", "202-555-1234", "FY 2014-15", "2014-2019"]
)
def test_names_dates_and_years_with_hyphens_are_no_ranges(names):
    assert {n.meaning for n in find_numerals(f"See {names} for files.")} == {None}


@pytest.mark.parametrize(
    ("phrase", "values", "unit"),
    [
        ("They cost $5, $10 and $15 million", [5_000_000, 10_000_000, 15_000_000], "US dollars"),
        ("They served 5, 10 and 15 million people", [5_000_000, 10_000_000, 15_000_000], None),
        ("They held 5, 10, and 15 percent", [5, 10, 15], "percent"),
        ("They held 10 and 15 percent", [10, 15], "percent"),
        ("They cost $1.6 to $2.0 billion", [1_600_000_000, 2_000_000_000], "US dollars"),
        ("They cost $5,000-6,000", [5000, 6000], "US dollars"),
    ],
)
def test_lists_and_ranges_share_the_unit_and_the_magnitude_of_the_last(phrase, values, unit):
    numerals = find_numerals(phrase)
    assert [n.value for n in numerals] == values
    assert {n.unit for n in numerals} == {unit}


@pytest.mark.parametrize(
    ("phrase", "units"),
    [
        ("about 60,000, or 33 percent", [None, "percent"]),
        ("In 2018 and 15 percent in 2019", [None, "percent", None]),
        ("They lost 20 files and 15 percent", [None, "percent"]),
        ("Of the 67, 12 percent", [None, "percent"]),
    ],
)
def test_a_number_of_its_own_takes_no_unit_from_the_next(phrase, units):
    assert [n.unit for n in find_numerals(phrase)] == units


def test_every_refusal_names_the_words_and_the_reason():
    for row in rows("qualifiers.csv"):
        refused = numeral_in(row["phrase"], row["token"]).refused
        assert refused is None or re.match(r"(the words )?`.+` .+", refused), row


@pytest.mark.parametrize(
    ("phrase", "interval"),
    [
        ("It decreased by more than 12 percent", "(-inf,Decimal('-12'))"),
        ("It declined by at least 12 percent", "(-inf,Decimal('-12')]"),
        ("There was a decline of up to 12 percent", "[Decimal('-12'),+inf)"),
    ],
)
def test_the_bound_of_a_fall_is_about_its_size(phrase, interval):
    (numeral,) = find_numerals(phrase)
    assert str(interval_of(numeral.value, numeral, counted=False).interval) == interval
