"""Characters of a page to the lines that it prints, each in words, with marks of footnotes told by size and height.

A line is what has one baseline. Smaller characters that are raised beside larger ones are marks, and belong to
the line of these. Which lines are read first is told in `reading_order`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from pipeline.intake.glyphs import Glyph
from pipeline.intake.raised import lowered, raised
from pipeline.intake.row_places import RowPlaces

SMALLER, NEARLY_AS_LARGE = 0.83, 0.93
LEAST_RISE, CLEAR_RISE = 0.12, 0.25
"""A mark's size is at most the first part of that of the characters beside it, or the second where it is clearly raised."""
FURTHEST_MARK = 1.6
"""How far a mark is from what it is at, in sizes of that."""
GAP_OF_SPACE = 0.03
GAP_OF_WORDS = 0.3
"""The least gap between words, in sizes of their characters: with a space in the file,
and without one; the third is that of a mark."""
GAP_AT_MARK = 0.2
WIDE_GAP = 0.75
WIDEST_OF_PROSE = 1.5
"""Gaps between cells are wider than the one; gaps of a justified line are alike, and narrower than the other."""


@dataclass(frozen=True)
class Run:
    """Characters of one size on one baseline that follow each other in the file; `height` marks raised ones."""

    glyphs: tuple[Glyph, ...]
    height: int = 0

    @cached_property
    def left(self) -> float:
        """Its left end."""
        return self.glyphs[0].left

    @cached_property
    def right(self) -> float:
        """Its right end."""
        return max(glyph.right for glyph in self.glyphs)

    @property
    def baseline(self) -> float:
        """Where it stands."""
        return self.glyphs[0].baseline

    @property
    def size(self) -> float:
        """The size of its font."""
        return self.glyphs[0].size


@dataclass(frozen=True)
class Chunk:
    """Words that single spaces part: each character with its left end, and where the last ends."""

    text: str
    edges: tuple[float, ...]
    top: float
    bottom: float
    size: float

    @property
    def left(self) -> float:
        """Its left end."""
        return self.edges[0]

    @property
    def right(self) -> float:
        """Its right end."""
        return self.edges[-1]

    def part(self, start: int, end: int) -> "Chunk":
        """Its characters from `start` to before `end`."""
        edges = self.edges[start : end + 1]
        return Chunk(self.text[start:end], edges, self.top, self.bottom, self.size)


@dataclass(frozen=True)
class PrintedLine:
    """The chunks of a line from left to right, which wide gaps part."""

    baseline: float
    chunks: tuple[Chunk, ...] = field(repr=False)

    @property
    def text(self) -> str:
        """Its words, with two spaces for each wide gap."""
        return "  ".join(chunk.text for chunk in self.chunks)

    @property
    def left(self) -> float:
        """Its left end."""
        return self.chunks[0].left

    @property
    def right(self) -> float:
        """Its right end."""
        return max(chunk.right for chunk in self.chunks)

    @property
    def size(self) -> float:
        """The size of the font of its longest chunk."""
        return max(self.chunks, key=lambda chunk: len(chunk.text)).size


def printed_lines(glyphs: Iterable[Glyph], repairs: Counter[str]) -> list[PrintedLine]:
    """The lines of upright characters, from the top; words of two columns are in one line here."""
    rows = _rows(list(_runs(glyphs)))
    lines = [_line(row, repairs) for row in _with_marks(rows)]
    return sorted((line for line in lines if line.chunks), key=lambda line: line.baseline)


def _runs(glyphs: Iterable[Glyph]) -> Iterator[Run]:
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _follows(run[-1], glyph):
            yield Run(tuple(run))
            run = []
        run.append(glyph)
    if run:
        yield Run(tuple(run))


def _follows(before: Glyph, glyph: Glyph) -> bool:
    size = before.size
    return (
        abs(before.baseline - glyph.baseline) < 0.02 * size + 0.05
        and abs(size - glyph.size) <= 0.03 * size
        and -0.5 * size < glyph.left - before.right < WIDE_GAP * size
        and glyph.left > before.left - 0.01
    )


def _rows(runs: list[Run]) -> list[list[Run]]:
    """Runs by baseline, from the top; baselines that are nearly alike are one."""
    rows: list[RowPlaces[Run]] = []
    base = tolerance = 0.0
    for run in sorted(runs, key=lambda run: run.baseline):
        if rows and run.baseline - base <= tolerance and not _over(run, rows[-1]):
            rows[-1].add(run)
            continue
        rows.append(RowPlaces([run]))
        base, tolerance = run.baseline, max(0.15 * run.size, 0.3)
    return [row.runs for row in rows]


def _over(run: Run, row: RowPlaces[Run]) -> bool:
    """Whether the run is printed over others of the row, on another baseline."""
    return any(
        min(run.right, other.right) - max(run.left, other.left) > 0.4 * run.size
        and abs(run.baseline - other.baseline) > 0.05 * run.size
        for other in row.beside(run, 0.0)
    )


