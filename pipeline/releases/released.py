"""Packages that were released before, out of the store in the repository.

Only the packages that a version is compared with; how releases come into the store is in `store`.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.releases.index import Index, read_index_file
from pipeline.releases.packages import Package, Unreadable, read_package
from pipeline.releases.version_numbers import Version, read_version
from pipeline.sources.findings import Finding

STORE = "releases"


@dataclass(frozen=True)
class Released:
    """The releases that a version is compared with.

    `versions` are all in the store, oldest first. `predecessor` is the newest below the version,
    `itself` the release of the version; None where there is none.
    """

    versions: tuple[Version, ...] = ()
    predecessor: Package | None = None
    itself: Package | None = None


def read_released(root: Path, version: Version) -> Released:
    """Read the index and the packages that a version is compared with; raises `Unreadable`.

    Also where a file is not the one that was released: else it would count as a correction.
    """
    index = read_index_file(root / STORE)
    versions = _versions(index)
    below = [released for released in versions if released < version]
    return Released(
        versions,
        _package(root, index, below[-1]) if below else None,
        _package(root, index, version) if version in versions else None,
    )


def package_named(name: str, root: Path | None) -> Package:
    """The package in the folder or archive of that name, or else the release of that version.

    The release is in the store of the project under `root`. Raises `Unreadable`.
    """
    path = Path(name)
    if root is not None and not path.exists() and re.fullmatch(r"\d+\.\d+\.\d+", name):
        index = read_index_file(root / STORE)
        version = read_version(name)
        if version not in _versions(index):
            held = ", ".join(map(str, _versions(index))) or "none"
            raise Unreadable(f"{name} is not released; the store has {held}")
        return _package(root, index, version)
    return read_package(path)


def unreadable_store(problem: Exception) -> Finding:
    """The finding where the store cannot be read: versions that were not compared are never equal."""
    remedy = f"run `git restore {STORE}`"
    return Finding(STORE, 0, "the store of releases", str(problem), remedy, "store")


def _versions(index: Index) -> tuple[Version, ...]:
    return tuple(sorted(release.number for release in index.releases))


def _package(root: Path, index: Index, version: Version) -> Package:
    """The package of a release in the store, out of its data archive, which must be the one that was released."""
    from pipeline.text.documents import sha256_of

    listed = index.find(str(version))
    assert listed is not None
    label = f"{STORE}/{version}"
    archive = root / label / listed.data.name
    if not archive.is_file() or sha256_of(archive.read_bytes()) != listed.data.sha256:
        state = "has changed" if archive.exists() else "is missing"
        raise Unreadable(
            f"{label} is not what was released: {listed.data.name} {state}; a release never changes: "
            f"run `git restore {label}`"
        )
    return replace(read_package(archive), label=label)
