"""The release or store that a path or URL names, made available on this disk.

Files at a URL are downloaded into a temporary folder: those that SHA256SUMS lists, and the archives. No file may be
larger than the index states, or than a sane limit where it states none. The index of the store is read too, where the
store can be reached. Nothing is verified here.
"""

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic

from pipeline.releases.filesystems import Store, Unreachable, chunks, open_store
from pipeline.releases.index import EMPTY, INDEX, Index, read_index_bytes, read_index_file
from pipeline.releases.index import Release as Listed
from pipeline.releases.packages import Unreadable, data_archive_in
from pipeline.releases.standalone.checksums import read_checksums
from pipeline.releases.standalone.members import MOST_BYTES, is_plain
from pipeline.releases.standalone.release import (
    APART,
    CHECKSUMS,
    DESCRIPTOR,
    SIGNATURE,
    open_release,
)
from pipeline.releases.standings import standing_in_words
from pipeline.releases.unpacking import unpack

Moved = Callable[[int], None]
"""Called with the number of bytes downloaded."""
MOST_BYTES_OF_A_LIST = 16 << 20
"""An index, a list of checksums or a signature is smaller."""
MOST_SECONDS = 4 * 3600


@dataclass(frozen=True)
class Fetched:
    """A release on this disk: the name that it was given, its folder or data archive, and the index of its store.

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
            reason = (
                self.unread and f"unknown, the index of its store cannot be read: {self.unread}"
            )
            return reason or "unknown offline: the store of the release is not at hand"
        if listed is None:
            return "not listed in its store"
        return standing_in_words(listed)

    @contextmanager
    def as_folder(self) -> Iterator[Path]:
        """A folder with its files; an archive is unpacked into a temporary one."""
        if self.release.is_dir():
            yield self.release
            return
        with tempfile.TemporaryDirectory() as scratch:
            unpack(self.release, Path(scratch) / "release")
            yield Path(scratch) / "release"

    @contextmanager
    def held_apart(self, folder: Path, part: str) -> Iterator[Path | None]:
        """Its `project/` or `site/`: in `folder`, which has its files, or unpacked from the archive beside.

        None where it is not at hand.
        """
        place = self.release if self.release.is_dir() else self.release.parent
        with open_release(folder) as release:
            archive = place / release.archives_apart[part]
        if (folder / part).is_dir() or not archive.is_file():
            yield folder / part if (folder / part).is_dir() else None
            return
        with tempfile.TemporaryDirectory() as scratch:
            unpack(archive, Path(scratch) / part, part)
            yield Path(scratch) / part


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
        download = _Download(Path(scratch), moved)
        place = download.named(url)
        base = url if place == Path(scratch) else _above(url)
        found = _at_hand(place)
        named = (
            replace(
                one, label=one.label.replace(scratch, base), unread=one.unread or download.unread
            )
            for one in found.releases
        )
        yield replace(found, label=url, releases=tuple(named))


def _at_hand(path: Path) -> Target:
    if (path / INDEX).is_file() and not (path / DESCRIPTOR).exists():
        index = read_index_file(path)
        folders = [path / release.version for release in index.releases]
        held = (
            Fetched(str(folder), data_archive_in(folder) or folder, index)
            for folder in folders
            if folder.is_dir()
        )
        return Target(str(path), tuple(held), path)
    return Target(str(path), (_release_at_hand(path),))


def _release_at_hand(path: Path) -> Fetched:
    folder = path.resolve() if path.is_dir() else path.resolve().parent
    release = data_archive_in(path) or path
    try:
        index = read_index_file(folder.parent)
    except Unreadable as problem:  # or an index.json of something else, in a folder of downloads
        in_store = re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", folder.name)
        return Fetched(str(path), release, None, str(problem) if in_store else None)
    return Fetched(str(path), release, None if index is EMPTY else index)


def _above(url: str) -> str:
    """The URL of the store in which a release's URL is."""
    return url.rsplit("/", 2 if url.endswith(".zip") else 1)[0]


