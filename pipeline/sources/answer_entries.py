"""The format of `sources/answers.yaml`: questions that the documents let one answer, and shares of cells.

As in `entries`, an entry's meaning is in its fields' descriptions; what follows from it is computed in
`consistency.answers` and `consistency.cell_shares`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from pipeline.sources.entries import DocumentId, Entry, OwnId, Reference, Text
from pipeline.sources.relation_entries import (
    CellReference,
    DifferencesEntry,
    MemberReference,
    References,
)

AnswerKind = Literal["share", "quotient", "difference", "sum", "only_candidate"]
FIELDS_OF_KIND: Mapping[AnswerKind, frozenset[str]] = {
    "share": frozenset({"parts", "whole"}),
    "quotient": frozenset({"parts", "whole", "per"}),
    "difference": frozenset({"parts", "whole"}),
    "sum": frozenset({"parts"}),
    "only_candidate": frozenset({"quantity", "candidates"}),
}
"""The fields that an answer of each kind has, of those that not every answer has."""


class AnswerEntry(Entry):
    """A question, and the numbers that its answer is computed from."""

    id: OwnId = Field(description="The id of the answer.")
    question: Annotated[Text, StringConstraints(pattern=r"\?$")] = Field(
        description="The question, as a reader would ask it."
    )
    kind: AnswerKind = Field(
        description="share: parts in percent of the whole. quotient: parts for each one of the whole. difference: whole "
        "less parts. sum: all parts. only_candidate: the one candidate that the bounds of the quantity admit."
    )
    parts: References = Field(default=(), description="Figures or cells; several are added.")
    whole: References = Field(default=(), description="Figures or cells; several are added.")
    per: Text | None = Field(
        default=None, description="quotient: one of the whole, in the singular: `alien arrested`."
    )
    quantity: Reference | None = Field(
        default=None, description="only_candidate: the quantity that is one of the candidates."
    )
    candidates: References = Field(
        default=(), description="only_candidate: the figures and quantities that it may be."
    )
    reading: Reference | None = Field(
        default=None, description="The reading of a discrepancy under which it holds."
    )
    assumptions: Text | None = Field(default=None, description="What is taken for granted.")
    caution: Text | None = Field(
        default=None, description="How the answer could be misunderstood, in one or two sentences."
    )
    differs_in: DifferencesEntry = Field(
        default=DifferencesEntry(),
        description="Why its members may differ in unit or period, where those of its kind do not.",
    )

    def members(self) -> Iterator[tuple[str, str]]:
        """The ids of its members, each with its role, in the order of the formula; a cell has an id of its own."""
        for role, member in self._members():
            yield role, member.id if isinstance(member, CellReference) else member

    def cells(self) -> Iterator[CellReference]:
        """Its members that are cells or columns of a table."""
        for _, member in self._members():
            if isinstance(member, CellReference):
                yield member

    def _members(self) -> Iterator[tuple[str, MemberReference]]:
        quantity = () if self.quantity is None else (self.quantity,)
        compared = [("part", self.parts), ("whole", self.whole)]
        for role, names in (
            *(reversed(compared) if self.kind == "difference" else compared),
            ("stated", quantity),
            ("candidate", self.candidates),
        ):
            for name in names:
                yield role, name

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> "AnswerEntry":
        needed = FIELDS_OF_KIND[self.kind]
        given = {name for of in FIELDS_OF_KIND.values() for name in of if getattr(self, name)}
        if given != needed:
            keys, found = ", ".join(sorted(needed)), ", ".join(sorted(given))
            raise ValueError(f"a `{self.kind}` has {keys}; found {found}")
        twice = sorted(name for name, times in Counter(n for _, n in self.members()).items() if times > 1)  # fmt: skip
        if twice:
            raise ValueError(f"{', '.join(twice)} occurs twice in it")
        if self.kind in ("sum", "only_candidate") and len(self.parts or self.candidates) < 2:
            raise ValueError(f"a `{self.kind}` has two numbers or more")
        return self


class CellSharesEntry(Entry):
    """Columns of a table, each cell of which is published in percent of a total."""

    document: DocumentId = Field(description="The document of the table.")
    table: Text = Field(description="Its name in the document, or of its shape or model.")
    totals: dict[str, Reference] = Field(
        min_length=1, description="Column → the figure that is the total of its cells."
    )

    def cell(self, column: str, row: str | None = None) -> CellReference:
        """A cell of it, or without a row the sum of a column."""
        return CellReference(document=self.document, table=self.table, row=row, column=column)


class AnswersFile(Entry):
    """`sources/answers.yaml`."""

    answers: tuple[AnswerEntry, ...] = Field(
        default=(), description="Questions, and what computes their answers."
    )
    cell_shares: tuple[CellSharesEntry, ...] = Field(
        default=(), description="Columns whose cells are published in percent of their total."
    )
