"""Which relations are proposed: those of numbers that belong together, and are near each other."""

import pytest

from pipeline.drafting.proposals import draft
from tests.drafting.folders import project_with

HEAD = "Report on Beds\n\n"
FILLED = (
    "The auditors read the files of the agency, and asked its officers what they knew of them. "
    * 12
)


def proposed(tmp_path, text):
    made = draft(project_with(tmp_path, HEAD + text), "beds")
    assert not isinstance(made, list | str), made
    return made


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("It had 125 beds in cities and 210 beds in towns. In all it had 335 beds.", ["210 + 125 = 335"]),
        ("It had 125 beds in cities and 210 inmates in towns. In all it had 335 beds.", []),
        (f"It had 125 beds in cities and 210 beds in towns. {FILLED}In all it had 335 beds.", []),
        (f"It had 125,637 beds in cities, and 210,225 beds in towns. {FILLED}In all it had 335,862 beds.", ["210,225 + 125,637 = 335,862"]),
    ],
)  # fmt: skip
def test_a_sum_is_of_one_unit_and_near_or_hardly_ever_an_accident(tmp_path, text, formulas):
    made = proposed(tmp_path, text)
    assert len(made.figures.proposals) == 3
    assert [one.formula for one in made.relations if one.kind == "sum"] == formulas


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("It had 200 beds in cities. Of the beds, 1 percent were empty. Only 2 beds were new.", ["2 / 200 = 1 percent"]),
        ("It had 200 beds in cities. The tax on income was 1 percent of income. Only 2 beds were new.", []),
    ],
)  # fmt: skip
def test_a_share_is_of_numbers_that_are_described_alike(tmp_path, text, formulas):
    made = proposed(tmp_path, text)
    assert [one.figure is not None for one in made.figures.proposals] == [True] * 3
    assert [one.formula for one in made.relations] == formulas


def test_numbers_that_differ_are_named_with_what_a_person_says(tmp_path):
    text = "It had 125,637 beds in cities and 210,225 inmates in towns. In all it had 335,862 beds."
    made = proposed(tmp_path, text)
    assert [list(one.differs) for one in made.relations] == [["unit"]]
    assert "    differs_in: {unit: }\n" in made.files()["relations.yaml"]


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("Of the beds, four were new. Clerks saw that four beds were old.", []),
        ("It had 4,125 beds. Clerks saw that 4,125 beds were old.", ["4,125 = 4,125"]),
    ],
)
def test_equal_number_words_of_a_measure_that_is_only_proposed_are_no_relation(
    tmp_path, text, formulas
):
    made = proposed(tmp_path, text)
    assert [one.formula for one in made.relations if one.kind == "same_value"] == formulas
