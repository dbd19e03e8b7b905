"""The files of a release, in a folder or in a zip archive; an archive is never unpacked."""

from __future__ import annotations

import csv
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from pipeline.releases.standalone.members import ambiguous_names, is_stray, members_of

CHECKSUMS, SIGNATURE, DESCRIPTOR = "SHA256SUMS", "SHA256SUMS.sig", "datapackage.json"
PROJECT, PROJECT_CHECKSUMS = "project/", "SHA256SUMS.project"
"""The folder of what rebuilds a release, and the list of its files."""
SITE, SITE_CHECKSUMS = "site/", "SHA256SUMS.site"
"""The folder of its pages for people, and the list of its files."""
APART = {PROJECT: PROJECT_CHECKSUMS, SITE: SITE_CHECKSUMS}
"""The folders that a release may hold in archives of their own, each with the list of its files."""
MALFORMED = (
    *(ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError),
    *(csv.Error, re.error, zlib.error, zipfile.BadZipFile, EOFError, NotImplementedError),
)
"""What Python raises on content that is malformed."""
Row = Mapping[str, str]


def reason(error: Exception) -> str:
    """The message of an exception, for people."""
    return f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)


def many(number: int, noun: str) -> str:
    """A number of things in words, as in `1,205 quotations`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


class Release(NamedTuple):
    """A release: the size of each file by name, its descriptor, and the problems met on opening it.

    `members` is the open archive; None where the release is a folder. `strays` lie in the folder and are no part of
    the release.
    """

    path: Path
    files: dict[str, int]
    descriptor: Mapping[str, Any]
    problems: list[tuple[str, str]]
    members: zipfile.ZipFile | None = None
    strays: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Release({str(self.path)!r}, {len(self.files)} files)"

    def __enter__(self) -> Release:
        return self

    def __exit__(self, *_: object) -> None:
        if self.members is not None:
            self.members.close()

    @property
    def name(self) -> str:
        """Its name, the same for all versions; `unnamed` where the descriptor has no plain name."""
        name = str(self.descriptor.get("name"))
        return name if re.fullmatch(r"[a-z0-9][a-z0-9-]{0,99}", name) else "unnamed"

    @property
    def version(self) -> str:
        """Its version; `unknown` where the descriptor has none."""
        version = str(self.descriptor.get("version"))
        plain = re.fullmatch(r"[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}", version)
        return version if plain else "unknown"

    @property
    def archive_name(self) -> str:
        """The name of the archive, which may lie in the folder beside the files that it holds."""
        return f"{self.name}-{self.version}.zip"

    @property
    def archives_apart(self) -> dict[str, str]:
        """The names of the archives of `project/` and `site/` by folder; they may lie in the release's folder too."""
        return {folder: f"{self.name}-{self.version}-{folder[:-1]}.zip" for folder in APART}

    @property
    def tables(self) -> dict[str, Mapping[str, Any]]:
        """The descriptor's CSV resources by name."""
        resources = self.descriptor["resources"]
        return {resource["name"]: resource for resource in resources if resource["format"] == "csv"}


def open_release(path: Path) -> Release:
    """The release in a folder or zip archive; raises `OSError` where there is none to be read."""
    release = Release(path, {}, {"resources": []}, [])
    if not path.exists():
        raise FileNotFoundError(f"{path} does not exist")
    if path.is_dir():
        release = _listed_folder(release)
        if CHECKSUMS not in release.files and DESCRIPTOR not in release.files:
            raise FileNotFoundError(f"{path} is no release: it has no {CHECKSUMS}, no {DESCRIPTOR}")
    elif path.suffix == ".zip" or zipfile.is_zipfile(path):
        release = listed_archive(path)
    else:
        raise FileNotFoundError(f"{path} is neither a folder nor a zip archive")
    try:
        descriptor = json.loads(content(release, DESCRIPTOR))
        return release._replace(descriptor={**release.descriptor, **descriptor})
    except MALFORMED as error:
        release.problems.append((DESCRIPTOR, f"cannot be read: {reason(error)}"))
        return release


