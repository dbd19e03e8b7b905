"""What only two documents can show, and what a missing or a wrong cell does to a rule or a relation."""

import pytest
from reports import BEDS, COSTS, NORTH, SOUTH, TALKS, VISITS, Report

pytestmark = pytest.mark.slow

COUNT = """
    relations:
      - id: rows
        kind: count_of_rows
        formula: visits = rows of the table
        stated: offices
        rows: {table: staff, where: {office: Salem}}
"""
OFFICES = """
    transcribed_by: person
    checked_by: none
    figures:
      - {id: offices, measure: visits, quote: NUMBER visits to Salem, at: NUMBER, value: VALUE, population: visits}
"""


def counting(report, number, value):
    """A report of a shared table that also states how many rows it has of Salem."""
    text = report.text.replace(
        "Source: payroll.", f"Source: payroll.\n    {number} visits to Salem."
    )
    figures = OFFICES.replace("NUMBER", number).replace("VALUE", value)
    return Report(report.id, text, report.files).having(figures=figures, relations=COUNT)


def test_rows_that_a_relation_counts_are_those_of_its_own_document(verdicts):
    both = counting(NORTH, "Two", "2"), counting(SOUTH, "Two", "2")
    found = verdicts(*both)
    assert (found["staff-north/rows"], found["staff-south/rows"]) == ("verified", "verified")


def test_rows_of_another_document_do_not_make_up_for_missing_ones(findings):
    (finding,) = findings(counting(NORTH, "Two", "2"), counting(SOUTH, "Four", "4"))
    assert (finding.file, finding.subject) == ("sources/staff-south/relations.yaml", "staff-south/rows")  # fmt: skip
    assert "computed 2, stated 4" in finding.found


def test_a_document_has_no_table_of_another(findings):
    (finding,) = findings(SOUTH, TALKS.having(relations=COUNT.replace("offices", "total")))
    assert finding.found.startswith("the document talks has no table `staff`")


@pytest.mark.parametrize(
    ("member", "found", "remedy"),
    [
        ("visits/jail", "there is no figure, quantity or fact `visits/jail`", "add it to sources/visits/figures.yaml, or name a defined one: visits/jails, visits/total, visits/prisons"),
        ("vsits/jails", "there is no figure, quantity or fact `vsits/jails`", "add it to sources/vsits/figures.yaml, or name a defined one: visits/jails, jails"),
        ("{document: visits, table: visits, row: farms, column: visits}", "visits__visits has no row `farms`", "name the row by its key, such as: jails, prisons"),
        ("{document: vsits, table: visits, row: jails, column: visits}", "the document vsits has no table `visits`", "declare it in sources/vsits/tables/"),
    ],
)  # fmt: skip
def test_a_reference_to_what_another_document_has_not_is_refused(member, found, remedy, findings):
    (finding,) = findings(VISITS, TALKS.edited("parts: [jails,", f"parts: [{member},"))
    assert (finding.file, finding.subject) == ("sources/talks/relations.yaml", "talks/all-visits")
    assert (finding.found, finding.remedy) == (found, remedy)


def test_two_documents_with_the_same_local_ids_do_not_meet(check):
    figures = VISITS.files["figures.yaml"].replace("12", "13")
    other = Report("visits", VISITS.text.replace("12", "13"), VISITS.files)
    other = other.having(figures=figures).edited(
        "within: visited 12 prisons", "within: visited 13 prisons"
    )
    run = check(TALKS, other)
    assert run.findings == ()
    figures = run.value("transcription").figures
    assert (figures["talks/prisons"].value, figures["visits/prisons"].value) == (12, 13)
    tables = run.value("transcribed_tables")
    assert list(tables["visits__visits"]["figure_id"]) == ["visits/jails", "visits/prisons"]
    (relation,) = run.value("relations")
    assert [member.id for member in relation.members] == ["talks/total", "talks/jails", "talks/prisons"]  # fmt: skip


def test_two_documents_with_the_same_keys_of_rows_do_not_meet(check):
    tables = check(NORTH, SOUTH).value("transcribed_tables")
    staff = tables["staff"].set_index(["source_id", "office", "year"])["posts"]
    assert staff["staff-north", "Salem", 2019] == 8
    assert staff["staff-south", "Salem", 2019] == 4
    cells = tables["cells"].query("row_key == 'Salem 2019' and column_name == 'posts'")
    assert dict(zip(cells["source_id"], cells["value"], strict=True)) == {"staff-north": 8, "staff-south": 4}  # fmt: skip


def test_a_blank_cell_makes_the_sums_it_is_part_of_indeterminate_and_no_others(verdicts):
    assert verdicts(COSTS) == {
        "costs/costs-subtotal-detention-planned": "verified",
        "costs/costs-subtotal-detention-spent": "indeterminate",
        "costs/costs-column-total-planned": "verified",
        "costs/costs-column-total-spent": "verified",
    }


