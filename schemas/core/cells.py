"""The table of cells: every cell of every table that a report prints, one a row."""

from decimal import Decimal
from typing import Any

from schemas.column import PublishedTable, column, rule
from schemas.vocabularies import AVAILABILITY, INTERVAL_KIND


class Cells(PublishedTable):
    """Cells of the tables that reports print, one a row, so that one query reads across reports."""

    source_id: str = column(
        "Source", "The document.", key=True, references=("sources", "source_id")
    )
    table_name: str = column("Table", "Name of the published table.", key=True)
    row_key: str = column(
        "Row", "Key of the row within its document; several columns joined by spaces.", key=True
    )
    column_name: str = column("Column", "Name of the column.", key=True)
    value: Decimal = column(
        "Value", "The number; empty where the cell holds none.", required=False, sdmx="OBS_VALUE"
    )
    text: str = column(
        "Text",
        "The words of a cell of words, or the characters printed in place of a number; empty where the value "
        "says all.",
        required=False,
        change_class="wording",
    )
    lower: Decimal = column(
        "Lower end",
        "Least number that would be printed so; empty where nothing bounds it below.",
        required=False,
        change_class="derived",
    )
    lower_closed: bool = column(
        "Lower end included",
        "Whether the lower end itself is admissible; empty where there is none.",
        required=False,
        change_class="derived",
    )
    upper: Decimal = column(
        "Upper end",
        "Greatest number that would be printed so; empty where nothing bounds it above.",
        required=False,
        change_class="derived",
    )
    upper_closed: bool = column(
        "Upper end included",
        "Whether the upper end itself is admissible; empty where there is none.",
        required=False,
        change_class="derived",
    )
    interval_kind: str = column(
        "Kind of interval",
        "What lower and upper end say. Empty where the cell holds no number.",
        required=False,
        vocabulary=INTERVAL_KIND,
        change_class="derived",
    )
    working_lower: Decimal = column(
        "Working lower end",
        "Lower end of the printed precision of an approximate number, itself included. Relations compute with it, "
        "and it is no bound. Empty where the number is not approximate.",
        required=False,
        change_class="derived",
    )
    working_upper: Decimal = column(
        "Working upper end",
        "Upper end of the printed precision of an approximate number, itself included. Empty where the number is not "
        "approximate, or where nothing ends its printed precision.",
        required=False,
        change_class="derived",
    )
    availability: str = column(
        "Availability",
        "Why the cell holds neither a number nor words; empty where it does.",
        required=False,
        vocabulary={
            **AVAILABILITY,
            "not_applicable": "the document states that there is no such value",
        },
        sdmx="OBS_STATUS",
    )
    mark: str = column(
        "Footnote mark",
        "Marks of footnotes printed at the cell, apart from its number or words; several joined by commas.",
        required=False,
        change_class="wording",
    )
    row_mark: str = column(
        "Footnote mark of the row",
        "Marks of footnotes printed at the label of the cell's row, apart from the label.",
        required=False,
        change_class="wording",
    )
    unit: str = column("Unit", "What one unit of the number counts.", required=False)

    @rule("a number lies between its ends; a cell without a number has none")
    def within_its_ends(cls, table: Any) -> Any:
        value, lower, upper = table["value"], table["lower"], table["upper"]
        inside = (lower.isna() | (lower <= value)) & (upper.isna() | (value <= upper))
        return value.notna() & inside | value.isna() & lower.isna() & upper.isna()

    @rule("an approximate number has working ends and no others; all other numbers have none")
    def approximate_has_no_ends(cls, table: Any) -> Any:
        return has_ends_of_its_kind(table)

    @rule("a number has a kind of interval, and nothing else has")
    def number_has_kind(cls, table: Any) -> Any:
        return table["value"].notna() == table["interval_kind"].notna()


def has_ends_of_its_kind(table: Any) -> Any:
    """Rows whose ends are those that the kind of their interval has."""
    approximate = (table["interval_kind"] == "approximate").fillna(False)
    ends, working = table[["lower", "upper"]], table[["working_lower", "working_upper"]]
    has_ends, works = ends.notna().any(axis=1), working.notna().any(axis=1)
    return (approximate & ~has_ends & works) | (~approximate & ~works)
