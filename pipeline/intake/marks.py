"""Marks: smaller characters that are raised or lowered beside larger ones, and belong to the line of these.

A digit that touches a number and is smaller than its digits, or clearly higher, is a mark too. Read as a digit of the number
it would make another number of it.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.intake.glyphs import Glyph
from pipeline.intake.row_places import RowPlaces
from pipeline.intake.runs import Run

SMALLER, NEARLY_AS_LARGE = 0.83, 0.93
LEAST_RISE, CLEAR_RISE = 0.12, 0.25
"""A mark's size is at most the first part of that of the characters beside it, or the second where it is clearly raised."""
AS_LARGE, LONGEST_AT_NUMBER, TOUCHING = 1.03, 3, 0.1
"""The same, and the most digits, of a mark that touches a number; and how near that is, in sizes."""
FURTHEST_MARK = 1.6
"""How far a mark is from what it is at, in sizes of that."""


def with_marks(rows: list[list[Run]]) -> list[list[Run]]:
    """The rows, with each raised or lowered run in the row of the larger one beside it."""
    kept: list[list[Run]] = [[] for _ in rows]
    places = [RowPlaces(row) for row in rows]
    for index, row in enumerate(rows):
        for run in row:
            home, height = _home(run, index, places)
            kept[home].append(replace(run, height=height) if height else run)
    return [row for row in kept if row]


def _home(run: Run, index: int, rows: Sequence[RowPlaces[Run]]) -> tuple[int, int]:
    """The row that a run belongs to, and 1 where it is raised there, -1 where it is lowered."""
    if len(run.glyphs) > 12:
        return index, 0
    is_number = len(run.glyphs) <= LONGEST_AT_NUMBER and all(map(_is_digit, run.glyphs))
    found: list[tuple[float, int, int]] = []
    for near in range(max(0, index - 4), min(len(rows), index + 5)):
        if run.size > (AS_LARGE if is_number else NEARLY_AS_LARGE) * rows[near].largest:
            continue
        for other in rows[near].beside(run, FURTHEST_MARK):
            height = _height_at(run, other) or (is_number and _height_at_number(run, other))
            if other is run or height == 0:
                continue
            apart, inside = _nearness(run, other)
            if apart > FURTHEST_MARK * other.size or inside > 0.5 * (run.right - run.left):
                continue
            if apart > 0.45 * other.size and not _begins_note(run, other, rows[near].left):
                continue
            found.append((apart if height > 0 else apart + other.size, near, height))
    if not found:
        return index, 0
    _, home, height = min(found)
    return home, height


def _height_at(run: Run, other: Run) -> int:
    """1 where a run is raised beside another, -1 where it is lowered, else 0."""
    if run.size > NEARLY_AS_LARGE * other.size:
        return 0
    rise = (other.baseline - run.baseline) / other.size
    is_small = run.size <= SMALLER * other.size
    if (LEAST_RISE if is_small else CLEAR_RISE) <= rise <= 0.75:
        return 1
    return -1 if is_small and -0.45 <= rise <= -0.08 else 0


def _height_at_number(run: Run, other: Run) -> int:
    """1 where digits touch a number and are smaller than its digits or clearly raised, else 0."""
    behind, before = run.left - other.right, other.left - run.right
    touches = (_is_digit(other.glyphs[-1]) and abs(behind) <= TOUCHING * other.size) or (
        _is_digit(other.glyphs[0]) and abs(before) <= TOUCHING * other.size
    )
    rise = (other.baseline - run.baseline) / other.size
    is_small = run.size <= NEARLY_AS_LARGE * other.size
    is_mark = is_small or rise >= CLEAR_RISE
    return int(touches and is_mark and run.size <= AS_LARGE * other.size and -0.08 < rise <= 0.75)


def _is_digit(glyph: Glyph) -> bool:
    return "0" <= glyph.text <= "9"


def _nearness(run: Run, other: Run) -> tuple[float, float]:
    """How far a run is from the nearest character of another, and how much of it is over one."""
    if run.left - other.right > other.size or other.left - run.right > 2 * other.size:
        return other.size * 2, 0.0
    gaps = [max(run.left - g.right, g.left - run.right) for g in other.glyphs]
    return max(min(gaps), 0.0), max(-min(gaps), 0.0)


def _begins_note(run: Run, other: Run, left: float) -> bool:
    """Whether a short run is before all others of a row: the mark before the words of a footnote."""
    return len(run.glyphs) <= 3 and run.right <= other.left and left >= run.left
