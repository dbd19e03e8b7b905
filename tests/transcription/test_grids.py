"""Tables as reports print them: each is read right, or refused for the right reason. A bar is a tab."""

import pytest
from grids import Emended, grid, refused, rows
from reports import tabbed

from pipeline.text.units.table_scales import stated_factor

TWO = "header: [Item, A, B]\n"
ALIGNED = "columns_by: position\nheader: [Item, A, B]\n"
RIGHT = "columns_by: trailing_cells\nheader: [Item, A, B]\n"
READ = {
    "a blank cell keeps its place between aligned columns": (
        "Item          A      B\nBeds                12\nVans      1,200\n",
        ALIGNED + "marks: {'': missing}",
        {"Beds": [None, 12], "Vans": [1200, None]},
    ),
    "numbers right aligned under wider headers": (
        "Item      FY 2018  FY 2019\nBeds           10       12\nOther vans      5        6\n",
        "columns_by: position\nheader: [Item, FY 2018, FY 2019]",
        {"Beds": [10, 12], "Other vans": [5, 6]},
    ),
    "dots lead from labels to aligned cells": (
        "Item              A     B\nBeds . . . . .   10    12\nVans, etc. . .    5     6\n",
        ALIGNED,
        {"Beds": [10, 12], "Vans, etc.": [5, 6]},
    ),
    "single spaces between columns": (
        "Item A B\nBeds 10 12\nOther vans 1,200 -\n",
        RIGHT + "marks: {'-': zero}",
        {"Beds": [10, 12], "Other vans": [1200, 0]},
    ),
    "dots between a label with a number and its cells": (
        "Item A B\nGrade 9. . . . 10 12\n",
        RIGHT,
        {"Grade 9": [10, 12]},
    ),
    "a space before the decimal point": (
        "Item A B\nBeds . . 1,540 .0 12 .5\n",
        RIGHT + "space_before_point: true",
        {"Beds": [1540, 12.5]},
    ),
    "Markdown": (
        "| Item | A | B |\n|------|--:|--:|\n| Beds \\| cots | 10 | 12 |\n",
        "columns_by: pipes\n" + TWO,
        {"Beds \\| cots": [10, 12]},
    ),
    "header and footer of a page inside": (
        "Item | A | B\nBeds | 10 | 12\nOIG-20-13\n\fPage 4\nItem | A | B\nVans | 5 | 6\n",
        TWO + "header_repeats: 1\nskip_lines: [OIG-20-13, Page 4]",
        {"Beds": [10, 12], "Vans": [5, 6]},
    ),
    "the rest of a label on the next line": (
        "Item | A | B\nBeds and | 10 | 12\nother furniture\nVans | 5 | 6\n",
        TWO + "wrapped: previous",
        {"Beds and other furniture": [10, 12], "Vans": [5, 6]},
    ),
    "heads without cells": (
        "Item | A | B\nNorth:\nBeds | 10 | 12\n",
        TWO + "skip: ['North:']",
        {"Beds": [10, 12]},
    ),
    "a row without any cell": (
        "Item | A | B\nBeds | 10 | 12\nVans | |\n",
        TWO + "empty_rows: [Vans]\nmarks: {'': missing}",
        {"Beds": [10, 12], "Vans": [None, None]},
    ),
    "marks of footnotes at numbers and labels": (
        "Item | A | B\nBeds¹ | 374a | *12\nVans \\1 | 5 2 | 6\n",
        TWO + "footnotes: ['¹', a, '*', '\\1', '2']",
        {"Beds": [374, 12], "Vans": [5, 6]},
    ),
    "(X), (NA) and n/a": (
        "Item | A | B\nBeds | (X) | (NA)\nVans | n/a | 6\n",
        TWO + "marks: {(X): not_applicable, (NA): missing, n/a: not_applicable}",
        {"Beds": [None, None], "Vans": [None, 6]},
    ),
    "minus signs": (
        "Item | A | B\nBeds | -10 | −2,500\n",
        TWO,
        {"Beds": [-10, -2500]},
    ),
    "totals in the middle, with the rows behind": (
        "Item | A | B\nBeds | 10 | 12\nTotal | 10 | 12\nOf which new | 4 | 5\n",
        TWO,
        {"Beds": [10, 12], "Total": [10, 12], "Of which new": [4, 5]},
        "[{kind: column_total, columns: [a, b], whole: {row: Total}, parts: [Beds]}]",
    ),
    "all other is no total": (
        "Item | A | B\nBeds | 10 | 12\nAll other items | 4 | 5\n",
        TWO,
        {"Beds": [10, 12], "All other items": [4, 5]},
    ),
    "a label that only reads like a total": (
        "Item | A | B\nTotal stations | 10 | 12\nVans | 4 | 5\n",
        TWO + "not_totals: [Total stations]",
        {"Total stations": [10, 12], "Vans": [4, 5]},
    ),
    "codes": (
        "Item | A | B\n01001 | 10 | 12\n1002 | 5 | 6\n",
        TWO,
        {"01001": [10, 12], "1002": [5, 6]},
    ),
    "a table behind one with the same header": (
        "Table 1\nItem | A | B\nBeds | 1 | 2\nSource: x\nTable 2\nItem | A | B\nVans | 5 | 6\nSource: x\n",
        TWO + "starts_after: Table 2\nends_before: 'Source: x'",
        {"Vans": [5, 6]},
    ),
    "a scale of money in the title": (
        "Table 1. Costs (dollars in millions)\nItem | A | B\nBeds | 1.5 | 2\n",
        TWO + "scale: dollars in millions",
        {"Beds": [1500000, 2000000]},
    ),
}
REFUSED = {
    "a cell that straddles two columns": (
        "Item       A      B\nBeds      10     12\nVans    5,000,000,000\n",
        ALIGNED,
        "reaches into another column: 'Vans 5,000,000,000'",
    ),
    "an end of a label that may be a cell": (
        "Item A B\nGrade 9 10 12\n",
        RIGHT,
        "ends with 3 cells",
    ),
    "a blank cell that keeps no place": ("Item A B\nBeds 12\n", RIGHT, "ends with 1 cells"),
    "thousands with a space": ("Item A B\nBeds 1 234 12\n", RIGHT, "ends with 3 cells"),
    "a footnote that may be a cell": (
        "Item A B\nBeds 1 12\n",
        RIGHT + "footnotes: ['1']",
        "`1` may be a cell or the footnote of Beds",
    ),
    "a footnote that nothing has": (
        "Item | A | B\nBeds | 10 | 125\n",
        TWO + "footnotes: ['5']",
        "glued to `125`",
    ),
    "a raised digit that is declared nowhere": (
        "Item | A | B\nBeds | 10² | 12\n",
        TWO,
        "`10²` ends with `²`",
    ),
    "parentheses that are declared nowhere": (
        "Item | A | B\nBeds | (10) | 12\n",
        TWO,
        "is in parentheses",
    ),
    "a parenthesis alone": (
        "Item | A | B\nBeds | (10 | 12\n",
        TWO + "parentheses: negative",
        "`(10`",
    ),
    "a dash that is declared nowhere": (
        "Item | A | B\nBeds | – | 12\n",
        TWO,
        "the cell `–` under a",
    ),
    "a blank that is declared nowhere": (
        "Item | A | B\nBeds | | 12\n",
        TWO,
        "the cell under a is blank",
    ),
    "a letter among digits": ("Item | A | B\nBeds | 1O5 | 12\n", TWO, "the cell `1O5`"),
    "a comma out of place": ("Item | A | B\nBeds | 1,23 | 12\n", TWO, "the cell `1,23`"),
    "two numbers in a cell": ("Item | A | B\nBeds | 10 12 | 12\n", TWO, "the cell `10 12`"),
    "a range in a cell": ("Item | A | B\nBeds | 10-12 | 12\n", TWO, "the cell `10-12`"),
    "a zero before a number": ("Item | A | B\nBeds | 012 | 12\n", TWO, "begins with 0"),
    "words behind a number": ("Item | A | B\nBeds | 10 beds | 12\n", TWO, "the cell `10 beds`"),
    "full-width digits": ("Item | A | B\nBeds | １０ | 12\n", TWO, "the cell `１０`"),
    "a total that nothing names": (
        "Item | A | B\nBeds | 1 | 2\nGrand total | 1 | 2\n",
        TWO,
        "reads like a total",
    ),
    "a subtotal that nothing names": (
        "Item | A | B\nSUBTOTAL | 1 | 2\nVans | 1 | 2\n",
        TWO,
        "reads like a total",
    ),
    "rows behind a total": (
        "Item | A | B\nBeds | 1 | 2\nTotal | 1 | 2\nOf which new | 1 | 1\n",
        TWO + "totals: [Total]",
        "is behind the total `Total`",
    ),
    "a total by another name": (
        "Item | A | B\nBeds | 1 | 2\nVans | 3 | 4\nThe country | 4 | 6\n",
        TWO,
        "`The country` adds up the rows `Beds` to `Vans`",
    ),
    "a sum of neighbors": (
        "Item | A | B\nBeds | 1 | 2\nVans | 3 | 4\nNorth | 4 | 6\nCars | 9 | 9\n",
        TWO,
        "`North` adds up the rows `Beds` to `Vans`",
    ),
    "a sum before its parts": (
        "Item | A | B\nNorth | 4 | 6\nBeds | 1 | 2\nVans | 3 | 4\nCars | 9 | 9\n",
        TWO,
        "`North` adds up the rows `Beds` to `Vans`",
    ),
    "a line of the header": (
        "Item | A | B\nYear | 2018 | 2019\nBeds | 1 | 2\n",
        TWO,
        "has years alone",
    ),
    "a part by its words": (
        "Item | A | B\nBeds | 3 | 3\nof which new | 1 | 2\n",
        TWO,
        "reads like a part of another row",
    ),
    "a label with a mark": ("Item | A | B\nBeds 1/ | 3 | 3\n", TWO, "ends with ` 1/`"),
    "a row in percent": (
        "Item | A | B\nBeds | 3 | 3\nPercent full | 50 | 60\n",
        TWO,
        "is in percent, the unit of a is things",
    ),
    "a row in dollars": (
        "Item | A | B\nBeds | 3 | 3\nCosts ($) | 50 | 60\n",
        TWO,
        "is in US dollars, the unit of a is things",
    ),
    "a row in a unit of measure": (
        "Item | A | B\nBeds | 3 | 3\nArea (acres) | 50 | 60\n",
        TWO,
        "is in acres, the unit of a is things",
    ),
    "a row in thousands": (
        "Item | A | B\nBeds | 3 | 3\nCosts (thousands) | 50 | 60\n",
        TWO,
        "states a scale of its own, `(thousands)`",
    ),
    "a scale above a blank line": (
        "Beds, in thousands\n\nItem | A | B\nBeds | 3 | 3\n",
        TWO,
        "states a scale, `in thousands`",
    ),
    "an indented row": (
        "Item | A | B\nNorth | 3 | 3\n  Beds | 1 | 2\n",
        TWO,
        "is indented under `North`",
    ),
    "a label alone": (
        "Item | A | B\nBeds and other\nfurniture | 1 | 2\n",
        TWO,
        "a label and no cells",
    ),
    "a head taken for a part of a label": (
        "Item | A | B\nNorth\nBeds | 1 | 2\n",
        TWO + "wrapped: next",
        "may be labels of their own",
    ),
    "a header that is repeated": (
        "Item | A | B\nBeds | 1 | 2\nItem | A | B\nVans | 1 | 2\n",
        TWO,
        "the header occurs 2 times",
    ),
    "a line that is to be skipped and is not there": (
        "Item | A | B\nBeds | 1 | 2\n",
        TWO + "skip_lines: [Page 4]",
        "no line is `Page 4`",
    ),
    "cells out of order": (
        "Item | A | B\nBeds | 1 | 2\nVans | 1 | 2\n6 | 5 | 7\n",
        TWO,
        "the label `6` is a number",
    ),
    "a missing cell": ("Item | A | B\nBeds | 1\n", TWO, "the row has 2 cells, expected 3"),
    "too many cells": ("Item | A | B\nBeds | 1 | 2 | 3\n", TWO, "the row has 4 cells, expected 3"),
    "a scale that is not declared": (
        "(in thousands)\nItem | A | B\nBeds | 1 | 2\n",
        TWO,
        "states a scale",
    ),
    "a scale that nothing states": (
        "Item | A | B\nBeds | 1 | 2\n",
        TWO + "scale: in millions",
        "is not in the title",
    ),
    "an example of another scale": (
        "In thousands (1.5 represents 1,500,000)\nItem | A | B\nBeds | 1 | 2\n",
        TWO + "scale: In thousands",
        "is not by the scale",
    ),
    "a tab among aligned columns": (
        "Item       A      B\nBeds\t 10     12\n",
        ALIGNED,
        "has a tab",
    ),
}


