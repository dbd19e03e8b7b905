"""Tables without ruled cells: rows are lines of words, columns are told apart by the white space between."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.drafting.drafted_table import DraftedTable, is_sparse, rows_of, without_blank_lines
from pipeline.drafting.page_words import Box, Run, TextLine, Word, box_around, lines_of, runs_of
from pipeline.drafting.pdf_pages import Page
from pipeline.drafting.spaced_cells import cells_of_lines

WIDE = 1.5  # of the size of letters: a gap that no words of a sentence have
GUTTER = 0.7  # of the size of letters: white space of all rows that parts columns
WORDS_WITH_A_NUMBER = 4  # more are a sentence
NEAR = 2.6  # of the height of a line: how far apart lines of a table may be
TITLE = re.compile(r"(Table|Exhibit|Figure|Chart|Appendix)\b|[\[(]?(In|Dollars in) \w+", re.I)


@dataclass(frozen=True)
class Line:
    """A line of a page, cut into runs."""

    runs: tuple[Run, ...]
    box: Box

    @property
    def is_row(self) -> bool:
        """Whether it has several cells."""
        return len(self.runs) > 1


def spaced_tables(page: Page, taken: Sequence[Box]) -> Iterator[DraftedTable]:
    """The tables of a page outside the boxes that are taken."""
    words = [word for word in page.words if not any(box.holds(word.box) for box in taken)]
    lines = [_line(line) for line in lines_of(words)]
    dashes = [word.box for word in words if word.is_leader and word.text[0] in "-=–—_"]
    rules = [*page.level_rules, *dashes]
    for region in _regions([line for line in lines if line.runs]):
        table = _table(page, region, rules)
        if table is not None:
            yield table


def _line(line: TextLine) -> Line:
    return Line(tuple(runs_of(line, WIDE * line.size)), line.box)


def _regions(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that are near each other, with rows at both ends, and between them at most a few that are none."""
    region: list[Line] = []
    for line in lines:
        if region and not _goes_on(region, line):
            yield region
            region = []
        region.append(line)
    if region:
        yield region


def _goes_on(region: Sequence[Line], line: Line) -> bool:
    height = median(one.box.height for one in region)
    gap = line.box.top - region[-1].box.bottom
    if gap > NEAR * height:
        return False
    rows = [one for one in region if one.is_row]
    if not rows:
        return True
    wide = box_around(row.box for row in rows)
    if not line.is_row and _is_sentence(line, wide):
        return False
    starts_anew = gap > 0.8 * height and line.runs[0].box.x0 > wide.x0 + 3 * height
    return not (starts_anew and len(rows) > 3)


def _is_sentence(line: Line, table: Box) -> bool:
    run = line.runs[0]
    return len(run.words) >= 6 and run.box.x1 - run.box.x0 > 0.5 * (table.x1 - table.x0)


def _table(page: Page, region: Sequence[Line], rules: Sequence[Box]) -> DraftedTable | None:
    lines = _trimmed(region, rules)
    if sum(line.is_row for line in lines) < 3:
        return None
    columns = _columns(lines)
    if len(columns) < 2:
        return None
    header, cells = cells_of_lines([line.runs for line in lines], columns, rules)
    table = without_blank_lines(DraftedTable(page.number, "spaced", header, tuple(cells)))
    ruled = any(
        table.box.x0 < rule.x1
        and rule.x0 < table.box.x1
        and table.box.top - 20 < rule.top < table.box.bottom + 20
        for rule in rules
    )
    return table if _is_table(table, ruled) else None


def _trimmed(region: Sequence[Line], rules: Sequence[Box]) -> list[Line]:
    rows = [index for index, line in enumerate(region) if line.is_row]
    if not rows:
        return []
    start, end = rows[0], rows[-1] + 1
    left = min(line.box.x0 for line in region[start:end])
    right = max(line.box.x1 for line in region[start:end])
    while start and (
        _is_head(region[start - 1], region[start], left, right)
        or _is_ruled_head(region[start - 1], region[start], rules)
    ):
        start -= 1
    return list(region[start:end])


def _is_head(line: Line, below: Line, left: float, right: float) -> bool:
    """Whether a line above the rows is the head of some columns, and no title."""
    near = below.box.top - line.box.bottom < 1.2 * line.box.height
    inside = line.box.x0 > left + 0.15 * (right - left) and line.box.x1 < right + line.box.height
    return near and inside and not TITLE.match(line.runs[0].text)


