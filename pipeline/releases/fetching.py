"""The release or store that a path or URL names, made available in a folder.

Files at a URL are downloaded into a temporary folder, those that SHA256SUMS lists. The index of the store is read
too, where the store can be reached. Nothing is verified here.
"""

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.releases.filesystems import Store, Unreachable, chunks, open_store
from pipeline.releases.index import INDEX, Index, read_index_bytes, read_index_file
from pipeline.releases.index import Release as Listed
from pipeline.releases.packages import Unreadable
from pipeline.releases.standalone.checksums import read_checksums
from pipeline.releases.standalone.release import (
    CHECKSUMS,
    DESCRIPTOR,
    SIGNATURE,
    is_plain,
    open_release,
)

Moved = Callable[[int], None]
"""Called with the number of bytes downloaded."""


@dataclass(frozen=True)
class Fetched:
    """A release on this disk: the name that it was given, its folder or archive, and the index of its store.

    `index` is None where the store is not at hand, or its index cannot be read: then `unread` is the reason.
    """

    label: str
    release: Path
    index: Index | None
    unread: str | None = None

    def listed(self, version: str) -> Listed | None:
        """The entry of a version in the store's index; None where there is none."""
        return self.index.find(version) if self.index else None

    def standing_of(self, version: str) -> str:
        """The standing of a version, in words."""
        listed = self.listed(version)
        if self.index is None:
            return self.unread or "unknown offline: the store of the release is not at hand"
        if listed is None:
            return "not listed in its store"
        if listed.standing == "withdrawn":
            instead = f"; use {listed.superseded_by}" if listed.superseded_by else ""
            return f"WITHDRAWN since {listed.since}: {listed.reason}{instead}"
        if listed.standing == "superseded":
            return f"superseded by {listed.superseded_by} since {listed.since}"
        return f"current since {listed.since}"

    @contextmanager
    def as_folder(self) -> Iterator[Path]:
        """A folder with its files; an archive is unpacked into a temporary one."""
        if self.release.is_dir():
            yield self.release
            return
        with tempfile.TemporaryDirectory() as scratch, zipfile.ZipFile(self.release) as archive:
            archive.extractall(scratch)
            yield Path(scratch)


@dataclass(frozen=True)
class Target:
    """What was named: one release, or a store with all its releases; `store` is the store's folder."""

    label: str
    releases: tuple[Fetched, ...]
    store: Path | None = None


@contextmanager
def fetch(target: str, moved: Moved) -> Iterator[Target]:
    """The release or store that a path or URL names; raises `Unreadable`, `Unreachable`, `OSError`."""
    if "://" not in target:
        yield _at_hand(Path(target))
        return
    with tempfile.TemporaryDirectory() as scratch:
        url = target.rstrip("/")
        place = _download(url, Path(scratch), moved)
        base = url if place == Path(scratch) else _above(url)
        found = _at_hand(place)
        named = (replace(one, label=one.label.replace(scratch, base)) for one in found.releases)
        yield replace(found, label=url, releases=tuple(named))


def _at_hand(path: Path) -> Target:
    if (path / INDEX).is_file() and not (path / DESCRIPTOR).exists():
        index = read_index_file(path)
        folders = [path / release.version for release in index.releases]
        held = (Fetched(str(folder), folder, index) for folder in folders if folder.is_dir())
        return Target(str(path), tuple(held), path)
    return Target(str(path), (_release_at_hand(path),))


def _release_at_hand(path: Path) -> Fetched:
    store = path.resolve().parent if path.is_dir() else path.resolve().parent.parent
    if not (store / INDEX).is_file():
        return Fetched(str(path), path, None)
    try:
        return Fetched(str(path), path, read_index_file(store))
    except Unreadable as problem:
        return Fetched(str(path), path, None, f"unknown: {problem}")


def _above(url: str) -> str:
    """The URL of the store in which a release's URL is."""
    return url.rsplit("/", 2 if url.endswith(".zip") else 1)[0]


def _download(url: str, scratch: Path, moved: Moved) -> Path:
    """Download what a URL names, laid out as in a store; the path of what was named."""
    if url.endswith(".zip"):
        folder, name = url.rsplit("/", 1)
        version = _index_above(folder, scratch, moved)
        return _Download(open_store(folder), scratch / version, moved).file(name)
    here = _Download(open_store(url), scratch, moved)
    if here.optional(INDEX):
        index = read_index_bytes((scratch / INDEX).read_bytes(), f"{url}/{INDEX}")
        for release in index.releases:
            _Download(
                open_store(f"{url}/{release.version}"), scratch / release.version, moved
            ).release()
        return scratch
    version = _index_above(url, scratch, moved)
    return _Download(open_store(url), scratch / version, moved).release()


def _index_above(release: str, scratch: Path, moved: Moved) -> str:
    """Download the index of the store of a release, where there is one; the name of the release's folder."""
    store, _, version = release.rpartition("/")
    if store.endswith("/"):  # the URL is of a host alone
        return "release"
    _Download(open_store(store), scratch, moved).optional(INDEX)
    return version


@dataclass
class _Download:
    """Files of a store, downloaded into a folder under their own names; `moved` is called with the bytes."""

    store: Store
    folder: Path
    moved: Moved
    bytes: int = 0

    def file(self, name: str) -> Path:
        """Download a file; raises `Unreachable` where it is missing, or its name leads elsewhere."""
        if not is_plain(name):
            raise Unreachable(f"{self.store.label}: a file named {name!r} is not fetched")
        target = self.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as here:
            for piece in chunks(self.store, name):
                here.write(piece)
                self.bytes += len(piece)
                self.moved(self.bytes)
        return target

    def optional(self, name: str) -> bool:
        """Download a file where it exists; whether it does."""
        try:
            self.file(name)
        except Unreachable as problem:
            (self.folder / name).unlink(missing_ok=True)
            if not isinstance(problem.__cause__, FileNotFoundError):
                raise
            return False
        return True

    def release(self) -> Path:
        """Download the files of a release: those that SHA256SUMS lists, the signature, and the archive."""
        checksums = self.file(CHECKSUMS)
        self.optional(SIGNATURE)
        listed = read_checksums(checksums.read_bytes())
        for name in filter(is_plain, listed):
            self.optional(name)
        self.optional(open_release(self.folder).archive_name)
        return self.folder
