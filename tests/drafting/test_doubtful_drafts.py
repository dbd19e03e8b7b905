"""What a draft leaves to a person: areas, periods, denominators and names that its sentence does not tell for sure."""

import pytest

from pipeline.drafting.dated_words import dated_words
from pipeline.drafting.likely_areas import likely_area
from pipeline.drafting.proposals import draft
from tests.drafting.folders import project_with


@pytest.fixture
def drafted(tmp_path):
    def run(text):
        made = draft(project_with(tmp_path / "project", f"Report on Beds\n\n{text}\n"), "beds")
        assert not isinstance(made, list | str), made
        return made

    return run


@pytest.mark.parametrize(
    ("quote", "area"),
    [
        ("In South Dakota, 12 districts did so.", "US-SD"),
        ("In New Orleans, Louisiana, 12 districts did so.", "US-LA"),
        ("In Alaska, Delaware, and Nebraska, 12 districts did so.", None),
        ("50 states, the District of Columbia, and two territories", None),
        ("12 districts in Ohio and the counties beside it", "US-OH"),
        ("12 districts in cities and Ohio", None),
        ("12 districts in Mexico and in Texas", None),
        ("12 professors of Virginia Tech and the University of Texas", None),
        ("Since the United States began, 12 other national governments did so.", None),
        ("Outside of Ohio, 12 districts did so.", None),
        ("Other than in Ohio, 12 districts did so.", None),
        ("In Ohio, 12 districts did so, as others did elsewhere.", "US-OH"),
        ("12 districts outside Texas", None),
        ("12 foreign districts of firms in Texas", None),
        ("12 districts", None),
    ],
)
def test_an_area_is_proposed_where_it_is_named_alone(quote, area):
    start = quote.index("12") if "12" in quote else 0
    assert likely_area(quote, (start, start + 2)) == area


def test_of_several_areas_none_is_proposed(drafted):
    made = drafted("In Alaska, Delaware, and Nebraska, there were 12 districts in 2018.")
    (one,) = made.figures.proposals
    assert "ref_area" not in one.fields
    assert one.problems == (
        "the quotation names US-AK, US-DE, US-NE, and the entry has no `ref_area`",
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("They follow the “1 Percent Rule” now.", "it may be part of a name"),
        ("They follow the 1 Percent Rule now.", "it may be part of a name"),
        (
            "Exhibit B.4\n  Use of beds in 12 Districts and cities",
            "it is in the title of an exhibit",
        ),
        ("Table 2.3: Use of beds in 12 districts and cities", "it is in the title of an exhibit"),
        ("ᵉEstimated. NA Not available. — Zero.", "it may explain a mark"),
        ("¹Rounded to the nearest 5,000 tons to protect data.", "the document's rule of rounding"),
        ("Patients note that none of the answers applies to them.", "it may count nothing"),
        ("They are for fish in trophic levels 3 of the lake.", "the label of a thing"),
        ("The agency used a UFA of 30 for all mammals.", "the value of `UFA`"),
        ("The costs differ by a factor of three or less.", "the value of `factor`"),
        ("The sample is less than 30 times a design effect.", "a multiple of something"),
        ("See part ES-1 Percent of Range for beds.", "part of a name"),
        (
            "They were counted.\n\nAppendix B          200\n\nOthers were not.",
            "the number of a page",
        ),
    ],
)
def test_numbers_of_names_titles_legends_and_rules_of_rounding_are_no_figures(text, why, drafted):
    made = drafted(text)
    assert made.figures.proposals == []
    (reason,) = [reason for _, reason in made.figures.not_proposed]
    assert why in reason


def test_other_numbers_beside_capitals_and_quotation_marks_are_figures(drafted):
    made = drafted("They saw 12 ICE officers. They “saw 14 officers” now, and 15 officers' beds.")
    assert [one.fields["at"] for one in made.figures.proposals] == ["12", "14", "15"]


@pytest.mark.parametrize("some", ["no districts", "a few districts", "some districts"])
def test_some_of_a_sentence_are_no_denominator(some, drafted):
    made = drafted(f"In 2018, {some} lacked 1 percent there.")
    (one,) = made.figures.proposals
    assert "denominator" not in one.fields
    assert one.figure is None


def test_what_a_share_is_a_part_of_is_not_guessed(drafted):
    made = drafted("No-shows accounted for 15 percent. In 44 percent of the cases, nobody came.")
    first, second = made.figures.proposals
    assert "denominator" not in first.fields and "denominator" in first.problems[0]
    assert not first.is_accepted
    assert (second.fields["denominator"], second.problems) == ("cases", ())


def test_numbers_of_a_sentence_that_are_no_neighbors_have_measures_of_their_own(drafted):
    made = drafted(
        "It has schools with fewer than 200 students that may be granted a waiver to count up to 2 students. "
        "It grew from 300 clerks to 400 clerks."
    )
    measures = [one.fields["measure"] for one in made.figures.proposals]
    assert len(measures) == 4 and measures[0] != measures[1] and measures[2] == measures[3]


