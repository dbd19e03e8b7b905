"""A cell that breaks a rule is refused by table, row, column, file and line: each kind of rule once."""

from typing import get_args

import pytest
from reports import BEDS, COSTS, NORTH, SHAPES, SOUTH, VISITS, WORDS, add_report, write

from pipeline.orchestration.run import run_steps
from pipeline.orchestration.steps import STEPS
from schemas.rules import RuleKind

WRONG = {
    "row_sum": (
        NORTH.edited("Fargo | 2018 | 10 | 8 | 2", "Fargo | 2018 | 10 | 8 | 3"),
        ("staff: Fargo 2018", "staff-north/document.txt", 3),
        "the rule row-sum-posts fails: filled + vacant = posts\nfilled 8 + vacant 3; posts 10",
    ),
    "column_total": (
        BEDS.edited("Total | ALL | 360", "Total | ALL | 361"),
        ("beds__beds: Total", "beds/document.txt", 6),
        "the rule column-total-beds fails: the rows of beds add up to the row Total\n"
        "the 3 rows of beds add up to 360; Total: beds 361",
    ),
    "column_total of a figure": (
        COSTS.edited("Transport | 50 |", "Transport | 51 |"),
        ("costs__costs: column-total-planned", "costs/document.txt", 7),
        "the 2 rows of planned add up to 151; the figure costs/planned prints 150",
    ),
    "subtotal": (
        COSTS.edited("Beds | 60", "Beds | 61"),
        ("costs__costs: Detention", "costs/document.txt", 3),
        "the rule subtotal-detention-planned fails: planned: Beds, Food add up to Detention\n"
        "Beds, Food: planned adds up to 101; Detention: planned 100",
    ),
    "subtotal of some parts": (
        COSTS.edited("parts: [Beds, Food]}", "parts: [Beds], complete: false}").edited("Beds | 60", "Beds | 160"),
        ("costs__costs: Detention", "costs/document.txt", 3),
        "Beds: planned adds up to 160; Detention: planned 100",
    ),
    "share": (
        BEDS.edited("BOI | 120 | 33.3%", "BOI | 120 | 33.4%"),
        ("beds__beds: Boise", "beds/document.txt", 3),
        "the rule share-share fails: share = beds in percent of beds of Total\n"
        "beds 120 of beds 360; share 33.4",
    ),
    "consecutive": (
        SOUTH.edited("Salem | 2020", "Salem | 2021"),
        ("staff: Salem", "staff-south/document.txt", 4),
        "year has 2 consecutive numbers for each office\nyear of Salem has 2019, 2021",
    ),
    "at_most": (
        NORTH.edited("Fargo | 2019 | 10 | 10 | 0", "Fargo | 2019 | 10 | 11 | 0"),
        ("staff: Fargo 2019", "staff-north/document.txt", 4),
        "the rule at-most-filled fails: filled is at most posts\nfilled 11; posts 10",
    ),
    "present_where": (
        NORTH.edited("Salem | 2018 | 7 | 7 | 0 | full |", "Salem | 2018 | 7 | 7 | 0 | full | strike"),
        ("staff: Salem 2018", "staff-north/document.txt", 5),
        "reason: given exactly where state is short\nreason is given where state full",
    ),
    "repeats_figure": (
        VISITS.edited("columns: {visits: value}", "columns: {visits: value, kind: unit}"),
        ("visits__visits: prisons", "visits/tables/visits.yaml", 16),
        "as in the figure that figure_id names\nkind prisons; the figure visits/prisons has another value",
    ),
    "unique": (
        BEDS.edited("Dallas | DAL", "Dallas | BOI"),
        ("beds__beds: Dallas", "beds/document.txt", 4),
        "code: no two rows are alike\ncode BOI, as in the row Boise",
    ),
}  # fmt: skip


def test_each_kind_of_rule_is_broken_once():
    assert {name.partition(" ")[0] for name in WRONG} == set(get_args(RuleKind))


@pytest.mark.parametrize("kind", WRONG)
def test_check_refuses_a_wrong_cell_by_name(kind, findings):
    report, (subject, file, line), found = WRONG[kind]
    refused = [one for one in findings(report) if found in one.found]
    assert [(one.subject, one.file, one.line) for one in refused] == [(subject, f"sources/{file}", line)]  # fmt: skip
    assert "register a discrepancy with `relation: " in refused[0].remedy


def test_some_parts_may_leave_a_rest_of_the_whole(findings):
    some = COSTS.edited("parts: [Beds, Food]}", "parts: [Beds], complete: false}")
    assert not [one for one in findings(some) if "Detention" in one.subject]


def test_a_wrong_cell_of_one_document_is_no_finding_about_another(findings):
    wrong = NORTH.edited("Salem | 2019 | 8 | 7 | 1", "Salem | 2019 | 8 | 7 | 0")
    (finding,) = findings(wrong, SOUTH)
    assert (finding.file, finding.subject) == ("sources/staff-north/document.txt", "staff: Salem 2019")  # fmt: skip


@pytest.mark.slow
def test_beside_the_real_reports_a_wrong_cell_is_the_only_finding(project):
    row_sum, place, found = WRONG["row_sum"]
    write(project / "sources/shapes/staff.yaml", SHAPES["staff"])
    for report in (row_sum, SOUTH, BEDS, WORDS):
        add_report(project, report)
    (finding,) = run_steps(project, STEPS, ["consistency_tables"]).findings
    assert (finding.subject, finding.line) == (place[0], place[2])
    assert found in finding.found
