"""The differences between two packages, item by item, and the level of each.

The policy is in docs/method.md, Versions. Rows and tables that the new package's table `renamed` lists are compared as the
same; any other renamed thing counts as removed and added. The version itself, its date, the table of changes, the rows of
`renamed` and of `figures_readable` (which repeat cells of other tables and name the version), the changelog and the
checksums do not count.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pipeline.releases.differences import LEVELS, WORDING, Difference, Rule
from pipeline.releases.packages import (
    DESCRIPTOR,
    RELEASE_FORMATS,
    Package,
    Table,
    belongs_to_release,
    foreign_descriptor,
)
from pipeline.releases.renames import Renames, renames_between
from pipeline.releases.row_comparison import row_differences, stricter_class

UNCOUNTED_TABLES = ("changes",)
UNCOUNTED_ROWS = ("renamed", "figures_readable")
UNCOUNTED_FILES = (
    DESCRIPTOR,  # its properties are compared one by one
    "CHANGELOG.md",
    "SHA256SUMS",
    "SHA256SUMS.sig",
    "csv/changes.csv",
    "csv/renamed.csv",
    "figures_readable.csv",
    *(f"parquet/{table}.parquet" for table in (*UNCOUNTED_TABLES, *UNCOUNTED_ROWS)),
)
"""Every file that is not compared; any other counts, a table's CSV row by row."""

METADATA: Rule = ("patch", "metadata changed")
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
SEALS = re.compile(rb"[0-9a-f]{64}|\"contentSize\": \"[0-9]+ B\"")
"""Hashes and sizes of files, which other files of a package repeat."""


def compare(old: Package, new: Package) -> list[Difference]:
    """All differences, the largest level first; raises `Unreadable` where packages are not comparable."""
    try:
        found = [
            *_package_differences(old, new),
            *_table_differences(old, new, renames_between(old, new)),
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


def _table_differences(old: Package, new: Package, renames: Renames) -> Iterator[Difference]:
    old_names = {renames.table(name): name for name in old.tables}
    for name in sorted({*old_names, *new.tables} - set(UNCOUNTED_TABLES)):
        old_name = old_names.get(name, name)
        if name not in new.tables:
            yield Difference("major", "a table was removed", name)
        elif old_name not in old.tables:
            yield Difference("minor", "a table was added", name)
        else:
            if old_name != name:
                yield Difference("major", "a table was renamed", name, old=old_name, new=name)
            resources = old.resources[old_name], new.resources[name]
            apart = {"name", "path", "hash", "bytes", "schema"}
            yield from _property_differences(*resources, TABLE_RULES, apart, name)
            tables = old.tables[old_name], new.tables[name]
            yield from _schema_differences(name, *tables, renames)
            if name not in UNCOUNTED_ROWS:
                yield from row_differences(name, *tables, renames)


def _schema_differences(
    name: str, old: Table, new: Table, renames: Renames
) -> Iterator[Difference]:
    """Differences of keys, references and columns, and of all that is stated about them."""
    was = {**old.schema, **_references(old, renames)}
    now = {**new.schema, **_references(new, renames)}
    kept = all(one in now["foreignKeys"] for one in was["foreignKeys"])
    reference_rule: Rule = (
        ("minor", "a reference was added") if kept else ("major", "a reference changed")
    )
    rules = {**SCHEMA_RULES, "foreignKeys": reference_rule}
    yield from _property_differences(was, now, rules, {"fields"}, name)
    for column in sorted({*old.fields, *new.fields}):
        if column not in new.fields:
            yield Difference("major", "a column was removed", name, column)
        elif column not in old.fields:
            yield Difference("minor", "a column was added", name, column)
        else:
            yield from _column_differences(name, old.fields[column], new.fields[column])
    kept_columns = [column for column in old.fields if column in new.fields]
    order = [column for column in new.fields if column in old.fields]
    if kept_columns != order:
        orders = ", ".join(kept_columns), ", ".join(order)
        yield Difference("patch", "the order of columns changed", name, None, None, *orders)


def _references(table: Table, renames: Renames) -> dict[str, Any]:
    """The references of a table, by the new names of the tables that they lead to."""
    return {
        "foreignKeys": [
            {**key, "reference": {**to, "resource": renames.table(to["resource"])}}
            for key in table.schema.get("foreignKeys", ())
            for to in (key["reference"],)
        ]
    }


def _column_differences(
    table: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Difference]:
    looser = stricter_class(old, new) != new.get("changeClass", "value")
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
        elif old.files[path] != new.files[path] and _counted(
            old.files[path], path, words
        ) != _counted(new.files[path], path, words):
            yield Difference("patch", "a file changed", key=path)


def _uncounted_words(package: Package) -> tuple[str, str]:
    """The version and the date of a package, which its other files repeat."""
    return package.version, str(package.descriptor.get("created", "")).partition("T")[0]


def _counted(content: bytes, path: str, words: set[bytes]) -> bytes:
    """A text without the versions and dates of both packages and without hashes of their files."""
    if path.endswith(".parquet"):
        return _without_version(content)
    if path.endswith(RELEASE_FORMATS):
        return content
    for word in words:
        content = content.replace(word, b"")
    return SEALS.sub(b"", content)


def _without_version(content: bytes) -> bytes:
    """The cells, the types and the descriptions of the columns of a Parquet table, without its version."""
    import pyarrow
    import pyarrow.parquet

    try:
        table = pyarrow.parquet.read_table(pyarrow.BufferReader(content))
    except pyarrow.ArrowException:
        return content
    about = {
        name: text for name, text in (table.schema.metadata or {}).items() if name != b"version"
    }
    sink = pyarrow.BufferOutputStream()
    plain = table.replace_schema_metadata(about)
    with pyarrow.ipc.new_stream(sink, plain.schema) as stream:
        stream.write_table(plain)
    return bytes(sink.getvalue())


def _text(value: object) -> str | None:
    return None if value is None else str(value)