def test_a_sum_that_is_too_large_without_its_blank_cell_is_refused(findings):
    (finding,) = findings(COSTS.edited("Beds | 60 | 70", "Beds | 60 | 121"))
    assert finding.subject == "costs__costs: Detention"
    assert "spent adds up to [121, ∞); Detention: spent 120" in finding.found


@pytest.mark.parametrize(("mark", "verdict"), [("missing", "indeterminate"), ("not_applicable", "inconsistent"), ("zero", "inconsistent")])  # fmt: skip
def test_what_a_blank_cell_means_decides(mark, verdict, check):
    run = check(COSTS.edited('{"": missing}', f'{{"": {mark}}}'))
    found = {rule.id: rule.verdict for rule in run.value("rules")}
    assert found["costs/costs-subtotal-detention-spent"] == verdict


def relation(kind, **members):
    """A relation between a cell or a column and other numbers, as `relations.yaml` has it."""
    roles = "".join(f", {role}: {member}" for role, member in members.items())
    return f"relations:\n  - {{id: r, kind: {kind}, formula: as stated{roles}}}\n"


def test_a_relation_over_a_column_with_a_blank_cell_is_indeterminate(verdicts):
    related = relation("sum", whole="spent", parts="[{table: costs, column: spent}]")
    small = COSTS.edited("Transport | 50 | 55", "Transport | 50 |")
    found = verdicts(small.edited("Detention | 100 | 120", "Detention | 100 | 105").having(relations=related))  # fmt: skip
    assert found["costs/r"] == "indeterminate"


TWO_TOTALS = COSTS.edited("whole: {figures: {planned: planned, spent: spent}}", "whole: {figures: {planned: planning, spent: spent}}")  # fmt: skip


def test_of_two_printed_totals_the_first_is_missing_and_the_second_is_still_compared(findings):
    (finding,) = findings(TWO_TOTALS)
    assert finding.found == "column_total: there is no figure `costs/planning`"
    missing, wrong = findings(TWO_TOTALS.edited("spent: spent}}", "spent: planned}}"))
    assert missing == finding
    assert wrong.found.startswith("column_total: the total of spent is to be the figure planned")  # fmt: skip


# Totals that no rounding explains

ANOTHER_TOTAL = BEDS.edited("Denver | DEN | 120 | 33.3%", "Denver | DEN | 120 | 32.3%")
DISCREPANCY = """
    discrepancies:
      - id: CASE
        kind: arithmetic
        statements: [{cell: {table: beds, row: Denver, column: share}}, {cell: {table: beds, row: Total, column: share}}]
        relation: CASE
        gap: GAP
        defect_origin: unknown
        explanation: The percents do not agree.
"""


def registered(*cases):
    """`discrepancies.yaml` with a discrepancy for each relation, which fails by the gap."""
    head, _, entry = DISCREPANCY.partition("\n      - ")
    return head + "".join(
        f"\n      - {entry.replace('CASE', c).replace('GAP', g)}" for c, g in cases
    )


TOTAL, DENVER = ("beds-column-total-share", "0.90"), ("beds-share-share-denver", "0.98")


def subjects(found):
    return sorted((finding.subject, finding.found.split()[2]) for finding in found)


def test_a_printed_total_that_no_rounding_explains_stops_the_build(check):
    run = check(ANOTHER_TOTAL)
    assert subjects(run.findings) == [("beds__beds: Denver", "share-share"), ("beds__beds: Total", "column-total-share")]  # fmt: skip
    assert "consistency_tables" in run.not_run


def test_a_discrepancy_is_of_one_case_and_silences_no_other(findings):
    (finding,) = findings(ANOTHER_TOTAL.having(discrepancies=registered(TOTAL)))
    assert finding.subject == "beds__beds: Denver"


def test_cases_that_discrepancies_name_are_relations_of_their_own(check):
    run = check(ANOTHER_TOTAL.having(discrepancies=registered(TOTAL, DENVER)))
    assert run.findings == ()
    relations = run.value("consistency_tables")["relations"].set_index("relation_id")
    of_share = relations.loc[[f"beds/{name}" for name in ("beds-column-total-share", "beds-share-share", "beds-share-share-denver")]]  # fmt: skip
    assert list(of_share["verdict"]) == ["inconsistent", "verified", "inconsistent"]
    assert list(of_share["row_key"].fillna("")) == ["", "", "Denver"]
    assert list(of_share["discrepancy_id"].fillna("")) == ["beds/beds-column-total-share", "", "beds/beds-share-share-denver"]  # fmt: skip


