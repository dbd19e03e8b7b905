"""The cells of all declared tables checked together, by one pandera call for each kind of constraint.

A call for each table would cost a corpus of many small tables more than all else. What a column asks of its
cells is in its model; rules between cells are judged in `consistency`. Tables whose model is code of its own
are in `validation`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple, cast

import pandas as pd
import pandera.pandas as pa
import pyarrow

from pipeline.package.table_formats import values_of
from pipeline.sources.findings import Finding
from schemas.column import ARROW_TYPES, Column, PublishedTable, columns_of, primary_key_of

DECLARED = "declared_tables"
"""What the checks of all declared tables are about."""
COMPLETE = "every cell that a declared table requires has a value"
WITHIN_LIMITS = "every cell of a declared table is within its column's limits"
IN_VOCABULARY = "every term of a declared table is one of its column's"
LIKE_PATTERN = "every text of a declared table has its column's pattern"
ONE_KEY = "every primary key of a declared table names one row"
REFERRING = "every reference of a declared table leads to a row"
NAMES = (COMPLETE, WITHIN_LIMITS, IN_VOCABULARY, LIKE_PATTERN, ONE_KEY, REFERRING)

Frames = Mapping[str, pd.DataFrame]
Models = Mapping[str, type[PublishedTable]]
MakeFinding = Callable[[str, int, str], Finding]
"""Table, number of the row, and what was found → a finding."""
Cells = Sequence[tuple[str, Column, Sequence[Any]]]
"""Each column of each table with its cells."""


class Asked(NamedTuple):
    """A cell, and the limit that a constraint sets for it. `row` is the number of its row in the table."""

    table: str
    row: int
    column: str
    value: Any
    limit: Any


class Constraint(NamedTuple):
    """A kind of constraint: its check, the limit that it sets for a column (None: none), and what satisfies it.

    `as_checked` turns a cell into a value of the type `kind`, which limits have too; None is not checked,
    unless the constraint is about missing cells.
    """

    check: str
    limit: Callable[[Column], Any]
    kind: type
    as_checked: Callable[[Any], Any]
    holds: Callable[[pd.DataFrame], Any]
    found: str
    about_missing: bool = False


def declared_findings(
    models: Models, frames: Frames, finding: MakeFinding
) -> dict[str, list[Finding]]:
    """The findings of each check of declared tables; references are looked up in all of `frames`."""
    found: dict[str, list[Finding]] = {name: [] for name in NAMES}
    cells = [
        (name, column, values_of(frames[name], column.name))
        for name, model in models.items()
        for column in columns_of(model)
    ]
    for constraint in (*CONSTRAINTS, _references(cells, frames)):
        for cell in _failing(constraint, cells):
            words = constraint.found.format(
                column=cell.column, value=_in_words(cell.value), limit=_in_words(cell.limit)
            )
            found[constraint.check].append(finding(cell.table, cell.row, words))
    for table, row, key in _duplicates(models, frames):
        found[ONE_KEY].append(finding(table, row, f"`{key}` is a duplicate primary key"))
    return found


def keys_of(model: type[PublishedTable], frame: pd.DataFrame) -> list[str]:
    """The primary key of each row as text, several columns joined by single spaces."""
    parts = [values_of(frame, name) for name in primary_key_of(model)]
    return [key_of(row) for row in zip(*parts, strict=True)]


def key_of(parts: Iterable[Any]) -> str:
    """A primary key as text: its columns joined by single spaces."""
    return " ".join(map(str, parts))


def _failing(constraint: Constraint, cells: Cells) -> Iterator[Asked]:
    """The cells that do not satisfy a constraint."""
    asked = [
        Asked(table, row, column.name, constraint.as_checked(value), limit)
        for table, column, values in cells
        if (limit := constraint.limit(column)) is not None
        for row, value in enumerate(values)
        if value is not None or constraint.about_missing
    ]
    check = pa.Check(constraint.holds, name=constraint.check, ignore_na=False)
    for row in _failing_rows(pa.DataFrameSchema(checks=check), _long_frame(asked, constraint.kind)):
        yield asked[row]


def _long_frame(asked: Sequence[Asked], kind: type) -> pd.DataFrame:
    """Cells and what is asked of them, a row a cell."""
    types = (str, int, str, kind, kind)
    columns = zip(*asked, strict=True) if asked else [()] * len(types)
    content = {
        name: pyarrow.array(column, ARROW_TYPES[of])
        for name, column, of in zip(Asked._fields, columns, types, strict=True)
    }
    table = pyarrow.Table.from_pydict(content)
    return cast(pd.DataFrame, table.to_pandas(types_mapper=pd.ArrowDtype))


def _failing_rows(schema: pa.DataFrameSchema, frame: pd.DataFrame) -> Iterator[int]:
    """The rows of a frame that fail a schema."""
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        yield from sorted({int(index) for index in errors.failure_cases["index"]})


def _duplicates(models: Models, frames: Frames) -> Iterator[tuple[str, int, str]]:
    """Rows whose primary key is that of another row: table, number of the row, key."""
    rows = [
        (name, number, key)
        for name, model in models.items()
        for number, key in enumerate(keys_of(model, frames[name]))
    ]
    frame = pd.DataFrame(rows, columns=["table", "row", "key"])
    for row in _failing_rows(pa.DataFrameSchema(unique=["table", "key"]), frame):
        yield rows[row]


def _references(cells: Cells, frames: Frames) -> Constraint:
    """The constraint that references lead to rows; each column that is referred to is looked through once."""
    targets = {column.references for _, column, _ in cells if column.references is not None}
    there = {
        f"{table}.{name}": set(map(str, values_of(frames[table], name))) for table, name in targets
    }
    return Constraint(
        REFERRING,
        lambda column: ".".join(column.references) if column.references else None,
        str,
        str,
        lambda frame: _each(frame, lambda value, target: value in there[target]),
        "`{column}` is `{value}`, which is not in {limit}",
    )


def _each(frame: pd.DataFrame, holds: Callable[[Any, Any], bool]) -> "pd.Series[bool]":
    """Whether something holds of each value and its limit."""
    pairs: Iterable[tuple[Any, Any]] = zip(frame["value"], frame["limit"], strict=True)
    return pd.Series([holds(value, limit) for value, limit in pairs], frame.index, dtype=bool)


def _vocabulary(column: Column) -> str | None:
    return "\n".join(column.vocabulary) or None


@cache
def _terms(vocabulary: str) -> frozenset[str]:
    return frozenset(vocabulary.split("\n"))


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _in_words(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value).replace("\n", ", ")


CONSTRAINTS = (
    Constraint(
        COMPLETE,
        lambda column: column.required or None,
        bool,
        lambda cell: None if cell is None else True,
        lambda frame: frame["value"].notna(),
        "`{column}` is missing",
        about_missing=True,
    ),
    Constraint(
        WITHIN_LIMITS,
        lambda column: None if column.minimum is None else Decimal(column.minimum),
        Decimal,
        Decimal,
        lambda frame: frame["value"] >= frame["limit"],
        "`{column}` must be at least {limit}; found `{value}`",
    ),
    Constraint(
        WITHIN_LIMITS,
        lambda column: None if column.maximum is None else Decimal(column.maximum),
        Decimal,
        Decimal,
        lambda frame: frame["value"] <= frame["limit"],
        "`{column}` must be at most {limit}; found `{value}`",
    ),
    Constraint(
        IN_VOCABULARY,
        _vocabulary,
        str,
        str,
        lambda frame: _each(frame, lambda value, terms: value in _terms(terms)),
        "`{column}` must be one of {limit}; found `{value}`",
    ),
    Constraint(
        LIKE_PATTERN,
        lambda column: column.pattern,
        str,
        str,
        lambda frame: _each(
            frame, lambda value, pattern: _pattern(pattern).fullmatch(value) is not None
        ),
        "`{column}` must match {limit}; found `{value}`",
    ),
)
