"""Everything that can be verified of a release at hand: a result for each part, under the promise that it is about.

The parts that need only Python's standard library are in `standalone` and travel with the release. The parts here
need more: Parquet, the other formats, the official profile, the signature, the standing, and the rebuilding.
Downloading a release is in `fetching`, printing in `verification_report`.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.package.package_checks import parquet_findings, profile_findings
from pipeline.package.paths import DESCRIPTOR, PACKAGE
from pipeline.releases.fetching import Fetched, Target
from pipeline.releases.filesystems import open_store
from pipeline.releases.other_formats import FORMATS, other_format_problems, unproved_formats
from pipeline.releases.rebuilding import rebuild_problems, site_not_made
from pipeline.releases.signatures import Signature, check_signature
from pipeline.releases.soundness import store_notes, store_problems
from pipeline.releases.standalone.accounting import accounts
from pipeline.releases.standalone.answers import answers
from pipeline.releases.standalone.boxes import boxes
from pipeline.releases.standalone.cells import repeated_cells
from pipeline.releases.standalone.checksums import archive, checksums, layout, sha256_of
from pipeline.releases.standalone.derived import derived_cells
from pipeline.releases.standalone.honesty import missing_values
from pipeline.releases.standalone.quotations import quotations
from pipeline.releases.standalone.relations import relations
from pipeline.releases.standalone.release import (
    CHECKSUMS,
    MALFORMED,
    PROJECT,
    SIGNATURE,
    SITE,
    SITE_CHECKSUMS,
    Release,
    chunks,
    open_release,
    reason,
)
from pipeline.releases.standalone.results import Problem, Result
from pipeline.releases.standalone.table_rules import table_rules
from pipeline.releases.standalone.tables import tables
from pipeline.releases.standalone.unproved import (
    ANYBODY,
    DECIDED,
    DESCRIBED,
    PROVED_BY_REBUILDING,
    columns_unproved,
    files_unproved,
)
from pipeline.releases.store import read_index
from pipeline.releases.typed_cells import Found
from pipeline.sources.findings import Finding

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Verification:
    """A release verified: what it is, its standing and signature in words, and what each part found.

    `unproved` has, in words, what remains unproved of a release in which nothing is wrong.
    """

    label: str
    name: str
    version: str
    standing: str
    signature: str
    is_withdrawn: bool
    results: tuple[Result, ...] = field(repr=False)
    unproved: tuple[str, ...] = field(repr=False)

    @property
    def problems(self) -> list[Problem]:
        """Every problem of every part."""
        return [problem for result in self.results for problem in result.problems]


def verify_release(
    fetched: Fetched,
    signers: Path | None,
    rebuild: bool,
    progress: Progress,
) -> Verification:
    """Verify a release; raises `OSError` where there is none to read.

    With `rebuild` it is made again from its project. Where the files are not those of SHA256SUMS, their content is
    not checked: it is not what was published.
    """
    with open_release(fetched.release) as release:
        signature = _signature(release, signers)
        results = []
        for name, part in _outer_parts(fetched):
            progress(name)
            results.append(part(release))
        if signature.outcome == "bad":
            bad = [Problem("reproducible", SIGNATURE, signature.words)]
            results.append(Result("signature", "reproducible", "the signature", bad))
        unproved: list[str] = []
        proves_itself_only = signature.outcome != "good" and fetched.index is None
        if not any(result.problems for result in results):
            with fetched.as_folder() as folder:
                for name, part in _inner_parts(folder):
                    progress(name)
                    results.append(part(release))
                if rebuild:
                    progress("rebuilding")
                    with (
                        fetched.held_apart(folder, PROJECT) as project,
                        fetched.held_apart(folder, SITE) as site,
                    ):
                        results.append(_rebuilt(folder, project, site))
                if not any(result.problems for result in results):
                    unproved = list(_unproved(release, folder, rebuild, proves_itself_only))
    listed = fetched.listed(release.version)
    return Verification(
        label=fetched.label,
        name=release.name,
        version=release.version,
        standing=fetched.standing_of(release.version),
        signature=signature.words,
        is_withdrawn=listed is not None and listed.standing == "withdrawn",
        results=tuple(results),
        unproved=tuple(unproved),
    )


def problems_of_bytes(fetched: Fetched) -> list[Problem]:
    """Where the bytes of a release are not those that were released; raises `OSError` where there is none."""
    with open_release(fetched.release) as release:
        results = [part(release) for _, part in _outer_parts(fetched)]
    return [problem for result in results for problem in result.problems]


def _unproved(
    release: Release, folder: Path, rebuilt: bool, proves_itself_only: bool
) -> Iterator[str]:
    """What the parts do not prove, in words. What its project gives is proved as far as the project is."""
    if proves_itself_only:
        yield ANYBODY
    yield DECIDED
    if rebuilt:
        yield "whether the project, its sources and its code, is right: that this project gives this release is shown"
        if SITE_CHECKSUMS in release.files and (why := site_not_made()):
            yield f"{SITE}: {PROVED_BY_REBUILDING[SITE]}. {why[0].upper()}{why[1:]}"
        return
    yield DESCRIBED
    yield from unproved_formats(folder, release.descriptor)
    yield from files_unproved(release)
    yield from columns_unproved(release)


def _signature(release: Release, signers: Path | None) -> Signature:
    """Whether the list of checksums is signed by an allowed signer; a file that is missing is empty here."""
    listed, signature = (_bytes_of(release, name) for name in (CHECKSUMS, SIGNATURE))
    return check_signature(listed, signature or None, signers)


Part = Callable[[Release], Result]


def _outer_parts(fetched: Fetched) -> Iterator[tuple[str, Part]]:
    """Whether these are the bytes that were published."""
    yield "layout", layout
    yield "checksums", checksums
    yield "archive", archive
    if fetched.index is not None or fetched.unread is not None:
        yield "index", lambda release: _index(release, fetched)


def _inner_parts(folder: Path) -> Iterator[tuple[str, Part]]:
    """Whether the content is right."""
    yield "descriptor", lambda _: _descriptor(folder)
    yield "tables", tables
    yield "Parquet", lambda _: _parquet(folder)
    yield "other formats", lambda _: _other_formats(folder)
    yield "completeness", accounts
    yield "quotations", quotations
    yield "boxes", boxes
    yield "cells", repeated_cells
    yield "rules of tables", table_rules
    yield "relations", relations
    yield "derived cells", derived_cells
    yield "answers", answers
    yield "missing values", missing_values


def _index(release: Release, fetched: Fetched) -> Result:
    """Whether the release has the hashes and the signature that the store's index states."""
    listed = fetched.listed(release.version)
    problems = []
    if fetched.unread is not None:
        problems.append(("index.json", f"cannot be read: {fetched.unread}"))
    elif listed is None:
        problems.append(
            ("index.json", "does not list this version, so it was never published there")
        )
    else:
        if _digest(release, CHECKSUMS) != listed.sha256sums:
            problems.append((CHECKSUMS, f"the index states the sha256 {listed.sha256sums}"))
        place = release.path if release.path.is_dir() else release.path.parent
        for archive in listed.archives:
            file = place / archive.name
            if file.is_file() and digest_of_file(file) != archive.sha256:
                problems.append((archive.name, f"the index states the sha256 {archive.sha256}"))
        if listed.signed and SIGNATURE not in release.files:
            problems.append((SIGNATURE, "is missing; the index states that the release is signed"))
    return _result("index", "reproducible", "the hashes in the index", problems)


