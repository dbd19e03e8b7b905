"""The words that drafts quote: sentences, what dates a number, what it counts; and relations among numbers."""

import pytest

from pipeline.drafting.counted_words import counted_words
from pipeline.drafting.dated_words import dated_words
from pipeline.drafting.quoted_words import quotations_for
from pipeline.text.documents import whole_document
from tests.drafting.folders import project_with
from tests.drafting.test_drafts import drafted


def quoted(text, token):
    document = whole_document("a", "a.txt", text)
    (numeral,) = (n for n in document.passages[0].numerals if n.token == token)
    return [(one.quote, one.line) for one in quotations_for(document, numeral)]


@pytest.mark.parametrize(
    ("text", "token", "quote"),
    [
        ("The U.S. Government had 12 beds. It had more.", "12", "The U.S. Government had 12 beds."),
        ("Beds\n\nIt had 12\nbeds. More.", "12", "It had 12 beds."),
        ("It de-\nclined 12 beds. More.", "12", "It declined 12 beds."),
        ("It had 12 beds, and it lost 3 of them. More.", "3", "it lost 3 of them."),
    ],
)
def test_a_number_is_quoted_with_its_sentence_or_its_part_of_one(text, token, quote):
    assert quoted(text, token)[0] == (quote, None)


def test_a_sentence_that_occurs_twice_is_told_by_its_line():
    text = "It had 12 beds.\n\nIt had 12 beds.\n"
    document = whole_document("a", "a.txt", text)
    lines = [quotations_for(document, n)[0].line for n in document.passages[0].numerals]
    assert lines == [1, 3]


@pytest.mark.parametrize(
    ("quote", "token", "words", "period"),
    [
        ("In fiscal year 2019, it had 12 beds", "12", "fiscal year 2019", "FY2019"),
        (
            "it had 12 beds from FY 2016 through FY 2018",
            "12",
            "from FY 2016 through FY 2018",
            "FY2016/FY2018",
        ),
        ("from 5 in FY 2014 to 12 in FY 2019", "5", "FY 2014", "FY2014"),
        ("from 5 in FY 2014 to 12 in FY 2019", "12", "FY 2019", "FY2019"),
        ("it had 12 beds as of May 3, 2018", "12", "as of May 3, 2018", "2018-05-03"),
        ("it had 12 beds in March 2018", "12", "March 2018", "2018-03"),
    ],
)
def test_the_nearest_words_date_a_number(quote, token, words, period):
    dated = dated_words(quote, quote.index(token), token)[0]
    assert (dated.words.removeprefix("in "), dated.period) == (words, period)


def test_both_ends_date_a_change():
    quote = "from 5 in FY 2014 to 12 in FY 2019, an increase of 140 percent"
    dated = dated_words(quote, quote.index("140"), "140", of_change=True)[0]
    assert dated.period == "FY2014/FY2019"


def test_the_date_of_a_source_dates_no_number():
    assert dated_words("it had 12 beds (Audit of May 3, 2018)", 7, "12") == []


def test_what_is_counted_is_cut_at_marks():
    counted = counted_words("it had 12 empty beds, of which some were new", 7, 9, "count")
    assert (counted.nouns, counted.phrase) == ("empty beds", "empty beds")


def test_a_share_is_of_the_words_behind_of():
    counted = counted_words("25 percent of the beds were empty", 0, 2, "share")
    assert (counted.whole, counted.nouns) == ("beds", "beds")


RELATED = """Report on Beds

The agency had 1,283 beds. Of these, 817 beds were in cities and 466 beds were in towns.
Of the 1,283 beds of the agency, 817 beds, or 63.7 percent, were new.
"""


def relations(tmp_path, text):
    return drafted(project_with(tmp_path, text)).relations


def test_sums_shares_and_numbers_stated_twice_are_found_the_most_unlikely_first(tmp_path):
    found = relations(tmp_path, RELATED)
    assert {(one.kind, one.formula) for one in found} == {
        ("sum", "817 + 466 = 1,283"),
        ("share", "817 / 1,283 = 63.7 percent"),
        ("same_value", "1,283 = 1,283"),
        ("same_value", "817 = 817"),
    }
    assert [one.chance for one in found] == sorted(one.chance for one in found)


def test_a_relation_that_is_registered_is_not_proposed_and_its_id_is_taken(tmp_path):
    text = "Report on Beds\n\nIt had 1,283 beds.\n\nIt had 1,283 beds again.\n"
    figures = (
        '[{id: a, measure: beds, quote: "It had 1,283 beds.", value: 1283, population: beds}, '
        '{id: b, measure: beds, quote: "It had 1,283 beds again", value: 1283, population: beds}]'
    )
    relation = "quantities: []\nrelations:\n  - {id: same-value-a-b, kind: KIND, formula: equal, MEMBERS}\n"
    of_both = relation.replace("KIND", "same_value").replace("MEMBERS", "same: [a, b]")
    of_others = relation.replace("KIND", "part_of").replace("MEMBERS", "whole: a, parts: [c]")
    drafts = [
        drafted(project_with(tmp_path / str(n), text, figures, relations=content)).relations
        for n, content in enumerate((of_both, of_others))
    ]
    assert [[one.id for one in proposed] for proposed in drafts] == [[], ["same-value-a-b-2"]]


def test_no_relation_is_proposed_that_does_not_hold(tmp_path):
    found = relations(tmp_path, RELATED.replace("466", "465").replace("63.7", "63.8"))
    assert {one.kind for one in found} == {"same_value"}


