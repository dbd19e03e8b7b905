"""The documentation that Sphinx makes: its links, that its reference is complete and true, and its look in a browser."""

import inspect
import re
import sys
from functools import cache

import click
import pytest
from axe_core import OF_COLORS, load, violations
from click.testing import CliRunner
from crawling import seen, target
from walking import go

from pipeline.cli import oversight
from pipeline.site import about_page
from pipeline.site.addresses import SEARCH
from pipeline.site.documentation import NoDocumentation, documentation_files
from pipeline.site.rendering import rendered
from pipeline.site.search_index import records_of
from pipeline.site.site_data import SiteData, SiteInput, described_files
from pipeline.sources.finding_codes import CODES
from pipeline.sources.json_schemas import MODELS

pytestmark = [pytest.mark.slow, pytest.mark.system]
FRONT = "docs/index.html"
ELSEWHERE = {"https://datapackage.org"}
"""The sites that pages may link to: official ones, each for a reason."""
OWN_COMMANDS = sorted(oversight.commands)


@pytest.fixture(scope="module")
def made(repository):
    """Each file by its path in the site. A warning of Sphinx, such as of a page in no list, fails here."""
    return documentation_files(repository)


@pytest.fixture(scope="module")
def built(made):
    """Each page by its path in the site, as a reader without a browser sees it."""
    return {path: seen(path, content) for path, content in made.items() if path.endswith(".html")}


@pytest.fixture(scope="module")
def on_disk(made, tmp_path_factory):
    root = tmp_path_factory.mktemp("documentation")
    for path, content in made.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


@cache
def words(text):
    return " ".join(text.replace("`", "").split())


def test_every_link_leads_to_a_file_and_every_fragment_to_one_place_in_it(made, built):
    dead = []
    for page in built.values():
        for address in page.links:
            path, fragment = target(page.path, address)
            if path is None:
                site = re.match(r"https://[^/]+", address)
                wrong = site is None or site[0] not in ELSEWHERE
            elif path == "index.html":
                wrong = fragment != ""  # the front page of the data
            else:
                wrong = path not in made or (fragment and built[path].ids.count(fragment) != 1)
            dead += [(page.path, address)] if wrong else []
    assert dead == []


def test_every_page_has_a_policy_before_anything_is_loaded_and_nothing_of_its_own(built):
    for page in built.values():
        head = [tag for tag in page.tags if tag.name in ("meta", "link", "script")]
        policy = next(tag for tag in page.tags if tag.get("http-equiv"))
        assert all(tag.name == "meta" for tag in head[: head.index(policy)]), page.path
        assert "default-src 'none'" in policy["content"] and "unsafe" not in policy["content"]
        assert page.all("style") == []
        assert [tag for tag in page.all("script") if not tag.get("src")] == []
        assert [t for t in page.tags if any(a.startswith("on") for a in t.attributes)] == []


def test_every_page_has_one_heading_above_all_and_a_title(built):
    for page in built.values():
        assert len(page.all("h1")) == 1, page.path
        assert page.one("title").words, page.path


def sections_of(built):
    page = built["docs/reference/command.html"]
    return {tag["id"]: tag for tag in page.all("section") if "id" in tag.attributes}


@pytest.mark.parametrize("name", OWN_COMMANDS)
def test_the_reference_has_what_the_help_of_a_command_says(name, built):
    section = words(sections_of(built)[f"oversight-{name}"].text)
    shown = CliRunner().invoke(oversight, [name, "--help"], prog_name="oversight").output
    description, _, _ = shown.partition("\nOptions:\n")
    usage, *paragraphs = description.split("\n\n")
    assert words(usage.removeprefix("Usage: ")) in section
    for paragraph in paragraphs:
        assert words(re.sub(r"^ *Examples?:$", "", paragraph, flags=re.MULTILINE)) in section
    for option in oversight.commands[name].params:
        if isinstance(option, click.Option) and not option.hidden:
            assert option.opts[0] in section
            assert words(inspect.cleandoc(option.help or "")) in section


def test_every_command_is_in_the_reference_and_no_other(built):
    found = {one.removeprefix("oversight-") for one in sections_of(built) if "oversight-" in one}
    assert found == set(OWN_COMMANDS)


@pytest.fixture(scope="module")
def reference(repository):
    """The module that writes the fields of files."""
    sys.path.append(str(repository / "docs"))
    from extensions import generated_parts

    return generated_parts


