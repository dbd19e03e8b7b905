"""The store of releases: what is published is complete, never changes, and survives a kill at any step."""

import io
import json
import os
import re
import shutil
import signal
import sys
import zipfile
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.package.exclusive import FILES as LOCKS
from pipeline.package.package_files import checksums
from pipeline.releases.filesystems import Unreachable, open_store
from pipeline.releases.index import (
    EMPTY,
    Release,
    index_bytes,
    new_release,
    read_index_bytes,
)
from pipeline.releases.making import archive_of, pack
from pipeline.releases.packages import Unreadable
from pipeline.releases.soundness import store_notes, store_problems
from pipeline.releases.standings import Refused, standings_of
from pipeline.releases.store import add_release, copy_release, read_index, withdraw

NAME = "figures"
CHANGES_A_FOLDER = ("os.mkdir", "os.rename", "os.remove", "os.rmdir")
MAY_DAY = date(2026, 5, 1)


def small_release(version, *, body="1\n", previous=None, created=None, listed=None, signature=None):
    """Three archives and SHA256SUMS, as a store holds them, and their entry in the index."""
    data = {
        "README.md": f"version {version}\n".encode(),
        "csv/numbers.csv": f"number\n{body}".encode(),
    }
    rebuilding = {"project/code.py": b"print(1)\n"}
    pages = {"site/index.html": f"<title>{version}</title>\n".encode()}
    data["SHA256SUMS.project"] = checksums(rebuilding)
    data["SHA256SUMS.site"] = checksums(pages)
    files = data | rebuilding | pages | {"SHA256SUMS": listed or checksums(data)}
    packed, archives = pack(NAME, version, files, signature)
    entry = new_release(
        version=version,
        created=created or f"2026-0{int(version[0])}-01T00:00:00Z",
        previous=previous,
        sha256sums=sha256(files["SHA256SUMS"]).hexdigest(),
        data=archives[0],
        project=archives[1],
        site=archives[2],
        signed=signature is not None,
        doi=None,
    )
    return packed, entry


def laid_out(packed):
    """The same files, and beside them those of the data archive."""
    with zipfile.ZipFile(io.BytesIO(packed[next(iter(data_archives(packed)))])) as archive:
        return packed | {name: archive.read(name) for name in archive.namelist()}


def data_archives(packed):
    return [name for name in packed if re.fullmatch(r"figures-[0-9.]+\.zip", name)]


def add(store, version, name=NAME, **about):
    return put(store, *small_release(version, **about), name=name)


def put(store, files, entry, name=NAME):
    return add_release(store, name, files, entry, lambda *_: None, print)


