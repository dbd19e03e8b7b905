"""`oversight read`: what a person and a program see of each number of a text."""

import json

import pytest
from click.testing import CliRunner

from pipeline.cli import oversight

KEYS = (
    "token start end value lower upper lower_closed upper_closed working_lower working_upper unit "
    "statistic qualifier interval_kind refused"
).split()


def read(*arguments, given=None):
    ran = CliRunner().invoke(oversight, ["read", *arguments], input=given)
    assert ran.exit_code == 0, ran.output
    return ran.output


def numerals(text):
    return json.loads(read("--format", "json", text))["numerals"]


def test_a_line_for_people_has_token_value_qualifier_and_interval():
    shown = read("no more than 400 files of 3l2")
    assert shown.splitlines()[0].split("  ")[-1].strip() == (
        '400, count, "no more than", bounded at most 400'
    )
    assert "refused: `3l2` has a letter among its digits" in shown
    assert read("no numerals here") == "no number\n"


def test_an_object_a_line_has_every_field():
    (line,) = read("--format", "json", "no more than 400 files").splitlines()
    document = json.loads(line)
    assert list(document) == ["schema_version", "text", "numerals"]
    assert list(document["numerals"][0]) == KEYS
    assert document["numerals"][0] == {
        **dict.fromkeys(KEYS),
        **{"token": "400", "start": 13, "end": 16, "value": 400, "upper": 400},
        **{"upper_closed": True, "working_upper": 400, "statistic": "count"},
        **{"qualifier": "no more than", "interval_kind": "bounded"},
    }


def test_an_approximate_number_has_working_ends_only():
    (one,) = numerals("about 60,000 people")
    assert (one["lower"], one["upper"], one["lower_closed"]) == (None, None, None)
    assert (one["working_lower"], one["working_upper"]) == (55_000, 65_000)
    assert one["interval_kind"] == "approximate"


def test_what_is_refused_has_its_token_and_the_reason_only():
    (one,) = numerals("The office closed 8.665 files")
    assert "thousands" not in one["token"] and "8,665" in one["refused"]
    assert all(one[key] is None for key in KEYS if key not in ("token", "start", "end", "refused"))


@pytest.mark.parametrize(
    ("text", "value", "lower"),
    [
        ("Outlays (in thousands) came to 4,512", 4_512_000, 4_511_500),
        ("Outlays (dollars in millions) came to $4,512", 4_512_000_000, 4_511_500_000),
        ("Outlays (in thousands) came to $2 million", 2_000_000, 1_500_000),
    ],
)
def test_a_scale_of_the_line_is_applied_to_numbers_behind_it_once(text, value, lower):
    words, one = numerals(text)
    assert words["refused"].startswith("it is part of the words that say")
    assert (one["value"], one["lower"]) == (value, lower)


def test_standard_input_is_read_a_line_at_a_time():
    lines = read("--format", "json", given="12 files\n\nabout 30 cars\n").splitlines()
    assert [json.loads(line)["text"] for line in lines] == ["12 files", "", "about 30 cars"]


def test_a_table_goes_with_a_text(tmp_path):
    ran = CliRunner().invoke(oversight, ["read", "--table", __file__])
    assert ran.exit_code == 2
    assert "--table FILE.yaml goes with --text FILE." in ran.output


@pytest.mark.parametrize(
    ("words", "start", "end", "kind"),
    [
        ("the third quarter of FY 2019", "2019-04-01", "2019-06-30", "duration"),
        ("as of Sept. 30, 2019", "2019-09-30", "2019-09-30", "instant"),
        ("since 2016", "2016-01-01", None, "duration"),
    ],
)
def test_a_period_has_its_days(words, start, end, kind):
    document = json.loads(read("--period", "--format", "json", words))
    assert document == {
        **{"schema_version": 1, "text": words, "start": start, "end": end},
        **{"kind": kind, "refused": None},
    }


def test_words_that_name_no_days_are_refused_with_the_reason():
    document = json.loads(read("--period", "--format", "json", "FYs 2014 and 2016"))
    assert document["refused"] and document["start"] is document["end"] is document["kind"] is None
    assert read("--period", "FYs 2014 and 2016").startswith("refused: ")
    assert read("--period", "FY 2019") == "2018-10-01 to 2019-09-30, duration\n"


