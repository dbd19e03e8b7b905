"""Everything that can be verified of a release that somebody holds: one result a part, each under a promise.

What Python's standard library can find out is in `standalone`, which travels with the release; here
are the parts that need more: typed tables at speed, the other formats, the official profile, the
signature, the standing, and the rebuilding. Fetching a release is in `fetching`, printing in `verdict`.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.sources.findings import Finding
from pipeline.package.package_checks import profile_findings
from pipeline.package.paths import DESCRIPTOR
from pipeline.releases import standalone
from pipeline.releases.fetching import Fetched, Target
from pipeline.releases.filesystems import open_store
from pipeline.releases.other_formats import formats_held, other_format_problems
from pipeline.releases.rebuilding import rebuild_problems
from pipeline.releases.signatures import check_signature
from pipeline.releases.soundness import store_notes, store_problems
from pipeline.releases.standalone import Problem, Release, Result
from pipeline.releases.store import read_index
from pipeline.releases.table_checks import Found, table_problems

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Verification:
    """A release verified: what it is, what its store says of it, and what each part found."""

    label: str
    name: str
    version: str
    standing: str
    signature: str
    proves_itself_only: bool
    is_withdrawn: bool
    results: tuple[Result, ...]

    @property
    def problems(self) -> list[Problem]:
        """All that does not hold."""
        return [problem for result in self.results for problem in result.problems]


def verify_release(
    fetched: Fetched, signers: Path | None, rebuild: bool, progress: Progress
) -> Verification:
    """Verify a release; raises `OSError` where there is none to be read.

    Where the files are not those of the list of checksums, what is in them is not looked at: it is not
    what was published.
    """
    release = standalone.open_release(fetched.release)
    checksums = _bytes_of(release, standalone.CHECKSUMS)
    signature = check_signature(
        checksums, _bytes_of(release, standalone.SIGNATURE) or None, signers
    )
    results = []
    for name, part in _outer_parts(fetched):
        progress(name)
        results.append(part(release))
    if signature.outcome == "bad":
        bad = [Problem("reproducible", standalone.SIGNATURE, signature.said)]
        results.append(Result("signature", "reproducible", "the signature", bad))
    if not any(result.problems for result in results):
        with fetched.as_folder() as folder:
            for name, part in _inner_parts(folder, rebuild):
                progress(name)
                results.append(part(release))
    listed = fetched.listed(release.version)
    return Verification(
        label=fetched.label,
        name=release.name,
        version=release.version,
        standing=fetched.standing_of(release.version),
        signature=signature.said,
        proves_itself_only=signature.outcome != "good" and fetched.index is None,
        is_withdrawn=listed is not None and listed.standing == "withdrawn",
        results=tuple(results),
    )


Part = Callable[[Release], Result]


def _outer_parts(fetched: Fetched) -> Iterator[tuple[str, Part]]:
    """Whether these are the bytes that were published."""
    yield "layout", standalone.layout
    yield "checksums", standalone.checksums
    yield "archive", standalone.archive
    if fetched.index is not None:
        yield "index", lambda release: _index(release, fetched)


def _inner_parts(folder: Path, rebuild: bool) -> Iterator[tuple[str, Part]]:
    """Whether what was published holds."""
    yield "descriptor", lambda _: _descriptor(folder)
    yield "tables", lambda _: _tables(folder)
    yield "other formats", lambda _: _other_formats(folder)
    yield "completeness", standalone.accounts
    yield "quotations", standalone.quotations
    yield "relations", standalone.relations
    yield "missing values", standalone.missing_values
    if rebuild:
        yield "rebuilding", lambda _: _rebuilt(folder)


def _index(release: Release, fetched: Fetched) -> Result:
    """What the store says of the release's bytes."""
    assert fetched.index is not None
    listed = fetched.listed(release.version)
    problems = []
    if listed is None:
        said = "the store does not list this version: it was never published there"
        problems.append(("index.json", said))
    else:
        hashes = {standalone.CHECKSUMS: listed.sha256sums}
        if release.path.is_file():
            hashes = {listed.archive: listed.archive_sha256}
        elif listed.archive in release.files:
            hashes[listed.archive] = listed.archive_sha256
        if listed.signed and standalone.SIGNATURE not in release.files:
            said = "the store says that the release is signed, and there is no signature"
            problems.append((standalone.SIGNATURE, said))
        for name, digest in hashes.items():
            if _digest(release, name) != digest:
                problems.append((name, f"the store says that its sha256 is {digest}"))
    return _result("index", "reproducible", "the hashes that the store says", problems)


def _digest(release: Release, name: str) -> str:
    if release.path.is_file():
        with release.path.open("rb") as file:
            return standalone.sha256_of(iter(lambda: file.read(1 << 20), b""))
    return standalone.sha256_of(standalone.chunks(release, name))


def _descriptor(folder: Path) -> Result:
    findings = profile_findings({DESCRIPTOR: (folder / DESCRIPTOR).read_bytes()})
    problems = [(f"{DESCRIPTOR} {finding.subject}", finding.found) for finding in findings]
    said = "the descriptor held against the Data Package v2 profile"
    return _result("descriptor", "well formed", said, problems)


def _tables(folder: Path) -> Result:
    descriptor = _described(folder)
    problems = list(_guarded(table_problems(folder, descriptor)))
    count = sum(resource["format"] == "csv" for resource in descriptor["resources"])
    said = f"{count} tables in CSV and Parquet: types, keys, references, terms"
    return _result("tables", "well formed", said, problems)


def _other_formats(folder: Path) -> Result:
    problems = list(_guarded(other_format_problems(folder, _described(folder))))
    held = ", ".join(formats_held(folder)) or "no other format"
    return _result("other formats", "well formed", f"{held} cell by cell", problems)


def _rebuilt(folder: Path) -> Result:
    said, problems = rebuild_problems(folder)
    return _result("rebuilding", "reproducible", said, problems)


def _guarded(found: Iterator[Found]) -> Iterator[Found]:
    """A descriptor may say anything; where it does not describe tables, that is what is wrong."""
    try:
        yield from found
    except standalone.MALFORMED as error:
        yield DESCRIPTOR, f"does not describe its tables: {standalone.reason(error)}"


def _described(folder: Path) -> dict[str, Any]:
    return json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def _result(part: str, promise: str, looked_at: str, problems: Iterable[Found]) -> Result:
    return Result(part, promise, looked_at, [Problem(promise, *problem) for problem in problems])


def _bytes_of(release: Release, name: str) -> bytes:
    return b"".join(standalone.chunks(release, name)) if name in release.files else b""


@dataclass(frozen=True)
class StoreVerification:
    """A store verified: whether it holds what its index says, and what stands in it unpublished."""

    label: str
    versions: tuple[str, ...]
    latest: str | None
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]


def verify_store(target: Target) -> StoreVerification:
    """Hold a store against its index; raises `Unreadable`, `Unreachable`."""
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
