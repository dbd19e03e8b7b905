"""Words printed across a page, such as DRAFT, in the order of the file: they have no baseline in common."""

import math
from collections.abc import Iterator, Sequence

from pipeline.intake.glyphs import Glyph
from pipeline.intake.positions import TextLine

APART = 2.0
"""In sizes of characters: those further apart are of different lines."""


def slanted_lines(glyphs: Sequence[Glyph]) -> Iterator[TextLine]:
    """The lines of slanted characters; a line is as high as all that it crosses."""
    line: list[Glyph] = []
    for glyph in glyphs:
        if line and _apart(line[-1], glyph) > APART * glyph.size:
            yield _line(line)
            line = []
        line.append(glyph)
    if line:
        yield _line(line)


def _apart(before: Glyph, glyph: Glyph) -> float:
    return math.hypot(glyph.left - before.left, glyph.baseline - before.baseline)


def _line(glyphs: Sequence[Glyph]) -> TextLine:
    text, edges = "", [glyphs[0].left]
    for index, glyph in enumerate(glyphs):
        left = max(edges[-1], glyph.left)
        if index and glyph.spaced:
            text += " "
            edges.append(left)
        step = max(glyph.right - left, 0.0) / len(glyph.text)
        edges[-1] = left
        edges += [left + step * (place + 1) for place in range(len(glyph.text))]
        text += glyph.text
    top, bottom = min(g.top for g in glyphs), max(g.bottom for g in glyphs)
    return TextLine(text, top, bottom, tuple(edges), glyphs[0].size)
