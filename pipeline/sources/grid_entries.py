"""How a printed table is read from a text: the `read` of `kind: grid` in `tables/*.yaml`.

It says where the table is, how its columns are told apart, what is printed besides rows, and what the characters
of its cells mean. What the table is, its columns and rules, is in `table_entries`. Nothing here loads pandas.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints, field_validator, model_validator

from pipeline.sources.entries import Count, Entry, Text
from pipeline.text.units.table_scales import stated_factor
from schemas.rules import ColumnName

CellMark = Literal["missing", "zero", "rounds_to_zero", "not_applicable"]
ColumnsBy = Literal["tabs", "pipes", "position", "trailing_cells"]
Join = Literal["next", "previous"]
JoinOfPart = Literal["next", "previous", "hyphen_kept", "hyphen_dropped"]
Mark = Annotated[str, StringConstraints(strip_whitespace=True)]


def _as_lines(header: object) -> object:
    """A header of one line may be written as the list of its cells."""
    if isinstance(header, list | tuple) and header and all(isinstance(c, str) for c in header):
        return [header]
    return header


class GridColumn(Entry):
    """A printed column: which column of the table it is, and what its header prints."""

    column: ColumnName = Field(description="The column of the table.")
    group: Text | None = Field(
        default=None, description="The words of the header that it shares with its neighbors."
    )
    title: Text | None = Field(
        default=None, description="The words of the header that are its own."
    )
    scale: Text | None = Field(
        default=None,
        description="The words that state the scale of this column: `in thousands`.",
        examples=["in thousands"],
    )
    is_scaled: bool = Field(
        default=True, description="Whether the scale of the table is that of this column."
    )


def _as_column(column: object) -> object:
    return {"column": column} if isinstance(column, str) else column


PrintedColumn = Annotated[
    GridColumn, BeforeValidator(_as_column, json_schema_input_type=ColumnName | GridColumn)
]


class Levels(Entry):
    """Which rows are parts of which: by their indentation, or as listed in `parents`."""

    column: ColumnName | None = Field(
        default=None, description="The column of whole numbers that has the level, from 0."
    )
    parent: ColumnName | None = Field(
        default=None, description="The column that has the label of the row or head above."
    )
    top: Text | None = Field(
        default=None,
        description="What the column of parents has in rows of level 0; empty if left out.",
    )
    parents: dict[Text, tuple[Text, ...]] | None = Field(
        default=None,
        description="Label → labels of its parts; for a text that has lost its indentation.",
        examples=[{"Region": ["North", "South"]}],
    )


class GridTable(Entry):
    """A printed table with every cell in the text."""

    kind: Literal["grid"]
    columns_by: ColumnsBy = Field(
        default="tabs",
        description="How columns are told apart: by tabs, by pipes (Markdown), by position (text aligned with spaces), "
        "or by counting the cells from the right, where single spaces part them and none is blank.",
    )
    header: Annotated[
        tuple[Annotated[tuple[Mark, ...], Field(min_length=1)], ...],
        BeforeValidator(_as_lines, json_schema_input_type=tuple[Mark | tuple[Mark, ...], ...]),
        Field(min_length=1),
    ] = Field(
        description="The printed header, cell by cell; a list of such lists where it has several lines."
    )
    space_before_point: bool = Field(
        default=False,
        description="Whether the text has a space before the decimal point, `1,540 .0`; with cells counted from the right.",
    )
    header_repeats: Count = Field(
        default=0,
        description="How often the header is printed again inside the table.",
        examples=[1],
    )
    starts_after: Text | None = Field(
        default=None,
        description="A line before the header, where several tables have the same header.",
        examples=["Table 2. Beds by facility"],
    )
    ends_before: Text | None = Field(
        description="The line behind the table, as printed; null where the text ends with the table."
    )
    ends_before_line: Count | None = Field(
        default=None,
        ge=1,
        description="Its line, where the text has several such lines.",
        examples=[640],
    )
    columns: Annotated[tuple[PrintedColumn, ...], Field(min_length=1)] = Field(
        description="The column for each printed one, from the left."
    )
    scale: Text | None = Field(
        default=None,
        description="The words of title or header that state the scale of all numbers but percents: `in thousands`.",
        examples=["in thousands"],
    )
    marks: dict[Mark, CellMark] = Field(
        default={},
        description="What a cell without a number means: the characters printed (empty for a blank cell) → meaning.",
    )
    parentheses: Literal["negative"] | None = Field(
        default=None, description="What parentheses around a number mean.", examples=["negative"]
    )
    footnotes: tuple[Text, ...] = Field(
        default=(),
        description="Marks of footnotes that stand at numbers and labels: `¹`, `a`, `*`; each occurs.",
        examples=[["¹", "a"]],
    )
    totals: tuple[Text, ...] = Field(
        default=(),
        description="Labels of printed rows of totals that are figures and no rows of the table.",
    )
    skip: tuple[Text, ...] = Field(
        default=(),
        description="First cells of lines that are no rows, such as heads of groups.",
        examples=[["Percent of total"]],
    )
    skip_lines: tuple[Text, ...] = Field(
        default=(),
        description="Whole lines inside the table that are no part of it, such as headers and footers of pages.",
        examples=[["www.oig.dhs.gov 23 OIG-20-13"]],
    )
    wrapped: Join | dict[Text, JoinOfPart] = Field(
        default={},
        description="Lines that have a part of a label and no cells: the part → whether it goes with the `next` or the "
        "`previous` line. One word for all such lines. A part that ends with a hyphen goes with the next line as "
        "`hyphen_kept` or `hyphen_dropped`.",
    )
    empty_rows: tuple[Text, ...] = Field(
        default=(),
        description="Labels of rows all of whose cells are blank.",
        examples=[["Not reported"]],
    )
    not_totals: tuple[Text, ...] = Field(
        default=(),
        description="Labels that read like totals and are none.",
        examples=[["Total Wine & More"]],
    )
    not_marks: tuple[Text, ...] = Field(
        default=(),
        description="Labels that end like the mark of a footnote and have none.",
        examples=[["Area 51"]],
    )
    levels: Levels | None = Field(
        default=None, description="Which rows are parts of others that are printed above them."
    )

    @field_validator("wrapped", mode="before")
    @classmethod
    def _is_not_none(cls, value: object) -> object:
        return {} if value is None else value

    @model_validator(mode="after")
    def _ends_somewhere(self) -> "GridTable":
        if self.ends_before is None and self.ends_before_line is not None:
            raise ValueError("`ends_before_line` goes with `ends_before`")
        if self.space_before_point and self.columns_by != "trailing_cells":
            raise ValueError("`space_before_point` goes with `columns_by: trailing_cells`")
        return self

    @property
    def column_names(self) -> tuple[str, ...]:
        """The columns that are printed, from the left."""
        return tuple(one.column for one in self.columns)

    @property
    def filled(self) -> tuple[str, ...]:
        """The columns that are printed, and those that have the level and the parent of a row."""
        levels = (self.levels.column, self.levels.parent) if self.levels else ()
        return (*self.column_names, *(name for name in levels if name))

    def factor_of(self, name: str, unit: str | None) -> Decimal:
        """By how much the numbers of a column are multiplied; by the scale of the table those in percent are not."""
        one = next((column for column in self.columns if column.column == name), None)
        if one is not None and one.scale is not None:
            return stated_factor(one.scale) or Decimal(1)
        if one is None or self.scale is None or unit == "percent" or not one.is_scaled:
            return Decimal(1)
        return stated_factor(self.scale) or Decimal(1)

    def join_of(self, part: str) -> JoinOfPart | None:
        """With which line a part of a label goes; None where it is not declared."""
        return self.wrapped.get(part) if isinstance(self.wrapped, Mapping) else self.wrapped

    def joined(self, parts: Sequence[str], words: Sequence[str]) -> str:
        """The words of a label in one text; `parts` are as printed, to which `wrapped` refers."""
        text = ""
        for part, of_part in zip(parts, words, strict=True):
            join = self.join_of(part)
            if join == "hyphen_dropped":
                text += of_part.removesuffix("-")
            else:
                text += of_part if join == "hyphen_kept" else f"{of_part} "
        return text.rstrip()
