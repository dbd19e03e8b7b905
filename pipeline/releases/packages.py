"""A published package, read from a folder or a zip archive: its descriptor, its tables, its other files.

Cells are read as they are printed in CSV; what they mean is in the descriptor. A package that cannot be
read is `Unreadable`, with what is wrong and what to do.
"""

import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow
from pyarrow import csv

DESCRIPTOR = "datapackage.json"
RELEASE_FORMATS = (".sqlite", ".xlsx")
"""Formats whose bytes are the machine's; they stand in a release beside its package."""
RELEASE_FILES = (
    "LICENSE-DATA",
    "NOTICE",
    "README.md",
    "SHA256SUMS.sig",
    "datasette.json",
    "ro-crate-metadata.json",
    "verify.py",
)
RELEASE_FOLDERS = ("documents/", "project/")


class Unreadable(Exception):
    """A package that cannot be read; the message says why and what to do."""


@dataclass(frozen=True)
class Package:
    """A package: where it was read from, its descriptor, and every file of it by path."""

    label: str
    descriptor: Mapping[str, Any]
    files: Mapping[str, bytes]

    @property
    def version(self) -> str:
        """The version that it says it is."""
        return str(self.descriptor.get("version", "unknown"))

    def resources(self) -> dict[str, Mapping[str, Any]]:
        """Its tables by name, each as its CSV resource."""
        return {str(r["name"]): r for r in self.descriptor["resources"] if r["format"] == "csv"}

    @property
    def is_release(self) -> bool:
        """Whether it is a release, which has more files than a package as the pipeline builds it."""
        return RELEASE_FILES[-1] in self.files

    def formats(self) -> set[str]:
        """The formats in which it holds tables."""
        described = {str(resource["format"]) for resource in self.descriptor["resources"]}
        return described | {
            kind for kind in RELEASE_FORMATS if any(f.endswith(kind) for f in self.files)
        }

    def table(self, name: str) -> pyarrow.Table:
        """The cells of a table as text, a column each; raises `Unreadable`."""
        resource = self.resources()[name]
        path = resource["path"]
        fields = [field["name"] for field in resource["schema"]["fields"]]
        if path not in self.files:
            raise Unreadable(f"{self.label}: {path} is missing; take the package anew")
        try:
            read = csv.read_csv(
                pyarrow.BufferReader(self.files[path]),
                parse_options=csv.ParseOptions(newlines_in_values=True),
                convert_options=csv.ConvertOptions(
                    column_types=dict.fromkeys(fields, pyarrow.string()), strings_can_be_null=False
                ),
            )
        except pyarrow.ArrowInvalid as error:
            raise Unreadable(f"{self.label}: {path} is no CSV ({error})") from None
        if read.column_names != fields:
            raise Unreadable(
                f"{self.label}: the columns of {path} are {read.column_names}, its descriptor says {fields}"
            )
        return read


def read_package(path: Path) -> Package:
    """Read a package from its folder, or from a zip archive of it; raises `Unreadable`."""
    files = _files_of(path)
    if DESCRIPTOR not in files:
        raise Unreadable(
            f"{path} holds no {DESCRIPTOR}; name the folder of a package, or a zip archive of it"
        )
    return package_of(str(path), files)


def package_of(label: str, files: Mapping[str, bytes]) -> Package:
    """A package from its files, the descriptor among them; raises `Unreadable`."""
    try:
        descriptor = json.loads(files[DESCRIPTOR])
        tables = {r["name"]: r for r in descriptor["resources"] if r["format"] == "csv"}
        for resource in tables.values():
            _ = resource["path"], resource["schema"]["fields"], resource["schema"]["primaryKey"]
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable(
            f"{label}: {DESCRIPTOR} does not describe tables as this project's packages do "
            f"({type(error).__name__}: {error})"
        ) from None
    return Package(label, descriptor, files)


def belongs_to_release(path: str) -> bool:
    """Whether a release has the file beside those of its package."""
    return (
        path in RELEASE_FILES or path.startswith(RELEASE_FOLDERS) or path.endswith(RELEASE_FORMATS)
    )


def _counts(path: str) -> bool:
    """Whether a file says something of the package: not the sources it was made from, nor its archive."""
    return not (path.startswith(RELEASE_FOLDERS) or path.endswith(".zip"))


def _files_of(path: Path) -> dict[str, bytes]:
    """Every file of a folder or an archive, by its path from where the descriptor stands."""
    if path.is_dir():
        files = {f.relative_to(path).as_posix(): f for f in sorted(path.rglob("*")) if f.is_file()}
        return {name: file.read_bytes() for name, file in files.items() if _counts(name)}
    if not path.is_file():
        raise Unreadable(
            f"{path} is not there; name the folder of a package, or a zip archive of it"
        )
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
            top = min(
                (n.removesuffix(DESCRIPTOR) for n in names if f"/{n}".endswith(f"/{DESCRIPTOR}")),
                key=len,
                default="",
            )
            mine = [n for n in names if n.startswith(top) and _counts(n.removeprefix(top))]
            return {n.removeprefix(top): archive.read(n) for n in mine}
    except (zipfile.BadZipFile, RuntimeError, OSError) as error:
        raise Unreadable(f"{path} is no zip archive that can be read ({error})") from None
