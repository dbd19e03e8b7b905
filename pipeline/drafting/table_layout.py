"""Where a drafted table is in the text of its document: its title, its header, its rows, and what is around them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.drafting.column_drafts import body_cells
from pipeline.drafting.document_lines import CHUNK, DocumentLine, lines_of_box
from pipeline.drafting.drafted_table import DraftedTable
from pipeline.text.units.table_scales import STATED_SCALE

LINES_ABOVE, LINES_BELOW = 8, 8
LEADERS = re.compile(r"(?:\s?[.…·]){2,}\s*$|\s\.$")
SUPERSCRIPT = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰ᵃ-ᶻ*†‡]+$")
DRAWN = re.compile(r"[-=_–— ]{4,}")
TITLE = re.compile(r"^(?:Table|Exhibit|Figure|Chart)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Layout:
    """The lines of a table in its document: those around, of the header, and of the rows."""

    above: tuple[DocumentLine, ...]
    header: tuple[DocumentLine, ...]
    body: tuple[DocumentLine, ...]
    below: tuple[DocumentLine, ...]


@dataclass
class Labels:
    """Lines of the body that are no rows: heads of groups, parts of labels, and parts of cells of other columns."""

    heads: list[str] = field(default_factory=list)
    wrapped: dict[str, str] = field(default_factory=dict)
    of_cells: list[str] = field(default_factory=list)


def layout_of(table: DraftedTable, lines: Sequence[DocumentLine]) -> Layout:
    """Which lines are those of a table."""
    page = [line for line in lines if line.page == table.page and line.words]
    inside = [
        line
        for line in lines_of_box(page, table.page, table.box)
        if not DRAWN.fullmatch(line.words)
    ]
    body = body_cells(table)
    if not inside or not body:
        return Layout((), (), (), ())
    start = min(cell.box.middle[1] for cell in body if cell.row == table.header_rows) - 1
    start = min(start, min(c.box.top for c in body if c.row == table.header_rows) + 1)
    header = tuple(line for line in inside if line.box.middle[1] < start)
    rows = tuple(line for line in inside if line not in header)
    first, last = page.index(inside[0]), page.index(inside[-1])
    above = tuple(page[max(0, first - LINES_ABOVE) : first])
    return Layout(above, header, rows, tuple(page[last + 1 : last + 1 + LINES_BELOW]))


def title_lines(layout: Layout) -> list[DocumentLine]:
    """The lines above the header back to one that begins as a title, or the nearest one."""
    for index in range(len(layout.above) - 1, -1, -1):
        if TITLE.match(layout.above[index].words):
            return list(layout.above[index:])
    return list(layout.above[-1:])


def labels_of(table: DraftedTable, layout: Layout) -> Labels:
    """Lines with a label and no cells: a part of the label below or above, or the head of a group."""
    labels = Labels()
    beside = {label_of(line) for line in layout.body if len(list(line.chunks())) > 1}
    parts: dict[str, str] = {}
    for cell in body_cells(table):
        pieces = cell.text.split("\n")
        if cell.column or len(pieces) == 1:
            continue
        row = next((i for i, piece in enumerate(pieces) if _bare(piece) in beside), len(pieces) - 1)
        parts |= {
            piece: "next" if i < row else "previous" for i, piece in enumerate(pieces) if i != row
        }
    for line in layout.body:
        if len(list(line.chunks())) == 1:
            words = label_of(line)
            if _is_right_of_labels(line, layout):
                labels.of_cells.append(words)
            elif words in parts:
                labels.wrapped[words] = parts[words]
            else:
                labels.heads.append(words)
    return labels


def _is_right_of_labels(line: DocumentLine, layout: Layout) -> bool:
    """Whether a line begins where the cells of other columns are: right of the labels of all rows that have cells."""
    begins = line.edges[len(line.text) - len(line.text.lstrip())]
    second = [
        one.edges[[*CHUNK.finditer(one.text)][1].start()]
        for one in layout.body
        if len(list(one.chunks())) > 1
    ]
    return bool(second) and begins >= min(second)


def label_of(line: DocumentLine) -> str:
    """The words of a line up to the first wide gap, without leaders."""
    return _bare(next(line.chunks())[0])


def _bare(words: str) -> str:
    return LEADERS.sub("", " ".join(words.split())).strip()


def footnotes(layout: Layout) -> list[str]:
    """Raised marks at labels and cells of the body."""
    marks = {
        mark
        for line in layout.body
        for chunk, _ in line.chunks()
        for found in [SUPERSCRIPT.search(LEADERS.sub("", chunk).strip())]
        if found and len(found[0]) < len(LEADERS.sub("", chunk).strip())
        for mark in found[0]
    }
    return sorted(marks)


def stated_scale(layout: Layout) -> str | None:
    """The words above the rows that state the scale of all numbers."""
    for line in title_lines(layout):
        found = STATED_SCALE.search(line.words)
        if found:
            return found[0].strip("[]()")
    return None


def edges_of(layout: Layout, lines: Sequence[DocumentLine]) -> dict[str, Any]:
    """The line behind the table, and the line before it where its header is printed again elsewhere."""
    after = [line for line in lines if line.number > layout.body[-1].number and line.words]
    edges: dict[str, Any] = {"ends_before": after[0].words if after else None}
    if after:
        same = [
            line
            for line in lines
            if line.words == after[0].words and line.number > layout.header[0].number
        ]
        if len(same) > 1:
            edges["ends_before_line"] = after[0].number
    again = Counter(line.words for line in lines)
    if all(again[line.words] > 1 for line in layout.header):
        before = [line for line in lines if line.number < layout.header[0].number and line.words]
        once = [line for line in before if again[line.words] == 1]
        if once:
            edges["starts_after"] = once[-1].words
    return edges
