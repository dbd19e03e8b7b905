"""What a reader is told of a figure before quoting it, in the real corpus: contradictions, limits, shares, changes."""

import pytest
from reports import Report, new_corpus

from pipeline.orchestration.run import run_steps
from pipeline.orchestration.steps import STEPS

REPORT = "oig-20-13/"


@pytest.fixture(scope="module")
def figures(derived):
    return derived("consistency_tables")["figures"].set_index("figure_id")


@pytest.fixture(scope="module")
def discrepancies(derived):
    return derived("consistency_tables")["discrepancies"].set_index("discrepancy_id")


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ("detainers-declined-fy2014", "The text held prints “8.665”, read as 8,665."),
        (
            "in-custody-arrests-share",
            "Contradicted by “84” (page 19). What it can be computed from agrees with it.",
        ),
        ("in-custody-arrests-share-letter", "Contradicted by “79” (page 8). A share"),
        ("years-reviewed-letter", "Contradicted by “6” (page 9)."),
        (
            "detainers-issued-change-fy2014-fy2019",
            "Contradicted by what follows from “165,500” (page 9). A change from",
        ),
        ("detainers-issued-fy2014", "What follows from it contradicts “20” (page 9)."),
        (
            "survey-recipients-appendix",
            "Contradicted by “rounded to the nearest hundred” (page 2).",
        ),
        (
            "detainers-issued-october-2014-september-2019",
            "disagree with “from FY 2014 through FY 2019” (page 5)",
        ),
        ("officers-employed-fy2018", "Approximate: printed with “about”"),
        ("statutes-enforced", "Printed with “more than”: the number itself is not stated"),
        (
            "detainers-issued-change-fy2014-fy2019",
            "A change from detainers that ICE issued in FY 2014.",
        ),
        ("cases-sufficient-share", "A share of cases reviewed."),
    ],
)
def test_a_figure_says_what_is_to_be_known_of_it(figures, figure, words):
    assert words in figures.loc[REPORT + figure, "caution"]


def test_a_number_that_only_stands_beside_the_disputed_one_is_not_called_contradicted(figures):
    beside = figures.loc[REPORT + "detainers-declined-fy2019"]
    assert REPORT + "declined-fy2014-token" in beside["discrepancy_ids"].split()
    assert "ontradicted" not in str(beside["caution"])


def test_a_row_says_which_of_its_numbers_are_approximate_or_only_a_limit(tmp_path):
    columns = "\n".join(
        f"      - {{name: {name}, type: integer, title: {name}, description: {name}., unit: {name}}}"
        for name in ("cots", "tents")
    )
    table = f"""
    name: loads
    title: Loads
    description: Loads of each place.
    columns:
      - {{name: place, type: string, title: Place, description: The place.}}
{columns}
    primaryKey: [place]
    read: {{kind: grid, header: [Place, Cots, Tents], columns: [place, cots, tents], ends_before: End of loads.}}
    """
    text = "Place\tCots\tTents\nNorth\t~100\t<5\nSouth\t30\t12\nEnd of loads.\n"
    root = new_corpus(tmp_path / "c", Report("loads", text, {"tables/loads.yaml": table}))
    done = run_steps(root, STEPS, ("transcribed_tables",))
    assert [str(one) for one in done.findings] == []
    rows = done.value("transcribed_tables")["loads__loads"].set_index("place")["caution"]
    assert rows["North"] == "Approximate: cots. Only a limit: tents."
    assert rows.isna()["South"]


def test_a_plain_number_needs_no_caution(figures):
    plain = figures.loc[REPORT + "aliens-arrested-fy2019"]
    assert plain[["caution", "discrepancy_ids", "change_from", "change_to"]].isna().all()


def test_a_change_names_the_figures_that_it_is_between(figures):
    changes = figures[figures["statistic"] == "change"]
    assert len(changes) == 2
    for name, row in changes.iterrows():
        series = name.removesuffix("-change-fy2014-fy2019")
        assert (row["change_from"], row["change_to"]) == (f"{series}-fy2014", f"{series}-fy2019")


def test_a_discrepancy_names_every_figure_in_its_quotations(figures, discrepancies):
    named_there = {
        (figure, name)
        for name, ids in discrepancies["figure_ids"].dropna().items()
        for figure in ids.split()
    }
    named_here = {
        (figure, name)
        for figure, ids in figures["discrepancy_ids"].dropna().items()
        for name in ids.split()
    }
    assert named_there == named_here and len(named_there) > 20
    total = discrepancies.loc[REPORT + "issued-total-period", "figure_ids"]
    assert total == REPORT + "detainers-issued-october-2014-september-2019"
    for name, row in discrepancies.iterrows():
        named = str(row["figure_ids"]).split()
        for place in ("first", "second"):
            quoted = figures[
                [
                    quote in row[f"{place}_quote"] and source == row["source_id"]
                    for quote, source in zip(figures["quote"], figures["source_id"], strict=True)
                ]
            ]
            assert set(quoted.index) <= set(named), name


def test_a_figure_that_drops_a_word_of_the_report_says_so(derived):
    figures = derived("consistency_tables")["figures"].set_index("figure_id")["caution"]
    dropped = figures[figures.str.contains("the article leaves it out", na=False)]
    assert set(dropped.index) == {
        "freebeacon-2018-01-16/jurisdictions-declining-freebeacon",
        "jeffrey-2018-01-26/jurisdictions-declining-headline-jeffrey",
        "unshackled-undated/detainers-declined-unshackled",
        "unshackled-undated/jurisdictions-declining-unshackled",
    }
    assert "“more than”" in dropped["unshackled-undated/detainers-declined-unshackled"]


def test_rows_of_tables_name_the_cells_that_discrepancies_contradict(derived):
    tables = derived("transcribed_tables")
    centers = tables["oig_20_13__centers_visited"].set_index("center")["caution"]
    assert centers.dropna().to_dict() == {
        "Law Enforcement Support Center": "Contradicted: place (discrepancy oig-20-13/lesc-place); state (discrepancy "
        "oig-20-13/lesc-place)."
    }
    detainers = tables["detainers_by_fiscal_year"].set_index("detainers_id")["caution"].dropna()
    assert set(detainers.index) == {"declined-fy2014", "issued-fy2014", "issued-fy2019"}
    assert (
        detainers["issued-fy2014"] == "Contradicted: value (discrepancy oig-20-13/issued-change)."
    )
    assert tables["arrest_offenses"]["caution"].isna().all()
