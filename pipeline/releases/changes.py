"""The table of changes, and the reason of each: what `release.yaml` says of what differs.

Only cells that are read or decided need a reason; what follows from them, and wording, does not. A new
row is an addition, with or without a word of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.sources.findings import Finding
from pipeline.sources.files import Located
from pipeline.sources.release_entries import Correction, ReleaseFile
from pipeline.releases.comparison import CELL_RULES, ROW_ADDED, ROW_REMOVED, Difference
from pipeline.releases.packages import Package
from schemas import HISTORY_TABLES, TABLES
from schemas.column import columns_of, primary_key_of

REASONED_RULES = (CELL_RULES["value"][1], CELL_RULES["meaning"][1], ROW_REMOVED)
DECIDED = ("value", "meaning")
(TABLE,) = HISTORY_TABLES


def change_rows(
    release: ReleaseFile, predecessor: Package, differences: Sequence[Difference]
) -> list[dict[str, Any]]:
    """The changes that the predecessor lists already, and those that are new."""
    reasons = _by_place(release.corrections)
    return [*_earlier(predecessor), *_new(release.version, reasons, differences)]


def unexplained(
    head: Located[ReleaseFile], predecessor: Package, differences: Sequence[Difference]
) -> Iterator[Finding]:
    """Changes that need a reason and have none."""
    reasons = _by_place(head.entry.corrections)
    for difference in differences:
        if difference.rule not in REASONED_RULES or not is_listed(difference):
            continue
        place = _place_of(difference, reasons)
        if place and reasons[place].kind == "addition":
            yield head.finding(
                _said(difference),
                f"{_step(difference)} since {predecessor.version}: that is no addition",
                "say which of our_error, source_revision and reinterpretation it is",
                "corrections",
            )
        if place is None:
            yield head.finding(
                _said(difference),
                f"{_step(difference)} since {predecessor.version}, and no reason is given",
                f"add the reason under `corrections:`, or undo the change:\n{_stub(difference)}",
                "corrections",
            )


def idle_reasons(
    head: Located[ReleaseFile], since: str, differences: Sequence[Difference]
) -> Iterator[Finding]:
    """Reasons that explain nothing; `since` names what the differences are from."""
    reasons = _by_place(head.entry.corrections)
    used = {_place_of(difference, reasons) for difference in differences if difference.key}
    for number, entry in enumerate(head.entry.corrections):
        place = (entry.table, entry.key, entry.column)
        if place not in used:
            found = f"a reason is given, and nothing changed there since {since}"
        elif reasons[place] is not entry:
            found = "a reason is given twice"
        else:
            continue
        yield head.finding(
            ", ".join(part for part in place if part),
            found,
            "take it out (a release keeps its own reasons), or mend its table, key and column",
            "corrections",
            number,
        )


def reason_of(difference: Difference, release: ReleaseFile) -> Correction | None:
    """What `release.yaml` says of a difference, of its cell before its row."""
    reasons = _by_place(release.corrections)
    place = _place_of(difference, reasons)
    return None if place is None else reasons[place]


def is_listed(difference: Difference) -> bool:
    """Whether a difference is one that the table of changes lists."""
    if difference.rule in (ROW_ADDED, ROW_REMOVED):
        return (difference.table or "") in TABLES and any(
            column.change_class in DECIDED and not column.key
            for column in columns_of(TABLES[difference.table or ""])
        )
    return difference.rule in REASONED_RULES and difference.key is not None


Place = tuple[str, str, str | None]


def _by_place(corrections: Sequence[Correction]) -> Mapping[Place, Correction]:
    return {(entry.table, entry.key, entry.column): entry for entry in corrections}


def _place_of(difference: Difference, reasons: Mapping[Place, Correction]) -> Place | None:
    table, key = difference.table or "", difference.key or ""
    places = ((table, key, difference.column), (table, key, None))
    return next((place for place in places if place in reasons), None)


def _earlier(predecessor: Package) -> list[dict[str, Any]]:
    if TABLE not in predecessor.resources():
        return []
    rows = predecessor.table(TABLE).to_pylist()
    return [{name: cell or None for name, cell in row.items()} for row in rows]


def _new(
    version: str, reasons: Mapping[Place, Correction], differences: Sequence[Difference]
) -> Iterator[dict[str, Any]]:
    for difference in filter(is_listed, differences):
        place = _place_of(difference, reasons)
        reason = reasons[place] if place else None
        if reason is None and difference.rule in REASONED_RULES:
            continue  # that it has none is a finding
        old, new = _cells(difference)
        yield {
            "version": version,
            "table": difference.table,
            "key": difference.key,
            "column": difference.column or primary_key_of(TABLES[difference.table or ""])[0],
            "old": old,
            "new": new,
            "kind": reason.kind if reason else "addition",
            "reason": reason.reason if reason else None,
        }


def _cells(difference: Difference) -> tuple[str | None, str | None]:
    """The cell before and since; of a whole row, its key where it stands."""
    if difference.rule == ROW_REMOVED:
        return difference.key, None
    if difference.rule == ROW_ADDED:
        return None, difference.key
    return difference.old or None, difference.new or None


def _said(difference: Difference) -> str:
    return ", ".join(part for part in (difference.table, difference.key, difference.column) if part)


def _step(difference: Difference) -> str:
    if difference.rule == ROW_REMOVED:
        return "the row is gone"
    return f"`{difference.old or ''}` became `{difference.new or ''}`"


def _stub(difference: Difference) -> str:
    column = f"\n    column: {difference.column}" if difference.column else ""
    return (
        f"  - table: {difference.table}\n    key: {difference.key}{column}\n"
        "    kind: our_error   # or source_revision, reinterpretation, addition\n"
        "    reason: …"
    )
