"""Published tables: columns with a meaning, and rules.

A table is one pandera model. Its columns are declared in plain Python types and with all their
metadata (title, description, unit, vocabulary, key, reference, class of change);
Table Schema, Parquet metadata and the data dictionary are derived from here and nowhere else.
No table is defined in this file, and nothing here knows how a table is filled or written.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal, NamedTuple, cast

import pandas as pd
import pandera.pandas as pa
import pyarrow

ChangeClass = Literal["meaning", "value", "wording", "derived"]
Traced = Literal["number", "words", "mark"]
Rounding = Literal["exact", "printed", "document"]

ARROW_TYPES: Mapping[type, pyarrow.DataType] = {
    str: pyarrow.string(),
    int: pyarrow.int64(),
    Decimal: pyarrow.decimal128(24, 6),
    date: pyarrow.date32(),
    bool: pyarrow.bool_(),
}
"""How each declared Python type is held in a frame. A missing value is `<NA>` in all of them."""

GREATEST_INT32 = 2**31 - 1
"""The greatest whole number of 32 bits: the maximum of pages, lines, offsets and numbers of rows."""
QUALIFIED_ID = r"^[a-z0-9-]+/[a-z0-9-]+$"
"""The pattern of an id that is local to its document: the document, a slash, and the local id."""


class Column(NamedTuple):
    """All that is known of one published column."""

    name: str
    type: type
    title: str
    description: str
    unit: str | None
    key: bool
    required: bool
    vocabulary: Mapping[str, str]
    pattern: str | None
    minimum: int | Decimal | None
    maximum: int | Decimal | None
    references: tuple[str, str] | None
    keys_of: str | None
    sdmx: str | None
    traced: Traced | None
    rounding: Rounding
    change_class: ChangeClass
    scale: int


def column(
    title: str,
    description: str,
    *,
    unit: str | None = None,
    key: bool = False,
    required: bool = True,
    vocabulary: Mapping[str, str] | None = None,
    pattern: str | None = None,
    minimum: int | Decimal | None = None,
    maximum: int | Decimal | None = None,
    references: tuple[str, str] | None = None,
    keys_of: str | None = None,
    sdmx: str | None = None,
    traced: Traced | None = None,
    rounding: Rounding = "exact",
    change_class: ChangeClass = "value",
    scale: int = 1,
) -> Any:
    """Declare a column of a `PublishedTable`.

    `unit` is what one unit of the number counts. `vocabulary` maps each admitted term to its
    meaning. `references` is the (table, column) a value must be found in. `keys_of` is the column of
    this table that names the table whose primary keys the values are. `sdmx` is the concept of
    the SDMX cross-domain concepts that the column carries, where there is one. `traced` states that every cell
    that is not empty was read from a document: its `number` is the one that the characters print, it is the
    `words` themselves, or the characters only `mark` it. `rounding` is how a cell's interval follows from what
    is printed: it is `exact`, half a unit of the last digit that is `printed` to either side, or the rule of
    the `document`; `scale` is what printed numbers were multiplied by. `change_class` is what a difference between two releases means (docs/method.md, Versions);
    `wording` includes the places of words.
    """
    about = {
        "unit": unit,
        "key": key,
        "vocabulary": vocabulary or {},
        "pattern": pattern,
        "minimum": minimum,
        "maximum": maximum,
        "references": references,
        "keys_of": keys_of,
        "sdmx": sdmx,
        "traced": traced,
        "rounding": rounding,
        "change_class": change_class,
        "scale": scale,
    }
    return pa.Field(
        title=title,
        description=description,
        nullable=not required,
        isin=list(vocabulary) if vocabulary else None,
        str_matches=pattern,
        ge=minimum,
        le=maximum,
        metadata=about,
    )


def repeated(table: type["PublishedTable"], name: str, **but: Any) -> Any:
    """Declare a column that repeats a column of another table, whose title, meaning, unit and vocabulary it has.

    It is no key and refers to nothing unless `but` says so, and it follows from the other table in every release.
    """
    (one,) = (column for column in columns_of(table) if column.name == name)
    same = ("title", "description", "unit", "required", "vocabulary", "minimum", "maximum", "sdmx")
    about = {part: getattr(one, part) for part in same}
    return column(**{**about, "change_class": "derived", **but})


def rule(sentence: str) -> Callable[[Callable[..., Any]], Any]:
    """Declare a rule over a whole table; `sentence` states what is true, and names the check."""

    def declare(method: Callable[..., Any]) -> Any:
        return pa.dataframe_check(name=sentence, description=sentence, ignore_na=False)(method)

    return declare


class PublishedTable(pa.DataFrameModel):
    """A table that is published: the base of every model in `schemas`."""

    class Config:
        """No column more than declared, and in the declared order."""

        strict = True
        ordered = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        declared = {name: kind for name, kind in cls.__annotations__.items() if kind in ARROW_TYPES}
        _DECLARED[cls] = {name: (kind, vars(cls)[name]) for name, kind in declared.items()}
        cls.__annotations__ = {
            name: pd.ArrowDtype(ARROW_TYPES[kind]) for name, kind in declared.items()
        }
        super().__init_subclass__(**kwargs)  # type: ignore[no-untyped-call]


_DECLARED: dict[type[PublishedTable], Mapping[str, tuple[type, Any]]] = {}


@cache
def columns_of(table: type[PublishedTable]) -> tuple[Column, ...]:
    """The columns of a table, in the order in which they are published."""
    return tuple(
        Column(
            name=name,
            type=kind,
            title=field.title,
            description=field.description,
            required=not field.nullable,
            **field.metadata,
        )
        for name, (kind, field) in _DECLARED[table].items()
    )


def primary_key_of(table: type[PublishedTable]) -> list[str]:
    """The columns that together name a row, once and for ever."""
    return [column.name for column in columns_of(table) if column.key]


def natural_key_of(table: type[PublishedTable]) -> list[str]:
    """The columns of a second key that means something by itself; empty where there is none."""
    return list(getattr(table.Config, "unique", None) or [])


@cache
def schema_of(table: type[PublishedTable]) -> pa.DataFrameSchema:
    """The pandera schema that a frame of this table must satisfy, its primary key included."""
    schema = table.to_schema()
    key = primary_key_of(table)
    if len(key) == 1:
        schema.columns[key[0]].unique = True
    else:
        schema.unique = key
    return schema


def frame_of(table: type[PublishedTable], rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows as a frame in the table's types and column order, sorted by primary key.

    Raises `KeyError` where a row lacks a column of the table: a missing value is
    written as `None`.
    """
    columns = columns_of(table)
    key = primary_key_of(table)
    ordered = sorted(rows, key=lambda row: [row[name] for name in key])
    schema = pyarrow.schema([(column.name, ARROW_TYPES[column.type]) for column in columns])
    cells = {column.name: [row[column.name] for row in ordered] for column in columns}
    content = pyarrow.Table.from_pydict(cells, schema)
    return cast(pd.DataFrame, content.to_pandas(types_mapper=pd.ArrowDtype))
