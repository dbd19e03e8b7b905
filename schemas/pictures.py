"""The pictures that a declared table may have: a closed list of kinds, each with the columns that it shows.

A picture is data: it is written in YAML, published in the descriptor, and drawn by whoever makes pages of the
package. How a kind looks is decided in `pipeline.site.pictures`.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from schemas.column import PublishedTable, columns_of
from schemas.rules import ColumnName


class _Picture(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Bars(_Picture):
    """A row of the table is a group of bars, one for each column of numbers; the longest groups come first."""

    kind: Literal["bars"]
    label: ColumnName = Field(description="The column that names a row.")
    values: Annotated[tuple[ColumnName, ...], Field(min_length=1, max_length=2)] = Field(
        description="Columns of numbers of one scale, each with a bar."
    )
    sort: ColumnName = Field(description="The column of numbers by which rows are sorted.")


class Series(_Picture):
    """A row of the table is a number at a step of a series; steps without a number are shown together, once.

    A row that others are `part_of` is of all of them together: what is known about their sum is shown across their
    steps, and nothing for a single one.
    """

    kind: Literal["series"]
    along: ColumnName = Field(description="The column of whole numbers that orders a series.")
    by: ColumnName = Field(description="The column that says which series a row belongs to.")
    value: ColumnName = Field(description="The column of the values.")
    lower: ColumnName = Field(description="The column of the lower ends.")
    upper: ColumnName = Field(description="The column of the upper ends.")
    figure: ColumnName = Field(description="The column that names the figure of a row.")
    availability: ColumnName = Field(description="The column that says why a row has no number.")
    part_of: ColumnName = Field(
        description="The column that names, by its key in the document, the row of several steps together."
    )
    bound: ColumnName = Field(
        description="The column that names the bound of several steps together."
    )


TablePicture = Annotated[Bars | Series, Field(discriminator="kind")]


class PublishedPicture(NamedTuple):
    """A picture of the rows that a document has in a table."""

    source_id: str
    picture: Bars | Series

    def published(self) -> dict[str, Any]:
        """The picture as the descriptor has it."""
        return {"source_id": self.source_id, **self.picture.model_dump(mode="json")}


def picture_problems(
    model: type[PublishedTable], picture: Bars | Series
) -> Iterator[tuple[str, str, str]]:
    """What a picture needs and a table does not have: the key of the picture, found, and what to do."""
    columns = {one.name: one for one in columns_of(model)}
    numbers = {"values", "sort", "along", "value", "lower", "upper"}
    for key, named in picture.model_dump(exclude={"kind"}).items():
        for name in (named,) if isinstance(named, str) else named:
            if name not in columns:
                listed = ", ".join(columns)
                yield key, f"the table has no column `{name}`", f"name one of: {listed}"
            elif key in numbers and columns[name].type not in (int, Decimal):
                found = f"`{name}` is not a column of numbers, which `{key}` needs"
                yield key, found, "name a column of type integer or number"
