"""Stores that answer wrongly, and what lies in a release or its archive that may not be there."""

import http.server
import shutil
import threading
import time
import zipfile
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import aiohttp
import pytest
import xlsxwriter
from click.testing import CliRunner

from pipeline.cli import oversight
from pipeline.releases.fetching import fetch
from pipeline.releases.filesystems import Unreachable, chunks, open_store
from pipeline.releases.index import read_index_file
from pipeline.releases.packages import Unreadable, read_package
from pipeline.releases.soundness import store_notes, store_problems
from pipeline.releases.standalone import report
from pipeline.releases.standalone.release import listed_archive, open_release
from pipeline.releases.standings import Refused
from pipeline.releases.store import copy_release, read_index
from pipeline.releases.unpacking import unpack
from pipeline.releases.workbooks import read_book

VERSION = "0.1.0"
ARCHIVE = f"{VERSION}/oversight-figures-{VERSION}.zip"
NO_ANSWER, DAMAGED, SLOW = "no answer", "damaged", "slow"


@contextmanager
def serving(folder, *, index=None, missing=404):
    """A server of a folder that answers for index.json, and for a file that it does not have, as told."""

    class Answering(http.server.SimpleHTTPRequestHandler):
        def do_GET(self):
            self.answered(super().do_GET)

        def do_HEAD(self):
            self.answered(super().do_HEAD)

        def answered(self, soundly):
            answer = index if self.path.endswith("/index.json") else None
            if answer is None and not (folder / self.path.lstrip("/")).is_file():
                answer = missing
            if answer == NO_ANSWER:
                self.close_connection = True
            elif answer == SLOW:
                time.sleep(2)
            elif answer == DAMAGED:
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b'{"schema_version"')
            elif answer:
                self.send_error(answer)
            else:
                soundly()

        def log_message(self, *_):
            pass

    handler = partial(Answering, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def standing(address):
    with fetch(f"{address}/{ARCHIVE}", lambda _: None) as target:
        (release,) = target.releases
        return release.standing_of(VERSION)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (403, "403"),
        (500, "500"),
        (503, "503"),
        (NO_ANSWER, "Server disconnected"),
        (DAMAGED, "is not JSON"),
    ],
)
def test_an_index_that_cannot_be_read_is_not_a_missing_one(answer, reason, repository):
    with serving(repository / "releases", index=answer) as address:
        said = standing(address)
    assert said.startswith("unknown, the index of its store cannot be read: ")
    assert reason in said


def test_an_index_that_does_not_come_in_time_is_not_a_missing_one(repository):
    in_time = {"client_kwargs": {"timeout": aiohttp.ClientTimeout(total=0.2)}}
    with serving(repository / "releases", index=SLOW) as address:
        store = open_store(address, **in_time)
        for read in (lambda: list(chunks(store, "index.json")), lambda: read_index(store)):
            with pytest.raises(Unreachable, match="Timeout") as stopped:
                read()
            assert not isinstance(stopped.value.__cause__, FileNotFoundError)


@pytest.mark.parametrize("answer", [404, 410])
def test_a_store_without_an_index_leaves_the_standing_unknown(answer, repository):
    with serving(repository / "releases", index=answer) as address:
        assert standing(address).startswith("unknown offline")


@pytest.mark.slow
def test_verify_says_why_the_standing_is_unknown_and_so_does_its_exit_code(repository):
    with serving(repository / "releases", index=403) as address:
        ran = CliRunner().invoke(oversight, ["verify", f"{address}/{ARCHIVE}"])
    assert ran.exit_code == 1
    assert "standing               unknown, the index of its store cannot be read" in ran.output
    assert "403" in ran.output


@pytest.mark.slow
def test_a_host_that_answers_403_for_what_it_does_not_have_serves_releases(repository, tmp_path):
    """As some do that list no folders: no index.json below a release, and no signature."""
    zipfile.ZipFile(repository / "releases" / ARCHIVE).extractall(tmp_path / VERSION)
    with (
        serving(tmp_path, missing=403) as address,
        fetch(f"{address}/{VERSION}", lambda _: None) as target,
    ):
        (release,) = target.releases
        assert "403" in release.standing_of(VERSION)
        assert (release.release / "csv/figures.csv").is_file()


