"""What a table read out of a PDF is, before a person has confirmed it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from pipeline.drafting.page_words import Box, Word, box_around, lines_of

FILLED = 0.3  # share of the places of a table where a cell begins


@dataclass(frozen=True)
class DraftedCell:
    """A cell that is not blank: its place, with the last row and column of its span, its words and their box.

    `agree` and `differ` name the other readers that see the same text there, and that see another.
    """

    row: int
    column: int
    last_row: int
    last_column: int
    text: str
    box: Box
    agree: tuple[str, ...] = ()
    differ: tuple[str, ...] = ()


@dataclass(frozen=True)
class DraftedTable:
    """A table: the page of the PDF, from 1, its cells, and how many of its first rows are its header.

    `reader` is what read it: `ruled` lines, `spaced` words, `camelot` or `img2table`.
    """

    page: int
    reader: str
    header_rows: int
    cells: tuple[DraftedCell, ...] = field(repr=False)

    @cached_property
    def box(self) -> Box:
        """Around all cells."""
        return box_around(cell.box for cell in self.cells)

    @property
    def rows(self) -> int:
        """How many rows it has, with those of the header."""
        return 1 + max(cell.last_row for cell in self.cells)

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return 1 + max(cell.last_column for cell in self.cells)

    @property
    def grid(self) -> list[list[str]]:
        """The texts row by row, blank where no cell begins."""
        texts = [[""] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            texts[cell.row][cell.column] = cell.text
        return texts


def cell_of(place: tuple[int, int, int, int], words: Sequence[Word]) -> DraftedCell | None:
    """A cell with these words, line by line; None if they are leaders only."""
    content = [word for word in words if not word.is_leader]
    if not content:
        return None
    text = "\n".join(" ".join(word.text for word in line.words) for line in lines_of(content))
    return DraftedCell(*place, text, box_around(word.box for word in content))


def without_blank_lines(table: DraftedTable) -> DraftedTable:
    """The table without rows and columns in which no cell begins."""
    rows = {row: index for index, row in enumerate(sorted({cell.row for cell in table.cells}))}
    columns = {c: index for index, c in enumerate(sorted({cell.column for cell in table.cells}))}
    cells = tuple(
        replace(
            cell,
            row=rows[cell.row],
            column=columns[cell.column],
            last_row=_last(rows, cell.last_row),
            last_column=_last(columns, cell.last_column),
        )
        for cell in table.cells
    )
    header = sum(row < table.header_rows for row in rows)
    return replace(table, cells=cells, header_rows=header)


def _last(kept: dict[int, int], line: int) -> int:
    return max(index for old, index in kept.items() if old <= line)


def rows_of(table: DraftedTable) -> Iterator[list[DraftedCell]]:
    """The cells that begin in each row, from the left."""
    for row in range(table.rows):
        yield sorted((c for c in table.cells if c.row == row), key=lambda cell: cell.column)


def is_sparse(table: DraftedTable, filled: float = FILLED) -> bool:
    """Whether most places are blank, as with the numbers of a chart."""
    return len(table.cells) < filled * table.rows * table.columns
