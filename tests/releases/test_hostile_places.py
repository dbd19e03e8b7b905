"""Stores that answer wrongly, and what lies in a release or its archive that may not be there."""

import http.server
import threading
import zipfile
from contextlib import contextmanager
from functools import partial

import pytest
from click.testing import CliRunner

from pipeline.cli import oversight
from pipeline.releases.fetching import fetch
from pipeline.releases.filesystems import Unreachable
from pipeline.releases.index import read_index_file
from pipeline.releases.packages import Unreadable

VERSION = "0.1.0"
ARCHIVE = f"{VERSION}/oversight-figures-{VERSION}.zip"
NO_ANSWER, DAMAGED = "no answer", "damaged"


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
        threading.Thread(target=server.serve_forever, daemon=True).start()
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


def test_a_folder_that_cannot_be_looked_at_holds_no_readable_index(tmp_path):
    with pytest.raises(Unreadable, match="File name too long; correct that"):
        read_index_file(tmp_path / ("n" * 300))
