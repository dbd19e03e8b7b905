"""Drafts make no row a part of another by stray spaces, skip no part of a cell, and try sums of rounded numbers."""

import pytest
import yaml

from tests.drafting.small_pdfs import document_of, spaced, write_pdf

pytest.importorskip("pdfplumber", reason="needs the extra `add`")

from pipeline.drafting.declarations import declaration
from pipeline.drafting.document_lines import document_lines
from pipeline.drafting.drafted_tables import drafted_tables

LEFTS = [72, 252, 348, 450]
TITLE = (72, 72, "Table 2. Beds and cells by facility")
NOTE = (72, 214, "Source: a survey of the office.")
HEAD = ["Facility", "Beds", "Cells", "Vans"]
ROWS = [
    ["Dallas", "60,400", "42,600", "12,300"],
    ["Denver", "50,000", "43,000", "15,100"],
    ["El Paso", "25,000", "60,000", "21,800"],
]


@pytest.fixture
def drafted(tmp_path):
    def made(rows, spaces=0, moved=()):
        """The declaration of a table; the text has `spaces` more before the labels in `moved`."""
        texts = [TITLE, *spaced([HEAD, *rows], LEFTS), NOTE]
        [table] = drafted_tables(write_pdf(tmp_path / "page.pdf", texts))
        text, boxes = document_of(texts)
        lines = document_lines(text, boxes)
        for label in moved:
            text = text.replace(label, " " * spaces + label.rstrip(), 1)
        if moved:
            lines = [_as_printed(line, text) for line in lines]
        return declaration(table, text, lines, "beds")

    return made


def _as_printed(line, text):
    """A line of the text with stretched spaces, whose first character stays where it is on the page."""
    new = text.split("\n")[line.number - 1]
    more = (len(new) - len(new.lstrip())) - (len(line.text) - len(line.text.lstrip()))
    first = len(line.text) - len(line.text.lstrip())
    edges = (*line.edges[:first], *[line.edges[first]] * more, *line.edges[first:])
    return line.__class__(line.number, new, line.page, line.box, edges[: len(new) + 1])


def read(made):
    return yaml.safe_load(made.yaml)["read"]


def test_a_total_further_right_is_no_reason_for_levels(drafted):
    made = drafted([*ROWS, ["  World total (rounded)", "140,000", "150,000", "49,000"]])
    assert "levels" not in read(made)
    assert [row.level for row in made.reading.rows] == [0, 0, 0, 0]


def test_a_lone_row_further_right_is_no_part(drafted):
    made = drafted([*ROWS[:2], ["  El Paso", *ROWS[2][1:]]])
    assert "levels" not in read(made)
    assert "may be a part of it" in made.findings[0].found
    assert "levels: {parents: {}}" in made.findings[0].remedy


def test_two_rows_further_right_are_parts(drafted):
    made = drafted([["North", "7", "9", "3"], *[[f"  {row[0]}", *row[1:]] for row in ROWS]])
    assert read(made)["levels"] == {"column": "level", "parent": "part_of"}


def test_spaces_of_the_text_are_no_indentation_where_the_page_has_none(drafted):
    made = drafted(ROWS, 2, ["Denver  ", "El Paso  "])
    assert read(made)["levels"] == {"parents": {}}
    assert made.findings == ()


def test_a_rounded_total_is_the_sum_of_its_rows(drafted):
    made = drafted([*ROWS, ["Total (rounded)", "140,000", "150,000", "49,000"]])
    assert made.findings == ()
    assert [rule["kind"] for rule in yaml.safe_load(made.yaml)["rules"]] == ["column_total"]


def test_sums_that_hold_only_for_rounded_numbers_are_tried_and_named(drafted):
    made = drafted([*ROWS, ["All", "135,401", "145,599", "49,201"]])
    content = yaml.safe_load(made.yaml)
    assert {one.get("rounding") for one in content["columns"][1:]} == {"printed"}
    assert content["rules"][-1]["whole"] == {"row": "All"}
    assert "`rounding: printed`" in made.comments[0] and "not_totals" not in content["read"]


def test_sums_that_are_off_by_more_are_not(drafted):
    made = drafted([*ROWS, ["All", "135,404", "145,599", "49,201"]])
    assert read(made)["not_totals"] == ["All"]


def test_a_part_of_a_cell_is_not_skipped(tmp_path):
    names = ["Dallas", "Denver", "El Paso", "Waco", "Yuma", "Erie"]
    rows = [
        place
        for index, name in enumerate(names)
        for place in spaced(
            [[name, f"{index + 12}", f"{3 * index + 45}", "" if name == "Waco" else "na"]],
            LEFTS,
            120 + 24 * index,
        )
    ]
    halves = [(450, 186, "Respondent"), (450, 198, "unsure")]
    texts = [TITLE, *spaced([HEAD], LEFTS), *rows, *halves, (72, 280, "Source: a survey.")]
    [table] = drafted_tables(write_pdf(tmp_path / "page.pdf", texts))
    text, boxes = document_of(texts)
    made = declaration(table, text, document_lines(text, boxes), "beds")
    assert "skip" not in read(made) and "wrapped" not in read(made)
    assert "print a cell over two lines" in made.findings[0].found
