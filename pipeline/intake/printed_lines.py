"""Characters of a page to the lines that it prints, each in words and in chunks that wide gaps part.

A line is what has one baseline, with its marks. Which lines are read first is told in `reading_order`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.intake.glyphs import Glyph
from pipeline.intake.marks import with_marks
from pipeline.intake.raised import lowered, raised
from pipeline.intake.runs import WIDE_GAP, Run, rows_of, runs_of

GAP_OF_SPACE = 0.03
GAP_OF_WORDS = 0.3
"""The least gap between words, in sizes of their characters: with a space in the file,
and without one; the third is that of a mark."""
GAP_AT_MARK = 0.2
WIDEST_OF_PROSE = 1.5
"""Gaps between cells are wider than `WIDE_GAP`; gaps of a justified line are alike, and narrower than this."""


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
    rows = rows_of(list(runs_of(glyphs)))
    lines = [_line(row, repairs) for row in with_marks(rows)]
    return sorted((line for line in lines if line.chunks), key=lambda line: line.baseline)


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
    if piece[0].hidden and piece[0].spaced:
        return gap, True
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
