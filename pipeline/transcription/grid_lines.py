"""Lines of a printed table, cut into cells: at tabs, at pipes, by position, or by counting cells from the right.

Only characters are looked at here: what a cell means is in `grid_cells`, which lines are rows in `grid_reading`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import NamedTuple

from pipeline.sources.grid_entries import GridTable
from pipeline.text.documents import Span

WIDE_GAP = 2
RULE = re.compile(r"[\s|+:]*(?:[-=_─━]{3,}[\s|+:]*)+")
"""A line drawn with characters, which prints nothing."""
RULE_OF_PIPES = re.compile(r"[\s|:=+-]*-{2,}[\s|:=+-]*")
LEADERS = re.compile(
    r"(?:[ \t\u00a0]*[.…]){2,}[ \t\u00a0]*$|[ \t\u00a0]+[.…][ \t\u00a0]*$|…[ \t\u00a0]*$"
)
DOTS = re.compile(r"(?: ?\.){3,}")
ABBREVIATION = re.compile(r"\b(?:etc|incl|excl|misc|inc|co|corp|dept|govt|nec|n\.e\.c|U\.S)$", re.I)
"""Words whose own dot comes before the dots that lead to the cells."""


class Piece(NamedTuple):
    """A cell or a label: its words with single spaces, its place, and its characters as they are."""

    text: str
    span: Span
    raw: str

    def offset(self, place: int) -> int:
        """Where in the characters a character of the words is."""
        words = 0
        for index, character in enumerate(self.raw):
            if words == place and not (character.isspace() and self.text[place] != " "):
                return index
            is_one_space = not character.isspace() or not self.raw[index + 1].isspace()
            words += is_one_space
        return len(self.raw)


def piece_of(raw: str, start: int) -> Piece:
    """Characters that begin at an offset of the text, without the spaces at their ends, as a piece."""
    start += len(raw) - len(raw.lstrip())
    stripped = raw.strip()
    return Piece(collapsed(stripped), Span(start, start + len(stripped)), stripped)


@dataclass(frozen=True)
class Line:
    """A line of the text, without the characters that end lines and pages."""

    number: int
    start: int
    text: str

    @property
    def words(self) -> str:
        """Its words with single spaces."""
        return collapsed(self.text)

    @property
    def without_dots(self) -> "Line":
        """The line with spaces for the dots that lead from a label to its cells."""
        label = re.match(r"\s*\S+(?: \S+)*", self.text)
        end = label.end() if label else 0
        text = DOTS.sub(
            lambda dots: " " * len(dots[0]) if dots.start() < end or " ." in dots[0] else dots[0],
            self.text,
        )
        return replace(self, text=text)

    @property
    def indentation(self) -> int:
        """How many spaces are before its first word."""
        return len(self.text) - len(self.text.lstrip())

    def piece(self, start: int, end: int) -> Piece:
        """The characters from `start` to before `end`, without the spaces at their ends."""
        return piece_of(self.text[start:end], self.start + start)


class Unfit(NamedTuple):
    """Why a line is no row of the table, and what to do."""

    found: str
    remedy: str


Cut = tuple[Piece, ...] | Unfit
"""The pieces of a line, one for each column from the left; the rest of a short line is left out."""
Cutter = Callable[[Line], Cut]


def collapsed(text: str) -> str:
    """A text with single spaces."""
    return " ".join(text.split())


def lines_of(text: str) -> list[Line]:
    """The lines of a text."""
    lines, offset = [], 0
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.rstrip("\r\f")
        lead = len(line) - len(line.lstrip("\f\r\ufeff"))
        lines.append(Line(number, offset + lead, line[lead:]))
        offset += len(raw) + 1
    return lines


def is_drawn(line: Line, specification: GridTable) -> bool:
    """Whether a line only draws a rule; between tabs, dashes may be cells."""
    if specification.columns_by == "tabs":
        return False
    rule = RULE_OF_PIPES if specification.columns_by == "pipes" else RULE
    return rule.fullmatch(line.text) is not None


def cells_of_header(line: Line, specification: GridTable) -> tuple[str, ...] | None:
    """The cells of a line of the header; None where its columns are not told apart by characters."""
    if specification.columns_by == "tabs":
        pieces = _at_tabs(line)
    elif specification.columns_by == "pipes":
        pieces = _at_pipes(line)
    else:
        return None
    return without_blank_end([piece.text for piece in pieces])


def without_blank_end(cells: Sequence[str]) -> tuple[str, ...]:
    """Cells without the blank ones at their end."""
    kept = list(cells)
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def cutter_of(specification: GridTable, header: Line | None, lines: Sequence[Line]) -> Cutter:
    """How the lines of one page of the table are cut; `header` is the last line of its header."""
    count = len(specification.columns)
    match specification.columns_by:
        case "tabs":
            return lambda line: _counted(_at_tabs(line), count)
        case "pipes":
            return lambda line: _counted(_at_pipes(line), count)
        case "trailing_cells":
            return lambda line: _from_the_right(line, count, specification)
        case "position":
            return _by_position(count, header, lines)


def without_leaders(line: Line, start: int, end: int) -> tuple[int, bool]:
    """Where a label ends before the dots that lead to its cells, and whether there are such dots."""
    found = LEADERS.search(line.text, start, end)
    if found is None:
        return end, False
    if not line.text[start : found.start()].strip():
        is_whole = not line.text[
            found.end() : end
        ].strip()  # dots alone: the label is in the line before
        return (start, True) if is_whole else (end, False)
    first = found.start()
    keeps_dot = line.text[first] == "." and ABBREVIATION.search(line.text[start:first])
    return first + bool(keeps_dot), found.end() - first > 1 + bool(keeps_dot)


def _counted(pieces: Sequence[Piece], count: int) -> Cut:
    while len(pieces) > count and not pieces[-1].text:
        pieces = pieces[:-1]
    if len(pieces) > count or (1 < len(pieces) < count):
        return Unfit(
            f"the row has {len(pieces)} cells, expected {count}",
            "compare the row with the document; `ends_before` may be wrong",
        )
    return tuple(pieces)


def _at_tabs(line: Line) -> list[Piece]:
    pieces, start = [], 0
    for raw in line.text.split("\t"):
        pieces.append(line.piece(start, start + len(raw)))
        start += len(raw) + 1
    return pieces


def _at_pipes(line: Line) -> list[Piece]:
    bars = [found.start() for found in re.finditer(r"(?<!\\)\|", line.text)]
    if not bars:
        return [line.piece(0, len(line.text))]
    ends = [-1, *bars, len(line.text)]
    pieces = [line.piece(start + 1, end) for start, end in pairwise(ends)]
    first = 1 if line.text.lstrip().startswith("|") else 0
    last = len(pieces) - 1 if line.text.rstrip().endswith("|") else len(pieces)
    return pieces[first:last]


def _from_the_right(line: Line, count: int, specification: GridTable) -> Cut:
    cells = _trailing_cells(line, specification)
    first = len(line.text)
    if not cells:
        end, _ = without_leaders(line, 0, first)
        return (line.piece(0, end),)
    if len(cells) < count - 1:
        return Unfit(
            f"the row ends with {len(cells)} cells, expected {count - 1}: {line.words!r}",
            "a blank cell keeps no place where single spaces part the cells: read the text by position or tabs",
        )
    kept = cells[len(cells) - count + 1 :]
    first = kept[0][0]
    end, has_leaders = without_leaders(line, 0, first)
    label = line.piece(0, end)
    problem = None if has_leaders else _taken_for_a_cell(line, label, cells, kept, specification)
    return problem or (label, *(line.piece(*cell) for cell in kept))


def _taken_for_a_cell(
    line: Line,
    label: Piece,
    cells: list[tuple[int, int]],
    kept: list[tuple[int, int]],
    specification: GridTable,
) -> Unfit | None:
    """Where the end of the label may be a cell, or the first cell a footnote's mark."""
    footnotes = {*specification.footnotes}
    remedy = (
        "read the text by position or tabs, or set dots between the label and the cells as printed"
    )
    more = [line.text[start:end] for start, end in cells[: len(cells) - len(kept)]]
    if more and not (len(more) == 1 and more[0] in footnotes):
        found = f"the row ends with {len(cells)} cells, expected {len(kept)}: {line.words!r}"
        return Unfit(found, remedy)
    if not label.text:
        return None
    first = line.text[slice(*kept[0])]
    if not more and first in footnotes:
        return Unfit(f"`{first}` may be a cell or the footnote of {label.text}", remedy)
    return None


