"""The differences between two packages, item by item, and the level of each.

The policy is in docs/method.md, Versions. Rows are matched by primary key. A renamed thing counts as removed and
added. The version itself, its date, the table of changes, the changelog and the checksums do not count.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow
import pyarrow.compute as pc

from pipeline.releases.packages import (
    DESCRIPTOR,
    RELEASE_FORMATS,
    Package,
    Table,
    Unreadable,
    belongs_to_release,
    foreign_descriptor,
)
from pipeline.releases.version_numbers import Level

LEVELS: tuple[Level, ...] = ("major", "minor", "patch")
UNCOUNTED_FILES = (DESCRIPTOR, "CHANGELOG.md", "SHA256SUMS", "SHA256SUMS.sig")
UNCOUNTED_TABLES = ("changes",)

Rule = tuple[Level, str]
METADATA: Rule = ("patch", "metadata changed")
WORDING: Rule = ("patch", "wording changed")
TERMS: Rule = ("major", "the terms or the name changed")
KEY: Rule = ("major", "a key changed")
PACKAGE_RULES = {"id": TERMS, "licenses": TERMS}
TABLE_RULES = {"title": WORDING, "description": WORDING, "licenses": TERMS}
SCHEMA_RULES = {"primaryKey": KEY, "uniqueKeys": KEY}
COLUMN_RULES: Mapping[str, Rule] = {
    "type": ("major", "a type changed"),
    "unit": ("major", "a unit changed"),
    "title": WORDING,
    "description": WORDING,
}
"""The rule of each property of a descriptor that changed; any other is metadata."""
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
SEALS = re.compile(rb"[0-9a-f]{64}|\"contentSize\": \"[0-9]+ B\"")
"""Hashes and sizes of files, which other files of a package repeat."""


@dataclass(frozen=True)
class Difference:
    """One difference: its level, the rule that gives the level, and where it is.

    A whole row `is_derived` where all its cells follow from others, or are wording.
    """

    level: Level
    rule: str
    table: str | None = None
    column: str | None = None
    key: str | None = None
    old: str | None = None
    new: str | None = None
    is_derived: bool = False

    @property
    def place(self) -> str:
        """Table, row and column in one text."""
        parts = (self.table, self.key, self.column)
        return ", ".join(part for part in parts if part) or "the package"


def compare(old: Package, new: Package) -> list[Difference]:
    """All differences, the largest level first; raises `Unreadable` where packages are not comparable."""
    try:
        found = [
            *_package_differences(old, new),
            *_table_differences(old, new),
            *_file_differences(old, new),
        ]
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise foreign_descriptor(f"{old.label} or {new.label}", error) from None
    return sorted(
        found,
        key=lambda d: (
            LEVELS.index(d.level),
            d.table is None,
            d.table or "",
            d.rule,
            d.key or "",
            d.column or "",
        ),
    )


def required_level(differences: Collection[Difference]) -> Level | None:
    """The largest level of the differences; None where there is none."""
    return next((level for level in LEVELS if any(d.level == level for d in differences)), None)


def row_differences(name: str, old: Table, new: Table) -> Iterator[Difference]:
    """Rows removed and added, and the cells that differ in rows that both tables have."""
    key = old.schema["primaryKey"]
    if old.csv == new.csv or key != new.schema["primaryKey"]:
        return  # rows cannot be matched by another key; that the key changed is a difference of its own
    before, after = old.cells(), new.cells()
    was, now = _keys(old, before, key), _keys(new, after, key)
    derived = _has_derived_cells_only(new)
    for removed in was.filter(pc.invert(pc.is_in(was, now))).to_pylist():
        yield Difference("major", ROW_REMOVED, name, key=removed, is_derived=derived)
    for added in now.filter(pc.invert(pc.is_in(now, was))).to_pylist():
        yield Difference("minor", ROW_ADDED, name, key=added, is_derived=derived)
    kept = was.filter(pc.is_in(was, now))
    before, after = before.take(pc.index_in(kept, was)), after.take(pc.index_in(kept, now))
    for column in before.column_names:
        if column in new.fields and column not in key:
            level, rule = CELL_RULES[_stricter_class(old.fields[column], new.fields[column])]
            unlike = pc.indices_nonzero(pc.not_equal(before[column], after[column]))
            for row in unlike.to_pylist():
                cells = before[column][row].as_py(), after[column][row].as_py()
                yield Difference(level, rule, name, column, kept[row].as_py(), *cells)


def _has_derived_cells_only(table: Table) -> bool:
    """Whether no cell of a table was read or decided, apart from its key."""
    return not any(
        column.get("changeClass", "value") in DECIDED and name not in table.schema["primaryKey"]
        for name, column in table.fields.items()
    )


def _keys(table: Table, cells: pyarrow.Table, key: list[str]) -> pyarrow.Array:
    """The primary key of each row as one text."""
    parts = [cells[column].combine_chunks() for column in key]
    keys = parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, " ")
    if pc.count_distinct(keys).as_py() < len(keys):
        raise Unreadable(f"{table.place} has a duplicate primary key, so its rows cannot be matched")
    return keys


def _package_differences(old: Package, new: Package) -> Iterator[Difference]:
    apart = {"version", "created", "resources"}
    yield from _property_differences(old.descriptor, new.descriptor, PACKAGE_RULES, apart)
    was, now = old.formats(), new.formats()
    if not (old.is_release and new.is_release):
        was, now = was - set(RELEASE_FORMATS), now - set(RELEASE_FORMATS)
    for kind in sorted(was - now):
        yield Difference("major", "a format was removed", old=kind)
    for kind in sorted(now - was):
        yield Difference("minor", "a format was added", new=kind)


def _table_differences(old: Package, new: Package) -> Iterator[Difference]:
    for name in sorted({*old.tables, *new.tables} - set(UNCOUNTED_TABLES)):
        if name not in new.tables:
            yield Difference("major", "a table was removed", name)
        elif name not in old.tables:
            yield Difference("minor", "a table was added", name)
        else:
            resources = old.resources[name], new.resources[name]
            apart = {"name", "path", "hash", "bytes", "schema"}
            yield from _property_differences(*resources, TABLE_RULES, apart, name)
            yield from _schema_differences(name, old.tables[name], new.tables[name])
            yield from row_differences(name, old.tables[name], new.tables[name])


def _schema_differences(name: str, old: Table, new: Table) -> Iterator[Difference]:
    """Differences of keys, references and columns, and of all that is stated about them."""
    references = [table.schema.get("foreignKeys", []) for table in (old, new)]
    kept = all(reference in references[1] for reference in references[0])
    reference_rule: Rule = (
        ("minor", "a reference was added") if kept else ("major", "a reference changed")
    )
    rules = {**SCHEMA_RULES, "foreignKeys": reference_rule}
    yield from _property_differences(old.schema, new.schema, rules, {"fields"}, name)
    for column in sorted({*old.fields, *new.fields}):
        if column not in new.fields:
            yield Difference("major", "a column was removed", name, column)
        elif column not in old.fields:
            yield Difference("minor", "a column was added", name, column)
        else:
            yield from _column_differences(name, old.fields[column], new.fields[column])
    was = [column for column in old.fields if column in new.fields]
    now = [column for column in new.fields if column in old.fields]
    if was != now:
        orders = ", ".join(was), ", ".join(now)
        yield Difference("patch", "the order of columns changed", name, None, None, *orders)


def _column_differences(
    table: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Difference]:
    looser = _stricter_class(old, new) != new.get("changeClass", "value")
    class_rule: Rule = ("minor" if looser else "patch", "the change class of a column changed")
    rules = {**COLUMN_RULES, "changeClass": class_rule}
    apart = {"name", "constraints", "categories"}
    yield from _property_differences(old, new, rules, apart, table, old["name"])
    yield from _vocabulary_differences(table, old, new)
    was, now = old.get("constraints", {}), new.get("constraints", {})
    if was.get("required") and not now.get("required"):
        yield Difference("major", "a column may now be empty", table, old["name"])
    if now.get("required") and not was.get("required"):
        yield Difference("patch", "a column may no longer be empty", table, old["name"])
    constraint_rule: Rule = ("patch", "a constraint changed")
    rules = dict.fromkeys({*was, *now}, constraint_rule)
    yield from _property_differences(was, now, rules, {"required", "enum"}, table, old["name"])


def _vocabulary_differences(
    table: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Difference]:
    column = old["name"]
    was = {term["value"]: term.get("label") for term in old.get("categories", ())}
    now = {term["value"]: term.get("label") for term in new.get("categories", ())}
    if was and not now:
        yield Difference("major", "a vocabulary was removed", table, column)
        return
    for term in sorted({*was, *now}):
        if term not in now:
            yield Difference("major", "a term was removed", table, column, old=term)
        elif term not in was:
            yield Difference("minor", "a term was added", table, column, new=term)
        elif was[term] != now[term]:
            labels = was[term], now[term]
            yield Difference("patch", "wording of a term changed", table, column, term, *labels)


def _property_differences(
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    rules: Mapping[str, Rule],
    apart: Collection[str],
    table: str | None = None,
    column: str | None = None,
) -> Iterator[Difference]:
    """Properties of a JSON object that differ, except those compared `apart`."""
    for name in sorted({*old, *new} - set(apart)):
        was, now = old.get(name), new.get(name)
        if was != now:
            level, rule = rules.get(name, METADATA)
            yield Difference(level, rule, table, column or name, None, _text(was), _text(now))


def _stricter_class(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """The stricter change class of a column that was given another one."""
    classes = [str(column.get("changeClass", "value")) for column in (old, new)]
    return min(classes, key=list(CELL_RULES).index)


def _file_differences(old: Package, new: Package) -> Iterator[Difference]:
    """Files removed, added and changed, apart from tables in CSV.

    Files that only a release has are compared between releases only.
    """
    was, now = ({str(r["path"]) for r in p.descriptor["resources"]} for p in (old, new))
    tables = {str(r["path"]) for package in (old, new) for r in package.resources.values()}
    paths = {*old.files, *new.files} - tables - set(UNCOUNTED_FILES)
    paths -= was ^ now  # a table or a format was removed or added with each of these
    if not (old.is_release and new.is_release):
        paths = {path for path in paths if not belongs_to_release(path)}
    words = {word.encode() for package in (old, new) for word in _uncounted_words(package) if word}
    for path in sorted(paths):
        if path not in new.files:
            yield Difference("major", "a file was removed", key=path)
        elif path not in old.files:
            yield Difference("minor", "a file was added", key=path)
        elif _counted(old.files[path], path, words) != _counted(new.files[path], path, words):
            yield Difference("patch", "a file changed", key=path)


def _uncounted_words(package: Package) -> tuple[str, str]:
    """The version and the date of a package, which its other files repeat."""
    return package.version, str(package.descriptor.get("created", "")).partition("T")[0]


def _counted(content: bytes, path: str, words: set[bytes]) -> bytes:
    """A text without the versions and dates of both packages and without hashes of their files."""
    if path.endswith((".parquet", *RELEASE_FORMATS)):
        return content
    for word in words:
        content = content.replace(word, b"")
    return SEALS.sub(b"", content)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
