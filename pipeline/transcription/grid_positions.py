"""Lines that are aligned with spaces, cut where gaps are common to the header and all rows of a page."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.transcription.grid_lines import Cut, Cutter, Line, Unfit, without_leaders

WIDE_GAP = 2


def cutter_by_position(count: int, header: Line | None, lines: Sequence[Line]) -> Cutter:
    """How the lines of a page are cut; `header` is the last line of its header."""
    with_tab = next((line for line in lines if "\t" in line.text), None)
    rows = [line for line in lines if len(chunks(line)) > 1]
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
        for found in re.finditer(r"\$ +(?=[\d(])\S+|\S+", line.without_dots.text):
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
    runs = chunks(line)
    if len(runs) == 1 and runs[0][0] < gutters[0][0]:
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


def chunks(line: Line) -> list[tuple[int, int]]:
    """The runs of characters of a line that wide gaps part; dots that lead to cells are no characters."""
    return [found.span() for found in re.finditer(r"\S+(?: \S+)*", line.without_dots.text)]


def columns_by_position(
    lines: Sequence[Line], header: Line | None, count: int
) -> Iterator[tuple[int, int]]:
    """Where each column is: from the middle of the gap before it to the middle of the gap behind it."""
    rows = [line for line in lines if len(chunks(line)) > 1]
    gutters = _gutters([*([header] if header else []), *rows], count) or _gutters(rows, count)
    if gutters:
        middles = [(start + end) // 2 for start, end in gutters]
        width = max(len(line.text) for line in lines)
        yield from zip([0, *middles], [*middles, width], strict=True)