def test_a_store_that_cannot_be_read_is_nothing_to_verify_and_the_reason_is_its_answer(repository):
    with (
        serving(repository / "releases", index=500) as address,
        pytest.raises(Unreachable, match=r"500.*index\.json"),
        fetch(address, lambda _: None),
    ):
        raise AssertionError


@pytest.mark.parametrize("put", [Path.mkdir, lambda path: path.symlink_to("nothing"), Path.touch])
def test_a_thing_in_the_place_of_an_index_is_not_a_missing_one(put, repository, tmp_path):
    (tmp_path / VERSION).mkdir()
    shutil.copy(repository / "releases" / ARCHIVE, tmp_path / ARCHIVE)
    with fetch(str(tmp_path / ARCHIVE), lambda _: None) as target:
        assert target.releases[0].standing_of(VERSION).startswith("unknown offline")
    put(tmp_path / "index.json")
    with fetch(str(tmp_path / ARCHIVE), lambda _: None) as target:
        assert "index of its store cannot be read" in target.releases[0].standing_of(VERSION)


def test_an_index_of_something_else_above_a_folder_of_downloads_is_none_of_a_store(
    repository, tmp_path
):
    (tmp_path / "downloads").mkdir()
    shutil.copy(repository / "releases" / ARCHIVE, tmp_path / "downloads/release.zip")
    (tmp_path / "index.json").write_text('{"name": "a program"}')
    with fetch(str(tmp_path / "downloads/release.zip"), lambda _: None) as target:
        assert target.releases[0].standing_of(VERSION).startswith("unknown offline")


def test_a_folder_that_cannot_be_looked_at_holds_no_readable_index(tmp_path):
    with pytest.raises(Unreadable, match="File name too long; correct that"):
        read_index_file(tmp_path / ("n" * 300))


# Archives


def member(name, kind=0):
    made = zipfile.ZipInfo(name)
    made.create_system, made.external_attr = 3, kind << 16
    return made


ZEROS = b"\0" * (900 << 10)
"""Less than what a member may unpack to whatever its size; a thousand times its size in an archive."""
ARCHIVES = {
    "names that differ in case": (["csv/a.csv", "csv/A.csv"], "csv/a.csv has the name of"),
    "folders that differ in case": (["csv/a.csv", "CSV/b.csv"], "csv has the name of CSV"),
    "names in two Unicode forms": (["caf\u00e9", "cafe\u0301"], "has the name of"),
    "a file and a folder": (["csv", "csv/a.csv"], "csv has the name of csv"),
    "outside": (["../evil"], "leads out"),
    "outside by a detour": (["csv/../../evil"], "leads out"),
    "absolute": (["/evil"], "leads out"),
    "a drive": (["C:evil"], "leads out"),
    "a device of Windows": (["csv/nul.csv"], "to a device"),
    "a dot at the end": (["csv/a."], "leads out"),
    "a link": ([member("link", 0o120777)], "is a link"),
    "a device": ([member("device", 0o020666)], "no regular file"),
    "a pipe": ([member("pipe", 0o010644)], "no regular file"),
    "a bomb": ([("zeros", ZEROS * 3)], "zeros unpacks to more than 200 times its size"),
    "many small bombs": ([(f"z{n}", ZEROS) for n in range(9)], "bytes; 1,"),
}


@pytest.fixture(params=ARCHIVES)
def bad(request, tmp_path):
    """An archive of a package with members that may not be there, and what is said of them."""
    members, words = ARCHIVES[request.param]
    path = tmp_path / "bad.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("datapackage.json", '{"version": "1.0.0", "resources": []}')
        for each in members:
            name, content = each if isinstance(each, tuple) else (each, b"x")
            archive.writestr(name, content, zipfile.ZIP_DEFLATED)
    return path, words


def test_an_archive_with_a_member_that_may_not_be_there_is_never_opened_further(bad, tmp_path):
    path, words = bad
    with listed_archive(path) as listed:
        assert words in "\n".join(f"{name} {fault}" for name, fault in listed.problems)
    for opened in (lambda: read_package(path), lambda: unpack(path, tmp_path / "unpacked")):
        with pytest.raises(Unreadable, match="get the archive again") as refused:
            opened()
        assert words in str(refused.value)
    assert [each.name for each in tmp_path.iterdir()] == ["bad.zip"]
    assert not (tmp_path.parent / "evil").exists()


