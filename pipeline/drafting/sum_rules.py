"""The sums and shares found in a table that was read, as rules of its declaration."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipeline.drafting.shares import shares_of_columns
from pipeline.drafting.sums import (
    Column,
    SumOfColumns,
    SumOfRows,
    adds_up,
    numbers_of,
    sums_of_columns,
    sums_of_rows,
)
from pipeline.transcription.grid_results import GridRow
from pipeline.transcription.grid_totals import reads_like_a_total


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
    headed = [c["name"] for c in content["columns"] if reads_like_a_total(_last_head(c["title"]))]
    for across in sums_of_columns(table, headed):
        rules.append({"kind": "row_sum", "total": across.total, "parts": list(across.parts)})
        comments += _failing(across)
    percents = [c["name"] for c in content["columns"] if c.get("unit") == "percent"]
    downs = _sums_of_rows([row.key for row in rows], table, levels, percents)
    total = _total_of_all(downs, [row.key for row in rows])
    for down in downs:
        rules.append(_rule_of_rows(down, down is total))
        comments += _failing(down)
        if down.rounded:
            comments.append(
                f"rounding may be why the sum of `{down.whole}` does not hold in: {', '.join(down.rounded)}"
            )
    totals = [down.whole for down in downs] or sorted(_ends(rows))
    for share in shares_of_columns(table, [n for n in percents if n in table], totals):
        rules.append(share.rule())
        if share.fails:
            comments.append(
                f"the share `{share.column}` does not hold in: {', '.join(share.fails)}"
            )
    return rules, comments


def _last_head(title: str) -> str:
    """The lowest of the words above a column."""
    return title.rpartition(", ")[2]


def _sums_of_rows(
    rows: Sequence[str],
    table: Mapping[str, Column],
    levels: Mapping[str, int],
    percents: Sequence[str],
) -> list[SumOfRows]:
    """Sums of the rows, with the columns of percents in which they hold: those of other wholes do not add up."""
    counts = {name: column for name, column in table.items() if name not in percents}
    if len(counts) < 2:
        return list(sums_of_rows(rows, table, levels))
    return [
        replace(
            down,
            columns=(*down.columns, *(n for n in percents if n in table and _adds(table[n], down))),
        )
        for down in sums_of_rows(rows, counts, levels)
    ]


def _adds(column: Column, down: SumOfRows) -> bool:
    if any(row not in column for row in (down.whole, *down.parts)):
        return False
    return adds_up(column[down.whole], [column[part] for part in down.parts])


def _total_of_all(downs: Sequence[SumOfRows], rows: Sequence[str]) -> SumOfRows | None:
    """The sum of all rows that are no part of another one."""
    for down in downs:
        elsewhere = {part for other in downs if other is not down for part in other.parts}
        if set(down.parts) == set(rows) - elsewhere - {down.whole}:
            return down
    return None


def _rule_of_rows(down: SumOfRows, is_total: bool) -> dict[str, Any]:
    columns = [*down.columns, *down.fails]
    if is_total:
        return {"kind": "column_total", "columns": columns, "whole": {"row": down.whole}}
    parts = list(down.parts)
    return {"kind": "subtotal", "columns": columns, "whole": down.whole, "parts": parts}


def _ends(rows: Sequence[GridRow]) -> set[str]:
    """The first and the last row, which totals are where no sum gives one."""
    return {rows[0].key, rows[-1].key} if rows else set()


def _failing(found: SumOfColumns | SumOfRows) -> list[str]:
    whole = found.total if isinstance(found, SumOfColumns) else found.whole
    return (
        [f"the sum of `{whole}` does not hold in: {', '.join(found.fails)}"] if found.fails else []
    )


def rows_added(rule: Mapping[str, Any]) -> Iterator[str]:
    """The rows that a rule names as a whole, or as parts of one."""
    if rule["kind"] == "subtotal":
        yield rule["whole"]
        yield from rule["parts"]
    elif rule["kind"] == "column_total":
        yield rule["whole"]["row"]
