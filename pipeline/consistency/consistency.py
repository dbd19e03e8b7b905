"""What the figures state together, in one value: relations, rules, discrepancies, bounds, answers, restatements.

Each is worked out, and checked, in a module of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.consistency.answers import Answer
from pipeline.consistency.bounds import Bound
from pipeline.consistency.cell_shares import CellShare
from pipeline.consistency.discrepancies import Discrepancy
from pipeline.consistency.relations import Relation
from pipeline.consistency.restatements import Restatement
from pipeline.consistency.table_rules import RuleRelation


@dataclass(frozen=True)
class Consistency:
    """What agrees, what does not, what follows, and what is restated."""

    relations: Sequence[Relation]
    rules: Sequence[RuleRelation]
    discrepancies: Sequence[Discrepancy]
    bounds: Sequence[Bound]
    restatements: Sequence[Restatement]
    answers: Sequence[Answer]
    cell_shares: Sequence[CellShare]

    def __repr__(self) -> str:
        return f"Consistency({len(self.relations)} relations, {len(self.rules)} rules, {len(self.bounds)} bounds)"

    def discrepancy_of(self, relation: Relation | RuleRelation) -> Discrepancy | None:
        """The registered discrepancy that a relation proves."""
        return self._by_relation.get(relation.id)

    @cached_property
    def _by_relation(self) -> dict[str, Discrepancy]:
        return {item.relation.id: item for item in self.discrepancies if item.relation}