@pytest.mark.parametrize(
    ("cities", "towns", "sums"),
    [
        ("1,290,000", "12", []),
        ("990,000", "310,000", ["990,000 + 310,000 = 1.3 million"]),
    ],
)
def test_a_part_that_is_lost_in_rounding_proves_no_sum(tmp_path, cities, towns, sums):
    text = f"Report on Beds\n\nIt had 1.3 million beds: {cities} beds in cities and {towns} beds in towns.\n"
    assert [one.formula for one in relations(tmp_path, text) if one.kind == "sum"] == sums


def test_numbers_that_many_others_meet_by_accident_are_not_proposed(tmp_path):
    words = " ".join(f"There were {n} beds in place {chr(65 + n)}." for n in range(1, 16))
    found = [
        one for one in relations(tmp_path, f"Report on Beds\n\n{words}\n") if one.kind == "sum"
    ]
    assert all(one.chance < 0.2 for one in found)
    assert len(found) < 15


@pytest.mark.parametrize(
    ("quote", "token", "statistic", "phrase", "whole"),
    [
        ("In all, 45 (27 percent) of the 167 clerks lacked it.", "45", "count", "clerks lacked it", "167 clerks"),
        ("In all, 45 (27 percent) of the 167 clerks lacked it.", "27", "share", "clerks lacked it", "167 clerks"),
        ("In all, 45 (27 percent) of the 167 clerks lacked it.", "167", "count", "clerks lacked it", None),
        ("Of the 167 cases, 45 (27 percent) had errors.", "45", "count", "cases had errors", "167 cases"),
        ("Clerks said it was late (27 percent, n = 45).", "45", "count", "Clerks said it was late", None),
        ("Clerks said it was late (27 percent, n = 45).", "27", "share", "Clerks said it was late", None),
        ("27 percent (45 of 167) of the cases had errors.", "45", "count", "cases had errors", "cases"),
        ("about 60,000, or 33 percent, of all inmates were aliens", "60,000", "count", "inmates were aliens", "inmates"),
        ("in 11 of the 19 areas we observed", "11", "count", "areas we observed", "19 areas we observed"),
        ("we achieved a 27.2 percent response rate", "27.2", "share", "response rate", None),
    ],
)  # fmt: skip
def test_a_count_and_its_share_are_about_the_same_words(quote, token, statistic, phrase, whole):
    start = quote.index(token)
    counted = counted_words(quote, start, start + len(token), statistic)
    assert (counted.phrase, counted.whole) == (phrase, whole)


def test_a_count_and_its_share_have_one_measure(tmp_path):
    text = "Report on Beds\n\nOf the 167 cases, 45 (27 percent) had errors. Another 30 cases (18 percent) were late.\n"
    figures = drafted(project_with(tmp_path, text)).figures.proposals
    measures = {one.numeral.token: one.fields["measure"] for one in figures}
    assert measures["45"] == measures["27"] != measures["30"]
    assert measures["30"] == measures["18"]
    assert all(one.figure is not None for one in figures)


def test_of_these_is_about_the_count_before_and_its_period(tmp_path):
    text = "Report on Beds\n\nIn fiscal year 2018 it had 1,200 beds. Of these, 25 percent were empty.\n"
    _, share = drafted(project_with(tmp_path, text)).figures.proposals
    assert share.figure is not None
    assert (share.fields["denominator"], share.fields["period"]) == ("Beds", "FY2018")
    assert share.fields["context"] == {
        "denominator": "In fiscal year 2018 it had 1,200 beds.",
        "period": "In fiscal year 2018 it had 1,200 beds.",
    }


@pytest.mark.parametrize(
    "text",
    ["It follows Directive (PDD) 63, which is old.", "It asked for 1) a regular update of beds.", "Nearly 50 annually.", "It had approximately 2,019.", "12 14 16 18 20 22 24 Beds", "The plan 12 Figure 3: beds"],
)  # fmt: skip
def test_no_measure_is_named_by_adverbs_or_digits_and_no_row_of_numbers_is_proposed(tmp_path, text):
    made = drafted(project_with(tmp_path, f"Report on Beds\n\n{text}\n"))
    assert made.figures.measures == {}
    assert made.figures.proposals == []


def test_the_name_of_a_measure_has_no_numbers(tmp_path):
    text = "Report on Beds\n\nIt approved 8 of 24 urgent requests made in fiscal year 2019.\n"
    made = drafted(project_with(tmp_path, text))
    names = [measure.name for measure in made.figures.measures.values()]
    assert names and not any(character.isdecimal() for name in names for character in name)


def test_words_of_another_time_are_not_taken_from_the_sentence_before(tmp_path):
    text = "Report on Beds\n\nIn fiscal year 2018 it grew. It cut 40 beds in the past 4 years.\n"
    figures = {
        one.numeral.token: one for one in drafted(project_with(tmp_path, text)).figures.proposals
    }
    assert "period" not in figures["4"].fields
    assert figures["40"].fields.get("period") is None


def test_a_year_that_is_not_read_is_asked_for_and_not_taken_from_the_sentence_before(tmp_path):
    text = (
        "Report on Beds\n\nIn fiscal year 2018 it grew. "
        "It cut 40 beds of its fiscal year 1998 budget authority and 30 of the fiscal year 1999 request.\n"
    )
    (forty, thirty) = drafted(project_with(tmp_path, text)).figures.proposals
    for one in (forty, thirty):
        assert "context" not in one.fields and "not_dated_by" not in one.fields
        assert one.figure is not None or "names a period" in one.problems[0]


def test_the_first_number_of_a_range_counts_what_the_second_does():
    counted = counted_words("it meets five to six times a year", 9, 13, "count")
    assert counted.nouns == "times"
