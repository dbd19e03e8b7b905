"""Levels of the rows of a printed table: which rows are parts of others, by indentation or as listed.

A total may be printed further right than its parts. Its level is then theirs, as its rule names them.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.sources.grid_entries import GridTable
from pipeline.text.documents import Span
from pipeline.transcription.grid_cells import GridCell
from pipeline.transcription.grid_lines import Piece, Unfit
from pipeline.transcription.grid_notes import Noted, without_notes
from pipeline.transcription.grid_rows import PrintedRow
from schemas.rules import ColumnTotal, Subtotal, TableRule


def with_levels(
    rows: Sequence[PrintedRow], specification: GridTable, rules: Sequence[TableRule] = ()
) -> Iterator[PrintedRow | Unfit]:
    """The rows with level and parent, by indentation or as listed; `totals` of the specification have no level."""
    listed = specification.levels.parents if specification.levels else None
    if listed is not None:
        yield from _listed_levels(rows, listed)
        return
    totals = _parts_by_total(rows, specification, rules)
    leveled, aside = _by_indentation(rows, specification, totals)
    lines = {row.line.number for row in aside}
    others = [row for row in leveled if isinstance(row, PrintedRow) and row.kind == "row"]
    others = [row for row in others if row.line.number not in lines]
    for row in leveled:
        if isinstance(row, PrintedRow) and row.line.number in lines:
            parts = totals[row.line.number]
            yield _beside(row, [one for one in others if one.line.number in parts])
        else:
            yield row


def _parts_by_total(
    rows: Sequence[PrintedRow], specification: GridTable, rules: Sequence[TableRule]
) -> dict[int, set[int]]:
    """The lines of the rows that rules name as totals, each with the lines of its parts and of theirs."""
    named: list[tuple[str, Collection[str] | None]] = []
    for rule in rules:
        if isinstance(rule, Subtotal):
            named += rule.by_whole().items()
        elif isinstance(rule, ColumnTotal) and rule.whole.row is not None:
            named.append((rule.whole.row, rule.parts))
    labels = [
        (row.line.number, _plain_label(row.label, specification) or "")
        for row in rows
        if row.kind == "row"
    ]
    totals: dict[int, set[int]] = {}
    for whole, parts in named:
        wholes = {line for line, label in labels if _may_name(whole, label)}
        added = {
            line
            for line, label in labels
            if parts is None or any(_may_name(part, label) for part in parts)
        }
        for line in wholes:
            totals.setdefault(line, set()).update(added - wholes)
    return {line: _with_their_parts(parts, totals) - {line} for line, parts in totals.items()}


def _with_their_parts(lines: Collection[int], totals: Mapping[int, Collection[int]]) -> set[int]:
    """Rows with the parts of those that are totals themselves."""
    met: set[int] = set()
    waiting = set(lines)
    while waiting:
        met |= waiting
        waiting = {part for line in waiting for part in totals.get(line, ())} - met
    return met


def _may_name(key: str, label: str) -> bool:
    """Whether a row's key may be that of a row with this label: other columns of the key may be before it."""
    return key == label or (label != "" and key.endswith(f" {label}"))


def _by_indentation(
    rows: Sequence[PrintedRow], specification: GridTable, totals: Mapping[int, Collection[int]]
) -> tuple[list[PrintedRow | Unfit], list[PrintedRow]]:
    """The rows with level and parent, and those of them that are totals of rows to the left of them."""
    above: list[PrintedRow] = []
    leveled: list[PrintedRow | Unfit] = []
    aside: list[PrintedRow] = []
    for row in rows:
        if row.kind == "total":
            leveled.append(row)
            continue
        over = [one for one in above if one.indentation < row.indentation]
        if any(one.line.number in totals.get(row.line.number, ()) for one in over):
            leveled.append(row)
            aside.append(row)
            continue
        dropped = next((one for one in above if one.indentation >= row.indentation), None)
        if dropped and dropped.indentation > row.indentation and specification.levels and over:
            leveled.append(_indented_between(row, over[-1], dropped))
        one = _under(row, over[-1] if over else None)
        above = [*over, one]
        leveled.append(one)
    return leveled, aside


def _indented_between(row: PrintedRow, parent: PrintedRow, neighbor: PrintedRow) -> Unfit:
    return Unfit(
        f"`{row.label}` is indented by {row.indentation}, its neighbors above by "
        f"{parent.indentation} and {neighbor.indentation}",
        "list the parts under `levels: {parents: …}`",
    )


def _under(row: PrintedRow, parent: PrintedRow | None) -> PrintedRow:
    """The row as a part of another, or of none."""
    return replace(
        row,
        level=parent.level + 1 if parent else 0,
        parent=parent.label if parent else None,
        parent_line=parent.line.number if parent else None,
    )


def _beside(row: PrintedRow, parts: Sequence[PrintedRow]) -> PrintedRow:
    """A total at the level of its parts; at the top where these are parts of several rows."""
    level = min(part.level for part in parts)
    top = [part for part in parts if part.level == level]
    if len({part.parent_line for part in top}) > 1:
        return row
    return replace(row, level=level, parent=top[0].parent, parent_line=top[0].parent_line)


def _listed_levels(
    rows: Sequence[PrintedRow], listed: Mapping[str, Sequence[str]]
) -> Iterator[PrintedRow | Unfit]:
    above: list[PrintedRow] = []
    met: set[tuple[str, str]] = set()
    for row in rows:
        parents = [one for one in above if row.label in listed.get(one.label, ())]
        parent = parents[-1] if parents else None
        if parent:
            met.add((parent.label, row.label))
        leveled = _under(row, parent)
        above.append(leveled)
        yield leveled
    for label, parts in listed.items():
        for part in parts:
            if (label, part) not in met:
                yield Unfit(f"no row `{part}` is printed below `{label}`", "correct `levels`")


def level_cells(row: PrintedRow, specification: GridTable) -> dict[str, GridCell]:
    """The cells of the columns that have the level and the parent of a row."""
    levels = specification.levels
    if levels is None:
        return {}
    cells = {}
    if levels.column is not None:
        cells[levels.column] = GridCell(levels.column, "", Decimal(row.level), ())
    if levels.parent is not None:
        parent = _plain_label(row.parent, specification) or levels.top
        why = None if parent else "not_applicable"
        cells[levels.parent] = GridCell(levels.parent, "", parent, (), availability=why)
    return cells


def _plain_label(label: str | None, specification: GridTable) -> str | None:
    """A label without the marks of footnotes."""
    if label is None:
        return None
    noted = without_notes(Piece(label, Span(0, len(label)), label), specification.footnotes)
    return noted.piece.text if isinstance(noted, Noted) else label
