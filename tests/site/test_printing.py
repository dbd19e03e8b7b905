"""A figure's page is printed on one sheet, of Letter and of A4, with what a reader on paper cannot do without."""

import re
from importlib.resources import files

import pytest

from pipeline.site import addresses, figure_pages
from pipeline.site.in_words import interval
from pipeline.site.rendering import rendered

pytestmark = pytest.mark.needs("chromium", "install Chromium (Debian: chromium)")

PAPERS = ("Letter", "A4")
LONGEST = 6


@pytest.fixture(scope="module")
def figures(data, tmp_path_factory):
    """The address of each figure's page in a folder, the longest page first."""
    root = tmp_path_factory.mktemp("figures")
    pages = {page.path: rendered(page, data) for page in figure_pages.pages(data)}
    for path, content in pages.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    (root / "static").mkdir()
    for file in files("pipeline.site").joinpath("static").iterdir():
        (root / "static" / file.name).write_bytes(file.read_bytes())
    paths = {key: addresses.figure(key) for key in data.rows["figures"]}
    longest = sorted(paths, key=lambda key: (-len(pages[paths[key]]), key))
    return {key: (root / paths[key]).as_uri() for key in longest}


def sheets(page, paper):
    """How many sheets the page at hand is printed on, as the objects of its PDF say."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper)))


def too_long(page, addresses_by_key):
    """Each figure whose page needs more than one sheet, with the paper and the number of sheets."""
    for key, address in addresses_by_key.items():
        page.goto(address)
        for paper in PAPERS:
            if (count := sheets(page, paper)) != 1:
                yield key, paper, count


def test_the_longest_pages_of_figures_are_one_sheet(figures, open_page):
    assert list(too_long(open_page(), dict([*figures.items()][:LONGEST]))) == []


@pytest.mark.slow
@pytest.mark.system
@pytest.mark.full
def test_every_page_of_a_figure_is_one_sheet(figures, open_page):
    assert list(too_long(open_page(), figures)) == []


@pytest.mark.slow
@pytest.mark.system
@pytest.mark.full
def test_what_is_printed_keeps_number_interval_caution_quotation_place_and_citation(
    data, figures, open_page
):
    page = open_page()
    page.emulate_media(media="print")
    for key, address in figures.items():
        page.goto(address)
        printed = " ".join(page.locator("main").inner_text().split())
        figure = data.rows["figures"][key]
        kept = (
            figure_pages.shown(figure),
            interval(figure),
            figure["caution"],
            figure["quote"],
            f"line {figure['line']}, characters",
            data.rows["sources"][figure["source_id"]]["text_sha256"],
            data.rows["figures_readable"][key]["cite"],
            *(one["verdict"] for one in data.relations_of.get(key, ())),
        )
        assert [one for one in kept if " ".join(one.split()) not in printed] == [], key
        assert "@techreport" not in printed, "the entry of BibTeX is for the screen"
