"""Lines are read region by region: no sentence of a page is cut by words beside it, no row of a table is parted."""

import re

import made_layouts
import pytest

from pipeline.intake.reading_apart import read_pdf


def text_of(content):
    return "\n".join(line.text for line in read_pdf(content, lambda done, total: None).lines)


def clauses(text):
    """The numbers of the clauses that are whole, in the order of the text."""
    words = " ".join(text.split())
    return [int(n) for n in re.findall(r"and inspectors counted number (\d+) of all beds in the halls, which", words)]  # fmt: skip


def rows(text):
    return re.findall(r"^ *(Hall of \w+)  +(\d+)  +(\d\.\d)$", text, re.MULTILINE)


def test_prose_below_two_columns_is_read_line_by_line():
    text = text_of(made_layouts.below_columns())
    assert clauses(text) == [*range(1, 48)]
    assert rows(text) == made_layouts.HALLS


@pytest.mark.parametrize("step, shift", [(12, 0), (14, 0), (11, 3)])
def test_a_table_beside_prose_is_parted_from_it(step, shift):
    text = text_of(made_layouts.beside(step, shift))
    assert clauses(text) == [*range(1, 19)]
    assert rows(text) == made_layouts.HALLS


@pytest.mark.parametrize(
    "gutter, count, is_justified, size",
    [(11, 2, False, 10), (12, 3, True, 8), (18, 3, False, 9), (9, 2, True, 11)],
)
def test_columns_of_prose_are_read_one_after_the_other(gutter, count, is_justified, size):
    text = text_of(made_layouts.columns(gutter, count, is_justified, size))
    assert clauses(text) == [*range(1, 18 * count + 1)]
    assert text.index("A heading") < text.index("number 1 ") < text.index("Figure 1")
    assert re.search(r"^Beds of Texas +Page 12$", text, re.MULTILINE)


@pytest.mark.parametrize("is_centered", [True, False])
def test_the_columns_of_a_table_with_wrapped_labels_are_not_parted(is_centered):
    text = text_of(made_layouts.wrapped_labels(is_centered))
    first = [text.index(f"{row}11") for row in range(1, 7)]
    labels = [match.start() for match in re.finditer("declined by", text)]
    assert sorted([*first, *labels]) == [
        place for pair in zip(first, labels, strict=True) for place in pair
    ]
