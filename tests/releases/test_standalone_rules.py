"""What a release proves of its own tables: rules, cells and readings that its descriptor declares, on small releases."""

import csv
import io
import json
import shutil
import subprocess
import sys
from copy import deepcopy

import pytest

from pipeline.releases.standalone.checksums import sha256_of, write_checksums
from pipeline.releases.standalone.joining import joined
from pipeline.releases.standalone.quotations import printed_number
from pipeline.releases.standalone.release import open_release
from pipeline.releases.standalone.report import verify

# A release of one small report, in memory: name of a table → its resource and its rows

TEXT = "Visits\nNorth 10 cases (40.0%)\nSouth 20 cases (30.0%)\n"
ENDS = [f"{side}_{end}" for side in ("computed", "stated") for end in ("lower", "upper")]
NUMBERS = {"value", "lower", "upper", "given", *ENDS}


def table(key, columns, *rows, **more):
    """A table: its primary key, its columns (a name, or name and field), and a row as a list of cells."""
    fields = [{"name": name, "type": "string", **field} for name, field in columns.items()]
    resource = {"schema": {"fields": fields, "primaryKey": key.split()}, **more}
    return resource, [dict(zip(columns, row, strict=True)) for row in rows]


def core(key, columns, *rows):
    """A core table; what the verifier reads as numbers are numbers."""
    names = columns.split()
    numeric = {name: {"type": "number"} if name in NUMBERS else {} for name in names}
    return table(key, numeric, *rows)


def visits(*rules, **fields):
    """A report's table of a few offices, with a total and percents."""
    columns = {
        "office": {},
        "cases": {"type": "integer", "unit": "cases"},
        "closed": {"type": "integer"},
        "open": {"type": "integer"},
        "share": {"type": "number", "unit": "percent"},
        "year": {"type": "integer"},
        "reason": {},
        "figure_id": {},
        "source_id": {},
    }
    for name, field in fields.items():
        columns[name] = {**columns[name], **field}
    resource, rows = table(
        "office",
        columns,
        ["North", "10", "4", "6", "40.0", "2018", "", "abc-1/north", "abc-1"],
        ["South", "20", "6", "14", "30.0", "2019", "late", "", "abc-1"],
        ["Total", "30", "10", "20", "33.3", "2020", "", "", "abc-1"],
        declared=True,
        rules=list(rules),
    )
    other = {"fields": ["figure_id"], "reference": {"resource": "figures", "fields": ["figure_id"]}}
    resource["schema"]["foreignKeys"] = [other]
    return resource, rows


def cells_of(name, resource, rows):
    """The rows of `cells` for a table; percents are printed to one decimal."""
    schema = resource["schema"]
    references = [field for key in schema.get("foreignKeys", []) for field in key["fields"]]
    for row in rows:
        key = " ".join(row[part] for part in schema["primaryKey"] if part != "source_id")
        for field in schema["fields"]:
            cell = row[field["name"]]
            if cell and field["name"] not in (*schema["primaryKey"], "source_id", *references):
                yield cell_row(row["source_id"], name, key, field, cell)


def cell_row(source, name, key, field, cell):
    value = field["type"] in ("integer", "number")
    half = 0.05 if field.get("unit") == "percent" else 0
    ends = [f"{float(cell) - half:.10g}", f"{float(cell) + half:.10g}"] if value else ["", ""]
    about = [source, name, key, field["name"]]
    return [*about, *([cell, ""] if value else ["", cell]), *ends, field.get("unit", "")]


def small(**tables):
    """A release with these tables and what every release needs; `cells` repeats the declared ones."""
    every = {
        "sources": core(
            "source_id",
            "source_id text_held text_sha256 transcription",
            ["abc-1", "true", sha256_of([TEXT.encode()]), "complete"],
        ),
        "completeness": core(
            "source_id",
            "source_id disposition numerals digit_characters number_words",
            ["abc-1", "table", "4", "10", "0"],
        ),
        "figures": figures(),
        **tables,
    }
    return {**every, "cells": cells(every)}


