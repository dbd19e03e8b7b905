"""The table of cells: every cell of every table that a report prints, one a row."""

from decimal import Decimal
from typing import Any

from schemas.column import PublishedTable, column, rule
from schemas.vocabularies import AVAILABILITY


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
        "Least number that would be printed so; empty where there is none.",
        required=False,
        change_class="derived",
    )
    upper: Decimal = column(
        "Upper end",
        "Greatest number that would be printed so; empty where there is none.",
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
    unit: str = column("Unit", "What one unit of the number counts.", required=False)

    @rule("a number lies between its ends; a cell without a number has none")
    def within_its_ends(cls, table: Any) -> Any:
        value, lower, upper = table["value"], table["lower"], table["upper"]
        inside = (lower.isna() | (lower <= value)) & (upper.isna() | (value <= upper))
        return value.notna() & inside | value.isna() & lower.isna() & upper.isna()
