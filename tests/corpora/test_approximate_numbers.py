"""A number with "about" beside it, in each kind of relation: it neither proves nor refutes, and bounds nothing."""

import pytest
from reports import Report

from pipeline.text.intervals import ANY_NUMBER

STATED = {
    "sum": ("We counted about {} visits in all.", "whole: stated\n    parts: [ten, twenty]", 30),
    "difference": (
        "We made about {} visits more.",
        "stated: stated\n    whole: twenty\n    parts: [ten]",
        10,
    ),
    "part_of": ("We saw about {} places.", "whole: twenty\n    parts: [stated]", 20),
    "same_value": ("We made about {} visits.", "same: [ten, stated]", 10),
    "rounding": ("We counted about {} visits.", "stated: stated\n    exact: ten", 10),
    "share": (
        "It was about {} percent of visits.",
        "stated: stated\n    whole: twenty\n    parts: [ten]",
        50,
    ),
    "change": (
        "Visits grew by about {} percent.",
        "stated: stated\n    from: ten\n    to: twenty",
        100,
    ),
    "ratio": (
        "There were about {} officers.",
        "numerator: twenty\n    denominator: stated\n    at_least: 2",
        10,
    ),
}
FAR = {"part_of": 900, "ratio": 900}
"""Numbers that no rounding reconciles; of other kinds three times the right one is."""


def report(kind, number, expect="    expect: indeterminate"):
    sentence, members, _ = STATED[kind]
    statistic = kind if kind in ("share", "change") else "count"
    denominator = "" if statistic == "count" else ", denominator: visits"
    text = sentence.format(number)
    files = {
        "figures.yaml": f"""
transcribed_by: person
checked_by: none
figures:
  - {{id: ten, measure: visits, quote: We went 10 times, at: "10", value: 10, population: visits}}
  - {{id: twenty, measure: visits, quote: They went 20 times, at: "20", value: 20, population: visits}}
  - {{id: stated, measure: visits, statistic: {statistic}, quote: {text.rstrip(".")}, at: "{number}", value: {number}, population: visits{denominator}}}
""",
        "relations.yaml": f"""
relations:
  - id: relation
    kind: {kind}
    formula: the numbers agree, with at least 2 for each
    {members}
{expect}
""",
    }
    return Report("about", f"We went 10 times.\nThey went 20 times.\n{text}\n", files)


def verdict_of(check, *of_report):
    run = check(report(*of_report))
    assert [str(finding) for finding in run.findings] == []
    (row,) = run.value("consistency_tables")["relations"].to_dict("records")
    return row["verdict"]


@pytest.mark.parametrize("kind", STATED)
def test_an_approximate_number_that_agrees_is_consistent(kind, check):
    assert verdict_of(check, kind, STATED[kind][2], "") == "consistent"


@pytest.mark.parametrize("kind", STATED)
def test_an_approximate_number_that_does_not_agree_is_indeterminate(kind, check):
    number = FAR.get(kind, 3 * STATED[kind][2] if kind != "share" else 95)
    assert verdict_of(check, kind, number) == "indeterminate"


def test_nothing_is_published_as_an_end_of_an_approximate_number(check):
    figure = check(report("sum", 30, "")).value("transcription").figures["about/stated"]
    assert figure.interval == ANY_NUMBER
    assert (figure.working_interval.lower, figure.working_interval.upper) == (25, 35)
