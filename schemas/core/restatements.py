"""The table of restatements: figures of articles against the words of the report they cover."""

from typing import Any

from schemas.column import QUALIFIED_ID, PublishedTable, column, rule
from schemas.vocabularies import (
    ATTRIBUTION,
    COUNTED_AGREEMENT,
    PERIOD_AGREEMENT,
    QUALIFIER_AGREEMENT,
    VALUE_AGREEMENT,
)


class Restatements(PublishedTable):
    """Figures of articles, each held field by field against the report's own words, where a text held has them.

    Agreement is computed from the fields. It is no judgement of an article, and nothing is added up by
    outlet.
    """

    restatement_id: str = column(
        "Restatement",
        "Stable id, under the name of its document, that of the figure.",
        key=True,
        pattern=QUALIFIED_ID,
    )
    figure_id: str = column(
        "Figure", "The figure that the article states.", references=("figures", "figure_id")
    )
    source_id: str = column("Source", "The article.", references=("sources", "source_id"))
    covers: str = column("Covers", "The report.", references=("sources", "source_id"))
    reference: str = column(
        "Reference",
        "Which text has the report's own words: `held_report`; `quoted_in:` and the source that quotes them; "
        "`quotes_the_report` where the number itself is in the report's words and nothing else held has "
        "them; or `reference_not_held`.",
        pattern=r"^(held_report|quoted_in:[a-z0-9-]+|quotes_the_report|reference_not_held)$",
    )
    reference_figure_id: str = column(
        "Figure of the reference",
        "The figure in those words.",
        required=False,
        references=("figures", "figure_id"),
    )
    value_agreement: str = column(
        "Number",
        "Whether the numbers agree; empty without a reference.",
        required=False,
        vocabulary=VALUE_AGREEMENT,
        change_class="derived",
    )
    qualifier_agreement: str = column(
        "Qualifier",
        "Whether the words beside the numbers agree ('more than', 'approximately').",
        required=False,
        vocabulary=QUALIFIER_AGREEMENT,
        change_class="derived",
    )
    counted_agreement: str = column(
        "What is counted",
        "Whether what is counted is named alike.",
        required=False,
        vocabulary=COUNTED_AGREEMENT,
        change_class="derived",
    )
    period_agreement: str = column(
        "Period",
        "Whether the periods agree.",
        required=False,
        vocabulary=PERIOD_AGREEMENT,
        change_class="derived",
    )
    attribution: str = column(
        "Attribution",
        "Whether the article says there whose number it is.",
        vocabulary=ATTRIBUTION,
        change_class="derived",
    )
    statement: str = column(
        "In words",
        "The comparison in one sentence of the same form for every source.",
        change_class="wording",
    )
    publisher_reply: str = column(
        "Publisher's reply",
        "What the publisher answered; empty where it was not asked or did not answer.",
        required=False,
        change_class="wording",
    )

    @rule("with a reference all is compared, without one nothing")
    def compared_or_not(cls, table: Any) -> Any:
        held = ~table["reference"].isin(["reference_not_held", "quotes_the_report"])
        agreements = [name for name in table.columns if name.endswith("_agreement")]
        compared = table[["reference_figure_id", *agreements]].notna()
        return compared.eq(held, axis=0).all(axis=1)
