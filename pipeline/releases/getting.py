"""A release out of a store, unpacked into a folder once its bytes are known to be those that were released."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.package import durable_files
from pipeline.releases.fetching import fetch
from pipeline.releases.filesystems import open_store
from pipeline.releases.index import Archive, Release
from pipeline.releases.packages import Unreadable
from pipeline.releases.standalone.release import PROJECT, SITE
from pipeline.releases.standings import Refused, versions_of
from pipeline.releases.store import INCOMING, read_index
from pipeline.releases.unpacking import unpack
from pipeline.releases.verification import digest_of_file, problems_of_bytes


@dataclass(frozen=True)
class Got:
    """A release that was unpacked: its name and version, its folder, the number of its files, its standing."""

    name: str
    version: str
    folder: Path
    files: int
    standing: str
    is_withdrawn: bool


def get_release(
    store: str,
    version: str | None,
    folder: Path | None,
    apart: Collection[str],
    moved: Callable[[int], None],
) -> Got:
    """Unpack a release of a store: the latest, or the one of that version.

    Raises `Refused` where it is not there or the folder exists, `Unreadable` where its bytes are not those that were
    released, `Unreachable` where the store cannot be reached.
    """
    index = read_index(open_store(store))
    listed = index.find(version or index.latest)
    if listed is None:
        raise Refused(f"{store}: {version or 'a release'} is not there; {versions_of(index)}")
    folder = folder or Path(f"{index.name}-{listed.version}")
    if folder.exists() or folder.is_symlink():
        raise Refused(f"{folder} exists; name a folder that does not, with --into")
    wanted = _archives_apart(listed, apart)
    with fetch(f"{store.rstrip('/')}/{listed.version}/{listed.data.name}", moved) as target:
        (fetched,) = target.releases
        for archive in (listed.data, *wanted.values()):
            file = fetched.release.with_name(archive.name)
            if not file.is_file() or digest_of_file(file) != archive.sha256:
                raise Unreadable(
                    f"{store}: {archive.name} is not the file whose sha256 the index states; get it from another "
                    "copy of the store"
                )
        if problems := problems_of_bytes(fetched):
            lines = "; ".join(f"{problem.place} {problem.found}" for problem in problems[:5])
            raise Unreadable(f"{fetched.label}: {lines}; get it from another copy of the store")
        files = _unpacked(fetched.release, wanted, folder.absolute())
    return Got(
        name=str(index.name),
        version=listed.version,
        folder=folder,
        files=files,
        standing=fetched.standing_of(listed.version),
        is_withdrawn=listed.standing == "withdrawn",
    )


def _archives_apart(listed: Release, apart: Collection[str]) -> dict[str, Archive]:
    """The archives of these of its folders, by folder; raises `Refused` where the release has none of one."""
    held = {PROJECT: listed.project, SITE: listed.site}
    none = {
        PROJECT: f"{listed.version} has no archive of its project: it is in {listed.data.name}",
        SITE: f"{listed.version} has no site; `oversight site --release {listed.version}` makes pages of it",
    }
    if missing := [none[part] for part in apart if held[part] is None]:
        raise Refused("; ".join(missing))
    return {part: archive for part in apart if (archive := held[part]) is not None}


def _unpacked(archive: Path, apart: Mapping[str, Archive], folder: Path) -> int:
    """Unpack an archive, and those of project and site beside it, into a new folder; the number of files.

    They are written beside the folder, which then gets its name; what a killed run left there is removed first.
    """
    beside = folder.with_name(f"{INCOMING}{folder.name}")
    durable_files.remove(beside)
    try:
        files = unpack(archive, beside)
        for part, packed in apart.items():
            files += unpack(archive.with_name(packed.name), beside / part, part)
        durable_files.put_in_place(beside, folder)
    except BaseException:
        durable_files.remove(beside)
        raise
    return files
