"""The release that a project gives: everything checked first, then bundled, signed where there is a key.

Nothing is released from a project in which `oversight check` finds anything. Writing into the store is
`store`'s.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pipeline
from pipeline.orchestration.derivation import Derivation, derive
from pipeline.text.documents import sha256_of
from pipeline.sources.findings import Finding
from pipeline.package.package_folder import differences
from pipeline.package.paths import CHECKSUMS
from pipeline.releases.bundle import CODE, bundle_files
from pipeline.releases.signatures import sign
from pipeline.releases.standalone import SIGNATURE, write_archive
from pipeline.releases.index import Release, archive_name, new_release


class NotReleased(Exception):
    """What stops a release: the findings of a check."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


@dataclass(frozen=True)
class Made:
    """A release before it is published: its name, its files (the archive still on disk), its entry."""

    name: str
    files: dict[str, bytes | Path]
    entry: Release


def write_files(root: Path, target: Path) -> int:
    """Write every file of the release but signature and archive into a folder, which must not be there.

    How many there are. Raises `NotReleased` where a check of the project finds anything.
    """
    derivation = _sound(derive(root))
    if foreign := tuple(_foreign_code(root)):
        raise NotReleased(foreign)
    files = bundle_files(root, derivation)
    if target.exists():
        found = f"{target} is there already"
        raise NotReleased((Finding(str(target), 0, "--into", found, "name a folder that is not"),))
    for path, content in files.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(content)
    return len(files)


@contextmanager
def made_release(root: Path, key: Path | None) -> Iterator[Made]:
    """The release of the project under `root`, its archive in a temporary folder.

    Raises `NotReleased` where a check finds anything, `CannotSign` where the key does not sign.
    """
    derivation = _sound(derive(root))
    unlike = (*differences(root, derivation.files), *_foreign_code(root))
    if unlike:
        raise NotReleased(unlike)
    assert derivation.corpus.release is not None
    about = derivation.corpus.release.entry
    files: dict[str, bytes] = bundle_files(root, derivation)
    if key is not None:
        files[SIGNATURE] = sign(files[CHECKSUMS], key)
    with tempfile.TemporaryDirectory() as scratch:
        archive = Path(scratch) / archive_name(about.name, about.version)
        with archive.open("wb") as target:
            write_archive(target, files, lambda path: [files[path]])
        entry = new_release(
            version=about.version,
            created=about.created,
            previous=derivation.gate.predecessor if derivation.gate else None,
            sha256sums=sha256_of(files[CHECKSUMS]),
            archive=archive.name,
            archive_sha256=sha256_of(archive.read_bytes()),
            signed=key is not None,
            doi=about.doi,
        )
        yield Made(about.name, {**files, archive.name: archive}, entry)


def _foreign_code(root: Path) -> Iterator[Finding]:
    """Where the code that runs is not the project's, which the release would say that it was made by."""
    running = Path(pipeline.__file__).parent.parent
    for folder in CODE:
        for path in sorted((root / folder).rglob("*.py")):
            name = path.relative_to(root)
            there = running / name
            if not there.is_file() or there.read_bytes() != path.read_bytes():
                found = "the code that runs is not the one in the project, which a release holds"
                yield Finding(
                    str(name), 0, "code", found, "run the project's own `.venv/bin/oversight`"
                )
                return


def _sound(derivation: Derivation) -> Derivation:
    if derivation.findings:
        raise NotReleased(derivation.findings)
    return derivation
