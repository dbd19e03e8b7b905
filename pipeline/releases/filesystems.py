"""Where a store lies: any file system that fsspec opens, and the few operations that a store needs of it.

Nothing here knows of releases. What a killed run, or a broken connection, can leave behind depends on how a
file system moves things:

- A local one renames, in one step, and what was flushed before is on the disk by then.
- SFTP renames in one step, onto an existing file too, where the server has OpenSSH's extension
  `posix-rename@openssh.com` (its PROTOCOL file, section 4.3); fsspec uses nothing else, and other servers
  refuse it. There is no lock, and no way to flush the server's disk.
- S3 and other object stores have no move: it is a copy of each object, then their deletion. A folder can be
  half copied, but one object never: a PUT or a copy shows nothing until all of it is there (Amazon S3
  User Guide, "Amazon S3 data consistency model"). There is no lock. Uploads in parts that were cut
  off show nowhere, but are kept, and paid for, until a rule of the bucket ends them.
- Others do as their own `mv` does.
"""

import fcntl
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import fsspec
from fsspec.implementations.local import LocalFileSystem

CHUNK = 1 << 20
READ_AHEAD = 128
"""Reads that SFTP may have under way at once, of 32 KiB each; one at a time is seven times slower."""


class Unreachable(Exception):
    """A file system that fails, or that does not give back what was written; the message says what to do."""


@dataclass(frozen=True)
class Store:
    """A folder of a file system; `label` is what messages call it, without a password."""

    filesystem: Any = field(repr=False)
    path: str
    label: str

    def at(self, name: str) -> str:
        """The path of something in it, as its file system writes it."""
        return f"{self.path.rstrip('/')}/{name}"


def open_store(url: str | Path, **options: Any) -> Store:
    """The folder that a path or URL names (`sftp://user@host/path`, `s3://bucket/path`, …).

    `options` are those of fsspec for the protocol. Nothing is written, and the folder need not be there.
    Raises `Unreachable` where the URL cannot be opened.
    """
    if isinstance(url, str) and re.match(r"[a-z][a-z0-9+]+:(?!//)", url):
        raise Unreachable(
            f"{url}: a URL has `//` behind its protocol; a folder, no `:` in its name"
        )
    if isinstance(url, Path) or "://" not in url:
        return Store(LocalFileSystem(**options), str(Path(url).absolute()), str(url))
    label = _without_secrets(url)
    if urlsplit(url).scheme in ("sftp", "ssh") and "host_key_policy" not in options:
        from pipeline.releases.known_hosts import OnlyKnownHosts

        options["host_key_policy"] = OnlyKnownHosts()
    try:
        filesystem, path = fsspec.url_to_fs(url, skip_instance_cache=True, **options)
    except Exception as error:  # each protocol fails in its own way
        said = f"{type(error).__name__}: {error}"
        raise Unreachable(f"{label}: cannot be opened ({said}); check the URL") from error
    return Store(filesystem, path, label)


def _without_secrets(url: str) -> str:
    parts = urlsplit(url)
    user, at, host = parts.netloc.rpartition("@")
    netloc = f"{user.partition(':')[0]}{at}{host}"
    return urlunsplit(parts._replace(netloc=netloc, query="", fragment="")).rstrip("/")


@contextmanager
def _reached(store: Store) -> Iterator[None]:
    """Say which store failed; what a protocol raises is its own affair."""
    try:
        yield
    except Exception as error:
        if _is_local(store) and not isinstance(error, OSError):
            raise
        said = f"{type(error).__name__}: {error}".rstrip(": ")
        raise Unreachable(
            f"{store.label}: {said}; once that is mended, do the same again (what was published before is "
            "as it was)"
        ) from error


def _is_local(store: Store) -> bool:
    return isinstance(store.filesystem, LocalFileSystem)


def _is_object_store(store: Store) -> bool:
    """Whether a move is fsspec's copy and delete; folders then come and go with what is in them."""
    return type(store.filesystem).mv is fsspec.AbstractFileSystem.mv


def names(store: Store) -> list[str]:
    """What stands directly in a store; nothing where its folder is not there."""
    with _reached(store):
        store.filesystem.invalidate_cache()
        try:
            found = store.filesystem.ls(store.path, detail=False)
        except FileNotFoundError:
            return []
        return sorted({path.rstrip("/").rpartition("/")[2] for path in found if path != store.path})


