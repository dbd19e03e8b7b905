"""Copying releases elsewhere: folders, a real SFTP server, and S3 as an emulator plays it."""

import getpass
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from datetime import date
from hashlib import sha256
from pathlib import Path
from threading import Lock

import pytest
from test_store import NAME, add, entry_of, small_release, standing, tree

from pipeline.releases.filesystems import Store, Unreachable, open_store
from pipeline.releases.soundness import store_notes, store_problems
from pipeline.releases.standings import Refused, with_withdrawal
from pipeline.releases.store import add_release, copy_release, read_index, withdraw
from pipeline.releases.index import EMPTY, archive_name, index_bytes

SIZE = 1_500_000


@pytest.fixture(scope="module")
def source(tmp_path_factory) -> Store:
    """A store of two releases."""
    store = open_store(tmp_path_factory.mktemp("source") / "releases")
    add(store, "1.0.0", size=1000)
    add(store, "2.0.0", size=SIZE, previous="1.0.0")
    return store


@pytest.fixture
def own(source, tmp_path) -> Store:
    """A copy of that store, which a test may change."""
    shutil.copytree(source.path, tmp_path / "own")
    return open_store(tmp_path / "own")


def files_of(store):
    """Everything under a store, wherever it lies: path → bytes."""
    store.filesystem.invalidate_cache()
    return {
        path.removeprefix(f"{store.path}/"): store.filesystem.cat_file(path)
        for path in store.filesystem.find(store.path)
    }


# To a folder


@pytest.fixture
def folder(tmp_path) -> Store:
    return open_store(f"file://{tmp_path}/elsewhere/releases")


def test_a_copy_has_the_same_bytes_and_the_same_index(own, folder):
    for version in ("1.0.0", "2.0.0"):
        assert copy_release(own, folder, version).files_written
    assert tree(folder.path) == tree(own.path)
    assert store_problems(folder) == []


def test_publishing_again_changes_nothing(own, folder):
    copy_release(own, folder, "2.0.0")
    before = tree(folder.path)
    outcome = copy_release(own, folder, "2.0.0")
    assert (outcome.files_written, outcome.index_written) == (False, False)
    assert tree(folder.path) == before


def test_a_withdrawal_is_published_by_publishing_again(own, folder):
    for version in ("1.0.0", "2.0.0"):
        copy_release(own, folder, version)
    withdraw(own, "2.0.0", "a column was shifted", date(2026, 5, 1))
    outcome = copy_release(own, folder, "1.0.0")
    assert (outcome.files_written, outcome.index_written) == (False, True)
    assert read_index(folder) == read_index(own)
    assert read_index(folder).latest == "1.0.0"


def test_a_copy_that_lacks_a_version_does_not_list_it_and_says_that_it_is_superseded(own, folder):
    copy_release(own, folder, "1.0.0")
    assert standing(folder) == {"1.0.0": ("superseded", "2026-02-01", "2.0.0")}
    assert store_problems(folder) == []


def test_what_a_copy_alone_holds_stays_listed(own, folder, tmp_path):
    older = open_store(tmp_path / "older")
    shutil.copytree(own.path, older.path)
    add(own, "3.0.0", size=10)
    copy_release(own, folder, "3.0.0")
    copy_release(older, folder, "2.0.0")
    assert standing(folder) == {
        "3.0.0": ("current", "2026-03-01", None),
        "2.0.0": ("superseded", "2026-03-01", "3.0.0"),
    }


def test_other_bytes_of_a_published_version_are_refused(own, folder, tmp_path):
    copy_release(own, folder, "2.0.0")
    before = tree(folder.path)
    other = open_store(tmp_path / "other")
    add(other, "2.0.0", body="2\n", size=10)
    with pytest.raises(Refused, match=r"other bytes as 2\.0\.0.*under a new version"):
        copy_release(other, folder, "2.0.0")
    assert tree(folder.path) == before


def test_a_withdrawal_that_only_the_copy_knows_is_never_undone(own, folder):
    copy_release(own, folder, "2.0.0")
    withdraw(folder, "2.0.0", "a column was shifted", date(2026, 5, 1))
    with pytest.raises(Refused, match="withdraw it here too"):
        copy_release(own, folder, "1.0.0")
    withdraw(own, "2.0.0", "a column was shifted", date(2026, 5, 1))
    copy_release(own, folder, "1.0.0")
    assert read_index(folder) == read_index(own)


