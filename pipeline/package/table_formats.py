"""One table as bytes, in each format that is published.

The same frame gives the same bytes: no clock, no path, fixed line ends, pinned writers. Decimals are
written plainly in CSV and as 64-bit floats in Parquet, the one place where a number becomes binary.
"""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow
import pyarrow.parquet

from pipeline.sources.release_entries import ReleaseFile
from schemas.column import ARROW_TYPES, GREATEST_INT32, Column, PublishedTable, columns_of

PANDAS_TYPES = {str: "str", int: "Int64", Decimal: "float64", date: "object", bool: "boolean"}
"""The pandas types that a Parquet table opens with."""


def csv_bytes(table: type[PublishedTable], frame: pd.DataFrame) -> bytes:
    """A table as CSV: UTF-8 without a byte order mark, line feeds, a header, empty where missing."""
    columns = columns_of(table)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    cells = [[_csv_cell(value) for value in values_of(frame, column.name)] for column in columns]
    writer.writerows(zip(*cells, strict=True))
    return text.getvalue().encode("utf-8")


def values_of(frame: pd.DataFrame, column: str) -> list[Any]:
    """The cells of a column as plain Python values; None where missing."""
    return pyarrow.array(frame[column].array).to_pylist()  # type: ignore[no-any-return]


def parquet_bytes(release: ReleaseFile, table: type[PublishedTable], frame: pd.DataFrame) -> bytes:
    """A table as Parquet with the name of the release; each column carries its title, description, unit, vocabulary."""
    schema = _parquet_schema(release, table)
    arrays = [_parquet_array(frame[field.name], field.type) for field in schema]
    sink = pyarrow.BufferOutputStream()
    pyarrow.parquet.write_table(
        pyarrow.Table.from_arrays(arrays, schema=schema), sink, compression="snappy"
    )
    return bytes(sink.getvalue().to_pybytes())


def _parquet_array(cells: "pd.Series[Any]", kind: pyarrow.DataType) -> pyarrow.Array:
    """Cells as Arrow holds them; a decimal becomes the float nearest to it.

    Arrow's own cast divides and misses it (1.35 becomes 1.3499999999999999).
    """
    if kind != pyarrow.float64():
        return pyarrow.array(cells.array).cast(kind)
    floats = [
        None if cell is None else float(cell) for cell in pyarrow.array(cells.array).to_pylist()
    ]
    return pyarrow.array(floats, kind)


def _csv_cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)


def _parquet_schema(release: ReleaseFile, table: type[PublishedTable]) -> pyarrow.Schema:
    """The table's Arrow schema, with what pandas needs to open nullable columns as such."""
    columns = columns_of(table)
    fields = pyarrow.schema([_parquet_field(column) for column in columns])
    empty = pd.DataFrame({c.name: pd.Series(dtype=PANDAS_TYPES[c.type]) for c in columns})
    opened = pyarrow.Table.from_pandas(empty, schema=fields, preserve_index=False)
    named = {"title": release.title, "version": release.version}
    return fields.with_metadata({**opened.schema.metadata, **named})


def parquet_type(column: Column) -> pyarrow.DataType:
    """How Parquet holds a column: decimals as 64-bit floats, whole numbers in 32 bits where the maximum fits."""
    if column.type is Decimal:
        return pyarrow.float64()
    if column.type is int and column.maximum is not None and column.maximum <= GREATEST_INT32:
        return pyarrow.int32()
    return ARROW_TYPES[column.type]


def _parquet_field(column: Column) -> pyarrow.Field:
    kind = parquet_type(column)
    about = {
        "title": column.title,
        "description": column.description,
        "unit": column.unit,
        "vocabulary": json.dumps(column.vocabulary, ensure_ascii=False)
        if column.vocabulary
        else None,
    }
    known = {name: value for name, value in about.items() if value}
    return pyarrow.field(column.name, kind, nullable=not column.required, metadata=known)