def sizes(store: Store, folder: str) -> dict[str, int]:
    """Every file under a folder of a store: its path from there, and its size in bytes."""
    with _reached(store):
        store.filesystem.invalidate_cache()
        top = store.at(folder)
        found = store.filesystem.find(top, detail=True)
        return {path.removeprefix(f"{top}/"): about["size"] for path, about in found.items()}


def chunks(store: Store, name: str) -> Iterator[bytes]:
    """The bytes of a file, piece by piece."""
    with _reached(store), store.filesystem.open(store.at(name), "rb") as stream:
        if hasattr(stream, "prefetch"):
            stream.prefetch(max_concurrent_requests=READ_AHEAD)
        while chunk := stream.read(CHUNK):
            yield chunk


def content(store: Store, name: str) -> bytes | None:
    """The bytes of a small file; None where there is none."""
    with _reached(store):
        try:
            return bytes(store.filesystem.cat_file(store.at(name)))
        except FileNotFoundError:
            return None


def make_folders(store: Store, folders: Iterable[str]) -> None:
    """Make folders where they are not there; an object store needs none, and gets no bucket made."""
    if not _is_object_store(store):
        with _reached(store):
            for folder in sorted(set(folders)):
                store.filesystem.makedirs(store.at(folder).rstrip("/"), exist_ok=True)


def write(store: Store, name: str, pieces: Iterable[bytes]) -> None:
    """Write a file anew; over SFTP without waiting for each piece, which is fifty times faster."""
    with _reached(store):
        stream = store.filesystem.open(store.at(name), "wb")
        if hasattr(stream, "set_pipelined"):
            stream.set_pipelined(True)
    try:
        for piece in pieces:
            with _reached(store):
                stream.write(piece)
    finally:
        with _reached(store):
            stream.close()


def move_folder(store: Store, old: str, new: str) -> None:
    """Give a folder another name, which nothing may have yet."""
    files = list(sizes(store, old)) if _is_object_store(store) else []
    with _reached(store):
        if _is_local(store):  # fsspec's would copy where a rename fails, or move into a folder
            Path(store.at(old)).rename(store.at(new))
        elif not _is_object_store(store):
            store.filesystem.mv(store.at(old), store.at(new))
        else:
            olds = [store.at(f"{old}/{file}") for file in files]
            news = [store.at(f"{new}/{file}") for file in files]
            store.filesystem.copy(olds, news, on_error="raise")
            for path in olds:
                store.filesystem.rm_file(path)


def move_file(store: Store, old: str, new: str) -> None:
    """Put a file in the place of another."""
    with _reached(store):
        if _is_local(store):
            Path(store.at(old)).replace(store.at(new))
        else:
            store.filesystem.mv(store.at(old), store.at(new))


def remove(store: Store, name: str) -> None:
    """Remove a file, or a folder with all that is in it."""
    top = store.at(name)
    with _reached(store):
        if _is_local(store):
            place = Path(top)
            shutil.rmtree(top) if place.is_dir() and not place.is_symlink() else place.unlink()
            return
        store.filesystem.invalidate_cache()
        found = store.filesystem.find(top, withdirs=True, detail=True)
        for path, about in sorted(found.items(), reverse=True):
            if about.get("type") != "directory":
                store.filesystem.rm_file(path)
            elif not _is_object_store(store):
                store.filesystem.rmdir(path)


def flush(store: Store, name: str) -> None:
    """Wait until something, and the entry of its name, is on the disk of a local store.

    A file system may write names before contents, so after a power cut an index could name files that
    are empty (fsync(2), "Description").
    """
    if _is_local(store):
        with _reached(store):
            place = Path(store.at(name))
            for path in (*place.rglob("*"), place, place.parent):
                descriptor = os.open(path, os.O_RDONLY)
                try:
                    os.fsync(descriptor)
                finally:
                    os.close(descriptor)


@contextmanager
def only_writer(store: Store) -> Iterator[None]:
    """Make the store's folder if need be; hold the lock on it where it is local.

    The system lets go of the lock when the process ends. Elsewhere there is none.
    """
    make_folders(store, [""])
    if not _is_local(store):
        yield
        return
    folder = os.open(store.path, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
