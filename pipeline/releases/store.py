"""A store of releases: put a release into it, copy one to another store, withdraw one.

The store in the repository is a store like any other (`filesystems`), and one algorithm serves all:
a release is written beside its place, read back, put in its place, and only then named by the index, which
is the last thing to change and changes in one step. Whenever a run is killed, the index names complete
releases only, and the next run clears up what was left. Two runs on one local store wait for each other.
Elsewhere only one may run at a time; if another one changes the index meanwhile, the run stops.
What is in a release is no concern of this module, beyond its list of checksums.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pipeline.releases import filesystems
from pipeline.releases.checksums import expected_hashes
from pipeline.releases.filesystems import CHUNK, Store, Unreachable, open_store
from pipeline.releases.standalone import CHECKSUMS, SIGNATURE, sha256_of
from pipeline.releases.standings import (
    Refused,
    brought_in_line,
    same_release,
    versions_of,
    with_release,
    with_withdrawal,
)
from pipeline.releases.index import EMPTY, INDEX, Index, Release, index_bytes, read_index_bytes

INCOMING = ".incoming-"
INCOMING_INDEX = ".index-incoming.json"
LEFTOVERS = (INCOMING, ".index-incoming")
Progress = Callable[[int, int], None]
"""Called with the bytes moved so far and those to be moved in all, up and back."""


@dataclass(frozen=True)
class Outcome:
    """The index as it is now, whether the release was put in place, and whether the index was changed."""

    index: Index
    files_written: bool
    index_written: bool


class Content(NamedTuple):
    """A file to be published: its size in bytes, and how to read it, once or more."""

    size: int
    chunks: Callable[[], Iterable[bytes]]


@dataclass
class _Meter:
    """Bytes moved, and to be moved."""

    report: Progress | None
    moved: int = 0
    total: int = 0

    def passing(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces, counted once whoever takes them is done with each."""
        for piece in pieces:
            yield piece
            self.moved += len(piece)
            if self.report:
                self.report(self.moved, self.total)


def read_index(store: Store) -> Index:
    """The index of a store, empty where there is none; raises `Unreadable`, `Unreachable`."""
    content = filesystems.content(store, INDEX)
    return EMPTY if content is None else read_index_bytes(content, f"{store.label}/{INDEX}")


def add_release(
    store: Store,
    name: str,
    files: Mapping[str, bytes | Path],
    entry: Release,
    progress: Progress | None = None,
) -> Outcome:
    """Put a release into a store: its files by path, the list of checksums and the archive among them.

    `name` is that of the data package, `entry` what the index is to say (`new_release`). A release
    that the store has already, byte for byte, is left as it is. Raises `Refused` where the version was
    released with other bytes, or the files are not those of `entry` and of their list of checksums;
    `Unreadable` where the index or that list is damaged; `Unreachable` where the file system fails.
    """
    version = entry.version
    with filesystems.only_writer(store):
        index = _cleared(store)
        released = index.find(version)
        if released and not same_release(released, entry):
            raise Refused(
                f"{store.label}: {version} is released already, with other bytes, and what is released "
                "never changes; release under a higher version"
            )
        if index.name not in (None, name):
            raise Refused(f"{store.label} holds releases of {index.name}; name another store")
        if released:
            return Outcome(index, files_written=False, index_written=False)
        if entry.previous and index.find(entry.previous) is None:
            raise Refused(
                f"{store.label}: {entry.previous}, which {version} was compared with, is not released there; "
                "make the release anew"
            )
        after = with_release(index, name, entry)
        contents = {path: _content_of(given) for path, given in files.items()}
        _put_in_place(store, index, entry, contents, f"the files of {version}", progress)
        _point_to(store, index, after, version)
        return Outcome(after, files_written=True, index_written=True)


def copy_release(
    source: Store, target: Store, version: str, progress: Progress | None = None
) -> Outcome:
    """Publish a release of one store in another, and bring the standings there in line.

    Of a release that the target has already only the standing is published. Raises `Refused` where the
    source does not have the version, or the target has other bytes as one of the releases, or
    knows of a withdrawal that the source does not; `Unreadable` and `Unreachable` as `add_release`.
    """
    index = read_index(source)
    release = index.find(version)
    if release is None:
        raise Refused(f"{source.label}: {version} is not released; {versions_of(index)}")
    with filesystems.only_writer(target):
        before = _cleared(target)
        try:
            after = brought_in_line(before, index, version)
        except Refused as refusal:
            raise Refused(f"{target.label}: {refusal}") from None
        new = before.find(version) is None
        if new:
            contents = {
                path: Content(size, _reader(source, f"{version}/{path}"))
                for path, size in filesystems.sizes(source, version).items()
            }
            origin = f"{source.label}/{version}"
            _put_in_place(target, before, release, contents, origin, progress)
        pointed = _point_to(target, before, after, version if new else None)
        return Outcome(after, files_written=new, index_written=pointed)


