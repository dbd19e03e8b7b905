"""Tables are drafted with each cell in its row and column, and prose, contents and charts are no tables."""

from pathlib import Path

import pytest

from tests.drafting.small_pdfs import boxes, spaced, write_pdf

pytest.importorskip("pdfplumber", reason="needs the extra `add`")

from pipeline.drafting.drafted_tables import drafted_tables

BEDS = [
    ["Facility", "Beds", "In use"],
    ["Dallas", "1,120", "90"],
    ["Denver", "80", "-"],
    ["El Paso", "200", "150"],
    ["Total", "1,400", "240"],
]
PROSE = [
    (72, 60 + 12 * line, "The office reviewed the files of each facility and found no others.")
    for line in range(3)
]


@pytest.fixture
def page(tmp_path):
    def written(texts, rules=()) -> Path:
        return write_pdf(tmp_path / "page.pdf", texts, rules)

    return written


def test_columns_are_told_apart_by_white_space_and_prose_around_is_left_out(page):
    below = [(x, y + 140, text) for x, y, text in PROSE]
    [table] = drafted_tables(page([*PROSE, *spaced(BEDS, [72, 200, 300]), *below]))
    assert table.grid == BEDS
    assert (table.page, table.header_rows) == (1, 1)


def test_blank_cells_keep_their_place(page):
    rows = [row.copy() for row in BEDS]
    rows[2][1] = ""
    [table] = drafted_tables(page(spaced(rows, [72, 200, 300])))
    assert table.grid == rows


def test_numbers_a_space_apart_are_two_cells(page):
    rows = [
        ["", "2018", "2019", "2020"],
        *([f"Site {n}", f"1,{n}00", f"2,{n}11", "3,333"] for n in "12345"),
    ]
    narrow = [72, 200, 236, 272]  # a number of five letters in Courier is 30 points wide
    [table] = drafted_tables(page(spaced(rows, narrow)))
    assert table.grid == rows


def test_a_head_over_two_columns_spans_them(page):
    rows = [["Facility", "Men", "Women", "Men", "Women"]]
    rows += [[f"Site {name}", "120", "90", "30", "15"] for name in "ABCD"]
    heads = [(225, 86, "Beds"), (385, 86, "In use")]
    rules = [(200, 90, 290, 90), (350, 90, 450, 90)]
    [table] = drafted_tables(page([*heads, *spaced(rows, [72, 200, 260, 350, 420])], rules))
    spans = {cell.text: (cell.row, cell.column, cell.last_column) for cell in table.cells}
    assert spans["Beds"] == (0, 1, 2)
    assert spans["In use"] == (0, 3, 4)
    assert table.header_rows == 2


def test_heads_over_groups_that_repeat_span_one_group_each(page):
    lefts = [72, 160, 210, 260, 320, 370, 420, 480, 530, 570]
    rows = [["Facility", *["All", "Men", "Women"] * 3]]
    rows += [[f"Site {name}", *["120", "90", "30"] * 3] for name in "ABCD"]
    heads = [(214, 76, "Beds"), (365, 76, "In use"), (530, 76, "Free")]
    [table] = drafted_tables(page([*heads, *spaced(rows, lefts)]))
    spans = {cell.text: (cell.row, cell.column, cell.last_column) for cell in table.cells}
    assert spans["Beds"] == (0, 1, 3)
    assert spans["In use"] == (0, 4, 6)
    assert spans["Free"] == (0, 7, 9)


def test_ruled_cells_keep_lines_of_words_together(page):
    texts = [
        (75, 112, "Facility"), (205, 112, "Finding"),
        (75, 132, "Dallas"), (205, 132, "Files were not kept"), (205, 144, "for two years"),
        (75, 162, "Denver"), (205, 162, "None"),
    ]  # fmt: skip
    [table] = drafted_tables(page(texts, boxes([72, 200, 400], [100, 120, 150, 170])))
    assert table.reader == "ruled"
    assert table.grid == [
        ["Facility", "Finding"],
        ["Dallas", "Files were not kept\nfor two years"],
        ["Denver", "None"],
    ]


def test_rows_of_numbers_in_one_ruled_cell_are_rows(page):
    texts = spaced(BEDS, [75, 205, 305], top=112)
    [table] = drafted_tables(page(texts, boxes([72, 200, 300, 400], [100, 117, 180])))
    assert table.grid == BEDS


def test_dots_that_lead_to_a_number_are_no_content(page):
    rows = [["Facility", "", "Beds", "In use"]]
    rows += [[f"Site {name}", ". . . . . .", "120", "90"] for name in "ABCD"]
    [table] = drafted_tables(page(spaced(rows, [72, 130, 220, 300])))
    assert table.grid[1] == ["Site A", "120", "90"]


