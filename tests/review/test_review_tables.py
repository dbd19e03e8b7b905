"""Tables accepted in a review: as a whole where their sums prove them, else with what no sum covers typed."""

import pytest
from small_reviews import (
    ID,
    PERSON,
    SOFTWARE,
    all_bytes,
    decided,
    item,
    own,
    review,
    small_review,
    tried,
)

from pipeline.package.descriptor import title_and_description
from pipeline.review.contract import undo
from pipeline.review.state import state_of
from pipeline.review.table_words import with_words

TEXT = """Beds in Shelters
June 30, 2020

Beds and cots in each place
Place\tBeds\tCots
North\t10\t4
South\t20\t6
Total\t30\t10
End of the beds.
"""
HEAD = (
    "# Proposals of software: not published, not checked; move this file to ../../tables/ to confirm it\n"
    "# yaml-language-server: $schema=../../../schemas/table.schema.json\n"
)
TABLE = """# read from page 1
name: table_1
title: Beds and cots
description: Beds and cots in each place.
columns:
  - {name: place, type: string, title: Place, description: The place.}
  - {name: beds, type: integer, title: Beds, description: Beds., unit: beds}
  - {name: cots, type: integer, title: Cots, description: Cots., unit: cots}
primaryKey: [place]
rules:
  - {kind: subtotal, columns: [RULE], whole: Total, parts: [North, South]}
read:
  kind: grid
  header: [Place, Beds, Cots]
  columns: [place, beds, cots]
  ends_before: "End of the beds."
"""


@pytest.fixture(scope="module")
def drafted(tmp_path_factory):
    return small_review(tmp_path_factory.mktemp("with-a-table"), TEXT)


@pytest.fixture
def table(drafted, tmp_path):
    """A project with a proposed table, whose rule covers some columns."""
    import shutil

    def made(columns, rest=""):
        root = shutil.copytree(drafted, tmp_path / "project")
        folder = root / f"sources/{ID}/proposals/tables"
        folder.mkdir()
        (folder / "table_1.yaml").write_text(HEAD + TABLE.replace("RULE", columns) + rest)
        return root

    return made


def test_a_table_and_its_numbers_are_items(table):
    root = table("beds, cots")
    shown = review(root).item("table:table_1")
    assert (shown.kind, shown.status, shown.problems, shown.needs) == ("table", "proposed", (), ())
    assert {item(root, token).group for token in ("10", "20", "4")} == {"table:table_1"}


def test_a_table_that_sums_prove_is_accepted_as_a_whole(table):
    root = table("beds, cots")
    before = all_bytes(root)
    after = decided(root, "accept_table", "table:table_1", name="beds_and_cots")
    who = "transcribed_by: software\nchecked_by: none\n"
    expected = TABLE.replace("RULE", "beds, cots").replace(
        "name: table_1", f"{who}name: beds_and_cots"
    )
    head = "# yaml-language-server: $schema=../../schemas/table.schema.json\n"
    assert own(root, "tables/beds_and_cots.yaml") == head + expected
    assert not own(root, "proposals/tables/table_1.yaml")
    assert after.item(item(root, "20").id).status == "confirmed"
    assert not undo(root, ID, SOFTWARE).refused
    assert all_bytes(root) == before


@pytest.mark.parametrize(("by", "is_said"), [(SOFTWARE, True), (PERSON, False)])
def test_a_table_that_only_software_accepted_says_so_where_it_is_published(table, by, is_said):
    root = table("beds, cots")
    decided(root, "accept_table", "table:table_1", by=by)
    assert f"transcribed_by: {by.kind}\n" in own(root, "tables/table_1.yaml")
    (model,) = (
        model for name, model in state_of(root, ID).corpus.catalog.tables.items() if "__" in name
    )
    description = title_and_description(model)[1]
    said = "Beds and cots. Beds and cots in each place. Software accepted this table; no person has checked it."
    assert (description == said) is is_said
    assert description.startswith("Beds and cots. Beds and cots in each place.")


def test_cells_that_no_sum_covers_are_typed(table):
    root = table("beds")
    assert review(root).item("table:table_1").needs == ("North|cots", "South|cots", "Total|cots")
    outcome = tried(root, "accept_table", "table:table_1")
    assert outcome.message.endswith("type each of them: North|cots, South|cots, Total|cots")
    wrong = {"North|cots": "4", "South|cots": "7", "Total|cots": "10"}
    assert (
        "not the one that is read"
        in tried(root, "accept_table", "table:table_1", cells=wrong).message
    )
    right = {"North|cots": "4", "South|cots": "6", "Total|cots": "10"}
    decided(root, "accept_table", "table:table_1", cells=right)
    assert own(root, "tables/table_1.yaml")


def test_a_table_whose_sums_fail_is_not_accepted(table):
    root = table("beds, cots")
    path = root / f"sources/{ID}/proposals/tables/table_1.yaml"
    path.write_text(path.read_text().replace("parts: [North, South]", "parts: [North]"))
    before = all_bytes(root)
    outcome = tried(root, "accept_table", "table:table_1")
    assert outcome.refused
    assert all_bytes(root) == before