def test_releases_of_another_package_are_refused(own, folder):
    files, _ = small_release("1.0.0", size=10)
    files[f"others-{'1.0.0'}.zip"] = files.pop(f"{NAME}-1.0.0.zip")
    archive = {f"{NAME}-1.0.0.zip": files["others-1.0.0.zip"], **files}
    entry = entry_of(archive, "1.0.0").model_copy(update={"archive": "others-1.0.0.zip"})
    add_release(folder, "others", files, entry)
    with pytest.raises(Refused, match="releases of others, not of figures"):
        copy_release(own, folder, "2.0.0")


def test_a_version_that_is_not_released_cannot_be_published(own, folder):
    with pytest.raises(Refused, match=r"9\.0\.0 is not released; there are: 2\.0\.0, 1\.0\.0"):
        copy_release(own, folder, "9.0.0")


def test_a_damaged_release_is_not_published(own, folder):
    file = Path(own.path) / "2.0.0" / "README.md"
    file.write_bytes(b"version 2.0.1\n")
    with pytest.raises(Refused, match=r"README\.md is not the file that SHA256SUMS"):
        copy_release(own, folder, "2.0.0")
    assert read_index(folder) == EMPTY
    file.unlink()
    with pytest.raises(Refused, match=r"README\.md is missing"):
        copy_release(own, folder, "2.0.0")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nowhere://host/path", "nowhere://host/path: cannot be opened"),
        ("sftp://me:secret@127.0.0.1:9/path", "sftp://me@127.0.0.1:9/path: cannot be opened"),
    ],
)
def test_a_target_that_cannot_be_opened_is_named_without_its_password(url, said):
    with pytest.raises(Unreachable, match=said) as problem:
        open_store(url)
    assert "secret" not in str(problem.value)


