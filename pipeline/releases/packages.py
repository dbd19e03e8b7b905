"""A published package, read from a folder or a zip archive: its descriptor, its tables, its other files.

Cells are text, as in CSV; the descriptor says what they mean. A package that cannot be read is
`Unreadable`, with the reason and what to do.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.releases.standalone.members import is_stray
from pipeline.releases.standalone.release import APART, MALFORMED, content, listed_archive
from pipeline.releases.version_numbers import read_version

if TYPE_CHECKING:
    import pyarrow

DESCRIPTOR = "datapackage.json"
RELEASE_FORMATS = (".sqlite", ".xlsx")
"""Formats whose bytes depend on the machine; a release holds them beside its package."""
VERIFIER = "verify.py"
RELEASE_FILES = (
    "LICENSE-DATA",
    "NOTICE",
    "README.md",
    "SHA256SUMS.project",
    "SHA256SUMS.sig",
    "SHA256SUMS.site",
    "datasette.json",
    "dataset.jsonld",  # a package has one of its own, which does not list what a release holds beside it
    "environment.json",
    "ro-crate-metadata.json",  # of release 0.1.0
    VERIFIER,
)
RELEASE_FOLDERS = ("documents/", "project/", "site/")


class Unreadable(Exception):
    """A package that cannot be read; the message says why and what to do."""


@dataclass(frozen=True)
class Table:
    """A table: its Table Schema and its rows as CSV. `place` names it in errors."""

    place: str
    schema: Mapping[str, Any] = field(repr=False)
    csv: bytes = field(repr=False)

    @property
    def fields(self) -> dict[str, Mapping[str, Any]]:
        """What its schema says about each column, by name."""
        return {column["name"]: column for column in self.schema["fields"]}

    def cells(self) -> "pyarrow.Table":
        """Its cells as text; raises `Unreadable`."""
        import pyarrow
        from pyarrow import csv

        names = list(self.fields)
        try:
            read = csv.read_csv(
                pyarrow.BufferReader(self.csv),
                parse_options=csv.ParseOptions(newlines_in_values=True),
                convert_options=csv.ConvertOptions(
                    column_types=dict.fromkeys(names, pyarrow.string()), strings_can_be_null=False
                ),
            )
        except pyarrow.ArrowInvalid as error:
            raise Unreadable(f"{self.place} is not valid CSV ({error})") from None
        if read.column_names != names:
            raise Unreadable(
                f"{self.place} has the columns {read.column_names}, its descriptor lists {names}"
            )
        return read


@dataclass(frozen=True)
class Package:
    """A package: where it was read from, its descriptor, and every file of it by path."""

    label: str
    descriptor: Mapping[str, Any] = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False)

    @property
    def version(self) -> str:
        """The version in its descriptor."""
        return str(self.descriptor["version"])

    @property
    def resources(self) -> dict[str, Mapping[str, Any]]:
        """The CSV resource of each table, by the table's name."""
        return {str(r["name"]): r for r in self.descriptor["resources"] if r["format"] == "csv"}

    @cached_property
    def tables(self) -> dict[str, Table]:
        """Its tables by name."""
        return {
            name: Table(
                f"{self.label}: {resource['path']}",
                resource["schema"],
                self.files[resource["path"]],
            )
            for name, resource in self.resources.items()
        }

    @property
    def is_release(self) -> bool:
        """Whether it is a release, which has more files than a package as the pipeline builds it."""
        return VERIFIER in self.files

    def formats(self) -> set[str]:
        """The formats in which it holds tables."""
        described = {str(resource["format"]) for resource in self.descriptor["resources"]}
        return described | {
            kind for kind in RELEASE_FORMATS if any(f.endswith(kind) for f in self.files)
        }


def data_archive_in(folder: Path) -> Path | None:
    """The data archive in the folder of a release that is packed; None where this is no such folder."""
    if not folder.is_dir() or (folder / DESCRIPTOR).exists():
        return None
    apart = tuple(f"-{held[:-1]}" for held in APART)
    archives = [path for path in folder.glob("*.zip") if not path.stem.endswith(apart)]
    return archives[0] if len(archives) == 1 else None


def read_package(path: Path) -> Package:
    """Read a package from its folder, or from a zip archive of it; raises `Unreadable`.

    The folder may hold the archive instead, as a release does in the repository's store.
    """
    path = data_archive_in(path) or path
    files = _files_of(path)
    if DESCRIPTOR not in files:
        raise Unreadable(
            f"{path} holds no {DESCRIPTOR}; name the folder of a package, or a zip archive of it"
        )
    return package_of(str(path), files)


def package_of(label: str, files: Mapping[str, bytes]) -> Package:
    """A package from its files, the descriptor among them; raises `Unreadable`."""
    try:
        package = Package(label, json.loads(files[DESCRIPTOR]), files)
        read_version(package.version)
        for resource in package.resources.values():
            _ = resource["schema"]["fields"], resource["schema"]["primaryKey"]
            if resource["path"] not in files:
                raise Unreadable(f"{label}: {resource['path']} is missing; get the package again")
    except (ValueError, KeyError, TypeError) as error:
        raise foreign_descriptor(label, error) from None
    return package


def foreign_descriptor(label: str, error: Exception) -> Unreadable:
    """The error for a descriptor that is not like those of this project."""
    return Unreadable(
        f"{label}: {DESCRIPTOR} does not describe tables as this project's packages do "
        f"({type(error).__name__}: {error})"
    )


def belongs_to_release(path: str) -> bool:
    """Whether a release has the file beside those of its package."""
    return (
        path in RELEASE_FILES or path.startswith(RELEASE_FOLDERS) or path.endswith(RELEASE_FORMATS)
    )


def _counts(path: str) -> bool:
    """Whether a file is part of the published data: not its sources, nor the archive of it all."""
    return not (path.startswith(RELEASE_FOLDERS) or path.endswith(".zip"))


def _files_of(path: Path) -> dict[str, bytes]:
    """Every file of a folder or an archive; paths are relative to the descriptor's folder."""
    if path.is_dir():
        files = {f.relative_to(path).as_posix(): f for f in sorted(path.rglob("*")) if f.is_file()}
        return {
            name: file.read_bytes()
            for name, file in files.items()
            if _counts(name) and not is_stray(name, file.stat().st_size)
        }
    if not path.is_file():
        raise Unreadable(
            f"{path} does not exist; name the folder of a package, or a zip archive of it"
        )
    with listed_archive(path) as archive:
        if archive.problems:
            faults = "; ".join(f"{name} {fault}" for name, fault in archive.problems[:5])
            raise Unreadable(f"{path}: {faults}; get the archive again")
        top = min(
            (
                n.removesuffix(DESCRIPTOR)
                for n in archive.files
                if f"/{n}".endswith(f"/{DESCRIPTOR}")
            ),
            key=len,
            default="",
        )
        mine = [n for n in archive.files if n.startswith(top) and _counts(n.removeprefix(top))]
        try:
            return {name.removeprefix(top): content(archive, name) for name in mine}
        except MALFORMED as error:
            raise Unreadable(f"{path} is not a readable zip archive ({error})") from None
