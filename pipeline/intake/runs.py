"""Characters that follow each other on a baseline, and the rows of a page that they make."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.intake.glyphs import Glyph
from pipeline.intake.row_places import RowPlaces

WIDE_GAP = 0.75
"""In sizes of characters: what is further apart is no one run, and no one chunk of a line."""


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


def runs_of(glyphs: Iterable[Glyph]) -> Iterator[Run]:
    """The runs of characters, in the order of the file."""
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


def rows_of(runs: list[Run]) -> list[list[Run]]:
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
