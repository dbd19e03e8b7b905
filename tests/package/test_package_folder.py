"""The folder `datapackage/`: whole or untouched, one writer at a time, and compared file by file."""

import errno
import os
import stat
from pathlib import Path
from threading import Thread

import pytest

from pipeline.package.exclusive import FILES, exclusive_writer
from pipeline.package.package_folder import NotWritten, differences, write_package

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


def test_leftovers_that_are_links_are_removed_and_not_followed(project, files, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept.txt").write_text("kept")
    (project / "datapackage.new").symlink_to(elsewhere)
    (project / "CHANGELOG.md.new").symlink_to(elsewhere / "kept.txt")
    write_package(project, files, never)
    assert_written(project, files)
    assert (elsewhere / "kept.txt").read_text() == "kept"


def misplace(path, kind, elsewhere):
    path.rename(elsewhere)
    if kind == "link":
        path.symlink_to(elsewhere)
    elif kind == "file":
        path.write_text("mine")
    else:
        path.mkdir()


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("datapackage", "link", "datapackage is a link"),
        ("datapackage", "file", "datapackage is no folder"),
        ("CHANGELOG.md", "link", "CHANGELOG.md is a link"),
        ("CITATION.cff", "folder", "CITATION.cff is no file"),
    ],
)
def test_a_link_or_another_thing_in_its_place_is_refused_and_nothing_is_touched(
    name, kind, words, project, files, tmp_path
):
    misplace(project / name, kind, tmp_path / "elsewhere")
    before = sorted((path, path.lstat().st_mtime_ns) for path in project.rglob("*"))
    with pytest.raises(NotWritten, match=rf"^{words}; move it elsewhere.* is unchanged$"):
        write_package(project, files, never)
    assert sorted((path, path.lstat().st_mtime_ns) for path in project.rglob("*")) == before
    (finding,) = differences(project, files)
    assert (finding.file, finding.found) == (name, words)


@pytest.mark.parametrize(
    ("refused", "state", "old_package"),
    [
        ({"datapackage"}, "; datapackage/ is unchanged", True),
        ({"datapackage.new"}, "; datapackage/ is unchanged", True),
        ({"datapackage.new", "datapackage.old"}, "; the package is in datapackage.old/", False),
        ({"CHANGELOG.md.new"}, "; datapackage/ is the new one, and the next build", False),
    ],
)
def test_where_a_rename_fails_the_message_says_what_is_on_the_disk(
    refused, state, old_package, project, files, monkeypatch
):
    (project / "datapackage/csv/figures.csv").write_text("old")
    replace = Path.replace

    def full(path, target):
        if path.name in refused:
            raise OSError(28, "No space left on device", str(path))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(NotWritten) as stopped:
        write_package(project, files, never)
    assert "No space left on device" in str(stopped.value)
    assert state in str(stopped.value)
    package = project / "datapackage/csv/figures.csv"
    assert (package.exists() and package.read_text() == "old") == old_package
    monkeypatch.undo()
    write_package(project, files, never)
    assert_written(project, files)


def test_every_file_is_on_the_disk_before_the_package_has_its_name(project, files, monkeypatch):
    synced, replace = set(), Path.replace
    monkeypatch.setattr(os, "fsync", lambda number: synced.add(os.fstat(number).st_ino))

    def after_all_is_synced(path, target):
        if path.name == "datapackage.new":
            written = {path.stat().st_ino, *(each.stat().st_ino for each in path.rglob("*"))}
            assert len(written) > len(files)
            assert written <= synced
            synced.clear()
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", after_all_is_synced)
    write_package(project, files, never)
    assert project.stat().st_ino in synced
    assert_written(project, files)


def test_a_file_system_that_cannot_sync_folders_is_good_enough(project, files, monkeypatch):
    synced = os.fsync

    def without_folders(number):
        if stat.S_ISDIR(os.fstat(number).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        synced(number)

    monkeypatch.setattr(os, "fsync", without_folders)
    write_package(project, files, never)
    assert_written(project, files)


def test_a_package_that_a_killed_build_left_beside_its_place_is_named(project, files):
    (project / "datapackage").rename(project / "datapackage.old")
    (finding,) = differences(project, files)
    assert "it left the package in datapackage.old/" in finding.found


@pytest.mark.parametrize(
    ("path", "content", "words"),
    [
        ("datapackage/csv/sources.csv", b"a\n", "csv/sources.csv differs from line 1 on"),
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
    assert words in " ".join(finding.found.split())
    assert finding.found.count("\n") == 1


def test_of_many_files_that_differ_ten_are_named_and_the_others_counted(project, files):
    write_package(project, files, never)
    for path in files:
        (project / "datapackage" / path).write_bytes(b"x")
    (finding,) = differences(project, files)
    _, *lines, last = finding.found.splitlines()
    assert (len(lines), last) == (10, f"  and {len(files) - 10} more files")
    assert all(line.startswith("  csv/") for line in lines)


def test_a_file_that_is_missing_on_disk_is_named(project, files):
    write_package(project, files, never)
    (project / "datapackage/figures.jsonl").unlink()
    (finding,) = differences(project, files)
    assert "figures.jsonl  is missing" in finding.found
