"""The version gate: what a package may be called, given the releases before it.

The policy is DESIGN section 6. The step that is asked for is the larger of what the comparison finds and
what `release.yaml` declares; a version may be larger only for a stated reason. What is found here
stops publication.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.sources.findings import Finding
from pipeline.sources.files import Located
from pipeline.sources.release_entries import ReleaseFile
from pipeline.releases.changes import TABLE as CHANGES
from pipeline.releases.changes import unexplained
from pipeline.releases.comparison import (
    ROW_ADDED,
    ROW_REMOVED,
    UNCOUNTED_FILES,
    Difference,
    compare,
    required_level,
)
from pipeline.releases.version_numbers import Level, raised, read_version
from pipeline.releases.packages import DESCRIPTOR, Package, Unreadable
from pipeline.releases.released import released_package, released_versions

SHOWN = 5


def asked_for(release: ReleaseFile, differences: Sequence[Difference]) -> Level | None:
    """The step that is asked for: a declared change of meaning is major, whatever a comparison finds."""
    return "major" if release.meaning_changes else required_level(list(differences))


def step_findings(
    head: Located[ReleaseFile], predecessor: Package, differences: Sequence[Difference]
) -> Iterator[Finding]:
    """Where the declared version is smaller than it must be, or larger without a reason."""
    release, before = head.entry, read_version(predecessor.version)
    level = asked_for(release, differences)
    due, declared = raised(before, level) if level else before, read_version(release.version)
    since = f"since {before} {_count(differences)}"
    if release.created < str(predecessor.descriptor["created"]):
        yield head.finding(
            "created",
            f"{release.version} is dated {release.created}, before {before} ({predecessor.descriptor['created']})",
            "set `created:` to the day of this release",
            "created",
        )
    if declared < due:
        yield head.finding(
            release.version,
            f"the version is too small: {since}, of which the largest is {level}\n{_largest(differences, release)}",
            f"set `version: {due}` (`oversight diff releases/{before} datapackage` lists all after a build)",
            "version",
        )
    elif declared > due and release.larger_step is None:
        asks = f"which ask for {due}" if level else "so that no new version is asked for"
        yield head.finding(
            release.version,
            f"the version is larger than it must be: {since}, {asks}",
            f"set `version: {due}`, or say under `larger_step:` why it is larger",
            "version",
        )
    elif declared == due and release.larger_step is not None:
        yield head.finding(
            "larger_step",
            f"{due} is what the differences ask for, and a reason is given for a larger version",
            "take `larger_step:` out",
            "larger_step",
        )


def unpreceded_findings(root: Path, head: Located[ReleaseFile]) -> Iterator[Finding]:
    """What is wrong with a version that no release lies below: it may only be the first.

    A change of meaning is one since a release.
    """
    for place, change in enumerate(head.entry.meaning_changes):
        yield head.finding(
            change.table,
            f"a meaning is said to have changed, and no release lies below {head.entry.version}",
            "take it out",
            "meaning_changes",
            place,
        )
    declared, released = read_version(head.entry.version), released_versions(root)
    if released and declared < released[0]:
        yield head.finding(
            head.entry.version,
            f"the version is below every release ({', '.join(map(str, released))})",
            f"a new version follows one of them: after {released[-1]}, a patch would be "
            f"{raised(released[-1], 'patch')}",
            "version",
        )


def meaning_findings(head: Located[ReleaseFile], package: Package) -> Iterator[Finding]:
    """Declared changes of meaning that name no table or column."""
    columns = {
        name: {field["name"] for field in resource["schema"]["fields"]}
        for name, resource in package.resources().items()
    }
    for place, change in enumerate(head.entry.meaning_changes):
        known = columns.get(change.table)
        if known is None or (change.column is not None and change.column not in known):
            said = ".".join(part for part in (change.table, change.column) if part)
            yield head.finding(
                said,
                "the meaning of it is said to have changed, and there is no such table or column",
                f"name one of the tables {', '.join(columns)}"
                if known is None
                else f"name one of its columns {', '.join(sorted(known))}",
                "meaning_changes",
                place,
            )


def tombstone_findings(
    head: Located[ReleaseFile],
    retired: Mapping[str, str],
    predecessor: Package,
    differences: Sequence[Difference],
) -> Iterator[Finding]:
    """Figures that are gone without a tombstone, and those that came back.

    `retired` is the version in which each id was retired.
    """
    version = head.entry.version
    once = _retired_before(predecessor)
    for gone in differences:
        if gone.table == "figures" and gone.rule == ROW_ADDED and gone.key in once:
            yield head.finding(
                gone.key or "",
                "the id was retired in an earlier release, and an id is never reused",
                "give the figure another id, and keep the tombstone",
            )
        if gone.table != "figures" or gone.rule != ROW_REMOVED or gone.key is None:
            continue
        if gone.key not in retired:
            yield head.finding(
                gone.key,
                "the figure is gone, and its id has no tombstone",
                "put it under `retired:` in the figures.yaml it stood in:\n"
                f"  - id: {gone.key}\n    retired_in: {version}\n    reason: …",
            )
        elif retired[gone.key] != version:
            yield head.finding(
                gone.key,
                f"its tombstone says that it is gone since {retired[gone.key]}; it is gone since {version}",
                f"set `retired_in: {version}` in its tombstone",
            )


def _retired_before(predecessor: Package) -> set[str]:
    """Ids of figures that the changes of earlier releases say are gone."""
    if CHANGES not in predecessor.resources():
        return set()
    rows = predecessor.table(CHANGES).to_pylist()
    return {r["key"] for r in rows if r["table"] == "figures" and r["old"] == r["key"]}


def republication_findings(
    root: Path, head: Located[ReleaseFile], package: Package
) -> Iterator[Finding]:
    """Where the declared version is released already, with other bytes; and what lacks a reason then."""
    version = read_version(head.entry.version)
    try:
        if version not in released_versions(root):
            return
        released = released_package(root, version)
    except Unreadable:
        return  # `history` has found it already
    counted = sorted(package.files.keys() - set(UNCOUNTED_FILES) | {"CHANGELOG.md"})
    unlike = [path for path in counted if package.files.get(path) != released.files.get(path)]
    if package.descriptor != released.descriptor:
        unlike.append(DESCRIPTOR)
    if not unlike:
        return
    differences = compare(released, package)
    due = raised(version, asked_for(head.entry, differences) or "patch")
    more = f" and {len(unlike) - SHOWN} more" if len(unlike) > SHOWN else ""
    yield head.finding(
        str(version),
        f"{version} is released, and what the sources give now has other bytes: {', '.join(unlike[:SHOWN])}{more}\n"
        f"{_largest(differences, head.entry)}",
        f"a release never changes: set `version: {due}`, or undo the change",
        "version",
    )
    yield from unexplained(head, released, differences)


def unreadable_store(problem: Unreadable) -> Finding:
    """That the store cannot be read is a finding: a skipped comparison never counts as the same."""
    return Finding("releases", 0, "the store of releases", str(problem), "`git restore releases`")


def _count(differences: Sequence[Difference]) -> str:
    if not differences:
        return "nothing differs"
    return f"{len(differences)} thing{'s differ' if len(differences) > 1 else ' differs'}"


def _largest(differences: Sequence[Difference], release: ReleaseFile) -> str:
    declared = [
        f"a meaning changed (declared): {'.'.join(p for p in (change.table, change.column) if p)}"
        for change in release.meaning_changes
    ]
    largest = required_level(list(differences))
    found = [
        f"{difference.rule}: {', '.join(p for p in (difference.table, difference.key, difference.column) if p)}"
        for difference in differences
        if difference.level == largest and not declared
    ]
    said = [*declared, *found]
    more = [f"and {len(said) - SHOWN} more"] if len(said) > SHOWN else []
    return "\n".join([*said[:SHOWN], *more])
