"""Packages that were released before, out of the store that is embedded in the repository.

Only what a later version is held against; how releases come into the store is in `release`.
"""

import re
from dataclasses import replace
from pathlib import Path

from pipeline.text.documents import sha256_of
from pipeline.package.paths import CHECKSUMS
from pipeline.releases.index import Release, read_index_file
from pipeline.releases.version_numbers import Version, read_version
from pipeline.releases.packages import Package, Unreadable, read_package

STORE = "releases"


def released_versions(root: Path) -> list[Version]:
    """Versions in the store, oldest first; raises `Unreadable` where its index cannot be read."""
    index = read_index_file(root / STORE)
    return sorted(read_version(entry.version) for entry in index.releases)


def released_package(root: Path, version: Version) -> Package:
    """The package of a release in the store, under its name there.

    Raises `Unreadable`, also where a file of it is not the one that was released.
    """
    package = replace(read_package(root / STORE / str(version)), label=f"{STORE}/{version}")
    _prove(package, read_index_file(root / STORE).find(str(version)))
    return package


def _prove(package: Package, listed: Release | None) -> None:
    """Hold each file against the release's list of hashes, and the list against the index."""
    checksums = package.files.get(CHECKSUMS, b"")
    lines = checksums.decode("utf-8", "replace").splitlines()
    digests = {path: digest for digest, _, path in (line.partition("  ") for line in lines)}
    beside = {CHECKSUMS, f"{CHECKSUMS}.sig"}
    changed = [
        path
        for path, content in package.files.items()
        if path not in beside and digests.get(path) != sha256_of(content)
    ]
    if listed is None or sha256_of(checksums) != listed.sha256sums:
        changed.append(CHECKSUMS)
    if changed:
        raise Unreadable(
            f"{package.label} is not what was released: {', '.join(changed[:5])}; restore it "
            f"(`git restore {package.label}`), since a release never changes"
        )


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
