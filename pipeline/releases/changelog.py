"""CHANGELOG.md: what changed from release to release, for people, with the maintainer's reasons.

A section is written from the comparison with the release before; earlier sections are that release's
own, unchanged. Every cell and row stands in the table of changes; here many of a kind are counted.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.sources.release_entries import ReleaseFile
from pipeline.releases.changes import is_listed, reason_of
from pipeline.releases.comparison import LEVELS, Difference
from pipeline.releases.gate import asked_for
from pipeline.releases.packages import Package
from pipeline.releases.comparison_report import MEANINGS, place_of, was_and_is
from schemas.vocabularies import CHANGE_KIND

FILE = "CHANGELOG.md"
HEAD = """# Changelog

What changed from release to release. A **major** version: what was there is gone, or means something else. A **minor**
version: a published value was corrected, or something was added. A **patch**: wording, metadata or packaging only.
Every corrected value, with its reason, is in the table `changes`.
"""
SHOWN = 30


def changelog(
    release: ReleaseFile, predecessor: Package | None, differences: Sequence[Difference]
) -> str:
    """The whole changelog of a release, its own section first."""
    day = release.created.partition("T")[0]
    section = [f"## {release.version} ({day})", "", *_section(release, predecessor, differences)]
    return "\n".join([HEAD, *section]) + "\n" + _earlier(predecessor)


def _section(
    release: ReleaseFile, predecessor: Package | None, differences: Sequence[Difference]
) -> Iterator[str]:
    if predecessor is None:
        yield "The first release."
        return
    level = asked_for(release, differences) or "patch"
    yield f"A {level} version: {MEANINGS[level]}. Compared with {predecessor.version}."
    if release.larger_step:
        yield f"The version is larger than that asks for: {release.larger_step}"
    for change in release.meaning_changes:
        name = ".".join(part for part in (change.table, change.column) if part)
        yield f"- major, a meaning changed: `{name}`. {change.reason}"
    ordered = sorted(
        differences, key=lambda d: (LEVELS.index(d.level), d.table is None, d.rule, d.table or "")
    )
    for (level, rule, table), group in groupby(ordered, key=lambda d: (d.level, d.rule, d.table)):
        yield from _of_one_kind(f"{level}, {rule}", table, list(group), release)


def _of_one_kind(
    title: str, table: str | None, items: list[Difference], release: ReleaseFile
) -> Iterator[str]:
    """Cells and rows with their reasons; of what follows from others, the number."""
    listed = [item for item in items if is_listed(item)]
    where = f" in `{table}`" if table else ""
    if items[0].key is not None and not listed and len(items) > 1:
        yield f"- {title}: {len(items)}{where}"
        return
    for item in items[:SHOWN]:
        yield f"- {title}: {_one(item, release)}"
    if len(items) > SHOWN:
        yield f"- {title}: {len(items) - SHOWN} more{where}"


def _one(item: Difference, release: ReleaseFile) -> str:
    said = f"`{place_of(item)}`"
    if item.old is not None or item.new is not None:
        said += f" {' → '.join(was_and_is(item))}"
    reason = reason_of(item, release) if is_listed(item) else None
    return f"{said}. {CHANGE_KIND[reason.kind].capitalize()}: {reason.reason}" if reason else said


def _earlier(predecessor: Package | None) -> str:
    """The sections of the release before, as it printed them."""
    if predecessor is None or FILE not in predecessor.files:
        return ""
    _, mark, sections = predecessor.files[FILE].decode("utf-8").partition("\n## ")
    return mark + sections
