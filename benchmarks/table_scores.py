"""How well tables read out of a PDF agree with tables that a person read: three measures of one document.

`adjacency` is the measure of the ICDAR 2013 table competition: each cell that is not blank, with its nearest neighbor
to the right and below, blank cells passed over. Texts are compared as there: without white space, in capitals, each
character that is neither letter nor digit as `_`. Relations are matched over the whole document, as a document may
have several tables on a page. `texts` matches the cells alone, over the document, as they are printed apart from white
space. `in_place` asks also that a cell be in its row and its column: tables are paired, rows and columns aligned in
their order, and a cell counts if the aligned cell has the same text.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

Grid = Sequence[Sequence[str]]


class Cell(NamedTuple):
    """A cell that is not blank; `last_row` and `last_column` are those of its span."""

    row: int
    column: int
    last_row: int
    last_column: int
    text: str


class Table(NamedTuple):
    """The cells of one printed table that are not blank, and the page of the PDF, from 1."""

    page: int
    cells: tuple[Cell, ...]


class Counts(NamedTuple):
    """How many of what was found are right, how many were found, and how many there are."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


class Scores(NamedTuple):
    """The three measures of one document."""

    adjacency: Counts
    texts: Counts
    in_place: Counts


def table_of_grid(page: int, grid: Grid) -> Table:
    """A table whose cells have no spans.

    >>> table_of_grid(1, [["", "Beds"], ["Dallas", "120"]]).cells[0]
    Cell(row=0, column=1, last_row=0, last_column=1, text='Beds')
    """
    return Table(
        page,
        tuple(
            Cell(row, column, row, column, text)
            for row, texts in enumerate(grid)
            for column, text in enumerate(texts)
            if text.strip()
        ),
    )


def gold_tables(file: Path) -> list[Table]:
    """The tables of a file `*-str.xml` of the competition."""
    return [_gold_table(table) for table in ElementTree.parse(file).getroot().iter("table")]


def _gold_table(table: ElementTree.Element) -> Table:
    cells, pages = [], []
    for region in table.iter("region"):
        pages.append(int(region.get("page", "1")))
        down, right = int(region.get("row-increment", 0)), int(region.get("col-increment", 0))
        for cell in region.iter("cell"):
            row, column = int(cell.attrib["start-row"]), int(cell.attrib["start-col"])
            last_row = int(cell.get("end-row", row))
            last_column = int(cell.get("end-col", column))
            text = cell.findtext("content") or ""
            if text.strip():
                placed = (row + down, column + right, last_row + down, last_column + right)
                cells.append(Cell(*placed, text))
    return Table(min(pages), tuple(cells))


def scores(found: Sequence[Table], gold: Sequence[Table]) -> Scores:
    """How the tables found in a document agree with its gold."""
    return Scores(
        _matched(_relations(found), _relations(gold)),
        _matched(_texts(found), _texts(gold)),
        _in_place(found, gold),
    )


def total(counts: Iterable[Counts]) -> Counts:
    """The counts of several documents together."""
    return Counts(*(sum(numbers) for numbers in zip(*counts, strict=True)))


def competition_form(text: str) -> str:
    """A text as the competition compares it.

    >>> competition_form("Under 18, in %")
    'UNDER18_IN_'
    """
    return re.sub(r"[^\w]", "_", re.sub(r"\s+", "", text)).upper()


def printed_form(text: str) -> str:
    """A text without white space.

    >>> printed_form("1 234.5 %")
    '1234.5%'
    """
    return re.sub(r"\s+", "", text)


def _matched(found: Counter, gold: Counter) -> Counts:
    return Counts((found & gold).total(), found.total(), gold.total())


def _texts(tables: Sequence[Table]) -> Counter:
    return Counter(printed_form(cell.text) for table in tables for cell in table.cells)