@dataclass
class _Download:
    """Files of a store, downloaded into a folder under their own paths; `moved` is called with the bytes.

    `index` is that of the store, as far as it was downloaded; `unread` is why it could not be.
    """

    scratch: Path
    moved: Moved
    index: Index | None = None
    unread: str | None = None
    bytes: int = 0
    began: float = field(default_factory=monotonic)

    def named(self, url: str) -> Path:
        """Download what a URL names, laid out as in a store; the path of what was named."""
        if url.endswith(".zip"):
            folder, name = url.rsplit("/", 1)
            place = self.scratch / self._index_above(folder)
            listed = self.index.find(place.name) if self.index else None
            for part in APART:
                beside = f"{name.removesuffix('.zip')}-{part[:-1]}.zip"
                self._optional(open_store(folder), place, beside, listed)
            return self._file(open_store(folder), place, name, self._most(listed, name))
        store, no_index = open_store(url), None
        try:
            if self._optional(store, self.scratch, INDEX):
                return self._store(url)
        except Unreachable as refused:
            no_index = refused
        try:
            return self._release(url, self.scratch / self._index_above(url))
        except Unreachable as no_release:
            raise no_index or no_release from None

    def _store(self, url: str) -> Path:
        """Download every release that an index lists; the path of the store."""
        self.index = read_index_bytes((self.scratch / INDEX).read_bytes(), f"{url}/{INDEX}")
        for release in self.index.releases:
            self._release(f"{url}/{release.version}", self.scratch / release.version)
        return self.scratch

    def _index_above(self, release: str) -> str:
        """Download the index of the store of a release, where it can be; the name of the release's folder."""
        url, _, version = release.rpartition("/")
        if url.endswith("/"):  # the URL is of a host alone
            return "release"
        try:
            if self._optional(open_store(url), self.scratch, INDEX):
                content = (self.scratch / INDEX).read_bytes()
                self.index = read_index_bytes(content, f"{url}/{INDEX}")
        except (Unreachable, Unreadable) as problem:
            (self.scratch / INDEX).unlink(missing_ok=True)
            self.unread = str(problem)
        return version

    def _release(self, url: str, place: Path) -> Path:
        """Download the files of a release: those that SHA256SUMS lists, the signature, and the archives."""
        store, listed = open_store(url), self.index.find(place.name) if self.index else None
        checksums = self._file(store, place, CHECKSUMS, MOST_BYTES_OF_A_LIST)
        self._optional(store, place, SIGNATURE)
        if self._optional(store, place, DESCRIPTOR):
            left = self._most(listed, None)
            for name in filter(is_plain, read_checksums(checksums.read_bytes())):
                before = self.bytes
                self._optional(store, place, name, most=left)
                left -= self.bytes - before
        archives = [archive.name for archive in listed.archives] if listed else []
        if not archives and (place / DESCRIPTOR).exists():
            with open_release(place) as release:
                archives = [release.archive_name, *release.archives_apart.values()]
        for name in archives:
            self._optional(store, place, name, listed)
        return place

    def _most(self, listed: Listed | None, name: str | None) -> int:
        """The most bytes that an archive may have; without a name, that its files may have together."""
        for archive in listed.archives if listed else ():
            if name == archive.name and archive.bytes is not None:
                return archive.bytes
        if name is None and listed and listed.data.unpacked_bytes is not None:
            return listed.data.unpacked_bytes
        return MOST_BYTES

    def _optional(
        self,
        store: Store,
        folder: Path,
        name: str,
        listed: Listed | None = None,
        most: int | None = None,
    ) -> bool:
        """Download a file where it exists; whether it does.

        Hosts that list no folders answer 403 for what they do not have; an index that may be there and cannot be
        read is never one that is missing.
        """
        if most is None:
            most = self._most(listed, name) if name.endswith(".zip") else MOST_BYTES_OF_A_LIST
        try:
            self._file(store, folder, name, most)
        except Unreachable as problem:
            (folder / name).unlink(missing_ok=True)
            forbidden = getattr(problem.__cause__, "status", None) == 403 and name != INDEX
            if not forbidden and not isinstance(problem.__cause__, FileNotFoundError):
                raise
            return False
        return True

    def _file(self, store: Store, folder: Path, name: str, most: int) -> Path:
        """Download a file; raises `Unreachable` where it is missing, too large, or its name leads elsewhere."""
        if not is_plain(name):
            raise Unreachable(f"{store.label}: a file named {name!r} is not fetched")
        target, left = folder / name, most
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as here:
            for piece in chunks(store, name):
                left -= len(piece)
                if left < 0:
                    raise Unreachable(
                        f"{store.label}: {name} has more than {most:,} bytes, which is the most that it may have; "
                        "the store does not hold what its index lists"
                    )
                if monotonic() - self.began > MOST_SECONDS:
                    raise Unreachable(
                        f"{store.label}: not downloaded within {MOST_SECONDS // 3600} hours; try a nearer copy"
                    )
                here.write(piece)
                self.bytes += len(piece)
                self.moved(self.bytes)
        return target