def cells(tables):
    """What `cells` has for these tables."""
    repeated = [
        row
        for name, (resource, rows) in tables.items()
        if resource.get("declared")
        for row in cells_of(name, resource, rows)
    ]
    columns = "source_id table_name row_key column_name value text lower upper unit"
    return core("source_id table_name row_key column_name", columns, *sorted(repeated))


def figures():
    """Two figures of the report: 10 is read from the line of North, 30 from that of South."""
    columns = (
        "figure_id value lower lower_closed upper upper_closed qualifier precision reading "
        "source_id line start end verbatim"
    )
    rows = []
    for name, token, line in (("abc-1/all", "30", "3"), ("abc-1/north", "10", "2")):
        start = TEXT.index(token)
        number = [token, token, "true", token, "true", "", "unit", "as_printed"]
        rows.append([name, *number, "abc-1", line, str(start), str(start + len(token)), token])
    return core("figure_id", columns, *rows)


def relations(*rows):
    columns = (
        "relation_id kind table_name rule row_key verdict computed_lower computed_lower_closed computed_upper "
        "computed_upper_closed stated_lower stated_lower_closed stated_upper stated_upper_closed cut_off "
        "discrepancy_id source_id"
    )
    return core("relation_id", columns, *sorted(rows))


def relation(rule, kind, verdict, computed=("", ""), stated=("", ""), **more):
    """The relation of a rule of `visits`; with ends where it compares numbers."""
    ends = [text for end in (*computed, *stated) for text in (end, "true" if end else "")]
    of = {"key": "", "table": "visits", "discrepancy": "", "source": "abc-1", "id": "", **more}
    name = of["id"] or f"{of['source']}/{of['table']}-{rule}{'-' if of['key'] else ''}{of['key']}"
    about = [name.lower(), kind, of["table"], rule, of["key"], verdict]
    return [*about, *ends, "false", of["discrepancy"], of["source"]]


def members(*rows):
    columns = (
        "member_id relation_id role figure_id quantity_id given table_name row_key column_name"
    )
    return core("member_id", columns, *rows)


def provenance(*rows):
    """Where cells were read: table, key, column and the characters, which are in the text once."""
    columns = "table key column part source_id page line start end exact prefix suffix attested"
    places = []
    for name, key, column, exact in rows:
        start = TEXT.index(exact)
        line = TEXT.count("\n", 0, start) + 1
        place = ["", str(line), str(start), str(start + len(exact)), exact, "", "", "false"]
        places.append([name, key, column, "1", "abc-1", *place])
    return core("table key column part", columns, *sorted(places))


