"""The files `tables/*.yaml`: where a document has a published table, and how it is read."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from pipeline.sources.entries import Availability, Count, Entry, MeasureId, Number, Reference, Text


class TotalsRow(Entry):
    """The printed row of totals; its numbers are figures."""

    label: Text = Field(description="First cell of the row, as printed.")
    figures: dict[str, Reference] = Field(description="Column → the figure that the total is.")


class GridTable(Entry):
    """A printed table with every cell in the text, separated."""

    kind: Literal["grid"]
    table: Text = Field(description="The published table.")
    header: tuple[Text, ...] = Field(description="The printed header, cell by cell.")
    ends_before: Text = Field(description="The line behind the table, as printed.")
    separator: Literal["\t"] = "\t"
    columns: tuple[Text, ...] = Field(description="The published column for each printed one.")
    totals: TotalsRow | None = None


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
    table: Text
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
    table: Text
    rows: tuple[dict[str, CellEntry | Number | date | bool | str], ...] = Field(
        description="Column → a cell, or a plain value that no words of the document give."
    )


class TableFile(Entry):
    """`tables/*.yaml`: where the document has a published table, and how to read it."""

    read: GridTable | SeriesTable | RowsTable = Field(discriminator="kind")
