"""Cells of declared tables: as members of relations, in `cells`, and read from a document, on small releases."""

import pytest
from small_release import (
    cells,
    changed,
    members,
    problems,
    provenance,
    relation,
    relations,
    repeated,
    shared,
    small,
    two_documents,
    visits,
)

from pipeline.releases.standalone.figure_numbers import printed_number
from pipeline.releases.standalone.quotations import fault_of_reading

pytestmark = pytest.mark.slow

# Cells as members of a relation


def between_cells(table_name, *places, given, verdict, source="abc-1", of=""):
    """A relation: cells or sums of columns (row and column), and a number that is their sum."""
    name = "abc-1/sum"
    cells = [
        [f"m{number}", name, "part", "", "", "", table_name, row, column, of]
        for number, (row, column) in enumerate(places)
    ]
    ends = (given, given)
    row = relation("", "sum", verdict, ends, ends, id=name, table="", source=source)
    whole = ["whole", name, "whole", "", "", given, "", "", "", ""]
    return {"relations": relations(row), "relation_members": members(*cells, whole)}


def test_a_cell_and_the_sum_of_a_column_are_members(tmp_path):
    places = [("South", "cases"), ("", "closed")]
    release = small(
        visits=visits(), **between_cells("visits", *places, given="40", verdict="verified")
    )
    assert problems(tmp_path, release) == []
    for key, column in (("South", "cases"), ("Total", "closed")):
        found = problems(tmp_path, changed(release, "visits", key, column, "1"))
        assert {(problem.promise, problem.place) for problem in found} == {("checked", "abc-1/sum")}


@pytest.mark.parametrize(("source", "given"), [("abc-1", "12"), ("xyz-2", "9")])
def test_of_a_shared_table_the_cells_are_those_of_the_relation(source, given, tmp_path):
    tables = between_cells("pairs", ("", "cases"), given=given, verdict="verified", source=source)
    assert problems(tmp_path, two_documents(rows=[], **tables)) == []


def test_a_cell_is_a_multiple_of_a_step_or_not(tmp_path):
    name = "abc-1/sum"
    ends = (("1", "1"), ("0", "0"))
    row = relation(
        "", "integer_multiple", "inconsistent", *ends, id=name, table="", discrepancy="abc-1/x"
    )
    taking_part = members(
        ["m", name, "multiple", "", "", "", "visits", "South", "cases", ""],
        ["s", name, "step", "", "", "7", "", "", "", ""],
    )
    tables = {"relations": relations(row), "relation_members": taking_part}
    assert problems(tmp_path, small(visits=visits(), **tables)) == []


def test_of_a_relation_between_documents_each_cell_names_its_own(tmp_path):
    about = {"verdict": "verified", "source": ""}
    tables = between_cells("pairs", ("2", "cases"), given="9", of="xyz-2", **about)
    assert problems(tmp_path, two_documents(rows=[], **tables)) == []
    tables = between_cells("pairs", ("2", "cases"), given="9", of="abc-1", **about)
    assert problems(tmp_path, two_documents(rows=[], **tables))


def test_a_member_that_is_no_cell_is_a_problem(tmp_path):
    for place in (("West", "cases"), ("North", "colour"), ("North", "reason")):
        tables = between_cells("visits", place, given="10", verdict="verified")
        release = changed(small(visits=visits(), **tables), "visits", "North", "reason", "early")
        (problem,) = problems(tmp_path, release)
        assert problem.found.startswith("cannot be computed")


# The table of cells


@pytest.mark.parametrize(
    ("key", "column", "change", "found"),
    [
        ("North", "cases", {"value": "11"}, "is '10' in the table and '11' in `cells`"),
        ("North", "cases", {"value": ""}, "is '10' in the table and '' in `cells`"),
        ("North", "cases", {"availability": "not_stated"}, "has the availability 'not_stated'"),
        ("North", "reason", {"availability": ""}, "has the availability '' in `cells`, and is ''"),
        ("North", "reason", {"row_key": "West"}, "is '' in the table and missing in `cells`"),
        ("North", "cases", {"unit": "offices"}, "has the unit 'offices'"),
        ("North", "cases", {"lower": "12", "upper": "14"}, "its value 10 is not between 12 and 14"),
        ("South", "reason", {"text": "early"}, "is 'late' in the table and 'early' in `cells`"),
        ("South", "reason", {"value": "1"}, "is 'late' in the table and '1' in `cells`"),
        ("North", "cases", {"column_name": "year2"}, "missing in `cells`"),
        ("North", "cases", {"row_key": "West"}, "is no cell of a declared table"),
    ],
)
def test_cells_repeat_the_cells_of_declared_tables(key, column, change, found, tmp_path):
    release = small(visits=visits())
    assert problems(tmp_path, release) == []
    repeated(release, key, column).update(change)
    (problem, *_) = [p for p in problems(tmp_path, release) if found in p.found]
    assert problem.promise == "checked"
    assert problem.place.startswith("visits abc-1 ")


def test_a_value_that_the_table_has_not_is_no_cell(tmp_path):
    release = changed(small(visits=visits()), "visits", "North", "cases", "")
    repeated(release, "North", "cases").update(value="10")
    assert [problem.found for problem in problems(tmp_path, release)] == [
        "is '' in the table and '10' in `cells`",
        "its interval has ends and no kind",
    ]


# What is read from a document

