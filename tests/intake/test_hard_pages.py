"""Pages on which a digit may be read wrongly: each number is what the page prints, or a person is told of it."""

import io
import random

import made_pdfs
import pytest
from pypdfium2 import PdfDocument

from pipeline.intake.doubtful_numbers import doubtful_numbers
from pipeline.intake.reading_apart import read_pdf
from pipeline.intake.refusals import Refused


def read(content):
    return read_pdf(content, lambda done, total: None)


def lines_of(content):
    return [line.text for line in read(content).lines if line.text]


def drawn(*parts):
    """A line of parts, each with its size and how far it is raised."""

    def draw(canvas):
        text = canvas.beginText(72, 700)
        for words, size, rise in parts:
            text.setFont("Times-Roman", size)
            text.setRise(rise)
            text.textOut(words)
        canvas.drawText(text)

    return made_pdfs.pdf_of(draw)


@pytest.mark.parametrize(
    "size, rise",
    [(6, 1), (6, 0), (9.5, 2.2), (11, 4)],
)
def test_a_mark_that_touches_a_number_is_no_digit_of_it(size, rise):
    content = drawn(("In all 1,234", 11, 0), ("5", size, rise), (" beds", 11, 0))
    assert lines_of(content) == ["In all 1,234⁵ beds"]


def test_a_mark_before_a_number_and_powers_and_decimals():
    assert lines_of(drawn(("See ", 11, 0), ("5", 6, 0), ("1,234 beds", 11, 0))) == ["See ⁵1,234 beds"]  # fmt: skip
    assert lines_of(drawn(("10", 11, 0), ("6", 6.6, 4), (" beds", 11, 0))) == ["10⁶ beds"]
    assert lines_of(drawn(("12", 11, 0), (".5", 9, 0), (" beds", 11, 0))) == ["12.5 beds"]


def turned_by(content, degrees):
    """The PDF with pages that its file turns."""
    document, turned = PdfDocument(content), io.BytesIO()
    for page in document:
        page.set_rotation(degrees)
    document.save(turned)
    return turned.getvalue()


def landscape(canvas):
    canvas.translate(612, 0)
    canvas.rotate(90)
    made_pdfs.table(canvas, 500)


@pytest.mark.parametrize("degrees", [90, 180])
def test_a_table_across_the_page_has_its_rows_however_the_page_is_turned(degrees):
    upright = lines_of(made_pdfs.pdf_of(lambda canvas: made_pdfs.table(canvas, 700)))
    assert lines_of(turned_by(made_pdfs.pdf_of(landscape), degrees)) == upright
    assert any(line.split()[-4:] == ["Denver", "980", "1,017.5", "(X)"] for line in upright)


def test_two_pages_on_one_sheet_are_read_one_after_the_other():
    def draw(canvas):
        canvas.setPageSize((792, 612))
        for left, page in ((40, 10), (430, 11)):
            canvas.setFont("Times-Roman", 10)
            for line in range(14):
                canvas.drawString(
                    left,
                    560 - 12 * line,
                    f"of all beds in the halls {page * 100 + line} are in use",
                )

    lines = lines_of(made_pdfs.pdf_of(draw))
    assert [line.split()[6] for line in lines] == [str(n) for page in (1000, 1100) for n in range(page, page + 14)]  # fmt: skip


def test_digits_that_are_parted_by_thin_spaces_stay_one_number():
    def draw(canvas):
        canvas.setFont("Times-Roman", 11)
        x = 72
        for digits in ("12", "345", "678"):
            canvas.drawString(x, 700, digits)
            x += canvas.stringWidth(digits, "Times-Roman", 11) + 2

    assert lines_of(made_pdfs.pdf_of(draw)) == ["12 345 678"]


def test_a_digit_that_its_font_does_not_name_is_not_read():
    named = made_pdfs.by_hand(made_pdfs.text_at("Beds 1234 in all the halls of the county"))
    encoding = b"/BaseFont /ABCDEF+Custom /Encoding << /Type /Encoding /Differences [49 /g12 /g13 /g14] >> "
    content = named.replace(b"/BaseFont /Helvetica ", encoding)
    assert lines_of(content) == ["Beds □□□4 in all the halls of the county"]
    only_digits = made_pdfs.by_hand(made_pdfs.text_at("123")).replace(b"/BaseFont /Helvetica ", encoding)  # fmt: skip
    with pytest.raises(Refused, match="do not say which characters they print"):
        read(only_digits)


def test_recognized_text_is_level_and_said_to_be_hidden():
    rng = random.Random(3)

    def draw(canvas):
        for row in range(8):
            x = 72
            for word in f"Line {row} of prose with 1,{200 + row} beds and 9{row}.5 percent".split():
                text = canvas.beginText(x, 700 - 14 * row + rng.uniform(-1.5, 1.5))
                text.setFont("Times-Roman", 10 + rng.uniform(-1, 1))
                text.setTextRenderMode(3)
                text.textOut(word + " ")
                canvas.drawText(text)
                x += canvas.stringWidth(word + " ", "Times-Roman", 10)

    rendition = read(made_pdfs.pdf_of(draw))
    assert [line.text for line in rendition.lines if line.text] == [
        f"Line {row} of prose with 1,{200 + row} beds and 9{row}.5 percent" for row in range(8)
    ]
    assert "the page does not show" in rendition.in_words()


def test_cells_that_touch_are_named():
    def draw(canvas):
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(72, 700, "Dallas 1,204")
        canvas.drawString(72.3 + canvas.stringWidth("Dallas 1,204", "Times-Roman", 11), 700, "980")

    assert [one.printed for one in doubtful_numbers(read(made_pdfs.pdf_of(draw)).lines)] == ["1,204980"]  # fmt: skip


def test_signs_of_a_font_without_an_encoding_are_no_letters():
    words = "GSA • 12 – the agency’s"
    made = read(made_pdfs.bytes_without_an_encoding("•–’", words))
    assert [line.text for line in made.lines if line.text] == [words]
    assert made.repairs["signs of symbol fonts"] == 3


def test_letters_on_their_line_stay_letters():
    made = read(made_pdfs.pdf_of(lambda canvas: canvas.drawString(72, 700, "naïf, señor, día")))
    assert [line.text for line in made.lines if line.text] == ["naïf, señor, día"]
    assert not made.repairs["signs of symbol fonts"]
