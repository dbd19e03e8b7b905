"""Tables whose cells are ruled: lines or shaded boxes around them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.drafting.drafted_table import (
    DraftedCell,
    DraftedTable,
    cell_of,
    is_sparse,
    rows_of,
    without_blank_lines,
)
from pipeline.drafting.page_words import Box, TextLine, Word, lines_of, runs_of
from pipeline.drafting.pdf_pages import Page

SNAP = 3.0  # points within which edges are one
WIDE = 1.5  # of the size of letters


def ruled_tables(page: Page) -> Iterator[DraftedTable]:
    """The tables of a page in whose cells no words of two columns are."""
    for cells in page.ruled:
        table = _table(page, cells)
        if table is not None:
            yield table


def _table(page: Page, boxes: Sequence[Box]) -> DraftedTable | None:
    columns = _edges([x for box in boxes for x in (box.x0, box.x1)])
    rows = _edges([y for box in boxes for y in (box.top, box.bottom)])
    inside: dict[Box, list[Word]] = {}
    for word in page.words:
        holders = [box for box in boxes if box.holds(word.box, 0)]
        if holders:
            smallest = min(holders, key=lambda box: box.height * (box.x1 - box.x0))
            inside.setdefault(smallest, []).append(word)
    placed = [
        (
            (_at(rows, b.top), _at(columns, b.x0), _at(rows, b.bottom) - 1, _at(columns, b.x1) - 1),
            words,
        )
        for b, words in inside.items()
    ]
    cells = [
        cell for place, words in _split_rows(placed, columns) if (cell := cell_of(place, words))
    ]
    if not cells or _is_mixed(inside):
        return None
    table = without_blank_lines(DraftedTable(page.number, "ruled", 0, tuple(cells)))
    inner = _without_title_and_notes(table)
    if inner is None or not _is_table(inner) or _goes_on_beside(inner, page.words):
        return None
    return replace(inner, header_rows=_header_rows(inner))


def _edges(places: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > SNAP:
            edges.append(place)
    return edges


def _at(edges: Sequence[float], place: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - place))


Placed = tuple[tuple[int, int, int, int], list[Word]]


def _split_rows(placed: Sequence[Placed], columns: Sequence[float]) -> Iterator[Placed]:
    """A ruled row with a line of numerals below another in several columns is several rows."""
    step = 1 + max((len(lines_of(words)) for _, words in placed), default=1)
    by_row: dict[int, list[Placed]] = {}
    for place, words in placed:
        by_row.setdefault(place[0], []).append((place, words))
    for row, cells in by_row.items():
        heights = _rows_of_labels(cells, row, columns) or _rows_of_numerals(
            [words for place, words in cells if place[2] == row]
        )
        for (_, column, last_row, last_column), words in cells:
            if not heights or last_row != row:
                last = (last_row + 1) * step - 1
                yield (row * step, column, last, last_column), words
                continue
            for index, height in enumerate(heights):
                below = heights[index + 1] if index + 1 < len(heights) else float("inf")
                above = height if index else float("-inf")
                part = [w for w in words if above - SNAP <= w.box.middle[1] < below - SNAP]
                if part:
                    yield (row * step + index, column, row * step + index, last_column), part


def _rows_of_numerals(cells: Sequence[list[Word]]) -> list[float]:
    """The heights of the lines in a ruled row, if most cells have a numeral in each; else none."""
    several = [lines_of(words) for words in cells if len(lines_of(words)) > 1]
    numbers = [
        lines
        for lines in several
        if all(len(line.words) <= 2 and any(w.is_numeral for w in line.words) for line in lines)
    ]
    if len(numbers) < 2 or len(numbers) < 0.5 * len(cells):
        return []
    longest = max(numbers, key=len)
    return [line.box.middle[1] for line in longest]


def _rows_of_labels(cells: Sequence[Placed], row: int, columns: Sequence[float]) -> list[float]:
    """The heights of labels above each other in the first cell, if each line of numbers is beside one."""
    first = min(cells, key=lambda cell: cell[0][1])
    others = [words for _, words in cells if words is not first[1]]
    if first[0][1] != 0 or first[0][2] != row or not others:
        return []
    numbers = [line for words in others for line in lines_of(words)]
    if not all(len(line.words) <= 2 and line.words[-1].is_numeral for line in numbers):
        return []
    lines = lines_of(first[1])
    right = columns[first[0][3] + 1] - 0.5 * lines[0].size
    many = len({round(line.box.middle[1]) for line in numbers}) >= 3
    labels = [lines[0].box.middle[1]]
    for above, line in pairwise(lines):
        if not (many or _is_complete(above, line, right)) or line.words[0].text[:1].islower():
            return []
        labels.append(line.box.middle[1])
    level = [any(abs(line.box.middle[1] - height) < SNAP for height in labels) for line in numbers]
    return labels if len(labels) > 1 and all(level) else []


def _is_complete(line: TextLine, below: TextLine, right: float) -> bool:
    """Whether a label ends with its line: the first word below had room behind it."""
    word = below.words[0]
    room = right - line.box.x1 - 0.3 * word.size
    return line.words[-1].text.endswith(":") or room >= word.box.x1 - word.box.x0


def _is_mixed(inside: dict[Box, list[Word]]) -> bool:
    """Whether cells have numerals side by side, as where only rows are ruled."""
    mixed = 0
    for words in inside.values():
        for line in lines_of(words):
            runs = runs_of(line, WIDE * line.size)
            mixed += sum(run.is_numeral for run in runs) > 1
    return mixed >= 3


def _without_title_and_notes(table: DraftedTable) -> DraftedTable | None:
    """Rows at either end that are one cell across the table are its title and its notes."""
    rows = list(rows_of(table))
    start, end = 0, len(rows)
    while start < end and _is_across(rows[start], table):
        start += 1
    while end > start and _is_across(rows[end - 1], table):
        end -= 1
    kept = [cell for cell in table.cells if start <= cell.row < end]
    return without_blank_lines(replace(table, cells=tuple(kept))) if kept else None


def _is_across(row: Sequence[DraftedCell], table: DraftedTable) -> bool:
    return len(row) == 1 and (
        row[0].last_column - row[0].column + 1 == table.columns > 1
        and row[0].box.x0 < table.box.x0 + 0.5 * (table.box.x1 - table.box.x0)
    )


def _is_table(table: DraftedTable) -> bool:
    several = sum(len(row) > 1 for row in rows_of(table))
    return table.columns > 1 and several > 1 and len(table.cells) >= 4 and not is_sparse(table)


def _goes_on_beside(table: DraftedTable, words: Sequence[Word]) -> bool:
    """Whether nearly every row has short words to its left or right, in columns that are not ruled."""
    left = [word.box for word in words if word.box.x1 < table.box.x0]
    right = [word.box for word in words if word.box.x0 > table.box.x1]
    heights = [row[0].box.middle[1] for row in rows_of(table) if row]
    for side in (left, right):
        beside = [sum(abs(box.middle[1] - height) < SNAP for box in side) for height in heights]
        if sum(0 < count <= 5 for count in beside) >= 0.8 * len(heights):
            return True
    return False


def _header_rows(table: DraftedTable) -> int:
    """The first row, and the next where heads are above several columns."""
    count = 1
    for row in rows_of(table):
        above = [cell for cell in row if cell.row < count]
        if not above:
            break
        count = max(count, 1 + max(cell.last_row for cell in above))
        if any(cell.last_column > cell.column for cell in above) and count < table.rows - 1:
            count = max(count, above[0].row + 2)
    return count
