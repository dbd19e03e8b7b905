"""Rules that hold in one document only, that name rows or figures, and whose names begin alike."""

from dataclasses import replace

import pytest
from reports import BEDS, COSTS, NORTH, SHAPES, SOUTH, STAFF_TABLE

OWN_RULE = "rules: [{kind: consecutive, column: posts}]"
SOUTH_WITH_A_RULE = replace(SOUTH, files={"tables/staff.yaml": f"{STAFF_TABLE}    {OWN_RULE}\n"})
"""Posts in the south are 4 and 5; those in the north are 10, 10, 7 and 8."""


def rules(check, table, *reports):
    """The rules of a table, as the descriptor has them, by name."""
    catalog = check(*reports).value("documents").catalog
    return {single.name: single.published() for single in catalog.declared[table].rules}


def test_a_rule_that_a_document_adds_to_a_shape_is_about_its_own_rows(verdicts):
    found = verdicts(NORTH, SOUTH_WITH_A_RULE)
    assert found["staff-south/staff-consecutive-posts"] == "verified"
    assert "staff-north/staff-consecutive-posts" not in found
    assert "staff-north/staff-consecutive-year" in found


def test_a_rule_that_a_document_adds_to_a_shape_is_published_with_the_document(check):
    published = rules(check, "staff", NORTH, SOUTH_WITH_A_RULE)
    assert published["consecutive-posts"]["source_id"] == "staff-south"
    assert "source_id" not in published["consecutive-year"]


def test_a_rule_that_breaks_in_the_shape_holds_for_every_document(findings):
    shape = SHAPES["staff"].replace("{kind: at_most, column: filled, limit: posts}", "{kind: consecutive, column: posts}")  # fmt: skip
    (finding,) = findings(NORTH, SOUTH, shapes={"staff": shape})
    assert finding.file == "sources/staff-north/document.txt"


def with_other_totals(report, planned):
    """The report on costs under another id, with other numbers for transport and all that was planned."""
    text = report.text.replace("| 50 |", f"| {planned - 100} |").replace("$150", f"${planned}")
    figures = report.files["figures.yaml"].replace("150", str(planned))
    return replace(report, id="more-costs", text=text).having(figures=figures)


@pytest.mark.parametrize("planned", [160, 140])
def test_a_figure_that_a_rule_names_is_its_documents_own(planned, verdicts):
    found = verdicts(COSTS, with_other_totals(COSTS, planned))
    assert found["costs/costs-column-total-planned"] == "verified"
    assert found["more-costs/costs-column-total-planned"] == "verified"


SOME_ROWS = COSTS.edited(
    "{kind: subtotal, columns: [planned, spent], whole: Detention, parts: [Beds, Food]}",
    "{kind: column_total, name: detention, columns: [planned], whole: {row: Detention}, parts: [Beds, Food]}",
).edited("spent: spent}}\n", "spent: spent}}\n            parts: [Detention, Transport]\n")


def test_a_total_with_parts_adds_these_rows_only(verdicts):
    assert verdicts(SOME_ROWS) == {
        "costs/costs-column-total-planned": "verified",
        "costs/costs-column-total-spent": "verified",
        "costs/costs-detention-planned": "verified",
    }


def test_a_total_is_published_with_its_parts_or_with_what_it_leaves_out(check):
    own = rules(check, "costs__costs", SOME_ROWS)["detention-planned"]
    assert (own["parts"], "except" in own) == (["Beds", "Food"], False)
    implied = rules(check, "costs__costs", COSTS)["column-total-planned"]
    assert (implied["except"], "parts" in implied) == (["Beds", "Food"], False)


def test_of_two_rules_whose_names_begin_alike_a_discrepancy_names_the_longer(findings):
    discrepancies = """
    discrepancies:
      - id: none
        kind: arithmetic
        statements: [{cell: {table: beds, row: Denver, column: share}}, {cell: {table: beds, row: Total, column: share}}]
        relation: beds-share-limit-reno
        gap: 1
        defect_origin: unknown
        explanation: There is no such row.
    """
    two_names = BEDS.edited("{kind: share, ", "{kind: share, name: share, ").edited(
        "{kind: unique, columns: [code]}", "{kind: at_most, name: share-limit, column: share, limit: 101}"
    )  # fmt: skip
    (finding,) = findings(two_names.having(discrepancies=discrepancies))
    assert finding.found == "no row of the rule beds/beds-share-limit has the name `beds/beds-share-limit-reno`"  # fmt: skip