def test_a_rejected_table_is_gone_and_its_numbers_are_on_their_own(table):
    root = table("beds, cots")
    before = all_bytes(root)
    after = decided(root, "reject", "table:table_1")
    assert after.item("table:table_1") is None
    assert "table" not in {item(root, token).kind for token in ("10", "20", "4")}
    assert not own(root, "proposals/tables/table_1.yaml")
    assert not undo(root, ID, SOFTWARE).refused
    assert all_bytes(root) == before


def test_a_proposed_table_tells_its_columns_rows_and_rules(table):
    shown = review(table("beds")).item("table:table_1").table
    assert [one["name"] for one in shown["columns"]] == ["place", "beds", "cots"]
    assert shown["columns"][1]["unit"] == "beds"
    expected = {"words": "Total = North + South (beds)", "verdict": "holds", "rows": 1}
    assert (shown["rows"], shown["rules"]) == (3, [expected])
    assert (shown["proved"], shown["numbers"]) == (3, 6)


def test_a_number_of_a_table_becomes_a_figure(table):
    root = table("beds, cots")
    decided(root, "split", "20", to="figure", population="beds in the South")
    shown = item(root, "20")
    assert (shown.kind, shown.fields["location"]) == ("figure", "table")


def test_an_accepted_table_is_reopened_with_its_bytes(table):
    root = table("beds, cots")
    before = all_bytes(root)
    decided(root, "accept_table", "table:table_1")
    decided(root, "reopen", "table:table_1")
    assert all_bytes(root) == before


def test_words_of_a_table_are_changed_in_place(table):
    """A rule's columns are renamed with the column; rows that have the same name are not."""
    root = table("beds, cots")
    path = root / f"sources/{ID}/proposals/tables/table_1.yaml"
    path.write_text(path.read_text().replace(", unit: cots}", "}  # cots: per night"))
    typed = {"beds|name": "beds_in_use", "beds|title": "Beds: in use", "cots|unit": "cots"}
    decided(root, "accept_table", "table:table_1", columns=typed, description="")
    accepted = own(root, "tables/table_1.yaml")
    assert "description: Beds and cots\n" in accepted
    assert '{name: beds_in_use, type: integer, title: "Beds: in use", description' in accepted
    assert "description: Cots., unit: cots}  # cots: per night\n" in accepted
    assert "columns: [beds_in_use, cots], whole: Total" in accepted
    assert "  columns: [place, beds_in_use, cots]\n" in accepted
    decided(root, "correct", "table:table_1", columns={"cots|unit": ""})
    assert "description: Cots.}  # cots: per night\n" in own(root, "tables/table_1.yaml")


def test_relations_name_cells_of_a_table_as_it_is_renamed(table):
    root = table("beds, cots")
    cells = "relations:\n  - {id: same, kind: equal, first: {table: TABLE, row: North, column: COLUMN}, second: beds}\n"
    path = root / f"sources/{ID}/proposals/relations.yaml"
    path.write_text(cells.replace("TABLE", "table_1").replace("COLUMN", "beds"))
    columns = {"beds|name": "beds_in_use"}
    decided(root, "accept_table", "table:table_1", name="places", columns=columns)
    assert path.read_text() == cells.replace("TABLE", "places").replace("COLUMN", "beds_in_use")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"title": " "}, "title: a table needs its title: write the words"),
        ({"columns": {"beds|name": "cots"}}, "there is a column `cots` already"),
        ({"columns": {"tents|title": "Tents"}}, "the table has no `title` of a column `tents`"),
        ({"columns": {"beds|type": "string"}}, "the table has no `type` of a column `beds`"),
    ],
)
def test_words_that_a_table_cannot_have_are_refused(table, fields, expected):
    root = table("beds, cots")
    before = all_bytes(root)
    assert expected in tried(root, "accept_table", "table:table_1", **fields).message
    assert all_bytes(root) == before


def test_a_table_without_a_title_is_not_accepted(table):
    root = table("beds, cots")
    path = root / f"sources/{ID}/proposals/tables/table_1.yaml"
    path.write_text(path.read_text().replace("title: Beds and cots\n", "title: table_1\n"))
    assert review(root).item("table:table_1").fields["title"] == ""
    (finding,) = tried(root, "accept_table", "table:table_1").findings
    assert finding.found == "the title `table_1` does not say what the table holds"
    confirmed = root / f"sources/{ID}/tables/table_1.yaml"
    confirmed.parent.mkdir()
    confirmed.write_text(path.read_text())
    path.unlink()
    assert [one.found for one in review(root).findings] == [finding.found]
    assert decided(root, "correct", "table:table_1", title="Beds and cots").findings == ()


def test_a_table_that_is_declared_wrongly_is_a_finding_of_the_review(table):
    root = table("beds, tents")
    (root / f"sources/{ID}/proposals/tables").rename(root / f"sources/{ID}/tables")
    (finding,) = review(root).findings
    assert finding.found.startswith("the table has no column `tents`")


def test_fields_of_a_column_may_be_on_lines_of_their_own():
    lines = "columns:\n  - name: beds\n    type: integer\n    title: >-\n      Beds\n      here\n    unit: beds\n"
    other, _ = with_words(lines, {"columns": {"beds|title": "Beds", "beds|unit": ""}})
    assert other == "columns:\n  - name: beds\n    type: integer\n    title: Beds\n"
    again, _ = with_words(other, {"columns": {"beds|unit": "places"}})
    assert again == other.replace("name: beds\n", "name: beds\n    unit: places\n")
