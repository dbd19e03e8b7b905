"""PDFs made by reportlab and by hand: their lines, columns, marks, boxes and order."""

import re

import made_pdfs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.intake.reading_apart import read_pdf
from pipeline.sources.character_boxes import read_boxes
from pipeline.text.documents import Span


def read(content):
    return read_pdf(content, lambda done, total: None)


def words_of(rendition, page=None):
    lines = [line.text for line in rendition.lines if page in (None, line.page)]
    return [" ".join(line.split()) for line in lines if line.strip()]


def boxes_of(rendition):
    boxes, problems = read_boxes("".join(f"{line}\n" for line in rendition.boxes()), rendition.text)
    assert problems == ()
    return boxes


def test_every_number_is_on_its_page():
    rendition = read(made_pdfs.report(pages=3))
    for page in (1, 2, 3):
        text = "\n".join(words_of(rendition, page))
        printed = [cell for row in made_pdfs.ROWS for cell in row[1:]]
        assert all(cell in text for cell in printed)
        assert f"day {page + 300}" in text
        assert f"Beds of Texas {page + 10}" in text


def test_columns_are_parted_by_two_spaces_at_the_same_places():
    rendition = read(made_pdfs.report(pages=1))
    rows = [
        line.text
        for line in rendition.lines
        if re.match(r"Dallas|Denver|New York|Total", line.text)
    ]
    assert [re.split(r" {2,}", row)[1:] for row in rows] == [
        list(row[1:]) for row in made_pdfs.ROWS
    ]
    ends = {
        row.index(cells[1]) + len(cells[1]) for row, cells in zip(rows, made_pdfs.ROWS, strict=True)
    }
    assert len(ends) == 1


def test_numbers_that_nearly_touch_are_cells_of_their_own():
    def draw(canvas):
        canvas.setFont("Helvetica", 8)
        for row, first in enumerate((1_103_910, 88_250, 640_120)):
            canvas.drawString(72, 700 - 12 * row, ("South", "Texas and Ohio", "West")[row])
            for column in range(8):
                canvas.drawRightString(220 + 42 * column, 700 - 12 * row, f"{first + 7 * column:,}")

    lines = [line.text for line in read(made_pdfs.pdf_of(draw)).lines[:3]]
    cells = [re.split(r" {2,}", line) for line in lines]
    assert cells[0] == ["South", *(f"{1_103_910 + 7 * column:,}" for column in range(8))]
    assert [len(row) for row in cells] == [9, 9, 9]


def test_a_date_in_a_row_is_one_cell():
    def draw(canvas):
        for row, words in enumerate(
            ("Launch: 1 Year:", "May 1, 2009 Sept. 30, 2011", "12 2,348,928")
        ):
            y = 700 - 14 * row
            canvas.drawString(72, y, ("Growth", "Beds", "Cells")[row])
            for x, half in zip((250, 350, 450), (words, words[:9], words), strict=True):
                canvas.drawString(x, y, half if row != 1 else "Sept. 30, 2011")

    (line,) = [one.text for one in read(made_pdfs.pdf_of(draw)).lines if "Sept" in one.text]
    assert re.split(r" {2,}", line) == ["Beds", *["Sept. 30, 2011"] * 3]


def test_a_blank_cell_keeps_its_place():
    def draw(canvas):
        for row, cells in enumerate(
            (("Adams", "10", "20"), ("Baker", "", "30"), ("Clark", "40", "50"))
        ):
            for x, words in zip((72, 300, 400), cells, strict=True):
                canvas.drawString(x, 700 - 14 * row, words)

    first, second, _ = (line.text for line in read(made_pdfs.pdf_of(draw)).lines[:3])
    assert second.index("30") == first.index("20")


def test_a_raised_number_is_a_mark_and_no_digits_of_the_number_before():
    rendition = read(made_pdfs.report(pages=1))
    assert "In all, 143,100⁴ beds were counted on day 301." in words_of(rendition)
    assert rendition.repairs["raised marks written as superscripts"] == 1


def test_the_mark_before_a_footnote_and_the_letters_of_ordinals():
    def draw(canvas):
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(80, 600, "Not reported.")
        canvas.drawString(72, 700, "the 3")
        canvas.setFont("Times-Roman", 7)
        canvas.drawString(72, 604, "a")
        canvas.drawString(72 + canvas.stringWidth("the 3", "Times-Roman", 11), 704, "rd")

    assert words_of(read(made_pdfs.pdf_of(draw))) == ["the 3rd", "ᵃ Not reported."]


