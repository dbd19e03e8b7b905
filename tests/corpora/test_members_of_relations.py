"""What a relation says of members that are cells or columns: in findings, in the published table, and where one is not there.

Each kind of relation with cells, and slack, is in `test_cells_in_relations`.
"""

import pytest
from reports import Report

CARS = Report(
    "cars",
    """
    Cars by office
    Office | Cars | Vans
    Boise | 12 | 3
    Dallas | 30 | 5
    We counted 50 vehicles.
    Dallas has 18 cars more than Boise.
    Dallas has 71 percent of all cars.
    """,
    {
        "figures.yaml": """
        transcribed_by: person
        checked_by: none
        figures:
          - {id: all, measure: vehicles, quote: We counted 50 vehicles, at: "50", value: 50, population: vehicles}
          - {id: more, measure: vehicles, quote: has 18 cars more, at: "18", value: 18, population: cars}
          - {id: share, measure: vehicles, statistic: share, quote: has 71 percent, at: "71", value: 71, population: cars, denominator: all cars}
        """,
        "tables/cars.yaml": """
        name: cars
        title: Cars by office
        description: Vehicles of each office.
        columns:
          - {name: office, type: string, title: Office, description: Its town.}
          - {name: cars, type: integer, title: Cars, description: Its cars., constraints: {minimum: 0}}
          - {name: vans, type: integer, title: Vans, description: Its vans., constraints: {minimum: 0}}
        primaryKey: [office]
        read:
          kind: grid
          header: [Office, Cars, Vans]
          columns: [office, cars, vans]
          ends_before: We counted 50 vehicles.
        """,
        "relations.yaml": """
        relations:
          - id: all-vehicles
            kind: sum
            formula: cars + vans = vehicles
            whole: all
            parts: [{table: cars, column: cars}, {table: cars, column: vans}]
          - id: more-in-dallas
            kind: difference
            formula: cars in Dallas - cars in Boise
            stated: more
            whole: {table: cars, row: Dallas, column: cars}
            parts: [{table: cars, row: Boise, column: cars}]
          - id: share-of-dallas
            kind: share
            formula: cars in Dallas in percent of all cars
            stated: share
            whole: {table: cars, column: cars}
            parts: [{table: cars, row: Dallas, column: cars}]
          - id: dallas-in-all
            kind: part_of
            formula: cars in Dallas are among all vehicles
            whole: all
            parts: [{table: cars__cars, row: Dallas, column: cars}]
        """,
    },
)  # fmt: skip
"""Two columns of numbers, and three sentences about them."""


def test_relations_of_cells_and_columns_are_verified(verdicts):
    assert verdicts(CARS) == {
        "cars/all-vehicles": "verified",
        "cars/dallas-in-all": "verified",
        "cars/more-in-dallas": "verified",
        "cars/share-of-dallas": "verified",
    }


WRONG = {
    "Boise | 12 | 3": ("Boise | 12 | 4", ["all-vehicles"]),
    "Boise | 12": ("Boise | 11", ["all-vehicles", "more-in-dallas", "share-of-dallas"]),
    "Dallas | 30": ("Dallas | 51", ["all-vehicles", "dallas-in-all", "more-in-dallas", "share-of-dallas"]),
}  # fmt: skip


@pytest.mark.parametrize("old", WRONG)
def test_a_cell_that_changes_fails_each_relation_of_it(old, findings):
    new, failing = WRONG[old]
    found = findings(CARS.edited(old, new))
    assert sorted(finding.subject for finding in found) == [f"cars/{name}" for name in failing]
    assert {finding.file for finding in found} == {"sources/cars/relations.yaml"}
    assert all("register a discrepancy" in finding.remedy for finding in found)


def test_a_relation_that_fails_names_its_cells_by_table_row_and_column(findings):
    (found, *_) = findings(CARS.edited("Boise | 12 | 3", "Boise | 12 | 4"))
    assert found.found.splitlines() == [
        "cars + vans = vehicles",
        "computed 51, stated 50; the members are",
        "  whole cars/all: `50`, sources/cars/figures.yaml:4",
        "  part cars/cars:cars: 42, cars__cars, all rows, cars",
        "  part cars/cars:vans: 9, cars__cars, all rows, vans",
    ]


def members(check, report):
    checked = check(report)
    assert [str(finding) for finding in checked.findings] == []
    return checked.value("consistency_tables")["relation_members"].set_index("member_id")


def test_a_member_says_which_cell_or_column_it_is(check):
    published = members(check, CARS)
    columns = ["table_name", "row_key", "column_name", "cell_source_id"]
    cell = published.loc["cars/dallas-in-all:part:cars/cars__cars:Dallas:cars", columns]
    assert list(cell) == ["cars__cars", "Dallas", "cars", "cars"]
    column = published.loc["cars/all-vehicles:part:cars/cars:vans", columns]
    assert list(column.fillna("all rows")) == ["cars__cars", "all rows", "vans", "cars"]


def test_the_sum_of_a_column_is_no_printed_number_and_has_no_slack(check):
    column = members(check, CARS).loc["cars/all-vehicles:part:cars/cars:vans"]
    assert column.isna()[["step", "slack_down", "slack_up"]].all()


MISSING = {
    "a table": ("whole: {table: cars, row: Dallas", "whole: {table: trucks, row: Dallas",
                "the document cars has no table `trucks`", "name one of: cars__cars"),
    "a row": ("whole: {table: cars, row: Dallas", "whole: {table: cars, row: Dalas",
              "cars__cars has no row `Dalas`", "name the row by its key, such as: Dallas"),
    "a column": ("whole: {table: cars, row: Dallas, column: cars", "whole: {table: cars, row: Dallas, column: car",
                 "cars__cars has no column `car`", "name one of: office, cars, vans"),
    "a column of numbers": ("whole: {table: cars, row: Dallas, column: cars", "whole: {table: cars, row: Dallas, column: office",
                            "`office` of cars__cars is not a column of numbers", "name a column of type integer or number"),
    "a document": ("whole: {table: cars, row: Dallas", "whole: {document: vans, table: cars, row: Dallas",
                   "the document vans has no table `cars`", "declare it in sources/vans/tables/"),
}  # fmt: skip


@pytest.mark.parametrize("what", MISSING)
def test_a_member_that_is_not_there_is_one_finding(what, findings):
    old, new, says, remedy = MISSING[what]
    (finding,) = findings(CARS.edited(old, new))
    assert (finding.file, finding.subject) == ("sources/cars/relations.yaml", "cars/more-in-dallas")
    assert (finding.found, finding.remedy) == (says, remedy)
    assert finding.line in range(7, 13)
