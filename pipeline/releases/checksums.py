"""The files that a release in a store must have, each with its hash: from SHA256SUMS and from the index."""

from pipeline.releases.index import Release
from pipeline.releases.packages import Unreadable
from pipeline.releases.standalone import checksums as proof
from pipeline.releases.standalone.members import is_plain
from pipeline.releases.standalone.release import CHECKSUMS, SIGNATURE


def listed_hashes(checksums: bytes, place: str) -> dict[str, str]:
    """Path → sha256 as SHA256SUMS lists them; raises `Unreadable`, which names `place`."""
    listed = proof.read_checksums(checksums)
    beside = {CHECKSUMS, SIGNATURE}
    if proof.write_checksums(listed) != checksums:
        found = f"is not one line `<sha256>  <path>` for each file of {len(listed)}, sorted by path"
    elif not all(is_plain(path) and path not in beside for path in listed):
        found = "lists a path that leads elsewhere, or itself"
    else:
        return listed
    raise Unreadable(f"{place}: {found}; make the release anew")


def packed_hashes(release: Release) -> dict[str, str]:
    """File name → sha256 of the archives and SHA256SUMS, as the index lists them.

    The signature is left out: its hash is recorded nowhere.
    """
    archives = {archive.name: archive.sha256 for archive in release.archives}
    return {CHECKSUMS: release.sha256sums, **archives}


def laid_out_hashes(release: Release, checksums: bytes, place: str) -> dict[str, str]:
    """Path → sha256 of the same, and of every file of the data archive, which lie beside it.

    Raises `Unreadable`, which names `place`.
    """
    listed = listed_hashes(checksums, place)
    for archive in release.archives:
        if archive.name in listed:
            raise Unreadable(
                f"{place}: lists {archive.name}, which is an archive of the release; make the release anew"
            )
    return listed | packed_hashes(release)
