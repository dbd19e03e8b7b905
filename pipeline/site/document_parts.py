"""Where a long document is cut into pages: between lines, so that no page of its reading view is large.

A document that is too heavy for one page is halved at a line, and each half again, until every part is light enough.
Where it can be cut follows from its text alone, which never changes. So a part, which is known by its first line,
keeps its address until it is itself too heavy, and then its first half keeps it.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from pipeline.package.published import Row
from pipeline.site.marks import marked_rows
from pipeline.site.site_data import Cell, SiteData

MOST = 270_000
"""The bytes of text, marks and notes on one page, as estimated here; a page has up to 300,000 with all else."""
LINE, MARK, NOTE, COLUMN = 50, 130, 230, 20
"""The bytes of tags and links of a line, of a mark, of a note, and of a column in a note."""
LONG_WORDS = ("caution", "explanation", "first_said", "second_said")
"""Columns whose words the note of a figure or a discrepancy shows."""
LONGEST = 120
"""The longest cell that a note of a table's row shows, in characters."""


class Passage(NamedTuple):
    """An unbroken run of characters of a document: where it begins, its first line, and its text."""

    start: int
    line: int
    text: str


class DocumentPart(NamedTuple):
    """What one page of a reading view shows: its first line, its passages, and the rows that were read there."""

    first_line: int
    passages: list[Passage]
    read: list[Row]
    waived: list[Row]


class _Line(NamedTuple):
    """A line: its number, its characters, its bytes on a page, and the rows that its marks are of."""

    number: int
    characters: int
    bytes: int
    cells: frozenset[Cell]


def passages_of(data: SiteData, source: Row) -> list[Passage]:
    """What is held of a document, in order: its whole text, its quotations, or nothing; read once."""
    name = source["source_id"]
    if name not in data.passages:
        data.passages[name] = _read(data, source)
    return data.passages[name]


def _read(data: SiteData, source: Row) -> list[Passage]:
    name, published = source["source_id"], data.given.published
    if source["text_held"] == "true":
        return [Passage(0, 1, published.text(name).decode("utf-8"))]
    if not data.read_in.get(name):
        return []
    found = []
    for start, text in sorted(published.excerpts(name)):
        inside = [
            row
            for row in data.read_in[name]
            if start <= int(row["start_offset"]) < start + len(text)
        ]
        if inside:
            first = inside[0]
            before = text[: int(first["start_offset"]) - start].count("\n")
            found.append(Passage(start, int(first["line"]) - before, text))
    return found


def whole(data: SiteData, source: Row) -> DocumentPart:
    """A document as one part."""
    name = source["source_id"]
    read, waived = data.read_in.get(name, []), data.waived_in.get(name, [])
    return DocumentPart(1, passages_of(data, source), read, waived)


def parts_of(data: SiteData, source: Row) -> list[DocumentPart]:
    """The parts of a document in order, one for each page of its reading view."""
    firsts = data.part_lines(source["source_id"])
    every = whole(data, source)
    if len(firsts) == 1:
        return [every]
    found = [DocumentPart(first, [], [], []) for first in firsts]

    def places(first: int, line_ends: int) -> range:
        return range(bisect_right(firsts, first) - 1, bisect_right(firsts, first + line_ends))

    for passage in every.passages:
        start, line = passage.start, passage.line
        for place in places(line, passage.text.removesuffix("\n").count("\n")):
            end = firsts[place + 1] if place + 1 < len(firsts) else None
            text = _until(
                passage.text[start - passage.start :], None if end is None else end - line
            )
            found[place].passages.append(Passage(start, line, text))
            start, line = start + len(text), line + text.count("\n")
    for row in every.read:
        for place in places(int(row["line"]), row["exact"].count("\n")):
            found[place].read.append(row)
    for row in every.waived:
        if row["line"]:
            found[places(int(row["line"]), 0)[0]].waived.append(row)
    return found


def _until(text: str, lines: int | None) -> str:
    """The first lines of a text with their ends; all of it where no number is given."""
    pieces = text.split("\n", lines) if lines is not None else []
    return text[: -len(pieces[-1])] if len(pieces) == (lines or 0) + 1 and pieces[-1] else text


def first_lines(data: SiteData, source: Row) -> tuple[int, ...]:
    """The first line of each part of a document, in order; 1 is the first, whatever is held."""
    lines = list(_lines(data, source))
    notes = {cell: _note(data, cell) for line in lines for cell in line.cells}
    characters = [0, *accumulate(line.characters for line in lines)]

    def cut(first: int, end: int) -> Iterator[int]:
        shown = frozenset().union(*(line.cells for line in lines[first:end]))
        weight = sum(line.bytes for line in lines[first:end]) + sum(notes[one] for one in shown)
        if weight <= MOST or end - first < 2:
            yield first
            return
        half = (characters[first] + characters[end]) / 2
        middle = min(range(first + 1, end), key=lambda place: abs(characters[place] - half))
        yield from cut(first, middle)
        yield from cut(middle, end)

    return (1, *(lines[place].number for place in list(cut(0, len(lines)))[1:]))


def _lines(data: SiteData, source: Row) -> Iterator[_Line]:
    cells: dict[int, set[Cell]] = defaultdict(set)
    marks: dict[int, int] = defaultdict(int)
    for row in marked_rows(data.read_in.get(source["source_id"], [])):
        first = int(row["line"])
        for number in range(first, first + 1 + row["exact"].count("\n")):
            cells[number].add((row["table_name"], row["row_key"]))
            marks[number] += MARK
    for row in data.waived_in.get(source["source_id"], []):
        if row["line"]:  # a numeral outside the quotations of a document that is not held has none
            marks[int(row["line"])] += LINE
    for passage in passages_of(data, source):
        for number, text in enumerate(passage.text.split("\n"), passage.line):
            size = len(text.encode()) + LINE + marks[number]
            yield _Line(number, len(text) + 1, size, frozenset(cells[number]))


def _note(data: SiteData, cell: Cell) -> int:
    row = data.rows[cell[0]][cell[1]]
    words = sum(len(row.get(column, "").encode()) for column in LONG_WORDS)
    if cell[0] in ("figures", "discrepancies"):
        return NOTE + words
    columns = {read["column_name"] for read in data.read_from[cell]}
    return NOTE + sum(
        COLUMN + len(row[column]) for column in columns if len(row[column]) <= LONGEST
    )
