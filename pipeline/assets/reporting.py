"""How values and findings show in Dagster: metadata of a table, result of a check."""

from collections.abc import Mapping, Sequence

import dagster as dg
import pandas as pd

from pipeline.documents import sha256_of
from pipeline.findings import Finding, printed
from pipeline.publish.descriptor import FIELD_TYPES, title_and_description
from pipeline.publish.formats import csv_bytes
from schemas import TABLES
from schemas.column import Column, columns_of

PREVIEWED_ROWS = 5


def table_outs(names: Sequence[str], group: str) -> dict[str, dg.AssetOut]:
    """An output for each published table, described by its model."""
    return {
        name: dg.AssetOut(
            group_name=group,
            description=title_and_description(TABLES[name])[1],
            kinds={"table"},
            metadata={"dagster/column_schema": _column_schema(name)},
        )
        for name in names
    }


def table_metadata(name: str, frame: pd.DataFrame) -> dict[str, dg.MetadataValue]:
    """Rows, hash and first rows of a table."""
    return {
        "dagster/row_count": dg.MetadataValue.int(len(frame)),
        "sha256_of_csv": dg.MetadataValue.text(sha256_of(csv_bytes(TABLES[name], frame))),
        "preview": dg.MetadataValue.table(
            [
                dg.TableRecord({str(k): "" if pd.isna(v) else str(v) for k, v in row.items()})
                for row in frame.head(PREVIEWED_ROWS).to_dict("records")
            ],
            schema=_column_schema(name),
        ),
    }


def check_spec(
    name: str, sentence: str, asset: str, also_reads: Sequence[str] = ()
) -> dg.AssetCheckSpec:
    """A check that stops everything behind the asset where it fails."""
    return dg.AssetCheckSpec(
        name, asset=asset, description=sentence, blocking=True, additional_deps=also_reads
    )


def check_result(
    name: str,
    asset: str,
    findings: Sequence[Finding],
    metadata: Mapping[str, dg.MetadataValue] | None = None,
) -> dg.AssetCheckResult:
    """A check that passes where nothing was found; else its findings are shown."""
    shown = {
        "findings": dg.MetadataValue.md(f"```\n{printed(findings, 'text')}\n```"),
        "number_of_findings": dg.MetadataValue.int(len(findings)),
    }
    return dg.AssetCheckResult(
        asset_key=asset,
        check_name=name,
        passed=not findings,
        severity=dg.AssetCheckSeverity.ERROR,
        metadata={**(shown if findings else {}), **(metadata or {})},
    )


def dagster_name(sentence: str) -> str:
    """A sentence as a name that Dagster admits."""
    kept = "".join(character if character.isalnum() else " " for character in sentence.lower())
    return "_".join(kept.split())


def _column_schema(name: str) -> dg.TableSchema:
    return dg.TableSchema(columns=[_table_column(column) for column in columns_of(TABLES[name])])


def _table_column(column: Column) -> dg.TableColumn:
    return dg.TableColumn(
        column.name,
        FIELD_TYPES[column.type],
        description=f"{column.title}. {column.description}",
        constraints=dg.TableColumnConstraints(nullable=not column.required, unique=column.key),
    )
