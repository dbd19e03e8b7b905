"""Pages in several regions, whose order a reader sees at once: columns, tables beside prose, prose below columns.

Each clause of prose has a number; the numbers count from 1 in the order in which the page is read.
"""

import itertools

import made_pdfs
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph


class Page:
    """A canvas on which prose is placed, with the number of its next clause."""

    def __init__(self, canvas, size=10, is_justified=False):
        self.canvas, self.size, self.count = canvas, size, itertools.count(1)
        self.style = ParagraphStyle(
            "prose", fontName="Times-Roman", fontSize=size, leading=size + 2,
            alignment=TA_JUSTIFY if is_justified else 0,
        )  # fmt: skip

    def prose(self, left, top, width, clauses):
        """Clauses wrapped to a width; returns where they end, from the top of the page."""
        words = " ".join(
            f"and inspectors counted number {next(self.count)} of all beds in the halls, which"
            for _ in range(clauses)
        )
        paragraph = Paragraph(words, self.style)
        _, high = paragraph.wrap(width, 700)
        paragraph.drawOn(self.canvas, left, made_pdfs.HIGH - top - high)
        return top + high

    def rows(self, rows, left, top, step, font="Helvetica", size=9):
        """A label and two numbers a row."""
        self.canvas.setFont(font, size)
        for index, (label, *numbers) in enumerate(rows):
            y = made_pdfs.HIGH - top - step * index
            self.canvas.drawString(left, y, label)
            for column, number in enumerate(numbers):
                self.canvas.drawRightString(left + 150 + 50 * column, y, number)


HALLS = [(f"Hall of {name}", f"{n}7", f"{n}.5") for n, name in enumerate(("Ash", "Birch", "Cedar", "Elm", "Fir"), 3)]  # fmt: skip


def below_columns() -> bytes:
    """Prose beside a table, and below both prose as wide as they are together."""

    def draw(canvas):
        page = Page(canvas)
        end = page.prose(72, 72, 190, 12)
        page.rows(HALLS, 330, 100, 14)
        for _ in range(5):
            end = page.prose(72, end + 2, 468, 7) + 8

    return made_pdfs.pdf_of(draw)


def beside(step, shift=0.0, rows=HALLS):
    """Prose across the page, a table beside prose whose lines are 12 points apart, and prose across the page."""

    def draw(canvas):
        page = Page(canvas)
        end = page.prose(72, 72, 468, 4)
        page.rows(rows, 330, end + 20 + shift, step)
        page.prose(72, page.prose(72, end, 230, 10), 468, 4)

    return made_pdfs.pdf_of(draw)


def columns(gutter=24.0, count=2, is_justified=True, size=10) -> bytes:
    """A heading, columns of prose with a picture across them, their rest below it, and a footer of two words."""

    def draw(canvas):
        page = Page(canvas, size, is_justified)
        width = (468 - gutter * (count - 1)) / count
        canvas.drawString(
            72,
            made_pdfs.HIGH - 50,
            "A heading of the whole page, as wide as the columns below are together",
        )
        for column in range(count):
            page.prose(72 + column * (width + gutter), 72, width, 16)
        canvas.drawCentredString(
            306, made_pdfs.HIGH - 560, "Figure 1. A picture as wide as the columns are together"
        )
        for column in range(count):
            page.prose(72 + column * (width + gutter), 570, width, 2)
        canvas.drawString(72, 40, "Beds of Texas")
        canvas.drawString(480, 40, "Page 12")

    return made_pdfs.pdf_of(draw)


def wrapped_labels(is_centered: bool) -> bytes:
    """A table whose labels are wrapped to three lines, with numbers beside the first line, or at half their height."""

    def draw(canvas):
        canvas.setFont("Helvetica", 9)
        for row in range(6):
            top = 700 - 33 * row
            for line, words in enumerate(("Detainers that were issued by", "officers of the county jail and", "declined by the local sheriff")):  # fmt: skip
                canvas.drawString(72, top - 11 * line, words)
            y = top - (5.5 if is_centered else 0)
            canvas.drawString(300, y, f"Region {row + 1}")
            canvas.drawRightString(450, y, f"{row + 1}11")
            canvas.drawRightString(500, y, f"{row + 1}22")

    return made_pdfs.pdf_of(draw)
