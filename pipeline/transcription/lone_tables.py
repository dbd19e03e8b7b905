"""A printed table read by its file out of a text, without a corpus: what `oversight read --table` shows.

The reading is that of `grid_reading`; columns are taken as the file declares them, so that no model is made.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from pipeline.sources.files import Located, Reader
from pipeline.sources.findings import Finding
from pipeline.sources.grid_entries import GridTable
from pipeline.text.line_readings import end_of, json_number
from pipeline.transcription.grid_cells import GridCell
from pipeline.transcription.grid_columns import declared_columns
from pipeline.transcription.grid_reading import GridContext, read_grid
from pipeline.transcription.grid_results import GridRead, GridRow
from schemas.rules import TableRule

SCHEMA_VERSION = 1


class LoneColumn(BaseModel):
    """What reading a column needs of its declaration."""

    model_config = ConfigDict(extra="allow")
    name: str
    type: Literal["string", "integer", "number", "boolean", "date", "year"]


class LoneTable(BaseModel):
    """What reading needs of a table's file; `check` judges the rest."""

    model_config = ConfigDict(extra="allow")
    columns: tuple[LoneColumn, ...]
    primaryKey: tuple[str, ...]
    rules: tuple[TableRule, ...] = ()
    read: GridTable


@dataclass(frozen=True)
class LoneReading:
    """Rows in the order of the text, and findings; with a finding, the rows are those that could be read."""

    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    findings: tuple[Finding, ...]

    def for_programs(self) -> str:
        """One JSON object."""
        return json.dumps(
            {
                "schema_version": SCHEMA_VERSION,
                "rows": [_row(row) for row in self.rows],
                "findings": [
                    {"file": f.file, "line": f.line, "found": f.found, "remedy": f.remedy}
                    for f in self.findings
                ],
            },
            ensure_ascii=False,
            indent=2,
        )

    def for_people(self) -> Iterator[str]:
        """A line a row: its line in the text, and its cells with what is beside them."""
        lines = [
            [str(row.line), *(_shown(row.cells.get(name)) for name in self.columns)]
            for row in self.rows
        ]
        table = [["line", *self.columns], *lines]
        widths = [max(len(line[index]) for line in table) for index in range(len(table[0]))]
        for line in table:
            cells = (text.ljust(width) for text, width in zip(line, widths, strict=True))
            yield "  ".join(cells).rstrip()


def read_lone_table(table: Path, document: Path) -> LoneReading:
    """Read the table that a file declares out of a text; files that cannot be read give findings only."""
    reader = Reader(Path())
    located = reader.entry(str(table), LoneTable)
    text = reader.text_of(str(document))
    if located is None or text is None:
        return LoneReading((), (), tuple(reader.findings))
    entry = located.entry
    columns = declared_columns([one.model_dump() for one in entry.columns], entry.primaryKey)
    grid = read_grid(text, entry.read, columns, GridContext(entry.primaryKey, entry.rules))
    findings = tuple(_findings(grid, located, str(document)))
    return LoneReading(tuple(columns), tuple(grid.rows.values()), findings)


def _findings(grid: GridRead, located: Located[LoneTable], document: str) -> Iterator[Finding]:
    for problem in grid.problems:
        if problem.line is not None:
            yield Finding(document, problem.line, "table", problem.found, problem.remedy)
        else:
            field = ("read", problem.field) if problem.field else ("read",)
            yield located.finding("table", problem.found, problem.remedy, *field)


def _row(row: GridRow) -> Mapping[str, Any]:
    about = {"line": row.line, "key": row.key, "label": row.label, "mark": row.mark}
    cells = {name: _cell(cell) for name, cell in row.cells.items()}
    return {**about, "level": row.level, "parent": row.parent, "cells": cells}


def _cell(cell: GridCell) -> Mapping[str, Any]:
    published = cell.intervals.interval if cell.intervals else None
    number = cell.value if not isinstance(cell.value, str) else None
    return {
        "printed": cell.printed,
        "value": cell.value if isinstance(cell.value, str) else json_number(number),
        "lower": json_number(end_of(published.lower)) if published is not None else None,
        "upper": json_number(end_of(published.upper)) if published is not None else None,
        "interval_kind": cell.intervals.kind if cell.intervals else None,
        "text": cell.text,
        "mark": cell.mark,
        "availability": cell.availability,
    }


def _shown(cell: GridCell | None) -> str:
    if cell is None:
        return ""
    value = (
        cell.value
        if isinstance(cell.value, str)
        else None
        if cell.value is None
        else f"{cell.value:,f}"
    )
    return " ".join(
        filter(None, (value or cell.text or cell.availability, cell.mark and f"[{cell.mark}]"))
    )
