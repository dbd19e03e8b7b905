"""Every table of `cases/tables.json`, with the specification that a maintainer would write, is read right or refused."""

import json
from pathlib import Path

import pytest
from grids import Emended, grid, refused

TABLES = json.loads((Path(__file__).parent / "cases/tables.json").read_text(encoding="utf-8"))
ITEM = "header: [Item, FY 2018, FY 2019]"
TOTAL = "[{kind: column_total, columns: [fy18, fy19], whole: {row: Total}}]"
GROUPS = (
    r'header: [["", Arrests, Arrests, Charges, Charges], [Item, "2018", "2019", "2018", "2019"]]'
)
YEARS = "item: arrests_2018 arrests_2019 charges_2018 charges_2019"
WRONG = "item: arrests_2018 charges_2018 arrests_2019 charges_2019"
OF_L = {("Beds", "fy18"): Emended("l0", "10"), ("Beds", "fy19"): Emended("1O", "10")}
SPECIFIED = {
    "plain tab table with total": {"read": f"{ITEM}\ntotals: [Total]"},
    "total wrong by rounding (1)": {"read": f"{ITEM}\ntotals: [Total]"},
    "dash for zero": {"read": f"{ITEM}\nmarks: {{'-': zero}}"},
    "blank cell": {"read": f"{ITEM}\nmarks: {{'': missing}}"},
    "n/a cell": {"read": f"{ITEM}\nmarks: {{n/a: missing}}"},
    "negative in parentheses": {"read": f"{ITEM}\nparentheses: negative"},
    "footnote mark superscript in number cell": {"read": f"{ITEM}\nfootnotes: ['¹']"},
    "footnote digit glued to number": {
        "read": f"{ITEM}\nfootnotes: ['5']",
        "emended": {("Beds", "fy19"): Emended("125", "12", "5")},
    },
    "percent column": {"columns": "item: fy18 fy19%", "read": "header: [Item, Number, Percent]"},
    "dollars in first row only": {"columns": "item: fy18$ fy19$"},
    "OCR 1.200 for 1,200": {"emended": {("Vans", "fy18"): Emended("1.200", "1,200")}},
    "OCR l and O": {"emended": OF_L},
    "units in header (in thousands)": {
        "read": """
            header: [Item, FY 2018 (in thousands), FY 2019 (in thousands)]
            scale: in thousands
        """,
        "times": 1000,
    },
    "two header rows, groups over years": {"columns": YEARS, "read": GROUPS},
    "two header rows, columns named in wrong groups": {"columns": WRONG, "read": GROUPS},
    "header repeated after page break": {"read": f"{ITEM}\nheader_repeats: 1"},
    "wrapped label": {"read": f"{ITEM}\nwrapped: {{Beds and other: next}}"},
    "Total in the middle": {"read": f"{ITEM}\ntotals: [Total]\nskip: [Of which new]"},
    "total row not named in the spec": {"read": f"{ITEM}\ntotals: [Total]"},
    "aligned with spaces (pdftotext -layout)": {"read": f"{ITEM}\ncolumns_by: position"},
    "CRLF line ends": {"read": f"{ITEM}\nends_before: END"},
    "leading zeros in a code column": {"read": "header: [Code, FY 2018, FY 2019]"},
    "line behind the table stands in it too": {"read": f"{ITEM}\nends_before: END\n"},
}
"""Name of a case → what its specification has beyond the header, and what is emended."""
REFUSED = {
    "two header rows, columns named in wrong groups": "is to be read as charges_2018, which by its name and title",
    "indented sub-rows with subtotal": "is indented under `North`",
    "columns swapped by the converter in one row": "the cell `Vans` under fy18 is no whole number",
    "ordinal/words in cell": "the cell `ten` under fy18 is no whole number",
    "duplicate label": "is a duplicate primary key",
    "decimal cell in a whole-number column": "is no whole number",
    "line behind the table stands in it too": "is like a row of it",
    "Arabic-Indic and full-width digits": "is no whole number",
}
"""The cases that are refused, with the reason."""


def read_case(case, **changed):
    given = {
        "columns": "item: fy18 fy19",
        "read": ITEM,
        **SPECIFIED.get(case["name"], {}),
        **changed,
    }
    given.pop("times", None)
    return grid(case["text"], **given)


def test_a_line_that_ends_the_table_twice_ends_it_nowhere():
    case = next(case for case in TABLES if case["name"] == "line behind the table stands in it too")
    read = read_case({**case, "text": f"{case['text']}END\n"})
    assert "the line behind the table 2 times" in refused(read)


@pytest.mark.parametrize("case", TABLES, ids=lambda case: case["name"])
def test_every_table_is_read_right_or_refused(case):
    read = read_case(case)
    reason = REFUSED.get(case["name"])
    if reason is not None:
        assert reason in refused(read)
        return
    assert [one.found for one in read.problems] == []
    times = SPECIFIED.get(case["name"], {}).get("times", 1)
    expected = [
        {name: cell * times if isinstance(cell, int) else cell for name, cell in row.items()}
        for row in case["rows_a_careful_reader_gives"]
    ]
    assert [
        {name: c.value for name, c in row.cells.items()} for row in read.rows.values()
    ] == expected
