"""The differences between the rows of a table in two packages.

Rows are matched by primary key; a row that was renamed is the same row.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow
import pyarrow.compute as pc

from pipeline.releases.differences import WORDING, Difference, Rule
from pipeline.releases.packages import Table, Unreadable
from pipeline.releases.renames import NO_RENAMES, Renames

CELL_RULES: Mapping[str, Rule] = {
    "meaning": ("major", "a meaning changed"),
    "value": ("minor", "a published value was corrected"),
    "derived": ("minor", "a value that follows from others changed"),
    "wording": WORDING,
}
"""The rule of a changed cell, by the change class of its column, the strictest first."""
DECIDED = ("value", "meaning")
"""Classes of cells that were read or decided."""
ROW_REMOVED = "a row was removed"
ROW_ADDED = "a row was added"
ROWS_RENAMED = "rows were renamed"


def row_differences(
    name: str, old: Table, new: Table, renames: Renames = NO_RENAMES
) -> Iterator[Difference]:
    """Rows renamed, removed and added, and the cells that differ in rows that both tables have.

    `name` is that of the new table. Raises `Unreadable`.
    """
    old_key, new_key = old.schema["primaryKey"], new.schema["primaryKey"]
    if old_key == new_key and old.csv == new.csv:
        return
    if old_key != new_key and name not in renames.rows:
        return  # rows cannot be matched by another key; that the key changed is a difference of its own
    before, after = old.cells(), new.cells()
    ids = keys_of(old, before)
    was, now = _keys_since(name, old, new, before, renames), keys_of(new, after)
    derived = _has_derived_cells_only(old) and _has_derived_cells_only(new)
    if name in renames.rows:
        yield from _renamed_rows(name, ids, was)
    for removed in ids.filter(pc.invert(pc.is_in(was, now))).to_pylist():
        yield Difference("major", ROW_REMOVED, name, key=removed, is_derived=derived)
    for added in now.filter(pc.invert(pc.is_in(now, was))).to_pylist():
        yield Difference("minor", ROW_ADDED, name, key=added, is_derived=derived)
    kept = was.filter(pc.is_in(was, now))
    before, after = before.take(pc.index_in(kept, was)), after.take(pc.index_in(kept, now))
    for column in before.column_names:
        if column in new.fields and not (column in old_key and column in new_key):
            level, rule = CELL_RULES[stricter_class(old.fields[column], new.fields[column])]
            for row in _unlike_rows(name, column, new, before, after, renames):
                cells = before[column][row].as_py(), after[column][row].as_py()
                yield Difference(level, rule, name, column, kept[row].as_py(), *cells)


def keys_of(table: Table, cells: pyarrow.Table) -> pyarrow.Array:
    """The primary key of each row as one text; raises `Unreadable` where two rows have the same."""
    parts = [cells[column].combine_chunks() for column in table.schema["primaryKey"]]
    keys = parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, " ")
    if pc.count_distinct(keys).as_py() < len(keys):
        raise Unreadable(
            f"{table.place} has a duplicate primary key, so its rows cannot be matched"
        )
    return keys


def stricter_class(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """The stricter change class of a column that was given another one."""
    classes = [str(column.get("changeClass", "value")) for column in (old, new)]
    return min(classes, key=list(CELL_RULES).index)


def _has_derived_cells_only(table: Table) -> bool:
    """Whether no cell of a table was read or decided, apart from its key."""
    return not any(
        column.get("changeClass", "value") in DECIDED and name not in table.schema["primaryKey"]
        for name, column in table.fields.items()
    )


def key_columns(table: Table) -> dict[str, str]:
    """Columns of the primary key that hold keys of other tables → the column that names the table."""
    fields, key = table.fields, table.schema["primaryKey"]
    return {name: fields[name]["keysOf"] for name in key if "keysOf" in fields[name]}


def _keys_since(
    name: str, old: Table, new: Table, cells: pyarrow.Table, renames: Renames
) -> pyarrow.Array:
    """The key that each row of the old table has in the new one, if it is there."""
    named_by = key_columns(new)
    if not named_by or not (renames.rows or renames.tables):
        keys = keys_of(old, cells)
        if name not in renames.rows:
            return keys
        return pyarrow.array([renames.key(name, key) for key in keys.to_pylist()], pyarrow.string())
    parts = {column: cells[column].to_pylist() for column in old.schema["primaryKey"]}
    for column, naming in named_by.items():
        tables = [renames.table(table) for table in cells[naming].to_pylist()]
        rows = zip(tables, parts[column], strict=True)
        parts[column] = [renames.key(table, key) for table, key in rows]
        if naming in parts:
            parts[naming] = tables
    joined = [" ".join(row) for row in zip(*parts.values(), strict=True)]
    return pyarrow.array(joined, pyarrow.string())


def _renamed_rows(name: str, ids: pyarrow.Array, since: pyarrow.Array) -> Iterator[Difference]:
    """One difference for all renamed rows: the table `renamed` lists them."""
    rows = pc.indices_nonzero(pc.not_equal(ids, since))
    if len(rows):
        first = rows[0].as_py()
        old, new = ids[first].as_py(), since[first].as_py()
        count = f"{len(rows)} rows, such as " if len(rows) > 1 else ""
        yield Difference("major", ROWS_RENAMED, name, old=f"{count}{old}", new=new)


def _unlike_rows(
    name: str,
    column: str,
    new: Table,
    before: pyarrow.Table,
    after: pyarrow.Table,
    renames: Renames,
) -> Iterator[int]:
    """Rows whose cells differ otherwise than by ids that were renamed."""
    unlike = pc.indices_nonzero(pc.not_equal(before[column], after[column])).to_pylist()
    reference = _reference(name, column, new)
    may_hold_ids = reference or _may_hold_ids(new.fields[column])
    for row in unlike:
        cells = before[column][row].as_py(), after[column][row].as_py()
        if not (may_hold_ids and renames.is_same_cell(reference, *cells)):
            yield row


def _reference(name: str, column: str, table: Table) -> str | None:
    """The table whose rows a column refers to."""
    for key in table.schema.get("foreignKeys", ()):
        if key["fields"] == [column]:
            return key["reference"]["resource"] or name
    return None


def _may_hold_ids(field: Mapping[str, Any]) -> bool:
    return field["type"] == "string" and "enum" not in field.get("constraints", {})
