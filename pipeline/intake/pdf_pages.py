"""The characters of a PDF's pages by pypdfium2: the only module that imports it, run in a process of its own.

A page's characters come in the order of its content, in groups by the direction that they are printed in.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from pipeline.intake import refusals
from pipeline.intake.glyphs import READ_AS_LETTERS, SOFT_HYPHEN, Glyph, letters_of, sign_for

SLANT = 0.17
"""Radians from a right angle (10 degrees), beyond which words are printed across the page."""
INVISIBLE = 3
HIDDEN = (
    "characters that the page does not show, such as a layer of recognized text, "
    "whose numbers are to be compared with the page"
)
_FINE = 1000


class Turned(NamedTuple):
    """Characters printed in one direction: degrees clockwise from upright, and whether they are slanted.

    Their places are those on the page turned back, so that they are upright.
    """

    degrees: int
    slanted: bool
    glyphs: list[Glyph]


class PdfPage(NamedTuple):
    """A page: its number in the file, its size as a reader sees it, its characters, and what was repaired."""

    number: int
    width: float
    height: float
    groups: list[Turned]
    repairs: Counter[str]


def open_pdf(content: bytes) -> Any:
    """The PDF; raises `Refused` where it cannot be opened, has too many pages or none."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise refusals.encrypted() from None
        raise refusals.broken(str(error)) from None
    if len(document) == 0:
        raise refusals.broken("it has no page")
    if len(document) > refusals.MOST_PAGES:
        raise refusals.too_much("pages", len(document), refusals.MOST_PAGES)
    return document


def pages_of(document: Any) -> Iterator[PdfPage]:
    """Its pages, in order; raises `Refused` for one that cannot be read."""
    import pypdfium2

    for index in range(len(document)):
        try:
            page = document[index]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            raise refusals.broken(f"its page {index + 1} cannot be read") from None
        count = text.count_chars()
        if count > refusals.MOST_ON_A_PAGE:
            what = f"characters on page {index + 1}"
            raise refusals.too_much(what, count, refusals.MOST_ON_A_PAGE)
        yield _page(index + 1, page, text, count)
        text.close()
        page.close()


class _View(NamedTuple):
    """How points of the PDF's page become points from the left top of the page that a reader sees."""

    x: tuple[float, float, float]
    y: tuple[float, float, float]
    width: float
    height: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        (a, b, c), (d, e, f) = self.x, self.y
        return a * x + b * y + c, d * x + e * y + f

    def turned(self, x: float, y: float, degrees: int) -> tuple[float, float]:
        """A point of the page, on the page turned back by a multiple of 90 degrees."""
        if degrees == 90:
            return y, self.width - x
        if degrees == 180:
            return self.width - x, self.height - y
        return (self.height - y, x) if degrees == 270 else (x, y)


def _view(page: Any) -> _View:
    from pypdfium2 import raw

    width, height = page.get_size()
    x, y = ctypes.c_int(), ctypes.c_int()

    def device(at_x: float, at_y: float) -> tuple[float, float]:
        size = (0, 0, round(width * _FINE), round(height * _FINE), 0)
        raw.FPDF_PageToDevice(page, *size, at_x, at_y, x, y)
        return x.value / _FINE, y.value / _FINE

    origin, right, up = device(0, 0), device(100, 0), device(0, 100)
    return _View(
        ((right[0] - origin[0]) / 100, (up[0] - origin[0]) / 100, origin[0]),
        ((right[1] - origin[1]) / 100, (up[1] - origin[1]) / 100, origin[1]),
        width,
        height,
    )


def _page(number: int, page: Any, text: Any, count: int) -> PdfPage:
    view, repairs = _view(page), Counter[str]()
    groups: dict[tuple[int, bool], list[Glyph]] = {}
    space = True
    for degrees, slanted, glyph in _glyphs(text, count, view, repairs):
        if glyph.text.isspace():
            space = True
            continue
        glyphs = groups.setdefault((degrees, slanted), [])
        glyphs.append(glyph._replace(spaced=space))
        space = False
    turned = [Turned(*key, glyphs) for key, glyphs in sorted(groups.items())]
    return PdfPage(number, view.width, view.height, turned, repairs)


