"""The table of bounds: what follows about quantities that the texts held do not carry."""

from datetime import date
from decimal import Decimal
from typing import Any

from schemas.column import GREATEST_INT32, QUALIFIED_ID, PublishedTable, column, rule
from schemas.vocabularies import AVAILABILITY


class Bounds(PublishedTable):
    """Least and greatest values that the stated figures leave open; nothing here is an estimate."""

    bound_id: str = column(
        "Bound", "Stable id, under the name of its document.", key=True, pattern=QUALIFIED_ID
    )
    quantity_id: str = column(
        "Quantity", "What is bounded; alternative readings share it.", pattern=QUALIFIED_ID
    )
    measure_id: str = column("Measure", "What is measured.", references=("measures", "measure_id"))
    population: str = column("Population", "What is counted.", change_class="meaning")
    period_start: date = column(
        "Period from", "First day of the period; empty where none is named.", required=False
    )
    period_end: date = column(
        "Period to", "Last day of the period; empty where none is named.", required=False
    )
    availability: str = column(
        "Availability", "Why the text held does not carry it.", vocabulary=AVAILABILITY
    )
    lower: Decimal = column(
        "Lower end", "Least value that agrees with the figures.", change_class="derived"
    )
    upper: Decimal = column(
        "Upper end",
        "Greatest value that agrees with the figures; empty where nothing bounds it.",
        required=False,
        change_class="derived",
    )
    unit: str = column("Unit", "What one unit counts.", sdmx="UNIT_MEASURE")
    reading: str = column(
        "Reading",
        "The reading of a discrepancy that it takes; alternative readings have rows of their own.",
        required=False,
    )
    comparability: str = column(
        "Comparability",
        "The assumption under which figures of different reports meet in it; a row without one beside it says "
        "what follows without.",
        required=False,
    )
    rests_on: str = column(
        "Rests on",
        "The figures and facts that bind it, separated by spaces; without any of them it would be wider.",
        change_class="derived",
    )
    relations: str = column(
        "Relations",
        "The relations that join them, separated by spaces; without any of them it would be wider.",
        change_class="derived",
    )
    assumptions: str = column(
        "Assumptions", "What is taken for granted, in words.", change_class="meaning"
    )
    mentioned: str = column(
        "Mentioned",
        "The document's words that speak of the quantity, with single spaces.",
        change_class="wording",
    )
    source_id: str = column("Source", "The document.", references=("sources", "source_id"))
    page: int = column(
        "Page",
        "Printed page of these words, where it can be told.",
        required=False,
        minimum=1,
        maximum=GREATEST_INT32,
    )
    line: int = column(
        "Line",
        "Line of these words in the text, counted from 1.",
        minimum=1,
        maximum=GREATEST_INT32,
        change_class="derived",
    )

    @rule("the lower end is not above the upper end")
    def ends_in_order(cls, table: Any) -> Any:
        return table["upper"].isna() | (table["lower"] <= table["upper"])
