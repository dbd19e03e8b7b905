"""All that the figures say together, in one value: relations, discrepancies, bounds, restatements.

Each is worked out in a module of its own; here they are brought together, with everything that is
wrong with them. Nothing is read and nothing is published here.
"""

from dataclasses import dataclass

from pipeline.consistency.bounds import Bound, bounds_of
from pipeline.consistency.discrepancies import Discrepancy, discrepancies_of, discrepancy_findings
from pipeline.consistency.relation_checks import relation_findings
from pipeline.consistency.relations import Relation, evaluate_relations
from pipeline.consistency.restatements import Restatement, restatement_findings, restatements_of
from pipeline.sources.findings import Finding
from pipeline.transcription.transcribe import Transcription


@dataclass(frozen=True)
class Consistency:
    """What agrees, what does not, what follows, what is restated; and what stops publication."""

    relations: tuple[Relation, ...]
    discrepancies: tuple[Discrepancy, ...]
    bounds: tuple[Bound, ...]
    restatements: tuple[Restatement, ...]
    findings: tuple[Finding, ...]

    def discrepancy_of(self, relation: Relation) -> Discrepancy | None:
        """The registered discrepancy that a relation proves."""
        proved = (d for d in self.discrepancies if d.relation and d.relation.id == relation.id)
        return next(proved, None)


def consistency_of(transcription: Transcription) -> Consistency:
    """Hold the figures of the corpus against each other."""
    relations = evaluate_relations(transcription)
    discrepancies = discrepancies_of(transcription, relations)
    bounds, bound_findings = bounds_of(transcription.corpus, relations)
    relation_problems = tuple(relation_findings(transcription, relations))
    return Consistency(
        tuple(relations),
        tuple(discrepancies),
        tuple(bounds),
        tuple(restatements_of(transcription)),
        (
            *relation_problems,
            *discrepancy_findings(transcription, discrepancies),
            *(() if relation_problems else bound_findings),  # they would be consequences
            *restatement_findings(transcription),
        ),
    )
