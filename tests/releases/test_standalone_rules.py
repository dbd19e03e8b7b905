"""Rules of tables, which a descriptor carries: a release proves them by itself, on small releases."""

import pytest
from small_release import (
    changed,
    problems,
    relation,
    relations,
    repeated,
    small,
    visits,
)

pytestmark = pytest.mark.slow

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
        ("share", "inconsistent", ("33.333333", "33.333334"), ("2018", "2018")),
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
        ("share", "inconsistent", ("13.333333", "13.333334"), ("10", "10")),
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
    repeated(release, "South", "open").update(lower="13.5", upper="14.5", interval_kind="rounded")
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


def test_an_end_that_is_not_included_is_not_a_value(tmp_path):
    rule, found = RULES["column total"][0], ("sum", "verified", ("30", "30"), ("", "30"))
    release = with_rule(rule, found)
    bounded = {"lower": "", "lower_closed": "", "interval_kind": "bounded", "upper": "30"}
    repeated(release, "Total", "cases").update(bounded)
    assert problems(tmp_path, release) == []
    repeated(release, "Total", "cases").update(upper_closed="false")
    first, *_ = problems(tmp_path, release)
    assert "the verdict is `inconsistent` (computed 30, stated (-∞, 30))" in first.found


def approximate(lower, upper):
    """What is published of a number with "about" beside it."""
    ends = dict.fromkeys(("lower", "lower_closed", "upper", "upper_closed"), "")
    return {**ends, "interval_kind": "approximate", "working_lower": lower, "working_upper": upper}


@pytest.mark.parametrize(
    ("total", "ends", "verdict"),
    [("30", ("25", "35"), "consistent"), ("40", ("35", "45"), "indeterminate")],
)
def test_a_number_that_is_approximate_neither_proves_nor_refutes_a_rule(
    total, ends, verdict, tmp_path
):
    release = with_rule(RULES["column total"][0], ("sum", verdict, ("30", "30"), ends))
    release = changed(release, "visits", "Total", "cases", total)
    repeated(release, "Total", "cases").update(approximate(*ends))
    assert problems(tmp_path, release) == []


@pytest.mark.parametrize("working", [("", ""), ("41", "45")])
def test_an_approximate_number_has_working_ends_around_it(working, tmp_path):
    release = small(visits=visits())
    repeated(release, "Total", "cases").update(approximate(*working))
    (problem,) = problems(tmp_path, release)
    assert problem.place.startswith("csv/cells.csv:")
    assert problem.found.startswith("its interval ")


ENDS_AND_FLAGS = ("lower", "lower_closed", "upper", "upper_closed")


@pytest.mark.parametrize(
    "ends",
    [
        {"interval_kind": "approximate"},
        {"interval_kind": "rounded"},
        {"interval_kind": "bounded"},
        {"interval_kind": "bounded", **dict.fromkeys(ENDS_AND_FLAGS, "")},
        {"interval_kind": "rounded", "lower": "", "lower_closed": "", "upper": "40"},
        {"interval_kind": "exact", "upper": "31"},
        {"interval_kind": ""},
        {"working_lower": "29", "working_upper": "31"},
    ],
    ids=str,
)
def test_ends_are_those_of_the_kind_of_interval(ends, tmp_path):
    release = small(visits=visits())
    repeated(release, "Total", "cases").update(ends)
    (problem,) = problems(tmp_path, release)
    assert problem.found.startswith("its interval ")


# Shares that do not follow: other ways of rounding are tried

SHARE = {
    "kind": "share",
    "name": "share-of-total",
    "column": "share",
    "part": "cases",
    "whole": {"cell": {"row": "Total", "column": "cases"}},
}


@pytest.mark.parametrize(
    ("printed", "otherwise"),
    [
        ("66.6", ("true", "false")),
        ("66.8", ("false", "false")),
        ("66.5", ("false", "false")),
    ],
)
def test_a_share_that_does_not_follow_may_be_cut_off(printed, otherwise, tmp_path):
    assert share_problems(tmp_path, "South", printed, otherwise) == []
    forged = ("true" if otherwise[0] == "false" else "false", otherwise[1])
    (problem,) = share_problems(tmp_path, "South", printed, forged)
    assert problem.found.endswith("truncation_reconciles")


def test_a_share_that_does_not_follow_may_be_rounded_up(tmp_path):
    assert share_problems(tmp_path, "North", "33.4", ("false", "true")) == []
    (problem,) = share_problems(tmp_path, "North", "33.4", ("false", "false"))
    assert problem.found.endswith("rounding_up_reconciles")


def share_problems(tmp_path, row, printed, otherwise):
    """The problems of a release in which the share of one row is another than its cases give."""
    right = {
        "North": (("33.333333", "33.333334"), "33.3"),
        "South": (("66.666666", "66.666667"), "66.7"),
        "Total": (("100", "100"), "100.0"),
    }
    first = next(name for name in right if name != row)
    about = {"key": row, "discrepancy": "abc-1/share", "otherwise": otherwise}
    rows = [
        relation(SHARE["name"], "share", "verified", *share_ends(*right[first])),
        relation(
            SHARE["name"], "share", "inconsistent", *share_ends(right[row][0], printed), **about
        ),
    ]
    release = small(visits=visits(SHARE), relations=relations(*rows))
    for name, (_, share) in {**right, row: (None, printed)}.items():
        release = changed(release, "visits", name, "share", share)
    return problems(tmp_path, release)


def share_ends(computed, printed):
    half = 0.05
    ends = (f"{float(printed) - half:.10g}", f"{float(printed) + half:.10g}")
    return computed, ends
