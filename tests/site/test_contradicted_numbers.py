"""The page of a table marks the numbers about which its document does not agree with itself, and says why."""

import re
import shutil

import pytest
from click.testing import CliRunner

from pipeline.cli import oversight
from tests.drafting.folders import project_with

pytestmark = pytest.mark.slow

TEXT = "Report on Beds\n\nCity\tBeds\tIn use\nDallas\t120\t90\nDenver\t80\t60\nTotal\t300\t150\nThe end.\n"
TABLE = """\
name: beds
title: Beds by city
description: Beds by city.
columns:
  - {name: city, type: string, title: City, description: City.}
  - {name: beds, type: integer, title: Beds, description: Beds., unit: beds}
  - {name: in_use, type: integer, title: In use, description: Beds in use., unit: beds}
primaryKey: [city]
rules:
  - {kind: column_total, columns: [beds, in_use], whole: {row: Total}}
read:
  kind: grid
  header: [City, Beds, In use]
  columns: [city, beds, in_use]
  ends_before: The end.
"""
DISCREPANCIES = """\
discrepancies:
  - id: total
    kind: arithmetic
    relation: beds-column-total-beds
    gap: 100
    statements:
      - cell: {table: beds, row: Total, column: beds}
      - cell: {table: beds, row: Dallas, column: beds}
    defect_origin: unknown
    explanation: The beds add up to 200; the total is printed as 300.
"""


def test_the_numbers_of_a_contradiction_are_marked_and_explained(tmp_path, repository):
    root = project_with(tmp_path, TEXT, discrepancies=DISCREPANCIES)
    shutil.copy(repository / "release.yaml", root)
    (root / "sources/beds/tables").mkdir()
    (root / "sources/beds/tables/beds.yaml").write_text(TABLE)
    for command in ("build", "site"):
        ran = CliRunner().invoke(oversight, ["--root", str(root), command])
        assert ran.exit_code == 0, ran.output
    page = (root / "site/tables/beds__beds/index.html").read_text()
    cells = re.findall(r'<td class="number( at-odds)?"[^>]*><a [^>]*>([0-9]+)</a>', page)
    assert {number for mark, number in cells if mark} == {"120", "300"}
    assert {number for mark, number in cells if not mark} == {"90", "80", "60", "150"}
    assert page.count('aria-describedby="contradicted-numbers"') == 2
    assert "The beds add up to 200; the total is printed as 300." in page
    assert "consistency/discrepancies/beds/total/index.html" in page