def _listed_folder(release: Release) -> Release:
    """The release with the files of its folder; what may not be there is a problem."""
    waiting, strays = [release.path], []
    for folder in waiting:
        entries = list(os.scandir(folder))
        for entry in entries:
            path = Path(entry.path)
            name = path.relative_to(release.path).as_posix()
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif not entry.is_file(follow_symlinks=False):
                release.problems.append((name, "is a link, or no regular file"))
            elif is_stray(name, entry.stat().st_size):
                strays.append(name)
            else:
                release.files[name] = entry.stat().st_size
        if not entries:
            release.problems.append((folder.relative_to(release.path).as_posix(), "is empty"))
    release.problems.extend(ambiguous_names(release.files))
    return release._replace(strays=tuple(sorted(strays)))


def listed_archive(path: Path) -> Release:
    """The files of an archive, without their descriptor; a member that may not be there is a problem."""
    release = Release(path, {}, {"resources": []}, [])
    try:
        archive = zipfile.ZipFile(release.path)
    except MALFORMED as error:
        release.problems.append((release.path.name, f"cannot be read as a zip archive: {error}"))
        return release
    files, problems = members_of(archive, path.name, path.stat().st_size)
    return release._replace(files=files, problems=problems, members=archive)


def opened(release: Release, name: str) -> BinaryIO:
    """A file, opened for reading; raises `KeyError` where the release has none of that name."""
    if name not in release.files:
        raise KeyError(name)
    if release.members is None:
        return (release.path / name).open("rb")
    return cast(BinaryIO, release.members.open(name))


def chunks(release: Release, name: str, size: int = 1 << 20) -> Iterator[bytes]:
    """The bytes of a file, piece by piece."""
    with opened(release, name) as file:
        yield from iter(lambda: file.read(size), b"")


def content(release: Release, name: str) -> bytes:
    """All bytes of a file."""
    return b"".join(chunks(release, name))


def lines(release: Release, name: str) -> Iterator[str]:
    """The lines of a UTF-8 file, each with its end; raises `ValueError` where it is not UTF-8."""
    with opened(release, name) as file:
        for line in file:
            yield line.decode("utf-8")


def rows(release: Release, table: str, *only: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table by column, each with its line; a missing value is an empty string.

    With `only`, the rows have these columns alone, which takes half the time for a large table.
    Raises `KeyError` where there is no such table, `ValueError` or `csv.Error` where it is malformed.
    """
    columns = [field["name"] for field in release.tables[table]["schema"]["fields"]]
    csv.field_size_limit(1 << 24)
    reader = csv.reader(lines(release, release.tables[table]["path"]), strict=True)
    if next(reader, None) != columns:
        raise ValueError(f"the columns of {table} are not those of {DESCRIPTOR}")
    places = [(name, columns.index(name)) for name in only or columns]
    line = reader.line_num + 1
    for cells in reader:
        if len(cells) != len(columns):
            raise ValueError(f"line {line} of {table} has {many(len(cells), 'cell')}")
        yield line, {name: cells[place] for name, place in places}
        line = reader.line_num + 1


def records(release: Release, table: str, *only: str) -> Iterator[dict[str, str]]:
    """The rows of a table by column: of all columns, or of some."""
    return (row for _, row in rows(release, table, *only))


def has_column(release: Release, table: str, column: str) -> bool:
    """Whether a table of the release has a column; earlier releases have fewer."""
    return any(field["name"] == column for field in release.tables[table]["schema"]["fields"])


def optional_records(release: Release, table: str, *only: str) -> Iterator[dict[str, str]]:
    """The rows of a table that a release need not have; none where it has no such table."""
    return records(release, table, *only) if table in release.tables else iter(())


def text_file(source_id: str) -> str:
    """The path of a document whose whole text is in the release."""
    return f"documents/{source_id}.txt"