@pytest.mark.parametrize("name", READ)
def test_a_table_is_read(name):
    text, read, expected, *rules = READ[name]
    columns = "item: a~ b~" if "point" in name else "item: a b"
    columns = "item: a$ b$" if "money" in name else columns
    found = rows(
        grid(
            tabbed(text) if "columns_by" not in read else text,
            columns,
            read,
            rules=(rules or ["[]"])[0],
        )
    )
    assert {
        key: [float(v) if v is not None else v for v in row] for key, row in found.items()
    } == expected


@pytest.mark.parametrize("name", REFUSED)
def test_a_table_is_refused(name):
    text, read, reason = REFUSED[name]
    assert reason in refused(
        grid(tabbed(text) if "columns_by" not in read else text, "item: a b", read)
    )


def cell(printed, columns="item: a b", read="", **more):
    read = grid(tabbed(f"Item | A | B\nBeds | {printed} | 12\n"), columns, TWO + read, **more)
    assert [one.found for one in read.problems] == []
    return read.rows["Beds"].cells["a"]


@pytest.mark.parametrize(
    ("printed", "lower", "upper", "kind"),
    [
        ("400", 400, 400, "exact"),
        ("<5", None, 5, "bounded"),
        ("more than 400", 400, None, "bounded"),
        ("at least 1,200", 1200, None, "bounded"),
        ("about 400", None, None, "approximate"),
        ("1.6 million", 1550000, 1650000, "rounded"),
    ],
)
def test_words_beside_a_number_in_a_cell_make_its_interval(printed, lower, upper, kind):
    read = cell(printed)
    ends = [end if isinstance(end, type(read.value)) else None for end in (read.intervals.interval.lower, read.intervals.interval.upper)]  # fmt: skip
    assert (*ends, read.intervals.kind) == (lower, upper, kind)


