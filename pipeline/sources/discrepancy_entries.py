"""The entries of `discrepancies.yaml`, `restatements.yaml` and `emendations.yaml`.

As in `entries`, an entry's meaning is in its fields' descriptions; whether it is true is checked elsewhere.
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from pipeline.sources.entries import DefectOrigin, Entry, Number, OwnId, Reference, Text
from pipeline.sources.relation_entries import CellReference

DiscrepancyKind = Literal[
    "arithmetic",
    "rounding",
    "period",
    "population",
    "attribution",
    "fact",
    "place",
    "name",
    "term",
    "condition",
    "token",
    "layout",
]


class StatementEntry(Entry):
    """One of the two statements of a discrepancy: a figure, a cell, or words of a document."""

    figure: Reference | None = Field(default=None, description="A figure that states it.")
    cell: CellReference | None = Field(default=None, description="A cell of the document's table.")
    quote: Text | None = Field(
        default=None, description="The words that state it, where no figure does."
    )
    line: int | None = Field(default=None, ge=1, description="Makes the quotation unique.")
    at: Text | None = Field(default=None, description="The words in it that disagree.")

    @model_validator(mode="after")
    def _is_one_of_both(self) -> "StatementEntry":
        if sum(part is not None for part in (self.figure, self.cell, self.quote)) != 1:
            raise ValueError("a statement is one of `figure`, `cell` and `quote`")
        if (self.quote is None) != (self.at is None):
            raise ValueError("a `quote` goes with `at`, the words in it that disagree")
        return self


class ReadingEntry(Entry):
    """One way to read a figure whose words allow several."""

    id: OwnId = Field(description="The id of the reading, by which relations name it.")
    says: Text = Field(description="The reading in one sentence.")


class DiscrepancyEntry(Entry):
    """Two statements that do not agree, or a defect of the text."""

    id: OwnId = Field(description="The id of the discrepancy.")
    kind: DiscrepancyKind = Field(description="In what the statements disagree.")
    statements: Annotated[
        tuple[StatementEntry, ...], Field(min_length=2, max_length=2, description="Both of them.")
    ]
    relation: Reference | None = Field(default=None, description="The relation that proves it.")
    gap: Number | None = Field(
        default=None,
        description="How far the numbers lie apart, to as many decimals as are written; goes with a `relation` "
        "that compares numbers.",
    )
    readings: tuple[ReadingEntry, ...] = Field(
        default=(), description="The readings that it leaves; bounds are given under each."
    )
    defect_origin: DefectOrigin = Field(description="Who made the defect, as far as is known.")
    explanation: Text = Field(description="One neutral sentence.")

    @model_validator(mode="after")
    def _is_measured(self) -> "DiscrepancyEntry":
        if self.relation is None and self.gap is not None:
            raise ValueError("a `gap` goes with the `relation` between whose two sides it is")
        return self


class DiscrepanciesFile(Entry):
    """`discrepancies.yaml`."""

    discrepancies: tuple[DiscrepancyEntry, ...] = Field(description="Statements that do not agree.")


class RestatementEntry(Entry):
    """A figure of an article, and the report's own words that it is held against."""

    figure: Reference = Field(description="The figure of the article.")
    reference: Reference | None = Field(
        description="The figure in the report, or in its words as another source quotes them; null where "
        "nothing held carries them."
    )
    publisher_reply: Text | None = Field(
        default=None,
        description="What the publisher answered, if it did.",
        examples=["corrected online on January 20, 2018"],
    )


class RestatementsFile(Entry):
    """`restatements.yaml` of an article."""

    restatements: tuple[RestatementEntry, ...] = Field(
        description="The figures of the article, each with the figure to compare it with."
    )


class EmendationEntry(Entry):
    """A token, of a figure or a cell of a printed table, that is read as another number than it prints."""

    id: OwnId = Field(description="The id of the emendation.")
    figure: Reference | None = Field(default=None, description="The figure whose token it is.")
    cell: CellReference | None = Field(default=None, description="A cell of the document's table.")
    token: Text = Field(description="The token, as the text has it.")
    read_as: Text = Field(description="How it is read.")
    mark: Text | None = Field(
        default=None,
        description="The mark of a footnote that is glued to the number in a cell.",
        examples=["a"],
    )
    evidence: Reference = Field(
        description="The relation, or the rule of the cell's table, that holds with it and fails without it."
    )
    defect_origin: DefectOrigin = Field(description="Who made the defect, as far as is known.")
    explanation: Text = Field(description="Why it is read so, in a sentence.")

    @model_validator(mode="after")
    def _is_of_one_number(self) -> "EmendationEntry":
        if (self.figure is None) == (self.cell is None):
            raise ValueError("an emendation is of one `figure`, or of one `cell`")
        if self.cell is not None and self.cell.row is None:
            raise ValueError("the emendation names a whole column; name the cell by its `row`")
        if self.mark is not None and self.cell is None:
            raise ValueError("a `mark` goes with a `cell`")
        return self


class EmendationsFile(Entry):
    """`emendations.yaml`."""

    emendations: tuple[EmendationEntry, ...] = Field(
        description="Tokens that are read otherwise than printed."
    )
