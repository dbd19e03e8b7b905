import csv
from pathlib import Path

import pytest

from pipeline.text.numbers.numerals import find_numerals
from pipeline.text.qualifiers import prepositions

CASES = Path(__file__).parent / "cases"


def numeral_in(phrase, token):
    return next(n for n in find_numerals(phrase) if n.token == token)


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


CONTEXT = list(csv.DictReader((CASES / "preposition_context.csv").open(encoding="utf-8")))


def test_the_words_that_tell_prepositions_apart_are_those_that_were_reviewed():
    assert {(row["list"], row["word"]) for row in CONTEXT} == {
        (name, word)
        for name in {row["list"] for row in CONTEXT}
        for word in getattr(prepositions, name)
    }


@pytest.mark.parametrize(
    "number",
    [
        "a hundred",
        "a thousand",
        *"half two-thirds quarter majority dozen 100 5.5 1,000 20% $20".split(),
    ],
)
def test_a_large_number_or_a_part_is_an_amount_behind_any_word(number):
    numeral = find_numerals(f"The unit said under {number} of files")[0]
    assert (numeral.refused, numeral.meaning) == (None, "below")


@pytest.mark.parametrize(
    ("phrase", "reading"),
    [
        ("It took over 12 months", "above"),
        ("Stays lasted over 12 months", "above"),
        ("It is the lowest in over 12 months", "above"),
        ("It closed over 12 months ago", "above"),
        ("The team is over 12 years old", "above"),
        ("The money came in over 12 months", "refused"),
        ("The money went in over 12 months", "refused"),
        ("Staff trained over 12 months", "refused"),
        ("It grew over 12 business days", "refused"),
        ("It lost files over 12 fiscal years", "refused"),
        ("It takes within 12 fiscal years", "upper"),
        ("It lies within 12 kilometers", "upper"),
        ("It lies within 12 towns", None),
        ("It lies within 12 points of the goal", "refused"),
        ("It was found beyond 12 percent", "above"),
        ("It counted over 2012 files", "above"),
    ],
)
def test_times_and_distances_have_bounds_where_the_words_tell(phrase, reading):
    token = "2012" if "2012" in phrase else "12"
    numeral = numeral_in(phrase, token)
    refused = numeral.qualified_by is not None and numeral.qualified_by.refused is not None
    assert ("refused" if refused else numeral.meaning) == reading


@pytest.mark.parametrize("before", "twice times half not nearly almost just nowhere".split())
def test_a_comparison_of_two_numbers_is_no_bound(before):
    assert read(f"It lost {before} as many as 400 files") == "refused"


@pytest.mark.parametrize(
    "subject", "count number total rate share score average level sum figure".split()
)
def test_behind_a_verb_of_being_the_subject_tells_an_amount(subject):
    assert read(f"The {subject} was below 40 in all", "40") == "below"
    assert read("The shop was below 40 flats", "40") == "refused"