def test_a_scale_gives_full_values_with_the_interval_of_the_printed_digits():
    read = grid(
        "In thousands\nItem\tA\tB\nBeds\t1.5\t67%\n", "item: a b%", TWO + "scale: In thousands"
    )
    a, b = (read.rows["Beds"].cells[name] for name in "ab")
    assert (a.value, a.intervals.interval.lower, a.intervals.interval.upper) == (1500, 1450, 1550)
    assert (b.value, b.intervals.interval.upper) == (67, 67.5)


def test_what_rounds_to_zero_is_less_than_half_of_the_last_digit_of_its_column():
    read = grid(
        "Item\tA\tB\nBeds\t(Z)\t1\nVans\t0.5\t2\n",
        "item: a~ b",
        TWO + "marks: {(Z): rounds_to_zero}",
    )
    z = read.rows["Beds"].cells["a"]
    assert (z.value, z.intervals.interval.upper, z.text) == (0, z.value + 5 * (z.step / 10), "(Z)")


def test_marks_of_footnotes_are_kept_apart_with_their_characters():
    text = tabbed("Item | A | B\nBeds¹ | 374a | 12\n")
    read = grid(text, "item: a b", TWO + "footnotes: ['¹', a]")
    row = read.rows["Beds"]
    assert (row.mark, row.cells["a"].mark) == ("¹", "a")
    assert [text[slice(*span)] for span in (*row.cells["item"].beside, *row.cells["a"].beside)] == [
        "¹",
        "a",
    ]
    assert text[slice(*row.cells["a"].spans[0])] == "374"


