"""What `release.yaml` declares about changes, compared with what changed; the table of changes.

A changed cell that was read or decided needs a reason. Cells that follow from others, and wording, need
none. A new row is an addition, with or without a reason.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pipeline.releases.differences import Difference, required_level
from pipeline.releases.packages import Package, Table
from pipeline.releases.renames import Renames
from pipeline.releases.row_comparison import CELL_RULES, ROW_ADDED, ROW_REMOVED, row_differences
from pipeline.releases.version_numbers import Level
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding, coded
from pipeline.sources.release_entries import Correction, ReleaseFile
from schemas.catalog import Catalog
from schemas.column import primary_key_of

REASONED_RULES = (CELL_RULES["value"][1], CELL_RULES["meaning"][1], ROW_REMOVED)
TABLE = "changes"
Reasons = Mapping[tuple[str, str, str | None], Correction]


def changes_of(
    release: ReleaseFile,
    predecessor: Package,
    catalog: Catalog,
    tables: Mapping[str, Table],
    renames: Renames,
) -> list[dict[str, Any]]:
    """Rows of the table of changes: those that the predecessor lists already, and those of this version.

    `tables` are those of this version. Raises `Unreadable` where the predecessor's tables are.
    """
    differences: list[Difference] = []
    for old_name, before in predecessor.tables.items():
        name = renames.table(old_name)
        if name in tables:
            differences += row_differences(name, before, tables[name], renames)
    return [*_earlier_rows(predecessor), *_new_rows(release, catalog, differences)]


def required_step(release: ReleaseFile, differences: Collection[Difference]) -> Level | None:
    """The level of a version: a declared change of meaning is major, whatever a comparison finds."""
    return "major" if release.meaning_changes else required_level(differences)


@coded("correction")
def unexplained(
    head: Located[ReleaseFile], since: str, differences: Collection[Difference]
) -> Iterator[Finding]:
    """Changes since the version `since` that need a reason and have none."""
    reasons = _reasons_of(head.entry)
    for difference in differences:
        if difference.rule not in REASONED_RULES or not is_listed(difference):
            continue
        removed = difference.rule == ROW_REMOVED
        change = (
            "the row is gone"
            if removed
            else f"`{difference.old or ''}` became `{difference.new or ''}`"
        )
        reason = _reason(difference, reasons)
        if reason is None:
            yield head.finding(
                difference.place,
                f"{change} since {since}, and no reason is given",
                f"add the reason under `corrections:`, or undo the change:\n{_stub(difference)}",
                "corrections",
            )
        elif reason.kind == "addition":
            yield head.finding(
                difference.place,
                f"{change} since {since}, and the reason given calls it an addition",
                "set its kind to our_error, source_revision or reinterpretation",
                "corrections",
            )


@coded("correction")
def idle_reasons(
    head: Located[ReleaseFile], since: str, differences: Collection[Difference]
) -> Iterator[Finding]:
    """Reasons that explain nothing; `since` names the release that the differences are from."""
    reasons = _reasons_of(head.entry)
    used = [_reason(difference, reasons) for difference in differences if difference.key]
    for number, entry in enumerate(head.entry.corrections):
        if reasons[entry.table, entry.key, entry.column] is not entry:
            found = "a reason is given twice"
        elif not any(entry is reason for reason in used):
            found = f"a reason is given, and nothing changed there since {since}"
        else:
            continue
        yield head.finding(
            ", ".join(part for part in (entry.table, entry.key, entry.column) if part),
            found,
            "remove it (each release keeps its own reasons), or correct its table, key and column",
            "corrections",
            number,
        )


def reason_of(difference: Difference, release: ReleaseFile) -> Correction | None:
    """The reason that `release.yaml` gives for a difference; one for the cell precedes one for the row."""
    return _reason(difference, _reasons_of(release))


def is_listed(difference: Difference) -> bool:
    """Whether the table of changes lists the difference."""
    if difference.rule in (ROW_ADDED, ROW_REMOVED):
        return not difference.is_derived
    return difference.rule in REASONED_RULES and difference.key is not None


def _reasons_of(release: ReleaseFile) -> Reasons:
    return {(entry.table, entry.key, entry.column): entry for entry in release.corrections}


def _reason(difference: Difference, reasons: Reasons) -> Correction | None:
    table, key = difference.table or "", difference.key or ""
    return reasons.get((table, key, difference.column)) or reasons.get((table, key, None))


def _earlier_rows(predecessor: Package) -> list[dict[str, Any]]:
    if TABLE not in predecessor.tables:
        return []
    rows = predecessor.tables[TABLE].cells().to_pylist()
    return [{name: cell or None for name, cell in row.items()} for row in rows]


def _new_rows(
    release: ReleaseFile, catalog: Catalog, differences: Collection[Difference]
) -> Iterator[dict[str, Any]]:
    reasons = _reasons_of(release)
    for difference in filter(is_listed, differences):
        reason = _reason(difference, reasons)
        if reason is None and difference.rule in REASONED_RULES:
            continue  # `unexplained` finds it
        old, new = _cells(difference)
        yield {
            "version": release.version,
            "table_name": difference.table,
            "row_key": difference.key,
            "column_name": difference.column
            or primary_key_of(catalog.model(difference.table or ""))[0],
            "old_value": old,
            "new_value": new,
            "kind": reason.kind if reason else "addition",
            "reason": reason.reason if reason else None,
        }


def _cells(difference: Difference) -> tuple[str | None, str | None]:
    """The old and the new cell; for a whole row, its key."""
    if difference.rule == ROW_REMOVED:
        return difference.key, None
    if difference.rule == ROW_ADDED:
        return None, difference.key
    return difference.old or None, difference.new or None


def _stub(difference: Difference) -> str:
    column = f"\n    column: {difference.column}" if difference.column else ""
    return (
        f"  - table: {difference.table}\n    key: {difference.key}{column}\n"
        "    kind: our_error   # or source_revision, reinterpretation, addition\n"
        "    reason: …"
    )