def _trailing_cells(line: Line, specification: GridTable) -> list[tuple[int, int]]:
    """The last words of a line that may be cells, from the left."""
    cells: list[tuple[int, int]] = []
    words = [found.span() for found in re.finditer(r"\S+", line.text)]
    behind = ""
    while words:
        start, end = words.pop()
        word = line.text[start:end]
        if word in ("%", ")") and words:
            behind = word
            start = words.pop()[0]
            word = line.text[start:end]
        if words and _is_split(line, words[-1], (start, end)) and specification.space_before_point:
            start = words.pop()[0]
            word = line.text[start:end]
        if not (word in specification.marks or re.search(r"\d", word) or behind):
            break
        if words and line.text[slice(*words[-1])] in ("$", "("):
            start = words.pop()[0]
        cells.insert(0, (start, end))
        behind = ""
    return cells


def _is_split(line: Line, before: tuple[int, int], word: tuple[int, int]) -> bool:
    """Whether a space came into a number: one space before the decimal point."""
    has_point = re.fullmatch(r"\.\d+\S*", line.text[slice(*word)]) is not None
    return has_point and word[0] - before[1] == 1 and line.text[before[1] - 1].isdigit()


def _by_position(count: int, header: Line | None, lines: Sequence[Line]) -> Cutter:
    with_tab = next((line for line in lines if "\t" in line.text), None)
    rows = [line for line in lines if len(_chunks(line)) > 1]
    gutters = None
    for more in ([header] if header else []), []:
        gutters = gutters or _gutters([*more, *rows], count)
    if with_tab is not None:
        problem = Unfit("the line has a tab", "read the table by tabs, or turn tabs into spaces")
        return lambda line: problem if "\t" in line.text else (line.piece(0, len(line.text)),)
    if gutters is None:
        return _refusing(rows, header, count)
    return lambda line: _at_gutters(line, gutters)