def test_a_folder_that_cannot_be_made_is_named(own, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(Unreachable, match="file/releases: NotADirectoryError"):
        copy_release(own, open_store(tmp_path / "file" / "releases"), "2.0.0")


def test_any_file_system_of_fsspec_will_do(own):
    memory = open_store("memory://somewhere/releases")
    for version in ("1.0.0", "2.0.0"):
        copy_release(own, memory, version)
    assert files_of(memory) == tree(own.path)


@pytest.fixture
def memory(own, request) -> Store:
    """A store where nothing is locked, which holds the first release."""
    store = open_store(f"memory://{request.node.name}/releases")
    copy_release(own, store, "1.0.0")
    return store


def test_a_run_stops_before_an_index_that_another_run_wrote_meanwhile(own, memory):
    other = index_bytes(
        with_withdrawal(read_index(memory), "1.0.0", "a column was shifted", date(2026, 5, 1))
    )

    def another_run(done, total):
        if done == total:
            memory.filesystem.pipe_file(memory.at("index.json"), other)

    with pytest.raises(Refused, match=r"another run changed index\.json meanwhile"):
        copy_release(own, memory, "2.0.0", another_run)
    assert memory.filesystem.cat_file(memory.at("index.json")) == other


def test_nothing_is_published_where_another_run_put_files_in_the_same_place_meanwhile(own, memory):
    def another_run(done, total):
        if done == total:
            memory.filesystem.pipe_file(memory.at("2.0.0/more.txt"), b"")

    with pytest.raises(Unreachable, match=r"2\.0\.0/more\.txt does not come back as it was"):
        copy_release(own, memory, "2.0.0", another_run)
    assert read_index(memory).find("2.0.0") is None
    copy_release(own, memory, "2.0.0")
    assert files_of(memory) == tree(own.path)


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


needs_sshd = pytest.mark.needs("sshd", "install openssh-server")


@needs_sshd
def test_over_sftp_a_copy_has_the_same_bytes_and_is_verified_there(own, sftp, tmp_path):
    target = open_store(sftp[0], **sftp[1])
    for version in ("1.0.0", "2.0.0"):
        copy_release(own, target, version)
    assert tree(tmp_path / "remote" / "releases") == tree(own.path)
    assert store_problems(target) == []
    outcome = copy_release(own, target, "2.0.0")
    assert (outcome.files_written, outcome.index_written) == (False, False)


@needs_sshd
def test_over_sftp_a_withdrawal_is_published_onto_the_old_index(own, sftp):
    target = open_store(sftp[0], **sftp[1])
    copy_release(own, target, "1.0.0")
    withdraw(own, "1.0.0", "a column was shifted", date(2026, 5, 1))
    copy_release(own, target, "1.0.0")
    assert standing(target) == {"1.0.0": ("withdrawn", "2026-05-01", "2.0.0")}


@needs_sshd
def test_over_sftp_a_copy_can_be_copied_back(own, sftp, folder):
    target = open_store(sftp[0], **sftp[1])
    copy_release(own, target, "2.0.0")
    copy_release(target, folder, "2.0.0")
    assert tree(f"{folder.path}/2.0.0") == tree(f"{own.path}/2.0.0")


KILLED = """
import json, os, signal, sys
from pipeline.releases.filesystems import open_store
from pipeline.releases.store import copy_release

source, url, options, part = sys.argv[1], sys.argv[2], json.loads(sys.argv[3]), float(sys.argv[4])

def die(done, total):
    if done >= part * total:
        os.kill(os.getpid(), signal.SIGKILL)

copy_release(open_store(source), open_store(url, **options), "2.0.0", die)
"""


@needs_sshd
@pytest.mark.parametrize("part", [0.2, 0.9], ids=["while it uploads", "while it reads back"])
def test_over_sftp_a_run_that_was_killed_is_finished_by_the_next(own, sftp, tmp_path, part):
    target = open_store(sftp[0], **sftp[1])
    copy_release(own, target, "1.0.0")
    before = tree(tmp_path / "remote" / "releases")
    child = subprocess.run(
        [sys.executable, "-c", KILLED, own.path, sftp[0], json.dumps(sftp[1]), str(part)],
        check=False,
    )
    assert child.returncode == -signal.SIGKILL
    left = tree(tmp_path / "remote" / "releases")
    assert {path: left[path] for path in before} == before
    assert any(path.startswith(".incoming-2.0.0/") for path in left)
    assert [note.partition(" ")[0] for note in store_notes(target)] == [
        f"{target.label}/.incoming-2.0.0"
    ]
    assert store_problems(target) == []
    copy_release(own, target, "2.0.0")
    assert tree(tmp_path / "remote" / "releases") == tree(own.path)


@needs_sshd
def test_over_sftp_a_server_that_nobody_has_accepted_gets_nothing(
    sftp, sshd, tmp_path, monkeypatch
):
    with pytest.raises(Unreachable, match=r"not a known one .*none.*accept it with"):
        monkeypatch.setenv("HOME", str(tmp_path))
        open_store(sftp[0], **sftp[1])
    stranger = (sshd[0] / "client.pub").read_text()
    (tmp_path / ".ssh").mkdir()
    (tmp_path / ".ssh" / "known_hosts").write_text(f"[127.0.0.1]:{sshd[1]} {stranger}")
    with pytest.raises(Unreachable, match="not a known one"):
        open_store(sftp[0], **sftp[1])
    assert not (tmp_path / "remote").exists()


# To S3, as the emulator moto plays it


class Cut:
    """Lets so many changing requests through to a server, and refuses whatever comes after."""

    def __init__(self, application):
        self.application, self.left, self.lock = application, None, Lock()

    def __call__(self, environment, start):
        if not self.passes(environment["REQUEST_METHOD"]):
            start("403 Forbidden", [("Content-Type", "application/xml")])
            return [b"<Error><Code>AccessDenied</Code><Message>cut off</Message></Error>"]
        return self.application(environment, start)

    def passes(self, method):
        with self.lock:
            if self.left is None:
                return True
            if method in ("PUT", "POST", "DELETE"):
                self.left -= 1
            return self.left >= 0


@pytest.fixture(scope="module")
def emulator():
    """An S3 server on loopback, and how to cut the connection to it."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    cut = server._server.app = Cut(server._server.app)
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}", cut
    server.stop()


@pytest.fixture
def s3(emulator, request, monkeypatch):
    """A new bucket, and how to open a store in it: URL and options; nothing from outside counts."""
    import boto3

    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, os.devnull)
    endpoint, cut = emulator
    login = {"region_name": "us-east-1"}
    client = boto3.client(
        "s3", endpoint_url=endpoint, aws_access_key_id="any", aws_secret_access_key="any", **login
    )
    bucket = f"bucket-{sha256(request.node.name.encode()).hexdigest()[:16]}"
    client.create_bucket(Bucket=bucket)
    options = {"endpoint_url": endpoint, "key": "any", "secret": "any", "client_kwargs": login}
    cut.left = None
    yield f"s3://{bucket}/data/releases", options
    cut.left = None


def test_in_an_s3_emulator_a_copy_has_the_same_bytes_and_is_verified_there(own, s3):
    target = open_store(s3[0], **s3[1])
    for version in ("1.0.0", "2.0.0"):
        copy_release(own, target, version)
    assert files_of(target) == tree(own.path)
    assert store_problems(target) == []
    outcome = copy_release(own, target, "2.0.0")
    assert (outcome.files_written, outcome.index_written) == (False, False)
    withdraw(own, "2.0.0", "a column was shifted", date(2026, 5, 1))
    copy_release(own, target, "2.0.0")
    assert files_of(target) == tree(own.path)


def test_in_an_s3_emulator_a_connection_cut_at_any_change_leaves_the_old_state_or_the_new(
    s3, emulator, tmp_path
):
    own = open_store(tmp_path / "own")
    for version in ("1.0.0", "2.0.0"):
        files, _ = small_release(version, size=10)
        few = {
            path: files[path] for path in ("SHA256SUMS", archive_name(NAME, version), "README.md")
        }
        few["SHA256SUMS"] = files["SHA256SUMS"].partition(b"\n")[0] + b"\n"
        add_release(own, NAME, few, entry_of(few, version))
    cut, target = emulator[1], open_store(s3[0], **s3[1])
    copy_release(own, target, "1.0.0")
    old = read_index(target)
    changes, finished = 0, False
    while not finished:
        cut.left = changes
        try:
            copy_release(own, target, "2.0.0")
            finished = True
        except Unreachable:
            changes += 1
        cut.left = None
        assert store_problems(target) == []
        assert read_index(target) in (old, read_index(own))
    assert changes > 10
    copy_release(own, target, "2.0.0")
    assert files_of(target) == tree(own.path)


def test_in_an_s3_emulator_half_a_release_in_its_place_is_replaced(own, s3):
    target = open_store(s3[0], **s3[1])
    target.filesystem.pipe_file(target.at("2.0.0/README.md"), b"version 2.0.0\n")
    target.filesystem.pipe_file(target.at("2.0.0/of/another/run.txt"), b"")
    copy_release(own, target, "2.0.0")
    assert {path for path in files_of(target) if "/" in path} == {
        path for path in tree(own.path) if path.startswith("2.0.0/")
    }


def test_in_an_s3_emulator_a_bucket_that_is_not_there_is_not_made(own, s3):
    target = open_store("s3://no-such-bucket/releases", **s3[1])
    with pytest.raises(Unreachable, match=r"s3://no-such-bucket/releases: .*does not exist"):
        copy_release(own, target, "2.0.0")


def test_in_an_s3_emulator_two_runs_at_once_leave_a_sound_store(own, s3):
    target = open_store(s3[0], **s3[1])
    copy_release(own, target, "1.0.0")

    def another_run(done, total):
        if done == total:
            withdraw(open_store(s3[0], **s3[1]), "1.0.0", "wrong", date(2026, 5, 1))

    with pytest.raises((Refused, Unreachable)):
        copy_release(own, target, "2.0.0", another_run)
    assert store_problems(target) == []
    assert standing(target) == {"1.0.0": ("withdrawn", "2026-05-01", None)}


def test_progress_of_a_publication_reaches_its_total(own, folder):
    seen = []
    copy_release(own, folder, "2.0.0", lambda done, total: seen.append((done, total)))
    size = sum(map(len, tree(f"{own.path}/2.0.0").values()))
    assert seen[-1] == (2 * size, 2 * size)
