"""A store of releases: add a release to it, copy one into another store, withdraw one.

A release lies in the repository's store as its archives and SHA256SUMS; where it is published, the files of the data
archive lie beside them, for people to open. The files of a release come first, each is read back, and the index, which names the release, comes last and is
replaced in one step. So the index names complete releases only, even where a run is killed; the next run
removes what a killed one left. In a local folder one run writes at a time and a release appears complete.
Elsewhere nothing is locked: where another run changes the index meanwhile, this one stops.
"""

import os
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date

from pipeline.package.exclusive import exclusive_writer
from pipeline.releases import filesystems
from pipeline.releases.checksums import laid_out_hashes, packed_hashes
from pipeline.releases.filesystems import Store, Unreachable
from pipeline.releases.index import EMPTY, INDEX, Index, Release, index_bytes, read_index_bytes
from pipeline.releases.standalone.checksums import sha256_of
from pipeline.releases.standalone.members import is_stray, members_of
from pipeline.releases.standalone.release import CHECKSUMS, SIGNATURE
from pipeline.releases.standings import (
    Refused,
    brought_in_line,
    same_content,
    versions_of,
    with_release,
    with_withdrawal,
)

INCOMING = ".incoming-"
Moved = Callable[[int, int], None]
"""Called with the number of files that are done, and of all files."""
Waiting = Callable[[str], None]
"""Called with a sentence where another run is writing in the same folder."""


@dataclass(frozen=True)
class Outcome:
    """The index after a change, and whether files and index were written."""

    index: Index
    files_written: bool
    index_written: bool


@dataclass(frozen=True)
class _Origin:
    """The files of a release before they are copied: where they are, the sha256 of each, and how to read one."""

    label: str
    hashes: Mapping[str, str]
    read: Callable[[str], bytes]


def read_index(store: Store) -> Index:
    """The index of a store, empty where there is none; raises `Unreadable`, `Unreachable`."""
    content = filesystems.content(store, INDEX)
    return EMPTY if content is None else read_index_bytes(content, f"{store.label}/{INDEX}")


def add_release(
    store: Store,
    name: str,
    files: Mapping[str, bytes],
    entry: Release,
    moved: Moved,
    waiting: Waiting,
) -> Outcome:
    """Add a release to a store: its archives and SHA256SUMS, and its signature if it has one, by file name.

    `name` is that of the data package, `entry` the release's entry in the index (`new_release`). A release with
    the same content that is in the store already is left as it is. Raises `Refused` where the version was
    released with other content, or the files are not those of `entry`; `Unreadable` where the index is malformed;
    `Unreachable` where the file system fails.
    """
    version = entry.version
    with _only_writer(store, waiting):
        index = _without_leftovers(store)
        released = index.find(version)
        if released and not same_content(released, entry):
            raise Refused(
                f"{store.label}: {version} is released already, with other bytes, and a release never "
                "changes; release under a higher version"
            )
        if index.name not in (None, name):
            raise Refused(f"{store.label} holds releases of {index.name}; name another store")
        if released:
            return Outcome(index, files_written=False, index_written=False)
        if entry.previous and index.find(entry.previous) is None:
            raise Refused(
                f"{store.label}: {entry.previous}, which {version} was compared with, is not released there; "
                "make the release again"
            )
        after = with_release(index, name, entry)
        label = f"the files of {version}"
        hashes = _complete(label, packed_hashes(entry), entry, files.keys(), files.__getitem__)
        _copy_files(store, version, _Origin(label, hashes, files.__getitem__), moved)
        _replace_index(store, index, after)
        return Outcome(after, files_written=True, index_written=True)


def copy_release(
    source: Store, target: Store, version: str, moved: Moved, waiting: Waiting
) -> Outcome:
    """Publish a release of one store in another, with the standings of the first: its archives, and their files.

    Of a release that the target has already, only the standing is published. Raises `Refused` where the source
    does not have the version, the target has other bytes as one of the releases, or knows a withdrawal
    that the source does not; `Unreadable` and `Unreachable` as `add_release`.
    """
    index = read_index(source)
    release = index.find(version)
    if release is None:
        raise Refused(f"{source.label}: {version} is not released; {versions_of(index)}")
    with _only_writer(target, waiting):
        before = _without_leftovers(target)
        with _named(target):
            after = brought_in_line(before, index, version)
        is_new = before.find(version) is None
        if is_new:
            with _laid_out(source, release) as origin:
                _copy_files(target, version, origin, moved)
        if after != before:
            _replace_index(target, before, after)
        return Outcome(after, files_written=is_new, index_written=after != before)


def withdraw(store: Store, version: str, reason: str, on: date, waiting: Waiting) -> Index:
    """Mark a release as not to be used, and why; its bytes stay where they are.

    Raises `Refused` where there is no such release or it is withdrawn already; `Unreadable`,
    `Unreachable`.
    """
    with _only_writer(store, waiting):
        index = _without_leftovers(store)
        with _named(store):
            after = with_withdrawal(index, version, reason, on)
        _replace_index(store, index, after)
        return after


