"""Packages that were released before, out of the store that is embedded in the repository.

Only what a later version is held against; how releases come into the store is in `release`.
"""

import re
from pathlib import Path

from pipeline.versions.index import read_index_file
from pipeline.versions.numbering import Version, read_version
from pipeline.versions.packages import Package, Unreadable, read_package

STORE = "releases"


def released_versions(root: Path) -> list[Version]:
    """Versions in the store, oldest first; raises `Unreadable` where its index cannot be read."""
    index = read_index_file(root / STORE)
    return sorted(read_version(entry.version) for entry in index.releases)


def released_package(root: Path, version: Version) -> Package:
    """The package of a release in the store; raises `Unreadable`."""
    return read_package(root / STORE / str(version))


def predecessor_of(root: Path, version: Version) -> Package | None:
    """The package of the newest release below a version (DESIGN section 6); raises `Unreadable`."""
    below = [released for released in released_versions(root) if released < version]
    return released_package(root, below[-1]) if below else None


def package_named(name: str, root: Path | None) -> Package:
    """The package in a folder or archive of that name, or else the release of that version.

    `root` is the project whose store is meant; raises `Unreadable`.
    """
    path = Path(name)
    if root is not None and not path.exists() and re.fullmatch(r"\d+\.\d+\.\d+", name):
        versions = released_versions(root)
        if read_version(name) not in versions:
            held = ", ".join(map(str, versions)) or "none"
            raise Unreadable(f"{name} is not released; the store has {held}")
        return released_package(root, read_version(name))
    return read_package(path)
