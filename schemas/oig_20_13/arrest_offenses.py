"""The table of offenses of arrested aliens by violation category."""

from typing import Any

from schemas.column import GREATEST_INT32, PublishedTable, column, rule
from schemas.declared import caution_column


class ArrestOffenses(PublishedTable):
    """FY 2019 ICE arrests by violation category (OIG-20-13, Appendix C): its 30 categories.

    The printed totals are figures; a count is of charges and convictions, not of persons.
    """

    source_id: str = column(
        "Source", "The document.", key=True, references=("sources", "source_id")
    )
    violation_category: str = column(
        "Violation category", "Name of the category, as printed.", key=True, traced="words"
    )
    charges: int = column(
        "Charges",
        "Number printed under Charges.",
        unit="charges",
        minimum=0,
        maximum=GREATEST_INT32,
        traced="number",
    )
    convictions: int = column(
        "Convictions",
        "Number printed under Convictions.",
        unit="convictions",
        minimum=0,
        maximum=GREATEST_INT32,
        traced="number",
    )
    total_offenses: int = column(
        "Total offenses",
        "Number printed under Total Offenses.",
        unit="offenses",
        minimum=0,
        maximum=GREATEST_INT32,
        traced="number",
    )
    caution: str = caution_column()

    @rule("charges + convictions = total_offenses, in every row")
    def rows_add_up(cls, table: Any) -> Any:
        return table["charges"] + table["convictions"] == table["total_offenses"]
