"""A cell that breaks a rule in a finished release is refused by the release's own verify.py, whatever else was forged."""

import re
import shutil
import subprocess
import sys
from dataclasses import replace
from typing import get_args

import pytest
from forging import forge, read, save, seal
from reports import COSTS, EVERY_REPORT, SHAPES, SOUTH, new_corpus
from test_corpora import run
from test_rules_of_documents import SOUTH_WITH_A_RULE
from test_two_documents import ANOTHER_TOTAL, DENVER, TOTAL, registered

from schemas.rules import RuleKind

pytestmark = pytest.mark.slow

FORGED = {
    "row_sum": (("staff", "staff-north Fargo 2018", "vacant", "3", "10 | 8 | 2 |", "10 | 8 | 3 |"), "staff-north/staff-row-sum-posts: it is inconsistent in 'Fargo 2018' (computed 11, stated 10)"),
    "column_total": (("beds__beds", "Total", "beds", "363", "ALL | 360 |", "ALL | 363 |"), "beds/beds-column-total-beds: it is inconsistent (computed 360, stated 363)"),
    "column_total of a figure": (("costs__costs", "Transport", "planned", "51", "Transport | 50 |", "Transport | 51 |"), "costs/costs-column-total-planned: it is inconsistent (computed 151, stated [149.5, 150.5])"),
    "subtotal": (("costs__costs", "Beds", "planned", "61", "Beds | 60 |", "Beds | 61 |"), "costs/costs-subtotal-detention-planned: it is inconsistent (computed 101, stated 100)"),
    "share": (("beds__beds", "Boise", "share", "33.4", "BOI | 120 | 33.3%", "BOI | 120 | 33.4%"), "beds/beds-share-share: it is inconsistent in 'Boise' (computed 33.333333, stated [33.35, 33.45])"),
    "consecutive": (("staff", "staff-south Salem 2020", "year", "2021", "Salem | 2020", "Salem | 2021"), "staff-south/staff-consecutive-year: it is inconsistent in 'Salem'"),
    "at_most": (("staff", "staff-north Fargo 2019", "filled", "11", "10 | 10 | 0", "10 | 11 | 0"), "staff-north/staff-at-most-filled: it is inconsistent in 'Fargo 2019' (computed -1, stated [0, ∞))"),
    "present_where": (("staff", "staff-north Fargo 2018", "state", "full", "2 | short | hir", "2 | full. | hir"), "staff-north/staff-present-where-state: it is inconsistent in 'Fargo 2018'"),
    "repeats_figure": (("visits__visits", "prisons", "figure_id", "visits/jails"), "visits/visits-repeats-figure-figure-id: it is inconsistent in 'prisons'"),
    "a relation of cells": (("costs__costs", "Food", "planned", "41", "Food | 40 |", "Food | 41 |"), "costs/of-cells: the verdict is `inconsistent`"),
    "unique": (("beds__beds", "Dallas", "code", "BOI", "Dallas | DAL", "Dallas | BOI"), "beds/beds-unique-code: it is inconsistent in 'Dallas'"),
    "a scaled cell": (("arrests__arrests", "Fraud", "male_2018", "9000", "7.0      2.0", "9.0      2.0"), "arrests/arrests-column-total-male-2018: it is inconsistent (computed [13,900, 14,100], stated [11,950, 12,050])"),
    "a row of one level": (("arrests__arrests", "Fraud", "level", "0"), "arrests/arrests-column-total-male-2018: it is inconsistent (computed [4,950, 5,050], stated [11,950, 12,050])"),
}  # fmt: skip

