"""The tables of relations: what must agree between figures, and what takes part in it."""

from decimal import Decimal
from typing import Any

from schemas.column import QUALIFIED_ID, PublishedTable, column, rule
from schemas.vocabularies import RELATION_KIND, ROLE, VERDICT


class Relations(PublishedTable):
    """Relations between figures, recomputed at each build with intervals instead of tolerances."""

    relation_id: str = column(
        "Relation", "Stable id, under the name of its document.", key=True, pattern=QUALIFIED_ID
    )
    kind: str = column("Kind", "What sort of relation it is.", vocabulary=RELATION_KIND)
    formula: str = column("Formula", "The relation in words.", change_class="wording")
    computed_lower: Decimal = column(
        "Computed, lower end",
        "Least value that follows from the members; empty where unbounded.",
        required=False,
        change_class="derived",
    )
    computed_lower_closed: bool = column(
        "Computed, lower end included",
        "Whether the lower end itself follows; empty where unbounded.",
        required=False,
        change_class="derived",
    )
    computed_upper: Decimal = column(
        "Computed, upper end",
        "Greatest value that follows from the members; empty where unbounded.",
        required=False,
        change_class="derived",
    )
    computed_upper_closed: bool = column(
        "Computed, upper end included",
        "Whether the upper end itself follows; empty where unbounded.",
        required=False,
        change_class="derived",
    )
    stated_lower: Decimal = column(
        "Stated, lower end",
        "Least value that would be printed as stated; empty where unbounded.",
        required=False,
        change_class="derived",
    )
    stated_lower_closed: bool = column(
        "Stated, lower end included",
        "Whether the lower end itself would be; empty where unbounded.",
        required=False,
        change_class="derived",
    )
    stated_upper: Decimal = column(
        "Stated, upper end",
        "Greatest value that would be printed as stated; empty where unbounded.",
        required=False,
        change_class="derived",
    )
    stated_upper_closed: bool = column(
        "Stated, upper end included",
        "Whether the upper end itself would be; empty where unbounded.",
        required=False,
        change_class="derived",
    )
    verdict: str = column(
        "Verdict", "Whether the two sides agree.", vocabulary=VERDICT, change_class="derived"
    )
    truncation_reconciles: bool = column(
        "Truncation reconciles",
        "Whether the two sides would agree, had the stated number been cut off instead of rounded; empty where "
        "the relation is not inconsistent, or where its stated number is not rounded.",
        required=False,
        change_class="derived",
    )
    rounding_up_reconciles: bool = column(
        "Rounding up reconciles",
        "Whether the two sides would agree, had the stated number been rounded up instead of to the nearest; empty "
        "where the relation is not inconsistent, or where its stated number is not rounded.",
        required=False,
        change_class="derived",
    )
    cut_off: bool = column(
        "Cut off",
        "Whether the stated number is taken as cut off instead of rounded, as its reading says.",
    )
    discrepancy_id: str = column(
        "Discrepancy",
        "The discrepancy that the relation proves.",
        required=False,
        references=("discrepancies", "discrepancy_id"),
    )
    reading: str = column(
        "Reading",
        "The reading of a discrepancy under which the relation holds; empty where it holds under all.",
        required=False,
    )
    comparability: str = column(
        "Comparability",
        "The assumption under which figures of different reports meet in it.",
        required=False,
        change_class="meaning",
    )
    assumptions: str = column(
        "Assumptions", "What else is taken for granted.", required=False, change_class="meaning"
    )
    table_name: str = column(
        "Table",
        "The table whose rule the relation is; empty where it is no table's.",
        required=False,
    )
    rule: str = column(
        "Rule",
        "Name of the rule in the table, as the descriptor has it; empty where the relation is no table's.",
        required=False,
    )
    row_key: str = column(
        "Row",
        "The row that the relation is about, where a discrepancy is registered for it; empty where the relation is "
        "about all other rows to which its rule applies. Its ends are those of the first row with its verdict.",
        required=False,
    )
    source_id: str = column(
        "Source",
        "The document that it is about; empty where it spans documents.",
        required=False,
        references=("sources", "source_id"),
    )


class RelationMembers(PublishedTable):
    """Numbers that take part in a relation, in which role, and how far each could lie elsewhere."""

    member_id: str = column("Member", "Stable id: relation, role and number.", key=True)
    relation_id: str = column("Relation", "The relation.", references=("relations", "relation_id"))
    role: str = column("Role", "The part that the number plays.", vocabulary=ROLE)
    figure_id: str = column(
        "Figure",
        "The figure; empty where the number is none.",
        required=False,
        references=("figures", "figure_id"),
    )
    quantity_id: str = column(
        "Quantity", "The quantity that no text held carries, where it is one.", required=False
    )
    table_name: str = column(
        "Table", "The table of the cell or column, where it is one.", required=False
    )
    row_key: str = column(
        "Row",
        "Row of the cell within its document; empty where the member is a whole column.",
        required=False,
    )
    column_name: str = column(
        "Column", "The column, where the number is a cell or a column of cells.", required=False
    )
    cell_source_id: str = column(
        "Document of the cell",
        "The document whose cell or column of cells it is, which may not be that of the relation.",
        required=False,
        references=("sources", "source_id"),
    )
    given: Decimal = column(
        "Given",
        "The number itself, where it is no figure, quantity or cell: rows counted, a fact, a limit.",
        required=False,
        change_class="derived",
    )
    given_as: str = column(
        "Given as",
        "What the given number is.",
        required=False,
        change_class="wording",
    )
    qualifier_dropped: bool = column(
        "Qualifier dropped",
        "Whether an article states the number without the word, such as “about”, that makes it approximate in the "
        "report's own words. The number then counts as approximate, so that no verdict is better for a dropped word.",
        change_class="derived",
    )
    step: Decimal = column(
        "Step",
        "The step in which the figure is printed, in its own unit; empty where the relation does not hold.",
        required=False,
        change_class="derived",
    )
    slack_down: Decimal = column(
        "Slack downward",
        "By how many units the figure could be printed lower, in whole steps, with the relation still holding; one "
        "step more and it would not. Empty where no lower number would turn it.",
        required=False,
        change_class="derived",
    )
    slack_up: Decimal = column(
        "Slack upward",
        "By how many units the figure could be printed higher, in whole steps, with the relation still holding; one "
        "step more and it would not. Empty where no higher number would turn it.",
        required=False,
        change_class="derived",
    )

    @rule("a slack is not negative")
    def slack_not_negative(cls, table: Any) -> Any:
        down, up = table["slack_down"], table["slack_up"]
        return (down.isna() | (down >= 0)) & (up.isna() | (up >= 0))

    @rule("a member is a figure, a quantity, a cell or column, or a number given")
    def is_one_thing(cls, table: Any) -> Any:
        names = ("figure_id", "quantity_id", "column_name", "given")
        return sum(table[name].notna().astype(int) for name in names) == 1

    @rule("a cell or column has its table")
    def has_its_table(cls, table: Any) -> Any:
        return (table["table_name"].notna() == table["column_name"].notna()) & (
            table["row_key"].isna() | table["column_name"].notna()
        )
