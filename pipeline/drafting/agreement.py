"""How other readers see the cells of a table: the same text at the same place, or another."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.drafting.drafted_table import DraftedCell, DraftedTable


def compared(table: DraftedTable, others: Mapping[str, Sequence[DraftedTable]]) -> DraftedTable:
    """The table with the readers that agree and differ at each cell.

    A reader that has no table there says nothing about a cell.
    """
    seen = {
        reader: [
            cell
            for other in tables
            if overlap(table, other) and other.columns > 1
            for cell in other.cells
        ]
        for reader, tables in others.items()
    }
    return replace(table, cells=tuple(_compared(cell, seen) for cell in table.cells))


def overlap(table: DraftedTable, other: DraftedTable) -> bool:
    """Whether two tables have a part of the page in common."""
    return table.page == other.page and table.box.overlaps(other.box)


def _compared(cell: DraftedCell, seen: Mapping[str, Sequence[DraftedCell]]) -> DraftedCell:
    agree = tuple(reader for reader, cells in seen.items() if _sees(cell, cells))
    differ = tuple(reader for reader, cells in seen.items() if cells and reader not in agree)
    return replace(cell, agree=agree, differ=differ)


def _sees(cell: DraftedCell, cells: Sequence[DraftedCell]) -> bool:
    return any(
        other.box.overlaps(cell.box) and "".join(other.text.split()) == "".join(cell.text.split())
        for other in cells
    )


def share_agreed(table: DraftedTable) -> float:
    """The share of the cells at which another reader agrees."""
    return sum(bool(cell.agree) for cell in table.cells) / len(table.cells)


def differences(table: DraftedTable) -> list[str]:
    """Where the readers of the PDF do not agree."""
    differ = [cell for cell in table.cells if cell.differ and not cell.agree]
    if not differ:
        return []
    shown = "; ".join(_shown(cell) for cell in differ[:10])
    more = f"; and {len(differ) - 10} more" if len(differ) > 10 else ""
    return [f"no other reader of the PDF sees these cells alike: {shown}{more}"]


def _shown(cell: DraftedCell) -> str:
    return f"row {cell.row + 1}, column {cell.column + 1} `{' '.join(cell.text.split())}`"
