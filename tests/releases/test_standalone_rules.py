"""Rules of tables, which a descriptor carries: a release proves them by itself, on small releases."""

import subprocess
import sys

import pytest
from small_release import (
    changed,
    problems,
    relation,
    relations,
    repeated,
    small,
    two_documents,
    visits,
    write,
)

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
    published = ("sum", "indeterminate", ("", ""), ("30", "30"))
    release = changed(with_rule(rule, published), "visits", "North", "cases", "")
    assert problems(tmp_path, release) == []
    repeated(release, "North", "cases")["text"] = "–"
    assert problems(tmp_path, release) == []


def test_an_empty_cell_is_not_negative_where_its_column_is_not(tmp_path):
    rule, *_ = RULES["column total"]
    release = with_rule(rule, ("sum", "indeterminate", ("20", ""), ("30", "30")))
    release["visits"] = visits(rule, cases={"constraints": {"minimum": 0}})
    assert problems(tmp_path, changed(release, "visits", "North", "cases", "")) == []


def test_a_cell_that_does_not_apply_is_nothing_in_a_sum(tmp_path):
    rule, *_ = RULES["column total"]
    release = with_rule(rule, ("sum", "verified", ("20", "20"), ("20", "20")))
    release = changed(release, "visits", "North", "cases", "")
    release = changed(release, "visits", "Total", "cases", "20")
    repeated(release, "North", "cases").update(text="–", availability="not_applicable")
    assert problems(tmp_path, release) == []


def test_what_is_zero_has_no_shares(tmp_path):
    rule, published, _ = RULES["share of a column"]
    published = ("share", "verified", ("30", "30"), ("29.95", "30.05"))
    release = changed(with_rule(rule, published), "visits", "North", "cases", "0")
    assert "inconsistent" in problems(tmp_path, release)[0].found
    assert problems(tmp_path, changed(release, "visits", "North", "closed", "0")) == []


def test_a_total_without_named_parts_is_of_all_rows_but_those_left_out(tmp_path):
    rule, published, (key, column, value) = RULES["column total"]
    rule = {name: rule[name] for name in ("kind", "name", "column", "whole")}
    release = with_rule(rule | {"except": ["Total"]}, published)
    assert problems(tmp_path, release) == []
    assert problems(tmp_path, changed(release, "visits", key, column, value))


def test_a_limit_says_nothing_of_an_empty_cell(tmp_path):
    release = with_rule(*RULES["at most a column"][:2])
    for column in ("closed", "cases"):
        assert problems(tmp_path, changed(release, "visits", "South", column, "")) == []


def test_the_ends_are_those_of_the_first_case_that_decides(tmp_path):
    rule, (kind, verdict, *_), _ = RULES["row sum"]
    assert problems(tmp_path, with_rule(rule, (kind, verdict, ("20", "20"), ("20", "20"))))
    release = with_rule(rule, (kind, "consistent", ("19.5", "20.5"), ("20", "20")))
    repeated(release, "South", "open").update(lower="13.5", upper="14.5")
    assert problems(tmp_path, release) == []


def test_of_two_rows_that_are_alike_the_second_is_at_fault(tmp_path):
    rule, *_ = RULES["unique"]
    more = {"key": "Total", "discrepancy": "abc-1/twice"}
    rows = [
        relation(rule["name"], "unique", "verified"),
        relation(rule["name"], "unique", "inconsistent", **more),
    ]
    release = small(visits=visits(rule), relations=relations(*rows))
    assert problems(tmp_path, changed(release, "visits", "North", "year", "2020")) == []


def test_groups_have_the_number_of_values_that_the_rule_says(tmp_path):
    rule, published, _ = RULES["consecutive"]
    assert problems(tmp_path, with_rule(rule | {"count": 4}, published))


@pytest.mark.parametrize("years", [("2018", "2018", "2019"), ("2018.5", "2019.5", "2020.5")])
def test_consecutive_numbers_are_whole_and_none_is_twice(years, tmp_path):
    rule, published, _ = RULES["consecutive"]
    release = with_rule(rule, published)
    release["visits"] = visits(rule, year={"type": "number"})
    assert problems(tmp_path, release) == []
    for key, year in zip(("North", "South", "Total"), years, strict=True):
        release = changed(release, "visits", key, "year", year)
    assert problems(tmp_path, release)


def test_each_group_is_consecutive_for_itself(tmp_path):
    release = with_rule(*RULES["consecutive in groups"][:2])
    assert problems(tmp_path, changed(release, "visits", "South", "year", "2030")) == []


def test_the_one_group_of_a_column_has_the_name_of_the_column(tmp_path):
    """The only case is apart, so that nothing is known of the rule itself."""
    rule, (kind, _), (key, column, value) = RULES["consecutive"]
    apart = relation(rule["name"], kind, "inconsistent", key="year", discrepancy="abc-1/gap")
    rows = relations(relation(rule["name"], kind, "indeterminate"), apart)
    release = small(visits=visits(rule), relations=rows)
    assert problems(tmp_path, changed(release, "visits", key, column, value)) == []


def test_a_cell_that_must_be_there_is_missed(tmp_path):
    release = with_rule(*RULES["present where"][:2])
    assert problems(tmp_path, changed(release, "visits", "South", "reason", ""))


def test_numbers_repeat_a_figure_as_numbers(tmp_path):
    release = with_rule(*RULES["repeats a figure"][:2])
    assert problems(tmp_path, changed(release, "figures", "abc-1/north", "value", "10.0")) == []


def test_a_cell_may_be_bounded_on_one_side(tmp_path):
    release = with_rule(RULES["column total"][0], ("sum", "verified", ("30", "30"), ("", "35")))
    repeated(release, "Total", "cases").update(lower="", upper="35")
    assert problems(tmp_path, release) == []


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
