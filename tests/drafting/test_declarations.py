"""A drafted table is declared as docs/tables.md says, and the reader of tables reads it without an edit."""

import pytest
import yaml

from tests.drafting.small_pdfs import document_of, spaced, write_pdf

pytest.importorskip("pdfplumber", reason="needs the extra `add`")

from pipeline.drafting.declarations import declaration
from pipeline.drafting.document_lines import document_lines
from pipeline.drafting.drafted_tables import drafted_tables

LEFTS = [72, 204, 300, 402]
TITLE = (72, 72, "Table 2. Beds and cells by facility")
ARRESTS = [
    ["Facility", "Beds", "Cells", "Together"],
    ["Dallas", "1,120", "95", "1,215"],
    ["Denver", "80", "27", "107"],
    ["El Paso", "211", "150", "361"],
    ["Total", "1,411", "272", "1,683"],
]
NOTE = (72, 190, "Source: a survey of the office.")


@pytest.fixture
def declared(tmp_path):
    def made(texts, printed=None):
        """The declaration of the only table; the document may print other texts than the PDF."""
        [table] = drafted_tables(write_pdf(tmp_path / "page.pdf", texts))
        text, boxes = document_of(printed or texts)
        return declaration(table, text, document_lines(text, boxes), "beds")

    return made


def rules(made):
    return yaml.safe_load(made.yaml).get("rules", [])


@pytest.mark.slow
def test_a_table_is_read_without_an_edit_and_its_sums_are_rules(declared):
    made = declared([TITLE, *spaced(ARRESTS, LEFTS), NOTE])
    assert made.findings == ()
    assert [row.label for row in made.reading.rows] == ["Dallas", "Denver", "El Paso", "Total"]
    assert {"kind": "row_sum", "total": "together", "parts": ["beds", "cells"]} in rules(made)
    columns = ["beds", "cells", "together"]
    total = {"kind": "column_total", "columns": columns, "whole": {"row": "Total"}}
    assert total in rules(made)


def test_a_total_of_some_rows_names_them(declared):
    rows = [*ARRESTS[:3], ["North", "1,200", "122", "1,322"], *ARRESTS[3:]]
    made = declared([TITLE, *spaced(rows, LEFTS), NOTE])
    assert made.findings == ()
    north, total = (rule for rule in rules(made) if rule["kind"] in ("subtotal", "column_total"))
    assert (north["whole"], north["parts"]) == ("North", ["Dallas", "Denver"])
    assert (total["kind"], total["whole"]) == ("column_total", {"row": "Total"})


SHARES = [
    ["Facility", "Beds", "Percent", "Empty", "Percent empty"],
    ["Dallas", "120", "37.5%", "30", "25.0%"],
    ["Denver", "80", "25.0%", "10", "12.5%"],
    ["El Paso", "120", "37.5%", "66", "55.0%"],
    ["Total", "320", "100.0%", "106", "33.1%"],
]


def test_percents_of_a_row_and_of_a_column_are_rules(declared):
    made = declared([TITLE, *spaced(SHARES, [72, 180, 240, 330, 400]), NOTE])
    assert made.findings == ()
    shares = [rule for rule in rules(made) if rule["kind"] == "share"]
    assert [(rule["part"], rule["whole"]) for rule in shares] == [
        ("beds", {"row": "Total"}),
        ("empty", {"column": "beds"}),
    ]


def test_a_percent_that_no_numbers_give_is_no_rule(declared):
    rows = [row.copy() for row in SHARES]
    rows[2][4] = "52.5%"
    made = declared([TITLE, *spaced(rows, [72, 180, 240, 330, 400]), NOTE])
    assert [rule["part"] for rule in rules(made) if rule["kind"] == "share"] == ["beds"]


def test_a_sum_that_fails_in_one_column_is_a_rule_that_shows_it(declared):
    wrong = [row.copy() for row in ARRESTS]
    wrong[2][2] = "29"
    made = declared([TITLE, *spaced(wrong, LEFTS), NOTE])
    assert any("fails in the row `Total`" in finding.found for finding in made.findings)
    assert any("does not hold in: cells" in comment for comment in made.comments)


def test_a_dash_means_what_the_note_below_says(declared):
    rows = [row.copy() for row in ARRESTS]
    rows[2] = ["Denver", "80", "-", "80"]
    rows[4] = ["Total", "1,411", "245", "1,656"]
    made = declared([TITLE, *spaced(rows, LEFTS), (72, 190, "- Represents zero.")])
    assert made.findings == ()
    assert made.content["read"]["marks"] == {"-": "zero"}


