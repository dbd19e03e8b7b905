"""Rows of a printed table that a reader would count twice: totals, subtotals and parts that no rule names.

What reads like a total or a part, or adds up like one, is refused until the specification says what it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from operator import add
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
IN_PARENTHESES_AT_END = re.compile(r"(?<=\S)\s*\([^()]*\)[^\w()]*$")
LONGEST = 500
"""Runs of rows are not added up in tables with more rows: the tries grow with the square of the rows."""
FEWEST_PARTS = 2
SMALLEST_SUM = 10
"""In one column alone, smaller numbers add up to each other by chance."""
NAME_IT = (
    "name it in a rule (`column_total`, `subtotal`), or under `totals`, `skip` or `not_totals`"
)
A_TOTAL_ASIDE = (
    "name it as the whole of a rule `column_total` or `subtotal`, which gives it the level of its parts; where no sum "
    "holds, transcribe it as figures and name it under `totals`; if it is a part, list it under `levels: {parents: …}`"
)
INDENTED = (
    "declare `levels`, or name it in a rule `subtotal`; where the indentation means nothing, as with labels of numbers "
    "that begin at one place of the page, write `levels: {parents: {}}`"
)

Numbers = tuple[Decimal, ...]


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
        if any(reads_like_a_total(words) for words in kept.words) and not known:
            found = f"the row `{row.label}` reads like a total, and nothing says of what"
            yield row, Unfit(found, NAME_IT)


def reads_like_a_total(words: str) -> bool:
    """Whether a label does, with what it has in parentheses at its end and without.

    >>> reads_like_a_total("World total (rounded)"), reads_like_a_total("Crimes (total)"), reads_like_a_total("Beds")
    (True, True, False)
    """
    return any(
        LIKE_A_TOTAL.match(BEHIND_WORDS.sub("", BEFORE_WORDS.sub("", some))) is not None
        for some in (words, IN_PARENTHESES_AT_END.sub("", words))
    )


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
    all_rows = _sum(numbers)
    for index, (key, kept) in enumerate(rows.items()):
        row = kept.printed
        if {key, row.label} & known or row.line.number in parents:
            continue
        parts = _parts_of(index, numbers, all_rows)
        if parts:
            shown = f"`{keys[parts[0]]}` to `{keys[parts[-1]]}`"
            found = f"the row `{row.label}` adds up the rows {shown}, and nothing says whether it is their total"
            yield row, Unfit(found, NAME_IT)


def _wholes(rules: Sequence[TableRule]) -> Iterator[str]:
    for rule in rules:
        if isinstance(rule, ColumnTotal) and rule.whole.row:
            yield rule.whole.row
        elif isinstance(rule, Subtotal):
            yield from rule.by_whole()


def _numbers(row: GridRow, columns: Sequence[str]) -> Numbers | None:
    """The numbers of a row in some columns; None where one is not a number."""
    values = [cell.value for name, cell in row.cells.items() if name in columns]
    numbers = [value for value in values if isinstance(value, Decimal)]
    return tuple(numbers) if numbers and len(numbers) == len(values) else None


def _parts_of(index: int, rows: Sequence[Numbers | None], all_rows: Numbers | None) -> list[int]:
    """The rows that a row adds up in all columns: all others, or those right before or behind it.

    `all_rows` is what all rows add up to. In one column alone the parts must be all others. Zeros are no sum.
    """
    own = rows[index]
    if own is None or not any(own) or (len(own) == 1 and abs(own[0]) < SMALLEST_SUM):
        return []
    if len(rows) > FEWEST_PARTS and all_rows == tuple(2 * number for number in own):
        return [i for i in range(len(rows)) if i != index]
    if len(own) == 1 or len(rows) > LONGEST:
        return []
    return _run_of(own, range(index + 1, len(rows)), rows) or _run_of(
        own, range(index - 1, -1, -1), rows
    )


def _run_of(own: Numbers, run: range, rows: Sequence[Numbers | None]) -> list[int]:
    """The first rows of a run that add up to a row, two of them or more having numbers."""
    total, telling = tuple(Decimal(0) for _ in own), 0
    for count, index in enumerate(run, 1):
        row = rows[index]
        if row is None:
            break
        total = tuple(map(add, total, row))
        telling += any(row)
        if telling >= FEWEST_PARTS and total == own:
            return sorted(run[:count])
    return []


def _sum(rows: Sequence[Numbers | None]) -> Numbers | None:
    """What all rows add up to; None where a number is missing."""
    numbers = [row for row in rows if row is not None]
    if len(numbers) < len(rows):
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
        yield from _totals_made_parts(rows, specification, rules)
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
        if key in parts or (
            reads_like_a_total(row.label) and row.label not in specification.not_totals
        ):
            continue
        if row.parent_line in lines:
            found = (
                f"the row `{row.label}` is indented under `{row.parent}`, and may be a part of it"
            )
            yield row, Unfit(found, INDENTED)
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


def _totals_made_parts(
    rows: Mapping[str, Kept], specification: GridTable, rules: Sequence[TableRule]
) -> Iterator[tuple[PrintedRow, Unfit]]:
    """Rows that read like totals, have no parts, and are parts of the row above only by their indentation."""
    if specification.levels and specification.levels.parents is not None:
        return
    by_line = {kept.printed.line.number: kept.row for kept in rows.values()}
    named = {name for rule in rules for name in rows_named(rule)}
    by_parent: dict[int, list[Kept]] = {}
    for key, kept in rows.items():
        if kept.printed.parent_line in by_line and key not in named:
            by_parent.setdefault(kept.printed.parent_line or 0, []).append(kept)
    for line, group in by_parent.items():
        if not all(reads_like_a_total(kept.row.label) for kept in group):
            continue
        for kept in group:
            found = (
                f"the row `{kept.row.label}` reads like a total, no rule says which rows it adds, and it is printed "
                f"further right than `{by_line[line].label}`, so that `levels` makes it a part of that row"
            )
            yield kept.printed, Unfit(found, A_TOTAL_ASIDE)
