"""What a release in a store must hold: every file by its hash, from its list of checksums and from the index.

The format of the list is that of `standalone`. Nothing here knows where a release lies.
"""

from pipeline.releases import standalone
from pipeline.releases.index import Release
from pipeline.releases.packages import Unreadable


def listed_hashes(checksums: bytes, place: str) -> dict[str, str]:
    """Path → sha256 as SHA256SUMS lists them; raises `Unreadable`, which names `place`."""
    listed = standalone.read_checksums(checksums)
    beside = {standalone.CHECKSUMS, standalone.SIGNATURE}
    if standalone.write_checksums(listed) != checksums:
        found = f"is not one line `<sha256>  <path>` for each file of {len(listed)}, sorted by path"
    elif not all(standalone.is_plain(path) and path not in beside for path in listed):
        found = "lists a path that leads elsewhere, or itself"
    else:
        return listed
    raise Unreadable(f"{place}: {found}; make the release anew")


def expected_hashes(release: Release, checksums: bytes, place: str) -> dict[str, str]:
    """Path → sha256 of all that the release holds, but for a signature, whose hash nothing records.

    Raises `Unreadable`, which names `place`.
    """
    listed = listed_hashes(checksums, place)
    if release.archive in listed:
        raise Unreadable(f"{place}: lists {release.archive}, which is made of it; make it anew")
    own = {standalone.CHECKSUMS: release.sha256sums, release.archive: release.archive_sha256}
    return listed | own
