"""Blocks of discrepancies: one misprint that several relations prove; fields that are shared are written once."""

import pytest

from pipeline.sources.discrepancy_blocks import BLOCKS
from pipeline.sources.discrepancy_entries import DiscrepanciesFile, DiscrepancyEntry
from pipeline.sources.files import Reader

BLOCK = """\
discrepancies:
  - of:
      kind: arithmetic
      defect_origin: publisher
      explanation: The rows add up to 260; the total is printed as 300.
    discrepancies:
      - id: total
        relation: beds-column-total-beds
        gap: 40
        statements: [{quote: "300 beds", at: "300"}, {quote: "120 beds", at: "120"}]
      - id: sizes
        relation: beds-sizes-total
        gap: 50
        statements: [{quote: "300 beds", at: "300"}, {quote: "100 small", at: "100"}]
"""


def read(tmp_path, text):
    (tmp_path / "discrepancies.yaml").write_text(text)
    reader = Reader(tmp_path, "a")
    return reader.entry("discrepancies.yaml", DiscrepanciesFile, BLOCKS.spread), reader.findings


def test_a_block_is_its_discrepancies_each_with_its_own_relation_and_gap(tmp_path):
    file, findings = read(tmp_path, BLOCK)
    assert findings == []
    total, sizes = file.entry.discrepancies
    assert (total.id, total.relation, total.gap) == ("a/total", "a/beds-column-total-beds", 40)
    assert (sizes.id, sizes.relation, sizes.gap) == ("a/sizes", "a/beds-sizes-total", 50)
    assert total.explanation == sizes.explanation
    assert {total.defect_origin, sizes.defect_origin} == {"publisher"}
    _, located = file.items("discrepancies", DiscrepancyEntry)
    assert (located.line("explanation"), located.line("gap")) == (5, 13)


@pytest.mark.parametrize(
    ("written", "instead", "line", "found"),
    [
        ("      kind: arithmetic\n", "      gap: 40\n", 3, "discrepancies do not share `gap`"),
        ("        gap: 40\n", "        kind: fact\n", 9, "`kind` is in `of` already"),
        ("      kind: arithmetic\n", "", 6, "`kind` is missing"),
    ],
)
def test_what_is_wrong_with_a_block_is_found_at_its_line(tmp_path, written, instead, line, found):
    _, findings = read(tmp_path, BLOCK.replace(written, instead))
    assert (findings[0].line, found in findings[0].found) == (line, True), findings