def test_levels_are_told_by_indentation():
    text = "Item\tA\tB\nNorth\t3\t3\n  Beds\t1\t2\n  Vans\t2\t1\nSouth\t4\t4\n  Beds\t4\t4\n"
    read = grid(text, "item: a b level parent:", TWO + "columns: [item, a, b]\nlevels: {column: level, parent: parent, top: none}", key=["parent", "item"])  # fmt: skip
    assert not read.problems
    assert [(key, row.level) for key, row in read.rows.items()] == [
        ("none North", 0), ("North Beds", 1), ("North Vans", 1), ("none South", 0), ("South Beds", 1),
    ]  # fmt: skip
    assert read.parents["South Beds"] == "none South"


def test_levels_may_be_listed_where_the_text_has_lost_its_indentation():
    text = "Item\tA\tB\nNorth\t3\t3\nBeds\t1\t2\nSouth\t4\t4\n"
    listed = "columns: [item, a, b]\nlevels: {column: level, parents: {North: [Beds]}}"
    read = grid(text, "item: a b level", TWO + listed)
    assert [row.level for row in read.rows.values()] == [0, 1, 0]
    lost = grid(text, "item: a b level", TWO + listed.replace("[Beds]", "[Chairs]"))
    assert "no row `Chairs` is printed below `North`" in refused(lost)