@pytest.mark.parametrize(
    "texts",
    [
        PROSE,
        spaced([["Introduction", "1"], ["Background", "3"], ["Results", "3"], ["Notes", "12"]], [72, 400]),
        spaced([["1.", "Keep the files of each case"], ["2.", "Train the staff"], ["3.", "Report each year"]], [72, 100]),
    ],
    ids=["prose", "table of contents", "numbered list"],
)  # fmt: skip
def test_what_is_no_table_is_not_drafted(page, texts):
    assert drafted_tables(page(texts)) == []


def test_every_cell_has_the_box_of_its_words(page):
    [table] = drafted_tables(page(spaced(BEDS, [72, 200, 300])))
    [cell] = [cell for cell in table.cells if cell.text == "1,120"]
    assert (round(cell.box.x0), round(cell.box.x1)) == (200, 230)


def test_columns_beside_ruled_ones_are_part_of_the_table(page):
    rules = boxes([195, 295, 400], [90, 104])  # only the head of two columns is ruled
    rules += boxes([195, 295, 400], [104, 118, 132, 146, 160])
    [table] = drafted_tables(page(spaced(BEDS, [72, 200, 300]), rules))
    assert table.grid == BEDS


def test_the_other_readers_agree_where_they_see_the_same(page):
    [table] = drafted_tables(page(spaced(BEDS, [72, 200, 300])))
    assert all("camelot" in cell.agree for cell in table.cells)


def test_a_reader_that_sees_another_text_differs():
    from dataclasses import replace

    from pipeline.drafting.agreement import compared
    from pipeline.drafting.drafted_table import DraftedCell, DraftedTable
    from pipeline.drafting.page_words import Box

    one, other = (
        DraftedCell(0, column, 0, column, text, Box(100 * column, 0, 100 * column + 50, 10))
        for column, text in enumerate(["Dallas", "120"])
    )
    table = DraftedTable(1, "spaced", 0, (one, other))
    another = DraftedTable(1, "camelot", 0, (one, replace(other, text="12")))
    first, second = compared(table, {"camelot": [another], "img2table": []}).cells
    assert (first.agree, first.differ) == (("camelot",), ())
    assert (second.agree, second.differ) == ((), ("camelot",))


def test_a_box_in_the_color_behind_it_rules_no_cell(tmp_path):
    texts = [(75, 112, "Facility"), (205, 112, "Beds")]
    texts += [(75, 132, "Dallas and the"), (75, 144, "two others"), (205, 132, "120")]
    texts += [(75, 162, "Denver"), (205, 162, "80")]
    cells = [
        (x0, y0, x1, y1)
        for x0, x1 in ((72, 199), (201, 320))
        for y0, y1 in ((100, 119), (121, 149), (151, 170))
    ]
    of_lines = [(0.8, (74, 122, 190, 134)), (0.8, (74, 134, 190, 147))]
    painted = [*((0.8, cell) for cell in cells), *of_lines]
    [table] = drafted_tables(write_pdf(tmp_path / "page.pdf", texts, painted=painted))
    assert table.grid == [
        ["Facility", "Beds"],
        ["Dallas and the\ntwo others", "120"],
        ["Denver", "80"],
    ]


def test_sentences_with_numbers_in_two_columns_are_no_table(tmp_path):
    left = [f"We saw {n} of them in the {n} lists" for n in range(10, 18)]
    right = [f"and then {n} more of them were read by us [{n}]" for n in range(20, 28)]
    rows = [list(pair) for pair in zip(left, right, strict=True)]
    assert drafted_tables(write_pdf(tmp_path / "page.pdf", spaced(rows, [72, 320]))) == []


def test_two_numbers_at_the_end_of_a_line_are_two_cells(tmp_path):
    labels = ["One of the offices", "The second office", "Some other offices", "All offices"]
    cells = [["1", "68.0"], ["12", "30.4"], ["111", "68.8"], ["127,341", "11,335.0"]]
    texts = [(72, 100 + 14 * row, label) for row, label in enumerate(labels)]
    texts += [(300, 100 + 14 * row, one) for row, (one, _) in enumerate(cells)]
    texts += [(346, 100 + 14 * row, other) for row, (_, other) in enumerate(cells)]
    heads = [(72, 86, "Office"), (300, 86, "Beds"), (346, 86, "Share")]
    [table] = drafted_tables(write_pdf(tmp_path / "page.pdf", [*heads, *texts]))
    assert table.columns == 3
