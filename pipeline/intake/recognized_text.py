"""Words of a layer of text that a program recognized in a picture: they are a little higher or lower than their line.

Their sizes are estimates too, so that no mark can be told by them.
"""

from collections.abc import Sequence
from statistics import median

from pipeline.intake.glyphs import Glyph

SAME_LINE = 0.45
"""In sizes of characters: words no further apart in height are of one line."""


def levelled(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The characters in their order, those of a line with one baseline and one size, where most of them are hidden."""
    if 2 * sum(glyph.hidden for glyph in glyphs) <= len(glyphs):
        return list(glyphs)
    lines: list[list[int]] = []
    middle = 0.0
    for index in sorted(range(len(glyphs)), key=lambda index: glyphs[index].baseline):
        glyph = glyphs[index]
        if not lines or glyph.baseline - middle > SAME_LINE * glyph.size:
            lines.append([])
            middle = glyph.baseline
        middle += (glyph.baseline - middle) / (len(lines[-1]) + 1)
        lines[-1].append(index)
    made = list(glyphs)
    for line in lines:
        baseline = median(glyphs[index].baseline for index in line)
        size = median(glyphs[index].size for index in line)
        for index in line:
            made[index] = glyphs[index]._replace(baseline=baseline, size=size)
    return made
