"""Which relations are proposed between numbers of the text and cells of a table, and what may be a discrepancy."""

import pytest
import yaml

from pipeline.drafting.proposals import draft
from tests.drafting.folders import project_with

TABLE = """
Table 1. Percent of Beds Used in Cities with Large Prisons

  City            Percent used
  Alder                  29%
  Birch                  38%
  Cedar                  55%

Behind the table.
"""
DECLARED = """name: table_1
title: Table 1. Percent of Beds Used in Cities with Large Prisons
description: Beds used.
columns:
- {name: city, type: string, title: City, description: The city.}
- {name: percent_used, type: number, title: Percent used, description: Percent., unit: percent}
primaryKey: [city]
read:
  kind: grid
  columns_by: position
  header: [[City, Percent used]]
  columns: [city, percent_used]
  ends_before: Behind the table.
"""


def drafted(tmp_path, sentence):
    root = project_with(tmp_path, f"Report on Beds\n\n{sentence}\n{TABLE}")
    folder = root / "sources/beds/proposals/tables"
    folder.mkdir(parents=True)
    (folder / "table_1.yaml").write_text(DECLARED)
    made = draft(root, "beds")
    assert not isinstance(made, list | str), made
    return made


@pytest.mark.parametrize(
    ("sentence", "formulas", "against"),
    [
        ("About 29% of the beds of Alder were used in cities with large prisons.", ["29 = 29 in the row Alder"], []),
        ("In Birch, 14% of the beds were used in cities with large prisons.", [], ["14"]),
        ("In Birch, 39% of the beds were used in cities with large prisons.", [], []),
        ("In Elm, 14% of the beds were used in cities with large prisons.", [], []),
        ("In Birch, 14% of the clerks were new.", [], []),
        ("In Birch, 38% of the beds were used, and 14% of the large ones, in cities with prisons.", ["38 = 38 in the row Birch"], []),
    ],
)  # fmt: skip
def test_a_number_of_the_text_is_compared_with_the_cell_that_its_words_name(
    tmp_path, sentence, formulas, against
):
    made = drafted(tmp_path, sentence)
    assert [one.formula for one in made.relations] == formulas
    assert [one.figure.numeral.token for one in made.contradictions] == against


def test_both_are_written_as_entries(tmp_path):
    made = drafted(
        tmp_path,
        "About 29% of the beds of Alder were used in cities with large prisons.\n\n"
        "In Birch, 14% of the beds were used in cities with large prisons.",
    )
    files = made.files()
    (relation,) = yaml.safe_load(files["relations.yaml"])["relations"]
    cell = {"table": "table_1", "row": "Alder", "column": "percent_used"}
    assert relation["same"] == [made.figures.proposals[0].fields["id"], cell]
    (entry,) = yaml.safe_load(files["discrepancies.yaml"])["discrepancies"]
    figure = made.figures.proposals[1].fields["id"]
    assert entry["statements"] == [{"figure": figure}, {"cell": {**cell, "row": "Birch"}}]
