"""The table of answers: what follows for questions that no document answers in so many words."""

from decimal import Decimal
from typing import Any

from schemas.column import QUALIFIED_ID, PublishedTable, column, rule
from schemas.vocabularies import ANSWER_KIND


class Answers(PublishedTable):
    """Answers to obvious questions, computed from figures and cells; no document states them, and none is an estimate."""

    answer_id: str = column("Answer", "Stable id.", key=True, pattern=QUALIFIED_ID)
    question: str = column("Question", "The question.", change_class="wording")
    kind: str = column(
        "Kind", "How it is computed.", vocabulary=ANSWER_KIND, change_class="meaning"
    )
    formula: str = column(
        "Formula",
        "How it is computed, in words, with the ids of the figures.",
        change_class="meaning",
    )
    value: Decimal = column(
        "Value",
        "The answer, where just one number follows; rounded to six decimals if it has more. Empty where several follow.",
        required=False,
        sdmx="OBS_VALUE",
        change_class="derived",
    )
    lower: Decimal = column(
        "Lower end",
        "Least number that follows, rounded down to six decimals; empty where nothing bounds it below.",
        required=False,
        change_class="derived",
    )
    lower_closed: bool = column(
        "Lower end included",
        "Whether the lower end itself follows; empty where there is none.",
        required=False,
        change_class="derived",
    )
    upper: Decimal = column(
        "Upper end",
        "Greatest number that follows, rounded up to six decimals; empty where nothing bounds it above.",
        required=False,
        change_class="derived",
    )
    upper_closed: bool = column(
        "Upper end included",
        "Whether the upper end itself follows; empty where there is none.",
        required=False,
        change_class="derived",
    )
    unit: str = column(
        "Unit",
        "What one unit of the answer counts.",
        sdmx="UNIT_MEASURE",
        change_class="meaning",
    )
    reading: str = column(
        "Reading",
        "The reading of a discrepancy that it takes; the answer under another reading has a row of its own.",
        required=False,
    )
    assumptions: str = column(
        "Assumptions",
        "What is taken for granted, in words; empty where nothing is but the numbers.",
        required=False,
        change_class="meaning",
    )
    caution: str = column(
        "Caution",
        "What the answer does not say, then what is to be known of each figure it rests on. Empty where there is "
        "nothing to say.",
        required=False,
        change_class="wording",
    )
    rests_on: str = column(
        "Rests on",
        "The figures that it is computed from, in the order of the formula, separated by spaces; of a choice between "
        "candidates, also the figures that bound the quantity.",
        required=False,
        change_class="derived",
    )
    cells: str = column(
        "Cells",
        "The cells and columns of tables that it is computed from, separated by semicolons; empty where there are none.",
        required=False,
        change_class="derived",
    )
    discrepancy_ids: str = column(
        "Discrepancies",
        "Every discrepancy that one of its figures or cells is in; ids separated by spaces.",
        required=False,
        change_class="derived",
    )

    @rule("the lower end is not above the upper end, and the value lies between them")
    def ends_in_order(cls, table: Any) -> Any:
        value, lower, upper = table["value"], table["lower"], table["upper"]
        in_order = lower.isna() | upper.isna() | (lower <= upper)
        inside = value.isna() | ((lower <= value) & (value <= upper)).fillna(False)
        return in_order & inside

    @rule("an answer rests on a figure or a cell")
    def rests_on_something(cls, table: Any) -> Any:
        return table["rests_on"].notna() | table["cells"].notna()