def test_a_share_in_parentheses_behind_a_word_of_quantity_is_not_negative(drafted):
    (one,) = drafted("All (100%) of the range is there.").figures.proposals
    assert (one.fields["at"], one.fields["statistic"]) == ("100", "share")
    assert one.numeral.value == 100


def periods_of(quote, token):
    return [dated.period for dated in dated_words(quote, quote.index(token), token)]


@pytest.mark.parametrize(
    ("quote", "token", "periods"),
    [
        ("They had 40 beds (see table A.1 for the 1980 distribution", "40", []),
        ("They had 40 beds (see table A.1 for the 1980 distribution)", "40", []),
        ("They had 40 beds in 1980", "40", ["1980"]),
        ("They had 12 beds, 40 men and $3 billion in 2018", "12", []),
        ("They had 12 beds, 40 men and $3 billion in 2018", "$3 billion", ["2018"]),
        ("They had 12 beds over five years from 2018", "12", []),
        ("They had 12 beds and 40 men in 2018", "12", ["2018"]),
        ("They had 12 beds in the survey of 1988-94", "12", []),
        ("In Fall 2004 and Fall 2006 they had 12 beds", "12", []),
    ],
)
def test_a_date_that_may_be_of_others_dates_no_number(quote, token, periods):
    assert periods_of(quote, token) == periods


def test_no_quotation_runs_across_notes(drafted):
    made = drafted(
        "They had 40 beds\n   ᵃ In 12 districts there were none\n   ᵇ 14 districts are not counted\n"
        "   Source: Interviews with 15 officers"
    )
    assert [one.fields["quote"] for one in made.figures.proposals] == [
        "They had 40 beds",
        "In 12 districts there were none",
        "14 districts are not counted",
        "Source: Interviews with 15 officers",
    ]


def test_no_pattern_of_a_waiver_runs_over_lines_or_takes_a_citation_for_a_date(drafted):
    made = drafted(
        "They went in 2018, and in 2019. See work of 2017.\nIn SUDAAN (Shah 1995) they are used.\nSilicon carbide\n   2016   2015"
    )
    by_reason = {one.fields["reason"]: one for one in made.waivers}
    assert by_reason["citation"].fields["quote"] == "1995) they"
    patterns = [one.fields["pattern"] for one in made.waivers if "pattern" in one.fields]
    assert patterns
    assert not any(r"\s+" in pattern for pattern in patterns)
    dated = [n.numeral.token for n in by_reason["date"].numerals]
    assert "1995" not in dated and "2016" not in dated


def test_numbers_of_an_axis_are_waived_and_data_of_a_chart_are_not(drafted):
    made = drafted(
        "It had beds.\n\n   100\n    80\n    60\n    40\n\n   17.3     41.9     22.6\n\n  0    20    40    60    80\n\nBeds were used."
    )
    waived = [n.numeral.token for one in made.waivers for n in one.numerals]
    assert waived == ["100", "80", "60", "40", "0", "20", "40", "60", "80"]
    listed = [numeral.token for numeral, why in made.figures.not_proposed if "no axis" in why]
    assert listed == ["17.3", "41.9", "22.6"]


def test_numbers_of_a_table_of_words_are_no_figures(drafted):
    made = drafted("City      Open      Beds\nAlder     Yes       5\nBirch     No        ~100\n")
    assert made.figures.proposals == []
    assert [numeral.token for numeral, _ in made.figures.not_proposed] == ["5", "100"]


def test_rows_of_two_cells_are_no_prose(drafted):
    made = drafted(
        "Level                Share of the income\nLow                  Less than 50\n"
        "Moderate             At least 50 and less than 80\nUpper                80 or more"
    )
    assert made.figures.proposals == []
    waived = [(n.numeral.token, one.fields["reason"]) for one in made.waivers for n in one.numerals]
    assert sorted(waived) == [(n, "label or category bound") for n in ("50", "50", "80", "80")]


def test_two_lines_with_a_gap_are_no_rows(drafted):
    made = drafted(
        "Open beds         12 beds were used\nMore beds          3 beds were new\nIn 2018, 15 beds were used."
    )
    assert {one.numeral.token for one in made.figures.proposals} == {"12", "3", "15"}


def test_a_number_alone_is_no_page_where_other_lines_prove_the_pages(tmp_path):
    pages = "".join(f"Words\n\nDomain\n    {n}\n\nof words\n\n  {n + 7}\n\n" for n in (1, 2))
    project = project_with(tmp_path / "project", f"Report on Beds\n\n{pages}")
    assert _reasons(project) == dict.fromkeys("1829", "page number")
    source = project / "sources/beds/source.yaml"
    entry = 'pages: {footer: "{page}", not_footers: [6, 15]}\n'
    source.write_text(source.read_text() + entry)
    made = draft(project, "beds")
    assert not isinstance(made, list | str), made
    assert made.waivers == ()
    assert [numeral.token for numeral, _ in made.figures.not_proposed] == ["1", "2"]


def _reasons(project):
    made = draft(project, "beds")
    assert not isinstance(made, list | str), made
    return {n.numeral.token: one.fields["reason"] for one in made.waivers for n in one.numerals}
