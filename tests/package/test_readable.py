"""The files for people who open one file, and for programs that read one record at a time."""

import csv
import json
from decimal import Decimal

import pandas as pd
import pytest
from click.testing import CliRunner

from pipeline.cli import oversight


@pytest.fixture(scope="module")
def readable(repository):
    with (repository / "datapackage/figures_readable.csv").open(encoding="utf-8", newline="") as f:
        return {row["figure_id"]: row for row in csv.DictReader(f)}


@pytest.fixture(scope="module")
def records(repository):
    lines = (repository / "datapackage/figures.jsonl").read_text(encoding="utf-8").splitlines()
    return {record["figure"]["figure_id"]: record for record in map(json.loads, lines)}


@pytest.fixture(scope="module")
def figures(repository):
    with (repository / "datapackage/csv/figures.csv").open(encoding="utf-8", newline="") as file:
        return {row["figure_id"]: row for row in csv.DictReader(file)}


def test_every_figure_stands_in_both_with_its_value(readable, records, figures):
    assert set(readable) == set(records) == set(figures)
    for name, figure in figures.items():
        for cell in ("value", "lower", "upper"):
            printed = figure[cell] and Decimal(figure[cell])
            assert (readable[name][cell] and Decimal(readable[name][cell])) == printed
            recorded = records[name]["figure"][cell]
            assert (Decimal(str(recorded)) if recorded is not None else "") == printed
        assert readable[name]["quote"] == figure["quote"] == records[name]["figure"]["quote"]


def test_a_row_says_all_that_a_citation_needs(readable):
    row = readable["jeffrey-2018-01-26/detainers-declined-jeffrey"]
    assert row["printed"] == "more than 29,269"
    row = readable["oig-20-13/detainers-issued-fy2014"]
    assert (row["unit"], row["period_printed"], row["page"]) == ("detainers", "FY 2014", "9")
    assert row["document"].startswith("OIG-20-13, ")


def test_reports_come_before_articles_each_from_its_beginning(readable, figures):
    kinds = [row["source_kind"] for row in readable.values()]
    assert kinds == sorted(kinds, reverse=True) and set(kinds) == {"report", "article"}
    starts = [
        int(figures[name]["start_offset"]) for name in readable if name.startswith("oig-20-13/")
    ]
    assert starts == sorted(starts)


def test_a_stranger_finds_the_answers_in_this_file_alone(readable):
    (declined,) = (
        row
        for row in readable.values()
        if row["measure"] == "Detainers declined" and row["period_printed"] == "FY 2019"
    )
    assert (declined["printed"], declined["unit"]) == ("16,400", "detainers")
    increase = readable["oig-20-13/detainers-issued-change-fy2014-fy2019"]
    assert increase["printed"] == "20"
    assert "A change from detainers that ICE issued in FY 2014." in increase["caution"]
    assert increase["change_from"] == "oig-20-13/detainers-issued-fy2014"
    assert increase["change_to"] == "oig-20-13/detainers-issued-fy2019"
    (emended,) = (row for row in readable.values() if row["value"] == "8665")
    assert emended["printed"] == "8.665"
    assert "prints “8.665”, read as 8,665" in emended["caution"]
    shares = [row for row in readable.values() if row["printed"] in ("79", "84")]
    (report, letter) = sorted(row["caution"] for row in shares)[::-1]
    assert letter.startswith("Contradicted by “79” (page 8). A share")
    assert report.startswith("Contradicted by “84” (page 19). What it can be computed from agrees")


def test_the_line_to_cite_is_the_one_that_trace_prints(readable, repository):
    name = "oig-20-13/detainers-issued-fy2014"
    run = ["--root", str(repository), "trace", "figures", name, "value", "--format", "json"]
    (trace,) = json.loads(CliRunner().invoke(oversight, run).output)["traces"]
    assert trace["citation"] == readable[name]["cite"]


def test_every_record_has_its_document_and_where_its_token_stands(records):
    for name, record in records.items():
        assert record["source"]["source_id"] == record["figure"]["source_id"]
        places = {place["column_name"]: place for place in record["provenance"]}
        assert places["verbatim"]["exact"] == record["figure"]["verbatim"], name
        assert places["verbatim"]["start_offset"] == record["figure"]["start_offset"]


def test_a_spreadsheet_takes_no_cell_for_a_formula(readable):
    for row in readable.values():
        assert not any(cell.startswith(("=", "+", "@", "-", "\t")) for cell in row.values())


def test_both_open_in_pandas(repository):
    package = repository / "datapackage"
    assert len(pd.read_csv(package / "figures_readable.csv")) == 119
    assert len(pd.read_json(package / "figures.jsonl", lines=True)) == 119
