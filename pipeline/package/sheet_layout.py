"""How wide the columns of a sheet are, how high its rows, and how many pages across it prints.

Widths are in characters, as Excel counts them, and heights in lines. Programs that open a workbook do not all
measure its cells, so the workbook states both.
"""

import textwrap
from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil

WRAPS = 50
"""A column of longer texts wraps them, and is as wide as gives its longest text `LINES`."""
LINES = 3
WIDEST = 100
HIGHEST = 27
"""The most lines that a row of Excel can show (409 points)."""
LETTERS = 1.1
"""How many letters of a text fit where one digit fits."""
ROOM = 3
"""What a column needs beside its text: for the button of the filter."""
PAGE = 260
"""The characters that fit on a page across and can still be read."""


def column_widths(header: Sequence[str], rows: Iterable[Sequence[object]]) -> list[int]:
    """The width of each column: that of its longest cell, or less where its cells wrap.

    >>> column_widths(["id", "cite"], [("a", "b" * 240), ("abcdef", "b")])
    [9, 83]
    """
    longest = [len(name) for name in header]
    for row in rows:
        longest = [max(most, _length(cell)) for most, cell in zip(longest, row, strict=True)]
    return [_width(most) + ROOM for most in longest]


def wraps(width: int) -> bool:
    """Whether the texts of a column of this width wrap."""
    return width >= WRAPS + ROOM


def lines_of_row(row: Sequence[object], widths: Sequence[int]) -> int:
    """How many lines the row needs.

    >>> lines_of_row(("a", "b " * 60), [9, 83])
    2
    """
    lines = (
        lines_of_text(str(cell), width)
        for cell, width in zip(row, widths, strict=True)
        if wraps(width) and cell is not None
    )
    return min(max(lines, default=1), HIGHEST)


def lines_of_text(text: str, width: int) -> int:
    """How many lines a text has that wraps in a column of this width."""
    return max(len(textwrap.wrap(text, int(width * LETTERS))), 1)


def pages_across(widths: Iterable[int]) -> int:
    """How many pages lie side by side, so that the letters stay large enough to read."""
    return ceil(sum(widths) / PAGE)


def _width(longest: int) -> int:
    return longest if longest <= WRAPS else min(max(WRAPS, ceil(longest / LINES)), WIDEST)


def _length(cell: object) -> int:
    """The length of the longest line of a cell as it is shown."""
    if isinstance(cell, date):
        return len("2019-09-30")
    return 0 if cell is None else max(map(len, str(cell).splitlines()), default=0)
