"""Rows of a printed table that a reader would count twice: totals, subtotals and parts that no rule names.

What reads like a total or a part, or adds up like one, is refused until the specification says what it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.sources.grid_entries import GridTable
from pipeline.transcription.grid_lines import Unfit
from pipeline.transcription.grid_rows import PrintedRow
from schemas.rules import ColumnTotal, Subtotal, TableRule, rows_named

LIKE_A_TOTAL = re.compile(
    r"(?:grand |net )?(?:sub-?)?totals?\b|sum\b|all(?! other)\b|overall\b|altogether\b|in all\b|combined\b|"
    r".*\b(?<!of )(?<!of the )(?:sub-?)?totals?:?$",
    re.IGNORECASE,
)


def unnamed_totals(
    rows: Mapping[str, PrintedRow], specification: GridTable, rules: Sequence[TableRule]
) -> Iterator[tuple[PrintedRow, Unfit]]:
    """Rows, by key, that read like totals and that no rule names."""
    named = {name for rule in rules for name in rows_named(rule)}
    for key, row in rows.items():
        known = {key, row.label} & (named | set(specification.not_totals))
        if LIKE_A_TOTAL.match(row.label) and not known:
            yield (
                row,
                Unfit(
                    f"the row `{row.label}` reads like a total, and nothing says of what",
                    "name it in a rule (`column_total`, `subtotal`), or under `totals`, `skip` or `not_totals`",
                ),
            )


def rows_behind_totals(
    printed: Sequence[PrintedRow], rows: Mapping[str, PrintedRow], rules: Sequence[TableRule]
) -> Iterator[tuple[PrintedRow, Unfit]]:
    """Rows behind a total that adds up the rows before it: nothing says whether they are parts of it."""
    totals = [rule for rule in rules if isinstance(rule, ColumnTotal)]
    if totals and all(rule.parts is not None for rule in totals):
        return
    wholes = {rule.whole.row for rule in totals if rule.parts is None} - {None}
    subtotals = [rule for rule in rules if isinstance(rule, Subtotal)]
    named = {name for rule in subtotals for name in rows_named(rule)}
    named |= {name for rule in totals for name in rows_named(rule)}
    by_line = {row.line.number: key for key, row in rows.items()}
    has_parts, total = False, None
    for row in printed:
        key = by_line.get(row.line.number, row.label)
        if row.kind == "head":
            continue
        if row.kind == "total" or key in wholes:
            total = total or (row if has_parts else None)
        elif total is None:
            has_parts = True
        elif key not in named:
            yield (
                row,
                Unfit(
                    f"the row `{row.label}` is behind the total `{total.label}`",
                    "give the rule `column_total` the rows that it adds as `parts`, or name the row under `skip`",
                ),
            )


def unexplained_parts(
    rows: Mapping[str, PrintedRow], specification: GridTable, rules: Sequence[TableRule]
) -> Iterator[tuple[PrintedRow, Unfit]]:
    """Rows that are indented under another row, in a table that does not say what levels there are."""
    if specification.levels is not None:
        return
    lines = {row.line.number for row in rows.values()}
    parts = {
        part
        for rule in rules
        if isinstance(rule, Subtotal)
        for group in rule.by_whole().values()
        for part in group
    }
    for key, row in rows.items():
        if row.parent_line in lines and key not in parts:
            yield (
                row,
                Unfit(
                    f"the row `{row.label}` is indented under `{row.parent}`, and may be a part of it",
                    "declare `levels`, or name it in a rule `subtotal`",
                ),
            )
