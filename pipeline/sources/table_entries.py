"""The files `tables/*.yaml` and `shapes/*.yaml`: what a table is, where it is in its document, and how it is read.

What a declared table's columns and rules may be is defined in `schemas.declared` and `schemas.rules`; how a
printed table is read in `grid_entries`.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    model_validator,
)

from pipeline.sources.entries import (
    Actor,
    Availability,
    Count,
    Entry,
    MeasureId,
    Number,
    Reference,
    Text,
)
from pipeline.sources.grid_entries import GridTable
from schemas.declared import ColumnDeclaration, Shape, TableName
from schemas.pictures import TablePicture
from schemas.rules import ColumnName, TableRule


class SeriesRow(Entry):
    """A row that repeats a figure, or states why there is none.

    A row without a fiscal year is of all years of its quantity together.
    """

    row: dict[str, str | int] = Field(description="The values of the other columns, by name.")
    figure: Reference | None = Field(
        default=None, description="The figure whose value the row repeats."
    )
    availability: Availability | None = Field(default=None, description="Why there is no value.")
    mentioned: Text | None = Field(
        default=None,
        description="The words that show that the document speaks of the missing value.",
    )
    quantity: Reference | None = Field(
        default=None, description="The bounded quantity it is part of, or is."
    )
    bound: Reference | None = Field(
        default=None,
        description="Of years together: the bound of the quantity that assumes no reading, where there is one.",
    )


class SeriesTable(Entry):
    """A table whose values repeat figures, one a row."""

    kind: Literal["series"]
    fiscal_year: Text = Field(description="The column whose year the row's figure must be about.")
    series: Text = Field(description="The column that says which series a row belongs to.")
    measures: dict[str, MeasureId] = Field(description="The measure of each series' figures.")
    rows: tuple[SeriesRow, ...] = Field(description="The rows, in order.")


Day = Annotated[date, Strict()]
Region = Annotated[
    tuple[Text, ...],
    BeforeValidator(
        lambda value: [value] if isinstance(value, str) else value,
        json_schema_input_type=Text | tuple[Text, ...],
    ),
]
"""Quotations that together are the region of a row; `…` is between the first and the last words of a long one."""


class CellEntry(Entry):
    """A cell: words of the row's region or of its own `context`, or the value of a figure printed in the region."""

    quote: Text | None = Field(
        default=None, description="Words of the region; needed where `at` alone is not there once."
    )
    parts: tuple[Text, ...] = Field(
        default=(),
        description="Several quotations, where a page header breaks the text.",
        examples=[["Alien Criminal Response", "Information Management System"]],
    )
    context: Text | None = Field(
        default=None,
        description="Words outside of the region that have `at`, where the document prints the cell elsewhere. They "
        "also have the row's longest text, which shows that they are about the row.",
    )
    line: Count | None = Field(
        default=None, ge=1, description="Makes a quotation unique.", examples=[520]
    )
    after: Text | None = Field(
        default=None, description="Makes a quotation unique.", examples=["Appendix B"]
    )
    at: Text | None = Field(
        default=None, description="The words of the cell, in the quotation or in the region."
    )
    figure: Reference | None = Field(default=None, description="The figure whose value it repeats.")
    value: str | Number | Day | None = Field(
        default=None,
        description="The number or the date that the words state; of a text, its words without marks.",
    )

    @model_validator(mode="after")
    def _comes_from_somewhere(self) -> "CellEntry":
        given = [
            self.quote is not None,
            bool(self.parts),
            self.figure is not None,
            self.context is not None,
        ]
        if sum(given) > 1 or (not any(given) and self.at is None):
            raise ValueError(
                "a cell has one of `quote`, `parts`, `figure` and `context`, or `at` alone"
            )
        if self.context is not None and self.at is None:
            raise ValueError("a cell with `context` says with `at` which of its words it is")
        if self.figure is not None and (self.at is not None or self.value is not None):
            raise ValueError(
                "a cell that repeats a figure has no `at` and no `value`: the figure has them"
            )
        return self


CellOrPlain = CellEntry | Number | Day | bool | str


class RowEntry(Entry):
    """A row: its region in the document, and its cells by column."""

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, CellOrPlain]

    within: Region | None = Field(
        default=None,
        description="The words of the document that all cells of the row are read from; the table's if left out.",
    )

    @property
    def cells(self) -> dict[str, CellOrPlain]:
        """The cells by column."""
        return self.__pydantic_extra__


def _keys_as_text(value: object) -> object:
    """YAML reads `true` and `false` as truth values; as names of values they are text."""
    if not isinstance(value, dict):
        return value
    return {str(key).lower() if isinstance(key, bool) else key: of for key, of in value.items()}


