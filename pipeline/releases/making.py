"""The release of a checked project: its files, its archive, and its entry for the index.

What is checked before, and in which order, is in `orchestration`; writing into the store is in `store`.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pipeline
from pipeline.package.paths import CHECKSUMS
from pipeline.releases.bundle import CODE, CheckedProject, release_files
from pipeline.releases.index import Release, archive_name, new_release
from pipeline.releases.signatures import sign
from pipeline.releases.standalone import SIGNATURE, write_archive
from pipeline.releases.standings import Refused
from pipeline.sources.findings import Finding
from pipeline.text.documents import sha256_of


@dataclass(frozen=True)
class Made:
    """A release before it is published: its name, its files by path (the archive on disk), its entry."""

    name: str
    files: dict[str, bytes | Path] = field(repr=False)
    entry: Release


def write_files(project: CheckedProject, target: Path) -> int:
    """Write every file of the release, without signature and archive, into a new folder; their number.

    Raises `Refused` where the folder exists.
    """
    if target.exists():
        raise Refused(f"{target} exists; name a folder that does not")
    files = release_files(project)
    for path, content in files.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(content)
    return len(files)


@contextmanager
def made_release(project: CheckedProject, key: Path | None) -> Iterator[Made]:
    """The release of a project, signed if there is a key; its archive is in a temporary folder.

    Raises `CannotSign` where the key does not sign.
    """
    head, files = project.head, release_files(project)
    if key is not None:
        files[SIGNATURE] = sign(files[CHECKSUMS], key)
    with tempfile.TemporaryDirectory() as scratch:
        archive = Path(scratch) / archive_name(head.name, head.version)
        with archive.open("wb") as target:
            write_archive(target, files, lambda path: [files[path]])
        entry = new_release(
            version=head.version,
            created=head.created,
            previous=project.predecessor.version if project.predecessor else None,
            sha256sums=sha256_of(files[CHECKSUMS]),
            archive=archive.name,
            archive_sha256=sha256_of(archive.read_bytes()),
            signed=key is not None,
            doi=head.doi,
        )
        yield Made(head.name, {**files, archive.name: archive}, entry)


def foreign_code(root: Path) -> list[Finding]:
    """A finding where the code that runs is not the project's: the release states that the project made it."""
    running = Path(pipeline.__file__).parent.parent
    for folder in CODE:
        for path in sorted((root / folder).rglob("*.py")):
            name = path.relative_to(root)
            there = running / name
            if not there.is_file() or there.read_bytes() != path.read_bytes():
                found = f"the code that runs is in {running}, and this file is another one there"
                remedy = "run the project's own `.venv/bin/oversight`"
                return [Finding(name.as_posix(), 0, "code", found, remedy)]
    return []
