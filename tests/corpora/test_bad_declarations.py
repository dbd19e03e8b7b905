"""What is wrong with a table's declaration gets one finding: file, line, what was found, what to do.

Each case changes one place of a small report.
"""

import pytest
from reports import BEDS, COSTS, NORTH, SHAPES, SOUTH, STAFF, TALKS, VISITS, WORDS, Report, write

from pipeline.orchestration.run import run_steps
from pipeline.orchestration.steps import STEPS
from schemas.column import PublishedTable, column

UNIQUE = "{kind: unique, columns: [code]}"
BEDS_FILE, COSTS_FILE = "sources/beds/tables/beds.yaml", "sources/costs/tables/costs.yaml"
STAFF_FILE, WORDS_FILE = "sources/staff-north/tables/staff.yaml", "sources/words/tables/abbreviations.yaml"  # fmt: skip
VISITS_FILE = "sources/visits/tables/visits.yaml"

ONE_PLACE = [
    # the form of a rule
    (BEDS, UNIQUE, "{kind: uniqe, columns: [code]}", f"{BEDS_FILE}:13", "`kind` must be one of row_sum, column_total, subtotal, share, consecutive, at_most, present_where, repeats_figure, unique; found `uniqe`; did you mean `unique`?"),
    (BEDS, UNIQUE, "{columns: [code]}", f"{BEDS_FILE}:13", "`kind` is missing"),
    (BEDS, UNIQUE, "unique", f"{BEDS_FILE}:13", "entry 3 of `rules` must be keys with values; found `unique`"),
    (BEDS, UNIQUE, "{kind: unique, colums: [code]}", f"{BEDS_FILE}:13", "`colums` is not a known key; did you mean `columns`?"),
    (BEDS, UNIQUE, "{kind: at_most, column: beds, limit: Four Hundred}", f"{BEDS_FILE}:13", "`limit` must be lower case with underscores, as in `beds_in_use`, or a number; found `Four Hundred`"),
    (BEDS, "part: beds, whole: {row: Total}", "part: beds, whole: Total", f"{BEDS_FILE}:12", "`whole` must be keys with values; found `Total`"),
    (BEDS, "part: beds, whole: {row: Total}", "part: beds, whole: {row: Total, column: beds}", f"{BEDS_FILE}:12", "the whole is one of `row`, `column`, `cell` and `figure`"),
    (COSTS, "figures: {planned: planned,", "figures: {plannd: planned,", f"{COSTS_FILE}:22", "`whole.figures` names one figure for each of `columns`"),
    (TALKS, 'at: "42"', "at: 42", "sources/talks/figures.yaml:6", "`at` must be text, in quotes; found `42`"),
    # what a rule names
    (BEDS, UNIQUE, "{kind: unique, columns: [colour]}", f"{BEDS_FILE}:13", "the table has no column `colour`"),
    (BEDS, UNIQUE, "{kind: at_most, column: code, limit: 5}", f"{BEDS_FILE}:13", "`code` is not a column of numbers, which the kind `at_most` needs"),
    (BEDS, UNIQUE, "{kind: at_most, column: beds, limit: code}", f"{BEDS_FILE}:13", "`code` is not a column of numbers, which the kind `at_most` needs"),
    (BEDS, UNIQUE, "{kind: consecutive, column: share}", f"{BEDS_FILE}:13", "`share` is not a column of whole numbers"),
    (BEDS, UNIQUE, "{kind: subtotal, columns: [beds, share], whole: West, parts: [Boise]}", f"{BEDS_FILE}:13", "subtotal: the table has no row `West`"),
    (BEDS, "part: beds, whole: {row: Total}", "part: beds, whole: {row: All}", f"{BEDS_FILE}:12", "share: the table has no row `All`"),
    (COSTS, "planned: planned,", "planned: plan,", f"{COSTS_FILE}:21", "column_total: there is no figure `costs/plan`"),
    (COSTS, "planned: planned,", "planned: spent,", f"{COSTS_FILE}:21", "column_total: the total of planned is to be the figure spent, which reads another cell"),
    (BEDS, UNIQUE, "{kind: unique, columns: [beds], name: share-share}", f"{BEDS_FILE}:13", "two rules are named `share-share`"),
    (BEDS, UNIQUE, "{kind: row_sum, total: beds, parts: [beds, share]}", f"{BEDS_FILE}:13", "the column `beds` is named twice in one sum"),
    (BEDS, UNIQUE, "{kind: subtotal, columns: [beds], whole: Total, parts: [Boise, Total]}", f"{BEDS_FILE}:13", "the row `Total` is named twice in one sum"),
    (BEDS, UNIQUE, "{kind: subtotal, columns: [beds], groups: {Total: [Boise, Boise]}}", f"{BEDS_FILE}:13", "the row `Boise` is named twice in one sum"),
    (BEDS, UNIQUE, "{kind: subtotal, columns: [beds], whole: Total, groups: {Total: [Boise]}}", f"{BEDS_FILE}:13", "a subtotal has either `whole` and `parts`, or `groups`"),
    (BEDS, UNIQUE, "{kind: present_where, columns: [share], column: beds, equals: many}", f"{BEDS_FILE}:13", "`many` is not of the type of `beds`, which is integer"),
    # columns and keys
    (BEDS, "name: code, type: string", "name: code, type: text", f"{BEDS_FILE}:6", "`type` must be one of string, integer, number, boolean, date; found `text`"),
    (BEDS, "title: Code,", "titel: Code,", f"{BEDS_FILE}:6", "`titel` is not a known key; did you mean `title`?"),
    (BEDS, "name: code,", "name: beds,", f"{BEDS_FILE}:1", "two columns are named `beds`"),
    (BEDS, "primaryKey: [facility]", "primaryKey: [place]", f"{BEDS_FILE}:9", "`primaryKey` names `place`; the columns are facility, code, beds, share"),
    (BEDS, "primaryKey: [facility]", "primaryKey: []", f"{BEDS_FILE}:9", "`primaryKey` must be a list of at least 1 entry"),
    (BEDS, "primaryKey: [facility]", "primaryKey: [Facility]", f"{BEDS_FILE}:9", "entry 1 of `primaryKey` must be lower case with underscores"),
    (BEDS, "name: beds\n", "name: Beds\n", f"{BEDS_FILE}:1", "`name` must be lower case with underscores, as in `beds_in_use`; found `Beds`"),
    (BEDS, "Dallas | DAL", "Boise | DAL", "sources/beds/document.txt:4", "`Boise` is a duplicate primary key: line 3 has it too"),
    (BEDS, "unit: percent}", "unit: percent, rounding: exact}", f"{BEDS_FILE}:8", "a percentage is printed to some digit: it is not `exact`"),
    (BEDS, "unit: beds, ", "unit: beds, rounding: document, ", f"{BEDS_FILE}:14", "beds is rounded by the rule of the document, which states none"),
    (BEDS, "Dallas | DAL | 120", "Dallas | DAL | 120.0", "sources/beds/document.txt:4", "the cell `120.0` under beds is no whole number"),
    (BEDS, "Dallas | DAL | 120", "Dallas | DAL | $120", "sources/beds/document.txt:4", "the cell `$120` prints a dollar sign, the unit of beds is beds"),
    (BEDS, "Dallas | DAL | 120", "Dallas | DAL | 120%", "sources/beds/document.txt:4", "the cell `120%` prints a percent sign, the unit of beds is beds"),
    # how it is read
    (COSTS, '{"": missing}', '{"": missing, "40": missing}', f"{COSTS_FILE}:24", "the mark `40` is a number"),
    (BEDS, "kind: grid", "kind: gird", f"{BEDS_FILE}:15", "`kind` must be one of grid, series, rows; found `gird`; did you mean `grid`?"),
    (COSTS, '{"": missing}', '{"": blank}', f"{COSTS_FILE}:30", "`marks` must be one of missing, zero, rounds_to_zero, not_applicable; found `blank`"),
    (COSTS, '  marks: {"": missing}\n', "", "sources/costs/document.txt:5", "the cell under spent is blank"),
    (VISITS, "visited 30 jails, kind: jails", "visited 30 jails, kind: {att: jails}", f"{VISITS_FILE}:15", "`att` is not a known key; did you mean `at`?"),
    (VISITS, "kind: jails", "kind: [jails]", f"{VISITS_FILE}:15", "`kind` must be a date, as in 2020-02-18, or true or false, or text; found a list"),
    # shapes, models, core tables
    (NORTH, "shape: staff", "shape: stuff", f"{STAFF_FILE}:1", "there is no shape `stuff`"),
    (NORTH, "vacant, state, reason]", "vacancies, state, reason]", f"{STAFF_FILE}:2", "the table has no column `vacancies`"),
    (NORTH, "Vacant, State, Reason]", "State, Reason]", f"{STAFF_FILE}:2", "7 columns are named, the header has 6 cells"),
    (NORTH, "Fargo | 2018 | 10 | 8", "Fargo | 2018 | ten | 8", "sources/staff-north/document.txt:3", "the cell `ten` under posts is no whole number"),
    (NORTH, "shape: staff", "shape: staff\n    title: Staff", f"{STAFF_FILE}:2", "`title` goes with `columns`: a table with a shape has it from there"),
    (NORTH, "shape: staff", "shape: staff\n    table: abbreviations", f"{STAFF_FILE}:2", "a table has one of `table`, `shape`, `model` and `columns`; found table, shape"),
    (NORTH, "shape: staff", "model: schemas.staff.Staff", f"{STAFF_FILE}:1", "there is no model `schemas.staff.Staff`"),
    (NORTH, "shape: staff", "model: schemas.catalog.CORE", f"{STAFF_FILE}:1", "there is no model `schemas.catalog.CORE`"),
    (NORTH, "shape: staff", "model: pipeline.cli", f"{STAFF_FILE}:1", "`model` must be a dotted path in schemas"),
    (NORTH, "shape: staff", "model: schemas.core.figures.Figures", f"{STAFF_FILE}:1", "its model's name gives the table name `figures`, which is taken"),
    (WORDS, "table: abbreviations", "table: bounds", f"{WORDS_FILE}:1", "`bounds` is computed, not read from a document"),
    (WORDS, "table: abbreviations", "table: changes", f"{WORDS_FILE}:1", "`changes` is computed, not read from a document"),
    (WORDS, "table: abbreviations", "table: acronyms", f"{WORDS_FILE}:1", "there is no core table `acronyms`"),
    (WORDS, "table: abbreviations", "table: abbreviations\n        rules: [{kind: unique, columns: [expansion]}]", f"{WORDS_FILE}:2", "a core table has its rules in its model"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("report", "old", "new", "place", "found"), ONE_PLACE, ids=[case[4][:60] for case in ONE_PLACE]
)
def test_a_wrong_declaration_is_one_finding_at_its_place(report, old, new, place, found, findings):
    (finding,) = findings(report.edited(old, new))
    assert finding.found.startswith(found)
    assert f"{finding.file}:{finding.line}" == place
    assert finding.remedy
    assert "pydantic" not in str(finding) and "Input" not in finding.found


def test_a_model_without_a_caution_is_one_finding(findings, monkeypatch):
    class Offices(PublishedTable):
        """Offices, without the column that says what contradicts a row."""

        office: str = column("Office", "Its name.", key=True)

    monkeypatch.setattr("schemas.oig_20_13.Offices", Offices, raising=False)
    (finding,) = findings(NORTH.edited("shape: staff", "model: schemas.oig_20_13.Offices"))
    assert finding.found == "`schemas.oig_20_13.Offices` has no column `caution`"
    assert "caution_column()" in finding.remedy


def test_two_documents_with_one_id_are_one_finding(check, tmp_path):
    root = check(NORTH, SOUTH).root
    about = root / "sources/staff-south/source.yaml"
    about.write_text(about.read_text().replace("id: staff-south", "id: staff-north"))
    (finding,) = run_steps(root, STEPS, ["consistency_tables"]).findings
    assert (finding.file, finding.line) == ("sources/staff-south/source.yaml", 1)
    assert "the document in sources/staff-north/ has the same id" in finding.found


def test_two_tables_of_one_name_are_one_finding(findings):
    twice = Report(BEDS.id, BEDS.text, {**BEDS.files, "tables/other.yaml": BEDS.files["tables/beds.yaml"]})  # fmt: skip
    (finding,) = findings(twice)
    assert (finding.file, finding.subject) == ("sources/beds/tables/other.yaml", "beds__beds")
    assert finding.found == "sources/beds/tables/beds.yaml is the same table"


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "found"),
    [
        ("staff", "limit: posts", "limit: post", 14, "the table has no column `post`"),
        ("staff", "title: Staff by", "titel: Staff by", 1, "`titel` is not a known key; did you mean `title`?"),
        ("cells", "x", "x", 1, "`cells` is a table of every corpus, or another part of a release"),
        ("Staff", "x", "x", 1, "`Staff` is the file's name and no name of a table"),
    ],
)  # fmt: skip
def test_a_wrong_shape_is_one_finding_and_none_about_its_documents(
    name, old, new, line, found, findings
):
    shapes = {**SHAPES, name: STAFF.replace(old, new)}
    (finding,) = findings(NORTH, SOUTH, shapes=shapes)
    assert (finding.file, finding.line) == (f"sources/shapes/{name}.yaml", line)
    assert finding.found == found


