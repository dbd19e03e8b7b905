"""The folder `datapackage/`: whole or untouched, one writer at a time, and compared file by file."""

import os
from threading import Thread

import pytest

from pipeline.package.exclusive import FILES, exclusive_writer
from pipeline.package.package_folder import differences, write_package

ENTRIES = {".zenodo.json", "CHANGELOG.md", "CITATION.cff", "datapackage", "release.yaml", "sources"}


def never(message):
    raise AssertionError(message)


def assert_written(project, files):
    assert differences(project, files) == []
    assert {path.name for path in project.iterdir()} - set(FILES) == ENTRIES


def test_a_build_that_was_killed_between_its_two_renames_is_taken_up(project, files):
    (project / "datapackage").rename(project / "datapackage.old")
    write_package(project, files, never)
    assert_written(project, files)


def test_leftovers_of_a_killed_build_are_no_part_of_the_next_one(project, files):
    for path in ("datapackage.new/half.csv", "datapackage.old/csv/figures.csv"):
        (project / path).parent.mkdir(parents=True)
        (project / path).write_text("half of a f")
    (project / "CITATION.cff.new").write_text("cff-ver")
    write_package(project, files, never)
    assert_written(project, files)


def test_a_second_writer_waits_and_names_the_first(project, files):
    messages = []
    second = Thread(target=write_package, args=(project, files, messages.append))
    (project / "datapackage/csv/figures.csv").write_text("old")
    with exclusive_writer(project, never):
        second.start()
        second.join(0.3)
        assert second.is_alive()
        assert (project / "datapackage/csv/figures.csv").read_text() == "old"
    second.join(30)
    assert_written(project, files)
    (message,) = messages
    assert f"process {os.getpid()} " in message


@pytest.mark.parametrize(
    ("path", "content", "words"),
    [
        ("datapackage/csv/sources.csv", b"a\n", "csv/sources.csv line 1 reads\n    a\n"),
        ("datapackage/DICTIONARY.md", b"# Data", "DICTIONARY.md differs from line 1 on"),
        ("datapackage/parquet/sources.parquet", b"PAR1", "parquet/sources.parquet has other bytes"),
        ("datapackage/notes.txt", b"", "notes.txt is none of the files that the sources give"),
        ("CITATION.cff", b"", "CITATION.cff at the root is not the one in datapackage/"),
    ],
)
def test_a_file_on_disk_that_the_sources_do_not_give_is_named(path, content, words, project, files):
    write_package(project, files, never)
    (project / path).write_bytes(content)
    (finding,) = differences(project, files)
    assert words in finding.found
    assert finding.found.count("\n") < 5


def test_a_file_that_is_missing_on_disk_is_named(project, files):
    write_package(project, files, never)
    (project / "datapackage/figures.jsonl").unlink()
    (finding,) = differences(project, files)
    assert "figures.jsonl is missing" in finding.found
