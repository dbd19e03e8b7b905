"""The format of the hand-owned files about relations, bounds, discrepancies and restatements.

Relations and the quantities they bound, discrepancies, emendations, restatements. As in `entries`, an
entry's meaning is in its fields' descriptions; whether it is true is checked elsewhere.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt, StrictStr, ValidationInfo, model_validator

from pipeline.sources.entries import (
    Availability,
    DocumentId,
    Entry,
    MeasureId,
    Number,
    OwnId,
    PeriodText,
    Reference,
    Text,
)
from pipeline.text.numbers.numerals import find_numerals

RelationKind = Literal[
    "sum",
    "difference",
    "share",
    "change",
    "ratio",
    "rounding",
    "same_value",
    "part_of",
    "count_of_rows",
    "integer_multiple",
]
ROLES_OF_KIND: Mapping[RelationKind, tuple[frozenset[str], ...]] = {
    "sum": (frozenset({"whole", "part"}),),
    "difference": (frozenset({"stated", "whole", "part"}),),
    "share": (frozenset({"stated", "whole", "part"}), frozenset({"stated", "whole", "rest"})),
    "change": (frozenset({"stated", "from", "to"}),),
    "ratio": (frozenset({"numerator", "denominator"}),),
    "rounding": (frozenset({"stated", "exact"}),),
    "same_value": (frozenset({"same"}),),
    "part_of": (frozenset({"whole", "part"}),),
    "count_of_rows": (frozenset({"stated"}),),
    "integer_multiple": (frozenset({"multiple"}),),
}
"""The roles that the members of a relation play; a share is of a part, or of what a rest leaves."""


KEY_OF_ROLE = {"part": "parts", "multiple": "multiples"}
"""Keys that do not have the name of the role of their numbers."""


def _keys_of(roles: Iterable[str]) -> str:
    """The keys under which numbers of these roles are named."""
    return ", ".join(sorted(KEY_OF_ROLE.get(role, role) for role in roles))


class CellReference(Entry):
    """A cell of a report's table, or with no row the sum of a column.

    `document` is the one in whose file it is written where it is left out.
    """

    document: DocumentId | None = Field(
        default=None,
        description="The document of the table, if it is another one.",
        examples=["oig-20-13"],
    )
    table: Text = Field(description="Its name in the document, or of its shape or model.")
    row: Text | None = Field(
        default=None, description="Key of the row; left out, the sum of the column's rows is meant."
    )
    column: Text = Field(description="The column.")

    @model_validator(mode="after")
    def _has_its_document(self, info: ValidationInfo) -> "CellReference":
        if self.document is None and info.context:
            return self.model_copy(update={"document": info.context["document"]})
        return self

    @property
    def id(self) -> str:
        """A name for it among the members of a relation."""
        return ":".join(
            part for part in (f"{self.document}/{self.table}", self.row, self.column) if part
        )


MemberReference = Reference | CellReference
References = Annotated[tuple[MemberReference, ...], Field(default=())]


class QuantityEntry(Entry):
    """A number that the document mentions and the held text does not carry."""

    id: OwnId = Field(description="The id of the quantity.")
    measure: MeasureId = Field(description="What it measures: an id of `measures.yaml`.")
    population: Text = Field(description="Whom or what it is about.")
    period: PeriodText | None = Field(default=None, description="Its period.")
    availability: Availability = Field(description="Why no held text has it.")
    mentioned: Text = Field(description="The words that show that the document speaks of it.")
    line: int | None = Field(
        default=None, ge=1, description="Makes the words unique.", examples=[286]
    )


class FactEntry(Entry):
    """A number that no document here states and that a relation needs."""

    id: OwnId = Field(description="The id of the fact.")
    value: Number = Field(description="The number.")
    statement: Text = Field(description="What it is, in one sentence with the number.")
    authority: Text = Field(description="Who says so, or why it is so by definition.")

    @model_validator(mode="after")
    def _is_in_its_statement(self) -> "FactEntry":
        if not _has_number(self.statement, self.value):
            raise ValueError(f"its `statement` does not state the number {self.value}")
        return self


class DifferencesEntry(Entry):
    """Why members of a relation may differ in what those of its kind have in common."""

    unit: Text | None = Field(default=None, description="Why members may differ in unit.")
    measure: Text | None = Field(
        default=None,
        description="Why they may differ in what they measure.",
        examples=["the table counts charges, the sentence offenses"],
    )
    period: Text | None = Field(default=None, description="Why they may differ in period.")


class ComparabilityEntry(Entry):
    """The assumption under which figures of different reports may meet."""

    id: OwnId = Field(description="The id of the comparability.")
    statement: Text = Field(description="What is assumed, in a sentence.")


class RowsEntry(Entry):
    """Rows of a published table that the same document fills."""

    table: Text = Field(description="The table, by its name in the document.")
    where: dict[str, StrictBool | StrictInt | StrictStr] = Field(
        default={}, description="Column → the value it must have."
    )


class RelationEntry(Entry):
    """Something that must hold between figures."""

    id: OwnId = Field(description="The id of the relation.")
    kind: RelationKind = Field(
        description="What must hold: see [Add a relation](../../howto/relation.md#kinds)."
    )
    formula: Text = Field(description="The relation in words.")
    stated: MemberReference | None = Field(
        default=None, description="The number that the others determine."
    )
    whole: MemberReference | None = Field(default=None, description="What the parts are parts of.")
    parts: References = Field(default=(), description="Figures, quantities or facts.")
    rest: MemberReference | None = Field(
        default=None, description="share: what the part leaves of the whole."
    )
    start: MemberReference | None = Field(
        default=None, alias="from", description="change: where it starts."
    )
    to: MemberReference | None = Field(default=None, description="change: where it leads.")
    exact: MemberReference | None = Field(
        default=None, description="rounding: the number that is rounded."
    )
    same: References = Field(default=(), description="same_value: numbers that are one number.")
    numerator: MemberReference | None = Field(
        default=None, description="ratio: how many there are …"
    )
    denominator: MemberReference | None = Field(
        default=None, description="… for how many of these."
    )
    at_least: Number | None = Field(default=None, description="ratio: its least admissible value.")
    multiples: References = Field(default=(), description="integer_multiple: the numbers.")
    step: Number | None = Field(default=None, gt=0, description="integer_multiple: of what.")
    rows: RowsEntry | None = Field(default=None, description="count_of_rows: what is counted.")
    reading: Reference | None = Field(
        default=None, description="The reading of a discrepancy under which it holds."
    )
    comparability: Reference | None = Field(
        default=None, description="The assumption under which figures of different reports meet."
    )
    assumptions: Text | None = Field(
        default=None, description="What is taken for granted; needed where a bound follows."
    )
    differs_in: DifferencesEntry = Field(
        default=DifferencesEntry(),
        description="Why its members may differ in unit, measure or period, where those of its kind do not.",
    )
    cut_off: bool = Field(
        default=False,
        description="Whether the stated number is taken as cut off instead of rounded, under a reading.",
    )
    expect: Literal["indeterminate"] | None = Field(
        default=None,
        description="Said where only a vague qualifier keeps the numbers from disagreeing.",
        examples=["indeterminate"],
    )

    def members(self) -> Iterator[tuple[str, str]]:
        """The ids of its members, each with its role; a cell has an id of its own."""
        for role, member in self._members():
            yield role, member.id if isinstance(member, CellReference) else member

    def cells(self) -> Iterator[CellReference]:
        """Its members that are cells or columns of a table."""
        for _, member in self._members():
            if isinstance(member, CellReference):
                yield member

    def _members(self) -> Iterator[tuple[str, MemberReference]]:
        for role, names in (
            ("stated", (self.stated,)),
            ("whole", (self.whole,)),
            ("part", self.parts),
            ("rest", (self.rest,)),
            ("from", (self.start,)),
            ("to", (self.to,)),
            ("exact", (self.exact,)),
            ("same", self.same),
            ("numerator", (self.numerator,)),
            ("denominator", (self.denominator,)),
            ("multiple", self.multiples),
        ):
            for name in names:
                if name is not None:
                    yield role, name

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> "RelationEntry":
        members = list(self.members())
        found = frozenset(role for role, _ in members)
        if found not in ROLES_OF_KIND[self.kind]:
            needed = " or ".join(_keys_of(roles) for roles in ROLES_OF_KIND[self.kind])
            raise ValueError(f"a `{self.kind}` has {needed}; found {_keys_of(found)}")
        twice = sorted(name for name, times in Counter(n for _, n in members).items() if times > 1)
        if twice:
            raise ValueError(f"{', '.join(twice)} occurs twice in it")
        if self.cut_off and (self.reading is None or self.stated is None):
            raise ValueError("`cut_off` applies to a `stated` number, under a `reading`")
        if self.kind == "same_value" and len(self.same) < 2:
            raise ValueError("a `same_value` compares two numbers or more")
        for name, value, kind in (
            ("at_least", self.at_least, "ratio"),
            ("step", self.step, "integer_multiple"),
            ("rows", self.rows, "count_of_rows"),
        ):
            if (value is not None) != (self.kind == kind):
                raise ValueError(f"`{name}` belongs to a `{kind}`, and a `{kind}` needs it")
        return self

    @model_validator(mode="after")
    def _agrees_with_its_formula(self) -> "RelationEntry":
        for name, number in (("at_least", self.at_least), ("step", self.step)):
            if number is not None and not _has_number(self.formula, number):
                raise ValueError(f"the `formula` does not state `{name}`, {number}")
        if self.cut_off != ("cut off" in self.formula.casefold()):
            raise ValueError('`cut_off: true` goes with a `formula` that says "cut off"')
        return self


def _has_number(words: str, number: Number) -> bool:
    return any(numeral.value == number for numeral in find_numerals(words))


class RelationsFile(Entry):
    """`relations.yaml` of a document."""

    quantities: tuple[QuantityEntry, ...] = Field(
        default=(), description="Numbers that the document mentions and does not state."
    )
    relations: tuple[RelationEntry, ...] = Field(
        default=(), description="What must hold between its numbers."
    )


class SharedRelationsFile(Entry):
    """`sources/relations.yaml`: relations that span documents, and what they take for granted."""

    comparabilities: tuple[ComparabilityEntry, ...] = Field(
        default=(), description="Assumptions under which figures of different reports are compared."
    )
    facts: tuple[FactEntry, ...] = Field(default=(), description="Numbers that no document states.")
    relations: tuple[RelationEntry, ...] = Field(
        default=(), description="What must hold between numbers of several documents."
    )