def _relations(tables: Sequence[Table]) -> Counter:
    relations: Counter = Counter()
    for table in tables:
        across = _neighbors(
            table.cells, lambda cell: (cell.row, cell.last_row), lambda cell: cell.column
        )
        down = _neighbors(
            table.cells, lambda cell: (cell.column, cell.last_column), lambda cell: cell.row
        )
        for direction, pairs in (("across", across), ("down", down)):
            for one, other in pairs:
                relations[direction, competition_form(one.text), competition_form(other.text)] += 1
    return relations


def _neighbors(
    cells: Sequence[Cell], lanes: Callable[[Cell], tuple[int, int]], order: Callable[[Cell], int]
) -> set[tuple[Cell, Cell]]:
    """Pairs of cells next to each other in a row or a column; a cell is in each of those that it spans."""
    in_lane: dict[int, list[Cell]] = {}
    for cell in cells:
        first, last = lanes(cell)
        for lane in range(first, last + 1):
            in_lane.setdefault(lane, []).append(cell)
    return {
        pair
        for lane in in_lane.values()
        for ordered in [sorted(lane, key=order)]
        for pair in pairwise(ordered)
    }


def _in_place(found: Sequence[Table], gold: Sequence[Table]) -> Counts:
    """Pairs of tables are taken in the order of how many cells agree; no table is in two pairs."""
    agreements = sorted(
        (
            (matched_cells(one, other), here, there)
            for here, one in enumerate(found)
            for there, other in enumerate(gold)
            if one.page == other.page
        ),
        reverse=True,
    )
    right, used, matched = 0, set(), set()
    for agreeing, here, there in agreements:
        if here not in used and there not in matched:
            right += agreeing
            used.add(here)
            matched.add(there)
    return Counts(right, _cells(found), _cells(gold))


def _cells(tables: Sequence[Table]) -> int:
    return sum(len(table.cells) for table in tables)


def matched_cells(found: Table, gold: Table) -> int:
    """Cells with the same text in aligned rows and aligned columns."""
    one, other = _by_place(found), _by_place(gold)
    columns = _aligned(_lines(one, 1), _lines(other, 1))
    rows = _aligned(_lines(one, 0), _lines(other, 0))
    return sum(
        one.get((row, column)) == text
        for there, text in other.items()
        for row in [rows.get(there[0])]
        for column in [columns.get(there[1])]
        if row is not None and column is not None
    )


def _by_place(table: Table) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): printed_form(cell.text) for cell in table.cells}


def _lines(cells: dict[tuple[int, int], str], axis: int) -> dict[int, tuple[str, ...]]:
    lines: dict[int, list[str]] = {}
    for place in sorted(cells):
        lines.setdefault(place[axis], []).append(cells[place])
    return {index: tuple(texts) for index, texts in sorted(lines.items())}


def _aligned(found: dict[int, tuple[str, ...]], gold: dict[int, tuple[str, ...]]) -> dict[int, int]:
    """Line of the gold → line found, in the order of both, with the most texts in common."""
    ours, theirs = list(found), list(gold)
    common = [
        [_common(Counter(found[here]), Counter(gold[there])) for there in theirs] for here in ours
    ]

    @cache
    def best(here: int, there: int) -> int:
        if here == len(ours) or there == len(theirs):
            return 0
        both = common[here][there] + best(here + 1, there + 1)
        return max(both, best(here + 1, there), best(here, there + 1))

    for here in reversed(range(len(ours))):  # from the end, so that no call goes deep
        for there in reversed(range(len(theirs))):
            best(here, there)
    aligned, here, there = {}, 0, 0
    while here < len(ours) and there < len(theirs):
        if best(here, there) == common[here][there] + best(here + 1, there + 1):
            aligned[theirs[there]] = ours[here]
            here, there = here + 1, there + 1
        elif best(here, there) == best(here + 1, there):
            here += 1
        else:
            there += 1
    return aligned


def _common(one: Counter, other: Counter) -> int:
    return (one & other).total()
