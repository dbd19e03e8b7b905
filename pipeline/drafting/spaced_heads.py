"""The header of a table without ruled cells: its levels, and the columns that each head is above."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.drafting.drafted_table import DraftedCell, cell_of
from pipeline.drafting.page_words import Box, Run, Word, box_around

Column = tuple[float, float]
ALIGNED = 3.0  # points


@dataclass(frozen=True)
class Piece:
    """Words of a line in one column, or across several."""

    line: int
    first: int
    last: int
    words: tuple[Word, ...]

    @property
    def box(self) -> Box:
        """Around its words."""
        return box_around(word.box for word in self.words)

    @property
    def is_numeral(self) -> bool:
        """Whether it is one number."""
        return Run(self.words).is_numeral


def cells_of_header(
    pieces: Sequence[Piece], columns: Sequence[Column], rules: Sequence[Box]
) -> tuple[int, list[DraftedCell]]:
    """Heads in as many levels as are above each other; words below each other in the same columns are one head."""
    heads: list[list[Piece]] = []
    for piece in pieces:
        above = next((head for head in reversed(heads) if _continues(head, piece, rules)), None)
        heads.append([piece]) if above is None else above.append(piece)
    spans = head_spans(heads, columns, rules)
    levels: list[int] = []
    for here, head in enumerate(heads):
        over = [
            levels[there]
            for there in range(here)
            if spans[there][0] <= spans[here][1]
            and spans[here][0] <= spans[there][1]
            and heads[there][-1].line < head[0].line
        ]
        levels.append(1 + max(over, default=-1))
    count = 1 + max(levels, default=-1)
    cells = []
    for here, head in enumerate(heads):
        under = [
            levels[there]
            for there in range(len(heads))
            if levels[there] > levels[here]
            and spans[there][0] <= spans[here][1]
            and spans[here][0] <= spans[there][1]
        ]
        last = min(under, default=count) - 1
        place = (levels[here], spans[here][0], last, spans[here][1])
        cell = cell_of(place, [word for piece in head for word in piece.words])
        if cell:
            cells.append(cell)
    return count, cells


def head_spans(
    heads: Sequence[Sequence[Piece]], columns: Sequence[Column], rules: Sequence[Box]
) -> list[tuple[int, int]]:
    """The columns that each head is above: those of the line ruled under it, or those it is in the middle of.

    Where the heads below repeat, as `Total, Men, Women, Total, Men, Women` do, and as many heads are above them as
    there are repetitions, each is above one.
    """
    spans, groups = [], _groups(heads)
    for number, head in enumerate(heads):
        if number in groups:
            spans.append(groups[number])
            continue
        own = min(piece.first for piece in head), max(piece.last for piece in head)
        beside = [p for other in heads if other is not head for p in other if _same_height(p, head)]
        below = {
            column
            for other in heads
            for piece in other
            if piece.line > head[-1].line
            for column in range(piece.first, piece.last + 1)
        }
        free = _free_columns(own, beside, below)
        span = _ruled_span(head, own, free, columns, rules)
        if span is None and _is_aligned(head, heads):
            span = own
        spans.append(span or _middle_span(head, own, free, columns))
    return spans


def _groups(heads: Sequence[Sequence[Piece]]) -> dict[int, tuple[int, int]]:
    """The columns of each head, by its number, that is above one of several groups with the same heads."""
    lowest = {
        head[0].first: head  # heads come from above, so that the last of a column stays
        for head in heads
        if all(piece.first == piece.last == head[0].first for piece in head)
    }
    words = [_words(lowest.get(column, ())) for column in range(max(lowest, default=-1) + 1)]
    repeated = repetition(words)
    if repeated is None:
        return {}
    start, size = repeated
    groups = [(first, first + size - 1) for first in range(start, len(words), size)]
    top = min(lowest[column][0].line for column in range(start, len(words)))
    above = [
        number
        for number, head in enumerate(heads)
        if head[-1].line < top and max(piece.last for piece in head) >= start
    ]
    above.sort(key=lambda number: heads[number][0].box.x0)
    fits = len(above) == len(groups) and all(
        first <= piece.first and piece.last <= last
        for number, (first, last) in zip(above, groups, strict=True)
        for piece in heads[number]
    )
    return dict(zip(above, groups, strict=True)) if fits else {}


def _words(head: Sequence[Piece]) -> str:
    return " ".join(word.text for piece in head for word in piece.words)


def repetition(words: Sequence[str]) -> tuple[int, int] | None:
    """Where words begin that repeat up to the end, and how many are repeated; None where none do.

    >>> repetition(["Crime", "All", "Men", "Women", "All", "Men", "Women"]), repetition(["All", "Men", "Women"])
    ((1, 3), None)
    """
    for start in range(len(words)):
        for size in range(2, (len(words) - start) // 2 + 1):
            group = words[start : start + size]
            if all(group) and len(set(group)) == size:
                count, rest = divmod(len(words) - start, size)
                if not rest and list(words[start:]) == [*group] * count:
                    return start, size
    return None


def _is_aligned(head: Sequence[Piece], heads: Sequence[Sequence[Piece]]) -> bool:
    """Whether a head goes on right below it: they are about as wide, with an edge or the middle in common."""
    box = box_around(piece.box for piece in head)
    return any(
        abs(there - here) < ALIGNED
        for other in heads
        for piece in other
        if piece.line == head[-1].line + 1 and _is_as_wide(box, piece.box)
        for here, there in (
            (box.x0, piece.box.x0),
            (box.x1, piece.box.x1),
            (box.middle[0], piece.box.middle[0]),
        )
    )


def _is_as_wide(one: Box, other: Box) -> bool:
    return 0.5 <= (one.x1 - one.x0) / (other.x1 - other.x0) <= 2


def _same_height(piece: Piece, head: Sequence[Piece]) -> bool:
    return head[0].line <= piece.line <= head[-1].line


def _free_columns(
    own: tuple[int, int], beside: Sequence[Piece], below: set[int]
) -> tuple[int, int]:
    """How far a head may reach: over columns with heads below it, not past another head of its line."""
    first, last = own
    if not all(column in below for column in range(first, last + 1)):
        return own
    used = {column for piece in beside for column in range(piece.first, piece.last + 1)}
    while first - 1 > 0 and first - 1 in below and first - 1 not in used:
        first -= 1
    while last + 1 in below and last + 1 not in used:
        last += 1
    return first, last


def _ruled_span(
    head: Sequence[Piece],
    own: tuple[int, int],
    free: tuple[int, int],
    columns: Sequence[Column],
    rules: Sequence[Box],
) -> tuple[int, int] | None:
    box = box_around(piece.box for piece in head)
    under = [
        rule
        for rule in rules
        if box.bottom - 2 <= rule.top <= box.bottom + 0.7 * head[-1].box.height
    ]
    reached = joined_spans([(rule.x0, rule.x1) for rule in under])
    for x0, x1 in reached:
        if x0 - 2 <= box.middle[0] <= x1 + 2:
            touched = [
                index
                for index in range(free[0], free[1] + 1)
                if x0 - 2 <= sum(columns[index]) / 2 <= x1 + 2
            ]
            if touched:
                return min(*touched, own[0]), max(*touched, own[1])
    return None


def joined_spans(spans: Sequence[Column]) -> list[Column]:
    """Stretches that touch are one."""
    joined: list[Column] = []
    for x0, x1 in sorted(spans):
        if joined and x0 <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(x1, joined[-1][1])
        else:
            joined.append((x0, x1))
    return joined


def _middle_span(
    head: Sequence[Piece],
    own: tuple[int, int],
    free: tuple[int, int],
    columns: Sequence[Column],
) -> tuple[int, int]:
    """The columns that have the head in their middle; the widest of those that have it equally well."""
    middle = box_around(piece.box for piece in head).middle[0]
    choices = [
        (
            round(abs((columns[first][0] + columns[last][1]) / 2 - middle) / 6),
            first - last,
            first,
            last,
        )
        for first in range(free[0], own[0] + 1)
        for last in range(own[1], free[1] + 1)
    ]
    _, _, first, last = min(choices)
    return first, last


def _continues(head: Sequence[Piece], piece: Piece, rules: Sequence[Box]) -> bool:
    above = head[-1]
    if above.line >= piece.line or (above.first, above.last) != (piece.first, piece.last):
        return False
    gap = piece.box.top - above.box.bottom
    middle = piece.box.middle[0]
    ruled = any(
        above.box.middle[1] < rule.top < piece.box.middle[1] and rule.x0 <= middle <= rule.x1
        for rule in rules
    )
    return gap < 1.0 * piece.box.height and not ruled
