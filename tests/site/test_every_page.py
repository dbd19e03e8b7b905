"""What holds of every page of a site, whatever it shows: links, policy, size, and the same bytes again."""

import json
import re
from collections import Counter
from hashlib import sha256

import pytest
from crawling import seen, target
from making_sites import site_of

from pipeline.site import addresses
from pipeline.site.rendering import POLICY

pytestmark = pytest.mark.slow

SIZE = 300_000
MINISEARCH_7_2_0 = "03c27931eb603af1d3358579e9885eafdb6a2f5fa9929557b3e77d7e99d06d03"
"""SHA-256 of `dist/umd/index.js` in the npm package minisearch 7.2.0."""
SCHEMES = ("https:", "http:", "mailto:")


def faults(pages, found):
    """Path and what was found, for each page where something was."""
    return [(path, one) for path, page in pages.items() for one in found(page)]


@pytest.mark.parametrize("name", ["site", "small_site", "paged_site"])
def test_every_link_leads_to_a_file_and_every_fragment_to_one_place_in_it(name, request):
    """Links of pages, of documents in one file, of drawings, and of what search finds."""
    one = request.getfixturevalue(name)
    ids = {path: set(page.ids) for path, page in one.pages.items()}
    drawings = {p: seen(p, content) for p, content in one.files.items() if p.endswith(".svg")}
    assert any(drawing.links for drawing in drawings.values())

    def dead(page):
        for address in page.links:
            path, fragment = target(page.path, address)
            if path is None:
                if not address.startswith(SCHEMES):
                    yield address
            elif path not in one.files or (fragment and fragment not in ids.get(path, ())):
                yield address

    missing = faults(one.pages | drawings, dead)
    found = [
        (path, *target(addresses.SEARCH, record["href"]))
        for path, content in one.files.items()
        if path.startswith("search/shard-")
        for record in json.loads(content[len("addToSearch(") : -len(");\n")])
    ]
    missing += [r for r in found if r[1] not in ids or (r[2] and r[2] not in ids[r[1]])]
    assert found and missing == [], f"{len(missing)} links"


def test_no_identifier_is_there_twice(each_site):
    assert (
        faults(each_site.pages, lambda page: [i for i, n in Counter(page.ids).items() if n > 1])
        == []
    )


def test_every_page_is_reached_from_the_front_page(each_site):
    waiting, reached = [addresses.FRONT], {addresses.FRONT}
    while waiting:
        page = each_site.pages[waiting.pop()]
        found = {target(page.path, tag["href"])[0] for tag in page.all("a") if tag.get("href")}
        waiting += sorted((found & set(each_site.pages)) - reached)
        reached |= found
    assert sorted(set(each_site.pages) - reached) == []


def policies(page):
    return [t["content"] for t in page.all("meta", http_equiv="Content-Security-Policy")]


def test_every_page_of_the_site_has_the_policy_before_anything_is_loaded(each_site):
    for path, page in each_site.pages.items():
        if page.all("link", rel="stylesheet"):
            assert policies(page) == [POLICY], path
        else:  # a document as one file brings its style along
            (policy,) = policies(page)
            assert "default-src 'none'" in policy and "unsafe" not in policy, path
        names = [tag.name for tag in page.tags]
        loading = [
            names.index(name) for name in ("link", "script", "style", "img") if name in names
        ]
        assert names.index("meta") < min(loading, default=len(names)), path


def test_no_page_has_a_script_style_or_handler_of_its_own(each_site):
    def own(page):
        one_file = not page.all("link", rel="stylesheet")
        for tag in page.tags:
            if (
                tag.name == "script"
                and not tag.get("src")
                and tag.get("type") != "application/ld+json"
            ):
                yield "script"
            if tag.name == "style" and not one_file:
                yield "style"
            yield from (name for name in tag.attributes if name == "style" or name.startswith("on"))

    assert faults(each_site.pages, own) == []


def test_nothing_is_loaded_from_elsewhere(each_site):
    def elsewhere(page):
        for tag in page.tags:
            loads = tag.name not in ("a", "blockquote", "q") and tag.get("rel") != "canonical"
            for name in ("src", "href", "data", "srcset") if loads else ():
                if target(page.path, tag.get(name) or "")[0] is None and not tag[name].startswith(
                    "data:"
                ):
                    yield tag[name]

    assert faults(each_site.pages, elsewhere) == []


def test_every_page_has_a_language_a_title_of_its_own_and_one_heading_above_all(each_site):
    for path, page in each_site.pages.items():
        (html,) = page.all("html")
        assert html.get("lang") == "en", path
        assert len(page.all("h1")) == 1, path
        assert page.all("title")[0].text.strip(), path
    titles = Counter(page.all("title")[0].text for page in each_site.pages.values())
    assert [title for title, count in titles.items() if count > 1] == []


def test_no_page_is_large(each_site):
    large = {
        p: len(c)
        for p, c in each_site.files.items()
        if p.endswith((".html", ".js")) and len(c) >= SIZE
    }
    assert large == {}


@pytest.mark.parametrize("ending", [".html", ".svg", ".xml"])
def test_nothing_unprintable_is_in_a_page(each_site, ending):
    for path, content in each_site.files.items():
        if path.endswith(ending):
            assert not re.search(
                r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]", content.decode()
            ), path


def test_the_same_package_gives_the_same_bytes(site, published):
    again = site_of(published).files
    assert list(again) == list(site.files)
    assert [path for path, content in site.files.items() if again[path] != content] == []


def test_no_file_is_made_twice(published):
    from pipeline.site.pages import site_files
    from pipeline.site.site_data import SiteInput, described_files

    paths = Counter(
        path for path, _ in site_files(SiteInput(published, described_files(published)))
    )
    assert [path for path, count in paths.items() if count > 1] == []


def test_minisearch_is_the_file_of_its_package(site):
    assert sha256(site.files[addresses.MINISEARCH]).hexdigest() == MINISEARCH_7_2_0
