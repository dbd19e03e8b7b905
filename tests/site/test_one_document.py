"""One document's pages are made alone, as they are in the whole site."""

import pytest

from pipeline.site import addresses
from pipeline.site.pages import document_files
from pipeline.site.site_data import SiteInput, described_files
from pipeline.site.site_folder import NotASite, write_document

DOCUMENT, OTHER = "oig-20-13", "freebeacon-2018-01-16"


@pytest.fixture(scope="module")
def given(published):
    return SiteInput(published, described_files(published))


def test_the_pages_of_one_document_are_those_of_the_whole_site(site, given, published):
    made = dict(document_files(given, DOCUMENT))
    assert {path for path, content in made.items() if site.files[path] != content} == set()
    kinds = {
        "sources": addresses.document,
        "figures": addresses.figure,
        "relations": addresses.relation,
        "discrepancies": addresses.discrepancy,
        "bounds": addresses.bound,
    }
    for table, address in kinds.items():
        rows = published.rows_by_key(table).items()
        expected = {address(key) for key, row in rows if row["source_id"] == DOCUMENT}
        others = {address(key) for key, row in rows if row["source_id"] != DOCUMENT}
        assert expected <= set(made) and not others & set(made), table
    assert addresses.one_file(DOCUMENT) in made and addresses.STYLE in made
    assert [path for path in made if OTHER in path] == []


def test_a_document_is_written_into_a_site_and_all_else_stays(given, tmp_path):
    folder = tmp_path / "site"
    count = write_document(given, OTHER, folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert len(before) == count
    (folder / addresses.document(OTHER)).write_text("an older page", encoding="utf-8")
    (folder / "tables.html").write_text("another page", encoding="utf-8")
    write_document(given, OTHER, folder)
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert after == {**before, folder / "tables.html": b"another page"}


def test_a_folder_that_is_no_site_is_left_alone(given, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear Sir", encoding="utf-8")
    with pytest.raises(NotASite):
        write_document(given, DOCUMENT, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
