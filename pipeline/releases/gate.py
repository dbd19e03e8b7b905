"""The version gate: whether a rendered package may have the version that `release.yaml` declares.

The policy is in docs/method.md, Versions. The required level is the larger of what the comparison finds and what
`release.yaml` declares; a version may be larger only for a stated reason. Every finding stops
publication. Where no release is below the declared version, the gate is off.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.package.package_files import completed
from pipeline.package.paths import CHECKSUMS, PACKAGE
from pipeline.releases.changelog import changelog
from pipeline.releases.changes import TABLE as CHANGES
from pipeline.releases.changes import idle_reasons, required_step, unexplained
from pipeline.releases.comparison import compare
from pipeline.releases.declared_renames import rename_findings
from pipeline.releases.differences import Difference
from pipeline.releases.documents_of_rows import documents_in
from pipeline.releases.packages import DESCRIPTOR, Package, belongs_to_release, package_of
from pipeline.releases.released import Released
from pipeline.releases.renames import local_id
from pipeline.releases.row_comparison import ROW_ADDED, ROW_REMOVED
from pipeline.releases.version_numbers import raised, read_version
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding, coded
from pipeline.sources.release_entries import ReleaseFile

SHOWN = 5
DATED = "set `created: DATE`, the day of this release"


@dataclass(frozen=True)
class Gate:
    """A package with its changelog, its differences from the predecessor, and what stops its publication."""

    released: Released
    differences: tuple[Difference, ...] = field(repr=False)
    changelog: str = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False)
    findings: tuple[Finding, ...]

    @property
    def predecessor(self) -> str | None:
        """The version that the package was compared with."""
        return self.released.predecessor.version if self.released.predecessor else None

    @property
    def is_released(self) -> bool:
        """Whether the version is in the store already."""
        return self.released.itself is not None


def gate_of(
    released: Released,
    head: Located[ReleaseFile],
    retired: Mapping[str, str],
    files: Mapping[str, bytes],
) -> Gate:
    """Compare a rendered package with the releases before it, and complete it with its changelog.

    `files` are those of `package_files`. `retired` has the version in which each id of a figure was
    retired. Raises `Unreadable` where the packages are not comparable.
    """
    before = released.predecessor
    differences: list[Difference] = []
    package = package_of(PACKAGE, completed(files, ""))
    if before is None:
        findings = [*_findings_of_the_first(head, released)]
    else:
        differences = compare(before, package)
        findings = [
            *step_findings(head, before, differences),
            *stale_findings(head, before, differences),
            *rename_findings(head, before, package.tables),
            *unexplained(head, before.version, differences),
            *idle_reasons(head, before.version, differences),
            *meaning_findings(head, package),
            *tombstone_findings(head, retired, before, differences),
        ]
    written = changelog(head.entry, before, differences, documents_in(before, package))
    package = package_of(PACKAGE, completed(files, written))
    again = tuple(_republication_findings(head, released.itself, package))
    return Gate(released, tuple(differences), written, package.files, again or tuple(findings))


def step_findings(
    head: Located[ReleaseFile], predecessor: Package, differences: Collection[Difference]
) -> Iterator[Finding]:
    """Where the declared version is smaller than required, or larger without a reason."""
    release, before = head.entry, read_version(predecessor.version)
    level = required_step(release, differences)
    due, declared = raised(before, level) if level else before, read_version(release.version)
    since = f"{_count(differences)} since {before}"
    if release.created < str(predecessor.descriptor["created"]):
        yield head.finding(
            "created",
            f"{release.version} is dated {release.created}, before {before} ({predecessor.descriptor['created']})",
            DATED,
            "created",
        )
    if declared < due:
        yield head.finding(
            release.version,
            f"the version is too small: {since}, the largest is {level}\n{_largest(differences, release)}",
            f"set `version: {due}` (after a build, `oversight diff {before} {PACKAGE}` lists all differences)",
            "version",
        )
    elif declared > due and release.larger_step is None:
        asks = f"which require {due}" if level else "so no new version is required"
        yield head.finding(
            release.version,
            f"the version is larger than required: {since}, {asks}",
            f"set `version: {due}`, or give the reason under `larger_step:`",
            "version",
        )
    elif declared == due and release.larger_step is not None:
        yield head.finding(
            "larger_step",
            f"a reason is given for a larger version, but the differences require {due}",
            "remove `larger_step:`",
            "larger_step",
        )


def stale_findings(
    head: Located[ReleaseFile], predecessor: Package, differences: Collection[Difference]
) -> Iterator[Finding]:
    """A date still that of the predecessor though rows were added; a description, though documents were."""
    added = [d for d in differences if d.rule == ROW_ADDED and not d.is_derived]
    documents = [str(d.key) for d in added if d.table == "sources"]
    before = predecessor.version
    if added and head.entry.created == predecessor.descriptor["created"]:
        yield head.finding(
            "created",
            f"the date is still that of {before}, but {_rows(len(added))} added, such as {added[0].place}",
            DATED,
            "created",
        )
    if documents and head.entry.description == predecessor.descriptor["description"]:
        yield head.finding(
            "description",
            f"the description is still that of {before}, but documents were added: {', '.join(documents)}",
            "write in `description:` what the package holds now",
            "description",
        )


def _findings_of_the_first(head: Located[ReleaseFile], released: Released) -> Iterator[Finding]:
    """Where no release is below the version: nothing changed, and no other release may exist."""
    version = head.entry.version
    for name in ("corrections", "meaning_changes", "renames"):
        for number, change in enumerate(getattr(head.entry, name)):
            yield head.finding(
                change.table or change.tables[0],
                f"a change is declared, but no release is below {version}",
                "remove it",
                name,
                number,
            )
    if released.versions and read_version(version) < released.versions[0]:
        yield head.finding(
            version,
            f"the version is below every release ({', '.join(map(str, released.versions))})",
            f"choose a version above one of them; the patch after {released.versions[-1]} is "
            f"{raised(released.versions[-1], 'patch')}",
            "version",
        )


def meaning_findings(head: Located[ReleaseFile], package: Package) -> Iterator[Finding]:
    """Declared changes of meaning that name no table or column."""
    for number, change in enumerate(head.entry.meaning_changes):
        table = package.tables.get(change.table)
        known, kind = (package.tables, "tables") if table is None else (table.fields, "columns")
        if table is None or (change.column and change.column not in table.fields):
            yield head.finding(
                ".".join(part for part in (change.table, change.column) if part),
                "a change of its meaning is declared, but there is no such table or column",
                f"name one of the {kind} {', '.join(sorted(known))}",
                "meaning_changes",
                number,
            )


@coded("retired")
def tombstone_findings(
    head: Located[ReleaseFile],
    retired: Mapping[str, str],
    predecessor: Package,
    differences: Collection[Difference],
) -> Iterator[Finding]:
    """Figures that are gone without a tombstone, and ids that are used again.

    `retired` has the version in which each id was retired. A figure that is gone since ids have their document
    before them has its old id here, and its tombstone is under the document.
    """
    version, once = head.entry.version, _retired_before(predecessor)
    retired = {local_id(name): retired_in for name, retired_in in retired.items()} | {**retired}
    rows = [d for d in differences if d.table == "figures" and d.key is not None]
    for key in (d.key or "" for d in rows if d.rule == ROW_ADDED and d.key in once):
        yield head.finding(
            key,
            "the id was retired in an earlier release, and an id is never reused",
            "give the figure another id, and keep the tombstone",
        )
    for key in (d.key or "" for d in rows if d.rule == ROW_REMOVED):
        if key not in retired:
            yield head.finding(
                key,
                "the figure is gone, and its id has no tombstone",
                "add this under `retired:` in the figures.yaml that the figure was in:\n"
                f"  - id: {local_id(key)}\n    retired_in: {version}\n    reason: …",
            )
        elif retired[key] != version:
            yield head.finding(
                key,
                f"its tombstone has `retired_in: {retired[key]}`, but it is gone since {version}",
                f"set `retired_in: {version}` in its tombstone",
            )


def _retired_before(predecessor: Package) -> set[str]:
    """Ids of figures that the table of changes lists as removed."""
    if CHANGES not in predecessor.tables:
        return set()
    rows = predecessor.tables[CHANGES].cells().to_pylist()
    return {
        r["row_key"]
        for r in rows
        if r["table_name"] == "figures" and r["old_value"] == r["row_key"]
    }


def _republication_findings(
    head: Located[ReleaseFile], released: Package | None, package: Package
) -> Iterator[Finding]:
    """Where the version is released already with other bytes; and what then lacks a reason."""
    if released is None:
        return
    derived = (
        DESCRIPTOR,
        CHECKSUMS,
    )  # a descriptor is compared whole below; hashes follow from all others
    paths = {path for path in (*package.files, *released.files) if not belongs_to_release(path)}
    unlike = [
        path
        for path in sorted(paths.difference(derived))
        if package.files.get(path) != released.files.get(path)
    ]
    if package.descriptor != released.descriptor:
        unlike.append(DESCRIPTOR)
    if not unlike:
        return
    differences = compare(released, package)
    version = head.entry.version
    due = raised(read_version(version), required_step(head.entry, differences) or "patch")
    more = f" and {len(unlike) - SHOWN} more" if len(unlike) > SHOWN else ""
    asked = [finding.remedy for finding in stale_findings(head, released, differences)]
    also = "".join(f"; {remedy}" for remedy in asked if remedy != DATED)
    yield head.finding(
        version,
        f"{version} is released, but the sources now give other bytes: {', '.join(unlike[:SHOWN])}{more}\n"
        f"{_largest(differences, head.entry)}",
        f"a release never changes: set `version: {due}` and `created: DATE`, the day of that release{also}; or undo the "
        "change",
        "version",
    )
    yield from unexplained(head, version, differences)


def _count(differences: Collection[Difference]) -> str:
    if not differences:
        return "nothing differs"
    return f"{len(differences)} difference{'s' if len(differences) > 1 else ''}"


def _rows(number: int) -> str:
    return f"{number} rows were" if number > 1 else "1 row was"


def _largest(differences: Collection[Difference], release: ReleaseFile) -> str:
    """The declared changes of meaning, else the differences of the largest level; the first of them."""
    lines = [
        f"a meaning changed (declared): {'.'.join(p for p in (change.table, change.column) if p)}"
        for change in release.meaning_changes
    ]
    level = required_step(release, differences)
    lines = lines or [f"{d.rule}: {d.place}" for d in differences if d.level == level]
    more = [f"and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
    return "\n".join([*lines[:SHOWN], *more])
