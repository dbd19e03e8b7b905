"""The table of discrepancies: statements that do not agree, and defects of a text."""

from decimal import Decimal
from typing import Any

from schemas.column import GREATEST_INT32, QUALIFIED_ID, PublishedTable, column, rule
from schemas.vocabularies import DEFECT_ORIGIN, DISCREPANCY_KIND


class Discrepancies(PublishedTable):
    """Statements that do not agree, or a defect of a text, each with both quotations."""

    discrepancy_id: str = column(
        "Discrepancy", "Stable id, under the name of its document.", key=True, pattern=QUALIFIED_ID
    )
    kind: str = column("Kind", "In what the statements disagree.", vocabulary=DISCREPANCY_KIND)
    relation_id: str = column(
        "Relation",
        "The relation that proves it; empty where words disagree and no numbers.",
        required=False,
        references=("relations", "relation_id"),
    )
    first_quote: str = column(
        "First quotation",
        "The words of one statement, with single spaces.",
        traced="words",
        change_class="wording",
    )
    first_said: str = column("First, at odds", "The words in it that disagree with the second.")
    first_figure_id: str = column(
        "First figure",
        "The figure that it states, where it is one.",
        required=False,
        references=("figures", "figure_id"),
    )
    first_page: int = column(
        "First page",
        "Printed page, where it can be told.",
        required=False,
        minimum=1,
        maximum=GREATEST_INT32,
    )
    first_line: int = column(
        "First line",
        "Line of the text, counted from 1.",
        minimum=1,
        maximum=GREATEST_INT32,
        change_class="wording",
    )
    second_quote: str = column(
        "Second quotation",
        "The words of the other statement, with single spaces.",
        traced="words",
        change_class="wording",
    )
    second_said: str = column("Second, at odds", "The words in it that disagree with the first.")
    second_figure_id: str = column(
        "Second figure",
        "The figure that it states, where it is one.",
        required=False,
        references=("figures", "figure_id"),
    )
    second_page: int = column(
        "Second page",
        "Printed page, where it can be told.",
        required=False,
        minimum=1,
        maximum=GREATEST_INT32,
    )
    second_line: int = column(
        "Second line",
        "Line of the text, counted from 1.",
        minimum=1,
        maximum=GREATEST_INT32,
        change_class="wording",
    )
    gap: Decimal = column(
        "Gap",
        "How far what is computed lies from what is stated, both taken as intervals; empty where words disagree.",
        required=False,
        change_class="derived",
    )
    gap_unit: str = column(
        "Unit of the gap", "What one unit of the gap counts.", required=False, sdmx="UNIT_MEASURE"
    )
    readings: str = column(
        "Readings",
        "The readings that it leaves, separated by spaces; bounds are given under each.",
        required=False,
    )
    defect_origin: str = column(
        "Origin", "Where the defect arose, as far as known.", vocabulary=DEFECT_ORIGIN
    )
    explanation: str = column(
        "Explanation", "What disagrees, in one neutral sentence.", change_class="wording"
    )
    figure_ids: str = column(
        "Figures concerned",
        "Every figure that the quotations contain, and every one that the relation computes with; ids separated by "
        "spaces.",
        required=False,
        change_class="derived",
    )
    source_id: str = column("Source", "The document.", references=("sources", "source_id"))

    @rule("a gap is not negative, has a unit, and comes from a relation")
    def gap_is_proved(cls, table: Any) -> Any:
        gap = table["gap"].notna()
        return (
            (~gap | (table["gap"] >= 0))
            & (gap == table["gap_unit"].notna())
            & (~gap | table["relation_id"].notna())
        )
