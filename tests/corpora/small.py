"""The small reports of these tests: a percent column, subtotals with a blank cell, a shape that two share."""

from reports import declared, grid, number, report, shape, table

BEDS = """\
Beds by place
Place\tVisits\tPercent
Austin\t10\t33.3%
Boston\t10\t33.3%
Cleveland\t10\t33.3%
All\t30\t100.0%
End of beds.
"""
PERCENT = "  - {name: share, type: number, title: Share, description: In percent., unit: percent}\n"
BEDS_RULES = """
  - {kind: share, column: share, part: visits, whole: {row: All}}
  - {kind: column_total, columns: [visits, share], whole: {row: All}}
  - {kind: unique, columns: [place]}"""
BEDS_TABLE = table(
    "beds",
    number("visits") + PERCENT,
    BEDS_RULES,
    grid("Place, Visits, Percent", "place, visits, share", "End of beds."),
)

REGIONS = """\
Visits by region
Region\tAnnounced\tOther\tAll visits
West\t5\t15\t20
Reno\t1\t11\t12
Tahoe\t4\t4\t8
East\t2\t\t9
Sum\t7\t\t29
We made 29 visits.
"""
REGION_RULES = """
  - {kind: row_sum, total: visits, parts: [announced, other]}
  - {kind: subtotal, columns: [announced, other, visits], whole: West, parts: [Reno, Tahoe]}
  - {kind: column_total, columns: [announced, visits], whole: {figures: {announced: announced-visits, visits: all-visits}}}
  - {kind: at_most, column: announced, limit: visits}"""
REGION_TABLE = table(
    "regions",
    number("announced") + number("other") + number("visits"),
    REGION_RULES,
    grid(
        "Region, Announced, Other, All visits",
        "place, announced, other, visits",
        "We made 29 visits.",
        '  totals: [Sum]\n  marks: {"": missing}\n',
    ),
)
FIGURE = """
  - {{id: {id}, measure: visits, location: {where}, quote: "{quote}", at: "{at}", value: {at}, population: visits}}"""
REGION_FIGURES = (
    FIGURE.format(id="announced-visits", where="table", quote="Sum 7", at="7")
    + FIGURE.format(id="all-visits", where="table", quote="29 We made", at="29")
    + FIGURE.format(id="visits-stated", where="prose", quote="We made 29 visits.", at="29")
)
REGION_RELATIONS = """\
relations:
  - id: visits-in-text-and-table
    kind: same_value
    formula: visits in the text = visits in the table
    same: [visits-stated, all-visits]
  - id: west-in-all
    kind: part_of
    formula: visits in the west are among all visits
    whole: visits-stated
    parts: [{table: regions, row: West, column: visits}]
"""

YEARS = """\
Visits by year
Year\tVisits
2017\t4
2018\t6
2019\t5
End of years.
"""
YEARS_SHAPE = (
    declared(
        "  - {name: year, type: integer, title: Year, description: The year.}\n" + number("visits"),
        "\n  - {kind: consecutive, column: year}",
    )
    .replace("  - {name: place, type: string, title: Place, description: The place.}\n", "")
    .replace("primaryKey: [place]", "primaryKey: [year]")
)
YEARS_TABLE = "shape: visits_by_year\nread:\n" + grid(
    "Year, Visits", "year, visits", "End of years."
)


def add_beds(root):
    return report(root, "beds-report", BEDS, tables_beds=BEDS_TABLE)


def add_regions(root):
    return report(
        root,
        "regions-report",
        REGIONS,
        figures=REGION_FIGURES,
        relations=REGION_RELATIONS,
        tables_regions=REGION_TABLE,
    )


def add_years(root, name="years-report", text=YEARS):
    shape(root, "visits_by_year", YEARS_SHAPE)
    return report(root, name, text, tables_years=YEARS_TABLE)


def add_words(root):
    """A report without tables and without figures."""
    return report(root, "words-report", "We visited some places.\n")