EMENDED = [("l0", "10"), ("1O5", "105"), ("1.200", "1,200"), ("1 200", "1,200"), ("１０", "10")]


@pytest.mark.parametrize(("token", "read_as"), EMENDED)
def test_an_emendation_reads_a_damaged_cell(token, read_as):
    read = cell(token, emended={("Beds", "a"): Emended(token, read_as)})
    assert (str(read.value), read.text, read.unemended.value is None) == (
        read_as.replace(",", ""),
        token,
        True,
    )


@pytest.mark.parametrize(
    ("printed", "emended", "reason"),
    [
        ("l0", Emended("l0", "70"), "other digits"),
        ("10", Emended("10", "100"), "other digits"),
        ("10", Emended("10", "10"), "without the emendation"),
        ("l0", Emended("I0", "10"), "the emendation is of `I0`"),
        ("125", Emended("125", "12", "6"), "other digits"),
    ],
)
def test_an_emendation_changes_no_digit_and_is_needed(printed, emended, reason):
    text = f"Item\tA\tB\nBeds\t{printed}\t12\n"
    assert reason in refused(grid(text, "item: a b", TWO, emended={("Beds", "a"): emended}))


GROUPED = 'header: [["", Arrests, "", Charges, ""], [Item, "2018", "2019", "2018", "2019"]]\n'
TEXT = "\tArrests\t\tCharges\t\nItem\t2018\t2019\t2018\t2019\nNorth\t1\t2\t30\t40\n"


def test_a_group_is_printed_once_above_its_columns():
    read = grid(TEXT, "item: arrests_2018 arrests_2019 charges_2018 charges_2019", GROUPED)
    assert rows(read) == {"North": [1, 2, 30, 40]}


@pytest.mark.parametrize(
    "columns",
    [
        "item: charges_2018 charges_2019 arrests_2018 arrests_2019",
        "item: arrests_2019 arrests_2018 charges_2018 charges_2019",
        "item: arrests_2018 charges_2018 arrests_2019 charges_2019",
        "item: arrests_2018 arrests_2019 charges_2019 charges_2018",
    ],
)
def test_columns_named_otherwise_than_the_header_are_refused(columns):
    assert "which by its name and title is" in refused(grid(TEXT, columns, GROUPED))


