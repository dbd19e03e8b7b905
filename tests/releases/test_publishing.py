"""Copying releases elsewhere: to a folder, and over SFTP to a real server."""

import getpass
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_store import MAY_DAY, add, laid_out, standing, tree

from pipeline.cli import oversight
from pipeline.releases.filesystems import Store, Unreachable, open_store
from pipeline.releases.index import EMPTY
from pipeline.releases.soundness import store_notes, store_problems
from pipeline.releases.standings import Refused
from pipeline.releases.store import copy_release, read_index, withdraw


def publish(source, target, version, moved=lambda *_: None):
    return copy_release(source, target, version, moved, print)


@pytest.fixture
def own(tmp_path) -> Store:
    """A store of two releases."""
    store = open_store(tmp_path / "own")
    add(store, "1.0.0")
    add(store, "2.0.0", previous="1.0.0")
    return store


def published(store):
    """What a store holds once it is published: of each release, the files of the data archive too."""
    files = tree(store.path)
    for version in {path.partition("/")[0] for path in files if "/" in path}:
        packed = {
            path.removeprefix(f"{version}/"): content
            for path, content in files.items()
            if path.startswith(f"{version}/")
        }
        files |= {f"{version}/{path}": content for path, content in laid_out(packed).items()}
    return files


@pytest.fixture
def folder(tmp_path) -> Store:
    return open_store(f"file://{tmp_path}/elsewhere/releases")


# To a folder


def test_a_place_that_cannot_be_a_folder_is_named(repository, tmp_path):
    (tmp_path / "file").write_text("mine")
    ran = CliRunner().invoke(
        oversight, ["--root", str(repository), "publish", "--to", str(tmp_path / "file/releases")]
    )
    assert ran.exit_code == 1
    assert ran.output.startswith("stopped: ")
    assert "file/releases" in ran.output


def test_a_copy_has_the_same_bytes_and_the_same_index_and_is_not_made_twice(own, folder):
    for version in ("1.0.0", "2.0.0"):
        assert publish(own, folder, version).files_written
    assert tree(folder.path) == published(own)
    assert store_problems(folder) == []
    outcome = publish(own, folder, "2.0.0")
    assert (outcome.files_written, outcome.index_written) == (False, False)
    assert tree(folder.path) == published(own)


def test_a_withdrawal_is_published_by_publishing_again(own, folder):
    for version in ("1.0.0", "2.0.0"):
        publish(own, folder, version)
    withdraw(own, "2.0.0", "a column was shifted", MAY_DAY, print)
    outcome = publish(own, folder, "1.0.0")
    assert (outcome.files_written, outcome.index_written) == (False, True)
    assert read_index(folder) == read_index(own)


def test_a_copy_that_lacks_a_version_does_not_list_it_and_names_it_as_the_superseding_one(
    own, folder
):
    publish(own, folder, "1.0.0")
    assert standing(folder) == {"1.0.0": ("superseded", "2026-02-01", "2.0.0")}
    assert store_problems(folder) == []


def test_a_release_that_only_the_copy_has_stays_listed(own, folder, tmp_path):
    older = open_store(tmp_path / "older")
    shutil.copytree(own.path, older.path)
    add(own, "3.0.0")
    publish(own, folder, "3.0.0")
    publish(older, folder, "2.0.0")
    assert standing(folder) == {
        "3.0.0": ("current", "2026-03-01", None),
        "2.0.0": ("superseded", "2026-03-01", "3.0.0"),
    }


def test_other_bytes_of_a_published_version_are_refused(own, folder, tmp_path):
    publish(own, folder, "2.0.0")
    before = tree(folder.path)
    other = open_store(tmp_path / "other")
    add(other, "2.0.0", body="2\n")
    with pytest.raises(Refused, match=r"other bytes as 2\.0\.0.*under a new version"):
        publish(other, folder, "2.0.0")
    assert tree(folder.path) == before


def test_a_withdrawal_that_only_the_copy_knows_is_never_undone(own, folder):
    publish(own, folder, "2.0.0")
    withdraw(folder, "2.0.0", "a column was shifted", MAY_DAY, print)
    with pytest.raises(Refused, match="withdraw it here too"):
        publish(own, folder, "1.0.0")
    withdraw(own, "2.0.0", "a column was shifted", MAY_DAY, print)
    publish(own, folder, "1.0.0")
    assert read_index(folder) == read_index(own)


def test_releases_of_another_package_and_unreleased_versions_are_refused(own, tmp_path):
    with pytest.raises(Refused, match=r"9\.0\.0 is not released; there are: 2\.0\.0, 1\.0\.0"):
        publish(own, open_store(tmp_path / "others"), "9.0.0")
    index = Path(own.path) / "index.json"
    (tmp_path / "others").mkdir()
    renamed = index.read_text().replace('"figures', '"others')
    (tmp_path / "others/index.json").write_text(renamed)
    with pytest.raises(Refused, match="releases of others, not of figures"):
        publish(own, open_store(tmp_path / "others"), "2.0.0")


