"""Proposals of discrepancies: the places where rules of tables fail, those of one cell together."""

import shutil

import yaml

from pipeline.drafting.proposals import draft, write_proposals
from pipeline.drafting.waiting import waiting
from pipeline.orchestration.checking import check_own
from pipeline.sources.discrepancy_blocks import BLOCKS
from pipeline.sources.yaml_lines import read_yaml
from tests.drafting.folders import project_with

TEXT = """Report on Beds

City\tBeds\tSmall\tLarge\tSpare\tMen\tWomen
Dallas\t120\t50\t70\t0\t60\t60
Denver\t80\t30\t50\t0\t40\t40
El Paso\t60\t20\t30\t-\t30\t30
Total\t300\t100\t150\t0\t130\t130
The end.
"""
TABLE = """\
name: beds
title: Beds by city
description: Beds by city.
columns:
  - {name: city, type: string, title: City, description: City.}
  - {name: beds, type: integer, title: Beds, description: Beds., unit: beds}
  - {name: small, type: integer, title: Small, description: Small beds., unit: beds}
  - {name: large, type: integer, title: Large, description: Large beds., unit: beds}
  - {name: spare, type: integer, title: Spare, description: Spare beds., unit: beds}
  - {name: men, type: integer, title: Men, description: Beds of men., unit: beds}
  - {name: women, type: integer, title: Women, description: Beds of women., unit: beds}
primaryKey: [city]
rules:
  - {kind: row_sum, total: beds, parts: [small, large, spare], name: sizes}
  - {kind: row_sum, total: beds, parts: [men, women], name: sexes}
  - {kind: column_total, columns: [beds, small, large], whole: {row: Total}}
read:
  kind: grid
  header: [City, Beds, Small, Large, Spare, Men, Women]
  columns: [city, beds, small, large, spare, men, women]
  ends_before: The end.
  marks: {"-": zero}
"""


def project(tmp_path):
    root = project_with(tmp_path, TEXT)
    (root / "sources/beds/tables").mkdir()
    (root / "sources/beds/tables/beds.yaml").write_text(TABLE)
    return root


def entries_of(path):
    return BLOCKS.spread(read_yaml(path.read_text())).value["discrepancies"]


def test_places_that_have_a_cell_in_common_are_together(tmp_path):
    """The total, printed 300 for 260, breaks both sums of its row, and its column."""
    made = draft(project(tmp_path), "beds")
    (common, group), *others = made.discrepancies
    assert common == ("beds", "Total", "beds")
    assert [place.id for place in group] == [
        "beds-sizes-total",
        "beds-sexes-total",
        "beds-column-total-beds",
    ]
    alone = [place.id for cell, places in others for place in places if cell is None]
    assert alone == ["beds-sizes-el-paso"]
    assert "4 places in which a rule of a table fails" in made.summary()


def test_a_mark_that_means_zero_is_the_second_statement_of_a_place_by_itself(tmp_path):
    root = project(tmp_path)
    made = draft(root, "beds")
    (place,) = [p for _, places in made.discrepancies for p in places if "el-paso" in p.id]
    assert place.statements(None) == [("beds", "El Paso", "beds"), ("beds", "El Paso", "spare")]


def test_what_is_confirmed_with_an_explanation_leaves_no_finding_and_is_not_proposed_again(
    tmp_path, repository
):
    root = project(tmp_path)
    shutil.copy(repository / "release.yaml", root)
    (proposed,) = [
        line for line in write_proposals(root, draft(root, "beds")) if "disc" in line.name
    ]
    text = proposed.read_text()
    (root / "sources/beds/discrepancies.yaml").write_text(
        text.replace("explanation:\n", "explanation: The numbers do not add up.\n")
    )
    assert check_own(root, ["beds"]).findings == ()
    made = draft(root, "beds")
    assert made.discrepancies == ()
    write_proposals(root, made)
    assert not proposed.exists()
    gaps = {one["id"]: one["gap"] for one in entries_of(root / "sources/beds/discrepancies.yaml")}
    assert gaps == {
        "beds-sizes-total": 50,
        "beds-sexes-total": 40,
        "beds-column-total-beds": 40,
        "beds-sizes-el-paso": 10,
    }


def test_the_file_of_proposals_asks_for_the_explanation_only(tmp_path):
    root = project(tmp_path)
    write_proposals(root, draft(root, "beds"))
    file = root / "sources/beds/proposals/discrepancies.yaml"
    blocks = yaml.safe_load(file.read_text())["discrepancies"]
    assert "4 discrepancies" in waiting(root, "beds")
    assert {block["of"]["explanation"] for block in blocks} == {None}
    assert {block["of"]["defect_origin"] for block in blocks} == {"unknown"}