def test_a_stated_group_must_be_that_of_the_header():
    stated = "columns: [item, {column: a, group: Charges}, {column: b, group: Arrests}, {column: c, group: Charges}, {column: d, group: Charges}]"  # fmt: skip
    assert "is to be read under `Charges`, the header has" in refused(
        grid(TEXT, "item: a b c d", GROUPED + stated)
    )


def test_groups_above_aligned_columns_are_those_of_the_columns_below():
    text = "          Arrests     Charges\nItem    2018  2019  2020  2021\nNorth      1     2    30    40\n"
    header = 'columns_by: position\nheader: [["Arrests Charges"], [Item 2018 2019 2020 2021]]\n'
    right = "columns: [{column: item, title: Item}, {column: a, group: Arrests, title: '2018'}, {column: b, group: Arrests, title: '2019'}, {column: c, group: Charges, title: '2020'}, {column: d, group: Charges, title: '2021'}]"  # fmt: skip
    assert rows(grid(text, "item: a b c d", header + right)) == {"North": [1, 2, 30, 40]}
    wrong = right.replace("{column: b, group: Arrests", "{column: b, group: Charges")
    assert "is not printed above" in refused(grid(text, "item: a b c d", header + wrong))
    untitled = right.replace(", title: '2018'", "", 1)
    assert "does not show which words" in refused(grid(text, "item: a b c d", header + untitled))


BESIDE = """
    columns_by: trailing_cells
    header:
      - [Total Male]
      - [Offense Under 18 18 years Under 18 18 years]
      - [charged years and over years and over]
    columns:
      - {column: item, title: Offense charged}
      - {column: a, group: Total, title: Under 18 years}
      - {column: b, group: Total, title: 18 years and over}
      - {column: c, group: Male, title: Under 18 years}
      - {column: d, group: Male, title: 18 years and over}
"""
BELOW = BESIDE.replace(
    """      - [Offense Under 18 18 years Under 18 18 years]
      - [charged years and over years and over]
""",
    """      - [Offense]
      - [charged Under 18]
      - [years 18 years and]
      - [over Under 18 years 18 years and over]
""",
)


@pytest.mark.parametrize("read", [BESIDE, BELOW])
def test_titles_in_several_lines_must_make_up_the_header(read):
    lines = [
        line.strip(" -[]") for line in read.split("columns:")[0].split("header:")[1].splitlines()
    ]
    text = "\n".join(["Table 1", *filter(None, lines), "Robbery . . . 1 2 3 4", ""])
    assert rows(grid(text, "item: a b c d", read)) == {"Robbery": [1, 2, 3, 4]}
    moved = grid(text, "item: a b c d", read.replace("c, group: Male", "c, group: Total"))
    assert "a and c are both `Total / Under 18 years`" in refused(moved)
    for old, new in (
        ("a, group: Total, title: Under 18 years", "a, group: Total, title: 18 years and over"),
        ("d, group: Male, title: 18 years and over", "d, group: Male, title: 18 years"),
        ("title: Offense charged", "title: Offense"),
    ):
        assert "does not show which words" in refused(
            grid(text, "item: a b c d", read.replace(old, new))
        )


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Item A B\nBeds, etc. . 10 12\n", "Beds, etc."),
        ("Item A B\nBeds. . 10 12\n", "Beds"),
        ("Item A B\nBeds . 10 12\n", "Beds"),
        ("Item A B\nBeds… 10 12\n", "Beds"),
        ("Item A B\nU.S. 10 12\n", "U.S."),
    ],
)
def test_dots_that_lead_to_cells_are_no_part_of_the_label(text, label):
    assert rows(grid(text, "item: a b", RIGHT)) == {label: [10, 12]}


def test_a_row_without_a_label_is_refused():
    assert "the row has no label" in refused(
        grid("Item A B\nBeds 1 2\n10 12\n", "item: a b", RIGHT)
    )