def test_a_damaged_release_is_not_published(own, folder):
    for name in ("figures-2.0.0-project.zip", "figures-2.0.0-site.zip", "figures-2.0.0.zip"):
        file = Path(own.path) / "2.0.0" / name
        sound = file.read_bytes()
        file.write_bytes(sound + b"more")
        with pytest.raises(Refused, match=f"{name} is not the file that SHA256SUMS"):
            publish(own, folder, "2.0.0")
        file.unlink()
        with pytest.raises(Refused, match=f"{name} is missing"):
            publish(own, folder, "2.0.0")
        file.write_bytes(sound)
    assert read_index(folder) == EMPTY


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("nowhere://host/path", "nowhere://host/path: cannot be opened"),
        ("sftp://me:secret@127.0.0.1:9/path", "sftp://me@127.0.0.1:9/path: cannot be opened"),
        ("sftp:host/path", "write a URL with `//`"),
    ],
)
def test_a_target_that_cannot_be_opened_is_named_without_its_password(url, message):
    with pytest.raises(Unreachable, match=message) as problem:
        open_store(url)
    assert "secret" not in str(problem.value)


def test_where_another_run_changes_the_index_meanwhile_this_one_stops(own, request):
    """In a store that cannot be locked."""
    target = open_store(f"memory://{request.node.name}/releases")
    publish(own, target, "1.0.0")

    def another_run(done, total):
        if done == total - 1:
            withdraw(target, "1.0.0", "a column was shifted", MAY_DAY, print)

    with pytest.raises(Refused, match=r"another run changed index\.json meanwhile"):
        publish(own, target, "2.0.0", another_run)
    assert standing(target) == {"1.0.0": ("withdrawn", "2026-05-01", None)}


# Over SFTP, to OpenSSH's own server


SSHD = """
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
AuthorizedKeysFile {folder}/client.pub
PidFile none
UsePAM no
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
Subsystem sftp internal-sftp
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def sshd(tmp_path_factory):
    """A server that lets the user who runs the tests in, by key alone; yields its folder and port."""
    program = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    folder, port = tmp_path_factory.mktemp("sshd"), free_port()
    for key in ("host", "client"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / key], check=True
        )
    (folder / "config").write_text(SSHD.format(port=port, folder=folder))
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(
            exist_ok=True
        )  # sshd(8), "FILES"; a package's start script makes it
    server = subprocess.Popen(
        [program, "-D", "-e", "-f", folder / "config"], stderr=(folder / "log").open("wb")
    )
    host = (folder / "host.pub").read_text()
    (folder / ".ssh").mkdir()
    (folder / ".ssh" / "known_hosts").write_text(f"[127.0.0.1]:{port} {host}")
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    else:
        raise AssertionError((folder / "log").read_text())
    yield folder, port
    server.terminate()
    server.wait(timeout=10)


@pytest.fixture
def sftp(sshd, tmp_path, monkeypatch):
    """How to open a store on the server: URL and options."""
    folder, port = sshd
    monkeypatch.setenv("HOME", str(folder))
    key = {"key_filename": str(folder / "client"), "allow_agent": False, "look_for_keys": False}
    return f"sftp://{getpass.getuser()}@127.0.0.1:{port}{tmp_path}/remote/releases", key


def over_sftp(test):
    """Mark a test that needs a real server."""
    return pytest.mark.system(pytest.mark.needs("sshd", "install openssh-server")(test))


@over_sftp
def test_over_sftp_a_copy_has_the_same_bytes_and_can_be_copied_back(own, sftp, tmp_path, folder):
    target = open_store(sftp[0], **sftp[1])
    for version in ("1.0.0", "2.0.0"):
        publish(own, target, version)
    assert tree(tmp_path / "remote" / "releases") == published(own)
    assert store_problems(target) == []
    assert not publish(own, target, "2.0.0").files_written
    withdraw(own, "1.0.0", "a column was shifted", MAY_DAY, print)
    publish(own, target, "1.0.0")
    assert read_index(target) == read_index(own)
    publish(target, folder, "2.0.0")
    assert tree(f"{folder.path}/2.0.0") == tree(f"{tmp_path}/remote/releases/2.0.0")


KILLED = """
import json, os, signal, sys
from pipeline.releases.filesystems import open_store
from pipeline.releases.store import copy_release

def die(done, total):
    if done == 2:
        os.kill(os.getpid(), signal.SIGKILL)

source, url, options = open_store(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3])
copy_release(source, open_store(url, **options), "2.0.0", die, print)
"""


@over_sftp
def test_over_sftp_a_run_that_was_killed_is_finished_by_the_next(own, sftp, tmp_path):
    target = open_store(sftp[0], **sftp[1])
    publish(own, target, "1.0.0")
    before = tree(tmp_path / "remote" / "releases")
    child = subprocess.run(
        [sys.executable, "-c", KILLED, own.path, sftp[0], json.dumps(sftp[1])], check=False
    )
    assert child.returncode == -signal.SIGKILL
    left = tree(tmp_path / "remote" / "releases")
    assert left.items() > before.items()
    assert [note.partition(" ")[0] for note in store_notes(target)] == [f"{target.label}/2.0.0"]
    assert store_problems(target) == []
    publish(own, target, "2.0.0")
    assert tree(tmp_path / "remote" / "releases") == published(own)


@over_sftp
def test_over_sftp_a_server_that_nobody_has_accepted_gets_nothing(
    sftp, sshd, tmp_path, monkeypatch
):
    with pytest.raises(Unreachable, match=r"is not in known_hosts .*none.*accept it with"):
        monkeypatch.setenv("HOME", str(tmp_path))
        open_store(sftp[0], **sftp[1])
    stranger = (sshd[0] / "client.pub").read_text()
    (tmp_path / ".ssh").mkdir()
    (tmp_path / ".ssh" / "known_hosts").write_text(f"[127.0.0.1]:{sshd[1]} {stranger}")
    with pytest.raises(Unreachable, match="is not in known_hosts"):
        open_store(sftp[0], **sftp[1])
    assert not (tmp_path / "remote").exists()