def write(folder, release):
    """Write a release and nothing else, with all hashes as they must be."""
    shutil.rmtree(folder)
    files = {"documents/abc-1.txt": TEXT.encode(), "verify.py": joined().encode()}
    resources = []
    for name, (resource, rows) in release.items():
        text = io.StringIO()
        header = [field["name"] for field in resource["schema"]["fields"]]
        writer = csv.DictWriter(text, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        files[f"csv/{name}.csv"] = content = text.getvalue().encode()
        about = {"name": name, "path": f"csv/{name}.csv", "format": "csv"}
        resources.append({**about, "hash": f"sha256:{sha256_of([content])}", **resource})
    descriptor = {"name": "small", "version": "0.1.0", "resources": resources}
    files["datapackage.json"] = json.dumps(descriptor).encode()
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    sums = write_checksums({name: sha256_of([content]) for name, content in files.items()})
    (folder / "SHA256SUMS").write_bytes(sums)
    return folder


def problems(folder, release):
    results = verify(open_release(write(folder, release)))
    return [problem for result in results for problem in result.problems]


def changed(release, name, key, column, value):
    """The release with another cell in a table, and in `cells`."""
    release = deepcopy(release)
    resource, rows = release[name]
    (row,) = [r for r in rows if " ".join(r[k] for k in resource["schema"]["primaryKey"]) == key]
    row[column] = value
    return {**release, "cells": cells(release)}


# Rules

RULES = {
    "row sum": (
        {"kind": "row_sum", "name": "row-sum-cases", "total": "cases", "parts": ["closed", "open"]},
        ("sum", "verified", ("10", "10"), ("10", "10")),
        ("South", "closed", "7"),
    ),
    "column total": (
        {
            "kind": "column_total",
            "name": "column-total-cases",
            "column": "cases",
            "whole": {"row": "Total"},
            "parts": ["North", "South"],
        },
        ("sum", "verified", ("30", "30"), ("30", "30")),
        ("Total", "cases", "31"),
    ),
    "column total that is a figure": (
        {
            "kind": "column_total",
            "name": "column-total-cases",
            "column": "cases",
            "whole": {"figure": "all"},
            "parts": ["North", "South"],
        },
        ("sum", "verified", ("30", "30"), ("30", "30")),
        ("North", "cases", "11"),
    ),
    "subtotal": (
        {
            "kind": "subtotal",
            "name": "subtotal-total-open",
            "column": "open",
            "whole": "Total",
            "parts": ["North", "South"],
            "complete": True,
        },
        ("sum", "verified", ("20", "20"), ("20", "20")),
        ("South", "open", "13"),
    ),
    "subtotal of some parts": (
        {
            "kind": "subtotal",
            "name": "subtotal-total-open",
            "column": "open",
            "whole": "Total",
            "parts": ["South"],
            "complete": False,
        },
        ("part_of", "verified", ("6", "6"), ("0", "")),
        ("South", "open", "21"),
    ),
    "share of a column": (
        {
            "kind": "share",
            "name": "share-share",
            "column": "share",
            "part": "closed",
            "whole": {"column": "cases"},
        },
        ("share", "verified", ("40", "40"), ("39.95", "40.05")),
        ("Total", "share", "33.2"),
    ),
    "share of a row": (
        {
            "kind": "share",
            "name": "share-year",
            "column": "year",
            "part": "cases",
            "whole": {"row": "Total"},
        },
        ("share", "inconsistent", ("33.333333", "33.333333"), ("2018", "2018")),
        ("North", "cases", "12"),
    ),
    "share of a cell": (
        {
            "kind": "share",
            "name": "share-open",
            "column": "open",
            "part": "closed",
            "whole": {"cell": {"row": "South", "column": "cases"}},
        },
        ("share", "inconsistent", ("20", "20"), ("6", "6")),
        ("North", "open", "20"),
    ),
    "share of a figure": (
        {
            "kind": "share",
            "name": "share-cases",
            "column": "cases",
            "part": "closed",
            "whole": {"figure": "all"},
        },
        ("share", "inconsistent", ("13.333333", "13.333333"), ("10", "10")),
        ("North", "closed", "3"),
    ),
    "consecutive": (
        {"kind": "consecutive", "name": "consecutive-year", "column": "year", "count": 3},
        ("consecutive", "verified"),
        ("Total", "year", "2021"),
    ),
    "consecutive in groups": (
        {"kind": "consecutive", "name": "consecutive-year", "column": "year", "by": ["office"]},
        ("consecutive", "verified"),
        ("Total", "year", ""),
    ),
    "at most a column": (
        {"kind": "at_most", "name": "at-most-closed", "column": "closed", "limit": "cases"},
        ("part_of", "verified", ("6", "6"), ("0", "")),
        ("South", "closed", "21"),
    ),
    "at most a number": (
        {"kind": "at_most", "name": "at-most-share", "column": "share", "limit": 40},
        ("part_of", "consistent", ("-0.05", "0.05"), ("0", "")),
        ("South", "share", "40.1"),
    ),
    "present where": (
        {
            "kind": "present_where",
            "name": "present-where-year",
            "columns": ["reason"],
            "column": "year",
            "equals": 2019,
        },
        ("present_where", "verified"),
        ("North", "reason", "early"),
    ),
    "repeats a figure": (
        {
            "kind": "repeats_figure",
            "name": "repeats-figure-figure-id",
            "figure": "figure_id",
            "columns": {"cases": "value"},
        },
        ("same_value", "verified"),
        ("North", "cases", "11"),
    ),
    "unique": (
        {"kind": "unique", "name": "unique-year-reason", "columns": ["year", "reason"]},
        ("unique", "verified"),
        ("North", "year", "2020"),
    ),
}
"""A rule, its relation, and a cell with a value that breaks it."""


def with_rule(rule, published):
    kind, verdict, *ends = published
    discrepancy = "abc-1/wrong" if verdict == "inconsistent" else ""
    row = relation(rule["name"], kind, verdict, *ends, discrepancy=discrepancy)
    return small(visits=visits(rule), relations=relations(row))


@pytest.mark.parametrize("what", RULES)
def test_a_rule_holds_as_published_and_a_cell_that_breaks_it_is_refused_by_name(what, tmp_path):
    rule, published, (key, column, value) = RULES[what]
    release = with_rule(rule, published)
    assert problems(tmp_path, release) == []
    found = problems(tmp_path, changed(release, "visits", key, column, value))
    assert {(problem.promise, problem.place) for problem in found} == {
        ("checked", f"abc-1/visits-{rule['name']}")
    }


def test_the_problem_names_the_row_and_both_sides(tmp_path):
    rule, published, _ = RULES["row sum"]
    release = changed(with_rule(rule, published), "visits", "South", "closed", "7")
    compared = "in 'South' (computed 21, stated 20)"
    assert [problem.found for problem in problems(tmp_path, release)] == [
        f"the verdict is `inconsistent` {compared}, published is `verified`",
        f"it is inconsistent {compared} and names no discrepancy",
        f"not as computed {compared}: computed_lower, computed_upper, stated_lower, stated_upper",
    ]


def test_percents_that_print_to_less_than_a_hundred_are_consistent(tmp_path):
    rule = {
        "kind": "column_total",
        "name": "column-total-share",
        "column": "share",
        "whole": {"row": "Total"},
        "parts": ["North", "South"],
    }
    published = ("sum", "consistent", ("99.8", "100"), ("99.95", "100.05"))
    release = changed(with_rule(rule, published), "visits", "North", "share", "69.9")
    release = changed(release, "visits", "Total", "share", "100")
    assert problems(tmp_path, release) == []


def test_an_empty_cell_makes_its_case_indeterminate_and_a_dash_is_its_text(tmp_path):
    rule, *_ = RULES["column total"]
    published = ("sum", "indeterminate", ("20", ""), ("30", "30"))
    release = changed(with_rule(rule, published), "visits", "North", "cases", "")
    assert problems(tmp_path, release) == []
    release["cells"][1].append(empty_cell("North", "cases") | {"text": "–"})
    assert problems(tmp_path, release) == []


def empty_cell(key, column):
    place = {"source_id": "abc-1", "table_name": "visits", "row_key": key, "column_name": column}
    return place | dict.fromkeys(("value", "text", "lower", "upper", "unit"), "")


def test_a_part_in_percent_of_nothing_is_indeterminate(tmp_path):
    rule, *_ = RULES["share of a column"]
    release = with_rule(rule, ("share", "indeterminate", ("", ""), ("39.95", "40.05")))
    assert problems(tmp_path, changed(release, "visits", "North", "cases", "0")) == []


def test_groups_have_the_number_of_values_that_the_rule_says(tmp_path):
    rule, published, _ = RULES["consecutive"]
    assert problems(tmp_path, with_rule(rule | {"count": 4}, published))


@pytest.mark.parametrize("value", ["2018.5", "2018"])
def test_consecutive_numbers_are_whole_and_none_is_twice(value, tmp_path):
    rule, published, _ = RULES["consecutive"]
    release = with_rule(rule, published)
    release["visits"] = visits(rule, year={"type": "number"})
    assert problems(tmp_path, release) == []
    assert problems(tmp_path, changed(release, "visits", "South", "year", value))


APART = {
    "verified": ("sum", "verified", ("10", "10"), ("10", "10")),
    "South": ("sum", "inconsistent", ("21", "21"), ("20", "20")),
}


def test_a_case_that_a_discrepancy_names_is_judged_apart(tmp_path):
    rule, *_ = RULES["row sum"]
    kind, verdict, *ends = APART["South"]
    more = {"key": "South", "discrepancy": "abc-1/south"}
    rows = [
        relation(rule["name"], *APART["verified"]),
        relation(rule["name"], kind, verdict, *ends, **more),
    ]
    release = small(visits=visits(rule), relations=relations(*rows))
    release = changed(release, "visits", "South", "closed", "7")
    assert problems(tmp_path, release) == []
    release["relations"][1][1]["row_key"] = "West"
    assert "its rule has no case 'West'" in [p.found for p in problems(tmp_path, release)]


def test_a_rule_without_its_relation_is_a_problem(tmp_path):
    (problem,) = problems(tmp_path, small(visits=visits(RULES["unique"][0])))
    assert problem.place == "visits, rule unique-year-reason, abc-1"
    assert problem.found == "the rule has no row in `relations`"


def test_a_relation_without_its_rule_is_a_problem(tmp_path):
    rows = relations(relation("unique-year", "unique", "verified"))
    (problem,) = problems(tmp_path, small(visits=visits(), relations=rows))
    assert problem.place == "abc-1/visits-unique-year"
    assert "has no rule `unique-year` of visits" in problem.found


def test_a_relation_of_a_rule_twice_is_a_problem(tmp_path):
    rule, (kind, verdict), _ = RULES["unique"]
    rows = [relation(rule["name"], kind, verdict, id=name) for name in ("abc-1/a", "abc-1/b")]
    (problem,) = problems(tmp_path, small(visits=visits(rule), relations=relations(*rows)))
    assert "two relations are `unique-year-reason`" in problem.found


@pytest.mark.parametrize(
    ("column", "value"),
    [("kind", "sum"), ("verdict", "consistent"), ("computed_lower", "1"), ("stated_upper", "")],
)
def test_another_result_than_the_rule_has_is_a_problem(column, value, tmp_path):
    release = with_rule(*RULES["share of a column"][:2])
    (row,) = release["relations"][1]
    row[column] = value if row[column] != value else "part_of"
    assert problems(tmp_path, release)


def test_an_inconsistent_rule_names_a_discrepancy(tmp_path):
    release = with_rule(*RULES["share of a row"][:2])
    release["relations"][1][0]["discrepancy_id"] = ""
    assert "names no discrepancy" in " ".join(p.found for p in problems(tmp_path, release))


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ({"kind": "median"}, "its kind, 'median', is unknown"),
        ({"column": "colour"}, "'colour' is missing"),
        ({"column": "reason"}, "'late' is no number"),
        ({"whole": {"figure": "none"}}, "'abc-1/none' is missing"),
    ],
)
def test_a_rule_that_cannot_be_evaluated_is_a_problem_and_no_exception(rule, found, tmp_path):
    good, published, _ = RULES["column total"]
    release = with_rule({**good, **rule}, published)
    assert found in " ".join(problem.found for problem in problems(tmp_path, release))


