"""A store's folder, on this disk or elsewhere: any file system that fsspec opens, and what a store needs of it.

Nothing here knows of releases. A local file system and SFTP (with OpenSSH's `posix-rename`) rename a file in
one step; others may copy it. On this disk a file is written to the disk itself before it is renamed.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import fsspec
from fsspec.implementations.local import LocalFileSystem

from pipeline.package import durable_files

CHUNK = 1 << 20
READ_AHEAD = 128
"""Reads of 32 KiB that SFTP may have under way at once; one at a time is seven times slower."""


class Unreachable(Exception):
    """A file system fails, or returns other bytes than were written; the message says what to do."""


@dataclass(frozen=True)
class Store:
    """A folder of a file system; `label` names it in messages, without a password."""

    filesystem: Any = field(repr=False)
    path: str
    label: str

    def at(self, name: str) -> str:
        """The path of a file or folder in the store, as its file system writes it."""
        return f"{self.path.rstrip('/')}/{name}"

    @property
    def folder(self) -> Path | None:
        """The folder where the store is on this disk; None where it is elsewhere."""
        return Path(self.path) if isinstance(self.filesystem, LocalFileSystem) else None


def open_store(url: str | Path, **options: Any) -> Store:
    """The folder that a path or URL names (`/srv/releases`, `sftp://user@host/path`).

    `options` are those of fsspec for the protocol. Nothing is written, and the folder need not exist.
    Raises `Unreachable` where the URL cannot be opened.
    """
    if isinstance(url, str) and re.match(r"[a-z][a-z0-9+]+:(?!//)", url):
        raise Unreachable(f"{url}: write a URL with `//` after its protocol")
    if isinstance(url, Path) or "://" not in url:
        return Store(LocalFileSystem(**options), str(Path(url).absolute()), str(url))
    label = _without_secrets(url)
    try:
        if urlsplit(url).scheme in ("sftp", "ssh"):
            from pipeline.releases.known_hosts import OnlyKnownHosts

            options["host_key_policy"] = OnlyKnownHosts()
        filesystem, path = fsspec.url_to_fs(url, skip_instance_cache=True, **options)
    except ImportError as error:
        remedy = "install oversight-figures[remote]"
        raise Unreachable(f"{label}: cannot be opened ({error}); {remedy}") from error
    except Exception as error:  # each protocol raises errors of its own
        reason = f"{type(error).__name__}: {error}"
        raise Unreachable(f"{label}: cannot be opened ({reason}); check the URL") from error
    return Store(filesystem, path, label)


def _without_secrets(url: str) -> str:
    parts = urlsplit(url)
    user, at, host = parts.netloc.rpartition("@")
    netloc = f"{user.partition(':')[0]}{at}{host}"
    return urlunsplit(parts._replace(netloc=netloc, query="", fragment="")).rstrip("/")


@contextmanager
def _reached(store: Store) -> Iterator[None]:
    """Turn what a protocol raises into `Unreachable`, which names the store."""
    try:
        yield
    except Exception as raised:
        if store.folder is not None and not isinstance(raised, OSError):
            raise
        error = _cause(raised)
        reason = f"{type(error).__name__}: {error}".rstrip(": ")
        remedy = "correct that and run the command again; no release that was published is changed"
        raise Unreachable(f"{store.label}: {reason}; {remedy}") from error


def _cause(error: BaseException) -> BaseException:
    """What happened: fsspec calls a file missing where a server answers anything but the file.

    A server says 404 or 410 where it has none; each other answer, or none at all, is the error itself.
    """
    cause = error.__cause__
    if not isinstance(error, FileNotFoundError) or cause is None:
        return error
    return error if getattr(cause, "status", None) in (404, 410) else _cause(cause)


def names(store: Store) -> list[str]:
    """The files and folders directly in a store; none where its folder does not exist."""
    with _reached(store):
        store.filesystem.invalidate_cache()
        try:
            found = store.filesystem.ls(store.path, detail=False)
        except FileNotFoundError:
            return []
        return sorted(path.rstrip("/").rpartition("/")[2] for path in found)


def files(store: Store, folder: str) -> list[str]:
    """Every file under a folder of a store, by its path from there."""
    with _reached(store):
        store.filesystem.invalidate_cache()
        top = store.at(folder)
        return sorted(path.removeprefix(f"{top}/") for path in store.filesystem.find(top))


def chunks(store: Store, name: str) -> Iterator[bytes]:
    """The bytes of a file, piece by piece."""
    with _reached(store), store.filesystem.open(store.at(name), "rb") as stream:
        if hasattr(stream, "prefetch"):
            stream.prefetch(max_concurrent_requests=READ_AHEAD)
        while chunk := stream.read(CHUNK):
            yield chunk


@contextmanager
def opened(store: Store, name: str) -> Iterator[Any]:
    """A file, opened for reading at any place."""
    with _reached(store):
        stream = store.filesystem.open(store.at(name), "rb")
    with stream:
        yield stream


def content(store: Store, name: str) -> bytes | None:
    """The bytes of a small file; None where there is none."""
    with _reached(store):
        place = store.folder / name if store.folder is not None else None
        if place is not None and place.exists() and not place.is_file():  # a pipe is read for ever
            raise OSError(f"{name} is no file")
        try:
            return bytes(store.filesystem.cat_file(store.at(name)))
        except FileNotFoundError:
            return None


def write(store: Store, name: str, pieces: Iterable[bytes]) -> None:
    """Write a file, and the folders above it where they are missing."""
    path = store.at(name)
    with _reached(store):
        if store.folder is not None:
            durable_files.write_file(store.folder / name, pieces)
            return
        store.filesystem.makedirs(path.rpartition("/")[0], exist_ok=True)
        with store.filesystem.open(path, "wb") as stream:
            if hasattr(stream, "set_pipelined"):  # SFTP: not to wait after each piece
                stream.set_pipelined(True)
            for piece in pieces:
                stream.write(piece)


def move(store: Store, old: str, new: str) -> None:
    """Rename a folder, or a file onto another one."""
    with _reached(store):
        if store.folder is not None:
            durable_files.sync_folders(store.folder / old)
            durable_files.put_in_place(store.folder / old, store.folder / new)
        else:
            store.filesystem.mv(store.at(old), store.at(new))


def remove(store: Store, name: str) -> None:
    """Remove a file, or a folder with everything in it; a link is removed, not followed."""
    with _reached(store):
        if store.folder is not None:
            durable_files.remove(store.folder / name)
        else:
            store.filesystem.rm(store.at(name), recursive=True)