def _only_writer(store: Store, waiting: Waiting) -> AbstractContextManager[None]:
    """The lock on a local folder; elsewhere there is none."""
    return exclusive_writer(store.folder, waiting) if store.folder is not None else nullcontext()


@contextmanager
def _named(store: Store) -> Iterator[None]:
    """Name the store in the message of `Refused`."""
    try:
        yield
    except Refused as refusal:
        raise Refused(f"{store.label}: {refusal}") from None


def _without_leftovers(store: Store) -> Index:
    """The index, after what a killed run left is removed."""
    for name in filesystems.names(store):
        if name.startswith(INCOMING):
            filesystems.remove(store, name)
    return read_index(store)


@contextmanager
def _laid_out(source: Store, release: Release) -> Iterator[_Origin]:
    """A release of a store with the files of its data archive beside it; raises `Refused`, `Unreadable`."""
    label, version = f"{source.label}/{release.version}", release.version
    packed = [path for path in filesystems.files(source, version) if not is_stray(path, size=1)]
    if release.data.name not in packed:
        raise Refused(f"{label}: {release.data.name} is missing; restore the release")
    with filesystems.opened(source, f"{version}/{release.data.name}") as file:
        try:
            archive = zipfile.ZipFile(file)
        except zipfile.BadZipFile as error:
            raise Refused(f"{label}: {release.data.name}: {error}; restore the release") from None
        members, problems = members_of(archive, release.data.name, file.seek(0, os.SEEK_END))
        if problems:
            faults = "; ".join(f"{name} {fault}" for name, fault in problems[:5])
            raise Refused(f"{label}: {release.data.name}: {faults}; restore the release")

        def read(path: str) -> bytes:
            if path in packed:
                return b"".join(filesystems.chunks(source, f"{version}/{path}"))
            return archive.read(path)

        if CHECKSUMS not in packed:
            raise Refused(f"{label}: {CHECKSUMS} is missing; restore the release")
        hashes = laid_out_hashes(release, read(CHECKSUMS), f"{label}/{CHECKSUMS}")
        there = {*packed, *members}
        yield _Origin(label, _complete(label, hashes, release, there, read), read)


def _copy_files(store: Store, version: str, origin: _Origin, moved: Moved) -> None:
    """Write the files of a version that the index does not name yet, and read each one back."""
    expected = origin.hashes
    folder = f"{INCOMING}{version}" if store.folder is not None else version
    if version in filesystems.names(store):
        filesystems.remove(store, version)
    with _unlisted(version):
        for number, (path, digest) in enumerate(sorted(expected.items())):
            moved(number, len(expected))
            content = origin.read(path)
            if sha256_of([content]) != digest:
                raise Refused(
                    f"{origin.label}: {path} is not the file that {CHECKSUMS} or the index lists; restore it, "
                    "or make the release again"
                )
            filesystems.write(store, f"{folder}/{path}", [content])
            if sha256_of(filesystems.chunks(store, f"{folder}/{path}")) != digest:
                raise _not_as_written(store, path)
        if folder != version:
            filesystems.move(store, folder, version)


@contextmanager
def _unlisted(version: str) -> Iterator[None]:
    """Say, where writing the files of a version stops, what becomes of those that are written."""
    try:
        yield
    except (Refused, Unreachable) as stopped:
        left = f"what is written of {version} is in no index, and the next run removes it"
        raise type(stopped)(f"{stopped}; {left}") from stopped


def _complete(
    label: str,
    listed: Mapping[str, str],
    release: Release,
    there: Collection[str],
    read: Callable[[str], bytes],
) -> dict[str, str]:
    """The hashes of exactly the files that are there, with the signature's; raises `Refused` where others are."""
    wanted = listed.keys() | ({SIGNATURE} if release.signed else set())
    wrong = [f"{path} is missing" for path in sorted(wanted - set(there))]
    wrong += [f"{path} is not listed" for path in sorted(set(there) - wanted)]
    if wrong:
        raise Refused(f"{label}: {'; '.join(wrong)}; restore the release, or make it again")
    signature = {SIGNATURE: sha256_of([read(SIGNATURE)])} if release.signed else {}
    return {**listed, **signature}


def _replace_index(store: Store, before: Index, after: Index) -> None:
    """Replace the index that was read in one step, where nobody else has replaced it."""
    incoming, content = f"{INCOMING}{INDEX}", index_bytes(after)
    filesystems.write(store, incoming, [content])
    if filesystems.content(store, incoming) != content:
        raise _not_as_written(store, INDEX)
    if read_index(store) != before:
        raise Refused(
            f"{store.label}: another run changed {INDEX} meanwhile, so this one stopped; run it again when "
            "no other runs"
        )
    filesystems.move(store, incoming, INDEX)


def _not_as_written(store: Store, path: str) -> Unreachable:
    return Unreachable(
        f"{store.label}: {path} is read back with other bytes than were written, so it is not published; "
        "run the command again, and check the disk or the connection where that does not help"
    )
