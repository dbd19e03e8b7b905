"""The table of shares: cells of tables, one a row, in percent of the total that their document states."""

from datetime import date
from decimal import Decimal
from typing import Any

from schemas.column import GREATEST_INT32, PublishedTable, column, repeated, rule
from schemas.core.figures import Figures


class CellShares(PublishedTable):
    """Tables in long form: each cell with its place as printed, its total, its share of that, and the period.

    Shares are computed; no document states them.
    """

    source_id: str = column(
        "Source", "The document.", key=True, references=("sources", "source_id")
    )
    table_name: str = column("Table", "Name of the published table.", key=True)
    row_key: str = column("Row", "Key of the row within its document.", key=True)
    column_name: str = column("Column", "Name of the column.", key=True)
    printed_order: int = column(
        "Printed order",
        "Place of the row in the table as printed, counted from 1.",
        minimum=1,
        maximum=GREATEST_INT32,
    )
    value: Decimal = column("Value", "The number of the cell.", sdmx="OBS_VALUE")
    unit: str = column("Unit", "What one unit of the number counts.", change_class="meaning")
    share: Decimal = column(
        "Share",
        "The cell in percent of the total, where both are exact; rounded to six decimals if it has more.",
        unit="percent",
        required=False,
        change_class="derived",
    )
    share_lower: Decimal = column(
        "Share, lower end",
        "Least share that follows, rounded down to six decimals.",
        unit="percent",
        change_class="derived",
    )
    share_upper: Decimal = column(
        "Share, upper end",
        "Greatest share that follows, rounded up to six decimals; empty where nothing bounds it.",
        unit="percent",
        required=False,
        change_class="derived",
    )
    total_figure_id: str = column(
        "Total",
        "The figure that is the total of the column.",
        references=("figures", "figure_id"),
        change_class="meaning",
    )
    period_start: date = repeated(Figures, "period_start")
    period_end: date = repeated(Figures, "period_end")
    period_printed: str = repeated(Figures, "period_printed")

    @rule("a share lies between its ends")
    def between_its_ends(cls, table: Any) -> Any:
        share, lower, upper = table["share"], table["share_lower"], table["share_upper"]
        in_order = upper.isna() | (lower <= upper)
        return in_order & (share.isna() | ((lower <= share) & (share <= upper)).fillna(False))
