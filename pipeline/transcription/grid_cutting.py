"""Lines of a printed table, cut into cells: at tabs, at pipes, by position, or by counting cells from the right.

Only characters are looked at here: what a cell means is in `grid_cells`, which lines are rows in `grid_rows`.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.sources.grid_entries import GridTable
from pipeline.transcription.grid_lines import (
    Cut,
    Cutter,
    Line,
    Piece,
    Unfit,
    without_blank_end,
    without_leaders,
)
from pipeline.transcription.grid_positions import cutter_by_position
from pipeline.transcription.grid_trailing_cells import cut_from_the_right

MARKUP = re.compile(r"</?[a-z]+ ?/?>|&[a-z]+;|\*\*.+\*\*|__.+__", re.IGNORECASE)


def cells_of_header(line: Line, specification: GridTable) -> tuple[str, ...] | None:
    """The cells of a line of the header; None where its columns are not told apart by characters."""
    if specification.columns_by == "tabs":
        pieces = _at_tabs(line)
    elif specification.columns_by == "pipes":
        pieces = _at_pipes(line)
    else:
        return None
    return without_blank_end([piece.text for piece in pieces])


def cutter_of(specification: GridTable, header: Line | None, lines: Sequence[Line]) -> Cutter:
    """How the lines of one page of the table are cut; `header` is the last line of its header."""
    count = len(specification.columns)
    match specification.columns_by:
        case "tabs":
            return lambda line: _counted(_at_tabs(line), count)
        case "pipes":
            return lambda line: _without_markup(_counted(_at_pipes(line), count))
        case "trailing_cells":
            return lambda line: cut_from_the_right(line, count, specification)
        case "position":
            return cutter_by_position(count, header, lines)


def _counted(pieces: Sequence[Piece], count: int) -> Cut:
    while len(pieces) > count and not pieces[-1].text:
        pieces = pieces[:-1]
    if len(pieces) > count or (1 < len(pieces) < count):
        return Unfit(
            f"the row has {len(pieces)} cells, expected {count}",
            "compare the row with the document; `ends_before` may be wrong",
        )
    return tuple(pieces)


def _without_markup(cut: Cut) -> Cut:
    """The cells, or the one that has markup, whose words would not be those that are printed."""
    pieces = () if isinstance(cut, Unfit) else cut
    marked = next((piece.text for piece in pieces if MARKUP.search(piece.text)), None)
    if marked is None:
        return cut
    return Unfit(f"the cell `{marked}` has markup", "give the document a text without markup")


def _at_tabs(line: Line) -> list[Piece]:
    ends = [*(found.start() for found in re.finditer("\t", line.text)), len(line.text)]
    return _between([-1, *ends], line)


def _at_pipes(line: Line) -> list[Piece]:
    bars = [found.start() for found in re.finditer(r"(?<!\\)\|", line.text)]
    if not bars:
        return [line.piece(0, len(line.text))]
    ends = [-1, *bars, len(line.text)]
    first = 1 if line.text.lstrip().startswith("|") else 0
    last = len(ends) - 1 if line.text.rstrip().endswith("|") else len(ends)
    return _between(ends[first:last], line)


def _between(ends: Sequence[int], line: Line) -> list[Piece]:
    """What is between characters of a line; the first piece without the dots that lead to the cells."""
    spans = [(start + 1, end) for start, end in pairwise(ends)]
    first = [line.piece(start, without_leaders(line, start, end)[0]) for start, end in spans[:1]]
    return [*first, *(line.piece(*span) for span in spans[1:])]