def _digest(release: Release, name: str) -> str | None:
    return sha256_of(chunks(release, name)) if name in release.files else None


def digest_of_file(path: Path) -> str:
    """SHA-256 of a file, which is read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _descriptor(folder: Path) -> Result:
    findings = profile_findings({DESCRIPTOR: (folder / DESCRIPTOR).read_bytes()})
    problems = [(f"{DESCRIPTOR} {finding.subject}", finding.found) for finding in findings]
    return _result("descriptor", "well formed", "the Data Package v2 profile", problems)


def _parquet(folder: Path) -> Result:
    def found() -> Iterator[Found]:
        paths = [resource["path"] for resource in _described(folder)["resources"]]
        files = {path: (folder / path).read_bytes() for path in (DESCRIPTOR, *paths)}
        for finding in parquet_findings(files):
            yield f"{finding.file.removeprefix(f'{PACKAGE}/')} {finding.subject}", finding.found

    return _result("Parquet", "well formed", "Parquet compared with CSV", _guarded(found()))


def _other_formats(folder: Path) -> Result:
    problems = list(_guarded(other_format_problems(folder, _described(folder))))
    return _result("other formats", "well formed", f"{', '.join(FORMATS)} cell by cell", problems)


def _rebuilt(folder: Path, project: Path | None, site: Path | None) -> Result:
    if project is None:
        absent = ("the project", "is not at hand; put its archive beside that of the data")
        return _result("rebuilding", "reproducible", "not rebuilt", [absent])
    looked_at, problems = rebuild_problems(folder, project, site)
    return _result("rebuilding", "reproducible", looked_at, problems)


def _guarded(found: Iterator[Found]) -> Iterator[Found]:
    """What was found; a descriptor that does not describe tables is a problem, not an exception."""
    try:
        yield from found
    except (*MALFORMED, OSError) as error:
        yield DESCRIPTOR, f"does not describe its tables: {reason(error)}"


def _described(folder: Path) -> dict[str, Any]:
    return json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def _result(part: str, promise: str, looked_at: str, problems: Iterable[Found]) -> Result:
    return Result(part, promise, looked_at, [Problem(promise, *problem) for problem in problems])


def _bytes_of(release: Release, name: str) -> bytes:
    return b"".join(chunks(release, name)) if name in release.files else b""


@dataclass(frozen=True)
class StoreVerification:
    """A store verified: where it differs from its index, and what is in it without being published."""

    label: str
    versions: tuple[str, ...]
    latest: str | None
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]


def verify_store(target: Target) -> StoreVerification:
    """Compare a store with its index; raises `Unreadable`, `Unreachable`."""
    assert target.store is not None
    store = open_store(target.store)
    index = read_index(store)
    return StoreVerification(
        target.label,
        tuple(release.version for release in index.releases),
        index.latest,
        tuple(store_problems(store)),
        tuple(store_notes(store)),
    )
