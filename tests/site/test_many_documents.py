"""A site of many documents, and of a long one: lists have pages, no page is large, and every address is right."""

import re
from collections import Counter

import pytest
from crawling import seen, target
from making_sites import Site
from many import long_document, many_documents
from test_reading_view import read

from pipeline.site import addresses, index_pages, reading_view
from pipeline.site.document_parts import passages_of
from pipeline.site.pages import site_files
from pipeline.site.rendering import rendered
from pipeline.site.site_data import SiteData, SiteInput, described_files

DOCUMENT = "oig-20-13"
COPIES = 3
SIZE = 300_000

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def given(published):
    """What a site of many documents is made from."""
    return SiteInput(many_documents(published, DOCUMENT, COPIES), described_files(published))


@pytest.fixture(scope="module")
def many(given):
    return Site(dict(site_files(given)))


def pages_of_list(site, first):
    """The pages of a list, along the links from each to others."""
    own = re.compile(re.escape(first.removesuffix("index.html")) + r"(page\.\d+/)?index\.html")
    waiting, found = [first], {}
    while waiting:
        path = waiting.pop()
        if path not in found:
            found[path] = site.pages[path]
            waiting += [way for way in ways(site.pages[path]) if own.fullmatch(way or "")]
    return found


def ways(page):
    return [target(page.path, tag["href"])[0] for tag in page.all("a") if tag.get("href")]


LISTS = {
    addresses.FIGURES: (addresses.figure, "figures"),
    addresses.DOCUMENTS: (addresses.document, "sources"),
    addresses.RELATIONS: (addresses.relation, "relations"),
    addresses.DISCREPANCIES: (addresses.discrepancy, "discrepancies"),
    addresses.BOUNDS: (addresses.bound, "bounds"),
}


@pytest.mark.parametrize("first", LISTS)
def test_each_entry_of_a_list_is_on_one_of_its_pages(many, given, first):
    address, table = LISTS[first]
    expected = {address(key) for key in given.published.rows_by_key(table)}
    found = Counter(
        way for page in pages_of_list(many, first).values() for way in set(ways(page)) & expected
    )
    assert found == dict.fromkeys(expected, 1)


@pytest.mark.parametrize("index", index_pages.INDEXES, ids=lambda index: index.id)
def test_each_figure_is_once_in_each_index(many, given, index):
    groups = [
        way
        for page in pages_of_list(many, addresses.index(index.id)).values()
        for tag in page.all("a")
        if (way := target(page.path, tag["href"])[0])
        and re.fullmatch(rf"by/{index.id}/[^/.]+/index\.html", way)
    ]
    assert len(groups) == len(set(groups))
    expected = {addresses.figure(key) for key in given.published.rows_by_key("figures")}
    found = Counter(
        way
        for group in groups
        for page in pages_of_list(many, group).values()
        for way in ways(page)
        if way in expected
    )
    assert found == dict.fromkeys(expected, 1)


def test_every_link_of_many_documents_leads_to_a_place(many):
    ids = {path: set(page.ids) for path, page in many.pages.items()}
    dead = [
        (page.path, address)
        for page in many.pages.values()
        for address in page.links
        for path, fragment in [target(page.path, address)]
        if path and (path not in many.files or (fragment and fragment not in ids.get(path, ())))
    ]
    assert dead == []


def test_a_mark_leads_to_its_row_on_a_later_page_of_a_long_table(many, given):
    key = next(reversed(given.published.rows_by_key("arrest_offenses")))
    data = SiteData(given)
    address = data.row_address("arrest_offenses", key)
    assert "/page." in address
    page = many.pages[addresses.document(key.split()[0])]
    assert addresses.relative(page.path, address) in page.links


def test_no_page_of_many_documents_is_large_and_none_but_a_documents_own_has_all(many):
    large = {p: len(c) for p, c in many.files.items() if p.endswith(".html") and len(c) >= SIZE}
    assert large == {}
    copies = {addresses.document(f"copy-{n}") for n in range(1, COPIES + 1)}
    assert copies <= set(ways(many.pages[addresses.DOCUMENTS]))


TIMES = 5


@pytest.fixture(scope="module")
def long(published):
    return SiteData(SiteInput(long_document(published, DOCUMENT, TIMES), {}))


@pytest.fixture(scope="module")
def long_pages(long):
    source = long.rows["sources"][DOCUMENT]
    made = [*reading_view.document_pages(long, source)]
    return {page.path: rendered(page, long).decode() for page in made}


def test_a_long_document_has_several_pages_none_of_them_large(long_pages, long):
    assert len(long_pages) >= TIMES
    assert [path for path, html in long_pages.items() if len(html.encode()) >= SIZE] == []
    first, *others = long_pages
    assert first == addresses.document(DOCUMENT)
    assert {first, *others} == {
        addresses.document_part(DOCUMENT, line) for line in long.part_lines(DOCUMENT)
    }


def test_the_pages_of_a_long_document_are_its_text_in_order(long_pages, long):
    (passage,) = passages_of(long, long.rows["sources"][DOCUMENT])
    assert "".join(read(html).text for html in long_pages.values()) == passage.text


def test_every_line_and_mark_of_a_long_document_is_on_the_page_of_its_address(long_pages, long):
    ids = {path: set(seen(path, html.encode()).ids) for path, html in long_pages.items()}
    rows = long.read_in[DOCUMENT]
    assert len({long.mark_address(row).split("#")[0] for row in rows}) == len(long_pages)
    for row in rows:
        for address in (long.mark_address(row), long.line_address(DOCUMENT, row["line"])):
            path, _, fragment = address.partition("#")
            assert fragment in ids[path], address


def test_each_mark_of_a_long_document_has_its_note_and_the_style_that_shows_it(long_pages, long):
    styles = dict(reading_view.focus_styles(long))
    for path, html in long_pages.items():
        named = {n for found in re.findall(r'class="mark ([^"]*)"', html) for n in found.split()}
        named = {n for n in named if re.fullmatch(r"n\d+", n)}
        assert named and named == {f"n{n}" for n in re.findall(r'id="note-(\d+)"', html)}
        (style,) = re.findall(r'href="([^"]*focus\.css)"', html)
        rules = styles[target(path, style)[0]].decode()
        assert {f"n{n}" for n in re.findall(r"#note-(\d+)", rules)} == named


def test_where_a_document_is_cut_does_not_follow_from_what_was_read(published, long):
    fewer = SiteData(SiteInput(long_document(published, DOCUMENT, TIMES), {}))
    fewer.__dict__["read_in"] = {DOCUMENT: long.read_in[DOCUMENT][::20]}
    assert set(fewer.part_lines(DOCUMENT)) < set(long.part_lines(DOCUMENT))
