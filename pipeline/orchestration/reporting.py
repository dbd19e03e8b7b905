"""How tables and findings are shown in Dagster. Nothing here knows which step gives them."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import dagster as dg
import pandas as pd

from pipeline.orchestration.generation import code_version
from pipeline.orchestration.run import Check
from pipeline.package.descriptor import FIELD_TYPES, title_and_description
from pipeline.package.table_formats import csv_bytes
from pipeline.sources.findings import Finding
from pipeline.text.documents import sha256_of
from pipeline.text.markdown import sentence, words
from schemas.column import Column, PublishedTable, columns_of

OWNERS = ["team:maintainers"]
PREVIEWED_ROWS = 5
PREVIEWED_WIDTH = 70
"""Characters of a row, so that a preview fits a screen beside the pages' own columns."""
LONGEST_CELL = 24
LISTED_TABLES = 20
"""Declared tables that their one asset lists."""


def table_out(model: type[PublishedTable], group: str, code: Mapping[str, Any]) -> dg.AssetOut:
    """The output of a published table, described by its model; `code` are references to code."""
    metadata: dict[str, Any] = {"dagster/column_schema": _column_schema(model), **code}
    return asset_out(title_and_description(model)[1], group, "table", metadata)


def asset_out(
    description: str, group: str, kind: str, metadata: Mapping[str, Any] | None = None
) -> dg.AssetOut:
    """The output of an asset of this project."""
    return dg.AssetOut(
        group_name=group,
        description=description,
        kinds={kind},
        metadata=metadata,
        owners=OWNERS,
        code_version=code_version(),
        is_required=False,
    )


def code_references(*definitions: Callable[..., Any]) -> dict[str, Any]:
    """Links to the file and line of functions and classes."""
    references: list[Any] = [
        dg.LocalFileCodeReference(
            file_path=inspect.getsourcefile(definition) or "",
            line_number=inspect.getsourcelines(definition)[1],
            label=definition.__qualname__,
        )
        for definition in definitions
    ]
    return {"dagster/code_references": dg.CodeReferencesMetadataValue(code_references=references)}


def file_references(root: Path, files: Sequence[Path]) -> dict[str, Any]:
    """Links to files under the root; of many the first."""
    references: list[Any] = [
        dg.LocalFileCodeReference(
            file_path=str(file), line_number=1, label=file.relative_to(root).as_posix()
        )
        for file in files[:LISTED_TABLES]
    ]
    return {"dagster/code_references": dg.CodeReferencesMetadataValue(code_references=references)}


def table_metadata(frame: pd.DataFrame) -> dict[str, Any]:
    """The number of rows of a table, and its first rows."""
    return {"dagster/row_count": len(frame), "preview": dg.MetadataValue.md(_preview(frame))}


def declared_metadata(
    models: Mapping[str, type[PublishedTable]], frames: Mapping[str, pd.DataFrame]
) -> dict[str, Any]:
    """The number of declared tables and of their rows; of the first of them rows, hash of the CSV, and a preview."""
    listed = [
        f"**{name}**: {sentence(title_and_description(model)[0])}; {len(frames[name])} rows, sha256 of CSV "
        f"{sha256_of(csv_bytes(model, frames[name]))}\n\n{_preview(frames[name])}"
        for name, model in list(models.items())[:LISTED_TABLES]
    ]
    if len(models) > LISTED_TABLES:
        listed.append(f"and {len(models) - LISTED_TABLES} more tables")
    return {
        "dagster/row_count": sum(map(len, frames.values())),
        "tables": len(models),
        "tables listed": dg.MetadataValue.md("\n\n".join(listed)),
    }


def _preview(frame: pd.DataFrame) -> str:
    """The first rows and columns as a Markdown table that fits a screen."""
    columns: list[list[str]] = []
    width = 0
    for name in frame.columns:
        cells = [_cell(cell) for cell in frame[name].iloc[:PREVIEWED_ROWS]]
        width += max(map(len, [name, *cells]))
        if columns and width > PREVIEWED_WIDTH:
            break
        columns.append([name, "---", *cells])
    more = len(frame.columns) - len(columns)
    table = "\n".join(f"| {' | '.join(row)} |" for row in zip(*columns, strict=True))
    return f"{table}\n\nand {more} more columns" if more else table


def _cell(cell: object) -> str:
    text = "" if cell is pd.NA else " ".join(str(cell).split())
    return words(text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…")


def check_spec(check: Check, asset: str) -> dg.AssetCheckSpec:
    """A check that stops everything after the asset where it fails."""
    return dg.AssetCheckSpec(
        dagster_name(check.sentence),
        asset=asset,
        description=f"{check.sentence[0].upper()}{check.sentence[1:]}.",
        blocking=True,
    )


def described(findings: Sequence[Finding]) -> str | None:
    """The first finding in short, and how many more there are; None where there is none."""
    if not findings:
        return None
    first = sorted(findings)[0]
    more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
    return f"{in_one_line(first)}{more}"


def in_one_line(finding: Finding) -> str:
    """A finding as a line of a log: place, subject, what was found, what to do."""
    place = f"{finding.file}:{finding.line}" if finding.line else finding.file
    return " ".join(f"{place} {finding.subject}: {finding.found} → {finding.remedy}".split())


def findings_metadata(findings: Sequence[Finding]) -> dict[str, Any]:
    """All findings of a check as a list."""
    if not findings:
        return {}
    listed = "\n".join(f"- {words(in_one_line(finding))}" for finding in sorted(findings))
    return {"findings": dg.MetadataValue.md(listed)}


def dagster_name(sentence: str) -> str:
    """A sentence as a name that Dagster admits: letters and digits, joined by underscores.

    >>> dagster_name("charges + convictions = total_offenses, in every row")
    'charges_convictions_total_offenses_in_every_row'
    """
    kept = "".join(character if character.isalnum() else " " for character in sentence.lower())
    return "_".join(kept.split())


@cache
def _column_schema(model: type[PublishedTable]) -> dg.TableSchema:
    return dg.TableSchema(columns=[_table_column(column) for column in columns_of(model)])


def _table_column(column: Column) -> dg.TableColumn:
    return dg.TableColumn(
        column.name,
        FIELD_TYPES[column.type],
        description=f"{column.title}. {column.description}",
        constraints=dg.TableColumnConstraints(nullable=not column.required, unique=column.key),
    )