OF_CELLS = """
    relations:
      - id: of-cells
        kind: difference
        formula: food = detention - beds
        stated: {table: costs, row: Food, column: planned}
        whole: {table: costs, row: Detention, column: planned}
        parts: [{table: costs, row: Beds, column: planned}]
"""
DISAGREEING = replace(ANOTHER_TOTAL.having(discrepancies=registered(TOTAL, DENVER)), id="more-beds")
"""A report whose percents do not agree, which is registered for the total and for one row."""
CHANGED = {COSTS.id: COSTS.having(relations=OF_CELLS), SOUTH.id: SOUTH_WITH_A_RULE}
REPORTS = [*(CHANGED.get(report.id, report) for report in EVERY_REPORT), DISAGREEING]


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    """A release of every small report."""
    root = new_corpus(tmp_path_factory.mktemp("corpus") / "c", *REPORTS, shapes=SHAPES)
    assert run(root, "build").exit_code == 0
    outcome = run(root, "release", "--into", str(root / "released"))
    assert outcome.exit_code == 0, outcome.output
    return root / "released"


@pytest.fixture
def folder(release, tmp_path):
    return shutil.copytree(release, tmp_path / "release")


def verified(folder):
    command = [sys.executable, "-I", "-S", str(folder / "verify.py")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def failed(output):
    """The promises that the verifier finds broken."""
    return re.findall(r"^FAILED +(\w[\w ]*?)  ", output, re.MULTILINE)


def test_each_kind_of_rule_is_forged_once():
    assert set(get_args(RuleKind)) <= FORGED.keys()


def test_the_release_as_it_is_holds(folder):
    outcome = verified(folder)
    assert (outcome.returncode, outcome.stderr) == (0, "")


@pytest.mark.parametrize("kind", FORGED)
def test_a_cell_that_breaks_a_rule_is_refused_by_verify_py(kind, folder):
    cell, found = FORGED[kind]
    forge(folder, *cell)
    outcome = verified(folder)
    assert (outcome.returncode, outcome.stderr) == (1, "")
    assert failed(outcome.stdout) == ["checked"]
    assert found in " ".join(outcome.stdout.split()), outcome.stdout


def test_a_cell_that_the_document_does_not_have_is_named_by_table_row_and_column(folder):
    forge(folder, "staff", "staff-north Fargo 2018", "vacant", "3")
    outcome = verified(folder)
    assert failed(outcome.stdout) == ["traceable", "checked"]
    assert (
        "  staff staff-north Fargo 2018 vacant: the cell has '3', read was '2'\n" in outcome.stdout
    )
    assert "staff-row-sum-posts: it is inconsistent in 'Fargo 2018' (computed 11, stated 10)" in outcome.stdout  # fmt: skip
    assert "staff-south" not in outcome.stdout


@pytest.mark.parametrize(
    ("column", "changed", "found"),
    [
        ("read_as", "3.7", "All arrests female_2018: the cell has '3100', read was '3.7'"),
        ("token", "3.7", "All arrests female_2018: read was '3.l', emended '3.7'"),
    ],
)
def test_an_emended_cell_is_read_as_its_emendation_says(column, changed, found, folder):
    (row,) = rows = read(folder, "emendations")
    row[column] = changed
    save(folder, "emendations", rows)
    seal(folder)
    outcome = verified(folder)
    assert failed(outcome.stdout) == ["traceable"]
    assert found in " ".join(outcome.stdout.split()), outcome.stdout


def test_a_registered_discrepancy_covers_its_row_only(folder):
    forge(folder, "more_beds__beds", "Dallas", "share", "32.3", "DAL | 120 | 33.3%", "DAL | 120 | 32.3%")  # fmt: skip
    said = verified(folder).stdout
    assert "more-beds/beds-share-share: it is inconsistent in 'Dallas'" in said
    assert "beds-share-share-denver" not in said


def test_a_discrepancy_is_missed_where_it_is_taken_from_its_relation(folder):
    rows = read(folder, "relations")
    (relation,) = [r for r in rows if r["relation_id"] == "more-beds/beds-share-share-denver"]
    relation["discrepancy_id"] = ""
    save(folder, "relations", rows)
    seal(folder)
    outcome = verified(folder)
    assert outcome.returncode == 1
    assert "more-beds/beds-share-share-denver: it is inconsistent in 'Denver'" in outcome.stdout
