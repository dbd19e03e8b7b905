"""The tables of relations: what must agree between figures, and what takes part in it."""

from decimal import Decimal

from schemas.column import PublishedTable, column
from schemas.vocabularies import RELATION_KIND, VERDICT


class Relations(PublishedTable):
    """Relations between figures, recomputed at each build with intervals instead of tolerances."""

    relation_id: str = column("Relation", "Stable id.", key=True, pattern=r"^[a-z0-9-]+$")
    kind: str = column("Kind", "What sort of relation it is.", vocabulary=RELATION_KIND)
    formula: str = column("Formula", "The relation in words.", change_class="wording")
    computed_lower: Decimal = column(
        "Computed, lower end",
        "Least value that follows from the members; empty where unbounded.",
        required=False,
        change_class="derived",
    )
    computed_upper: Decimal = column(
        "Computed, upper end",
        "Greatest value that follows from the members; empty where unbounded.",
        required=False,
        change_class="derived",
    )
    stated_lower: Decimal = column(
        "Stated, lower end",
        "Least value that would be printed as stated; empty where unbounded.",
        required=False,
        change_class="derived",
    )
    stated_upper: Decimal = column(
        "Stated, upper end",
        "Greatest value that would be printed as stated; empty where unbounded.",
        required=False,
        change_class="derived",
    )
    verdict: str = column("Verdict", "Whether the two sides agree.", vocabulary=VERDICT)


class RelationMembers(PublishedTable):
    """Figures that take part in a relation, and in which role."""

    member_id: str = column("Member", "Stable id: relation, role and figure.", key=True)
    relation_id: str = column("Relation", "The relation.", references=("relations", "relation_id"))
    role: str = column(
        "Role",
        "The part that the figure plays.",
        vocabulary={
            "stated": "the number that the document states and that the others determine",
            "whole": "the whole that parts add up to, or that a share is of",
            "part": "a part of the whole",
            "from": "the number that a change starts from",
            "to": "the number that a change leads to",
            "exact": "the number that the stated one rounds",
        },
    )
    figure_id: str = column("Figure", "The figure.", references=("figures", "figure_id"))
