"""The rules that a declared table may have: a closed list of kinds, each with its parameters.

A rule is data: it is written in YAML, published in the descriptor, and proved by whoever has the table. What
follows from a rule for the numbers of a table is worked out in `pipeline.consistency`; nothing is judged here.
Rows are named by their key within their document, several columns joined by single spaces.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

ColumnName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
RuleName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
FigureId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
RowKey = Annotated[str, StringConstraints(min_length=1)]
Columns = Annotated[tuple[ColumnName, ...], Field(min_length=1)]


def _refuse_repeated(names: Sequence[str], what: str) -> None:
    """Raise `ValueError` where a sum names a row or a column twice: nothing is added to itself."""
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"the {what} `{name}` is named twice in one sum")


class Rule(BaseModel):
    """What every rule has in common."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: RuleName | None = Field(
        default=None,
        description="Name of the rule in its table; made from its kind if left out.",
        examples=["beds-add-up"],
    )


class CellPlace(BaseModel):
    """A cell of the table, by row and column."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    row: RowKey = Field(description="The key of the row.", examples=["Total"])
    column: ColumnName = Field(description="The column.", examples=["beds"])


class Whole(BaseModel):
    """What parts are parts of: a row of the table, a column, a single cell, or a figure."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    row: RowKey | None = Field(
        default=None,
        description="The key of a row: its cell in the column of the part.",
        examples=["Total"],
    )
    column: ColumnName | None = Field(
        default=None, description="A column: its cell in the same row."
    )
    cell: CellPlace | None = Field(default=None, description="One cell.")
    figure: FigureId | None = Field(
        default=None, description="A figure.", examples=["detainers-issued"]
    )

    @model_validator(mode="after")
    def _is_one_thing(self) -> "Whole":
        if sum(part is not None for part in (self.row, self.column, self.cell, self.figure)) != 1:
            raise ValueError("the whole is one of `row`, `column`, `cell` and `figure`")
        return self


