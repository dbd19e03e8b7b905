"""Discrepancies: two statements that cannot both hold, or a defect of a text.

A discrepancy of numbers is proved by a relation; one of words shows both quotations, with the words that
differ. Nobody is charged with an error: the origin of a defect is given only as far as it is known.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipeline.consistency.relations import Relation
from pipeline.consistency.table_rules import RuleRelation
from pipeline.sources.corpus import Source
from pipeline.sources.discrepancy_entries import DiscrepancyEntry
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding
from pipeline.text.normal_form import normal_form
from pipeline.transcription.statements import Statement
from pipeline.transcription.transcribe import Transcription

OF_ROUNDING = ("integer_multiple", "rounding")
"""Kinds of relations that fail where a number is not rounded as stated."""


@dataclass(frozen=True)
class Discrepancy:
    """Both statements of a registered discrepancy, and the relation that proves it, if numbers do."""

    at: Located[DiscrepancyEntry]
    source: Source
    statements: tuple[Statement, Statement]
    relation: Relation | RuleRelation | None

    def __repr__(self) -> str:
        return f"Discrepancy({self.id})"

    @property
    def entry(self) -> DiscrepancyEntry:
        """What the maintainer registered."""
        return self.at.entry

    @property
    def id(self) -> str:
        """Stable id of the discrepancy."""
        return self.entry.id

    @property
    def gap(self) -> Fraction | None:
        """How far the numbers lie apart; None where words disagree."""
        return self.relation.gap if self.relation else None

    @property
    def gap_unit(self) -> str | None:
        """What one unit of the gap counts."""
        if self.gap is None or self.relation is None:
            return None
        if self.relation.kind in ("share", "change"):
            return "percentage points"
        unit = next(iter(self.relation.units), "units")
        return "percentage points" if unit == "percent" else unit


def discrepancies_of(
    transcription: Transcription,
    relations: Sequence[Relation],
    rules: Sequence[RuleRelation],
) -> list[Discrepancy]:
    """Every registered discrepancy, with both statements and the relation that proves it."""
    by_id: dict[str, Relation | RuleRelation] = {relation.id: relation for relation in relations}
    by_id.update({rule.id: rule for rule in rules})
    return [
        Discrepancy(
            at,
            source,
            transcription.of_discrepancies[at.entry.id],
            by_id.get(at.entry.relation or ""),
        )
        for source in transcription.corpus.sources
        for at in source.discrepancies
    ]


def discrepancy_findings(discrepancies: Sequence[Discrepancy]) -> Iterator[Finding]:
    """Discrepancies that show no disagreement, or another one than is registered."""
    for discrepancy in discrepancies:
        yield from _same_words(discrepancy)
        yield from _another_kind(discrepancy)
        if discrepancy.relation is not None:
            yield from _strangers(discrepancy, discrepancy.relation)
            yield from _another_gap(discrepancy, discrepancy.relation)


def _another_gap(discrepancy: Discrepancy, relation: Relation | RuleRelation) -> Iterator[Finding]:
    """The gap typed and the gap computed are two entries of one number."""
    typed, computed = discrepancy.entry.gap, discrepancy.gap
    if computed is None:
        if typed is not None and relation.computed is None:
            found = f"the relation {relation.id} compares no numbers, so that it has no gap"
            yield discrepancy.at.finding(discrepancy.id, found, "take `gap` out", "gap")
        return
    if typed is None:
        found = f"the relation {relation.id} goes with the `gap` between its two sides"
        remedy = "compute it from the numbers in the document and enter it as `gap`"
        yield discrepancy.at.finding(discrepancy.id, found, remedy, "relation")
    elif round(computed, -int(typed.as_tuple().exponent)) != Fraction(typed):
        yield discrepancy.at.finding(
            discrepancy.id,
            f"the two sides lie {float(computed):.6g} apart, the gap typed is {typed}",
            "compare the relation and its members with the document: it may fail for another reason than the "
            "one explained; if not, enter the gap again",
            "gap",
        )


def _another_kind(discrepancy: Discrepancy) -> Iterator[Finding]:
    """A kind of numbers without a relation of that kind, or the other way round; the others are for a person."""
    kind, relation = discrepancy.entry.kind, discrepancy.relation
    if relation is not None and relation.kind in OF_ROUNDING:
        fits = kind == "rounding"
    elif relation is None or relation.kind == "same_value":
        fits = kind not in ("rounding", "arithmetic")
    else:
        fits = kind != "rounding"
    if not fits:
        proof = f"a `{relation.kind}` proves it" if relation else "no relation proves it"
        yield discrepancy.at.finding(
            discrepancy.id,
            f"its kind is `{kind}`, and {proof}",
            "`rounding` goes with an `integer_multiple` or a `rounding`, `arithmetic` with another relation that "
            "computes a number; correct `kind` or `relation`",
            "kind",
        )


def _same_words(discrepancy: Discrepancy) -> Iterator[Finding]:
    """Statements of a discrepancy that have the same words."""
    first, second = (normal_form(statement.words).text for statement in discrepancy.statements)
    if first == second:
        yield discrepancy.at.finding(
            discrepancy.id,
            f"both statements have the words `{first}`: they do not disagree",
            "name the words that disagree, or take the discrepancy out",
            "statements",
        )


def _strangers(discrepancy: Discrepancy, relation: Relation | RuleRelation) -> Iterator[Finding]:
    members = relation.figure_ids
    for index, statement in enumerate(discrepancy.entry.statements):
        if statement.figure is not None and statement.figure not in members:
            yield discrepancy.at.finding(
                discrepancy.id,
                f"the figure {statement.figure} takes no part in the relation {relation.id}",
                f"name one that does: {', '.join(sorted(members))}",
                "statements",
                index,
            )
