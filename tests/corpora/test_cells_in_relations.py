"""Cells and sums of columns as members of registered relations: verified, and refused when a cell changes."""

import pytest
from reports import BEDS, COSTS, TALKS, VISITS, write

from pipeline.consistency.slack import slack_of
from pipeline.orchestration.run import run_steps
from pipeline.orchestration.steps import STEPS


def cell(row, column):
    return f"{{table: costs, row: {row}, column: {column}}}"


def column(name):
    return f"{{table: costs, column: {name}}}"


def related(kind, **members):
    """Costs with one registered relation, `r`."""
    roles = "".join(f", {role}: {member}" for role, member in members.items())
    return COSTS.having(
        relations=f"relations:\n  - {{id: r, kind: {kind}, formula: as declared for 10{roles}}}\n"
    )


TRANSPORT = cell("Transport", "planned")
RELATED = {
    "a difference of cells": (
        related("difference", stated=cell("Food", "planned"), whole=cell("Detention", "planned"), parts=f"[{cell('Beds', 'planned')}]"),
        ("Beds | 60 | 70", "Beds | 61 | 70"),
        "computed 39, stated 40",
    ),
    "a cell that is at most another": (
        related("part_of", whole=cell("Transport", "spent"), parts=f"[{TRANSPORT}]"),
        ("Transport | 50 | 55", "Transport | 56 | 55"),
        "computed -1, stated [0, ∞)",
    ),
    "a cell that a figure repeats": (
        related("sum", whole="planned", parts=f"[{cell('Detention', 'planned')}, {TRANSPORT}]"),
        ("Detention | 100 |", "Detention | 101 |"),
        "computed 151, stated [149.5, 150.5]",
    ),
    "the sum of a column": (
        related("difference", stated=cell("Detention", "planned"), whole=column("planned"), parts="[planned]"),
        ("Beds | 60 | 70", "Beds | 62 | 70"),
        "computed [101.5, 102.5], stated 100",
    ),
    "multiples": (
        related("integer_multiple", multiples=f"[{cell('Detention', 'planned')}, {TRANSPORT}]", step=10),
        ("Transport | 50 | 55", "Transport | 51 | 55"),
        "computed 1, stated 0",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", RELATED)
def test_a_relation_of_cells_is_verified_and_refused_when_a_cell_changes(case, check):
    report, (line, changed), found = RELATED[case]
    run = check(report)
    assert run.findings == ()
    (relation,) = run.value("relations")
    assert relation.verdict == ("consistent" if case == "the sum of a column" else "verified")
    refused = check(report.edited(line, changed)).findings
    (finding,) = [one for one in refused if one.subject == "costs/r"]
    assert (finding.file, finding.line) == ("sources/costs/relations.yaml", 2)
    assert found in finding.found


def test_a_share_of_percents_that_are_printed_uses_their_intervals(check):
    of_total = "{table: beds, row: Total, column: beds}"
    share = f"relations:\n  - {{id: r, kind: share, formula: as printed, stated: {{table: beds, row: Boise, column: share}}, whole: {of_total}, parts: [{{table: beds, row: Boise, column: beds}}]}}\n"
    run = check(BEDS.having(relations=share))
    assert run.findings == ()
    (relation,) = run.value("relations")
    assert relation.verdict == "verified"
    assert [str(end) for end in (relation.stated.lower, relation.stated.upper)] == [
        "133/4",
        "667/20",
    ]
    refused = check(
        BEDS.edited("BOI | 120 | 33.3%", "BOI | 120 | 33.4%").having(relations=share)
    ).findings
    assert "beds/r" in [finding.subject for finding in refused]


def test_the_slack_of_a_cell_is_in_steps_in_which_it_is_printed(check):
    least = related("part_of", whole=cell("Detention", "planned"), parts=f"[{TRANSPORT}]")
    run = check(least)
    (relation,) = run.value("relations")
    whole, part = relation.members
    assert (slack_of(relation, whole).down, slack_of(relation, whole).up) == (50, None)
    assert (slack_of(relation, part).down, slack_of(relation, part).up) == (None, 50)
    members = run.value("consistency_tables")["relation_members"].set_index("column_name")
    rows = members.query("relation_id == 'costs/r'").set_index("row_key")[
        ["step", "slack_down", "slack_up"]
    ]
    assert rows.loc["Detention"].astype(object).where(
        rows.loc["Detention"].notna(), None
    ).tolist() == [1, 50, None]
    assert check(least.edited("Transport | 50 |", "Transport | 100 |")).value("relations")[0].holds
    assert (
        not check(least.edited("Transport | 50 |", "Transport | 101 |")).value("relations")[0].holds
    )


def test_the_slack_of_a_printed_percent_is_in_tenths(check):
    total = f"relations:\n  - {{id: r, kind: sum, formula: as printed, whole: {{table: beds, row: Total, column: share}}, parts: [{', '.join(f'{{table: beds, row: {row}, column: share}}' for row in ('Boise', 'Dallas', 'Denver'))}]}}\n"
    (relation,) = check(BEDS.having(relations=total)).value("relations")
    slack = slack_of(relation, relation.members[1])
    assert (float(slack.step), float(slack.down), float(slack.up)) == (0.1, 0.1, 0.3)


def test_a_cell_of_another_document_is_a_member_under_a_named_assumption(check, tmp_path):
    shared = """
        comparabilities:
          - {id: same-visits, statement: Both reports count the same visits.}
        relations:
          - id: jails-in-both
            kind: same_value
            formula: jails of one = jails of the other
            same: [talks/jails, {document: visits, table: visits, row: jails, column: visits}]
    """
    root = check(TALKS, VISITS).root

    def findings(content):
        write(root / "sources/relations.yaml", content)
        return run_steps(root, STEPS, ["consistency_tables"]).findings

    (finding,) = findings(shared)
    assert finding.found == "figures of different reports meet in it: talks, visits"
    assert findings(f"{shared.rstrip()}\n            comparability: same-visits\n") == ()
    (finding,) = findings(shared.replace("document: visits, ", ""))
    assert (finding.file, finding.subject) == ("sources/relations.yaml", "shared/jails-in-both")
    assert finding.found == "a cell of a relation that spans documents needs its `document`"