def tree(folder):
    """Everything under a folder but the lock: path → bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in Path(folder).rglob("*")
        if path.is_file() and path.name not in LOCKS
    }


def standing(store):
    return {
        release.version: (release.standing, str(release.since), release.superseded_by)
        for release in read_index(store).releases
    }


@pytest.fixture
def store(tmp_path):
    return open_store(tmp_path / "releases")


@pytest.fixture
def place(store):
    return Path(store.path)


# Killed at every step


def run_until(step, action):
    """Run something in a child that SIGKILLs itself just before a step; whether it was killed.

    A step is a change of the file system.
    """
    child = os.fork()
    if child == 0:
        left = step

        def audited(event, arguments):
            nonlocal left
            opened = event == "open" and isinstance(arguments[2], int)
            if event in CHANGES_A_FOLDER or (opened and arguments[2] & (os.O_WRONLY | os.O_RDWR)):
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(audited)
            action()
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def adds_the_second(folder, source):
    return lambda: add(open_store(folder), "2.0.0", previous="1.0.0")


def copies_the_second(folder, source):
    first = open_store(source)
    add(first, "1.0.0")
    add(first, "2.0.0", previous="1.0.0")
    return lambda: copy_release(first, open_store(folder), "2.0.0", lambda *_: None, print)


def withdraws_the_first(folder, source):
    def act():
        store = open_store(folder)
        if read_index(store).find("1.0.0").standing != "withdrawn":
            withdraw(store, "1.0.0", "a column was shifted", MAY_DAY, print)

    return act


def left_by_others(folder):
    """What killed runs can leave: half a release beside its place, a folder that no index names."""
    for name in (".incoming-2.0.0/csv", ".incoming-9.9.9", "2.0.0/csv"):
        (folder / name).mkdir(parents=True)
    (folder / ".incoming-2.0.0/csv/numbers.csv").write_bytes(b"numb")
    (folder / "2.0.0/csv/more.csv").write_bytes(b"of a run before\n")
    (folder / ".incoming-index.json").write_bytes(b"{")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("operation", "before", "at_least"),
    [
        (adds_the_second, lambda folder: None, 10),
        (adds_the_second, left_by_others, 15),
        (copies_the_second, lambda folder: None, 10),
        (withdraws_the_first, lambda folder: None, 3),
    ],
    ids=["adding", "adding after killed runs", "copying", "withdrawing"],
)
def test_a_kill_at_any_step_leaves_the_old_state_or_the_new_and_the_next_run_finishes(
    tmp_path, operation, before, at_least
):
    start, undisturbed, folder = (tmp_path / name for name in ("start", "undisturbed", "folder"))
    add(open_store(start), "1.0.0")
    before(start)
    old_index = (start / "index.json").read_bytes()
    shutil.copytree(start, undisturbed)
    operation(undisturbed, tmp_path / "source")()
    finished = tree(undisturbed)
    act = operation(folder, tmp_path / "source")

    step, killed = 0, True
    while killed:
        step += 1
        shutil.copytree(start, folder)
        killed = run_until(step, act)
        assert store_problems(open_store(folder)) == []
        assert (folder / "index.json").read_bytes() in (old_index, finished["index.json"])
        act()
        assert tree(folder) == finished
        assert store_notes(open_store(folder)) == []
        shutil.rmtree(folder)
    assert step > at_least
    assert finished["index.json"] != old_index


def test_two_runs_on_one_store_wait_for_each_other(store, place):
    children = []
    for version in ("1.0.0", "2.0.0", "3.0.0"):
        children.append(os.fork())
        if children[-1] == 0:
            try:
                add(open_store(place), version)
                os._exit(0)
            finally:
                os._exit(1)
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0]
    versions = [release.version for release in read_index(store).releases]
    assert versions == ["3.0.0", "2.0.0", "1.0.0"]
    assert store_problems(store) == []


def test_every_file_is_on_the_disk_before_the_index_names_the_release(store, place, monkeypatch):
    synced, replace = set(), Path.replace
    monkeypatch.setattr(os, "fsync", lambda number: synced.add(os.fstat(number).st_ino))

    def after_all_is_synced(path, target):
        written = {path.stat().st_ino, *(each.stat().st_ino for each in path.rglob("*"))}
        assert written <= synced
        if path.name.endswith("index.json"):
            assert place.stat().st_ino in synced
            synced.clear()
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", after_all_is_synced)
    add(store, "1.0.0")
    assert synced == {place.stat().st_ino}


def test_a_full_disk_leaves_what_no_index_names_and_the_message_says_so(store, place, monkeypatch):
    add(store, "1.0.0")
    synced = os.fsync

    def full(number):
        if Path(f"/proc/self/fd/{number}").readlink().name == "SHA256SUMS":
            raise OSError(28, "No space left on device")
        synced(number)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(
        Unreachable, match=r"No space left.*2\.0\.0 is in no index, and the next run"
    ):
        add(store, "2.0.0")
    monkeypatch.undo()
    assert standing(store).keys() == {"1.0.0"}
    assert store_problems(store) == []
    add(store, "2.0.0")
    assert store_notes(store) == []


# What is released never changes


def test_a_version_that_is_released_is_never_released_with_other_bytes(store, place):
    add(store, "1.0.0")
    before = tree(place)
    with pytest.raises(Refused, match=r"1\.0\.0 is released already.* under a higher version"):
        add(store, "1.0.0", body="2\n")
    assert tree(place) == before


@pytest.mark.parametrize("archived", ["the same", "compressed otherwise"])
def test_the_same_files_again_change_nothing(store, place, archived):
    add(store, "1.0.0")
    before = tree(place)
    files, entry = small_release("1.0.0")
    if archived == "compressed otherwise":
        files["figures-1.0.0.zip"] += b"other"
        other = sha256(files["figures-1.0.0.zip"]).hexdigest()
        entry = entry.model_copy(update={"data": entry.data.model_copy(update={"sha256": other})})
    outcome = put(store, files, entry)
    assert (outcome.files_written, outcome.index_written) == (False, False)
    assert tree(place) == before


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda files: files.pop("figures-1.0.0.zip"), "figures-1.0.0.zip is missing"),
        (lambda files: files.pop("figures-1.0.0-project.zip"), "project.zip is missing"),
        (lambda files: files.pop("figures-1.0.0-site.zip"), "site.zip is missing"),
        (lambda files: files.update({"more.txt": b""}), "more.txt is not listed"),
        (lambda files: files.update({"SHA256SUMS": b"other\n"}), "SHA256SUMS is not the file"),
        (lambda files: files.update({"figures-1.0.0.zip": b"PK"}), "figures-1.0.0.zip is not the"),
        (lambda files: files.update({"SHA256SUMS.sig": b"?"}), "SHA256SUMS.sig is not listed"),
        (lambda files: files.pop("SHA256SUMS"), "SHA256SUMS is missing"),
    ],
)
def test_files_that_are_not_those_of_their_checksums_are_not_released(store, change, message):
    files, entry = small_release("1.0.0")
    change(files)
    with pytest.raises(Refused, match=message):
        put(store, files, entry)
    assert read_index(store) == EMPTY
    assert store_problems(store) == []


@pytest.mark.parametrize("path", ["../outside.txt", "/outside.txt", "a//b", "SHA256SUMS"])
def test_a_list_of_checksums_cannot_lead_out_of_the_release(store, tmp_path, path):
    listed = f"{sha256(b'text').hexdigest()}  {path}\n".encode()
    put(store, *small_release("1.0.0", listed=listed))
    with pytest.raises(Unreadable, match="leads elsewhere"):
        copy_release(store, open_store(tmp_path / "other"), "1.0.0", lambda *_: None, print)
    assert not (tmp_path / "outside.txt").exists()


def test_a_disk_that_returns_other_bytes_publishes_nothing(store, place, monkeypatch):
    files, entry = small_release("1.0.0")
    opened = type(store.filesystem).open

    def damaged(self, path, mode="rb", **options):
        if mode == "rb" and str(path).endswith("SHA256SUMS"):
            Path(path).write_bytes(b"other\n")
        return opened(self, path, mode, **options)

    monkeypatch.setattr(type(store.filesystem), "open", damaged)
    with pytest.raises(Unreachable, match=r"SHA256SUMS is read back with other bytes"):
        put(store, files, entry)
    monkeypatch.undo()
    assert read_index(store) == EMPTY
    assert not (place / "1.0.0").exists()
    put(store, files, entry)
    assert tree(place / "1.0.0") == files


def test_a_signature_is_kept_beside_the_checksums(store, place):
    files, entry = small_release("1.0.0", signature=b"-----BEGIN SSH SIGNATURE-----\n")
    assert put(store, files, entry).index.releases[0].signed
    assert tree(place / "1.0.0") == files
    assert store_problems(store) == []
    (place / "1.0.0" / "SHA256SUMS.sig").unlink()
    assert "is missing, and the index states" in store_problems(store)[0].found


def test_a_store_holds_releases_of_one_package_and_of_each_its_predecessor(store):
    add(store, "1.0.0")
    with pytest.raises(Refused, match="holds releases of figures"):
        add(store, "2.0.0", name="others")
    with pytest.raises(Refused, match=r"1\.5\.0, which 2\.0\.0 was compared with, is not released"):
        add(store, "2.0.0", previous="1.5.0")


# Standings


def test_the_newest_release_is_current_and_supersedes_the_one_before(store):
    for version in ("1.0.0", "2.0.0", "3.0.0"):
        add(store, version)
    assert read_index(store).latest == "3.0.0"
    assert standing(store) == {
        "3.0.0": ("current", "2026-03-01", None),
        "2.0.0": ("superseded", "2026-03-01", "3.0.0"),
        "1.0.0": ("superseded", "2026-02-01", "2.0.0"),
    }
    releases = read_index(store).releases
    assert standings_of(reversed(releases)) == standings_of(releases) == releases


def test_versions_are_ordered_as_numbers(store):
    for version in ("1.9.0", "1.10.0"):
        add(store, version)
    assert [release.version for release in read_index(store).releases] == ["1.10.0", "1.9.0"]


def test_a_withdrawal_moves_what_is_latest_and_the_bytes_stay(store, place):
    for version in ("1.0.0", "2.0.0"):
        add(store, version)
    bytes_before = {path: data for path, data in tree(place).items() if path != "index.json"}
    withdraw(store, "2.0.0", "a column was shifted", MAY_DAY, print)
    assert read_index(store).latest == "1.0.0"
    assert standing(store) == {
        "2.0.0": ("withdrawn", "2026-05-01", None),
        "1.0.0": ("current", "2026-05-01", None),
    }
    assert read_index(store).find("2.0.0").reason == "a column was shifted"
    add(store, "3.0.0", created="2026-06-01T00:00:00Z")
    assert standing(store) == {
        "3.0.0": ("current", "2026-06-01", None),
        "2.0.0": ("withdrawn", "2026-05-01", "3.0.0"),
        "1.0.0": ("superseded", "2026-06-01", "3.0.0"),
    }
    assert {path: tree(place)[path] for path in bytes_before} == bytes_before


def test_with_every_release_withdrawn_there_is_no_latest(store):
    add(store, "1.0.0")
    withdraw(store, "1.0.0", "all wrong", MAY_DAY, print)
    assert read_index(store).latest is None


def test_a_correction_of_an_old_version_changes_no_other_standing(store):
    for version in ("1.0.0", "2.0.0"):
        add(store, version)
    before = standing(store)
    add(store, "1.0.1", created="2026-07-01T00:00:00Z")
    assert standing(store) == before | {"1.0.1": ("superseded", "2026-07-01", "2.0.0")}


@pytest.mark.parametrize(
    ("version", "reason", "on", "message"),
    [
        ("3.0.0", "wrong", MAY_DAY, "3.0.0 is not released; there are: 2.0.0, 1.0.0"),
        ("1.0.0", " ", MAY_DAY, "no reason is given"),
        ("1.0.0", "wrong", date(2025, 5, 1), "created on 2026-01-01, after 2025-05-01"),
        ("2.0.0", "again", MAY_DAY, r"withdrawn already, since 2026-05-01 \(wrong\)"),
    ],
)
def test_a_withdrawal_that_makes_no_sense_is_refused(store, version, reason, on, message):
    for released in ("1.0.0", "2.0.0"):
        add(store, released)
    withdraw(store, "2.0.0", "wrong", MAY_DAY, print)
    with pytest.raises(Refused, match=message):
        withdraw(store, version, reason, on, print)


# The index


def test_the_index_has_one_text_and_reads_back_as_itself(store, place):
    add(store, "1.0.0")
    content = (place / "index.json").read_bytes()
    written = json.loads(content)
    assert list(written) == ["schema_version", "name", "latest", "releases"]
    assert list(written["releases"][0]) == list(Release.model_fields)
    assert content.decode() == json.dumps(written, indent=2, ensure_ascii=False) + "\n"
    assert index_bytes(read_index(store)) == content
    for damaged in (content[:-1], content.replace(b"\n", b"\r\n"), b"\xff"):
        with pytest.raises(Unreadable, match=r"index\.json: .*restore it"):
            read_index_bytes(damaged, "index.json")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda index: index.update(schema_version=4), "install a newer version"),
        (lambda index: index.update(more=1), "`more`: Extra inputs are not permitted"),
        (lambda index: index.update(latest="1.0.0"), "that is not withdrawn is 2.0.0"),
        (lambda index: index.update(name=None), "an index has a name"),
        (lambda index: index.update(name="others"), "an archive of 2.0.0 has the wrong name"),
        (lambda index: index["releases"][0]["data"].update(bytes=-1), "data.bytes"),
        (lambda index: index["releases"][0].update(project=None), "has one of its project"),
        (lambda index: index["releases"].reverse(), "newest first"),
        (lambda index: index["releases"].append(index["releases"][0]), "newest first"),
        (lambda index: index["releases"][0].pop("doi"), "releases.0.doi"),
        (lambda index: index["releases"][0].update(signed="no"), "laid out differently"),
        (lambda index: index["releases"][0].update(created="2026-02-30T00:00:00Z"), "created"),
        (lambda index: index["releases"][0].update(version="2.0"), "releases.0.version"),
        (lambda index: index["releases"][0].update(previous="2.0.0"), "a lower one"),
        (lambda index: index["releases"][0].update(standing="withdrawn"), "has a reason"),
        (lambda index: index["releases"][1].update(superseded_by=None), "names the version"),
        (lambda index: index["releases"][1].update(superseded_by="1.0.0"), "a greater version"),
        (lambda index: index["releases"][1].update(since="2026-01-01"), "since 2026-02-01"),
    ],
)
def test_an_index_that_is_not_sound_is_not_read(store, place, change, message):
    for version in ("1.0.0", "2.0.0"):
        add(store, version)
    index = json.loads((place / "index.json").read_text())
    change(index)
    (place / "index.json").write_text(json.dumps(index, indent=2, ensure_ascii=False) + "\n")
    with pytest.raises(Unreadable, match=message) as problem:
        read_index(store)
    assert str(problem.value).startswith(f"{place}/index.json: ")
    assert message in store_problems(store)[0].found
    before = tree(place)
    with pytest.raises(Unreadable):
        add(store, "3.0.0")
    assert tree(place) == before


INDEX_OF_SCHEMA_1 = """{
  "schema_version": 1,
  "name": "figures",
  "latest": "1.0.0",
  "releases": [
    {
      "version": "1.0.0",
      "created": "2026-01-01T00:00:00Z",
      "previous": null,
      "sha256sums": "%s",
      "archive": "figures-1.0.0.zip",
      "archive_sha256": "%s",
      "signed": false,
      "doi": null,
      "standing": "current",
      "since": "2026-01-01",
      "reason": null,
      "superseded_by": null
    }
  ]
}
"""


def test_an_index_of_the_first_schema_is_read_and_written_as_one_of_this(store, place, tmp_path):
    """Release 0.1.0 had one archive, with its project, and its files lay beside it."""
    own = open_store(tmp_path / "own")
    data = {"README.md": b"text\n", "project/code.py": b"print(1)\n"}
    data["SHA256SUMS"] = checksums(data)
    data["figures-1.0.0.zip"] = archive_of(data)
    hashes = [sha256(data[name]).hexdigest() for name in ("SHA256SUMS", "figures-1.0.0.zip")]
    for folder in (place, Path(own.path)):
        for name, content in data.items():
            (folder / "1.0.0" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "1.0.0" / name).write_bytes(content)
        (folder / "index.json").write_text(INDEX_OF_SCHEMA_1 % tuple(hashes))
    assert store_problems(store) == []
    (listed,) = read_index(store).releases
    assert (listed.data.sha256, listed.data.bytes) == (hashes[1], None)
    assert (listed.project, listed.site) == (None, None)
    add(own, "2.0.0", previous="1.0.0")
    copy_release(own, store, "2.0.0", lambda *_: None, print)
    assert json.loads((place / "index.json").read_text())["schema_version"] == 3
    assert store_problems(store) == store_problems(own) == []
    with pytest.raises(Unreadable, match="laid out differently"):
        read_index_bytes((INDEX_OF_SCHEMA_1 % tuple(hashes)).encode() + b"\n", "index.json")


def test_an_index_of_the_second_schema_is_read_and_written_as_one_of_this(store, place):
    """Release 0.2.0 had an archive of its data and one of its project, and no pages."""
    packed, entry = small_release("1.0.0")
    put(store, packed, entry)
    (place / "1.0.0/figures-1.0.0-site.zip").unlink()
    index = json.loads((place / "index.json").read_text())
    del index["releases"][0]["site"]
    text = json.dumps(index | {"schema_version": 2}, indent=2) + "\n"
    (place / "index.json").write_text(text)
    assert store_problems(store) == []
    (listed,) = read_index(store).releases
    assert listed == entry.model_copy(update={"site": None})
    add(store, "2.0.0", previous="1.0.0")
    written = json.loads((place / "index.json").read_text())
    assert written["schema_version"] == 3
    assert [one["site"] is None for one in written["releases"]] == [False, True]
    assert store_problems(store) == []
    with pytest.raises(Unreadable, match="laid out differently"):
        read_index_bytes(text.encode() + b"\n", "index.json")


# Whether a store is sound


@pytest.mark.parametrize(
    ("damage", "file", "message"),
    [
        (lambda folder: flip(folder / "csv/numbers.csv"), "csv/numbers.csv", "not the file that"),
        (lambda folder: flip(folder / "figures-1.0.0.zip"), "figures-1.0.0.zip", "not the file"),
        (lambda folder: (folder / "README.md").unlink(), "README.md", "is missing"),
        (lambda folder: (folder / "figures-1.0.0.zip").unlink(), "figures-1.0.0.zip", "is missing"),
        (lambda folder: (folder / "csv/more.csv").touch(), "csv/more.csv", "not listed"),
        (lambda folder: (folder / "SHA256SUMS.sig").touch(), "SHA256SUMS.sig", "not listed"),
        (lambda folder: flip(folder / "SHA256SUMS"), "SHA256SUMS", "not the file that was"),
        (lambda folder: (folder / "SHA256SUMS").unlink(), "SHA256SUMS", "is missing"),
        (shutil.rmtree, "SHA256SUMS", "is missing"),
    ],
)
def test_whatever_is_not_as_it_was_released_is_a_problem(store, place, damage, file, message):
    made = open_store(place.with_name("made"))
    for version in ("1.0.0", "2.0.0"):
        add(made, version)
        copy_release(made, store, version, lambda *_: None, print)
    assert store_problems(store) == []
    damage(place / "1.0.0")
    problems = store_problems(store)
    assert {problem.subject for problem in problems} == {"1.0.0"}
    assert any(message in problem.found for problem in problems if problem.file == f"1.0.0/{file}")


def flip(file):
    content = bytearray(file.read_bytes())
    content[5] ^= 1
    file.write_bytes(content)