class TotalOfColumns(BaseModel):
    """Where the totals of columns are printed: in a row of the table, or as a figure for each column."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    row: RowKey | None = Field(
        default=None,
        description="The key of the row that has the totals, if the totals are a row of the table.",
    )
    figures: Mapping[ColumnName, FigureId] | None = Field(
        default=None, description="Column → figure."
    )

    @model_validator(mode="after")
    def _is_one_thing(self) -> "TotalOfColumns":
        if (self.row is None) == (self.figures is None):
            raise ValueError("the totals are a `row`, or `figures`")
        return self


class RowSum(Rule):
    """In every row the parts add up to the total."""

    kind: Literal["row_sum"]
    total: ColumnName = Field(description="The column that has the sum.")
    parts: Annotated[tuple[ColumnName, ...], Field(min_length=2)] = Field(
        description="The columns that are added."
    )

    @model_validator(mode="after")
    def _adds_each_part_once(self) -> "RowSum":
        _refuse_repeated((self.total, *self.parts), "column")
        return self


class ColumnTotal(Rule):
    """The rows of a column add up to its printed total."""

    kind: Literal["column_total"]
    columns: Columns = Field(description="The columns that are added up.")
    whole: TotalOfColumns = Field(description="Where the totals are.")
    parts: tuple[RowKey, ...] | None = Field(
        default=None,
        description="The rows that are added; if left out, all but totals and parts of subtotals.",
        examples=[["North", "South"]],
    )
    rows: Mapping[ColumnName, str | int] | None = Field(
        default=None,
        min_length=1,
        description="Column → value that the added rows have in it, such as `level: 0`.",
        examples=[{"level": 0}],
    )

    @model_validator(mode="after")
    def _has_a_figure_for_each_column(self) -> "ColumnTotal":
        if self.whole.figures is not None and set(self.whole.figures) != set(self.columns):
            raise ValueError("`whole.figures` names one figure for each of `columns`")
        if self.rows is not None and self.parts is not None:
            raise ValueError("a total adds either `parts`, or the `rows` that have certain values")
        whole = (self.whole.row,) if self.whole.row is not None else ()
        _refuse_repeated((*whole, *(self.parts or ())), "row")
        return self


class Subtotal(Rule):
    """Some rows add up to another; with `complete: false` they are some of its parts.

    `groups` has several such wholes with their parts at once.
    """

    kind: Literal["subtotal"]
    columns: Columns = Field(description="The columns that are added up.")
    whole: RowKey | None = Field(
        default=None,
        description="The key of the row that has the subtotal.",
        examples=["Northern regions"],
    )
    parts: tuple[RowKey, ...] = Field(
        default=(),
        description="The keys of the rows that are added.",
        examples=[["North", "South"]],
    )
    groups: Mapping[RowKey, Annotated[tuple[RowKey, ...], Field(min_length=1)]] | None = Field(
        default=None, min_length=1, description="Whole → its parts, instead of `whole` and `parts`."
    )
    complete: bool = Field(
        default=True,
        description="Whether the parts are all parts: if not, they add up to the subtotal at most.",
    )

    @model_validator(mode="after")
    def _has_wholes_with_parts(self) -> "Subtotal":
        single = self.whole is not None and bool(self.parts)
        if single == (self.groups is not None) or (self.whole is None) != (not self.parts):
            raise ValueError("a subtotal has either `whole` and `parts`, or `groups`")
        for whole, parts in self.by_whole().items():
            _refuse_repeated((whole, *parts), "row")
        return self

    def by_whole(self) -> Mapping[str, tuple[str, ...]]:
        """Each whole with its parts."""
        return self.groups if self.groups is not None else {self.whole or "": self.parts}


class Share(Rule):
    """A column is a part in percent of a whole."""

    kind: Literal["share"]
    column: ColumnName = Field(description="The column that has the share, in percent.")
    part: ColumnName = Field(description="The column of the part.")
    whole: Whole = Field(description="What it is a share of.")


class Consecutive(Rule):
    """A column has consecutive whole numbers, within each group of rows that agree in `by`."""

    kind: Literal["consecutive"]
    column: ColumnName = Field(description="The column of whole numbers that follow each other.")
    by: tuple[ColumnName, ...] = Field(
        default=(), description="The columns within whose values they begin anew."
    )
    count: Annotated[int, Field(ge=1)] | None = Field(default=None, description="How many.")
    rows: Mapping[ColumnName, str | int] | None = Field(
        default=None,
        min_length=1,
        description="Column → value that the rows have to which it applies; all rows if left out.",
    )


class AtMost(Rule):
    """A column is at most a number, or at most another column."""

    kind: Literal["at_most"]
    column: ColumnName = Field(description="The column whose numbers are limited.")
    limit: ColumnName | Decimal = Field(
        description="The number, or the column of numbers, that they do not exceed."
    )


class PresentWhere(Rule):
    """Columns have a value exactly where another column has a certain one."""

    kind: Literal["present_where"]
    columns: Columns = Field(description="The columns that must have a value.")
    column: ColumnName = Field(description="The column that says in which rows.")
    equals: str | bool | int = Field(description="The value that it has in these rows.")


class RepeatsFigure(Rule):
    """Columns repeat columns of the figure that a row names."""

    kind: Literal["repeats_figure"]
    figure: ColumnName = Field(description="The column that names the figure.")
    columns: Mapping[ColumnName, ColumnName] = Field(description="Column → column of `figures`.")


class Unique(Rule):
    """No two rows have the same values in these columns."""

    kind: Literal["unique"]
    columns: Columns = Field(
        description="The columns whose values together occur once.", examples=[["state", "place"]]
    )


TableRule = Annotated[
    RowSum
    | ColumnTotal
    | Subtotal
    | Share
    | Consecutive
    | AtMost
    | PresentWhere
    | RepeatsFigure
    | Unique,
    Field(discriminator="kind"),
]
RuleKind = Literal[
    "row_sum",
    "column_total",
    "subtotal",
    "share",
    "consecutive",
    "at_most",
    "present_where",
    "repeats_figure",
    "unique",
]


def slug(text: str) -> str:
    """A text in lower case with single hyphens for everything else, as names and ids are written.

    >>> slug("Driving under the influence, DUI")
    'driving-under-the-influence-dui'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def columns_named(rule: "TableRule") -> dict[str, tuple[str, ...]]:  # noqa: PLR0911 (one a kind)
    """The columns that a rule names, by what it needs of them: `number`, `whole_number`, `percent`, `any`."""
    match rule:
        case RowSum():
            return {"number": (rule.total, *rule.parts)}
        case ColumnTotal():
            return {"number": rule.columns, "any": tuple(rule.rows or ())}
        case Subtotal():
            return {"number": rule.columns}
        case Share():
            of = (rule.whole.column, rule.whole.cell.column if rule.whole.cell else None)
            return {"number": (rule.column, rule.part, *(name for name in of if name))}
        case Consecutive():
            return {"whole_number": (rule.column,), "any": (*rule.by, *(rule.rows or ()))}
        case AtMost():
            limit = (rule.limit,) if isinstance(rule.limit, str) else ()
            return {"number": (rule.column, *limit)}
        case PresentWhere():
            return {"any": (*rule.columns, rule.column)}
        case RepeatsFigure():
            return {"any": (rule.figure, *rule.columns)}
        case Unique():
            return {"any": rule.columns}


def rows_named(rule: "TableRule") -> tuple[str, ...]:
    """The rows that a rule names."""
    match rule:
        case ColumnTotal():
            return (*((rule.whole.row,) if rule.whole.row else ()), *(rule.parts or ()))
        case Subtotal():
            return tuple(row for whole, parts in rule.by_whole().items() for row in (whole, *parts))
        case Share():
            cell = rule.whole.cell
            return tuple(row for row in (rule.whole.row, cell.row if cell else None) if row)
        case _:
            return ()


def figures_named(rule: "TableRule") -> Mapping[str, str]:
    """The figures that a rule names, by column; ids are local to the document."""
    match rule:
        case ColumnTotal():
            return rule.whole.figures or {}
        case Share() if rule.whole.figure is not None:
            return {rule.part: rule.whole.figure}
        case _:
            return {}
