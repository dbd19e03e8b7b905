"""A second report moves in, and any report lives alone: from its sources to a release that verifies itself."""

import shutil
import subprocess
import sys

import pytest
from click.testing import CliRunner
from small import YEARS, add_beds, add_regions, add_words, add_years

from pipeline.cli import oversight
from pipeline.orchestration.run import run_steps
from pipeline.orchestration.steps import STEPS
from pipeline.releases.bundle import PROJECT_FILES, PROJECT_FOLDERS


def run(root, *arguments):
    return CliRunner().invoke(oversight, ["--root", str(root), *arguments])


def values(root):
    """The tables of a project, and the verdict of each relation by id; no step may have a finding."""
    derived = run_steps(root, STEPS)
    assert [str(f) for f in derived.findings] == []
    tables = derived.value("transcribed_tables") | derived.value("consistency_tables")
    relations = tables["relations"]
    return tables, dict(zip(relations["relation_id"], relations["verdict"], strict=True))


def test_percents_that_print_to_less_than_a_hundred_are_consistent(small):
    add_beds(small)
    tables, verdicts = values(small)
    assert len(tables["beds_report__beds"]) == 4
    assert verdicts == {
        "beds-report/beds-share-share": "verified",
        "beds-report/beds-column-total-visits": "verified",
        "beds-report/beds-column-total-share": "consistent",
        "beds-report/beds-unique-place": "verified",
    }


def test_a_blank_cell_is_unknown_and_a_total_that_is_a_figure_is_compared(small):
    add_regions(small)
    tables, verdicts = values(small)
    cells = tables["cells"].set_index(["row_key", "column_name"])
    assert cells.loc[("East", "other"), "availability"] == "not_stated"
    assert "Sum" not in set(tables["regions_report__regions"]["place"])
    assert verdicts == {
        "regions-report/regions-row-sum-visits": "indeterminate",
        **dict.fromkeys(
            [
                "regions-report/regions-subtotal-west-announced",
                "regions-report/regions-subtotal-west-other",
                "regions-report/regions-subtotal-west-visits",
                "regions-report/regions-column-total-announced",
                "regions-report/regions-column-total-visits",
                "regions-report/regions-at-most-announced",
                "regions-report/visits-in-text-and-table",
                "regions-report/west-in-all",
            ],
            "verified",
        ),
    }


def test_two_reports_of_one_shape_fill_one_table_with_the_document_in_its_key(small):
    add_years(small, "one")
    add_years(small, "other", YEARS.replace("2019\t5", "2019\t7"))
    tables, verdicts = values(small)
    rows = tables["visits_by_year"]
    assert list(rows.columns) == ["source_id", "year", "visits"]
    assert list(rows["visits"]) == [4, 6, 5, 4, 6, 7]
    assert verdicts == {
        "one/visits-by-year-consecutive-year": "verified",
        "other/visits-by-year-consecutive-year": "verified",
    }
    keys = tables["provenance"].query("table == 'visits_by_year'")["key"]
    assert {"one 2017", "other 2017"} <= set(keys)


def test_without_reports_tables_or_figures_every_core_table_is_there(small):
    assert values(small)[0]["cells"].empty
    add_words(small)
    assert len(values(small)[0]["sources"]) == 1


def with_code(root, repository):
    """Put everything beside the sources that a release holds of its project."""
    for name in {*PROJECT_FILES, *PROJECT_FOLDERS} - {"release.yaml", "sources"}:
        path = repository / name
        shutil.copytree(path, root / name) if path.is_dir() else shutil.copy(path, root / name)


def test_a_release_without_its_project_is_refused_with_what_is_missing(small):
    add_words(small)
    outcome = run(small, "release", "--into", str(small / "released"))
    assert outcome.exit_code == 1
    assert "not there: " in outcome.output and "LICENSE-DATA" in outcome.output


CORPORA = {
    "one report": [add_beds],
    "three reports": [add_beds, add_regions, add_years],
    "a report without tables and figures": [add_words],
}


@pytest.mark.slow
@pytest.mark.parametrize("reports", CORPORA.values(), ids=CORPORA)
def test_a_corpus_is_checked_built_released_and_verified(reports, small, tmp_path, repository):
    for add in reports:
        add(small)
    with_code(small, repository)
    assert "datapackage/ holds" in run(small, "build").output
    assert run(small, "check").exit_code == 0
    into = tmp_path / "released"
    outcome = run(small, "release", "--into", str(into))
    assert outcome.exit_code == 0, outcome.output
    verified = subprocess.run(
        [sys.executable, "-I", "-S", str(into / "verify.py")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (verified.returncode, verified.stderr) == (0, ""), verified.stdout
    verified = run(small, "verify", str(into))
    assert verified.exit_code == 0, verified.output


@pytest.mark.slow
def test_reports_move_in_beside_the_real_ones_and_change_nothing_of_theirs(beside, repository):
    for add in (add_beds, add_regions, add_years):
        add(beside)
    outcome = run(beside, "build")
    assert outcome.exit_code == 0, outcome.output
    assert run(beside, "check").exit_code == 0
    for name in ("arrest_offenses", "bounds", "discrepancies", "oig_20_13__case_reviews"):
        path = f"datapackage/csv/{name}.csv"
        assert (beside / path).read_bytes() == (repository / path).read_bytes()
    cells = (beside / "datapackage/csv/cells.csv").read_text()
    assert all(name in cells for name in ("beds_report__beds", "visits_by_year", "arrest_offenses"))