def _glyphs(
    text: Any, count: int, view: _View, repairs: Counter[str]
) -> Iterator[tuple[int, bool, Glyph]]:
    """The characters that are on the page, with the degrees they are turned by and whether they are slanted."""
    from pypdfium2 import raw

    matrix, box = raw.FS_MATRIX(), raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    last: list[Any] = []
    degrees, slanted = 0, False
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if raw.FPDFText_IsGenerated(text, index) == 1:
            if code <= 0x20:
                yield from _spread(last)
                last = []
                yield degrees, slanted, Glyph(" ", 0, 0, 0, 0, 0, 0)
            continue
        if code in READ_AS_LETTERS:
            code = sign_for(code, _height(text, index), repairs)
        is_mapped = raw.FPDFText_HasUnicodeMapError(text, index) != 1
        is_hyphen = raw.FPDFText_IsHyphen(text, index) == 1
        letters = letters_of(code, is_mapped, is_hyphen, repairs) if code != 0x20 else " "
        if not letters:
            continue
        raw.FPDFText_GetMatrix(text, index, matrix)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        degrees, slanted = _direction(view, matrix)
        size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        corners = (box.left, box.bottom), (box.right, box.top)
        (x0, y0), (x1, y1) = (view.turned(*view.point(*corner), degrees) for corner in corners)
        _, baseline = view.turned(*view.point(x.value, y.value), degrees)
        left, right, top, bottom = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        wide, high = (view.height, view.width) if degrees % 180 else (view.width, view.height)
        if not (0 <= (left + right) / 2 <= wide and 0 <= baseline - size / 4 <= high):
            repairs["characters outside the page dropped"] += letters != " "
            continue
        top, bottom = max(top, baseline - 1.2 * size), min(bottom, baseline + 0.5 * size)
        if top >= bottom:
            top, bottom = baseline - size, baseline
        printed_as = raw.FPDFText_GetTextObject(text, index)
        hidden = raw.FPDFTextObj_GetTextRenderMode(printed_as) == INVISIBLE
        repairs[HIDDEN] += hidden and letters != " "
        glyph = Glyph(
            letters,
            max(left, 0),
            min(right, wide),
            max(top, 0),
            min(bottom, high),
            baseline,
            size,
            hidden=hidden,
        )
        place = [x.value, y.value, printed_as]
        last = [*last, (place, degrees, slanted, glyph)]
        if len(last) > 1 and not _same_place(last[0][0], place):
            yield from _spread(last[:-1])
            last = last[-1:]
    yield from _spread(last)


def _height(text: Any, index: int) -> float:
    """How far above its line the lowest point of an upright character is, in sizes; 0 for others."""
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, matrix)
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    size = raw.FPDFText_GetFontSize(text, index) * matrix.d
    if matrix.b or matrix.c or size <= 0 or top.value <= bottom.value:
        return 0.0
    return float((bottom.value - y.value) / size)


def _direction(view: _View, matrix: Any) -> tuple[int, bool]:
    dx = view.x[0] * matrix.a + view.x[1] * matrix.b
    dy = view.y[0] * matrix.a + view.y[1] * matrix.b
    if dy == 0:
        return (0 if dx >= 0 else 180), False
    angle = math.atan2(dy, dx)
    quarter = round(angle / (math.pi / 2))
    return quarter * 90 % 360, abs(angle - quarter * math.pi / 2) > SLANT


def _same_place(one: list[Any], other: list[Any]) -> bool:
    if one[:2] != other[:2]:
        return False
    return ctypes.addressof(one[2].contents) == ctypes.addressof(other[2].contents)


def _spread(same: list[Any]) -> Iterator[tuple[int, bool, Glyph]]:
    """Characters that one printed sign is read as, such as a ligature, each with its part of the sign."""
    if not same:
        return
    start, end = min(one[3].left for one in same), max(one[3].right for one in same)
    printed = [one for one in same if one[3].text != SOFT_HYPHEN] or same[:1]
    step = (end - start) / len(printed)
    for index, (_, degrees, slanted, glyph) in enumerate(printed):
        left = start + index * step
        letters = "-" if glyph.text == SOFT_HYPHEN else glyph.text
        yield degrees, slanted, glyph._replace(text=letters, left=left, right=left + step)