def test_registering_one_row_does_not_silence_another_of_the_same_rule(findings):
    two = ANOTHER_TOTAL.edited("DAL | 120 | 33.3%", "DAL | 120 | 34.3%")
    registered_one = registered(("beds-share-share-denver", "0.98"))
    (finding,) = findings(two.having(discrepancies=registered_one))
    assert finding.subject == "beds__beds: Dallas"
    assert finding.remedy.endswith("`relation: beds-share-share-dallas`")


@pytest.mark.parametrize(
    ("relation", "gap", "found", "remedy"),
    [
        ("beds-share-share", "0.98", "the rule beds/beds-share-share is about 4 rows", "name one of its rows: beds-share-share-denver"),
        ("beds-share-share-boston", "0.98", "no row of the rule beds/beds-share-share has the name `beds/beds-share-share-boston`", "write beds-share-share-<key of the row>, the key in lower case with hyphens"),
        ("beds-share-share-dallas", "0.98", "the rule beds/beds-share-share-dallas is verified: it proves no discrepancy", "take the discrepancy out, or name the relation that proves it"),
        ("beds-shares", "0.98", "there is no relation `beds/beds-shares`", "name the relation that proves it"),
        ("beds-share-share-denver", "0.99", "the two sides lie 0.983333 apart, the gap typed is 0.99", "compare the relation and its members with the document"),
    ],
)  # fmt: skip
def test_a_discrepancy_that_names_no_failing_row_is_refused(relation, gap, found, remedy, findings):
    at_fault = findings(ANOTHER_TOTAL.having(discrepancies=registered(TOTAL, (relation, gap))))
    (finding,) = [one for one in at_fault if one.file == "sources/beds/discrepancies.yaml"]
    assert finding.found == found
    assert finding.remedy.startswith(remedy)
    assert finding.line == (13 if "gap typed" not in found else 14)


STRIKE = NORTH.edited("Salem | 2018 | 7 | 7 | 0 | full |", "Salem | 2018 | 7 | 7 | 0 | full | strike")  # fmt: skip
IN_WORDS = """
    discrepancies:
      - id: strike
        kind: condition
        statements: [{quote: "full\tstrike", at: full}, {quote: "full\tstrike", at: strike}]
        relation: staff-present-where-state-salem-2018
        defect_origin: unknown
        explanation: A reason is printed where no post is vacant.
"""


def test_a_rule_without_numbers_is_registered_without_a_gap(findings):
    assert findings(STRIKE.having(discrepancies=IN_WORDS), SOUTH) == []
    gap = IN_WORDS.replace("defect_origin", "gap: 1\n        defect_origin")
    (finding,) = findings(STRIKE.having(discrepancies=gap), SOUTH)
    assert finding.found.endswith("compares no numbers, so that it has no gap")


def test_a_rule_with_numbers_is_registered_with_its_gap(findings):
    without = registered(TOTAL, DENVER).replace("gap: 0.98", "")
    (finding,) = findings(ANOTHER_TOTAL.having(discrepancies=without))
    assert finding.found == "the relation beds/beds-share-share-denver goes with the `gap` between its two sides"  # fmt: skip


def test_a_rule_without_a_case_proves_nothing(verdicts):
    """Two blank cells: `at_most` has no row to compare."""
    none = TALKS.having(**{"tables/talks": """
        name: talks
        title: Talks
        description: No number is in the text.
        columns:
          - {name: kind, type: string, title: Kind, description: What was visited.}
          - {name: visits, type: integer, title: Visits, description: Visits., unit: visits}
        primaryKey: [kind]
        rules: [{kind: at_most, column: visits, limit: 10}]
        read:
          kind: rows
          rows:
            - {within: jails, kind: jails}
    """})  # fmt: skip
    assert verdicts(none)["talks/talks-at-most-visits"] == "indeterminate"


def test_a_rule_may_not_have_the_id_of_a_row_of_another(findings):
    """`beds-unique-code` has rows with the ids `beds-unique-code-dallas` and so on."""
    rule = "{kind: unique, columns: [code]}"
    other = "{kind: unique, columns: [beds, code], name: unique-code-dallas}"
    (finding,) = findings(BEDS.edited(rule, f"{rule}\n          - {other}"))
    assert "has the id of the row Dallas of unique-code" in finding.found


def test_a_number_that_counts_nothing_is_shown_without_separators(findings):
    rule = "rules: [{kind: at_most, column: year, limit: 2018}]"
    found = [
        one.found for one in findings(NORTH.edited("shape: staff", f"shape: staff\n    {rule}"))
    ]
    assert len(found) == 2
    assert all("\nyear 2019; the limit 2018\n" in text for text in found)