# A table of two documents


def shared(*rules):
    columns = {
        "source_id": {},
        "number": {"type": "integer"},
        "cases": {"type": "integer"},
        "part": {"type": "integer"},
    }
    return table(
        "source_id number",
        columns,
        ["abc-1", "2", "5", "2"],
        ["abc-1", "10", "7", "3"],
        ["xyz-2", "2", "9", "4"],
        declared=True,
        rules=list(rules),
    )


def two_documents(*rules, rows, **tables):
    held = ["abc-1", "true", sha256_of([TEXT.encode()]), "complete"]
    columns = "source_id text_held text_sha256 transcription"
    sources = core("source_id", columns, held, ["xyz-2", "false", "", "complete"])
    tables = {"pairs": shared(*rules), "relations": relations(*rows), **tables}
    return small(sources=sources, **tables)


AT_MOST = {"kind": "at_most", "name": "at-most-part", "column": "part", "limit": "cases"}
OF_EACH = [
    relation("at-most-part", "part_of", "verified", ends, ("0", ""), table="pairs", source=source)
    for source, ends in (("abc-1", ("3", "3")), ("xyz-2", ("5", "5")))
]


def test_a_rule_of_a_shared_table_is_evaluated_for_each_document(tmp_path):
    release = two_documents(AT_MOST, rows=OF_EACH)
    assert problems(tmp_path, release) == []
    release = changed(release, "pairs", "xyz-2 2", "part", "10")
    assert {p.place for p in problems(tmp_path, release)} == {"xyz-2/pairs-at-most-part"}