def test_an_archive_with_a_member_that_may_not_be_there_is_not_published(bad, repository, tmp_path):
    path, words = bad
    shutil.copytree(repository / "releases", tmp_path / "releases")
    shutil.copy(path, tmp_path / "releases" / ARCHIVE)
    source, target = (open_store(tmp_path / name) for name in ("releases", "elsewhere"))
    with pytest.raises(Refused) as refused:
        copy_release(source, target, VERSION, lambda *_: None, print)
    assert words in str(refused.value)


@pytest.mark.parametrize("name", ["readme.MD", "CSV/figures.csv"])
def test_names_that_are_one_on_some_systems_are_a_problem_in_a_folder_too(name, unpacked):
    (unpacked / name).parent.mkdir(exist_ok=True)
    (unpacked / name).touch()
    assert "has the name of" in " ".join(fault for _, fault in open_release(unpacked).problems)


def test_an_archive_is_unpacked_into_a_new_folder_only(tmp_path):
    with zipfile.ZipFile(tmp_path / "good.zip", "w") as archive:
        archive.writestr("a.csv", b"")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/kept.txt").touch()
    with pytest.raises(FileExistsError):
        unpack(tmp_path / "good.zip", tmp_path / "mine")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["kept.txt"]


def test_an_archive_may_have_members_for_its_folders(tmp_path):
    with zipfile.ZipFile(tmp_path / "good.zip", "w") as archive:
        for name in ("csv/", "csv/a.csv"):
            archive.writestr(name, b"")
    assert unpack(tmp_path / "good.zip", tmp_path / "unpacked") == 1


@pytest.mark.parametrize(
    ("value", "shown"), [(True, []), (8665, ["shows a number as a truth value"])]
)
def test_a_workbook_shows_no_number_as_a_truth_value(value, shown, tmp_path):
    with xlsxwriter.Workbook(tmp_path / "book.xlsx") as book:
        truth = book.add_format({"num_format": '"TRUE";"TRUE";"FALSE"'})
        book.add_worksheet("figures").write(0, 0, value, truth)
    assert [fault for _, fault in read_book(tmp_path / "book.xlsx").faults] == shown


# What desktops leave

STRAYS = (
    ".DS_Store",
    "csv/._figures.csv",
    "csv/Thumbs.db",
    "desktop.ini",
    "~$oversight-figures.xlsx",
    ".~lock.figures_readable.csv#",
    "oversight-figures.sqlite-shm",
)


@pytest.fixture
def unpacked(repository, tmp_path):
    zipfile.ZipFile(repository / "releases" / ARCHIVE).extractall(tmp_path / "unpacked")
    return tmp_path / "unpacked"


def test_what_a_desktop_leaves_in_a_release_is_named_and_fails_nothing(unpacked, capsys):
    for name in STRAYS:
        (unpacked / name).write_bytes(b"left by a desktop")
    (unpacked / "oversight-figures.sqlite-wal").touch()
    assert report.main([str(unpacked)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "not part of the release: " in said
    for name in (*STRAYS, "oversight-figures.sqlite-wal"):
        assert name in said
    assert CliRunner().invoke(oversight, ["verify", str(unpacked)]).exit_code == 0
    assert read_package(unpacked).files.keys().isdisjoint(STRAYS)


@pytest.mark.parametrize(
    "name", ["oversight-figures.sqlite-journal", "oversight-figures.sqlite-wal"]
)
def test_a_journal_with_content_changes_what_the_database_says_and_is_a_problem(
    name, unpacked, capsys
):
    (unpacked / name).write_bytes(b"pages of another database")
    assert report.main([str(unpacked)]) == 1
    assert f"{name}: is not listed in SHA256SUMS" in capsys.readouterr().out


def test_what_a_desktop_leaves_in_a_store_is_noted_and_not_published(repository, tmp_path):
    shutil.copytree(repository / "releases", tmp_path / "releases")
    for name in (".DS_Store", f"{VERSION}/.DS_Store"):
        (tmp_path / "releases" / name).write_bytes(b"left by a desktop")
    source, target = (open_store(tmp_path / name) for name in ("releases", "elsewhere"))
    assert store_problems(source) == []
    assert f"{source.label}/{VERSION}/.DS_Store is no part of the release" in store_notes(source)
    copy_release(source, target, VERSION, lambda *_: None, print)
    assert store_problems(target) == []
    assert list((tmp_path / "elsewhere").rglob(".DS_Store")) == []
