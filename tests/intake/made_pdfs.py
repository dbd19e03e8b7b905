"""Small PDFs with known numbers, made in tests: reports of several pages, and files that are not to be taken in."""

import io
import zlib

from reportlab.lib.pagesizes import LETTER
from reportlab.pdfbase.ttfonts import TTFontFile
from reportlab.pdfgen.canvas import Canvas

HIGH = LETTER[1]
ROWS = [
    ("Dallas, Texas . . . . . . .", "1,204", "–", "75.0"),
    ("Denver", "980", "1,017.5", "(X)"),
    ("New York", "12", "3", "100.0"),
    ("Total", "2,196", "1,020.5", "81.3"),
]


def pdf_of(draw, **options) -> bytes:
    """A PDF that a function draws on a canvas."""
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=LETTER, invariant=1, **options)
    draw(canvas)
    canvas.save()
    return content.getvalue()


def report(pages=4, first_number=11, footer="Beds of {place}    {page}", body=()) -> bytes:
    """A report with a title, a date, a table, footnote marks, and a footer that counts on each page."""

    def draw(canvas):
        for index in range(pages):
            y = HIGH - 72
            if index == 0:
                y = title_page(canvas, y)
            y = table(canvas, y - 30, index)
            canvas.setFont("Times-Roman", 11)
            for line in body:
                canvas.drawString(72, y, line)
                y -= 13
            marked(
                canvas,
                72,
                y - 20,
                "In all, 143,100",
                "4",
                f" beds were counted on day {index + 301}.",
            )
            canvas.setFont("Helvetica", 9)
            canvas.drawString(72, 40, footer.format(place="Texas", page=first_number + index))
            canvas.showPage()

    return pdf_of(draw)


def title_page(canvas, y):
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, y, "Department of Beds")
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(72, y - 40, "Beds Are Counted Twice")
    canvas.drawString(72, y - 64, "in Three Cities")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, y - 100, "February 18, 2020")
    canvas.drawString(372, y - 100, "DOB-20-13")
    return y - 130


def table(canvas, y, index=0):
    """A table with right-aligned numbers, a blank cell and a title above its columns."""
    canvas.setFont("Helvetica", 10)
    canvas.drawString(72, y, f"Table {index + 1}. Beds by city")
    for x, words in zip((72, 300, 380, 460), ("City", "Beds", "In use", "Percent"), strict=True):
        (canvas.drawString if x == 72 else canvas.drawRightString)(x, y - 20, words)
    for row, cells in enumerate(ROWS):
        for x, words in zip((72, 300, 380, 460), cells, strict=True):
            (canvas.drawString if x == 72 else canvas.drawRightString)(x, y - 34 - 13 * row, words)
    return y - 34 - 13 * len(ROWS) - 20


def marked(canvas, x, y, before, mark, behind):
    """A line with a raised mark at a number."""
    text = canvas.beginText(x, y)
    text.setFont("Times-Roman", 11)
    text.textOut(before)
    text.setFont("Times-Roman", 7)
    text.setRise(4)
    text.textOut(mark)
    text.setRise(0)
    text.setFont("Times-Roman", 11)
    text.textOut(behind)
    canvas.drawText(text)


def columns() -> bytes:
    """Prose in two columns, below a title across both."""

    def draw(canvas):
        canvas.setFont("Times-Bold", 16)
        canvas.drawString(
            72, HIGH - 72, "A title that reaches across the two columns of the page, and more"
        )
        canvas.setFont("Times-Roman", 10)
        for line in range(12):
            y = HIGH - 110 - 12 * line
            canvas.drawString(72, y, f"left words number {line + 1} of the column that is first")
            canvas.drawString(330, y, f"right words number {line + 101} of the column behind it")

    return pdf_of(draw)


def turned() -> bytes:
    """Upright words, words that run up the page, and slanted ones across it."""

    def draw(canvas):
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, 700, "Upright 17 words")
        canvas.saveState()
        canvas.translate(100, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Running up 42 units")
        canvas.restoreState()
        canvas.saveState()
        canvas.translate(200, 300)
        canvas.rotate(40)
        canvas.drawString(0, 0, "DRAFT 99")
        canvas.restoreState()

    return pdf_of(draw)


def scan(pages=2) -> bytes:
    """Pages with lines and no characters."""

    def draw(canvas):
        for _ in range(pages):
            canvas.line(72, 72, 300, 300)
            canvas.showPage()

    return pdf_of(draw)


def encrypted() -> bytes:
    return pdf_of(lambda canvas: canvas.drawString(72, 700, "Secret 1"), encrypt="password")


def by_hand(content: bytes, page: str = "", count: int = 1) -> bytes:
    """A PDF of one page with this compressed content; `count` pages are promised."""
    stream = zlib.compress(content, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{'3 0 R ' * count}] /Count {count} >>".encode(),
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {page} /Contents 4 0 R "
        "/Resources << /Font << /F 5 0 R >> >> >>".encode(),
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    written, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        written
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(written)
    )


def text_at(words: str, x=72, y=700, size=11) -> bytes:
    """Content that prints words at a place."""
    return f"BT /F {size} Tf {x} {y} Td ({words}) Tj ET\n".encode("latin-1")


def bytes_without_an_encoding(signs, words) -> bytes:
    """A line of words whose font of symbols has no encoding: the byte of each sign is the one of Windows.

    A reader takes such bytes for those of a Mac, where they are letters.
    """
    codes = {sign.encode("cp1252")[0]: ord(sign) for sign in signs}
    subset = [codes.get(code, code if 32 <= code < 127 else 32) for code in range(160)]
    program = TTFontFile("Vera.ttf").makeSubset(subset)
    widths = " ".join(["600"] * 160)
    content = b"BT /F1 12 Tf 72 700 Td (" + words.encode("cp1252") + b") Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/TrueType/BaseFont/AAAAAA+Signs/FirstChar 0/LastChar 159/FontDescriptor 6 0 R/Widths[%s]>>"
        % widths.encode(),
        b"<</Type/FontDescriptor/FontName/AAAAAA+Signs/Flags 4/Ascent 760/Descent -240/CapHeight 730/StemV 90"
        b"/ItalicAngle 0/FontBBox[-100 -240 1000 900]/FontFile2 7 0 R>>",
        b"<</Length %d/Length1 %d>>stream\n%s\nendstream" % (len(program), len(program), program),
    ]
    body = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(body)
    return (
        body
        + b"xref\n0 8\n0000000000 65535 f \n%strailer<</Size 8/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (table, start)
    )
