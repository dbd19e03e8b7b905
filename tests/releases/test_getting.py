"""`oversight get`: a release out of a store, whole or not at all."""

import shutil
import zipfile
from datetime import date

import pytest
from click.testing import CliRunner

from pipeline.cli import oversight
from pipeline.releases.filesystems import open_store
from pipeline.releases.store import read_index, withdraw

RELEASES = "releases"


def get(*arguments):
    return CliRunner().invoke(oversight, ["get", *map(str, arguments)])


@pytest.fixture
def store(repository):
    return repository / RELEASES


def test_a_release_is_unpacked_as_it_was_packed(store, tmp_path):
    ran = get("0.1.0", "--from", store, "--into", tmp_path / "got")
    assert ran.exit_code == 0, ran.output
    (archive,) = (store / "0.1.0").glob("*.zip")
    with zipfile.ZipFile(archive) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    got = {
        path.relative_to(tmp_path / "got").as_posix(): path.read_bytes()
        for path in (tmp_path / "got").rglob("*")
        if path.is_file()
    }
    assert got == members
    assert f"{len(members)} files" in ran.output


@pytest.mark.parametrize("arguments", [["9.9.9"], ["0.1.0", "--project"], ["0.2.0", "--site"]])
def test_what_is_not_there_is_not_unpacked(arguments, store, tmp_path):
    ran = get(*arguments, "--from", store, "--into", tmp_path / "got")
    assert ran.exit_code == 1 and "no release is changed" in ran.output
    assert not any(tmp_path.iterdir())


def test_what_a_killed_run_left_is_removed(store, tmp_path):
    (tmp_path / ".incoming-got/csv").mkdir(parents=True)
    (tmp_path / ".incoming-got/csv/half.csv").write_text("half of a f")
    assert get("0.1.0", "--from", store, "--into", tmp_path / "got").exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["got"]
    assert not (tmp_path / "got/csv/half.csv").exists()


def test_nothing_is_written_over(store, tmp_path):
    (tmp_path / "got").mkdir()
    ran = get("0.1.0", "--from", store, "--into", tmp_path / "got")
    assert ran.exit_code == 1 and "exists; name a folder that does not" in ran.output


@pytest.fixture
def own(store, tmp_path):
    """A copy of the store, to damage."""
    shutil.copytree(store, tmp_path / "own")
    return tmp_path / "own"


def test_a_withdrawn_release_is_unpacked_and_says_so(own, tmp_path):
    place = open_store(own)
    for listed in read_index(place).releases:
        withdraw(place, listed.version, "A digit is wrong.", date(2026, 11, 27), print)
    assert get("--from", own, "--into", tmp_path / "latest").exit_code == 1
    ran = get("0.1.0", "--from", own, "--into", tmp_path / "got")
    assert ran.exit_code == 1 and "WITHDRAWN since 2026-11-27: A digit is wrong." in ran.output
    assert (tmp_path / "got/csv/figures.csv").is_file()


def other_bytes(archive):
    archive.write_bytes(archive.read_bytes() + b"more")


def no_archive(archive):
    archive.write_bytes(b"PK")


def member_outside(archive):
    with zipfile.ZipFile(archive, "a") as opened:
        opened.writestr("../outside.txt", "text")


@pytest.mark.parametrize("damage", [other_bytes, no_archive, member_outside])
def test_an_archive_that_is_not_the_one_released_leaves_nothing(damage, own, tmp_path):
    (archive,) = (own / "0.1.0").glob("*.zip")
    damage(archive)
    ran = get("0.1.0", "--from", own, "--into", tmp_path / "new/got")
    assert ran.exit_code == 1, ran.output
    assert isinstance(ran.exception, SystemExit)
    assert "is not the file whose sha256 the index states" in ran.output
    assert not (tmp_path / "new/got").exists() and not (tmp_path / "outside.txt").exists()
