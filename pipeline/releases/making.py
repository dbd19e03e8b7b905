"""The release of a checked project: its files, its three archives, and its entry for the index.

What is checked before, and in which order, is in `orchestration`; writing into the store is in `store`.
"""

import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.package import durable_files
from pipeline.package.paths import CHECKSUMS
from pipeline.releases.bundle import CheckedProject, release_files
from pipeline.releases.fetching import Fetched
from pipeline.releases.filesystems import Unreachable
from pipeline.releases.index import Archive, Release, archive_names, new_release
from pipeline.releases.signatures import sign
from pipeline.releases.standalone.release import APART, SIGNATURE
from pipeline.releases.standings import Refused
from pipeline.releases.store import INCOMING
from pipeline.releases.verification import verify_release
from pipeline.text.documents import sha256_of

MADE_ON_UNIX, READABLE_FILE = 3, 0o100644 << 16


@dataclass(frozen=True)
class Made:
    """A release before it is published: its name, its archives and checksums by file name, its entry."""

    name: str
    files: dict[str, bytes] = field(repr=False)
    entry: Release


def refuse_existing(target: Path) -> None:
    """Raise `Refused` where the folder to write into exists, or something is in its place."""
    if target.exists() or target.is_symlink():
        raise Refused(f"{target} exists; name a folder that does not")


def write_files(project: CheckedProject, site: Mapping[str, bytes], target: Path) -> int:
    """Write every file of the release, without signature and archives, into a new folder; their number.

    `site` is as in `release_files`. They are written beside the folder, which then gets its name; what a killed run
    left there is removed first. Raises `Refused` as `refuse_existing` does, `Unreachable` where the file system fails.
    """
    refuse_existing(target)
    files = release_files(project, site)
    target = target.absolute()
    beside = target.with_name(f"{INCOMING}{target.name}")
    try:
        durable_files.remove(beside)
        durable_files.write_folder(beside, files)
        durable_files.put_in_place(beside, target)
    except OSError as error:
        left = f"{target} is not written; what is left in {beside} is removed by the next run"
        raise Unreachable(f"{error}; {left}") from error
    return len(files)


def made_release(project: CheckedProject, site: Mapping[str, bytes], key: Path | None) -> Made:
    """The release of a project with its site, signed if there is a key.

    Raises `CannotSign` where the key does not sign.
    """
    head, files = project.head, release_files(project, site)
    signature = sign(files[CHECKSUMS], key) if key is not None else None
    packed, archives = pack(head.name, head.version, files, signature)
    entry = new_release(
        version=head.version,
        created=head.created,
        previous=project.predecessor.version if project.predecessor else None,
        sha256sums=sha256_of(files[CHECKSUMS]),
        data=archives[0],
        project=archives[1],
        site=archives[2],
        signed=signature is not None,
        doi=head.doi,
    )
    return Made(head.name, packed, entry)


def pack(
    name: str, version: str, files: Mapping[str, bytes], signature: bytes | None
) -> tuple[dict[str, bytes], list[Archive]]:
    """What a store holds of a release, by file name, and what its index says of the archives, the data's first.

    `files` are all files of the release by path, with SHA256SUMS.
    """
    beside = {CHECKSUMS: files[CHECKSUMS], **({SIGNATURE: signature} if signature else {})}
    apart = [{path: files[path] for path in files if path.startswith(folder)} for folder in APART]
    data = {path: files[path] for path in files if not path.startswith(tuple(APART))} | beside
    packed, archives = dict(beside), []
    for archive, held in zip(archive_names(name, version), (data, *apart), strict=True):
        packed[archive] = archive_of(held)
        sizes = {"bytes": len(packed[archive]), "unpacked_bytes": sum(map(len, held.values()))}
        archives.append(Archive(name=archive, sha256=sha256_of(packed[archive]), **sizes))
    return packed, archives


def refuse_unverified(made: Made, progress: Callable[[str], None]) -> None:
    """Verify the archives as a stranger will; raises `Refused` with what is wrong with them."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in made.files.items():
            (Path(folder) / name).write_bytes(content)
        fetched = Fetched(
            f"{made.name} {made.entry.version}", Path(folder) / made.entry.data.name, None
        )
        verified = verify_release(fetched, signers=None, rebuild=False, progress=progress)
    if verified.problems:
        lines = (f"\n  {problem.place}: {problem.found}" for problem in verified.problems)
        raise Refused(
            f"the release that was made does not hold; correct what made it:{''.join(lines)}"
        )


def archive_of(files: Mapping[str, bytes]) -> bytes:
    """A zip archive whose members depend on the files alone: in order of path, dated 1980-01-01.

    How they are compressed depends on the machine's zlib.
    """
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in sorted(files):
            member = zipfile.ZipInfo(name)
            member.create_system, member.external_attr = MADE_ON_UNIX, READABLE_FILE
            archive.writestr(member, files[name], zipfile.ZIP_DEFLATED)
    return written.getvalue()