def test_a_row_that_a_shapes_rule_names_is_missing_in_the_document_that_lacks_it(findings):
    rule = "{kind: subtotal, columns: [posts, vacant], whole: Fargo 2018, parts: [Salem 2019]}"
    shape = STAFF.replace("{kind: at_most, column: filled, limit: posts}", rule)
    (finding,) = findings(NORTH, SOUTH, shapes={"staff": shape})
    assert (finding.file, finding.line) == ("sources/staff-south/tables/staff.yaml", 1)
    assert finding.found == "subtotal: the table has no row `Fargo 2018`"
    assert finding.remedy == "name a row by its key, such as: Salem 2019; Salem 2020"


def test_all_findings_of_a_document_come_at_once(findings):
    wrong = BEDS.edited(UNIQUE, "{kind: uniqe, columns: [code]}").edited("type: number", "type: real")  # fmt: skip
    assert [finding.line for finding in findings(wrong, NORTH.edited("shape: staff", "shape: stuff"))] == [8, 13, 1]  # fmt: skip


def test_a_report_beside_a_wrong_one_is_read(check):
    run = check(BEDS.edited(UNIQUE, "unique"), NORTH, TALKS)
    assert [source.id for source in run.value("documents").sources] == ["staff-north", "talks"]
    assert len(run.value("transcripts")) == 2


def test_a_name_that_the_corpus_uses_is_no_documents(check):
    root = check(BEDS).root
    write(root / "sources/shared/source.yaml", "id: shared\n")
    (finding,) = run_steps(root, STEPS, ["consistency_tables"]).findings
    assert finding.file == "sources/shared/source.yaml"


def test_a_row_of_a_series_is_refused_at_its_own_line(findings):
    series = """
        shape: staff
        read:
          kind: series
          fiscal_year: year
          series: series
          measures: {}
          rows:
            - {row: {year: 2018}, figure: a}
            - {row: {year: 2019}, figur: b}
    """
    (finding,) = findings(Report("series", "Nothing.\n", {"tables/staff.yaml": series}))
    assert (finding.line, finding.subject) == (9, "read.rows.1.figur")
    assert finding.found == "`figur` is not a known key; did you mean `figure`?"
