"""The site of a release: a third archive, bound by its list, that works alone, and is verified."""

import json
import posixpath
import re
import subprocess
import sys
import zipfile

import pytest
from click.testing import CliRunner

from pipeline.cli import oversight
from pipeline.releases.making import archive_of, made_release, refuse_unverified
from pipeline.releases.release_site import made_site
from pipeline.releases.standalone.checksums import read_checksums
from pipeline.releases.standings import Refused
from pipeline.text.documents import sha256_of

pytestmark = pytest.mark.slow
DATA, SITE = "small-figures-0.1.0.zip", "small-figures-0.1.0-site.zip"
MISSING = "pages are made with altair and vl-convert-python, not installed here"


def run(*arguments):
    return CliRunner().invoke(oversight, [*map(str, arguments)])


def words(ran):
    return " ".join(ran.output.split())


def members(archive):
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


# What the archive holds


def test_the_archive_holds_what_its_list_names_and_the_data_bind_the_list(packed):
    data, pages = members(packed / DATA), members(packed / SITE)
    listed = {name: sha256_of(content) for name, content in pages.items()}
    assert read_checksums(data["SHA256SUMS.site"]) == listed
    assert {name.partition("/")[0] for name in pages} == {"site"}
    assert not [name for name in data if name.startswith("site/")]
    bound = read_checksums(data["SHA256SUMS"])
    assert bound["SHA256SUMS.site"] == sha256_of(data["SHA256SUMS.site"])
    assert bound.keys() == data.keys() - {"SHA256SUMS"}


def test_every_link_of_a_page_stays_in_the_site(site):
    pages = {path: content.decode() for path, content in site.items() if path.endswith(".html")}
    linked = {
        (path, posixpath.normpath(posixpath.join(posixpath.dirname(path), target)))
        for path, text in pages.items()
        for target in re.findall(r'(?:href|src)="([^"#?:]+)["#?]', text)
    }
    assert {target for _, target in linked} - site.keys() == set()
    assert [target for _, target in linked if target.endswith("data/csv/figures.csv")]


def test_the_data_to_download_are_those_of_the_release(packed):
    data, pages = members(packed / DATA), members(packed / SITE)
    copies = [name for name in data if f"site/data/{name}" in pages]
    unlike = {name for name in copies if pages[f"site/data/{name}"] != data[name]}
    assert unlike == {"SHA256SUMS", "dataset.jsonld"}  # the release's list the site, too
    assert len(copies) > 40


def test_the_same_project_gives_the_same_pages(checked, site):
    assert made_site(checked) == site


def test_the_page_of_releases_names_versions_and_no_standing(site, store):
    page = site["site/releases/index.html"].decode()
    assert '<th scope="row">0.1.0</th><td>January 1, 2026</td></tr>' in page
    assert "<code>index.json</code> in the store of the release" in page
    front = site["site/index.html"].decode()
    assert '<h2 id="newest">This release</h2>\n<p>0.1.0, January 1, 2026. ' in front
    index = json.loads((store / "index.json").read_text())
    told = b"".join(site.values())
    assert index["releases"][0]["sha256sums"].encode() not in told
    assert b"current since" not in told


def test_it_is_unpacked_where_one_asks_for_it(store, tmp_path):
    ran = run("get", "--from", store, "--site", "--into", tmp_path / "got")
    assert ran.exit_code == 0, ran.output
    assert (tmp_path / "got/site/index.html").is_file()
    assert not (tmp_path / "got/project").exists()
    ran = run("verify", tmp_path / "got")
    assert ran.exit_code == 0, ran.output
    assert "site/ (" in ran.output and "that these pages show what the tables" in words(ran)
    run("get", "--from", store, "--into", tmp_path / "data alone")
    assert not (tmp_path / "data alone/site").exists()


# Forgeries of the archive


def page_changed(pages):
    name = "site/index.html"
    pages[name] = pages[name].replace(b"</main>", b"<p>All is checked.</p></main>")


def page_added(pages):
    pages["site/more.html"] = b"<p>All is checked."


def page_removed(pages):
    del pages["site/releases/index.html"]