TRACED = {"cases": {"traced": "number"}, "share": {"traced": "number"}}
READ = [
    *[("visits", "North", column, read) for column, read in (("cases", "10"), ("share", "40.0%"))],
    *[("visits", "South", column, read) for column, read in (("cases", "20"), ("share", "30.0%"))],
]


def traced(*read, **fields):
    resource, rows = visits(**fields)
    return small(visits=(resource, rows[:2]), provenance=provenance(*read))


def test_cells_that_are_traced_have_their_characters(tmp_path):
    assert problems(tmp_path, traced(*READ, **TRACED)) == []
    (problem,) = problems(tmp_path, traced(*READ[1:], **TRACED))
    assert problem.promise == "traceable"
    assert problem.place == "visits North cases"
    assert "`provenance` has no row" in problem.found


def test_an_empty_cell_needs_no_characters(tmp_path):
    release = changed(traced(*READ[1:], **TRACED), "visits", "North", "cases", "")
    assert problems(tmp_path, release) == []


def test_a_number_is_the_one_that_the_digits_print(tmp_path):
    release = changed(traced(*READ, **TRACED), "visits", "North", "share", "40.1")
    (problem,) = problems(tmp_path, release)
    assert problem.place == "visits North share"
    assert problem.found == "the cell has '40.1', read was '40.0%'"


def test_digits_that_print_no_number_are_a_problem(tmp_path):
    read = [*READ[1:], ("visits", "North", "cases", "10 cases")]
    (problem,) = problems(tmp_path, traced(*read, **TRACED))
    assert problem.place == "visits North cases"


def test_words_are_the_characters_with_single_spaces(tmp_path):
    columns = {"office": {"traced": "words"}}
    read = [("visits", "North", "office", "North"), ("visits", "South", "office", "South")]
    assert problems(tmp_path, traced(*read, **columns)) == []
    (problem,) = problems(
        tmp_path, traced(read[1], ("visits", "North", "office", "Nort"), **columns)
    )
    assert problem.found == "the cell has 'North', read was 'Nort'"


def test_a_mark_has_its_characters_whatever_they_are(tmp_path):
    columns = {"reason": {"traced": "mark"}}
    read = ("visits", "South", "reason", "(30.0%)")
    assert problems(tmp_path, traced(read, **columns)) == []
    (problem,) = problems(tmp_path, traced(**columns))
    assert problem.place == "visits South reason"


def test_another_way_of_tracing_is_a_problem(tmp_path):
    (problem,) = problems(tmp_path, traced(reason={"traced": "guess"}))
    assert "`traced` of visits reason is 'guess'" in problem.found


def test_rows_are_found_by_key_in_whatever_order_a_table_has_them(tmp_path):
    resource, rows = shared()
    resource["schema"]["fields"][2]["traced"] = "number"
    rows = [row | {"cases": "10"} for row in rows if row["source_id"] == "abc-1"]
    read = [("pairs", f"abc-1 {number}", "cases", "10") for number in ("2", "10")]
    release = small(pairs=(resource, rows), provenance=provenance(*read))
    assert [row["row_key"] for row in release["provenance"][1]] == ["abc-1 10", "abc-1 2"]
    assert problems(tmp_path, release) == []


@pytest.mark.parametrize(
    ("read", "number"),
    [
        ("143,100", 143100),
        ("$2.4 million", 2400000),
        ("54%", 54),
        ("54 percent", 54),
        ("(1,200)", -1200),
        ("−$3", -3),
        ("$(3)", -3),
        (".5", 0.5),
        ("1,23", None),
        ("12-14", None),
        ("–", None),
        ("", None),
    ],
)
def test_numbers_as_documents_print_them(read, number):
    assert printed_number(read) == number


@pytest.mark.parametrize(
    ("row", "read", "is_right"),
    [
        ({"cases": "3"}, "three", True),
        ({"cases": "8665"}, "8.665", False),
        ({"cases": "8665", "reading": "emended"}, "8.665", True),
        ({"cases": ""}, "3", False),
    ],
)
def test_words_and_emended_numbers_are_not_read_again(row, read, is_right):
    assert (fault_of_reading("number", row, "cases", read) is None) == is_right


# Limits, and what a release may be without


@pytest.mark.parametrize(
    ("constraints", "found"),
    [
        ({"maximum": 29}, "`cases` is more than 29"),
        ({"maximum": 29.5}, "`cases` is more than 29.5"),
        ({"enum": [10, 20]}, "`cases` is not in its vocabulary"),
    ],
)
def test_a_number_may_have_limits_and_a_vocabulary(constraints, found, tmp_path):
    release = small(visits=visits(cases={"constraints": constraints}))
    (problem,) = problems(tmp_path, release)
    assert (problem.promise, problem.found.partition(":")[0]) == ("well formed", found)
    release["visits"][1].pop()
    release["cells"] = cells(release)
    assert problems(tmp_path, release) == []


def test_the_largest_admitted_decimal_is_admitted(tmp_path):
    constraints = {"constraints": {"minimum": 33.3, "maximum": 33.3}}
    release = small(visits=visits(share=constraints))
    release["visits"][1][:2] = []
    release["cells"] = cells(release)
    assert problems(tmp_path, release) == []


def test_a_release_without_figures_tables_or_relations_holds(tmp_path):
    release = small()
    assert problems(tmp_path, release) == []
    bare = {name: release[name] for name in ("sources", "completeness")}
    assert problems(tmp_path, bare) == []