@pytest.mark.parametrize("name", MODELS)
def test_every_field_of_a_file_is_in_the_reference_with_words_and_an_example(
    name, built, reference
):
    page = built[f"docs/reference/files/{name}.html"]
    schema = reference.schemas()[name]
    for model, inner in {name: schema, **schema.get("$defs", {})}.items():
        for field, what in inner.get("properties", {}).items():
            assert page.ids.count(reference.anchor(name, model, field)) == 1, f"{model}.{field}"
            assert what.get("description") or "const" in what, f"{model}.{field}"
            if "$ref" not in str(what) and "const" not in what and what.get("type") != "boolean":
                given = reference.example_of(model, field, what) or "enum" in str(what)
                assert given, f"{model}.{field} is used nowhere: give its model `examples=`"


def test_every_finding_has_its_place(built):
    assert set(CODES) <= set(built["docs/findings.html"].ids)


def test_every_published_table_and_column_is_in_the_reference(built, published):
    page = built["docs/reference/tables.html"]
    names = {tag.words for tag in page.all("code")}
    for resource in published.descriptor["resources"]:
        if resource["format"] == "csv":
            assert resource["name"] in names
            missing = {one["name"] for one in resource["schema"]["fields"]} - names
            assert missing == set(), resource["name"]


def test_pages_of_the_site_link_to_it_where_it_is(published):
    def head(documentation):
        given = SiteInput(published, described_files(published), documentation=documentation)
        data = SiteData(given)
        return rendered(next(about_page.pages(data)), data).decode()

    link = '<a href="../docs/index.html">Documentation</a>'
    assert link not in head(None)
    assert link in head({FRONT: b""})


def test_the_search_of_the_site_finds_its_pages_and_headings_where_it_is(published, made, built):
    def found(documentation):
        given = SiteInput(published, described_files(published), documentation=documentation)
        every = records_of(SiteData(given))
        return [record for record in every if record["kind"] == "Documentation"]

    records = found(made)
    assert {"Add a report", "What is refused"} <= {record["title"] for record in records}
    for record in records:
        path, fragment = target(SEARCH, record["href"])
        headings = [one for n in range(1, 7) for one in built[path].all(f"h{n}")]
        assert fragment == "" or fragment in built[path].ids, record["href"]
        assert any(words(record["title"]) in words(one.words) for one in headings), record["href"]
    assert found(None) == []


@pytest.mark.full
def test_the_command_puts_it_into_the_site(repository, tmp_path, made):
    root = ["--root", str(repository)]
    ran = CliRunner().invoke(oversight, [*root, "site", "--docs", "--out", str(tmp_path / "site")])
    assert ran.exit_code == 0, ran.output
    for path, content in made.items():
        assert (tmp_path / "site" / path).read_bytes() == content, path
    assert "docs/index.html" in seen("", (tmp_path / "site/index.html").read_bytes()).links


def test_it_is_of_a_whole_checkout(repository, tmp_path):
    with pytest.raises(NoDocumentation, match=r"has no docs/conf\.py"):
        documentation_files(tmp_path)
    of_a_release = ["--root", str(repository), "site", "--docs", "--release", "0.3.0"]
    ran = CliRunner().invoke(oversight, of_a_release)
    assert ran.exit_code == 2 and "all pages of a checkout" in ran.output


@pytest.mark.needs("chromium", "install Chromium (Debian: chromium)")
@pytest.mark.parametrize(
    ("path", "width", "scheme"),
    [
        ("docs/howto/discrepancy.html", 390, "dark"),
        ("docs/reference/files/figures.html", 1280, "light"),
        pytest.param("docs/howto/discrepancy.html", 1280, "light", marks=pytest.mark.full),
        pytest.param("docs/reference/command.html", 390, "light", marks=pytest.mark.full),
    ],
)
def test_axe_finds_nothing_and_nothing_is_too_wide(path, width, scheme, on_disk, open_page):
    page = open_page(color_scheme=scheme, viewport={"width": width, "height": 844})
    go(page, on_disk.as_uri(), path)
    load(page)
    assert violations(page, OF_COLORS if scheme == "dark" else None) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.needs("chromium", "install Chromium (Debian: chromium)")
def test_search_finds_a_page_in_a_folder(on_disk, open_page):
    page = open_page()
    go(page, on_disk.as_uri(), "docs/search.html")
    page.get_by_role("searchbox").fill("waiver")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Waive numerals").first.click()
    page.wait_for_url("**/howto/waive.html*")
