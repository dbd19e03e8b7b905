"""A release that somebody holds, wherever that is: a folder, a zip archive, a store of several, or a URL of one.

What lies elsewhere is copied into a temporary folder first, file by file as its list of checksums names
them. What the store says of a release is read along where the store is within reach. Nothing is
verified here.
"""

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.releases import standalone
from pipeline.releases.filesystems import Store, Unreachable, chunks, open_store
from pipeline.releases.index import INDEX, Index, read_index_bytes, read_index_file
from pipeline.releases.index import Release as Listed
from pipeline.releases.packages import DESCRIPTOR, Unreadable

Moved = Callable[[int], None]
"""Told how many bytes of a download have come."""


@dataclass(frozen=True)
class Fetched:
    """A release at hand: what it was called, its folder or archive, and the index of its store.

    `lost` says why there is no index, where one stands beside the release and cannot be read.
    """

    label: str
    release: Path
    index: Index | None
    lost: str | None = None

    def listed(self, version: str) -> Listed | None:
        """What the store says of a version; None where it does not list it."""
        return self.index.find(version) if self.index else None

    def standing_of(self, version: str) -> str:
        """Whether a version still stands, in words."""
        listed = self.listed(version)
        if self.index is None:
            return self.lost or "unknown offline: the store that it came from is not at hand"
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
        """Its files in a folder; an archive is unpacked into a temporary one."""
        if self.release.is_dir():
            yield self.release
            return
        with tempfile.TemporaryDirectory() as scratch, zipfile.ZipFile(self.release) as archive:
            archive.extractall(scratch)
            yield Path(scratch)


@dataclass(frozen=True)
class Target:
    """What was named: one release, or a store with all of its releases (`store` is its folder, as fetched)."""

    label: str
    releases: tuple[Fetched, ...]
    store: Path | None = None


@contextmanager
def fetch(target: str, moved: Moved) -> Iterator[Target]:
    """What a path or URL names, at hand; raises `Unreadable`, `Unreachable`, `OSError`."""
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
    """The address of the store that a release's address stands under."""
    return url.rsplit("/", 2 if url.endswith(".zip") else 1)[0]


def _download(url: str, scratch: Path, moved: Moved) -> Path:
    """Copy what a URL names, laid out as in a store; the path of what was named."""
    if url.endswith(".zip"):
        folder, name = url.rsplit("/", 1)
        version = _index_above(folder, scratch, moved)
        return _Copy(open_store(folder), scratch / version, moved).file(name)
    here = _Copy(open_store(url), scratch, moved)
    if here.optional(INDEX):
        index = read_index_bytes((scratch / INDEX).read_bytes(), f"{url}/{INDEX}")
        for release in index.releases:
            _Copy(
                open_store(f"{url}/{release.version}"), scratch / release.version, moved
            ).release()
        return scratch
    version = _index_above(url, scratch, moved)
    return _Copy(open_store(url), scratch / version, moved).release()


def _index_above(release: str, scratch: Path, moved: Moved) -> str:
    """Copy the index of the store that a release's URL stands in, where there is one; the folder's name."""
    store, _, version = release.rpartition("/")
    if store.endswith("/"):  # the URL is of a host alone
        return "release"
    _Copy(open_store(store), scratch, moved).optional(INDEX)
    return version


@dataclass
class _Copy:
    """Files of a store copied into a folder under their own names; `moved` is told how much came."""

    store: Store
    folder: Path
    moved: Moved
    bytes: int = 0

    def file(self, name: str) -> Path:
        """Copy a file; raises `Unreachable` where it is not there, or its name leads elsewhere."""
        if not standalone.is_plain(name):
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
        """Copy a file where it is there."""
        try:
            self.file(name)
        except Unreachable as problem:
            (self.folder / name).unlink(missing_ok=True)
            if not isinstance(problem.__cause__, FileNotFoundError):
                raise
            return False
        return True

    def release(self) -> Path:
        """Copy the files of a release: those that its list names, the signature, and the archive."""
        checksums = self.file(standalone.CHECKSUMS)
        self.optional(standalone.SIGNATURE)
        listed = standalone.read_checksums(checksums.read_bytes())
        for name in filter(standalone.is_plain, listed):
            self.optional(name)
        self.optional(standalone.open_release(self.folder).archive)
        return self.folder