TABLE = """\
columns:
  - {name: item, type: string, title: Item, description: An item.}
  - {name: beds, type: integer, title: Beds, description: Beds., unit: beds}
primaryKey: [item]
read: {kind: grid, header: [Item, Beds], ends_before: null, columns: [item, beds], marks: {"-": zero}}
"""


def table_read(folder, text, *arguments):
    (folder / "table.yaml").write_text(TABLE)
    (folder / "text.txt").write_text(text)
    names = ["--table", str(folder / "table.yaml"), "--text", str(folder / "text.txt")]
    return CliRunner().invoke(oversight, ["read", *names, *arguments])


def test_a_table_is_read_row_by_row(tmp_path):
    text = "Item\tBeds\nNorth\t1,200\nSouth\t-\n"
    shown = table_read(tmp_path, text)
    assert shown.exit_code == 0
    assert [line.split() for line in shown.output.splitlines()] == [
        *(["line", "item", "beds"], ["2", "North", "1,200"], ["3", "South", "0"])
    ]
    document = json.loads(table_read(tmp_path, text, "--format", "json").output)
    assert [row["cells"]["beds"]["value"] for row in document["rows"]] == [1200, 0]
    assert document["findings"] == []


def test_rows_that_are_skipped_are_shown(tmp_path):
    (tmp_path / "table.yaml").write_text(TABLE.replace("marks:", "skip: [Memo], marks:"))
    (tmp_path / "text.txt").write_text("Item\tBeds\nNorth\t-\nMemo\t7\n")
    names = ["--table", str(tmp_path / "table.yaml"), "--text", str(tmp_path / "text.txt")]
    assert "line 3 is left out: Memo 7" in read(*names)
    assert json.loads(read(*names, "--format", "json"))["left_out"] == [
        {"line": 3, "words": "Memo 7"}
    ]


def test_a_table_that_is_not_read_has_findings_and_a_non_zero_exit(tmp_path):
    ran = table_read(tmp_path, "Item\tBeds\nNorth\t1.200\n")
    assert ran.exit_code == 1
    assert (
        "text.txt:2  table  [table]\n  the cell `1.200` under beds is no whole number" in ran.output
    )
    (tmp_path / "table.yaml").write_text("columns: []\n")
    names = ["--table", str(tmp_path / "table.yaml"), "--text", str(tmp_path / "text.txt")]
    ran = CliRunner().invoke(oversight, ["read", *names])
    assert ran.exit_code == 1 and "`primaryKey` is missing" in ran.output


SHAPE = f"""{TABLE.partition("read:")[0]}rules: [{{kind: column_total, columns: [beds], whole: {{row: Total}}}}]
"""
SHAPED = "shape: beds\nread: {kind: grid, header: [Item, Beds], ends_before: null, columns: [item, beds]}\n"


def of_a_project(folder, table, text, shape=SHAPE):
    """What is printed of a table of a project, whose shape is where projects have shapes."""
    tables = folder / "sources/a-report/tables"
    tables.mkdir(parents=True)
    (folder / "sources/shapes").mkdir()
    (folder / "sources/shapes/beds.yaml").write_text(shape)
    (tables / "table.yaml").write_text(table)
    (folder / "text.txt").write_text(text)
    names = ["--table", str(tables / "table.yaml"), "--text", str(folder / "text.txt")]
    return CliRunner().invoke(oversight, ["read", *names])


def test_a_table_of_a_shape_is_read_and_compared_with_its_rules(tmp_path):
    text = "Item\tBeds\nNorth\t1,200\nSouth\t5\nTotal\t{}\n"
    right = of_a_project(tmp_path / "right", SHAPED, text.format("1,205"))
    assert right.exit_code == 0
    *_, total, rule = right.output.splitlines()
    assert total.split() == ["4", "Total", "1,205"]
    assert rule == "rule column-total-beds: holds in 1 row"
    wrong = of_a_project(tmp_path / "wrong", SHAPED, text.format("1,204"))
    assert wrong.exit_code == 1
    assert "text.txt:4  table  [rule-fails]\n  the rule column-total-beds fails" in wrong.output
    missing = of_a_project(tmp_path / "missing", SHAPED, text.format(1).replace("Total", "East"))
    assert "names the row `Total`, which is not read" in missing.output


