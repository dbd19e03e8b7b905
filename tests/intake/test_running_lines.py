"""Which lines number the pages; each is proved by the project's own reader of pages."""

from collections import Counter

import made_pdfs
import pytest

from pipeline.intake.candidates import candidates
from pipeline.intake.reading_apart import read_pdf
from pipeline.intake.refusals import Refused
from pipeline.intake.rendition import Rendition, RenditionLine
from pipeline.intake.running_lines import (
    likely_page_lines,
    named_pages,
    printed_pages,
    running_words,
)


def lines_of(*pages):
    return [RenditionLine(text, number) for number, page in enumerate(pages, 1) for text in page]


def test_a_footer_that_counts_numbers_the_pages_of_a_pdf():
    rendition = read_pdf(made_pdfs.report(pages=4), lambda done, total: None)
    pages = printed_pages(rendition.lines)
    assert pages.entry == {"footer": "Beds of Texas {page}"}
    assert pages.numbers == {1: 11, 2: 12, 3: 13, 4: 14}


def test_left_and_right_pages_have_wordings_of_their_own():
    pages = printed_pages(
        lines_of(["a", "8 Beds"], ["b", "Texas 9"], ["c", "10 Beds"], ["d", "Texas 11"])
    )
    assert pages.entry == {"footer": "{page} Beds", "other_footers": ["Texas {page}"]}


def test_a_number_alone_in_a_line_of_the_page_is_no_footer():
    pages = printed_pages(lines_of(["a", "17", "x", "y", "z", "5"], ["b", "6"], ["c", "7"]))
    assert pages.entry == {"footer": "{page}", "not_footers": [2]}


def test_a_page_behind_one_without_a_footer_begins_at_its_first_line():
    pages = printed_pages(lines_of(["cover"], ["a", "2"], ["b", "3"], ["c", "4"]))
    assert pages.entry == {"footer": "{page}", "without_header": [2]}
    assert pages.numbers == {2: 2, 3: 3, 4: 4}


def test_a_header_with_the_number():
    pages = printed_pages(lines_of(["Beds 1", "a"], ["Beds 2", "b"], ["Beds 3", "c"]))
    assert pages.entry == {"header": "Beds {page}"}
    assert pages.numbers == {1: 1, 2: 2, 3: 3}


def test_a_line_behind_each_footer_ends_the_page():
    pages = printed_pages(lines_of(["a", "5 Beds", "Texas"], ["b", "6 Beds", "Texas"]))
    assert pages.entry == {"footer": "{page} Beds", "last_line": "Texas"}


@pytest.mark.parametrize(
    "pages",
    [
        [["a", "7"]],
        [["a", "7"], ["b", "7"], ["c", "7"]],
        [["a", "A-1"], ["b", "B-7"], ["c", "5-3"]],
        [["a", "7"], ["b"], ["c"], ["d"], ["e"]],
        [["a", "xii"], ["b", "xiii"]],
    ],
)
def test_no_number_is_guessed(pages):
    assert printed_pages(lines_of(*pages)) is None


ONE_PAGE = lines_of(
    ["Table 3. Beds: 2009", "In 2010, 5 beds", "206 Beds and Chairs", "Texas: 2012"]
)


def test_a_person_names_the_line_that_numbers_a_single_page():
    assert printed_pages(ONE_PAGE) is None
    (likely,) = likely_page_lines(ONE_PAGE)
    assert (likely.line, likely.words) == (3, "{page} Beds and Chairs")
    pages = named_pages(ONE_PAGE, "{page}  Beds and Chairs")
    assert pages.entry == {"footer": "{page} Beds and Chairs", "last_line": "Texas: 2012"}
    assert pages.numbers == {1: 206}


@pytest.mark.parametrize("named", ["{page} Beds", "206 Beds and Chairs", "Table {page}"])
def test_a_line_that_numbers_no_page_is_refused_and_a_likely_one_is_named(named):
    with pytest.raises(Refused) as refused:
        named_pages(ONE_PAGE, named)
    assert "`{page} Beds and Chairs`" in refused.value.remedy


def test_a_line_that_is_named_counts_with_the_pages():
    with pytest.raises(Refused, match="do not number the pages"):
        named_pages(lines_of(["a", "4 Beds"], ["b", "7 Beds"]), "{page} Beds")


def test_no_line_of_many_pages_is_likely_to_number_one():
    assert likely_page_lines(lines_of(["a", "4 Beds"], ["b", "c"])) == []


@pytest.mark.parametrize(
    ("pages", "entry", "numbers"),
    [
        ([["a", "A-1"], ["b", "A-2"], ["c", "A-3"]], {"footer": "A-{page}"}, [1, 2, 3]),
        ([["a", "5 - 4"], ["b", "5 - 5"]], {"footer": "5 - {page}"}, [4, 5]),
        (
            [["a", "ES-1"], ["b", "1-1"], ["c", "1-2"], ["d", "2-1"]],
            {"footer": "{chapter}-{page}"},
            [1, 1, 2, 1],
        ),
        ([["Beds 5-1", "a"], ["Beds 6-1", "b"], ["Beds 6-2", "c"]], {"header": "Beds {chapter}-{page}"}, [1, 1, 2]),
    ],
)  # fmt: skip
def test_pages_are_numbered_with_their_chapter(pages, entry, numbers):
    found = printed_pages(lines_of(*pages))
    assert (found.entry, list(found.numbers.values())) == (entry, numbers)


@pytest.mark.parametrize("named", ["5-{page}", "{chapter}-{page}"])
def test_a_person_names_a_line_with_a_chapter(named):
    lines = lines_of(["beds of Texas", "5-15"])
    assert named_pages(lines, named).entry == {"footer": named}
    assert [one.words for one in likely_page_lines(lines)] == ["5-{page}"]
    spaced = likely_page_lines(lines_of(["beds of Texas", "5 - 3"]))
    assert [(one.words, one.number) for one in spaced] == [("5 - {page}", 3)]


def test_words_of_heads_and_feet_are_told_without_the_numbers_of_their_pages():
    pages = ["Beds", "FY 2011 Report 15"], ["Cells", "16 FY 2011 Report"], ["Cots", "of it"]
    assert running_words(lines_of(*pages)) == {"FY 2011 Report": (2, 2)}


def test_heads_and_feet_that_repeat_may_be_the_title_and_items_of_lists_may_not():
    pages = (
        ["• Beds are new", "and so on", "Report on Beds 1"],
        ["• Cots", "Cells and Cots", "2 Report on Beds"],
    )
    made = Rendition("PDF", "a test", 2, tuple(lines_of(*pages)), Counter())
    found = [(one.words, one.line, one.why) for one in candidates(made, "title")]
    assert found == [("Report on Beds", 3, "on 2 pages"), ("Cells and Cots", 5, "")]
