"""The cells of lines of words, once the columns are known: spans, heads of several lines, wrapped labels."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.drafting.drafted_table import DraftedCell, cell_of
from pipeline.drafting.page_words import Box, Run, Word, box_around
from pipeline.drafting.spaced_heads import Column, Piece, cells_of_header, joined_spans

WIDER = 1.6  # times the narrowest gap of a line: a gap between columns
ALONE = 0.68  # of the size of letters: a gap between columns in a run of two words
NARROW = 0.5  # of the size of letters: no gap between columns is narrower
YEAR = re.compile(r"(19|20)\d\d\W*\w?")


def cells_of_lines(
    lines: Sequence[Sequence[Run]], columns: Sequence[Column], rules: Sequence[Box]
) -> tuple[int, list[DraftedCell]]:
    """The number of rows of the header, and the cells."""
    pieces = [_pieces(index, runs, columns) for index, runs in enumerate(lines)]
    head = _header_lines(pieces)
    if _is_ruled_off(pieces, head, columns, rules):
        head += 1
    if head:
        pieces[head - 1] = [part for p in pieces[head - 1] for part in _leaves(p, columns)]
    levels, cells = cells_of_header(
        [piece for line in pieces[:head] for piece in line], columns, rules
    )
    for row, group in enumerate(_body_rows(pieces[head:], columns), start=levels):
        for place, words in _by_column(group).items():
            cell = cell_of((row, place[0], row, place[1]), words)
            if cell:
                cells.append(cell)
    return levels, cells


def _pieces(index: int, runs: Sequence[Run], columns: Sequence[Column]) -> list[Piece]:
    """Runs of a line by column; runs of one column are one piece."""
    pieces: list[Piece] = []
    for run in (part for whole in runs for part in _parts(whole, columns)):
        first, last = _columns_of(run, columns)
        if pieces and first <= pieces[-1].last:
            before = pieces.pop()
            joined = (*before.words, *run.words)
            pieces.append(Piece(index, before.first, max(last, before.last), joined))
        else:
            pieces.append(Piece(index, first, last, run.words))
    return pieces


def _parts(run: Run, columns: Sequence[Column]) -> Iterator[Run]:
    """A run across columns is cut at the white space between them, if it is wider than that in the run's columns.

    Between words that each have a digit any space will do, as between years: `2003–04 2004–05`.
    """
    first, last = _columns_of(run, columns)
    words = [word for word in run.words if not word.is_leader]
    if first == last or len(words) < 2:
        yield run
        return
    digits = all(any(map(str.isdigit, word.text)) for word in words)
    gaps = [after.box.x0 - before.box.x1 for before, after in pairwise(words)]
    parts = [[words[0]]]
    for gap, (before, word) in zip(gaps, pairwise(words), strict=True):
        places = [_columns_of(Run((one,)), columns) for one in (before, word)]
        least = WIDER * min(gaps) if len(gaps) > 1 else ALONE * word.size
        wide = gap > max(least, NARROW * word.size)
        if places[0] != places[1] and (digits or wide):
            parts.append([word])
        else:
            parts[-1].append(word)
    yield from (Run(tuple(part)) for part in parts)


def _leaves(piece: Piece, columns: Sequence[Column]) -> list[Piece]:
    """The last line of a header has a head for each column: words across columns are parted."""
    by_column: dict[tuple[int, int], list[Word]] = {}
    for word in piece.words:
        by_column.setdefault(_columns_of(Run((word,)), columns), []).append(word)
    whole = all(first == last for first, last in by_column)
    if piece.first == piece.last or not whole or len(by_column) <= piece.last - piece.first:
        return [piece]
    return [Piece(piece.line, *place, tuple(words)) for place, words in by_column.items()]


def _columns_of(run: Run, columns: Sequence[Column]) -> tuple[int, int]:
    box = run.box
    touched = [
        index
        for index, (x0, x1) in enumerate(columns)
        if min(box.x1, x1) - max(box.x0, x0) > min(2.0, 0.3 * (x1 - x0))
    ]
    middle = box.middle[0]
    if not touched or (len(touched) > 1 and run.is_numeral):
        nearest = min(
            range(len(columns)), key=lambda i: max(columns[i][0] - middle, middle - columns[i][1])
        )
        return nearest, nearest
    return touched[0], touched[-1]


def _header_lines(pieces: Sequence[Sequence[Piece]]) -> int:
    """How many lines are above the first row of numbers with a label."""
    for index, line in enumerate(pieces):
        numbers = [piece for piece in line if piece.first > 0]
        labeled = bool(line) and line[0].first == 0
        if not numbers:
            if index and labeled and len(line) == 1 and not _goes_down(pieces, index):
                return index
            continue
        numerals = sum(piece.is_numeral for piece in numbers)
        years = sum(bool(YEAR.fullmatch(Run(piece.words).text)) for piece in numbers)
        if labeled and numerals > 0.5 * len(numbers) and years <= 0.5 * len(numbers):
            return index
    return 1


def _is_ruled_off(
    pieces: Sequence[Sequence[Piece]], head: int, columns: Sequence[Column], rules: Sequence[Box]
) -> bool:
    """Whether a line across the table is under this line, and none is above it or under the next."""
    if head + 2 >= len(pieces) or not head:
        return False
    width = columns[-1][1] - columns[0][0]
    above, line, below, last = (_middle(pieces[index]) for index in range(head - 1, head + 3))
    across = [top for top, x0, x1 in _joined_rules(rules) if x1 - x0 > 0.7 * width]
    return (
        any(line < top < below for top in across)
        and not any(above < top < line for top in across)
        and not any(below < top < last for top in across)
    )


def _middle(pieces: Sequence[Piece]) -> float:
    return box_around(piece.box for piece in pieces).middle[1]


def _joined_rules(rules: Sequence[Box]) -> list[tuple[float, float, float]]:
    """Lines from left to right: height, left and right end."""
    by_height: dict[int, list[Column]] = {}
    for rule in rules:
        by_height.setdefault(round(rule.top), []).append((rule.x0, rule.x1))
    return [(top, *span) for top, spans in by_height.items() for span in joined_spans(spans)]


def _goes_down(pieces: Sequence[Sequence[Piece]], index: int) -> bool:
    """Whether the next line has words above columns that are no numbers, so that the header goes on."""
    below = pieces[index + 1] if index + 1 < len(pieces) else ()
    numbers = [piece for piece in below if piece.first > 0]
    return bool(numbers) and not any(piece.is_numeral for piece in numbers)


def _body_rows(
    lines: Sequence[Sequence[Piece]], columns: Sequence[Column]
) -> Iterator[list[Piece]]:
    """Rows of the body; a line that goes on with a label or a cell is in the row above."""
    row: list[Piece] = []
    for line in lines:
        if row and not _goes_on(row, line, columns):
            yield row
            row = []
        row.extend(line)
    if row:
        yield row


def _goes_on(row: Sequence[Piece], line: Sequence[Piece], columns: Sequence[Column]) -> bool:
    """Whether a line is the rest of the row above: it begins in lower case, or its first word had no room."""
    if not line:
        return False
    if any(piece.is_numeral for piece in line):
        labels = len(row) == 1 and row[0].first == 0 and line[0].first == 0
        return labels and (_begins_low(line[0]) or _had_no_room(row[-1], line[0], columns))
    return all(_begins_low(piece) for piece in line)


def _had_no_room(above: Piece, piece: Piece, columns: Sequence[Column]) -> bool:
    right = columns[above.last][1]
    word = piece.words[0]
    if any(map(str.isdigit, word.text)):
        return False
    return above.box.x1 + 0.3 * word.size + (word.box.x1 - word.box.x0) > right + 1


def _begins_low(piece: Piece) -> bool:
    return piece.words[0].text[:1].islower()


def _by_column(pieces: Sequence[Piece]) -> dict[tuple[int, int], list[Word]]:
    cells: dict[tuple[int, int], list[Word]] = {}
    for piece in pieces:
        cells.setdefault((piece.first, piece.last), []).extend(piece.words)
    return cells
