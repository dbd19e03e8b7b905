"""Members of a relation that do not belong together: each kind's rule right, wrong, and with a reason."""

import pytest
from reports import Report, new_corpus

from pipeline.orchestration.run import run_steps
from pipeline.orchestration.steps import STEPS

LINES = """
A count of what was seen
In 2018, inspectors saw 30 jails.
In 2019, inspectors saw 12 prisons.
In 2019, inspectors saw 30 jails again.
In 2021, inspectors saw 12 jails.
From 2018 to 2019, inspectors wrote 42 letters.
The jails fell by 60 percent from 2018 to 2019.
In 2018, 40 percent of the letters were long.
In 2018, 60 percent of the letters were short.
Nobody knows when they saw 30 jails.
On average, inspectors saw 4 jails a day.
On average, inspectors saw 2 jails at night.
That is a change of 20 percentage points of all letters.
"""
MEASURES = """
measures:
  - {id: jails, name: Jails, unit: jails, words: [jails], definition: Jails seen.}
  - {id: lockups, name: Jails again, unit: jails, words: [jails again], definition: Jails seen.}
  - {id: prisons, name: Prisons, unit: prisons, words: [prisons], definition: Prisons seen.}
  - {id: letters, name: Letters, unit: letters, words: [letters], definition: Letters written.}
"""


def figure(name, measure, quote, at, **fields):
    more = "".join(f", {field}: {value}" for field, value in fields.items())
    counted = "jails" if measure == "lockups" else measure
    return (
        f'  - {{id: {name}, measure: {measure}, quote: "{quote}", at: "{at}", value: {at}, '
        f"population: {name} {counted}{more}}}\n"
    )


YEAR = {"period": 2018, "period_printed": "In 2018"}
BOTH = {"period": "2018/2019", "period_printed": "From 2018 to 2019"}
FIGURES = "transcribed_by: person\nchecked_by: none\nfigures:\n" + "".join(
    (
        figure("jails", "jails", "In 2018, inspectors saw 30 jails.", 30, **YEAR),
        figure("prisons", "prisons", "In 2019, inspectors saw 12 prisons.", 12, period=2019, period_printed="In 2019"),
        figure("again", "lockups", "In 2019, inspectors saw 30 jails again.", 30, period=2019, period_printed="In 2019"),
        figure("undated", "jails", "Nobody knows when they saw 30 jails.", 30),
        figure("later", "jails", "In 2021, inspectors saw 12 jails.", 12, period=2021, period_printed="In 2021"),
        figure("letters", "letters", "From 2018 to 2019, inspectors wrote 42 letters.", 42, **BOTH),
        figure("fall", "jails", "The jails fell by 60 percent from 2018 to 2019", 60, statistic="change", denominator="jails", period="2018/2019", period_printed="from 2018 to 2019").replace("value: 60", "value: -60"),
        figure("long", "letters", "In 2018, 40 percent of the letters were long", 40, statistic="share", denominator="letters", **YEAR),
        figure("short", "letters", "In 2018, 60 percent of the letters were short", 60, statistic="share", denominator="letters", **YEAR),
        figure("gap", "letters", "That is a change of 20 percentage points of all letters", 20, statistic="change", denominator="letters"),
        figure("nightly", "jails", "On average, inspectors saw 2 jails", 2, statistic="mean"),
        figure("daily", "jails", "On average, inspectors saw 4 jails", 4, statistic="mean"),
    )
)  # fmt: skip


def about(relation):
    files = {"figures.yaml": FIGURES, "relations.yaml": f"relations:\n  - {{id: r, {relation}}}\n"}
    return Report("seen", LINES, files)


@pytest.fixture
def found(tmp_path):
    def run(relation):
        root = new_corpus(tmp_path / "corpus", about(relation))
        (root / "sources/measures.yaml").write_text(MEASURES)
        findings = run_steps(root, STEPS, ("relations",)).findings
        assert {finding.file for finding in findings} <= {"sources/seen/relations.yaml"}, findings
        return [f"{finding.found} → {finding.remedy}" for finding in findings]

    return run


