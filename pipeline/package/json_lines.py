"""Figures for programs that read one record at a time: a record a figure, with its document and its provenance.

It holds nothing that the tables do not.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from pipeline.package.readable_figures import release_name
from pipeline.package.table_formats import values_of
from pipeline.sources.release_entries import ReleaseFile
from schemas.catalog import CORE
from schemas.column import columns_of


def json_lines(release: ReleaseFile, tables: Mapping[str, pd.DataFrame]) -> bytes:
    """A record a figure: the release, its cells, its document's, and where each cell was read."""
    sources = {row["source_id"]: row for row in _rows_of("sources", tables)}
    read: dict[str, list[dict[str, Any]]] = {}
    for row in _rows_of("provenance", tables):
        if row["table_name"] == "figures":
            place = {
                name: value for name, value in row.items() if name not in ("table_name", "row_key")
            }
            read.setdefault(row["row_key"], []).append(place)
    records = (
        {
            "release": release_name(release),
            "figure": figure,
            "source": sources[figure["source_id"]],
            "provenance": read.get(figure["figure_id"], []),
        }
        for figure in _rows_of("figures", tables)
    )
    lines = (json.dumps(record, ensure_ascii=False, default=_as_json) for record in records)
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _rows_of(table: str, tables: Mapping[str, pd.DataFrame]) -> Iterator[dict[str, Any]]:
    """The rows of a table as plain values; None where missing."""
    names = [column.name for column in columns_of(CORE[table][0])]
    cells = [values_of(tables[table], name) for name in names]
    for row in zip(*cells, strict=True):
        yield dict(zip(names, row, strict=True))


def _as_json(value: object) -> object:
    """Decimals as JSON numbers: whole ones as integers, others as the float nearest to them; dates as text."""
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))
