"""How stages, tables and findings show in Dagster.

A stage is one op that makes its assets and judges them: `stage` declares it, and its checks can be
run alone on what was materialized before. Nothing here knows what a stage does.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import dagster as dg
import pandas as pd

from pipeline.package.descriptor import FIELD_TYPES, title_and_description
from pipeline.package.table_formats import csv_bytes
from pipeline.package.validation import Check, names_of_checks
from pipeline.sources.findings import Finding, printed
from pipeline.text.documents import sha256_of
from schemas import TABLES
from schemas.column import Column, columns_of

PREVIEWED_ROWS = 5
Event = dg.Output[Any] | dg.AssetCheckResult


def stage(
    name: str,
    outs: Mapping[str, dg.AssetOut],
    checks: Sequence[dg.AssetCheckSpec],
    ins: Sequence[str] = (),
) -> Callable[[Callable[..., Iterator[Event]]], dg.AssetsDefinition]:
    """Declare a stage: a function that yields an output for each asset and a result for each check.

    Where only some are selected (a single asset in the UI, the checks alone in the job `check`), the
    others are computed and not reported, so that nothing but the selection is stored.
    """

    def declare(function: Callable[..., Iterator[Event]]) -> dg.AssetsDefinition:
        def selected(context: dg.AssetExecutionContext, **inputs: Any) -> Iterator[Event]:
            op = context.op_execution_context
            checks_wanted = {(key.asset_key, key.name) for key in op.selected_asset_check_keys}
            for event in function(context, **inputs):
                if isinstance(event, dg.Output):
                    wanted = event.output_name in op.selected_output_names
                else:
                    wanted = (event.asset_key, event.check_name) in checks_wanted
                if wanted:
                    yield event

        return dg.multi_asset(
            name=name,
            description=function.__doc__,
            outs=dict(outs),
            check_specs=checks,
            ins={asset: dg.AssetIn(asset) for asset in ins},
            can_subset=True,
            required_resource_keys={"root"},
        )(selected)

    return declare


def table_out(name: str, group: str) -> dg.AssetOut:
    """The output of a published table, described by its model."""
    return dg.AssetOut(
        group_name=group,
        description=title_and_description(TABLES[name])[1],
        kinds={"table"},
        metadata={"dagster/column_schema": _column_schema(name)},
        is_required=False,
    )


def table_output(name: str, frame: pd.DataFrame) -> dg.Output[pd.DataFrame]:
    """A table with its number of rows, its hash and its first rows."""
    return dg.Output(
        frame,
        output_name=name,
        metadata={
            "dagster/row_count": len(frame),
            "sha256_of_csv": sha256_of(csv_bytes(TABLES[name], frame)),
            "preview": dg.MetadataValue.md(_preview(frame)),
        },
    )


def _preview(frame: pd.DataFrame) -> str:
    """The first rows as a Markdown table."""
    rows = [frame.columns, ["---"] * len(frame.columns), *frame.head(PREVIEWED_ROWS).to_numpy()]
    cells = [
        ["" if cell is pd.NA else str(cell).replace("|", "\\|") for cell in row] for row in rows
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def table_check_specs(names: Sequence[str]) -> list[dg.AssetCheckSpec]:
    """A check for each rule of each table."""
    return [
        check_spec(dagster_name(sentence), sentence, name)
        for name in names
        for sentence in names_of_checks(name)
    ]


def table_check_results(checks: Sequence[Check]) -> Iterator[dg.AssetCheckResult]:
    """The outcome of each rule of each table."""
    for check in checks:
        yield check_result(dagster_name(check.name), check.table, check.findings)


def check_spec(name: str, sentence: str, asset: str) -> dg.AssetCheckSpec:
    """A check that stops everything behind the asset where it fails."""
    return dg.AssetCheckSpec(name, asset=asset, description=sentence, blocking=True)


def check_result(
    name: str, asset: str, findings: Sequence[Finding], metadata: Mapping[str, Any] | None = None
) -> dg.AssetCheckResult:
    """A check that passes where nothing was found; else its findings are shown."""
    shown: dict[str, Any] = {
        "findings": dg.MetadataValue.md(f"```\n{printed(findings, 'text')}\n```"),
        "number_of_findings": len(findings),
    }
    return dg.AssetCheckResult(
        asset_key=dg.AssetKey(asset),
        check_name=name,
        passed=not findings,
        metadata={**(shown if findings else {}), **(metadata or {})},
    )


def dagster_name(sentence: str) -> str:
    """A sentence as a name that Dagster admits: letters and digits, joined by underscores.

    >>> dagster_name("charges + convictions = total_offenses, in every row")
    'charges_convictions_total_offenses_in_every_row'
    """
    kept = "".join(character if character.isalnum() else " " for character in sentence.lower())
    return "_".join(kept.split())


@cache
def _column_schema(name: str) -> dg.TableSchema:
    return dg.TableSchema(columns=[_table_column(column) for column in columns_of(TABLES[name])])


def _table_column(column: Column) -> dg.TableColumn:
    return dg.TableColumn(
        column.name,
        FIELD_TYPES[column.type],
        description=f"{column.title}. {column.description}",
        constraints=dg.TableColumnConstraints(nullable=not column.required, unique=column.key),
    )
