"""A printed table read by its file out of a text, without a corpus: what `oversight read --table` shows.

The reading is that of `grid_reading`; columns are taken as the file declares them, so that no model is made.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from pipeline.sources.files import Located, Reader
from pipeline.sources.findings import Finding, coded
from pipeline.sources.grid_entries import GridTable
from pipeline.sources.yaml_lines import read_yaml
from pipeline.text.documents import Span
from pipeline.text.line_readings import end_of, json_number
from pipeline.transcription.grid_cells import GridCell
from pipeline.transcription.grid_columns import declared_columns
from pipeline.transcription.grid_misfits import misfits
from pipeline.transcription.grid_reading import GridContext, read_grid
from pipeline.transcription.grid_results import GridRead, GridRow
from schemas.rules import TableRule

SCHEMA_VERSION = 1
CHECK = "run `oversight check` in the project"


class LoneColumn(BaseModel):
    """What reading a column needs of its declaration."""

    model_config = ConfigDict(extra="allow")
    name: str
    type: Literal["string", "integer", "number", "boolean", "date"]


class LoneShape(BaseModel):
    """What reading needs of a declaration: its own, or that of a shape; `check` judges the rest."""

    model_config = ConfigDict(extra="allow")
    columns: Annotated[tuple[LoneColumn, ...], Field(min_length=1)]
    primaryKey: tuple[str, ...]
    rules: tuple[TableRule, ...] = ()


class LoneTable(LoneShape):
    """A table's file with `columns` of its own."""

    read: GridTable


class ShapedTable(BaseModel):
    """A table's file that names a shape."""

    model_config = ConfigDict(extra="allow")
    shape: str
    rules: tuple[TableRule, ...] = ()
    read: GridTable


class RuleOutcome(NamedTuple):
    """Whether a rule holds: how many rows it was compared in, and the keys of those in which it fails.

    A rule that was compared in no row is left to `oversight check`, or has no row whose numbers are all known.
    """

    name: str
    compared: int
    fails_in: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """Whether it holds, in one word for programs."""
        if not self.compared:
            return "not_compared"
        return "fails" if self.fails_in else "holds"

    def in_words(self) -> str:
        """Whether it holds, for people."""
        if not self.compared:
            return f"rule {self.name}: not compared here; {CHECK}"
        rows = f"{self.compared} row{'s' * (self.compared > 1)}"
        if not self.fails_in:
            return f"rule {self.name}: holds in {rows}"
        return f"rule {self.name}: fails in {len(self.fails_in)} of {rows}"


@dataclass(frozen=True)
class LoneReading:
    """Rows in the order of the text, and findings; with a finding, the rows are those that could be read.

    `file` and `document` are those that were read, `rules` are what the rows must agree with and `outcomes` whether
    they do; `left_out` has the lines with numbers that the specification skips, `around` the characters of the header
    and the notes that it accounts for.
    """

    file: str
    document: str
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    findings: tuple[Finding, ...]
    rules: tuple[TableRule, ...] = ()
    left_out: tuple[tuple[int, str], ...] = ()
    outcomes: tuple[RuleOutcome, ...] = ()
    around: tuple[Span, ...] = ()

    def for_programs(self) -> str:
        """One JSON object."""
        return json.dumps(
            {
                "schema_version": SCHEMA_VERSION,
                "rows": [_row(row) for row in self.rows],
                "left_out": [{"line": line, "words": words} for line, words in self.left_out],
                "rules": [
                    {
                        "rule": one.name,
                        "verdict": one.verdict,
                        "compared": one.compared,
                        "fails_in": one.fails_in,
                    }
                    for one in self.outcomes
                ],
                "findings": [
                    {"file": f.file, "line": f.line, "found": f.found, "remedy": f.remedy}
                    for f in self.findings
                ],
            },
            ensure_ascii=False,
            indent=2,
        )

    def for_people(self) -> Iterator[str]:
        """A line a row: its line in the text, and its cells with what is beside them; then what is left out, and rules."""
        if not self.columns:
            return
        lines = [
            [str(row.line), *(_shown(row.cells.get(name)) for name in self.columns)]
            for row in self.rows
        ]
        table = [["line", *self.columns], *lines]
        widths = [max(len(line[index]) for line in table) for index in range(len(table[0]))]
        for line in table:
            cells = (text.ljust(width) for text, width in zip(line, widths, strict=True))
            yield "  ".join(cells).rstrip()
        for number, words in self.left_out:
            yield f"line {number} is left out: {words}"
        for rule in self.outcomes:
            yield rule.in_words()


def read_lone_table(table: Path, document: Path) -> LoneReading:
    """Read the table that a file declares out of a text; files that cannot be read give findings only.

    A shape is looked for where a project has it: in `shapes`, beside the folder of the document.
    """
    reader = Reader(Path())
    unread = LoneReading(str(table), str(document), (), (), ())
    declared = _declared(reader, table)
    text = reader.text_of(str(document))
    if declared is None or text is None:
        return replace(unread, findings=tuple(reader.findings))
    located, shape = declared
    specification, rules = located.entry.read, (*shape.rules, *located.entry.rules)
    if shape is located.entry:
        rules = shape.rules
    columns = declared_columns([one.model_dump() for one in shape.columns], shape.primaryKey)
    problem = next(misfits(specification, columns, has_rule_of_rounding=True), None)
    if problem is not None:
        wrong = located.finding("table", *problem, "read", code="table")
        return replace(unread, findings=(wrong,))
    grid = read_grid(text, specification, columns, GridContext(shape.primaryKey, rules))
    return LoneReading(
        str(table),
        str(document),
        tuple(name for name in columns if name in specification.filled),
        tuple(grid.rows.values()),
        tuple(_findings(grid, located, str(document))),
        rules,
        tuple(grid.left_out),
        around=tuple(grid.around),
    )


def _declared(
    reader: Reader, table: Path
) -> tuple[Located[LoneTable] | Located[ShapedTable], LoneShape] | None:
    """A table's file, and the declaration of its columns; None with a finding where it has none to read by."""
    text = reader.text_of(str(table))
    content = read_yaml(text).value if text is not None else None
    content = content if isinstance(content, dict) else {}
    how = content.get("read")
    kind = how.get("kind") if isinstance(how, dict) else None
    if kind in ("rows", "series"):
        found = f"`read` has kind `{kind}`: its rows are collected from a document of a project"
        reader.report(str(table), 1, "table", found, CHECK, "table")
        return None
    if "model" in content or "table" in content:
        found = f"the columns are those of `{content.get('model') or content.get('table')}`, which only a project has"
        remedy = (
            f"{CHECK}; to try `read` here, write `columns` and `primaryKey` into a copy of the file"
        )
        reader.report(str(table), 1, "table", found, remedy, "table")
        return None
    if "shape" not in content:
        own = reader.entry(str(table), LoneTable) if text is not None else None
        return (own, own.entry) if own is not None else None
    shaped = reader.entry(str(table), ShapedTable)
    if shaped is None:
        return None
    file = table.parent.parent.parent / "shapes" / f"{shaped.entry.shape}.yaml"
    if not file.is_file():
        found = f"the shape is not at {file}"
        remedy = "keep the file in `sources/<document>/tables/`, or write `columns` and `primaryKey` into a copy of it"
        reader.findings.append(shaped.finding("table", found, remedy, "shape", code="table"))
        return None
    shape = reader.entry(str(file), LoneShape)
    return (shaped, shape.entry) if shape is not None else None


@coded("table")
def _findings(
    grid: GridRead, located: Located[LoneTable] | Located[ShapedTable], document: str
) -> Iterator[Finding]:
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