class RowsTable(Entry):
    """A table whose rows are gathered from the text, cell by cell."""

    kind: Literal["rows"]
    within: Region | None = Field(
        default=None, description="The region of all rows that have none of their own."
    )
    besides: tuple[Text, ...] = Field(
        default=(), description="Words of the regions that belong to no cell, such as `and`."
    )
    values: dict[
        ColumnName, Annotated[dict[str, tuple[Text, ...]], BeforeValidator(_keys_as_text)]
    ] = Field(
        default={},
        description="Column → its values → the words that print each; no words: the others are not printed.",
    )
    words: dict[ColumnName, tuple[Text, ...]] = Field(
        default={},
        description="Column → words of which its quotation has one; a row whose region has one has the cell.",
    )
    areas: dict[ColumnName, tuple[ColumnName, ...]] = Field(
        default={},
        description="Column of codes of areas → the columns that print the name; the first that is not empty.",
    )
    ids: dict[ColumnName, tuple[ColumnName, ...]] = Field(
        default={}, description="Column of ids → the columns whose words make them."
    )
    answers: tuple[ColumnName, ...] = Field(
        default=(),
        description="Columns of ids of answers (sources/answers.yaml), about cells that are missing: what follows for them.",
    )
    rows: tuple[RowEntry, ...] = Field(
        description="Column → a cell, or the words of the region that a text cell has."
    )


Read = Annotated[GridTable | SeriesTable | RowsTable, Field(discriminator="kind")]
BY_SOFTWARE = " Software accepted this table; no person has checked it."
FORMS = ("table", "columns", "shape", "model")


class TableFile(Entry):
    """`tables/*.yaml`: a table of a document, and how to read it.

    It fills a core `table`, has a `shape` or a `model` that documents share, or declares `columns` of its own.
    """

    table: TableName | None = Field(default=None, description="The core table that it fills.")
    shape: TableName | None = Field(
        default=None,
        description="The shape that it has, a file in sources/shapes.",
        examples=["beds"],
    )
    model: Annotated[str, StringConstraints(pattern=r"^schemas(\.\w+)+$")] | None = Field(
        default=None, description="The pandera class that it has, as a dotted path in schemas."
    )
    name: TableName | None = Field(
        default=None, description="Its name in the document; published under the document's."
    )
    title: Text | None = Field(default=None, description="The title, for readers.")
    description: Text | None = Field(default=None, description="What the table says, for readers.")
    columns: tuple[ColumnDeclaration, ...] | None = Field(
        default=None, min_length=1, description="The columns of a table of its own."
    )
    primaryKey: tuple[ColumnName, ...] | None = Field(
        default=None, min_length=1, description="The columns whose values together name a row."
    )
    rules: tuple[TableRule, ...] = Field(
        default=(), description="What must hold between its cells."
    )
    picture: TablePicture | None = Field(
        default=None, description="How pages show the document's rows as a picture."
    )
    transcribed_by: Actor | None = Field(
        default=None,
        description="Who accepted the table in a review; left out where nobody recorded it.",
    )
    checked_by: Actor | None = Field(
        default=None, description="Who compared it with the official file."
    )
    read: Read = Field(description="Where the table is in the text, and how it is read.")

    @model_validator(mode="after")
    def _has_one_form(self) -> "TableFile":
        given = [name for name in FORMS if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(
                "a table has one of `table`, `shape`, `model` and `columns`; "
                f"found {', '.join(given) or 'none'}"
            )
        own = ("name", "title", "description", "primaryKey")
        for name in own:
            if (getattr(self, name) is not None) != (given == ["columns"]):
                raise ValueError(
                    f"`{name}` goes with `columns`: a table with a {given[0]} has it from there"
                    if given != ["columns"]
                    else f"a table with `columns` of its own needs `{name}`"
                )
        if self.table is not None and self.rules:
            raise ValueError("a core table has its rules in its model; take `rules` out")
        if self.table is not None and self.picture is not None:
            raise ValueError("a core table has no picture of its own; take `picture` out")
        self.own_shape()
        return self

    def own_shape(self) -> Shape | None:
        """What it declares itself; None where it has a table, a shape or a model from elsewhere."""
        if self.columns is None:
            return None
        return Shape(
            title=self.title or "",
            description=(self.description or "") + self._by_whom(),
            columns=self.columns,
            primaryKey=self.primaryKey or (),
            rules=self.rules,
        )

    def _by_whom(self) -> str:
        """What its published description says of a table that nobody but software accepted."""
        people = {self.transcribed_by, self.checked_by}
        return BY_SOFTWARE if people & {"software"} and "person" not in people else ""


class ShapeFile(Shape):
    """`sources/shapes/*.yaml`: a table that several documents have, each in its own folder."""