@pytest.mark.parametrize(
    ("table", "found"),
    [
        (SHAPED.replace("beds\nread", "bedz\nread"), "bedz.yaml"),
        (SHAPED.replace("[item, beds]", "[item, bedz]"), "the table has no column `bedz`"),
        ("model: schemas.a.B\nread: {kind: grid}\n", "the columns are those of `schemas.a.B`"),
        ("table: abbreviations\nread: {kind: rows}\n", "`read` has kind `rows`"),
        (SHAPED.replace("shape: beds", "shape: [1]"), "`shape` must be text"),
        ("- 1\n", "the file must be keys with values"),
    ],
)
def test_a_table_that_only_a_project_has_is_refused_with_what_to_do(tmp_path, table, found):
    ran = of_a_project(tmp_path, table, "Item\tBeds\nNorth\t5\n")
    assert ran.exit_code == 1 and found in ran.output and "→" in ran.output


@pytest.mark.parametrize(
    ("kind", "rule", "text"),
    [
        ("row_sum", "{kind: row_sum, total: c, parts: [a, b]}", "North\t1\t2\t4"),
        ("subtotal", "{kind: subtotal, columns: [a], whole: All, parts: [North]}", "North\t1\t2\t3\nAll\t2\t2\t3"),
        ("share", "{kind: share, column: c, part: a, whole: {column: b}}", "North\t1\t2\t40"),
    ],
)  # fmt: skip
def test_sums_and_shares_are_compared(tmp_path, kind, rule, text):
    columns = "".join(
        f"  - {{name: {name}, type: integer, title: {name}, description: {name}., unit: beds}}\n"
        for name in "abc"
    )
    shape = SHAPE.partition("  - {name: beds")[0] + columns + "primaryKey: [item]\n"
    read = SHAPED.replace("[Item, Beds]", "[Item, A, B, C]").replace(", beds]", ", a, b, c]")
    ran = of_a_project(tmp_path, f"{read}rules: [{rule}]\n", f"Item\tA\tB\tC\n{text}\n", shape)
    assert ran.exit_code == 1 and f"the rule {kind}" in ran.output.replace("-", "_")


def test_it_says_of_each_rule_whether_it_holds_fails_or_is_left_to_check(tmp_path):
    rules = """rules:
  - {kind: column_total, columns: [beds], whole: {row: Total}}
  - {kind: row_sum, total: all, parts: [beds, other]}
  - {kind: at_most, column: other, limit: beds}
"""
    columns = "".join(
        f"  - {{name: {name}, type: integer, title: {name}, description: {name}., unit: beds}}\n"
        for name in ("beds", "other", "all")
    )
    shape = SHAPE.partition("  - {name: beds")[0] + columns + "primaryKey: [item]\n" + rules
    table = SHAPED.replace("[Item, Beds]", "[Item, Beds, Other, All]")
    table = table.replace(", beds]}", ", beds, other, all], marks: {x: missing}}")
    text = "Item\tBeds\tOther\tAll\nNorth\t1\t2\t4\nSouth\t2\tx\t5\nTotal\t3\t5\t8\n"
    ran = of_a_project(tmp_path / "people", table, text, shape)
    shown = [line for line in ran.output.splitlines() if line.startswith("rule ")]
    assert shown == [
        "rule column-total-beds: holds in 1 row",
        "rule row-sum-all: fails in 1 of 2 rows",
        "rule at-most-other: not compared here; run `oversight check` in the project",
    ]
    assert ran.exit_code == 1 and "the rule row-sum-all fails in the row `North`" in ran.output
    names = ["--table", str(tmp_path / "people/sources/a-report/tables/table.yaml")]
    names += ["--text", str(tmp_path / "people/text.txt"), "--format", "json"]
    document = json.loads(CliRunner().invoke(oversight, ["read", *names]).output)
    assert [(one["rule"], one["verdict"], one["compared"]) for one in document["rules"]] == [
        ("column-total-beds", "holds", 1),
        ("row-sum-all", "fails", 2),
        ("at-most-other", "not_compared", 0),
    ]
    assert document["rules"][1]["fails_in"] == ["North"]
