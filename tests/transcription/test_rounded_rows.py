"""Rows and columns that say that they are rounded, totals behind parentheses, and cells over two lines."""

import pytest
from grids import grid, refused

READ = "header: [Item, A, B]\ncolumns: [item, a, b]"
ROUNDED = "Item\tA\tB\nBeds\t60,400\t1,200\nVans\t50,010\t1,900\nTotal (rounded)\t110,000\t3,000\n"
TOTAL = "[{kind: column_total, columns: [a, b], whole: {row: Total (rounded)}}]"


def ends(cell):
    return int(cell.intervals.working.lower), int(cell.intervals.working.upper), cell.intervals.kind


def test_the_cells_of_a_rounded_row_are_rounded_at_their_trailing_zeros():
    rows = grid(ROUNDED, "item: a b", READ, rules=TOTAL).rows
    assert ends(rows["Total (rounded)"].cells["a"]) == (105000, 115000, "rounded")
    assert ends(rows["Total (rounded)"].cells["b"]) == (2500, 3500, "rounded")
    assert ends(rows["Beds"].cells["a"]) == (60400, 60400, "exact")


def test_the_cells_below_a_rounded_head_are_rounded():
    text = "Item\tA\tB (rounded)\nBeds\t60,400\t1,200\n"
    read = grid(text, "item: a b", READ.replace("B]", "B (rounded)]"))
    assert ends(read.rows["Beds"].cells["b"]) == (1150, 1250, "rounded")
    assert ends(read.rows["Beds"].cells["a"]) == (60400, 60400, "exact")


@pytest.mark.parametrize("label", ["World total (rounded)", "Total (net)", "Crimes (total)"])
def test_parentheses_do_not_hide_a_total(label):
    text = f"Item\tA\tB\nBeds\t1\t2\n{label}\t7\t9\n"
    assert "reads like a total" in refused(grid(text, "item: a b", READ))


def test_a_cell_over_two_lines_is_refused_and_not_blank():
    text = "Item\tA\tB\n\t\tNot\nBeds\tYes\t\n\t\tsure\n"
    read = grid(text, "item: a: b:", READ)
    assert "the document may print a cell over two lines" in read.problems[0].found
    marked = grid(text, "item: a: b:", READ + '\nmarks: {"": missing}')
    assert "the document may print a cell over two lines" in marked.problems[0].found
    blank = grid("Item\tA\tB\nBeds\tYes\t\n", "item: a: b:", READ)
    assert blank.problems[0].remedy.startswith(
        "look first whether the document prints the cell over two"
    )