def _with_marks(rows: list[list[Run]]) -> list[list[Run]]:
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
    found: list[tuple[float, int, int]] = []
    for near in range(max(0, index - 4), min(len(rows), index + 5)):
        if run.size > NEARLY_AS_LARGE * rows[near].largest:
            continue
        for other in rows[near].beside(run, FURTHEST_MARK):
            height = _height_at(run, other)
            if run.size > NEARLY_AS_LARGE * other.size or other is run or height == 0:
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
    rise = (other.baseline - run.baseline) / other.size
    is_small = run.size <= SMALLER * other.size
    if (LEAST_RISE if is_small else CLEAR_RISE) <= rise <= 0.75:
        return 1
    return -1 if is_small and -0.45 <= rise <= -0.08 else 0


def _nearness(run: Run, other: Run) -> tuple[float, float]:
    """How far a run is from the nearest character of another, and how much of it is over one."""
    if run.left - other.right > other.size or other.left - run.right > 2 * other.size:
        return other.size * 2, 0.0
    gaps = [max(run.left - g.right, g.left - run.right) for g in other.glyphs]
    return max(min(gaps), 0.0), max(-min(gaps), 0.0)


def _begins_note(run: Run, other: Run, left: float) -> bool:
    """Whether a short run is before all others of a row: the mark before the words of a footnote."""
    return len(run.glyphs) <= 3 and run.right <= other.left and left >= run.left


def _line(row: Sequence[Run], repairs: Counter[str]) -> PrintedLine:
    main = max(row, key=lambda run: (run.height == 0, len(run.glyphs)))
    pieces = [
        (glyph, run.height, place == 0) for run in row for place, glyph in enumerate(run.glyphs)
    ]
    pieces.sort(key=lambda piece: (piece[0].left, piece[0].right))
    pieces = list(_once(pieces, repairs))
    uniform = _is_justified(pieces)
    chunks: list[list[tuple[Glyph, int, bool]]] = []
    for index, piece in enumerate(pieces):
        before = pieces[index - 1] if index else None
        gap, between = _gap(before, piece) if before else (0.0, True)
        size = max(piece[0].size, before[0].size if before else 0)
        limit = WIDEST_OF_PROSE if uniform else WIDE_GAP
        if before is None or gap > limit * size:
            chunks.append([])
        chunks[-1].append((piece[0], piece[1], between))
    return PrintedLine(main.baseline, tuple(_chunk(chunk, repairs) for chunk in chunks))


def _once(
    pieces: Sequence[tuple[Glyph, int, bool]], repairs: Counter[str]
) -> Iterator[tuple[Glyph, int, bool]]:
    """Characters without those that are printed twice at one place, to make them bold."""
    last: tuple[Glyph, int, bool] | None = None
    for piece in pieces:
        glyph = piece[0]
        if (
            last is not None
            and glyph.text == last[0].text
            and glyph.left - last[0].left < 0.25 * (glyph.right - glyph.left)
        ):
            repairs["characters printed twice at one place"] += 1
            continue
        last = piece
        yield piece


def _gap(before: tuple[Glyph, int, bool], piece: tuple[Glyph, int, bool]) -> tuple[float, bool]:
    """The gap between neighbors, and whether it parts words."""
    gap = piece[0].left - before[0].right
    size = max(before[0].size, piece[0].size)
    if piece[1] != before[1]:  # a mark and what it is at
        at_mark = GAP_AT_MARK if piece[1] else GAP_OF_SPACE
        return gap, gap > (at_mark if piece[0].spaced else GAP_OF_WORDS) * size
    has_space = piece[0].spaced and not piece[2]
    if has_space or piece[2]:
        least = GAP_OF_SPACE if piece[0].spaced else 0.15
        return gap, gap > least * size
    return gap, gap > GAP_OF_WORDS * size


def _is_justified(pieces: Sequence[tuple[Glyph, int, bool]]) -> bool:
    """Whether the gaps of a line are alike, as in a line of prose that is spread to the margin; a row of numbers is none."""
    gaps = [
        gap for before, piece in pairwise(pieces) for gap, parts in [_gap(before, piece)] if parts
    ]
    digits = sum(piece[0].text.isdigit() for piece in pieces)
    if len(gaps) < 5 or digits > len(pieces) / 3:
        return False
    middle = sorted(gaps)[len(gaps) // 2]
    return sum(abs(gap - middle) <= 0.3 * middle for gap in gaps) >= 0.85 * len(gaps)


def _chunk(pieces: Sequence[tuple[Glyph, int, bool]], repairs: Counter[str]) -> Chunk:
    text, end = "", 0.0
    edges: list[float] = []
    for index, (glyph, height, spaced) in enumerate(pieces):
        if index and spaced:
            text += " "
            edges.append(max(end, edges[-1]))
        letters = _at_height(glyph.text, height, text, repairs)
        step = (glyph.right - glyph.left) / max(len(letters), 1)
        for place in range(len(letters)):
            edges.append(max(glyph.left + place * step, edges[-1] if edges else 0.0))
        text += letters
        end = max(end, glyph.right)
    glyphs = [piece[0] for piece in pieces]
    sizes = Counter(round(glyph.size, 2) for glyph in glyphs)
    return Chunk(
        text,
        (*edges, max(end, edges[-1])),
        min(glyph.top for glyph in glyphs),
        max(glyph.bottom for glyph in glyphs),
        sizes.most_common(1)[0][0],
    )


def _at_height(letters: str, height: int, before: str, repairs: Counter[str]) -> str:
    if height == 0:
        return letters
    return raised(letters, before, repairs) if height > 0 else lowered(letters, repairs)