def withdraw(store: Store, version: str, reason: str, on: date) -> Index:
    """Say that a release must no longer be used, and why; its bytes stay where they are.

    Raises `Refused` where there is no such release or it is withdrawn already; `Unreadable`,
    `Unreachable`.
    """
    with filesystems.only_writer(store):
        index = _cleared(store)
        try:
            after = with_withdrawal(index, version, reason, on)
        except Refused as refusal:
            raise Refused(f"{store.label}: {refusal}") from None
        _point_to(store, index, after)
        return after


def _cleared(store: Store) -> Index:
    """The index, once what a killed run left is gone."""
    for name in filesystems.names(store):
        if name.startswith(LEFTOVERS):
            filesystems.remove(store, name)
    return read_index(store)


def _content_of(given: bytes | Path) -> Content:
    if isinstance(given, Path):
        return Content(given.stat().st_size, _reader(open_store(given.parent), given.name))
    return Content(
        len(given), lambda: (given[at : at + CHUNK] for at in range(0, len(given), CHUNK))
    )


def _reader(store: Store, name: str) -> Callable[[], Iterable[bytes]]:
    return lambda: filesystems.chunks(store, name)


def _put_in_place(
    store: Store,
    before: Index,
    release: Release,
    contents: Mapping[str, Content],
    origin: str,
    progress: Progress | None,
) -> None:
    """Make a version's folder, which the index does not name yet, complete; `origin` is where it is from."""
    version, incoming, meter = release.version, f"{INCOMING}{release.version}", _Meter(progress)
    expected = _hashes(release, contents, origin)
    sizes = {path: content.size for path, content in contents.items()}
    if version in filesystems.names(store):
        if filesystems.sizes(store, version) == sizes:
            meter.total += sum(sizes.values())
            if not _damaged(store, version, expected, meter):
                return
        _stop_if_changed(store, before)
        filesystems.remove(store, version)
    meter.total += 2 * sum(sizes.values())
    filesystems.make_folders(store, {f"{incoming}/{path}".rpartition("/")[0] for path in contents})
    for path in sorted(contents):
        filesystems.write(store, f"{incoming}/{path}", meter.passing(contents[path].chunks()))
    for path in _damaged(store, incoming, expected, meter):
        if sha256_of(contents[path].chunks()) == expected[path]:
            raise _not_given_back(store, path)
        raise Refused(
            f"{origin}: {path} is not the file that {CHECKSUMS} or the index lists; restore it, or make the "
            "release anew"
        )
    filesystems.move_folder(store, incoming, version)
    there = filesystems.sizes(store, version)
    if there != sizes:
        path = min(sizes.items() ^ there.items())[0]
        raise _not_given_back(store, f"{version}/{path}")


def _hashes(release: Release, contents: Mapping[str, Content], origin: str) -> dict[str, str]:
    """Path → sha256 of exactly the files to be published; raises `Refused`, `Unreadable`."""
    if CHECKSUMS not in contents:
        raise Refused(f"{origin}: {CHECKSUMS} is missing; restore it, or make the release anew")
    checksums = b"".join(contents[CHECKSUMS].chunks())
    expected = expected_hashes(release, checksums, f"{origin}/{CHECKSUMS}")
    if release.signed and SIGNATURE in contents:
        expected[SIGNATURE] = sha256_of(contents[SIGNATURE].chunks())
    wanted = expected.keys() | ({SIGNATURE} if release.signed else set())
    wrong = [f"{path} is missing" for path in sorted(wanted - contents.keys())]
    wrong += [f"{path} is not listed" for path in sorted(contents.keys() - wanted)]
    if wrong:
        raise Refused(f"{origin}: {'; '.join(wrong)}; restore the release, or make it anew")
    return expected


def _damaged(store: Store, folder: str, expected: Mapping[str, str], meter: _Meter) -> list[str]:
    """Files of a folder whose bytes, read back, are not those of their hash."""
    return [
        path
        for path, digest in sorted(expected.items())
        if sha256_of(meter.passing(filesystems.chunks(store, f"{folder}/{path}"))) != digest
    ]


def _not_given_back(store: Store, path: str) -> Unreachable:
    return Unreachable(
        f"{store.label}: {path} does not come back as it was written, so nothing was published; do the same "
        "again, and where that does not help, distrust the disk, the connection, or another program"
    )


def _point_to(store: Store, before: Index, after: Index, added: str | None = None) -> bool:
    """Put an index in the place of the one that was read; False where they are the same.

    The folder of the version that was added is on the disk before the index that names it.
    """
    if after == before:
        return False
    content = index_bytes(after)
    filesystems.write(store, INCOMING_INDEX, [content])
    if filesystems.content(store, INCOMING_INDEX) != content:
        raise _not_given_back(store, INCOMING_INDEX)
    for name in filter(None, (added, INCOMING_INDEX)):
        filesystems.flush(store, name)
    _stop_if_changed(store, before)
    filesystems.move_file(store, INCOMING_INDEX, INDEX)
    filesystems.flush(store, INDEX)
    return True


def _stop_if_changed(store: Store, before: Index) -> None:
    """Raise `Refused` where the index is no longer the one that was read."""
    if read_index(store) != before:
        raise Refused(
            f"{store.label}: another run changed {INDEX} meanwhile, and this one stopped before it; do the "
            "same again, one at a time"
        )
