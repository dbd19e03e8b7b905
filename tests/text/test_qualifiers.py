import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text import prepositions
from pipeline.text.numerals import find_numerals
from pipeline.text.prepositions import PREPOSITIONS
from pipeline.text.qualifier_words import LEADING, NEGATED, SUFFIXES, SYMBOLS, TRAILING

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
        assert numeral.meaning is None
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


def read(phrase, token="400"):
    numeral = numeral_in(phrase, token)
    return "refused" if numeral.refused else numeral.meaning


@pytest.mark.parametrize(
    "word",
    "the a an this that its their his her all these those such any each our my".split(),
)
def test_a_preposition_before_another_noun_is_no_bound_of_the_number_before(word):
    assert read(f"It lost 400 and under {word} laws it said so") is None
    assert read(f"It lost 400 files and under {word} laws it said so") is None


def test_a_noun_between_a_number_and_a_preposition_keeps_them_apart():
    assert read("It lost 400 files and under new laws") is None
    assert read("It lost 400 files when found and under") is None


@pytest.mark.parametrize(
    "behind",
    "in of for at per each during were was are is had have has by to on from and but between after before "
    "when if . , ; : )".split(),
)
def test_a_bound_behind_a_noun_ends_its_part_of_the_sentence(behind):
    assert read(f"It lost 400 files or more {behind} it") == "lower"
    assert read("It lost 400 files or more offices it") == "refused"


@pytest.mark.parametrize(
    "stop",
    "and or but in on at by to from with for than was were is are which that who plus minus over under above "
    "below not no nor never the a an".split(),
)
def test_a_bound_reaches_no_number_across_these_words(stop):
    assert read(f"It lost 400 {stop} files or more.") in (None, "refused")


@pytest.mark.parametrize(
    "number",
    "than $5 7 about around one two three four five six seven eight nine ten eleven twelve twenty thirty forty "
    "fifty half once twice every annually another some several many a".split(),
)
def test_a_bound_before_another_number_belongs_to_that_number(number):
    assert read(f"It saw 400 sites at least {number} times") is None


@pytest.mark.parametrize(
    "verb",
    "failed fails unable prevented prevents prohibited prohibits forbidden barred avoided stopped".split(),
)
def test_what_is_prevented_is_no_bound(verb):
    assert read(f"The office was {verb} for the cost to exceed 400 files") == "refused"


@pytest.mark.parametrize("subject", "Neither No None Nobody Nor".split())
def test_a_negative_subject_turns_the_bound(subject):
    assert read(f"{subject} office has opened more than 400 files") == "upper"
    assert read(f"{subject} office has opened fewer than 400 files") == "lower"
    assert read(f"{subject} letters in the office opened more than 400 files") == "refused"


@pytest.mark.parametrize("article", "the its their these those".split())
def test_a_negative_subject_may_be_some_of_a_group(article):
    assert read(f"None of {article} offices opened more than 400 files") == "upper"


@pytest.mark.parametrize(
    "aux",
    "did does do may shall will would must should can could has have had is are was were might need".split(),
)
def test_an_auxiliary_belongs_to_the_denial(aux):
    (numeral,) = find_numerals(f"The cost {aux} not exceed 400 files")
    assert (numeral.meaning, numeral.qualifier) == ("upper", f"{aux} not exceed")


@pytest.mark.parametrize(
    "contraction",
    "can't couldn't didn't doesn't don't wouldn't won't mustn't shouldn't hasn't haven't hadn't isn't aren't wasn't "
    "weren't needn't cannot".split(),
)
def test_a_contraction_denies_as_its_long_form_does(contraction):
    assert read(f"The cost {contraction} exceed 400 files") == "upper"
    assert read(f"The office {contraction} open more than 400 files") == "refused"


@pytest.mark.parametrize(
    "hardly", "barely hardly scarcely rarely seldom nowhere nothing little".split()
)
def test_what_hardly_holds_is_no_bound(hardly):
    assert read(f"The cost was {hardly} more than 400 files") == "refused"


@pytest.mark.parametrize(
    "start", "but that which who because while although though whereas if when".split()
)
def test_a_denial_does_not_reach_into_the_next_clause(start):
    assert read(f"It did not reply {start} more than 400 files were lost") == "above"


RANGES = {
    "ranged": "lower", "ranges": "lower", "ranging": "lower", "varied": "lower", "varies": "lower",
    "anywhere": "lower", "somewhere": "lower", "spanning": "lower",
    "rose": None, "rising": None, "fell": None, "falling": None, "grew": None, "growing": None, "growth": None,
    "went": None, "increased": None, "increase": None, "declined": None, "decline": None, "decreased": None,
    "changed": None, "change": None, "moved": None, "reduced": None, "raised": None, "dropped": None, "drop": None,
    "jumped": None, "climbed": None, "cut": None, "lowered": None, "improved": None, "doubled": None,
    "shifted": None, "expanded": None, "revised": None, "slipped": None, "surged": None,
    "sent": "refused", "took": "refused",
}  # fmt: skip


@pytest.mark.parametrize(("word", "meaning"), RANGES.items())
def test_the_word_before_tells_a_range_from_a_change(word, meaning):
    assert read(f"The office {word} from 300 to 400 files", "300") == meaning


@pytest.mark.parametrize(
    "word",
    "difference gap distance discrepancy relationship comparison contrast distinguish choose choice split divided "
    "shared distributed agreement increase decrease change growth conflict".split(),
)
def test_numbers_that_are_compared_are_no_range(word):
    assert read(f"The {word} between 300 and 400 files", "300") == "refused"


@pytest.mark.parametrize(
    "word",
    "ratio odds vote voted score scale outnumbered compared sent gave given assigned transferred referred moved "
    "added distributed allocated delivered provided sold paid forwarded directed dispatched devoted awarded granted "
    "issued lent owed reported raised increased rose fell reduced lowered cut".split(),
)
def test_numbers_that_are_given_or_counted_against_each_other_are_no_range(word):
    assert read(f"The office {word} 300 to 400 files", "300") == "refused"


CONTEXT = rows("preposition_context.csv")


def test_the_words_that_tell_prepositions_apart_are_those_that_were_reviewed():
    assert {(row["list"], row["word"]) for row in CONTEXT} == {
        (name, word)
        for name in {row["list"] for row in CONTEXT}
        for word in getattr(prepositions, name)
    }
