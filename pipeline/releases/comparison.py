"""What differs between two packages, item by item, and how large a step of the version each asks for.

The policy is DESIGN section 6. Rows are matched by primary key; a thing that was renamed is a thing
removed and a thing added. The version itself, its date, the table of changes, the changelog and the
checksums do not count.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow
import pyarrow.compute as pc

from pipeline.releases.version_numbers import Level
from pipeline.releases.packages import (
    DESCRIPTOR,
    RELEASE_FORMATS,
    Package,
    Unreadable,
    belongs_to_release,
)

LEVELS: tuple[Level, ...] = ("major", "minor", "patch")
UNCOUNTED_FILES = (DESCRIPTOR, "CHANGELOG.md", "SHA256SUMS", "SHA256SUMS.sig")
UNCOUNTED_TABLES = ("changes",)
UNCOUNTED_PROPERTIES = ("version", "created", "resources")
CELL_RULES: Mapping[str, tuple[Level, str]] = {
    "meaning": ("major", "a meaning changed"),
    "value": ("minor", "a published value was corrected"),
    "derived": ("minor", "a value that follows from others changed"),
    "wording": ("patch", "wording changed"),
}
"""What a changed cell asks for, by the change class of its column."""
TOLD_OF_A_TABLE: Mapping[str, tuple[Level, str]] = {
    "title": ("patch", "wording changed"),
    "description": ("patch", "wording changed"),
    "licenses": ("major", "the terms or the name changed"),
}
UNTOLD_OF_A_TABLE = {"name", "path", "hash", "bytes", "schema"}
TOLD_OF_A_FIELD = {
    *("name", "type", "unit", "title", "description"),
    *("sdmxConcept", "changeClass", "constraints", "categories"),
}
"""Properties of a field that have a rule of their own; any other is metadata."""
ROW_REMOVED = "a row was removed"
ROW_ADDED = "a row was added"


SEALS = re.compile(rb"[0-9a-f]{64}|\"contentSize\": \"[0-9]+ B\"")
"""Hashes and sizes of files, as descriptions of the package repeat them."""


@dataclass(frozen=True)
class Difference:
    """One thing that differs: the level that it asks for, the rule that says so, and where it is."""

    level: Level
    rule: str
    table: str | None = None
    column: str | None = None
    key: str | None = None
    old: str | None = None
    new: str | None = None


def compare(old: Package, new: Package) -> list[Difference]:
    """Everything that differs, the largest level first; raises `Unreadable` where it cannot be told."""
    try:
        found = [*_of_the_package(old, new), *_of_the_tables(old, new), *_of_other_files(old, new)]
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise Unreadable(
            f"{old.label} or {new.label}: {DESCRIPTOR} does not describe tables as this project's packages do "
            f"({type(error).__name__}: {error})"
        ) from None
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


def required_level(differences: list[Difference]) -> Level | None:
    """The largest level that the differences ask for; None where there is none."""
    return next((level for level in LEVELS if any(d.level == level for d in differences)), None)


def _of_the_package(old: Package, new: Package) -> Iterator[Difference]:
    names = sorted((set(old.descriptor) | set(new.descriptor)) - set(UNCOUNTED_PROPERTIES))
    for name in names:
        before, after = old.descriptor.get(name), new.descriptor.get(name)
        if before != after:
            level: Level = "major" if name in ("id", "licenses") else "patch"
            rule = "the terms or the name changed" if level == "major" else "metadata changed"
            yield Difference(level, rule, column=name, old=_said(before), new=_said(after))
    formats = [package.formats() for package in (old, new)]
    if not (old.is_release and new.is_release):
        formats = [kinds - set(RELEASE_FORMATS) for kinds in formats]
    for kind in sorted(formats[0] - formats[1]):
        yield Difference("major", "a format was removed", old=kind)
    for kind in sorted(formats[1] - formats[0]):
        yield Difference("minor", "a format was added", new=kind)


def _of_the_tables(old: Package, new: Package) -> Iterator[Difference]:
    before, after = old.resources(), new.resources()
    for name in sorted(set(before) | set(after)):
        if name in UNCOUNTED_TABLES:
            continue
        if name not in after:
            yield Difference("major", "a table was removed", name)
        elif name not in before:
            yield Difference("minor", "a table was added", name)
        else:
            yield from _of_a_schema(name, before[name], after[name])
            yield from _of_the_rows(name, old, new)


def _of_a_schema(
    name: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Difference]:
    """Columns, types, units, keys, vocabularies, constraints, and what is said of them."""
    for said in sorted({*before, *after} - UNTOLD_OF_A_TABLE):
        if before.get(said) != after.get(said):
            level, rule = TOLD_OF_A_TABLE.get(said, ("patch", "metadata changed"))
            was, now = _said(before.get(said)), _said(after.get(said))
            yield Difference(level, rule, name, said, old=was, new=now)
    old, new = before["schema"], after["schema"]
    for key, level, rule in (
        ("primaryKey", "major", "a key changed"),
        ("uniqueKeys", "major", "a key changed"),
        ("foreignKeys", "major", "a reference changed"),
    ):
        if old.get(key) != new.get(key):
            kept = all(item in (new.get(key) or []) for item in old.get(key) or [])
            added = key == "foreignKeys" and kept
            yield Difference(
                "minor" if added else level,
                "a reference was added" if added else rule,
                name,
                key,
                old=_said(old.get(key)),
                new=_said(new.get(key)),
            )
    columns = {f["name"]: f for f in old["fields"]}, {f["name"]: f for f in new["fields"]}
    for column in sorted(set(columns[0]) | set(columns[1])):
        if column not in columns[1]:
            yield Difference("major", "a column was removed", name, column)
        elif column not in columns[0]:
            yield Difference("minor", "a column was added", name, column)
        else:
            yield from _of_a_column(name, columns[0][column], columns[1][column])
    shared = [c for c in columns[0] if c in columns[1]], [c for c in columns[1] if c in columns[0]]
    if shared[0] != shared[1]:
        orders = [", ".join(order) for order in shared]
        yield Difference("patch", "columns stand in another order", name, None, None, *orders)


def _of_a_column(
    table: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Difference]:
    name = before["name"]
    for key, level, rule in (
        ("type", "major", "a type changed"),
        ("unit", "major", "a unit changed"),
        ("title", "patch", "wording changed"),
        ("description", "patch", "wording changed"),
        ("sdmxConcept", "patch", "metadata changed"),
        (
            "changeClass",
            _level_of_class(before, after),
            "what a change of the column asks for changed",
        ),
        *(
            (key, "patch", "metadata changed")
            for key in sorted({*before, *after} - TOLD_OF_A_FIELD)
        ),
    ):
        if before.get(key) != after.get(key):
            yield Difference(
                level,  # type: ignore[arg-type]
                rule,
                table,
                name,
                old=_said(before.get(key)),
                new=_said(after.get(key)),
            )
    old, new = before.get("constraints", {}), after.get("constraints", {})
    yield from _of_a_vocabulary(table, name, before, after)
    if old.get("required") != new.get("required"):
        if old.get("required"):
            yield Difference("major", "a column may now be empty", table, name)
        else:
            yield Difference("patch", "a column may no longer be empty", table, name)
    for key in sorted({*old, *new} - {"required", "enum"}):
        if old.get(key) != new.get(key):
            said = _said(old.get(key)), _said(new.get(key))
            yield Difference("patch", "a constraint changed", table, name, None, *said)


def _level_of_class(before: Mapping[str, Any], after: Mapping[str, Any]) -> Level:
    """Minor where later changes of the column would ask for less than they did; else patch."""
    same = _stricter(before, after) == after.get("changeClass", "value")
    return "patch" if same else "minor"


def _of_a_vocabulary(
    table: str, column: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Difference]:
    old = {c["value"]: c.get("label") for c in before.get("categories", ())}
    new = {c["value"]: c.get("label") for c in after.get("categories", ())}
    if old and not new:
        yield Difference("major", "a vocabulary was removed", table, column)
        return
    for term in sorted(set(old) | set(new)):
        if term not in new:
            yield Difference("major", "a term was removed", table, column, old=term)
        elif term not in old:
            yield Difference("minor", "a term was added", table, column, new=term)
        elif old[term] != new[term]:
            yield Difference(
                "patch", "wording of a term changed", table, column, term, old[term], new[term]
            )


def _of_the_rows(name: str, old: Package, new: Package) -> Iterator[Difference]:
    """Rows removed and added, and cells that differ in those that both have."""
    if _same_bytes(name, old, new):
        return
    before, after = old.table(name), new.table(name)
    key = old.resources()[name]["schema"]["primaryKey"]
    if key != new.resources()[name]["schema"]["primaryKey"]:
        return  # that the key changed is said; rows have no names to be matched by
    keys = _keys(before, key), _keys(after, key)
    for package, own in ((old, keys[0]), (new, keys[1])):
        if pc.count_distinct(own).as_py() < len(own):
            raise Unreadable(
                f"{package.label}: a primary key stands twice in the table {name}, so its rows cannot be told apart"
            )
    kept = keys[0]
    if not keys[0].equals(keys[1]):
        for gone in keys[0].filter(pc.invert(pc.is_in(keys[0], keys[1]))).to_pylist():
            yield Difference("major", ROW_REMOVED, name, key=gone)
        for added in keys[1].filter(pc.invert(pc.is_in(keys[1], keys[0]))).to_pylist():
            yield Difference("minor", ROW_ADDED, name, key=added)
        kept = keys[0].filter(pc.is_in(keys[0], keys[1]))
        before = before.take(pc.index_in(kept, keys[0]))
        after = after.take(pc.index_in(kept, keys[1]))
    earlier, fields = (
        {f["name"]: f for f in package.resources()[name]["schema"]["fields"]}
        for package in (old, new)
    )
    for column in before.column_names:
        if column in fields and column not in key:
            level, rule = CELL_RULES[_stricter(earlier[column], fields[column])]
            for place in _unlike(before[column], after[column]):
                cells = before[column][place].as_py(), after[column][place].as_py()
                yield Difference(level, rule, name, column, kept[place].as_py(), *cells)


def _stricter(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """The class of change that asks for more: a column that was of values stays so while it changes."""
    classes = [str(field.get("changeClass", "value")) for field in (before, after)]
    return min(classes, key=list(CELL_RULES).index)


def _same_bytes(name: str, old: Package, new: Package) -> bool:
    paths = old.resources()[name]["path"], new.resources()[name]["path"]
    contents = old.files.get(paths[0]), new.files.get(paths[1])
    return contents[0] is not None and contents[0] == contents[1]


def _unlike(before: pyarrow.ChunkedArray, after: pyarrow.ChunkedArray) -> list[int]:
    if before.equals(after):
        return []
    places: list[int] = pc.indices_nonzero(pc.not_equal(before, after)).to_pylist()
    return places


def _keys(table: pyarrow.Table, key: list[str]) -> pyarrow.Array:
    """The primary key of each row as one text."""
    parts = [table[column].combine_chunks() for column in key]
    keys = parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, " ")
    return keys.combine_chunks() if isinstance(keys, pyarrow.ChunkedArray) else keys


def _of_other_files(old: Package, new: Package) -> Iterator[Difference]:
    """Files that hold no CSV table; what they say is derived from what is compared already.

    A release has files that its package alone does not have; they are compared between releases only.
    """
    tables = {
        str(resource["path"]) for package in (old, new) for resource in package.resources().values()
    }
    paths = set(old.files) | set(new.files)
    if not (old.is_release and new.is_release):
        paths = {path for path in paths if not belongs_to_release(path)}
    said = {text.encode() for package in (old, new) for text in _uncounted_words(package) if text}
    for path in sorted(paths - tables - set(UNCOUNTED_FILES)):
        if path not in new.files:
            yield Difference("patch", "a file is gone", key=path)
        elif path not in old.files:
            yield Difference("patch", "a file was added", key=path)
        elif _unversioned(old.files[path], path, said) != _unversioned(new.files[path], path, said):
            yield Difference("patch", "a file has other bytes", key=path)


def _uncounted_words(package: Package) -> tuple[str, str]:
    """The version and the date of a package, as its other files repeat them."""
    return package.version, str(package.descriptor.get("created", "")).partition("T")[0]


def _unversioned(content: bytes, path: str, said: set[bytes]) -> bytes:
    """A text without versions and dates of the packages, and hashes of their files: none counts."""
    if path.endswith((".parquet", *RELEASE_FORMATS)):
        return content
    for word in said:
        content = content.replace(word, b"")
    return SEALS.sub(b"", content)


def _said(value: object) -> str | None:
    return None if value is None else str(value)
