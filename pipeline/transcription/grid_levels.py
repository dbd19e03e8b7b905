"""Levels of the rows of a printed table: which rows are parts of others, by indentation or as listed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.sources.grid_entries import GridTable
from pipeline.text.documents import Span
from pipeline.transcription.grid_cells import GridCell
from pipeline.transcription.grid_lines import Piece, Unfit
from pipeline.transcription.grid_notes import Noted, without_notes
from pipeline.transcription.grid_rows import PrintedRow


def with_levels(
    rows: Sequence[PrintedRow], specification: GridTable
) -> Iterator[PrintedRow | Unfit]:
    """The rows with level and parent, by indentation or as listed; totals are of no level."""
    listed = specification.levels.parents if specification.levels else None
    if listed is not None:
        yield from _listed_levels(rows, listed)
        return
    above: list[PrintedRow] = []
    for row in rows:
        if row.kind == "total":
            yield row
            continue
        dropped = None
        while above and above[-1].indentation >= row.indentation:
            dropped = above.pop()
        if dropped and dropped.indentation > row.indentation and specification.levels and above:
            yield Unfit(
                f"`{row.label}` is indented by {row.indentation}, its neighbors above by "
                f"{above[-1].indentation} and {dropped.indentation}",
                "list the parts under `levels: {parents: …}`",
            )
        parent = above[-1] if above else None
        leveled = replace(
            row,
            level=len(above),
            parent=parent.label if parent else None,
            parent_line=parent.line.number if parent else None,
        )
        above.append(leveled)
        yield leveled


def _listed_levels(
    rows: Sequence[PrintedRow], listed: Mapping[str, Sequence[str]]
) -> Iterator[PrintedRow | Unfit]:
    above: list[PrintedRow] = []
    met: set[tuple[str, str]] = set()
    for row in rows:
        parents = [one for one in above if row.label in listed.get(one.label, ())]
        parent = parents[-1] if parents else None
        level = parent.level + 1 if parent else 0
        if parent:
            met.add((parent.label, row.label))
        leveled = replace(
            row,
            level=level,
            parent=parent.label if parent else None,
            parent_line=parent.line.number if parent else None,
        )
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
