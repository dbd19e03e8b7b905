"""Rows of a printed table that a reader would count twice: totals, subtotals and parts that no rule names.

What reads like a total or a part, or adds up like one, is refused until the specification says what it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from pipeline.sources.grid_entries import GridTable
from pipeline.transcription.grid_lines import Unfit
from pipeline.transcription.grid_results import GridRow
from pipeline.transcription.grid_rows import PrintedRow
from schemas.rules import ColumnTotal, Subtotal, TableRule, rows_named

LIKE_A_TOTAL = re.compile(
    r"(?:grand |net )?(?:sub-? ?)?totals?\b|t o t a l\b|Σ|tot\.|sum\b|all(?! other)\b|both\b|aggregate\b|overall\b|"
    r"altogether\b|in all\b|combined\b|(?:carried|brought) (?:forward|over)\b|(?:balance )?c/f\b|"
    r"(?:nation|state|world|country|county|city|agency|system|department)-?wide$|"
    r"(?:averages?|means?|medians?):?$|"
    r".*\b(?<!of )(?<!of the )(?:sub-? ?)?totals?$",
    re.IGNORECASE,
)
LIKE_A_PART = re.compile(
    r"(?:of (?:which|whom|these|those|this)|thereof|including|includes?|incl\.|memo(?:randum)?\b)",
    re.IGNORECASE,
)
BEFORE_WORDS = re.compile(r"^(?:[^\w(]|\d+[.)]\s)*\(?\s*")
BEHIND_WORDS = re.compile(r"[^\w.]*(?<!tot)\.*$", re.IGNORECASE)
FEWEST_PARTS = 2
FEWEST_PARTS_OF_ONE_COLUMN = 3
SMALLEST_SUM = 10
"""Smaller numbers add up to each other by chance."""


class Kept(NamedTuple):
    """A row that is read: as printed, and as its cells are."""

    printed: PrintedRow
    row: GridRow

    @property
    def words(self) -> tuple[str, ...]:
        """Its label without marks of footnotes, and the other words of the row."""
        printed = [cell for cell in self.row.cells.values() if cell.spans]
        texts = [cell.value for cell in printed if isinstance(cell.value, str)]
        return (self.row.label, *texts)


def unnamed_totals(
    rows: Mapping[str, Kept], specification: GridTable, rules: Sequence[TableRule]
) -> Iterator[tuple[PrintedRow, Unfit]]:
    """Rows, by key, that read like totals and that no rule names."""
    named = {name for rule in rules for name in rows_named(rule)}
    for key, kept in rows.items():
        row = kept.printed
        known = {key, row.label} & (named | set(specification.not_totals))
        if any(_reads_like_a_total(words) for words in kept.words) and not known:
            yield (
                row,
                Unfit(
                    f"the row `{row.label}` reads like a total, and nothing says of what",
                    "name it in a rule (`column_total`, `subtotal`), or under `totals`, `skip` or `not_totals`",
                ),
            )


def _reads_like_a_total(words: str) -> bool:
    bare = BEHIND_WORDS.sub("", BEFORE_WORDS.sub("", words))
    return LIKE_A_TOTAL.match(bare) is not None


def unnamed_sums(
    rows: Mapping[str, Kept],
    specification: GridTable,
    rules: Sequence[TableRule],
    additive: Sequence[str],
) -> Iterator[tuple[PrintedRow, Unfit]]:
    """Rows that add up other rows in each of the `additive` columns, and that no rule names as a whole."""
    known = {*_wholes(rules), *specification.not_totals}
    keys = list(rows)
    parents = {kept.printed.parent_line for kept in rows.values()} if specification.levels else ()
    numbers = [_numbers(kept.row, additive) for kept in rows.values()]
    for index, (key, kept) in enumerate(rows.items()):
        row = kept.printed
        if {key, row.label} & known or row.line.number in parents:
            continue
        parts = _parts_of(index, numbers)
        if parts:
            shown = f"`{keys[parts[0]]}` to `{keys[parts[-1]]}`"
            found = f"the row `{row.label}` adds up the rows {shown}, and nothing says whether it is their total"
            remedy = "name it in a rule (`column_total`, `subtotal`), or under `totals`, `skip` or `not_totals`"
            yield row, Unfit(found, remedy)


def _wholes(rules: Sequence[TableRule]) -> Iterator[str]:
    for rule in rules:
        if isinstance(rule, ColumnTotal) and rule.whole.row:
            yield rule.whole.row
        elif isinstance(rule, Subtotal):
            yield from rule.by_whole()


def _numbers(row: GridRow, columns: Sequence[str]) -> tuple[Decimal, ...] | None:
    """The numbers of a row in some columns; None where one is not a number."""
    values = [cell.value for name, cell in row.cells.items() if name in columns]
    numbers = [value for value in values if isinstance(value, Decimal)]
    return tuple(numbers) if numbers and len(numbers) == len(values) else None


def _parts_of(index: int, rows: Sequence[tuple[Decimal, ...] | None]) -> list[int]:
    """The rows that a row adds up in all columns: all others, or those right before or behind it.

    In one column alone the others must be all, and some: two numbers often have a third one as their sum.
    """
    own = rows[index]
    if own is None or max(map(abs, own)) < SMALLEST_SUM:
        return []
    others = [i for i in range(len(rows)) if i != index]
    fewest = FEWEST_PARTS if len(own) > 1 else FEWEST_PARTS_OF_ONE_COLUMN
    if len(others) >= fewest and _sum(rows, others) == own:
        return others
    if len(own) == 1:
        return []
    for run in (range(index + 1, len(rows)), range(index - 1, -1, -1)):
        for count in range(FEWEST_PARTS, len(run) + 1):
            parts = sorted(run[:count])
            if _sum(rows, parts) == own:
                return parts
    return []


def _sum(
    rows: Sequence[tuple[Decimal, ...] | None], parts: Sequence[int]
) -> tuple[Decimal, ...] | None:
    numbers = [row for index in parts if (row := rows[index]) is not None]
    if len(numbers) < len(parts):
        return None
    return tuple(sum(column, Decimal(0)) for column in zip(*numbers, strict=True))


def rows_behind_totals(
    printed: Sequence[PrintedRow], rows: Mapping[str, Kept], rules: Sequence[TableRule]
) -> Iterator[tuple[PrintedRow, Unfit]]:
    """Rows behind a total that adds up the rows before it: nothing says whether they are parts of it."""
    if _all_list_their_parts(rules):
        return
    totals = [rule for rule in rules if isinstance(rule, ColumnTotal)]
    wholes = {rule.whole.row for rule in totals if rule.parts is None} - {None}
    subtotals = [rule for rule in rules if isinstance(rule, Subtotal)]
    named = {name for rule in subtotals for name in rows_named(rule)}
    named |= {name for rule in totals for name in rows_named(rule)}
    by_line = {kept.printed.line.number: key for key, kept in rows.items()}
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


def _all_list_their_parts(rules: Sequence[TableRule]) -> bool:
    """Whether every total lists the rows that it adds, so that the others are no parts of it."""
    totals = [rule for rule in rules if isinstance(rule, ColumnTotal)]
    return bool(totals) and all(rule.parts is not None for rule in totals)


def unexplained_parts(
    rows: Mapping[str, Kept], specification: GridTable, rules: Sequence[TableRule]
) -> Iterator[tuple[PrintedRow, Unfit]]:
    """Rows that are indented under another row, or named as its part, in a table that does not say what levels it has."""
    if specification.levels is not None:
        return
    lines = {kept.printed.line.number for kept in rows.values()}
    parts = {
        part
        for rule in rules
        if isinstance(rule, Subtotal)
        for group in rule.by_whole().values()
        for part in group
    }
    for key, kept in rows.items():
        row = kept.printed
        if key in parts:
            continue
        if row.parent_line in lines:
            found = (
                f"the row `{row.label}` is indented under `{row.parent}`, and may be a part of it"
            )
            yield row, Unfit(found, "declare `levels`, or name it in a rule `subtotal`")
        elif not _all_list_their_parts(rules) and LIKE_A_PART.match(
            BEFORE_WORDS.sub("", row.label)
        ):
            found = (
                f"the row `{row.label}` reads like a part of another row, and nothing says of which"
            )
            yield (
                row,
                Unfit(found, "name it in a rule `subtotal`, list it under `levels`, or `skip` it"),
            )
