"""The sums found in a table that was read, as rules of its declaration."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.drafting.sums import (
    SumOfColumns,
    SumOfRows,
    numbers_of,
    sums_of_columns,
    sums_of_rows,
)
from pipeline.transcription.grid_results import GridRow


def sum_rules(
    content: Mapping[str, Any], rows: Sequence[GridRow]
) -> tuple[list[dict[str, Any]], list[str]]:
    """The rules that hold, and what a person should know of those that do not hold everywhere."""
    numbers = [
        column["name"]
        for column in content["columns"]
        if column["type"] != "string" and column["name"] != "level"
    ]
    table = {name: numbers_of(rows, name) for name in numbers}
    levels = {row.key: row.level for row in rows}
    rules: list[dict[str, Any]] = []
    comments: list[str] = []
    for across in sums_of_columns(table):
        rules.append({"kind": "row_sum", "total": across.total, "parts": list(across.parts)})
        comments += _failing(across)
    for down in sums_of_rows([row.key for row in rows], table, levels):
        rules.append(
            {
                "kind": "subtotal",
                "columns": [*down.columns, *down.fails],
                "whole": down.whole,
                "parts": list(down.parts),
            }
        )
        comments += _failing(down)
        if down.rounded:
            comments.append(
                f"rounding may be why the sum of `{down.whole}` does not hold in: {', '.join(down.rounded)}"
            )
    return rules, comments


def _failing(found: SumOfColumns | SumOfRows) -> list[str]:
    whole = found.total if isinstance(found, SumOfColumns) else found.whole
    return (
        [f"the sum of `{whole}` does not hold in: {', '.join(found.fails)}"] if found.fails else []
    )


def rows_added(rule: Mapping[str, Any]) -> Iterator[str]:
    """The rows that a rule names."""
    if rule["kind"] == "subtotal":
        yield rule["whole"]
        yield from rule["parts"]
