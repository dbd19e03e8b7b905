"""`oversight site`: pages in a folder of their own, from the checkout or from a release."""

import pytest
from click.testing import CliRunner

from pipeline.cli import oversight

pytestmark = pytest.mark.slow


def run(root, *arguments):
    return CliRunner().invoke(oversight, ["--root", str(root), "site", *map(str, arguments)])


def test_pages_of_a_release_name_every_release_and_its_standing(repository, tmp_path):
    ran = run(repository, "--release", "0.2.0", "--out", tmp_path / "site")
    assert ran.exit_code == 0, ran.output
    releases = (tmp_path / "site/releases/index.html").read_text(encoding="utf-8")
    assert "Oversight Figures 0.2.0" in releases and "superseded by 0.2.0" in releases
    again = run(repository, "--release", "0.2.0", "--out", tmp_path / "site")
    assert again.exit_code == 0 and again.output == ran.output


def test_a_release_without_the_tables_of_pages_says_so(repository, tmp_path):
    ran = run(repository, "--release", "0.1.0", "--out", tmp_path / "site")
    assert ran.exit_code == 1 and "pages are made from releases since 0.2.0" in ran.output
    assert not (tmp_path / "site").exists()


def test_a_folder_that_is_no_site_is_left_as_it_is(repository, tmp_path):
    (tmp_path / "notes.txt").write_text("precious")
    ran = run(repository, "--out", tmp_path)
    assert ran.exit_code == 1 and "is no site" in ran.output
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_document_that_is_not_there_is_named_with_those_that_are(repository, tmp_path):
    ran = run(repository, "--document", "oig-99-99", "--out", tmp_path / "site")
    assert ran.exit_code == 1 and "no document oig-99-99; there are" in ran.output
    assert "oig-20-13" in ran.output and not (tmp_path / "site").exists()
