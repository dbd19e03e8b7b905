"""CHANGELOG.md: what changed from release to release, for people, with the maintainer's reasons.

A section is written from the comparison with the release before. Earlier sections are copied from that
release. The table of changes lists every cell and row; the changelog counts them where there are many.
"""

from collections.abc import Collection, Iterator
from itertools import groupby

from pipeline.releases.changes import is_listed, reason_of, required_step
from pipeline.releases.comparison_report import MEANINGS, old_and_new
from pipeline.releases.differences import LEVELS, Difference
from pipeline.releases.packages import Package
from pipeline.releases.version_numbers import read_version
from pipeline.sources.release_entries import ReleaseFile
from schemas.vocabularies import CHANGE_KIND

FILE = "CHANGELOG.md"
HEAD = """# Changelog

What changed from release to release. A **major** version: what was there is gone, or means something else. A **minor**
version: a published value was corrected, or something was added. A **patch**: wording, metadata or packaging only.
Every corrected value, with its reason, is in the table `changes`.
"""
SHOWN = 30


def changelog(
    release: ReleaseFile, predecessor: Package | None, differences: Collection[Difference]
) -> str:
    """The whole changelog of a release, its own section first."""
    day = release.created.partition("T")[0]
    section = [f"## {release.version} ({day})", "", *_section(release, predecessor, differences)]
    return "\n".join([HEAD, *section]) + "\n" + _earlier_sections(predecessor)


def _section(
    release: ReleaseFile, predecessor: Package | None, differences: Collection[Difference]
) -> Iterator[str]:
    if predecessor is None:
        yield "The first release."
        return
    level = required_step(release, differences) or "patch"
    if level == "major" and read_version(predecessor.version).major == 0:
        step = "A minor version, which below 1.0.0 may have major changes"
    else:
        step = f"A {level} version"
    yield f"{step}: {MEANINGS[level]}. Compared with {predecessor.version}."
    if release.larger_step:
        yield f"The version is larger than the changes require: {release.larger_step}"
    for change in release.meaning_changes:
        name = ".".join(part for part in (change.table, change.column) if part)
        yield f"- major, a meaning changed: `{name}`. {change.reason}"
    for rename in release.renames:
        yield f"- major, renamed: {rename.what}. {rename.reason}"
    ordered = sorted(
        differences, key=lambda d: (LEVELS.index(d.level), d.table is None, d.rule, d.table or "")
    )
    for (level, rule, table), group in groupby(ordered, key=lambda d: (d.level, d.rule, d.table)):
        yield from _lines_of_kind(f"{level}, {rule}", table, list(group), release)


def _lines_of_kind(
    title: str, table: str | None, differences: list[Difference], release: ReleaseFile
) -> Iterator[str]:
    """Listed cells and rows with their reasons; the number of those that follow from others."""
    first, where = differences[0], f" in `{table}`" if table else ""
    follows = first.key is not None and (table is not None or first.level == "patch")
    if follows and len(differences) > 1 and not any(map(is_listed, differences)):
        yield f"- {title}: {len(differences)}{where}"
        return
    for difference in differences[:SHOWN]:
        yield f"- {title}: {_line(difference, release)}"
    if len(differences) > SHOWN:
        yield f"- {title}: {len(differences) - SHOWN} more{where}"


def _line(difference: Difference, release: ReleaseFile) -> str:
    line = f"`{difference.place}`"
    if difference.old is not None or difference.new is not None:
        line += f" {' → '.join(old_and_new(difference))}"
    reason = reason_of(difference, release) if is_listed(difference) else None
    return f"{line}. {CHANGE_KIND[reason.kind].capitalize()}: {reason.reason}" if reason else line


def _earlier_sections(predecessor: Package | None) -> str:
    """The sections in the changelog of the release before."""
    if predecessor is None or FILE not in predecessor.files:
        return ""
    _, mark, sections = predecessor.files[FILE].decode("utf-8").partition("\n## ")
    return mark + sections