def file_beside_the_site(pages):
    pages["csv/figures.csv"] = b"figure_id\n"


FORGED = {
    page_changed: "site/index.html has other bytes than those listed",
    page_added: "site/more.html is not listed",
    page_removed: "site/releases/index.html is missing",
    file_beside_the_site: "csv/figures.csv is not listed",
}


@pytest.mark.parametrize("forge", FORGED)
def test_a_forged_archive_is_refused_even_where_the_index_states_its_hash(forge, packed):
    pages = members(packed / SITE)
    forge(pages)
    (packed / SITE).write_bytes(archive_of(pages))
    assert run("verify", packed).exit_code == 1
    index = packed.parent / "index.json"
    document = json.loads(index.read_text())
    content = (packed / SITE).read_bytes()
    stated = {"sha256": sha256_of(content), "bytes": len(content)}
    document["releases"][0]["site"] |= stated
    index.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
    ran = run("verify", packed)
    assert ran.exit_code == 1 and f"{SITE}: {FORGED[forge]}" in ran.output
    assert "the index states" not in ran.output
    alone = packed.parent / "verify.py"
    alone.write_bytes(members(packed / DATA)["verify.py"])
    command = [sys.executable, "-I", alone, packed / DATA]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 1 and f"{SITE}: {FORGED[forge]}" in told.stdout
    got = run("get", "--from", packed.parent, "--site", "--into", packed.parent / "got")
    assert got.exit_code == 1 and FORGED[forge] in words(got)
    assert not (packed.parent / "got").exists()


def test_an_archive_whose_hash_the_index_does_not_state_is_no_part_of_the_release(packed):
    (packed / SITE).write_bytes((packed / SITE).read_bytes() + b"more")
    ran = run("verify", packed)
    assert ran.exit_code == 1 and f"{SITE}: the index states the sha256" in ran.output
    (packed / SITE).unlink()
    ran = run("verify", packed.parent)
    assert ran.exit_code == 1 and f"0.1.0/{SITE}" in ran.output and "is missing" in ran.output


def test_what_was_made_is_verified_with_its_site_before_it_is_released(checked, site):
    made = made_release(checked, site, None)
    made.files[SITE] = archive_of({"site/index.html": b"<p>"})
    with pytest.raises(Refused, match=r"-site\.zip: site/index\.html has other bytes"):
        refuse_unverified(made, lambda _: None)


@pytest.mark.usefixtures("without_the_extra")
@pytest.mark.parametrize("command", ["site", "release"])
def test_what_makes_pages_names_the_remedy_where_it_cannot(command, checked):
    ran = run("--root", checked.root, command)
    assert ran.exit_code == 2 and isinstance(ran.exception, SystemExit)
    remedy = f"install oversight-figures[site], or run `make {command}` in a checkout"
    assert f"{MISSING}: {remedy}" in words(ran)
    assert not (checked.root / "site").exists() and not (checked.root / "releases").exists()


# What is refused


@pytest.mark.parametrize("kind", ["folder", "link to nothing", "below a file"])
def test_a_folder_to_look_at_is_a_new_one(kind, checked, tmp_path):
    target = tmp_path / "look"
    if kind == "folder":
        target.mkdir()
    elif kind == "link to nothing":
        target.symlink_to(tmp_path / "nothing")
    else:
        target = checked.root / "release.yaml" / "look"
    ran = run("--root", checked.root, "release", "--into", target)
    assert ran.exit_code == 1
    outcome = "is not written" if kind == "below a file" else "exists; name a folder that does not"
    assert f"{target} {outcome}" in words(ran)


def test_a_key_that_does_not_sign_releases_nothing(checked, tmp_path):
    (tmp_path / "key").write_text("not a key\n")
    ran = run("--root", checked.root, "release", "--sign", tmp_path / "key")
    assert ran.exit_code == 1 and "does not sign" in words(ran)
    assert not (checked.root / "releases").exists()


def test_a_release_has_a_site(checked, tmp_path):
    (tmp_path / "list").write_text("")
    ran = run("--root", checked.root, "release", "--without-site", tmp_path / "list")
    assert ran.exit_code == 2 and "a release has a site: --without-site needs --into" in words(ran)
