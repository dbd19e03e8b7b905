"""CHANGELOG.md: what changed from release to release, for people, with the maintainer's reasons.

A section is written from the comparison with the release before. Earlier sections are copied from that
release. Rows and values are counted by document and table; the table of changes lists each of them.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import groupby
from typing import Any

from pipeline.releases.changes import is_listed, reason_of, required_step
from pipeline.releases.comparison_report import MEANINGS, old_and_new
from pipeline.releases.differences import LEVELS, Difference
from pipeline.releases.documents_of_rows import Documents
from pipeline.releases.packages import Package
from pipeline.releases.row_comparison import CELL_RULES, ROW_ADDED, ROW_REMOVED
from pipeline.releases.version_numbers import read_version
from pipeline.sources.release_entries import ReleaseFile
from pipeline.text.markdown import code, sentence, words
from schemas.vocabularies import CHANGE_KIND

FILE = "CHANGELOG.md"
HEAD = """# Changelog

What changed from release to release. A **major** version: what was there is gone, or means something else. A **minor**
version: a published value was corrected, or something was added. A **patch**: wording, metadata or packaging only.
Every corrected value, with its reason, is in the table `changes`.
"""
SHOWN = 12
CELLS_CHANGED = {
    CELL_RULES["meaning"][1]: "mean something else",
    CELL_RULES["value"][1]: "were corrected",
    CELL_RULES["derived"][1]: "changed with the values that they follow from",
    CELL_RULES["wording"][1]: "have other words",
}
"""What became of cells, by the rule of their differences."""
ROWS_CHANGED = {ROW_REMOVED: "removed", ROW_ADDED: "added"}


def changelog(
    release: ReleaseFile,
    predecessor: Package | None,
    differences: Collection[Difference],
    documents: Documents,
) -> str:
    """The whole changelog of a release, its own section first."""
    day = release.created.partition("T")[0]
    section = [f"## {release.version} ({day})", ""]
    section += _section(release, predecessor, differences, documents)
    return "\n".join([HEAD, *section]) + "\n" + _earlier_sections(predecessor)


def sections(text: str) -> list[tuple[str, str]]:
    """Version and day of each section of a changelog, the newest first.

    >>> sections("# Changelog\\n\\n## 0.2.0 (2026-11-27)\\n\\n## 0.1.0 (2026-11-22)\\n")
    [('0.2.0', '2026-11-27'), ('0.1.0', '2026-11-22')]
    """
    return re.findall(r"(?m)^## ([0-9.]+) \(([0-9-]+)\)$", text)


def _section(
    release: ReleaseFile,
    predecessor: Package | None,
    differences: Collection[Difference],
    documents: Documents,
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
        yield f"The version is larger than the changes require: {sentence(release.larger_step)}"
    values = [one for one in differences if one.key and one.rule in CELLS_CHANGED]
    rows = [one for one in differences if one.key and one.rule in ROWS_CHANGED]
    in_rows = CELLS_CHANGED | ROWS_CHANGED
    others = [one for one in differences if not (one.key and one.rule in in_rows)]
    yield from _part("Names and meanings", _declared(release))
    yield from _part("Values", _values(values, release, documents))
    yield from _part("Rows", _rows(rows, release, documents))
    yield from _part("Tables, columns and files", _schema_and_files(others))


def _part(title: str, lines: Iterable[str]) -> Iterator[str]:
    """The lines under a title; nothing where there are none."""
    written = list(lines)
    if written:
        yield from ("", f"### {title}", "", *written)


def _declared(release: ReleaseFile) -> Iterator[str]:
    for change in release.meaning_changes:
        name = ".".join(part for part in (change.table, change.column) if part)
        yield f"- major, a meaning changed: {code(name)}. {sentence(change.reason)}"
    for rename in release.renames:
        yield f"- major, renamed: {sentence(rename.what)}. {sentence(rename.reason)}"


def _values(
    differences: Iterable[Difference], release: ReleaseFile, documents: Documents
) -> Iterator[str]:
    """One line for the changed values of a document, a table and a reason; a single value is shown."""

    def kind(one: Difference) -> tuple[Any, ...]:
        document = documents.of_row(one.key or "")
        reason = _reason(one, release)
        return LEVELS.index(one.level), document or "~", one.table, one.rule, reason

    for (_, _, table, rule, reason), group in _groups(differences, kind):
        first = group[0]
        if len(group) == 1:
            old, new = old_and_new(first)
            yield f"- {first.level}, {rule}: {code(first.place)} {words(old)} → {words(new)}{reason}"
            continue
        rows = _number(len({one.key for one in group}), table, documents.of_row(first.key or ""))
        columns = _listed(sorted({f"`{one.column}`" for one in group}))
        yield f"- {first.level}: {len(group)} values in {rows} {CELLS_CHANGED[rule]}: {columns}{reason}"


def _rows(
    differences: Iterable[Difference], release: ReleaseFile, documents: Documents
) -> Iterator[str]:
    """One line for the rows of a document and a table that are gone or new, for one reason."""

    def kind(one: Difference) -> tuple[Any, ...]:
        document = documents.of_row(one.key or "")
        reason = _reason(one, release)
        return LEVELS.index(one.level), document or "~", one.is_derived, one.table, one.rule, reason

    for (_, _, derived, table, rule, reason), group in _groups(differences, kind):
        rows = _number(len(group), table, documents.of_row(group[0].key or ""))
        verb = "was" if len(group) == 1 else "were"
        follows = ", as follows from others" if derived else ""
        which = f": {code(group[0].key or '')}" if len(group) == 1 else ""
        yield f"- {group[0].level}: {rows} {verb} {ROWS_CHANGED[rule]}{follows}{which}{reason}"


def _schema_and_files(differences: Iterable[Difference]) -> Iterator[str]:
    """One line for each kind of change in a table; of patches, one for each kind."""

    def kind(one: Difference) -> tuple[Any, ...]:
        alone = one.table and _item(one) and one.level != "patch"
        return LEVELS.index(one.level), one.rule, one.table if alone else ""

    for (_, rule, table), group in _groups(differences, kind):
        level, items = group[0].level, [_item(one) for one in group]
        if table:
            names = f"`{table}`: {_listed(items)}"
        elif level == "patch" and any(one.table for one in group):
            tables = sorted(one.table or "the package" for one in group)
            names = ", ".join(f"{len([*same])} in `{name}`" for name, same in groupby(tables))
        else:
            names = _listed(
                [item or code(one.place) for item, one in zip(items, group, strict=True)]
            )
        yield f"- {level}, {rule}: {names}"


def _groups(
    differences: Iterable[Difference], kind: Callable[[Difference], tuple[Any, ...]]
) -> Iterator[tuple[tuple[Any, ...], list[Difference]]]:
    """The differences of each kind, in order of the kinds."""
    kinds: dict[tuple[Any, ...], list[Difference]] = {}
    for difference in differences:
        kinds.setdefault(kind(difference), []).append(difference)
    yield from sorted(kinds.items(), key=lambda item: item[0])


def _number(count: int, table: str, document: str | None) -> str:
    """How many rows of a table and, where they are of one, of a document.

    >>> _number(57, "figures", "OIG-20-13"), _number(1, "bounds", None)
    ('57 figures of OIG-20-13', '1 row of `bounds`')
    """
    plural, document = "" if count == 1 else "s", words(document) if document else None
    if table == "figures":
        return f"{count} figure{plural}" + (f" of {document}" if document else "")
    if document is None:
        return f"{count} row{plural} of `{table}`"
    return f"{count} row{plural} of {document} in `{table}`"


def _item(difference: Difference) -> str:
    """A column, a property or a term, with what was and is there; empty where the table itself changed."""
    name = f"`{difference.column}`" if difference.column else ""
    if difference.old is not None and difference.new is not None:
        return f"{name} {' → '.join(map(words, old_and_new(difference)))}".strip()
    return f"{name} {words(difference.old or difference.new or '')}".strip()


def _listed(items: list[str]) -> str:
    """The items in a row; of many, the first and the number of the others."""
    more = [f"{len(items) - SHOWN} more"] if len(items) > SHOWN else []
    return ", ".join([*items[:SHOWN], *more])


def _reason(difference: Difference, release: ReleaseFile) -> str:
    """The reason that `release.yaml` gives, as the end of a line."""
    reason = reason_of(difference, release) if is_listed(difference) else None
    if reason is None:
        return ""
    return f" ({CHANGE_KIND[reason.kind]}: {sentence(reason.reason)})"


def _earlier_sections(predecessor: Package | None) -> str:
    """The sections in the changelog of the release before."""
    if predecessor is None or FILE not in predecessor.files:
        return ""
    _, mark, sections = predecessor.files[FILE].decode("utf-8").partition("\n## ")
    return mark + sections