def _refusing(rows: Sequence[Line], header: Line | None, count: int) -> Cutter:
    """Cut nothing, and name the lines without which the columns would be told apart."""
    found = f"the columns are not told apart: no {count - 1} gaps are common to all lines"
    remedy = "compare the lines with the document; a cell may reach into the next column"
    around = [header] if header else []
    alone = {
        line.number
        for line in rows
        if _gutters([*around, *(one for one in rows if one is not line)], count)
    }

    def refuse(line: Line) -> Cut:
        if alone and line.number not in alone:
            return ()
        straddles = f"a cell of the line reaches into another column: {line.words!r}"
        return Unfit(straddles if alone else found, remedy)

    return refuse


def _gutters(lines: Sequence[Line], count: int) -> list[tuple[int, int]] | None:
    """The gaps between `count` columns: blank in all lines, and as many as there must be."""
    width = max((len(line.text) for line in lines), default=0)
    printed = [False] * width
    for line in lines:
        for found in re.finditer(r"\S+", line.without_dots.text):
            printed[found.start() : found.end()] = [True] * (found.end() - found.start())
    gaps, start = [], 0
    for is_printed, run in groupby(printed):
        length = sum(1 for _ in run)
        if not is_printed and start:
            gaps.append((start, start + length))
        start += length
    wide = [gap for gap in gaps if gap[1] - gap[0] >= WIDE_GAP]
    chosen = [some for some in (wide, gaps) if some and len(some) == count - 1]
    return chosen[0] if chosen else None


def _at_gutters(line: Line, gutters: Sequence[tuple[int, int]]) -> Cut:
    chunks = _chunks(line)
    if len(chunks) == 1 and chunks[0][0] < gutters[0][0]:
        end, _ = without_leaders(line, 0, len(line.text))
        return (line.piece(0, end),)
    plain = line.without_dots
    for start, end in gutters:
        if plain.text[start:end].strip():
            return Unfit(
                f"a cell of the line reaches into another column: {line.words!r}",
                "compare the line with the document; a cell is never cut in two",
            )
    starts = [0, *(end for _, end in gutters)]
    ends = [*(start for start, _ in gutters), len(line.text)]
    first, _ = without_leaders(line, 0, starts[1])
    label = line.piece(0, first)
    return (label, *(plain.piece(*span) for span in zip(starts[1:], ends[1:], strict=True)))


def _chunks(line: Line) -> list[tuple[int, int]]:
    """The runs of characters of a line that wide gaps part; dots that lead to cells are no characters."""
    return [found.span() for found in re.finditer(r"\S+(?: \S+)*", line.without_dots.text)]


def columns_by_position(
    lines: Sequence[Line], header: Line | None, count: int
) -> Iterator[tuple[int, int]]:
    """Where each column is: from the middle of the gap before it to the middle of the gap behind it."""
    rows = [line for line in lines if len(_chunks(line)) > 1]
    gutters = _gutters([*([header] if header else []), *rows], count) or _gutters(rows, count)
    if gutters:
        middles = [(start + end) // 2 for start, end in gutters]
        width = max(len(line.text) for line in lines)
        yield from zip([0, *middles], [*middles, width], strict=True)
