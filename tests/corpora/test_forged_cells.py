"""A cell that breaks a rule in a finished release is refused by the release's own verify.py, whatever else was forged."""

import re
import shutil
import subprocess
import sys
from typing import get_args

import pytest
from forging import forge
from reports import COSTS, EVERY_REPORT, SHAPES, new_corpus
from test_corpora import run, with_code

from schemas.rules import RuleKind

pytestmark = pytest.mark.slow

FORGED = {
    "row_sum": (("staff", "staff-north Fargo 2018", "vacant", "3", "10 | 8 | 2 |", "10 | 8 | 3 |"), "staff-north/staff-row-sum-posts"),
    "column_total": (("beds__beds", "Total", "beds", "363", "ALL | 360 |", "ALL | 363 |"), "beds/beds-column-total-beds"),
    "column_total of a figure": (("costs__costs", "Transport", "planned", "51", "Transport | 50 |", "Transport | 51 |"), "costs/costs-column-total-planned"),
    "subtotal": (("costs__costs", "Beds", "planned", "61", "Beds | 60 |", "Beds | 61 |"), "costs/costs-subtotal-detention-planned"),
    "share": (("beds__beds", "Boise", "share", "33.4", "BOI | 120 | 33.3%", "BOI | 120 | 33.4%"), "beds/beds-share-share"),
    "consecutive": (("staff", "staff-south Salem 2020", "year", "2021", "Salem | 2020", "Salem | 2021"), "staff-south/staff-consecutive-year"),
    "at_most": (("staff", "staff-north Fargo 2019", "filled", "11", "10 | 10 | 0", "10 | 11 | 0"), "staff-north/staff-at-most-filled"),
    "present_where": (("staff", "staff-north Fargo 2018", "state", "full", "2 | short | hir", "2 | full. | hir"), "staff-north/staff-present-where-state"),
    "repeats_figure": (("visits__visits", "prisons", "figure_id", "visits/jails"), "visits/visits-repeats-figure-figure-id"),
    "a relation of cells": (("costs__costs", "Food", "planned", "41", "Food | 40 |", "Food | 41 |"), "costs/of-cells"),
    "unique": (("beds__beds", "Dallas", "code", "BOI", "Dallas | DAL", "Dallas | BOI"), "beds/beds-unique-code"),
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
REPORTS = [r.having(relations=OF_CELLS) if r is COSTS else r for r in EVERY_REPORT]


@pytest.fixture(scope="module")
def release(tmp_path_factory, repository):
    """A release of every small report."""
    root = new_corpus(tmp_path_factory.mktemp("corpus") / "c", *REPORTS, shapes=SHAPES)
    with_code(root, repository)
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
    cell, rule = FORGED[kind]
    forge(folder, *cell)
    outcome = verified(folder)
    assert (outcome.returncode, outcome.stderr) == (1, "")
    assert failed(outcome.stdout) == ["checked"]
    assert rule in outcome.stdout
