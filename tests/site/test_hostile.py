"""Markup, script and addresses of script in a document, its title and its entries come out as text."""

import json

import pytest
from making_sites import built, site_of
from reports import MEASURES, Report, new_corpus
from walking import smallest_with_every_element

pytestmark = pytest.mark.slow

SCRIPT = "<script>alert(title)</script>"
TITLE = f"What </title>{SCRIPT} inspectors & <b onclick=alert(click)>did</b>"
ADDRESS = "javascript:alert(address)"
QUOTE = "Inspectors <img src=x onerror=alert(image)> visited 30 'jails' \\\"--> {{ policy }}"
HOSTILE = Report(
    "hostile",
    f"""
    {TITLE}
    {QUOTE.replace(chr(92), "")} .
    Kind<style>*{{display:none}}</style> | Visits
    <svg onload=alert(table)> | 12
    {ADDRESS} | 18
    Source: records.
    """,
    {
        "figures.yaml": f"""
        transcribed_by: person
        checked_by: none
        figures:
          - id: jails
            measure: visits
            quote: "{QUOTE}"
            at: "30"
            value: 30
            population: "</script><script>alert()</script>"
        """,
        "tables/visits.yaml": """
        name: visits
        title: "Visits </h1><script>alert(heading)</script>"
        description: "[link](javascript:alert(link)) <iframe src=javascript:alert(frame)>"
        columns:
          - {name: kind, type: string, title: "<i>Kind</i>", description: "\\" onmouseover=alert(hover) x=\\""}
          - {name: visits, type: integer, title: Visits, description: Visits., unit: visits}
        primaryKey: [kind]
        read:
          kind: grid
          header: ["Kind<style>*{display:none}</style>", Visits]
          columns: [kind, visits]
          ends_before: "Source: records."
        """,
    },
)
ALLOWED_SCHEMES = ("https://", "http://", "mailto:")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    root = new_corpus(tmp_path_factory.mktemp("hostile") / "corpus", HOSTILE)
    about = root / "sources/hostile/source.yaml"
    about.write_text(about.read_text().replace("publisher: Office", f"publisher: {SCRIPT} Office"))
    measures = root / "sources/measures.yaml"
    measures.write_text(
        measures.read_text().replace("Visits of inspectors.", f'"{SCRIPT} Visits."')
    )
    assert SCRIPT in measures.read_text() and "Visits of inspectors." in MEASURES
    return site_of(built(root))


def test_nothing_of_a_document_becomes_an_element_or_an_attribute(site):
    for path, page in site.pages.items():
        for tag in page.tags:
            assert tag.name not in ("iframe", "object", "embed", "b"), path
            assert tag.name != "base" or "href" not in tag.attributes, path
            assert not [name for name in tag.attributes if name.startswith("on")], path
            assert (
                tag.name != "script" or tag.get("src") or tag.get("type") == "application/ld+json"
            )


def test_no_address_of_script_is_a_link(site):
    for path, page in site.pages.items():
        for address in page.links:
            plain = "".join(address.split()).lower()
            assert ":" not in plain.partition("#")[0] or plain.startswith(ALLOWED_SCHEMES), path


def test_what_is_written_is_read(site):
    """It is shown as it is written, not left out, and no template is made of it."""
    shown = [(path, page.all("main")[0].text) for path, page in site.pages.items()]
    for words in (
        SCRIPT,
        "<svg onload=alert(table)>",
        ADDRESS,
        "onerror=alert(image)",
        "{{ policy }}",
    ):
        assert any(words in text for _, text in shown), words
    titles = [page.all("title")[0].text for page in site.pages.values()]
    assert any(title.startswith("Visits </h1>") for title in titles)


def test_a_shard_of_the_search_is_a_call_with_records_and_nothing_else(site):
    shard = site.files["search/shard-1.js"].decode("ascii")
    records = json.loads(shard.removeprefix("addToSearch(").removesuffix(");\n"))
    (figure,) = [record for record in records if record["kind"] == "Figure"]
    assert "onerror=alert(image)" in figure["detail"]


@pytest.mark.needs("chromium", "install chromium")
def test_a_browser_runs_nothing_of_it(site, tmp_path, open_page):
    for path, content in site.files.items():
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    page = open_page()
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    for path in smallest_with_every_element(site.pages):
        page.goto((tmp_path / path).as_uri())
    page.goto((tmp_path / "search/index.html").as_uri() + "#q=" + "jails")
    page.locator("#search-results a").first.wait_for()
