"""Figures for people who open one file, and for programs that read one record at a time.

`figures_readable.csv` joins each figure with its document and a line to cite; `figures.jsonl` has a
record a figure, with its document and where each of its cells was read. Both hold nothing that the
tables do not.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from pipeline.package.citation_line import Cited, citation_line
from pipeline.package.table_formats import values_of
from pipeline.sources.release_entries import ReleaseFile
from schemas.catalog import CORE
from schemas.column import columns_of

HEADER = (
    "figure_id",
    "printed",
    "value",
    "lower",
    "upper",
    "interval_kind",
    "unit",
    "measure",
    "population",
    "period",
    "attributed_to",
    "quotation",
    "document",
    "page",
    "official_url",
    "cite",
)


def readable_csv(release: ReleaseFile, tables: Mapping[str, pd.DataFrame]) -> bytes:
    """One joined row a figure, in the order of documents and lines."""
    sources = {row["source_id"]: row for row in _rows("sources", tables)}
    measures = {row["measure_id"]: row["name"] for row in _rows("measures", tables)}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    figures = _rows("figures", tables)
    for figure in sorted(figures, key=lambda row: (row["source_id"], row["start_offset"])):
        source = sources[figure["source_id"]]
        cited = Cited(*(source[name] for name in Cited._fields))
        page = None if figure["page"] is None else str(figure["page"])
        package, cell = f"{release.title} {release.version}", f"figures/{figure['figure_id']}/value"
        qualifier = f"{figure['qualifier']} " if figure["qualifier"] else ""
        writer.writerow(
            _plain(value)
            for value in (
                figure["figure_id"],
                f"{qualifier}{figure['verbatim']}",
                figure["value"],
                figure["lower"],
                figure["upper"],
                figure["interval_kind"],
                figure["unit"],
                measures[figure["measure_id"]],
                figure["population"],
                figure["period_printed"],
                figure["attributed_to"],
                figure["quote"],
                cited.document,
                page,
                source["official_url"],
                citation_line(cited, page, package, cell),
            )
        )
    return text.getvalue().encode("utf-8")


def json_lines(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """A record a figure: its cells, its document's, and where each cell was read."""
    sources = {row["source_id"]: row for row in _rows("sources", tables)}
    read: dict[str, list[dict[str, Any]]] = {}
    for row in _rows("provenance", tables):
        if row["table_name"] == "figures":
            place = {
                name: value for name, value in row.items() if name not in ("table_name", "row_key")
            }
            read.setdefault(row["row_key"], []).append(place)
    records = (
        {
            "figure": figure,
            "source": sources[figure["source_id"]],
            "provenance": read.get(figure["figure_id"], []),
        }
        for figure in _rows("figures", tables)
    )
    lines = (json.dumps(record, ensure_ascii=False, default=_as_json) for record in records)
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _rows(table: str, tables: Mapping[str, pd.DataFrame]) -> Iterator[dict[str, Any]]:
    """The rows of a table as plain values; None where missing."""
    names = [column.name for column in columns_of(CORE[table][0])]
    cells = [values_of(tables[table], name) for name in names]
    for row in zip(*cells, strict=True):
        yield dict(zip(names, row, strict=True))


def _plain(value: object) -> str:
    if value is None:
        return ""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _as_json(value: object) -> object:
    """Decimals as JSON numbers: whole ones as integers, others as the float nearest to them; dates as text."""
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))
