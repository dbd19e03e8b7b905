"""Rows of the tables `relations` and `relation_members` for the rules of tables."""

from collections.abc import Iterator, Mapping
from typing import Any

import portion

from pipeline.consistency.consistency import Consistency
from pipeline.consistency.interval_arithmetic import published_ends
from pipeline.consistency.table_rules import RuleRelation, Term

NOT_OF_RULES = ("reading", "comparability", "assumptions")
ENDS = ("lower", "lower_closed", "upper", "upper_closed")
NOT_OF_TERMS = ("quantity_id", "given", "given_as", "step", "slack_down", "slack_up")


def rule_row(relation: RuleRelation, consistency: Consistency) -> dict[str, Any]:
    """The row of a rule, or of the one case that a discrepancy is about."""
    discrepancy = consistency.discrepancy_of(relation)
    return {
        "relation_id": relation.id,
        "kind": relation.kind,
        "formula": relation.formula,
        **ends("computed", relation.computed),
        **ends("stated", relation.stated),
        "verdict": relation.verdict,
        "truncation_reconciles": relation.truncation_reconciles,
        "rounding_up_reconciles": relation.rounding_up_reconciles,
        "cut_off": False,
        "discrepancy_id": discrepancy.id if discrepancy else None,
        **dict.fromkeys(NOT_OF_RULES),
        "table_name": relation.table.name,
        "rule": relation.single.name,
        "row_key": relation.row_key,
        "source_id": relation.table.source.id,
    }


def ends(side: str, interval: portion.Interval | None) -> dict[str, Any]:
    """Both ends of one side of a relation; empty where it compares no numbers."""
    if interval is None:
        return dict.fromkeys(f"{side}_{end}" for end in ENDS)
    lower, upper = published_ends(interval)
    return {
        f"{side}_lower": lower,
        f"{side}_lower_closed": None if lower is None else interval.left == portion.CLOSED,
        f"{side}_upper": upper,
        f"{side}_upper_closed": None if upper is None else interval.right == portion.CLOSED,
    }


def term_rows(relation: RuleRelation) -> Iterator[dict[str, Any]]:
    """The cells, columns and figures that a rule is about, each a member of its relation."""
    for term in relation.terms:
        yield {
            "member_id": f"{relation.id}:{term.role}:{_name(term)}",
            "relation_id": relation.id,
            "role": term.role,
            **_place(relation, term),
            "qualifier_dropped": False,
            **dict.fromkeys(NOT_OF_TERMS),
        }


def _place(relation: RuleRelation, term: Term) -> Mapping[str, str | None]:
    cell = term.column is not None
    return {
        "figure_id": term.figure.id if term.figure else None,
        "table_name": relation.table.name if cell else None,
        "row_key": term.row_key,
        "column_name": term.column,
        "cell_source_id": relation.table.source.id if cell else None,
    }


def _name(term: Term) -> str:
    if term.figure is not None:
        return term.figure.id
    return ":".join(part for part in (term.row_key, term.column) if part)
