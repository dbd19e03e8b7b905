"""The tables that the report carries, compared with the document by other means than the pipeline's."""

import re
from datetime import date

import pandas as pd
import pytest

from pipeline.orchestration.checking import check_all
from schemas.column import primary_key_of

TABLES = "sources/oig-20-13/tables"


@pytest.fixture(scope="module")
def table(repository):
    return lambda name: pd.read_parquet(repository / f"datapackage/parquet/{name}.parquet")


@pytest.fixture(scope="module")
def text(oig_20_13):
    return oig_20_13.passages[0].text


def test_the_35_sites_are_those_of_the_list(table, text):
    sites = table("sites_visited")
    listed = text[
        text.index("o Phoenix and Tucson") : text.index("- Interviewed members of the National")
    ]
    assert len(sites) == sites["site_id"].nunique() == 35
    assert all(place in listed for place in sites["place"])
    assert sites["ref_area"].nunique() == 21


def test_every_citation_is_read_from_its_own_characters(table, text):
    provenance = table("provenance")
    held = provenance[provenance["source_id"] == "oig-20-13"]
    assert len(held) > 600
    for row in held.itertuples():
        assert text[row.start_offset : row.end_offset] == row.exact
        assert text.count("\n", 0, row.start_offset) + 1 == row.line


def test_every_cell_that_came_from_the_text_is_cited(table, corpus):
    provenance = table("provenance")
    cited = set(
        zip(provenance["table_name"], provenance["row_key"], provenance["column_name"], strict=True)
    )
    for name, columns in (
        ("arrest_offenses", ["violation_category", "charges", "convictions", "total_offenses"]),
        ("sites_visited", ["place"]),
        ("recommendations", ["number", "text", "response", "analysis", "concurred", "resolved", "open"]),
        ("abbreviations", ["abbreviation", "expansion"]),
        ("prior_reports", ["report_number", "title"]),
        ("oig_20_13__case_reviews", ["finding", "cases", "share"]),
        ("oig_20_13__detainers_by_state_band", ["band", "band_upper"]),
        ("figures", ["verbatim", "quote"]),
    ):  # fmt: skip
        for row in table(name)[primary_key_of(corpus.catalog.model(name))].itertuples(index=False):
            key = " ".join(map(str, row))
            assert {(name, key, column) for column in columns} <= cited


def test_the_recommendations_stand_as_of_the_report(table):
    rows = table("recommendations").set_index("number")
    assert list(rows["resolved"]) == [False, True, False, True]
    assert list(rows["open"]) == [True] * 4
    assert rows.loc[2, "estimated_completion"] == date(2021, 6, 30)
    assert pd.isna(rows.loc[1, "estimated_completion"])
    assert rows.loc[3, "response"].endswith("information sharing among ACRIMe, EAGLE, and EARM.")
    assert "ICE will conduct a full review" in rows.loc[3, "response"]


def test_no_number_of_states_is_given_to_a_band(table):
    bands = table("oig_20_13__detainers_by_state_band")
    assert list(bands["states"].isna()) == [True] * 4
    assert set(bands["availability"]) == {"unreadable"}


def test_the_reviewed_cases_are_the_67(table):
    assert table("oig_20_13__case_reviews")["cases"].sum() == 67


def test_an_abbreviation_is_made_of_its_expansions_letters(table):
    """A check on the pairing: each abbreviation's first letter begins a word of its expansion."""
    for row in table("abbreviations").itertuples():
        initials = {word[0].upper() for word in re.findall(r"\w+", row.expansion)}
        assert row.abbreviation[0] in initials, row.abbreviation


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("recommendations.yaml", "value: 2020-09-30", "value: 2020-09-03", "reads 2020-09-30, the value typed is 2020-09-03"),
        ("recommendations.yaml", 'at: "3", value: 3', 'at: "3", value: 8', "reads 3, the value typed is 8"),
        ("recommendations.yaml", 'number: {quote: "Recommendation 2', 'numero: {quote: "Recommendation 2', "the row needs `number`"),
        ("case-reviews.yaml", "cases: {figure: cases-sufficient}", "cases: {figure: cases-superb}", "there is no figure `oig-20-13/cases-superb`"),
        ("detainers-by-state-band.yaml", 'at: "150,000", value: 150000', 'at: "150,000", value: 15000', "reads 150000"),
        ("sites-visited.yaml", "place: Tucson", "site_id: phoenix-us-az, place: Tucson", "`phoenix-us-az` is not made of words of place, ref_area"),
        ("sites-visited.yaml", "place: Tucson", "place: Boston", "`Boston` is on line 439, outside of the row's region (line 426)"),
        ("prior-reports.yaml", "Risk (OIG-11-81, December", "Risk (OIG-11-18, December", "not in the document"),
    ],
)  # fmt: skip
def test_a_cell_must_say_what_its_words_say(file, old, new, says, project, edit):
    edit(f"{TABLES}/{file}", old, new)
    found = check_all(project).findings
    assert any(says in f.found and f.file == f"{TABLES}/{file}" for f in found), found
