"""The same PDF as two other readers see it: camelot, by white space, and img2table, by the look of the page."""

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pipeline.drafting.drafted_table import DraftedCell, DraftedTable
from pipeline.drafting.page_words import Box

POINTS_PER_PIXEL = 72 / 200  # img2table looks at a page in 200 pixels an inch

Heights = dict[int, float]


def camelot_tables(pdf: Path, heights: Heights) -> list[DraftedTable]:
    """The tables that camelot's parser `stream` finds; `heights` are those of the pages, in points."""
    from camelot.io import read_pdf

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pages without a table
        found = read_pdf(str(pdf), pages="all", flavor="stream", suppress_stdout=True)
    made = (_table(t.page, "camelot", _camelot_cells(t, heights[int(t.page)])) for t in found)
    return [table for table in made if table is not None]


def _camelot_cells(table: Any, height: float) -> Iterator[DraftedCell]:
    for row, cells in enumerate(table.cells):
        for column, cell in enumerate(cells):
            box = Box(cell.x1, height - cell.y2, cell.x2, height - cell.y1)
            yield DraftedCell(row, column, row, column, cell.text.strip(), box)


def img2table_tables(pdf: Path, heights: Heights) -> list[DraftedTable]:  # noqa: ARG001
    """The tables that img2table finds, ruled or not, with the PDF's own text."""
    from img2table.document import PDF

    found = PDF(src=str(pdf)).extract_tables(borderless_tables=True)
    made = (
        _table(page + 1, "img2table", _img2table_cells(table.content))
        for page, tables in found.items()
        for table in tables
    )
    return [table for table in made if table is not None]


def _img2table_cells(content: Any) -> Iterator[DraftedCell]:
    """A cell of several rows or columns is listed in each of them, with the same box."""
    places: dict[tuple[int, int, int, int], list[tuple[int, int, str]]] = {}
    for row, cells in content.items():
        for column, cell in enumerate(cells):
            box = (cell.bbox.x1, cell.bbox.y1, cell.bbox.x2, cell.bbox.y2)
            places.setdefault(box, []).append((row, column, cell.value or ""))
    for box, same in places.items():
        rows, columns = {row for row, _, _ in same}, {column for _, column, _ in same}
        yield DraftedCell(
            min(rows),
            min(columns),
            max(rows),
            max(columns),
            same[0][2].strip(),
            Box(*(end * POINTS_PER_PIXEL for end in box)),
        )


def _table(page: Any, reader: str, cells: Iterator[DraftedCell]) -> DraftedTable | None:
    kept = tuple(cell for cell in cells if cell.text)
    return DraftedTable(int(page), reader, 0, kept) if kept else None


OTHER_READERS: dict[str, Callable[[Path, Heights], list[DraftedTable]]] = {
    "camelot": camelot_tables,
    "img2table": img2table_tables,
}