def test_lowered_letters_and_marks_inside_a_line_stay_in_it():
    def draw(canvas):
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(72, 700, "of UF   and CO   in 2019   there are 7.")
        canvas.setFont("Times-Roman", 6.6)
        for before, small, rise in (
            ("of UF", "A", -2.3),
            ("of UF   and CO", "2", -2),
            ("of UF   and CO   in 2019", "3", 4),
        ):
            canvas.drawString(
                72.4 + canvas.stringWidth(before, "Times-Roman", 11), 700 + rise, small
            )

    assert words_of(read(made_pdfs.pdf_of(draw))) == ["of UFA and CO₂ in 2019³ there are 7."]


def test_digits_of_one_size_on_one_line_stay_digits():
    assert words_of(read(made_pdfs.by_hand(made_pdfs.text_at("2008 18 20081")))) == [
        "2008 18 20081"
    ]


def test_prose_in_two_columns_is_read_column_by_column():
    text = " ".join(words_of(read(made_pdfs.columns())))
    order = [f"left words number {n + 1} " for n in range(12)] + [
        f"right words number {n + 101} " for n in range(12)
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places) and text.startswith("A title that reaches")


def test_turned_words_are_lines_of_their_own_with_their_places():
    rendition = read(made_pdfs.turned())
    assert words_of(rendition) == ["Upright 17 words", "DRAFT 99", "Running up 42 units"]
    boxes = boxes_of(rendition)
    start = rendition.text.index("42")
    place = boxes.place(Span(start, start + 2))
    assert (place.page, place.turned) == (1, 270)
    left, top, right, bottom = (
        place.box
    )  # on the page turned upright: x is the height above its foot
    assert 355 < left < right < 375 and 85 < top < bottom < 108


def test_a_span_has_the_box_of_its_characters():
    content = made_pdfs.by_hand(made_pdfs.text_at("AAAA 1234", x=100, y=692, size=10))
    rendition = read(content)
    place = boxes_of(rendition).place(Span(5, 9))
    left, top, right, bottom = place.box
    assert (float(left), float(right)) == pytest.approx(
        (100 + 4 * 6.67 + 2.78, 100 + 4 * 6.67 + 2.78 + 4 * 5.56), abs=0.2
    )
    assert top < 792 - 692 < bottom < top + 15


def test_a_page_turned_by_its_file_has_places_as_it_is_shown():
    content = made_pdfs.by_hand(made_pdfs.text_at("Seen 7", x=100, y=700), page="/Rotate 90")
    rendition = read(content)
    (line,) = rendition.lines
    assert (line.text, line.turned) == ("Seen 7", 90)
    content = made_pdfs.by_hand(
        b"BT /F 11 Tf 0 1 -1 0 100 50 Tm (Upright 8) Tj ET", page="/Rotate 90"
    )
    (line,) = read(content).lines
    assert (line.text, line.turned, line.edges[0]) == ("Upright 8", 0, 500)
    assert line.top < 1000 < line.bottom


def test_characters_outside_the_page_and_printed_twice_are_told():
    between = [made_pdfs.text_at(f"line {n}", y=650 - 20 * n) for n in range(12)]
    twice = [made_pdfs.text_at("Bold 5"), *between, made_pdfs.text_at("Bold 5", x=72.5)]
    rendition = read(made_pdfs.by_hand(b"".join(twice) + made_pdfs.text_at("9", x=900)))
    assert words_of(rendition)[0] == "Bold 5"
    assert rendition.repairs["characters printed twice at one place"] == 5
    assert rendition.repairs["characters outside the page dropped"] == 1


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text("ABCxyz0123456789,.-()$%", min_size=1, max_size=12),
            st.floats(10, 560),
            st.floats(20, 760),
            st.sampled_from([6, 9, 11, 24]),
            st.sampled_from([0, 90, 180, 270]),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_every_character_has_a_box_inside_its_page(words):
    def draw(canvas):
        for text, x, y, size, degrees in words:
            canvas.saveState()
            canvas.translate(x, y)
            canvas.rotate(degrees)
            canvas.setFont("Helvetica", size)
            canvas.drawString(0, 0, text)
            canvas.restoreState()

    rendition = read(made_pdfs.pdf_of(draw))
    boxes = boxes_of(rendition)
    held = {offset for line in boxes.lines for offset in range(line.start, line.end)}
    assert {i for i, c in enumerate(rendition.text) if not c.isspace()} <= held
    for line in boxes.lines:
        wide, high = (7920, 6120) if line.turned % 180 else (6120, 7920)
        assert line.edges[0] >= 0 and line.edges[-1] <= wide
        assert 0 <= line.top < line.bottom <= high