def _is_ruled_head(line: Line, below: Line, rules: Sequence[Box]) -> bool:
    """Whether a short line right above the first row of numbers is ruled off from it."""
    numerals = sum(run.is_numeral for run in below.runs)
    words = sum(len(run.words) for run in line.runs)
    near = below.box.top - line.box.bottom < 1.2 * line.box.height
    width = below.box.x1 - below.box.x0
    between = [rule for rule in rules if line.box.middle[1] < rule.top < below.box.middle[1]]
    ruled = sum(rule.x1 - rule.x0 for rule in between) > 0.6 * width
    is_row = numerals >= 0.5 * len(below.runs)
    return near and ruled and is_row and words <= 12 and not TITLE.match(line.runs[0].text)


def _columns(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """Where cells are, from the left to the right: no column reaches into another."""
    most = sorted(len(line.runs) for line in lines)[int(0.9 * (len(lines) - 1))]
    core = [line for line in lines if len(line.runs) >= max(2, 0.6 * most)]
    numbers = [
        line
        for line in core
        if sum(run.is_numeral for run in line.runs) > 0.5 * (len(line.runs) - 1)
    ]
    core = numbers if len(numbers) > 2 else core
    few = 0.04 * len(core)
    ends = sorted(
        point for line in core for run in line.runs for point in ((run.box.x0, 1), (run.box.x1, -1))
    )
    wide = _covered(ends, few)
    return [part for column in wide for part in _narrower(column, core)]


def _covered(ends: Sequence[tuple[float, int]], few: float) -> list[tuple[float, float]]:
    """Stretches that more than `few` of these stretches cover; their ends are given with 1 and -1."""
    stretches, covered, start = [], 0, 0.0
    for place, change in ends:
        before, covered = covered, covered + change
        if before <= few < covered:
            start = place
        elif covered <= few < before:
            stretches.append((start, place))
    return stretches


def _narrower(column: tuple[float, float], lines: Sequence[Line]) -> list[tuple[float, float]]:
    """A column cut where each of at least four lines has white space between two words."""
    rows = [
        [
            word
            for run in line.runs
            for word in run.words
            if column[0] <= word.box.middle[0] <= column[1]
        ]
        for line in lines
    ]
    rows = [words for words in rows if words]
    if len(rows) < 4 or sum(len(words) > 1 for words in rows) < 0.8 * len(rows):
        return [column]
    boxes = [word.box for words in rows for word in words if not word.is_leader]
    size = median(word.size for words in rows for word in words)
    ends = sorted(point for box in boxes for point in ((box.x0, 1), (box.x1, -1)))
    parts: list[tuple[float, float]] = []
    for part in _covered(ends, 0):
        if parts and part[0] - parts[-1][1] < GUTTER * size:
            parts[-1] = parts[-1][0], part[1]
        else:
            parts.append(part)
    return parts if len(parts) > 1 else [column]


def _is_table(table: DraftedTable, ruled: bool) -> bool:
    """Whether it has rows of several cells that are no sentences, and no list or index."""
    several = sum(len(row) > 1 for row in rows_of(table))
    if several < 3 or table.columns < 2 or table.rows - table.header_rows < 2 or is_sparse(table):
        return False
    if not table.header_rows and (is_sparse(table, 0.6) or _is_contents(table)):
        return False
    if table.rows - table.header_rows < 4 and is_sparse(table, 0.6):
        return False
    body = [cell for cell in table.cells if cell.row >= table.header_rows and cell.column > 0]
    if not body:
        return False
    words = median(len(cell.text.split()) for cell in body)
    numerals = sum(_is_numeral(cell.text) for cell in body)
    first = [
        cell.text for cell in table.cells if cell.column == 0 and cell.row >= table.header_rows
    ]
    is_list = table.columns == 2 and bool(first) and all(len(text) <= 3 for text in first)
    few = 0.3 if ruled or table.header_rows else 0.5
    return (
        not is_list and numerals >= few * len(body) and (numerals >= 0.5 * len(body) or words <= 4)
    )


def _is_contents(table: DraftedTable) -> bool:
    """Whether it is a table of contents: titles, and numbers of pages that do not fall."""
    last = [row[-1].text for row in rows_of(table) if len(row) > 1]
    pages = [int(text) for text in last if text.isdigit()]
    return table.columns == 2 and len(pages) == len(last) and pages == sorted(pages)


def _is_numeral(text: str) -> bool:
    box = Box(0, 0, 1, 1)
    short = len(text.split()) <= WORDS_WITH_A_NUMBER
    return Word(text.replace(" ", ""), box, 1).is_numeral or (short and any(map(str.isdigit, text)))
