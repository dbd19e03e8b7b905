"""Whether a store has every byte that its index lists: a finding for each file that it does not have.

What a killed run leaves is a note, not a finding, because no index names it. Whether the content of a release
is right is checked in `verification`.
"""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.package import exclusive
from pipeline.releases import filesystems
from pipeline.releases.checksums import listed_hashes, packed_hashes
from pipeline.releases.filesystems import Store, Unreachable
from pipeline.releases.index import INDEX, Release
from pipeline.releases.packages import Unreadable
from pipeline.releases.standalone.checksums import sha256_of
from pipeline.releases.standalone.members import is_stray
from pipeline.releases.standalone.release import CHECKSUMS, SIGNATURE
from pipeline.releases.store import INCOMING, read_index
from pipeline.sources.findings import Finding

REMEDY = "restore the release from version control, or from another copy of the store whose hashes are right"


def store_problems(store: Store, label: str = "") -> list[Finding]:
    """Every file of a store that is not as its index lists it, in the order of versions and paths.

    `label` is put before the paths. Raises `Unreachable` where the store as a whole cannot be read.
    """
    try:
        index = read_index(store)
    except Unreadable as problem:
        return [
            Finding(
                f"{label}/{INDEX}".lstrip("/"),
                0,
                "index",
                str(problem),
                "restore the index first",
                "store",
            )
        ]
    found = (finding for release in index.releases for finding in _release_problems(store, release))
    return [replace(finding, file=f"{label}/{finding.file}".lstrip("/")) for finding in found]


def store_notes(store: Store) -> list[str]:
    """What is in a store and was never published; raises `Unreadable`, `Unreachable`."""
    versions = [release.version for release in read_index(store).releases]
    listed = {INDEX, *exclusive.FILES, *versions}
    strays = [
        f"{store.label}/{version}/{path} is no part of the release"
        for version in versions
        for path in filesystems.files(store, version)
        if is_stray(path, size=1)
    ]
    return strays + [
        f"{store.label}/{name} "
        + (
            "was left by a run that was killed; the next run removes it"
            if name.startswith(INCOMING)
            else f"is not listed in {INDEX}, so it is no published release"
        )
        for name in filesystems.names(store)
        if name not in listed
    ]


def _release_problems(store: Store, release: Release) -> Iterator[Finding]:
    """What is wrong with the folder of one release: its archives, and their files where they lie beside."""
    version = release.version
    there = {path for path in filesystems.files(store, version) if not is_stray(path, size=1)}
    wanted = packed_hashes(release)
    for path in sorted(wanted):
        yield from _file_problems(store, version, path, wanted[path], there)
    signature = {SIGNATURE} if release.signed else set()
    for path in sorted(signature - there):
        yield _finding(version, path, "is missing, and the index states that the release is signed")
    others = there - wanted.keys() - signature
    if not others:
        return
    try:
        checksums = filesystems.content(store, f"{version}/{CHECKSUMS}") or b""
        listed = listed_hashes(checksums, CHECKSUMS) if CHECKSUMS in there else {}
    except (Unreadable, Unreachable) as problem:
        yield _finding(version, CHECKSUMS, f"cannot be read: {problem}")
        return
    for path in listed if others & listed.keys() else ():
        yield from _file_problems(store, version, path, listed[path], there)
    for path in sorted(others - listed.keys()):
        if CHECKSUMS in there:
            yield _finding(version, path, f"is not listed in {CHECKSUMS}")


def _file_problems(
    store: Store, version: str, path: str, digest: str, there: set[str]
) -> Iterator[Finding]:
    """What is wrong with one file that a release must have."""
    if path not in there:
        yield _finding(version, path, "is missing")
        return
    try:
        found = sha256_of(filesystems.chunks(store, f"{version}/{path}"))
    except Unreachable as problem:
        yield _finding(version, path, f"cannot be read: {problem}")
        return
    if found != digest:
        yield _finding(version, path, f"is not the file that was released: its sha256 is {found}")


def _finding(version: str, path: str, found: str) -> Finding:
    return Finding(f"{version}/{path}", 0, version, found, REMEDY, "store")
