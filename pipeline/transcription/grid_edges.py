"""What is right above and right behind a printed table: a line of its header or a row of it that the specification left out."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.sources.grid_entries import GridTable
from pipeline.transcription.grid_cells import CellReader
from pipeline.transcription.grid_cutting import cells_of_header, cutter_of
from pipeline.transcription.grid_lines import Line, Unfit, collapsed, is_drawn
from pipeline.transcription.grid_notes import Noted
from pipeline.transcription.grid_positions import chunks
from pipeline.transcription.grid_results import GridProblem
from pipeline.transcription.grid_scale import TITLE

YEAR = re.compile(r"(?:FYs? ?)?(?:1[89]|20)\d\d", re.IGNORECASE)


class Edges(NamedTuple):
    """The lines of a table: those of its first header, of its last header, and the line that ends it."""

    first: Sequence[int]
    last: Sequence[int]
    end: int


def line_above_problem(
    lines: Sequence[Line], specification: GridTable, edges: Edges
) -> GridProblem | None:
    """A line right above the header that has cells too: the header may have more lines than are declared."""
    index = edges.first[0] - 1
    while index >= 0 and is_drawn(lines[index], specification):
        index -= 1
    if index < 0:
        return None
    line, before = lines[index], specification.starts_after
    if not line.words or TITLE.match(line.words) or line.words == collapsed(before or ""):
        return None
    cells = cells_of_header(line, specification)
    if cells is None:
        cells = tuple(line.text[start:end] for start, end in chunks(line))
    titles = [title for title in specification.header[-1] if title]
    is_group = specification.columns_by == "trailing_cells" and len({*titles}) < len(titles)
    if sum(1 for cell in cells if cell) < 2 and not is_group:
        return None
    return GridProblem(
        f"the line above the header has cells too, {line.words!r}: it may be a line of the header, or a row",
        "declare it as a line of `header`; if the table begins below it, name it as `starts_after`",
        line=line.number,
    )


def row_behind_problem(
    lines: Sequence[Line],
    specification: GridTable,
    edges: Edges,
    readers: Sequence[CellReader],
) -> GridProblem | None:
    """A row that is the line that is to end the table, or right behind it: that line may be inside the table."""
    behind = next((line for line in lines[edges.end + 1 :] if line.words), None)
    body = [line for line in lines[edges.last[-1] + 1 : edges.end] if line.words]
    if len(readers) == 1:
        return None
    cutter = cutter_of(specification, lines[edges.last[-1]], body)
    ending = lines[edges.end] if edges.end < len(lines) else None
    for line, what in (
        (ending, "the line that ends the table"),
        (behind, "the line behind the end of the table"),
    ):
        if line is not None and _is_row(cutter(line), readers):
            return GridProblem(
                f"{what} is like a row of it: {line.words!r}",
                "name another line as `ends_before`, or the one that it names under `skip_lines`",
                line=line.number,
            )
    return None


def _is_row(cut: object, readers: Sequence[CellReader]) -> bool:
    """Whether a line has a cell for every column, and numbers that are not the years of another header."""
    if isinstance(cut, Unfit) or not isinstance(cut, tuple) or len(cut) != len(readers):
        return False
    cells = [
        reader.read(piece, Noted(piece), None) for reader, piece in zip(readers, cut, strict=True)
    ]
    numbers = [piece.text for r, piece in zip(readers, cut, strict=True) if r.is_number]
    return (
        bool(numbers)
        and not any(isinstance(cell, Unfit) for cell in cells)
        and not all(YEAR.fullmatch(number) for number in numbers)
    )


def reads_like_a_header(
    label: str, cells: Mapping[str, str], specification: GridTable
) -> str | None:
    """Why the words of a row may be a header, of this table or of another one: its label or its years."""
    titles = [title for title in specification.header[-1] if title]
    numbers = [*cells.values()]
    if label and label.casefold() == specification.header[-1][0].casefold():
        return "its label is that of the header"
    if len(numbers) > 1 and all(YEAR.fullmatch(text) for text in numbers):
        years = [int(number[-4:]) for number in numbers]
        if numbers == titles[-len(numbers) :] or all(abs(b - a) == 1 for a, b in pairwise(years)):
            return "it has years alone"
    return None