def test_a_rule_of_one_document_is_evaluated_for_no_other(tmp_path):
    rule = AT_MOST | {"source_id": "abc-1"}
    assert problems(tmp_path, two_documents(rule, rows=OF_EACH[:1])) == []
    (problem,) = problems(tmp_path, two_documents(rule, rows=OF_EACH))
    assert problem.place == "xyz-2/pairs-at-most-part"


# Cells as members of a relation


def between_cells(table_name, *places, given, verdict, source="abc-1"):
    """A relation: cells or sums of columns (row and column), and a number that is their sum."""
    name = "abc-1/sum"
    cells = [
        [f"m{number}", name, "part", "", "", "", table_name, row, column]
        for number, (row, column) in enumerate(places)
    ]
    ends = (given, given)
    row = relation("", "sum", verdict, ends, ends, id=name, table="", source=source)
    whole = ["whole", name, "whole", "", "", given, "", "", ""]
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


def test_a_member_that_is_no_cell_is_a_problem(tmp_path):
    for place in (("West", "cases"), ("North", "colour"), ("North", "reason")):
        tables = between_cells("visits", place, given="10", verdict="verified")
        release = changed(small(visits=visits(), **tables), "visits", "North", "reason", "early")
        (problem,) = problems(tmp_path, release)
        assert problem.found.startswith("cannot be computed")


