"""Facts of the corpus that an audit settled by reading the documents again, each stated here independently."""

import pandas as pd
import pytest

FREEBEACON = "freebeacon-2018-01-16/"


@pytest.fixture(scope="module")
def tables(derived):
    return {**derived("transcribed_tables"), **derived("consistency_tables")}


@pytest.fixture(scope="module")
def figures(tables):
    return tables["figures"].set_index("figure_id")


def test_words_of_ice_are_not_taken_for_words_of_the_report(tables):
    restatements = tables["restatements"].set_index("figure_id")
    ice = restatements.loc[FREEBEACON + "cases-untransmitted-freebeacon"]
    assert ice["reference"] == "reference_not_held"
    report = restatements.loc[FREEBEACON + "files-noncompliant-freebeacon"]
    assert report["reference"] == "quotes_the_report"


def test_a_quotation_without_dates_does_not_make_a_period_an_addition(tables):
    restatements = tables["restatements"].set_index("figure_id")
    reviewed = restatements.loc[FREEBEACON + "terrorist-cases-reviewed-freebeacon"]
    assert reviewed["period_agreement"] == "not_in_the_words_quoted"
    assert "period: not in the words quoted" in reviewed["statement"]


def test_a_population_keeps_the_words_of_its_document(figures):
    assert (
        "illegal immigrants" in figures.loc[FREEBEACON + "terrorist-cases-freebeacon", "population"]
    )


def test_two_shares_of_one_whole_are_two_measures(figures):
    shares = figures.loc[
        ["oig-20-13/matches-biometric-share", "oig-20-13/matches-biographic-share"]
    ]
    assert shares["measure_id"].nunique() == 2
    assert shares["denominator"].nunique() == 1


def test_more_than_20_officers_were_sent_to_arrest_three_persons(figures, tables):
    sent = figures.loc["oig-20-13/officers-sent-to-one-arrest"]
    assert sent["population"].startswith("officers sent to arrest three MS-13 gang members")
    measure = tables["measures"].set_index("measure_id").loc[sent["measure_id"]]
    assert "one arrest" not in measure["definition"] and "an arrest" not in measure["name"]


def test_every_figure_of_the_survey_has_its_date(figures):
    survey = figures[figures.index.str.startswith("oig-20-13/survey-")]
    assert len(survey) == 5
    assert set(survey["period_printed"]) == {"September 2018"}
    assert {day.isoformat() for day in survey["period_end"]} == {"2018-09-30"}


def test_numbers_that_break_the_reports_own_rule_of_rounding_are_registered(tables):
    rounding = tables["discrepancies"].query("kind == 'rounding'")
    printed = {"8.665", "6,127", "489,063", "160"}
    assert set(rounding["first_said"]) == printed
    assert set(rounding["second_said"]) == {"rounded to the nearest hundred"}


def test_officers_of_a_program_as_many_as_all_officers_are_registered(tables):
    found = tables["discrepancies"].set_index("discrepancy_id")
    row = found.loc["oig-20-13/officers-surveyed-or-employed"]
    assert (row["first_said"], row["second_said"][:11]) == ("6,127 ICE CAP officers", "about 6,100")


def test_an_article_that_calls_itself_opinion_is_marked_so(tables):
    genres = tables["sources"].set_index("source_id")["genre"].dropna().to_dict()
    assert genres == {"western-journal-undated": "opinion"}
    readable = tables["figures_readable"].query("genre == 'opinion'")
    assert set(readable["publisher"]) == {"The Western Journal"}


def test_missing_years_meet_their_bound_once(tables):
    """The four years together are a row; a join of it with `bounds` gives one row, of a single year none."""
    years = tables["detainers_by_fiscal_year"].query(
        "series == 'declined' and availability != 'in_text'"
    )
    joined = years.merge(tables["bounds"], on="bound_id", how="inner")
    assert list(joined["detainers_id"]) == ["declined-fy2015-fy2018"]
    assert (joined["lower_y"].item(), joined["upper_y"].item()) == (33735, 33935)
    single = years[years["fiscal_year"].notna()]
    assert set(single["part_of"]) == {"declined-fy2015-fy2018"} and len(single) == 4
    assert single[["quantity_id", "bound_id", "value"]].isna().all(axis=None)


def test_issued_years_have_a_bound_for_each_reading_and_none_for_all(tables):
    row = tables["detainers_by_fiscal_year"].set_index("detainers_id").loc["issued-fy2015-fy2018"]
    bounds = tables["bounds"].query("quantity_id == @row.quantity_id")
    assert len(bounds) == 2 and bounds["reading"].notna().all()
    assert pd.isna(row["bound_id"])


def test_the_sums_of_appendix_c_are_relations(tables):
    relations = (
        tables["relations"].query("table_name == 'arrest_offenses'").set_index("relation_id")
    )
    for column in ("charges", "convictions", "total-offenses"):
        row = relations.loc[f"oig-20-13/arrest-offenses-column-total-{column}"]
        assert (row["kind"], row["verdict"]) == ("sum", "verified")
    assert (
        relations.loc["oig-20-13/arrest-offenses-row-sum-total-offenses", "verdict"] == "verified"
    )


def test_no_verdict_is_better_for_a_dropped_word(tables):
    """Two articles keep “approximately” beside 675, two drop it; all four relations have one verdict."""
    of_each = tables["relations"]["relation_id"].str.contains("declined-for-each-jurisdiction")
    found = tables["relations"][of_each]
    assert len(found) == 4 and set(found["verdict"]) == {"consistent"}
    members = tables["relation_members"].query("qualifier_dropped")
    assert set(members["figure_id"].str.partition("/")[0]) == {
        "freebeacon-2018-01-16",
        "jeffrey-2018-01-26",
        "unshackled-undated",
    }


def test_the_three_centers_visited_beside_the_locations_have_a_place(tables):
    centers = tables["oig_20_13__centers_visited"].set_index("abbreviation", drop=False)
    assert len(centers) == 3
    assert centers.loc["LESC", ["place", "state"]].tolist() == ["Burlington", "Vermont"]
    assert centers.loc["PERC", ["place", "state"]].tolist() == ["Laguna Niguel", "California"]
    assert "Williston" in set(centers["place"])
    assert len(tables["sites_visited"]) == 35


def test_a_cited_guide_has_the_date_that_another_page_prints(tables):
    guide = tables["prior_reports"].set_index("report_number").loc["GAO 15-49SP"]
    assert guide["published_printed"] == "April 2015"
