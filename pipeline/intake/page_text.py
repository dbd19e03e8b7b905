"""A page's characters to its lines of text: upright words first, then those that are turned or slanted."""

from pipeline.intake.pdf_pages import PdfPage, Turned
from pipeline.intake.positions import TextLine, text_lines
from pipeline.intake.printed_lines import printed_lines
from pipeline.intake.reading_order import in_reading_order
from pipeline.intake.recognized_text import levelled
from pipeline.intake.rendition import RenditionLine
from pipeline.intake.slanted_lines import slanted_lines

FOOT = 0.88
"""What is printed below this part of a page's height stays at its end, behind words that are turned."""


def page_text(page: PdfPage) -> list[RenditionLine]:
    """The lines of a page, and one more that is empty where it has any."""
    upright: list[RenditionLine] = []
    others: list[RenditionLine] = []
    for group in page.groups:
        lines = _group_lines(page, group)
        if (group.degrees, group.slanted) == (0, False):
            upright = lines
        else:
            others += [*lines, RenditionLine("", page.number)] if lines else []
    foot = _foot(upright, page.height * 10 * FOOT) if others else len(upright)
    if foot and others and upright[foot - 1].text:
        others.insert(0, RenditionLine("", page.number))
    lines = [*upright[:foot], *others, *upright[foot:]]
    return [*lines, RenditionLine("", page.number)] if lines else []


def _foot(lines: list[RenditionLine], limit: float) -> int:
    """How many lines are above the limit, or are followed by one that is."""
    above = [index for index, line in enumerate(lines) if line.text and line.top < limit]
    return above[-1] + 1 if above else 0


def _group_lines(page: PdfPage, group: Turned) -> list[RenditionLine]:
    size = page.width, page.height
    wide, high = reversed(size) if group.degrees % 180 else size
    if group.slanted:
        lines = slanted_lines(group.glyphs)
    else:
        printed = printed_lines(levelled(group.glyphs), page.repairs)
        left = min((line.left for line in printed), default=0.0)
        lines = text_lines(in_reading_order(printed), left)
    return [_in_tenths(line, page.number, group.degrees, wide, high) for line in lines]


def _in_tenths(line: TextLine, page: int, turned: int, wide: float, high: float) -> RenditionLine:
    if not line.text:
        return RenditionLine("", page)
    edges = tuple(_tenths(edge, wide) for edge in line.edges)
    top, bottom = _tenths(line.top, high), _tenths(line.bottom, high)
    return RenditionLine(line.text, page, turned, top, bottom, edges, round(line.size, 1))


def _tenths(points: float, most: float) -> int:
    return min(max(round(points * 10), 0), int(most * 10))