# The table of cells


def repeated(release, key, column):
    (cell,) = [c for c in release["cells"][1] if (c["row_key"], c["column_name"]) == (key, column)]
    return cell


@pytest.mark.parametrize(
    ("key", "column", "change", "found"),
    [
        ("North", "cases", {"value": "11"}, "is '10' in the table and '11' in `cells`"),
        ("North", "cases", {"value": ""}, "is '10' in the table and '' in `cells`"),
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
    release["cells"][1].append(empty_cell("North", "cases") | {"value": "10"})
    (problem,) = problems(tmp_path, release)
    assert problem.found == "is '' in the table and '10' in `cells`"


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
    assert [row["key"] for row in release["provenance"][1]] == ["abc-1 10", "abc-1 2"]
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


def test_the_file_that_travels_with_a_small_release_verifies_it_alone(tmp_path):
    rule, published, (key, column, value) = RULES["column total"]
    release = with_rule(rule, published)
    for expected, variant in (
        (0, release),
        (1, changed(release, "visits", key, column, value)),
    ):
        command = [sys.executable, "-I", "-S", write(tmp_path, variant) / "verify.py"]
        ran = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
        assert (ran.returncode, ran.stderr) == (expected, ""), ran.stdout
    assert "abc-1/visits-column-total-cases" in ran.stdout
