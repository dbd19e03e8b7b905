"""Printed page numbers: what proves them, what leaves them open, what contradicts them."""

from dataclasses import replace

import pytest

from pipeline.text.documents import whole_document
from pipeline.text.page_numbers import Heading, PageLayout, read_pages

HEADER, FOOTER = "Office of Audits", "www.example.gov {page} R-1"
LAYOUT = PageLayout(HEADER, FOOTER, (), (), ())
PAGES = """Cover
Office of Audits
Contents
Beds 5
Office of Audits
one
www.example.gov 2 R-1
Office of Audits
two
Office of Audits
three
www.example.gov 4 R-1
Office of Audits
Beds
Office of Audits
last
"""


def pages(text=PAGES, **changes):
    return read_pages(whole_document("r", "r.txt", text), replace(LAYOUT, **changes))


def numbers(read):
    assert read.problems == ()
    return [anchor.page for anchor in read.anchors]


def test_a_page_is_proved_by_its_footer_or_between_two_that_are():
    read = pages()
    assert numbers(read) == [None, None, 2, 3, 4, None, None]
    assert [PAGES[span.start : span.end] for span in read.numbers] == ["2", "4"]


def test_the_table_of_contents_proves_the_page_of_a_heading():
    read = pages(contents=[Heading("Beds 5", "5", "Beds", 14)])
    assert numbers(read) == [None, None, 2, 3, 4, 5, None]


def test_a_text_without_headers_has_its_pages_behind_footers():
    text = "one\nfoot 1 x\ntwo\nfoot 2 x\nthree\n"
    read = pages(text, header=None, footer="foot {page} x")
    assert numbers(read) == [1, 2, None]
    assert [anchor.line for anchor in read.anchors] == [1, 3, 5]


def test_each_chapter_counts_its_own_pages():
    text = "one\nES-1\ntwo\n5-4\nthree\n5-5\nfour\n6-1\n"
    read = pages(text, header=None, footer="{chapter}-{page}")
    assert numbers(read) == [1, 4, 5, 1, None]
    assert [text[span.start : span.end] for span in read.numbers] == "ES 1 5 4 5 5 6 1".split()
    assert len(set(read.numbers)) == 8  # both digits of `5-5`
    skipped = pages(text.replace("5-5", "5-7"), header=None, footer="{chapter}-{page}")
    assert "expected 3" in skipped.problems[0].found


def test_a_header_may_be_lost_and_its_words_may_be_elsewhere():
    assert numbers(pages(PAGES.replace("two", HEADER), not_headers=(9,)))[2:5] == [2, 3, 4]
    lost = PAGES.replace("Office of Audits\ntwo", "Ofﬁce\ntwo")
    assert numbers(pages(lost, without_header=(8,)))[2:5] == [2, 3, 4]


@pytest.mark.parametrize(
    ("text", "changes", "path", "says"),
    [
        (PAGES.replace("two", HEADER), {}, ("footer",), "3 pages begin between these lines, expected 2"),
        (PAGES.replace("Office of Audits\ntwo", "two"), {}, ("footer",), "1 pages begin"),
        (PAGES.replace(" 4 ", " 6 "), {}, ("footer",), "2 pages begin between these lines, expected 4"),
        (PAGES, {"contents": [Heading("Beds 5", "5", "three", None)]}, ("footer",), "page 5 has line 11"),
        (PAGES, {"contents": [Heading("Beds 5", "6", "Beds", 14)]}, ("contents", 0, "at"), "exactly once"),
        (PAGES, {"contents": [Heading("Beds 6", "6", "Beds", 14)]}, ("contents", 0, "quote"), "not in the document"),
        (PAGES, {"contents": [Heading("Beds 5", "5", "Bed", 14)]}, ("contents", 0, "heading"), "the quotation is not"),
        (PAGES, {"contents": [Heading("Beds 5", "Beds", "Beds", 14)]}, ("contents", 0, "at"), "is not the number"),
        (PAGES, {"header": "Office of Audit"}, ("header",), "no line of the text is"),
        (PAGES, {"footer": "www.example.gov {page} R-2"}, ("footer",), "no line of the text is"),
        (PAGES, {"not_headers": (9,)}, ("not_headers", 0), "does not have the words"),
        (PAGES, {"not_headers": (8,)}, ("footer",), "1 pages begin"),
        (PAGES, {"without_header": (9,)}, ("footer",), "3 pages begin"),
        (PAGES, {"without_header": (99,)}, ("without_header", 0), "not in the text"),
        (PAGES, {"without_header": (2,)}, ("without_header", 0), "is a header"),
        (PAGES.replace("Contents", ""), {"without_header": (3,)}, ("without_header", 0), "line 3 is empty"),
    ],
)  # fmt: skip
def test_what_contradicts_the_text_is_named(text, changes, path, says):
    problems = pages(text, **changes).problems
    assert any(problem.path == path and says in problem.found for problem in problems), problems


FEET = "one\n2 Beds\nTexas\ntwo\nTexas 3\nTexas\nthree\n4 Beds\nTexas\n"
BY_FEET = PageLayout(None, "{page} Beds", (), (), (), ("Texas {page}",), (), "Texas")


def feet(text=FEET, **changes):
    return read_pages(whole_document("r", "r.txt", text), replace(BY_FEET, **changes))


def test_left_and_right_pages_have_footers_of_their_own_and_one_last_line():
    read = feet()
    assert numbers(read)[:3] == [2, 3, 4]
    assert [anchor.line for anchor in read.anchors][:3] == [1, 4, 7]


def test_a_line_with_the_words_of_a_footer_inside_a_page_proves_nothing():
    text = FEET.replace("two\n", "9 Beds\n")
    assert feet(text).problems
    assert numbers(feet(text, not_footers=(4,)))[:3] == [2, 3, 4]
    (problem,) = feet(not_footers=(1,)).problems
    assert problem.path == ("not_footers", 0)


def test_a_header_that_prints_the_number_begins_its_page_and_proves_it():
    text = "Beds 7\none\nBeds 8\ntwo\n"
    layout = {"header": "Beds {page}", "footer": None, "other_footers": (), "last_line": None}
    read = feet(text, **layout)
    assert numbers(read) == [7, 8] and [anchor.line for anchor in read.anchors] == [1, 3]


@pytest.mark.parametrize(
    ("field", "words"), [("last_line", "Ohio"), ("other_footers", ("Ohio {page}",))]
)
def test_words_of_a_foot_that_no_line_has_are_named(field, words):
    assert feet(**{field: words}).problems[0].path[0] == field
