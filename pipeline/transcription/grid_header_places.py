"""The header of a table whose columns are told apart by position: whether its words are above the columns they are of."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from pipeline.sources.grid_entries import GridTable
from pipeline.transcription.grid_lines import Line, Unfit


class Group(NamedTuple):
    """Words of an upper line of the header, and the first and last column that they are of."""

    words: str
    first: int
    last: int


def place_problem(
    specification: GridTable, header: Sequence[Line], columns: Sequence[tuple[int, int]]
) -> Unfit | None:
    """Words of the header that are not printed above their columns; `columns` are the positions of these."""
    return _group_problem(specification, header, columns) or _title_problem(
        specification, header[-1], columns
    )


def _group_problem(
    specification: GridTable, header: Sequence[Line], columns: Sequence[tuple[int, int]]
) -> Unfit | None:
    stated = [*_stated_groups([one.group for one in specification.columns])]
    for line, cells in zip(header, specification.header, strict=True):
        is_upper = line is not header[-1] and len(cells) == len(columns)
        groups = [*_groups_of_cells(cells)] if is_upper else stated
        for (words, first, last), (start, end) in _places(line, groups):
            middle = (start + end - 1) / 2
            if not columns[first][0] <= middle < columns[last][1]:
                names = ", ".join(one.column for one in specification.columns[first : last + 1])
                found = f"the group `{words}` is not printed above the columns {names}"
                remedy = "name the columns in the order of the header, each with its group"
                return Unfit(found, remedy)
    return None


def _title_problem(
    specification: GridTable, header: Line, columns: Sequence[tuple[int, int]]
) -> Unfit | None:
    """A title of the last line of the header that is not printed above its column."""
    titles = specification.header[-1]
    if len(titles) != len(columns):
        return None
    groups = [Group(title, index, index) for index, title in enumerate(titles) if title]
    for (title, index, _), (start, end) in _places(header, groups):
        if not (start < columns[index][1] and columns[index][0] < end):
            name = specification.columns[index].column
            found = f"the title `{title}` is not printed above the column {name}"
            return Unfit(found, "compare the positions of header and cells with the document")
    return None


def _stated_groups(groups: Sequence[str | None]) -> Iterator[Group]:
    first = 0
    for group, members in groupby(groups):
        length = len(list(members))
        if group:
            yield Group(group, first, first + length - 1)
        first += length


def _groups_of_cells(cells: Sequence[str]) -> Iterator[Group]:
    """The cells of an upper line, each with the blank ones behind it."""
    filled = [index for index, cell in enumerate(cells) if cell]
    for first, behind in pairwise([*filled, len(cells)]):
        yield Group(cells[first], first, behind - 1)


def _places(line: Line, groups: Sequence[Group]) -> list[tuple[Group, tuple[int, int]]]:
    """Each group with its characters in a line, in order; none unless the line has all."""
    found: list[tuple[Group, tuple[int, int]]] = []
    place = 0
    for group in groups:
        pattern = r"\s+".join(map(re.escape, group.words.split()))
        match = re.compile(pattern).search(line.text, place)
        if match is None:
            return []
        found.append((group, match.span()))
        place = match.end()
    return found
