"""What search engines, feed readers and pages of others read of a site; and what is left out where it has no address."""

import json
import re
from dataclasses import replace
from datetime import datetime
from uuid import UUID
from xml.etree import ElementTree

import pytest
from crawling import seen

from pipeline.site import addresses
from pipeline.site.dataset_metadata import json_ld
from pipeline.site.front_page import pages as front_pages
from pipeline.site.rendering import canonical, rendered
from pipeline.site.site_data import SiteData, SiteInput, Standing
from pipeline.site.table_pages import pages as table_pages
from pipeline.site.web_files import feed, sitemaps, web_files

URL = "https://figures.example.org/site"
ATOM, SITEMAPS = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
RELEASES = (
    Standing("0.2.0", "2026-11-27", "current since 2026-11-27", "62a1"),
    Standing("0.1.0", "2026-11-22", "superseded by 0.2.0 since 2026-11-27", "5525"),
)
PATHS = ("index.html", "figures/a/b/index.html", "pictures/a/alone/index.html", "documents/a.html")


@pytest.fixture(scope="module")
def online(published):
    """The data of a site whose address is known."""
    return SiteData(SiteInput(published, {}, RELEASES, URL))


def head(data):
    page = next(front_pages(data))
    return seen(page.path, rendered(page, data))


def locations(content):
    return [one.text for one in ElementTree.fromstring(content).iter(f"{SITEMAPS}loc")]


def test_nothing_about_the_web_is_in_a_site_without_an_address(data):
    assert list(web_files(data, PATHS)) == []
    page = head(data)
    assert [tag for tag in page.all("meta") if (tag.get("property") or "").startswith("og:")] == []
    assert [
        tag["rel"] for tag in page.all("link") if tag["rel"] in ("canonical", "alternate")
    ] == []


def test_an_address_of_no_web_page_is_none(published):
    data = SiteData(SiteInput(published, {}, RELEASES, "javascript:alert(1)//"))
    assert canonical(data, addresses.FRONT) is None
    assert list(web_files(data, PATHS)) == []


def test_a_page_states_its_address_its_title_and_the_feed(online):
    page = head(online)
    named = {tag.get("property"): tag["content"] for tag in page.all("meta") if tag.get("property")}
    assert named["og:url"] == page.all("link", rel="canonical")[0]["href"] == f"{URL}/"
    assert named["og:title"] == online.descriptor["title"]
    assert named["og:description"] == online.descriptor["description"]
    assert named["og:type"] == "website"
    assert page.all("link", rel="alternate")[0]["href"] == "feed.xml"


def test_the_sitemap_lists_every_page_but_those_that_repeat_one(online):
    files = dict(web_files(online, PATHS))
    assert locations(files[addresses.SITEMAP]) == [f"{URL}/", f"{URL}/figures/a/b/"]


def test_a_long_sitemap_is_an_index_of_its_parts(online):
    files = dict(sitemaps(online, PATHS, longest=1))
    assert locations(files["sitemap-1.xml"]) == [f"{URL}/"]
    assert locations(files["sitemap-2.xml"]) == [f"{URL}/figures/a/b/"]
    assert locations(files[addresses.SITEMAP]) == [f"{URL}/sitemap-1.xml", f"{URL}/sitemap-2.xml"]


def test_the_feed_is_atom_with_the_releases(online):
    """RFC 4287: a feed and an entry have one id, title and date each; an author; an entry without content, a link."""
    feed = ElementTree.fromstring(dict(web_files(online, PATHS))[addresses.FEED])
    assert feed.tag == f"{ATOM}feed"
    assert [one.text for one in feed.findall(f"{ATOM}author/{ATOM}name")] != []
    (itself,) = feed.findall(f"{ATOM}link[@rel='self']")
    assert itself.get("href") == f"{URL}/feed.xml"
    entries = feed.findall(f"{ATOM}entry")
    for one in (feed, *entries):
        (key,), (title,), (updated,) = (
            one.findall(f"{ATOM}{name}") for name in ("id", "title", "updated")
        )
        assert UUID(key.text.removeprefix("urn:uuid:")) and title.text
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", updated.text)
        datetime.fromisoformat(updated.text)
        assert len(one.findall(f"{ATOM}link[@rel='alternate']")) == 1
    assert [one.find(f"{ATOM}title").text.split()[-1] for one in entries] == ["0.2.0", "0.1.0"]
    assert feed.find(f"{ATOM}updated").text == entries[0].find(f"{ATOM}updated").text
    assert "superseded by 0.2.0" in entries[1].find(f"{ATOM}summary").text


def test_the_ids_of_a_feed_stay_where_a_site_moves(online):
    moved = SiteData(replace(online.given, url="https://elsewhere.example.org"))
    one, other = (dict(web_files(data, PATHS))[addresses.FEED].decode() for data in (online, moved))
    assert re.findall("<id>.*</id>", one) == re.findall("<id>.*</id>", other)
    assert len(set(re.findall("<id>.*</id>", one))) == 1 + len(RELEASES)


def test_a_site_without_releases_has_no_feed(published):
    data = SiteData(SiteInput(published, {}, (), URL))
    assert [path for path, _ in web_files(data, PATHS)] == [addresses.SITEMAP]
    assert head(data).all("link", rel="alternate") == []


def test_the_page_of_a_table_has_it_as_a_data_set_of_schema_org(data):
    firsts = [p for p in table_pages(data) if p.template == "table.html" and p.values["json_ld"]]
    assert [page.values["name"] for page in firsts] == list(data.resources)
    for page in firsts:
        name = page.values["name"]
        (script,) = seen(page.path, rendered(page, data)).all("script", type="application/ld+json")
        shown = json.loads(script.text)
        assert shown == json_ld(data, name)
        assert (shown["@context"], shown["@type"]) == ("https://schema.org/", "Dataset")
        assert shown["name"] and shown["description"]
        assert all(address.startswith("https://") for address in shown["license"])
        assert [one["name"] for one in shown["variableMeasured"]] == list(data.fields[name])
        listed = {one["path"] for one in data.descriptor["resources"]}
        for one in shown["distribution"]:
            assert one["@type"] == "DataDownload"
            assert one["contentUrl"].removeprefix("../../data/") in listed
            assert re.fullmatch("[0-9a-f]{64}", one["sha256"])
        assert {"text/csv"} <= {one["encodingFormat"] for one in shown["distribution"]}


def test_a_data_set_covers_the_days_of_its_rows(data):
    assert json_ld(data, "detainers_by_fiscal_year")["temporalCoverage"] == "2013-10-01/2019-09-30"
    assert "temporalCoverage" not in json_ld(data, "abbreviations")


def test_a_data_set_has_whole_addresses_where_that_of_the_site_is_known(online):
    found = json_ld(online, "figures")
    assert found["url"] == f"{URL}/tables/figures/"
    assert found["distribution"][0]["contentUrl"] == f"{URL}/data/csv/figures.csv"


def test_the_feed_in_a_release_tells_no_standing_since_it_cannot_know_one(published):
    releases = tuple(Standing(one.version, one.day) for one in RELEASES)
    data = SiteData(SiteInput(published, {}, releases, URL))
    entries = list(ElementTree.fromstring(feed(data)).iter(f"{ATOM}entry"))
    assert len(entries) == 2
    assert [entry.find(f"{ATOM}summary") for entry in entries] == [None, None]
