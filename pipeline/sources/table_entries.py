"""The files `tables/*.yaml` and `shapes/*.yaml`: what a table is, where it is in its document, and how it is read.

What a declared table's columns and rules may be is defined in `schemas.declared` and `schemas.rules`; how a
printed table is read in `grid_entries`.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from pipeline.sources.entries import Availability, Count, Entry, MeasureId, Number, Reference, Text
from pipeline.sources.grid_entries import GridTable
from schemas.declared import ColumnDeclaration, Shape, TableName
from schemas.rules import ColumnName, TableRule


class SeriesRow(Entry):
    """A row that repeats a figure, or states why there is none."""

    row: dict[str, str | int]
    figure: Reference | None = None
    availability: Availability | None = None
    mentioned: Text | None = Field(
        default=None,
        description="The words that show that the document speaks of the missing value.",
    )
    quantity: Reference | None = Field(
        default=None, description="The bounded quantity it is part of."
    )


class SeriesTable(Entry):
    """A table whose values repeat figures, one a row."""

    kind: Literal["series"]
    fiscal_year: Text = Field(description="The column whose year the row's figure must be about.")
    series: Text = Field(description="The column that says which series a row belongs to.")
    measures: dict[str, MeasureId] = Field(description="The measure of each series' figures.")
    rows: tuple[SeriesRow, ...]


class CellEntry(Entry):
    """A cell: quoted, or repeated from a figure, or entered and borne out by a quotation."""

    quote: Text | None = Field(default=None, description="The words it was read from.")
    parts: tuple[Text, ...] = Field(
        default=(), description="Several quotations, where a page header breaks the text."
    )
    line: Count | None = Field(default=None, ge=1, description="Makes a quotation unique.")
    after: Text | None = Field(default=None, description="Makes a quotation unique.")
    at: Text | None = Field(default=None, description="The words inside the quotation.")
    figure: Reference | None = Field(default=None, description="The figure whose value it repeats.")
    value: str | Number | date | bool | None = Field(
        default=None,
        description="What the quoted words say; a text cell without it is the words themselves.",
    )

    @model_validator(mode="after")
    def _comes_from_somewhere(self) -> "CellEntry":
        given = [self.quote is not None, bool(self.parts), self.figure is not None]
        if sum(given) != 1:
            raise ValueError("a cell has one of `quote`, `parts` and `figure`")
        return self


class RowsTable(Entry):
    """A table whose rows are gathered from the text, cell by cell."""

    kind: Literal["rows"]
    rows: tuple[dict[str, CellEntry | Number | date | bool | str], ...] = Field(
        description="Column → a cell, or a plain value that no words of the document give."
    )


Read = Annotated[GridTable | SeriesTable | RowsTable, Field(discriminator="kind")]
FORMS = ("table", "columns", "shape", "model")


class TableFile(Entry):
    """`tables/*.yaml`: a table of a document, and how to read it.

    It fills a core `table`, has a `shape` or a `model` that documents share, or declares `columns` of its own.
    """

    table: TableName | None = Field(default=None, description="The core table that it fills.")
    shape: TableName | None = Field(
        default=None, description="The shape that it has, a file in sources/shapes."
    )
    model: Annotated[str, StringConstraints(pattern=r"^schemas(\.\w+)+$")] | None = Field(
        default=None, description="The pandera class that it has, as a dotted path in schemas."
    )
    name: TableName | None = Field(
        default=None, description="Its name in the document; published under the document's."
    )
    title: Text | None = None
    description: Text | None = None
    columns: tuple[ColumnDeclaration, ...] | None = Field(default=None, min_length=1)
    primaryKey: tuple[ColumnName, ...] | None = Field(default=None, min_length=1)
    rules: tuple[TableRule, ...] = ()
    read: Read

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
        self.own_shape()
        return self

    def own_shape(self) -> Shape | None:
        """What it declares itself; None where it has a table, a shape or a model from elsewhere."""
        if self.columns is None:
            return None
        return Shape(
            title=self.title or "",
            description=self.description or "",
            columns=self.columns,
            primaryKey=self.primaryKey or (),
            rules=self.rules,
        )


class ShapeFile(Shape):
    """`sources/shapes/*.yaml`: a table that several documents have, each in its own folder."""