def test_pipes_may_be_missing_at_the_ends_of_lines():
    read = "columns_by: pipes\n" + TWO
    assert rows(grid("Item | A | B\n--- | --- | ---\nBeds | 10 | 12\n", "item: a b", read)) == {
        "Beds": [10, 12]
    }


def test_the_characters_of_a_number_are_found_behind_wide_spaces():
    text = "Item\tA\tB\nBeds\t$    10\t$ \u00a0 12\n"
    read = grid(text, "item: a$ b$", TWO)
    spans = [read.rows["Beds"].cells[name].spans[0] for name in "ab"]
    assert [text[slice(*span)] for span in spans] == ["10", "12"]


@pytest.mark.parametrize(("printed", "reason"), [("10.5", "no whole number"), ("1.0", "no whole number"), ("1.2345", "no whole number")])  # fmt: skip
def test_decimals_are_no_whole_numbers(printed, reason):
    assert reason in refused(grid(f"Item\tA\tB\nBeds\t{printed}\t12\n", "item: a b", TWO))


def test_three_decimals_may_be_a_comma_unless_the_whole_column_has_them():
    text = "Item\tA\tB\nBeds\t1.200\t12\nVans\t{}\t6\n"
    assert "1.200" in refused(grid(text.format("1,300"), "item: a~ b", TWO))
    assert [str(row.cells["a"].value) for row in grid(text.format("1.300"), "item: a~ b", TWO).rows.values()] == ["1.200", "1.300"]  # fmt: skip


@pytest.mark.parametrize("dots", ["", ". . . . ", " .  .  .  . "])
def test_a_label_in_the_line_before_its_dots_or_cells_is_whole(dots):
    text = f"Item A B\nTotal assaults\n{dots}1 2\nFraud . . . . 3 4\n"
    whole = RIGHT + "wrapped: {Total assaults: next}\nnot_totals: [Total assaults]\n"
    assert rows(grid(text, "item: a b", whole)) == {"Total assaults": [1, 2], "Fraud": [3, 4]}
    lost = text.replace("Total assaults\n", "")
    assert "the row has no label" in refused(grid(lost, "item: a b", RIGHT))


UNITS_OF_HEADERS = [
    ("Percent", "a b", "whose unit is things, not percent"),
    ("Cost ($)", "a b", "whose unit is things, not US dollars"),
    ("Number", "a b%", "whose unit is percent, not a number"),
    ("No. of cases", "a b$", "whose unit is US dollars, not a number"),
    ("PFOA (pg/L)", "a b", "whose unit is things, not pg/L"),
    ("Area burned, in acres", "a b", "whose unit is things, not acres"),
    ("Acres", "a b", "whose unit is things, not Acres"),
    ("Meters", "a b", None),
    ("Percent of cost", "a b%", None),
    ("Percent of dollars", "a b%", None),
    ("Cost in dollars", "a b$", None),
    ("Cases per dollar", "a b~", None),
    ("Percentage points", "a b~", None),
]


@pytest.mark.parametrize(("title", "columns", "reason"), UNITS_OF_HEADERS)
def test_a_header_that_states_a_unit_agrees_with_the_column(title, columns, reason):
    read = grid(
        f"Item | A | {title}\nBeds | 1 | 2\n",
        f"item: {columns}",
        f"columns_by: pipes\nheader: [[Item, A, '{title}']]",
    )
    if reason is None:
        assert rows(read) == {"Beds": [1, 2]}
    else:
        assert reason in refused(read)


@pytest.mark.parametrize(
    ("words", "power"),
    [("(000)", 3), ("(000,000)", 6), ("($ mil.)", 6), ("($ bil.)", 9), ("(1,000s)", 3), ("($K)", 3), ("($M)", 6), ("($BN)", 9),
     ("(thousands)", 3), ("$ millions", 6), ("in 1,000's", 3), ("(in thous.)", 3), ("$000s", 3), ("in hundreds", 2)],
)  # fmt: skip
def test_words_of_a_title_that_state_a_scale(words, power):
    assert stated_factor(f"Outlays {words}") == 10**power
