"""A figure's page shows what the package has of it, and an id of a former release leads to what it became."""

import html
import re

import pytest

from pipeline.package.published import published_in_project
from pipeline.site import addresses, figure_pages
from pipeline.site.in_words import interval, number
from pipeline.site.rendering import is_web_address, rendered
from pipeline.site.site_data import SiteData, SiteInput


@pytest.fixture(scope="module")
def data(repository):
    return SiteData(SiteInput(published_in_project(repository), {}))


@pytest.fixture(scope="module")
def shown(data):
    """The words of each page, by path."""
    return {page.path: words(rendered(page, data).decode()) for page in figure_pages.pages(data)}


def words(markup):
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def test_every_figure_has_its_number_interval_caution_and_place(data, shown):
    for key, figure in data.rows["figures"].items():
        page = shown[addresses.figure(key)]
        facts = page.partition("As printed")[2]
        assert f"“{figure['verbatim']}”" in facts
        for fact in (
            number(figure["value"]),
            interval(figure),
            figure["caution"],
            figure["population"],
        ):
            assert " ".join(fact.split()) in page
        assert f"line {figure['line']}, characters {number(figure['start_offset'])}" in page
        assert data.label("figures", "interval_kind", figure["interval_kind"]) in facts
        assert " ".join(data.rows["figures_readable"][key]["cite"].split()) in page


def test_every_relation_of_a_figure_is_shown_with_its_verdict_and_both_intervals(data, shown):
    seen = 0
    for key, relations in data.relations_of.items():
        page = shown[addresses.figure(key)]
        for relation in relations:
            assert " ".join(relation["formula"].split()) in page
            meaning = data.label("relations", "verdict", relation["verdict"])
            assert (
                f"{relation['verdict']} {meaning} Computed {interval(relation, 'computed_') or 'no end'} "
                in page
            )
            assert f"Stated {interval(relation, 'stated_') or 'no end'} " in page
            seen += 1
    assert seen > 100


def test_the_quotation_is_shown_with_its_token_marked(data):
    for page in figure_pages.pages(data):
        if page.template == "figure.html":
            figure = page.values["figure"]
            for place in page.values["context"]:
                tokens = [text for text, is_token in place["parts"] if is_token]
                assert tokens == [figure["verbatim"]]
                quoted = "".join(text for text, _ in place["parts"])
                assert " ".join(quoted.split()) in " ".join(figure["quote"].split())


def test_an_id_of_a_former_release_keeps_a_page_that_links_to_todays(data, shown):
    renamed = [r for r in data.rows["renamed"].values() if r["table_name"] == "figures"]
    assert renamed
    for row in renamed:
        assert row["new_id"] in shown[addresses.figure(row["old_id"])]
        assert row["old_id"] in shown[addresses.figure(row["new_id"])]


def test_the_list_has_every_figure_once_in_pages_of_a_hundred(data):
    pages = [page for page in figure_pages.pages(data) if page.template == "figures.html"]
    listed = [row["figure_id"] for page in pages for row in page.values["rows"]]
    assert listed == [*data.rows["figures_readable"]]
    assert all(len(page.values["rows"]) <= figure_pages.ON_A_PAGE for page in pages)
    assert len(pages) == -(-len(listed) // figure_pages.ON_A_PAGE)


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        "data:text/html,x",
        " https://x",
        "https://x y",
        "//x",
        "",
    ],
)
def test_no_other_address_than_one_of_the_web_becomes_a_link(text):
    assert not is_web_address(text)