def test_the_scale_is_read_from_the_title(declared):
    title = (72, 72, "Table 2. Beds and cells by facility (in thousands)")
    made = declared([title, *spaced(ARRESTS, LEFTS), NOTE])
    assert made.findings == ()
    assert made.reading.rows[0].cells["beds"].value == 1120000


def test_percents_and_dollars_are_units(declared):
    rows = [["Facility", "Cost", "Share"]]
    rows += [["Dallas", "$120", "37.5%"], ["Denver", "80", "25.0%"], ["El Paso", "120", "37.5%"]]
    made = declared([TITLE, *spaced(rows, [72, 204, 300]), NOTE])
    assert made.findings == ()
    columns = {column["name"]: column for column in made.content["columns"]}
    assert (columns["cost"]["unit"], columns["cost"]["type"]) == ("US dollars", "integer")
    assert (columns["share"]["unit"], columns["share"]["type"]) == ("percent", "number")


def test_heads_of_groups_and_labels_of_two_lines_are_named(declared):
    rows = [ARRESTS[0], ["Texas", "", "", ""], *ARRESTS[1:3], ["Facilities that were", "", "", ""]]
    rows += [["closed in 2019", "211", "150", "361"], ARRESTS[4]]
    made = declared([TITLE, *spaced(rows, LEFTS), (72, 220, "Source: a survey.")])
    assert made.findings == ()
    assert made.content["read"]["skip"] == ["Texas"]
    assert [row.label for row in made.reading.rows][2] == "Facilities that were closed in 2019"


def test_a_label_like_a_total_that_no_sum_gives_is_named_and_asked_about(declared):
    rows = [row.copy() for row in ARRESTS]
    rows[4] = ["Total", "9,999", "888", "10,887"]
    made = declared([TITLE, *spaced(rows, LEFTS), NOTE])
    assert made.content["read"]["not_totals"] == ["Total"]
    assert "no sum gives `Total`: is it a total?" in made.comments


def test_a_row_is_called_total_under_a_column_of_that_name(declared):
    heads = [["Facility", "", "", ""], ["", "Total", "Men", "Women"]]
    rows = [["Dallas", "1,215", "1,120", "95"], ["Denver", "107", "80", "27"]]
    rows += [["El Paso", "361", "211", "150"], ["Total", "1,683", "1,411", "272"]]
    made = declared([TITLE, *spaced([*heads, *rows], LEFTS), NOTE])
    assert made.findings == ()
    assert {"kind": "row_sum", "total": "total", "parts": ["men", "women"]} in rules(made)


def test_rows_that_the_page_shows_otherwise_are_left_to_a_person(declared):
    swapped = [[label, cells, beds, both] for label, beds, cells, both in ARRESTS[1:]]
    printed = [TITLE, *spaced([ARRESTS[0], *swapped], LEFTS), NOTE]
    made = declared([TITLE, *spaced(ARRESTS, LEFTS), NOTE], printed)
    assert made.findings
    assert "is read with other cells than the page shows" in made.findings[0].found


def test_a_label_alone_that_may_belong_to_either_row_is_left_to_a_person(declared):
    rows = [
        ["Facility or district", "Beds", "Cells", "Together"],
        ["District of", "1,120", "95", "1,215"],
        ["Columbia Service", "", "", ""],
        ["Delaware Service", "80", "27", "107"],
        ["El Paso", "211", "150", "361"],
    ]
    made = declared([TITLE, *spaced(rows, LEFTS), NOTE])
    assert any("`Columbia Service`" in finding.found for finding in made.findings)


@pytest.mark.parametrize("number", ["1.234,5", "1.234.567", "95,2"])
def test_decimal_commas_are_not_read(declared, number):
    rows = [*ARRESTS[:2], ["Denver", number, "27", "107"], *ARRESTS[3:4]]
    made = declared([TITLE, *spaced(rows, LEFTS), NOTE])
    assert f"the cell `{number}` has a decimal comma" in made.findings[-1].found


def test_amounts_in_a_header_may_be_the_first_row(tmp_path):
    rows = [["All facilities", "1,411", "1,272", "2,683"], *ARRESTS[1:4]]
    edges = [(x, 90, x, 146) for x in (66, 190, 290, 390, 480)]
    edges += [(66, y, 480, y) for y in (90, 104, 118, 132, 146)]
    texts = [TITLE, *spaced(rows, LEFTS), NOTE]
    [table] = drafted_tables(write_pdf(tmp_path / "page.pdf", texts, edges))
    text, boxes = document_of(texts)
    made = declaration(table, text, document_lines(text, boxes), "beds")
    assert any("it may be that of a row" in finding.found for finding in made.findings)
