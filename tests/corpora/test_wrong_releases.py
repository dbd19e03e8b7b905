"""A cell changed in a finished release, with all hashes made to fit, is refused by the release's own `verify.py`."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from typing import get_args

import pytest
from reports import EVERY_REPORT, SHAPES, new_corpus
from test_corpora import run, with_code
from test_members_of_relations import CARS
from test_two_documents import ANOTHER_TOTAL, DENVER, TOTAL, registered

from pipeline.package.package_files import checksums
from pipeline.text.documents import sha256_of
from schemas.rules import RuleKind

pytestmark = pytest.mark.slow
DISAGREEING = replace(ANOTHER_TOTAL.having(discrepancies=registered(TOTAL, DENVER)), id="more-beds")
"""A report whose percents do not agree, which is registered for the total and for one row."""


@pytest.fixture(scope="module")
def released(tmp_path_factory, repository):
    """A release of a corpus of small reports."""
    root, into = new_corpus(tmp_path_factory.mktemp("corpus"), *EVERY_REPORT, CARS, DISAGREEING, shapes=SHAPES), "released"  # fmt: skip
    with_code(root, repository)
    assert run(root, "build").exit_code == 0
    outcome = run(root, "release", "--into", str(root / into))
    assert outcome.exit_code == 0, outcome.output
    return root / into


@pytest.fixture
def verified(released, tmp_path):
    """What `verify.py` says of a copy in which lines of tables are written otherwise, and its exit code."""

    def verify(*edits):
        folder = shutil.copytree(released, tmp_path / "release")
        for table, old, new in edits:
            path = folder / f"csv/{table}.csv"
            text = path.read_text(encoding="utf-8")
            assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
            path.write_text(text.replace(old, new), encoding="utf-8")
        seal(folder)
        command = [sys.executable, "-I", "-S", str(folder / "verify.py")]
        outcome = subprocess.run(command, capture_output=True, text=True, check=False)
        assert outcome.stderr == ""
        return " ".join(outcome.stdout.partition("Not checked here")[0].split()), outcome.returncode

    return verify


@pytest.fixture
def refused(verified):
    """What `verify.py` says of a copy that it must refuse."""

    def refuse(*edits):
        said, code = verified(*edits)
        assert code == 1, said
        return said

    return refuse


def seal(folder):
    """Write the hashes of tables and files anew, as somebody would who has something to hide."""
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_bytes())
    for resource in descriptor["resources"]:
        content = (folder / resource["path"]).read_bytes()
        resource["hash"] = f"sha256:{sha256_of(content)}"
    path.write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")
    files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    del files["SHA256SUMS"]
    sums = checksums({name: file.read_bytes() for name, file in files.items()})
    (folder / "SHA256SUMS").write_bytes(sums)


WRONG = {
    "row_sum": (
        [("staff", "Fargo,2018,10,8,2,", "Fargo,2018,10,8,3,"),
         ("cells", "staff,Fargo 2018,vacant,2,,2,2", "staff,Fargo 2018,vacant,3,,3,3")],
        "staff staff-north Fargo 2018 vacant: the cell has '3', read was '2'",
        "staff-north/staff-row-sum-posts: it is inconsistent in 'Fargo 2018' (computed 11, stated 10)",
    ),
    "column_total": (
        [("beds__beds", "Total,ALL,360", "Total,ALL,361"),
         ("cells", ",beds__beds,Total,beds,360,,360,360", ",beds__beds,Total,beds,361,,361,361")],
        "beds__beds Total beds: the cell has '361', read was '360'",
        "beds/beds-column-total-beds: it is inconsistent (computed 360, stated 361)",
    ),
    "column_total of a figure": (
        [("costs__costs", "Transport,50,", "Transport,51,"),
         ("cells", "Transport,planned,50,,50,50", "Transport,planned,51,,51,51")],
        "costs__costs Transport planned: the cell has '51', read was '50'",
        "costs/costs-column-total-planned: it is inconsistent (computed 151, stated [149.5, 150.5])",
    ),
    "subtotal": (
        [("costs__costs", "Beds,60,", "Beds,61,"),
         ("cells", "Beds,planned,60,,60,60", "Beds,planned,61,,61,61")],
        "costs__costs Beds planned: the cell has '61', read was '60'",
        "costs/costs-subtotal-detention-planned: it is inconsistent (computed 101, stated 100)",
    ),
    "share": (
        [("beds__beds", "Boise,BOI,120,33.3", "Boise,BOI,120,33.4"),
         ("cells", ",beds__beds,Boise,share,33.3,,33.25,33.35", ",beds__beds,Boise,share,33.4,,33.35,33.45")],
        "beds__beds Boise share: the cell has '33.4', read was '33.3%'",
        "beds/beds-share-share: it is inconsistent in 'Boise' (computed 33.333333, stated [33.35, 33.45])",
    ),
    "at_most": (
        [("staff", "Fargo,2019,10,10,", "Fargo,2019,10,11,"),
         ("cells", "Fargo 2019,filled,10,,10,10", "Fargo 2019,filled,11,,11,11")],
        "staff staff-north Fargo 2019 filled: the cell has '11', read was '10'",
        "staff-north/staff-at-most-filled: it is inconsistent in 'Fargo 2019' (computed -1, stated [0, ∞))",
    ),
    "present_where": (
        [("staff", "Salem,2018,7,7,0,full,", "Salem,2018,7,7,0,full,strike"),
         ("cells", "Salem 2018,reason,,,,,not_stated", "Salem 2018,reason,,strike,,,")],
        "staff staff-north Salem 2018 reason",
        "staff-north/staff-present-where-state: it is inconsistent in 'Salem 2018'",
    ),
    "consecutive": (
        [("staff", "Salem,2020,", "Salem,2021,")],
        "staff staff-south Salem 2021",
        "staff-south/staff-consecutive-year: it is inconsistent in 'Salem'",
    ),
    "repeats_figure": (
        [("visits__visits", "prisons,12,visits/prisons", "prisons,12,visits/jails")],
        "visits/visits-repeats-figure-figure-id",
        "visits/visits-repeats-figure-figure-id: it is inconsistent in 'prisons'",
    ),
    "unique": (
        [("beds__beds", "Dallas,DAL", "Dallas,BOI"), ("cells", ",beds__beds,Dallas,code,,DAL", ",beds__beds,Dallas,code,,BOI")],
        "beds__beds Dallas code: the cell has 'BOI', read was 'DAL'",
        "beds/beds-unique-code: it is inconsistent in 'Dallas'",
    ),
}  # fmt: skip


def test_each_kind_of_rule_is_broken_once():
    assert {name.partition(" ")[0] for name in WRONG} == set(get_args(RuleKind))


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_cell_is_refused_by_its_row_and_its_rule(kind, refused):
    edits, cell, rule = WRONG[kind]
    said = refused(*edits)
    assert cell in said
    assert f"{rule} and names no discrepancy" in said


def test_a_cell_that_is_changed_in_its_table_only_is_refused_by_its_repetition(refused):
    said = refused(("beds__beds", "Dallas,DAL", "Dallas,XXX"))
    assert "beds__beds beds Dallas code: is 'XXX' in the table and 'DAL' in `cells`" in said


def test_a_wrong_cell_of_one_document_is_no_problem_of_another(refused):
    assert "staff-south" not in refused(("staff", "Fargo,2018,10,8,2,", "Fargo,2018,10,8,3,"))


def test_hashes_written_anew_are_no_problem_where_nothing_is_wrong(verified):
    said, code = verified()
    assert (code, "FAILED" in said) == (0, False), said


def test_a_registered_discrepancy_covers_its_row_only(refused):
    said = refused(
        ("more_beds__beds", "Dallas,DAL,120,33.3", "Dallas,DAL,120,32.3"),
        ("cells", "more_beds__beds,Dallas,share,33.3,,33.25,33.35", "more_beds__beds,Dallas,share,32.3,,32.25,32.35"),
    )  # fmt: skip
    assert "more-beds/beds-share-share: it is inconsistent in 'Dallas'" in said
    assert "beds-share-share-denver" not in said


def test_a_discrepancy_that_is_taken_out_of_a_release_is_missed(refused):
    said = refused(("relations", ",false,more-beds/beds-share-share-denver,", ",false,,"))
    assert "more-beds/beds-share-share-denver: it is inconsistent in 'Denver'" in said


def test_a_relation_whose_member_is_a_cell_is_computed_from_the_cell(refused):
    said = refused(
        ("cars__cars", "Boise,12,3", "Boise,12,4"),
        ("cells", "Boise,vans,3,,3,3", "Boise,vans,4,,4,4"),
    )
    assert "cars/all-vehicles: the verdict is `inconsistent`" in said
    assert "cars/more-in-dallas" not in said