SUM = "kind: part_of, formula: a in b, whole: letters, parts: [prisons]"
SAME = "kind: same_value, formula: a = b, same: [undated, again]"
RIGHT = {
    "a part of another unit, with a reason": f"{SUM}, differs_in: {{unit: A prison has a letter.}}",
    "one unit and two measures, with a reason": f"{SAME}, differs_in: {{measure: They are the same jails., period: Nobody knows when.}}",
    "another period, with a reason": (
        "kind: same_value, formula: a = b, same: [jails, again], "
        "differs_in: {measure: They are the same jails., period: Nothing changed.}"
    ),
    "a ratio of other units": "kind: ratio, formula: a letter for each of 1 jail, numerator: again, denominator: prisons, at_least: 1",
    "the distance of shares": "kind: difference, formula: a - b, stated: gap, whole: short, parts: [long], differs_in: {period: It is of 2018 too.}",
    "shares that do not exceed another": "kind: part_of, formula: a in b, whole: short, parts: [long]",
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_members_that_belong_together(name, found):
    assert found(RIGHT[name]) == []


WRONG = {
    "a part of another unit": (SUM, "its members are in letters (seen/letters), prisons (seen/prisons)"),
    "two measures and populations": (f"{SAME}, differs_in: {{period: Nobody knows when.}}", "its members are of jails (seen/undated), lockups (seen/again)"),
    "periods that are not one": (
        "kind: same_value, formula: a = b, same: [jails, again], differs_in: {measure: They are the same jails.}",
        "the periods of seen/jails, seen/again are not one",
    ),
    "a member without a period, where the others have one": (
        f"{SAME}, differs_in: {{measure: They are the same jails.}}",
        "seen/undated has no period, unlike seen/again; those of a `same_value` do not differ so",
    ),
    "a part from outside the period": (
        "kind: part_of, formula: a in b, whole: jails, parts: [again]",
        "the period of its whole does not have that of seen/again",
    ),
    "a part from before the period": (
        "kind: part_of, formula: a in b, whole: again, parts: [jails]",
        "the period of its whole does not have that of seen/jails",
    ),
    "a ratio of two years": (
        "kind: ratio, formula: at least 1, numerator: jails, denominator: prisons, at_least: 1",
        "the periods of seen/jails, seen/prisons are not one",
    ),
    "a mean as a part": (
        "kind: part_of, formula: a in b, whole: jails, parts: [daily], differs_in: {period: It is of all years.}",
        "a count and a mean are compared: count (seen/jails), mean (seen/daily)",
    ),
    "means alone": (
        "kind: part_of, formula: a in b, whole: daily, parts: [nightly]",
        "each of its members is a mean, which does not add up → relate numbers of these: count, share",
    ),
    "a change as a part of a share": (
        "kind: part_of, formula: a in b, whole: short, parts: [gap], differs_in: {period: It is of 2018 too.}",
        "a share and a change are compared: share (seen/short), change (seen/gap)",
    ),
    "a change over other years than its numbers": (
        "kind: change, formula: a to b, stated: fall, from: jails, to: later",
        "the period of the change is not that from the first number to the last",
    ),
    "a reason for the unit that is not needed": (
        "kind: part_of, formula: a in b, whole: short, parts: [long], differs_in: {unit: Some reason.}",
        "its members do not differ in unit, or may where it is a `part_of` → take `unit` out of `differs_in`",
    ),
    "a reason for the measure beside one for the unit": (
        f"{SUM}, differs_in: {{unit: A prison has a letter., measure: Another.}}",
        "take `measure` out of `differs_in`; the reason for another unit is enough",
    ),
    "a reason for the period that is not needed": (
        f"{SUM}, differs_in: {{unit: A prison has a letter., period: Another.}}",
        "take `period` out of `differs_in`",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_members_that_do_not_belong_together_are_one_finding(name, found):
    relation, expected = WRONG[name]
    (finding,) = found(relation)
    assert expected in finding
