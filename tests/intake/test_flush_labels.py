"""Labels that are numbers begin in the text where they begin on the page; numbers of a column still end alike."""

import pytest

pytest.importorskip("pypdfium2", reason="needs the extra `add`")

from made_pdfs import HIGH, pdf_of

from pipeline.intake.originals import read_original

AGES = ["1-2", "6-11", "12-19", "30-39", "80+", "All"]


def text_of(place_label):
    def draw(canvas):
        for index, label in enumerate(["Age", *AGES]):
            y = HIGH - 72 - 14 * index
            place_label(canvas)(74.4 if place_label is left else 110, y, label)
            canvas.drawRightString(260, y, "Men" if index == 0 else f"{index},087,948")
            canvas.drawRightString(400, y, "Women" if index == 0 else f"{index},022,490")

    return read_original(pdf_of(draw), "ages.pdf", None, lambda *_: None).text


def left(canvas):
    return canvas.drawString


def right(canvas):
    return canvas.drawRightString


def places(text, end):
    rows = [line for line in text.splitlines() if line.split()[:1] and line.split()[0] in AGES]
    assert len(rows) == len(AGES)
    return {row.index(row.split()[0]) + end * len(row.split()[0]) for row in rows}


def test_labels_at_one_place_of_the_page_have_one_indentation():
    assert len(places(text_of(left), 0)) == 1


def test_numbers_that_end_at_one_place_are_aligned_at_the_right():
    numbers = [
        line
        for line in text_of(right).splitlines()
        if "-" in line.split("  ")[0] or "-" in line[:20]
    ]
    ends = {line.index(line.split()[0]) + len(line.split()[0]) for line in numbers}
    assert len(numbers) == 4 and len(ends) == 1
