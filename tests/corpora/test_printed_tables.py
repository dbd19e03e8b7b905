"""A printed table in a document: its numerals are accounted for, and its cells are emended with evidence."""

import pytest
from reports import ARRESTS, Report

RACES = Report(
    "races",
    """
    Arrests by race
    Offense White Black
    Robbery. . . 951 1,169
    Fraud a. . . 374a 677
    a With forgery.
    """,
    {
        "tables/races.yaml": """
        name: races
        title: Arrests by race
        description: Arrests of each offense.
        columns:
          - {name: offense, type: string, title: Offense, description: Its name.}
          - {name: white, type: integer, title: White, description: Arrests., unit: arrests}
          - {name: black, type: integer, title: Black, description: Arrests., unit: arrests}
        primaryKey: [offense]
        read:
          kind: grid
          columns_by: trailing_cells
          header: [Offense, White, Black]
          columns: [offense, white, black]
          ends_before: a With forgery.
          footnotes: [a]
        """,
    },
)
"""Cells that are one numeral to a reader of prose, and a number with a mark."""


def test_cells_that_prose_would_take_for_one_number_are_accounted_for(check):
    run = check(RACES)
    assert [one.found for one in run.findings] == []
    cells = run.value("transcribed_tables")["cells"]
    shown = dict(zip(cells["row_key"] + " " + cells["column_name"], cells["value"], strict=True))
    assert {name: int(value) for name, value in shown.items()} == {
        "Robbery white": 951, "Robbery black": 1169, "Fraud white": 374, "Fraud black": 677,
    }  # fmt: skip
    marks = dict(zip(cells["row_key"] + " " + cells["column_name"], cells["mark"], strict=True))
    assert (marks["Fraud white"], marks["Robbery white"]) == ("a", None) or str(
        marks["Robbery white"]
    ) == "<NA>"
    assert set(cells[cells["row_key"] == "Fraud"]["row_mark"]) == {"a"}


def test_a_part_of_a_numeral_outside_the_cells_is_not_accounted_for(findings):
    changed = RACES.edited("Robbery. . . 951 1,169", "Robbery 7 951 1,169")
    assert any("ends with 3 cells" in one.found for one in findings(changed))


def test_the_evidence_for_a_cell_is_a_rule_that_fails_with_the_cell_as_printed(findings):
    evidence = "evidence: arrests-column-total-female-2018"
    other = ARRESTS.edited(evidence, evidence.replace("female", "male"))
    assert ["also holds with the cell as printed" in one.found for one in findings(other)] == [True]
    unknown = ARRESTS.edited(evidence, "evidence: arrests-row-sum")
    assert ["is no rule of the table" in one.found for one in findings(unknown)] == [True]


def test_an_emendation_that_the_rule_refutes_is_refused(findings):
    found = [
        one.found for one in findings(ARRESTS.edited("    5.0      1.1  ", "    5.0      1.8  "))
    ]
    assert any(words.startswith("the rule column-total-female-2018 fails") for words in found)


OFFICES = Report(
    "offices",
    """
    Office | Beds
    North | 3
      Fargo | 1
      Salem | 2
    South | 4
    Total | 7
    Source: payroll.
    """,
    {
        "tables/offices.yaml": """
        name: offices
        title: Beds by office
        description: Beds of each office.
        columns:
          - {name: office, type: string, title: Office, description: Its name.}
          - {name: beds, type: integer, title: Beds, description: Its beds., unit: beds}
          - {name: level, type: integer, title: Level, description: 1 for parts of a region.}
        primaryKey: [office]
        rules:
          - {kind: column_total, columns: [beds], whole: {row: Total}, rows: {level: 0}}
        read:
          kind: grid
          header: [Office, Beds]
          columns: [office, beds]
          ends_before: "Source: payroll."
          levels: {column: level}
        """,
    },
)


def test_a_total_adds_the_rows_of_one_level(verdicts):
    assert verdicts(OFFICES) == {"offices/offices-column-total-beds": "verified"}


@pytest.mark.parametrize("rows", ["}", ", parts: [North, South, Fargo]}"])
def test_a_total_that_adds_a_row_and_its_part_is_refused(rows, findings):
    (finding,) = findings(OFFICES.edited(", rows: {level: 0}}", rows))
    assert "and the row `North`, of which it is a part" in finding.found


def test_a_total_that_adds_no_row_is_refused(findings):
    (finding,) = findings(OFFICES.edited("rows: {level: 0}", "rows: {level: 7}"))
    assert finding.found == "the rule column-total-beds adds no row"
    assert "`parts`, or `rows` with a value that they have" in finding.remedy


SEXES = Report(
    "sexes",
    """
    Table 3. Arrests by sex and age
    [In thousands (2.1 represents 2,100)]
    Offense Under 18
    years
    18 years
    and over
    Stolen property 1. . . 2.1 4.0
    Vagrancy 2. . . – 0.9
    – Represents zero. 1 Buying stolen property. 2 Except begging.
    Source: Master Files.
    """,
    {
        "waivers.yaml": """
        waivers:
          - {reason: number of an exhibit, quote: Table 3.}
        """,
        "tables/sexes.yaml": """
        name: sexes
        title: Arrests by age
        description: Arrests of each offense.
        columns:
          - {name: offense, type: string, title: Offense, description: Its name.}
          - {name: minors, type: number, title: Minors, description: Arrests., unit: arrests}
          - {name: adults, type: number, title: Adults, description: Arrests., unit: arrests}
        primaryKey: [offense]
        read:
          kind: grid
          columns_by: trailing_cells
          header: [[Offense Under 18], [years], [18 years], [and over]]
          columns:
            - {column: offense, title: Offense}
            - {column: minors, title: Under 18 years}
            - {column: adults, title: 18 years and over}
          ends_before: – Represents zero. 1 Buying stolen property. 2 Except begging.
          marks: {–: zero}
          footnotes: ["1", "2"]
          scale: In thousands
        """,
    },
)
"""Numerals in the header, the example of the scale, and the notes; no waiver has a reason for them."""


def test_the_header_the_example_and_the_notes_of_a_table_are_accounted_for(findings):
    assert [one.found for one in findings(SEXES)] == []
    assert [one.found for one in findings(SEXES.edited("{–: zero}", "{–: rounds_to_zero}"))] == []


def test_the_legend_of_a_mark_is_accounted_for_wherever_it_is(findings):
    legend = "Source: Master Files.\n\n    ᵉEstimated. NA Not available. – Zero."
    assert findings(SEXES.edited("Source: Master Files.", legend)) == []
    (finding,) = findings(SEXES.edited("Source: Master Files.", legend.replace("– Zero", "~ Zero")))
    assert finding.subject == "Zero"
    (finding,) = findings(
        SEXES.edited("Source: Master Files.", legend.replace("Zero.", "Zero men."))
    )
    assert finding.subject == "Zero"


@pytest.mark.parametrize(
    ("line", "other", "numeral"),
    [
        ("Source: Master Files.", "Some 12 of them were held.", "12"),
        ("Source: Master Files.", "Of them 2 Officers were held.", "2"),
        ("Source: Master Files.", "The remainder was zero.", "zero"),
        ("Source: Master Files.", "\n    2 Except begging.", "2"),
        ("Table 3. Arrests by sex", "Table 3. Arrests of 12 by sex", "12"),
    ],
)
def test_other_numerals_around_a_table_are_not_accounted_for(line, other, numeral, findings):
    (finding,) = findings(SEXES.edited(line, other))
    assert finding.subject == numeral
    assert "is not accounted for" in finding.found
