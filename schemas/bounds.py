"""The table of bounds: what follows about quantities that the text held does not carry."""

from datetime import date
from decimal import Decimal
from typing import Any

from schemas.column import PublishedTable, column, rule


class Bounds(PublishedTable):
    """Least and greatest values that the stated figures leave open; nothing here is an estimate."""

    bound_id: str = column("Bound", "Stable id.", key=True, pattern=r"^[a-z0-9-]+$")
    quantity_id: str = column(
        "Quantity", "What is bounded; alternative readings share it.", pattern=r"^[a-z0-9-]+$"
    )
    measure_id: str = column("Measure", "What is measured.", references=("measures", "measure_id"))
    period_start: date = column("Period from", "First day of the period.")
    period_end: date = column("Period to", "Last day of the period.")
    lower: Decimal = column(
        "Lower end", "Least value that agrees with the figures.", change_class="derived"
    )
    upper: Decimal = column(
        "Upper end", "Greatest value that agrees with the figures.", change_class="derived"
    )
    unit: str = column("Unit", "What one unit counts.", sdmx="UNIT_MEASURE")
    rests_on: str = column(
        "Rests on",
        "The figures that bind it, separated by spaces.",
        change_class="derived",
    )
    assumptions: str = column(
        "Assumptions", "What is taken for granted, in words.", change_class="meaning"
    )
    source_id: str = column("Source", "The document.", references=("sources", "source_id"))

    @rule("the lower end is not above the upper end")
    def ends_in_order(cls, table: Any) -> Any:
        return table["lower"] <= table["upper"]
