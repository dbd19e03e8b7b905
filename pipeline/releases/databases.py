"""The SQLite database of a release: compared with its tables and descriptor, or with another database.

Its statements are read as SQLite keeps them, so that no view, trigger or index is passed over. What a view
gives is never asked for: a database at hand may be anybody's.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.releases.descriptor_words import (
    COLUMN_WORDS,
    column_words,
    facts,
    is_early,
    table_words,
    vocabulary_as_json,
)
from pipeline.releases.typed_cells import Found, ReadTable, differences

OWN_TABLES = {
    "about": ("name TEXT NOT NULL", "value TEXT NOT NULL", ("name",)),
    "table_comments": (
        "table_name TEXT NOT NULL",
        "title TEXT NOT NULL",
        "description TEXT NOT NULL",
        ("table_name",),
    ),
    "column_comments": (
        *(f"{name} TEXT NOT NULL" for name in ("table_name", "column_name", "type", "title")),
        *("description TEXT NOT NULL", "unit TEXT", "vocabulary TEXT", "pattern TEXT"),
        "sdmx_concept TEXT",
        ("table_name", "column_name"),
    ),
}
"""Tables that only the database has: their columns, and their keys."""
STORED = {
    "string": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "date": "TEXT",
    "boolean": "INTEGER",
}
"""How each type of the descriptor is stored."""
SAME_HEADER = (slice(16, 24), slice(44, 52), slice(56, 64), slice(68, 72))
"""What two databases have in common in their headers, whatever SQLite wrote them: page size, read and write version,
formats, encoding, user version and application id (SQLite's file format, section 1.3)."""
Statement = tuple[str, str, str, str | None]
"""Type, name, table and text of what a database declares."""


def opened(path: Path) -> sqlite3.Connection:
    """A database for reading; nothing beside the file is read, and its functions are not trusted."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    connection.execute("PRAGMA trusted_schema=OFF")
    return connection


def statements(connection: sqlite3.Connection) -> list[Statement]:
    """Everything that a database declares."""
    return connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()


def database_problems(
    path: Path, descriptor: Mapping[str, Any], tables: Iterable[ReadTable], views: Mapping[str, str]
) -> Iterator[Found]:
    """Where a database does not hold the tables and words of the descriptor, or declares more than it may.

    `views` has the statement of each view that it may have.
    """
    with closing(opened(path)) as connection:
        (sound,) = connection.execute("PRAGMA integrity_check").fetchone()
        if sound != "ok":
            yield path.name, f"the database is damaged: {sound}"
        for table, row, other, _ in connection.execute("PRAGMA foreign_key_check"):
            yield path.name, f"row {row} of {table} refers to nothing in {other}"
        declared, named = statements(connection), {table.name: table for table in tables}
        yield from _foreign_statements(path.name, declared, descriptor, named, views)
        there = {name for kind, name, *_ in declared if kind == "table"}
        for name in sorted(named.keys() - there):
            yield f"{path.name} {name}", "has no such table"
        for name in sorted(named.keys() & there):
            columns = ", ".join(f'"{column}"' for column in named[name].columns)
            rows = connection.execute(f'SELECT {columns} FROM "{name}" ORDER BY rowid').fetchall()
            wanted = [[_stored(cell) for cell in row] for row in named[name].rows]
            yield from differences(path.name, named[name], rows, wanted)
        if OWN_TABLES.keys() <= there:
            yield from _unlike_words(connection, path.name, descriptor, named)
        yield from _hidden_bytes(path, connection)


def _hidden_bytes(path: Path, connection: sqlite3.Connection) -> Iterator[Found]:
    """What no reader of the tables sees: free pages, bytes after the last page, numbers for programs."""
    pages = [
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size")
    ]
    if pages[0] * pages[1] != path.stat().st_size:
        yield path.name, "has bytes after its last page"
    for name in ("freelist_count", "user_version", "application_id"):
        (number,) = connection.execute(f"PRAGMA {name}").fetchone()
        if number:
            yield path.name, f"its {name} is {number}; in a release it is 0"


def unproved_of(
    path: Path, descriptor: Mapping[str, Any], views: Mapping[str, str]
) -> Iterator[str]:
    """What `database_problems` does not look into, in words."""
    tables = {resource["name"] for resource in descriptor["resources"]}
    with closing(opened(path)) as connection:
        for kind, name, _, text in statements(connection):
            if kind == "view" and views.get(name) != text:
                yield f"{path.name}: what the view {name} shows"
            if kind == "table" and name not in tables and name not in OWN_TABLES:
                yield f"{path.name}: what the table {name} holds"
    if is_early(descriptor):
        yield f"{path.name}: what its tables admit (vocabularies, limits, keys, references)"
    yield f"{path.name}: which version of SQLite it says that it was written by"
    yield f"{path.name}: words about views and about its own tables ({', '.join(OWN_TABLES)})"


def database_differences(one: Path, other: Path) -> Iterator[Found]:
    """Where two databases differ in a statement, a cell of any table, or what their headers set."""
    heads = [path.read_bytes()[:100] for path in (one, other)]
    if any(heads[0][part] != heads[1][part] for part in SAME_HEADER):
        yield one.name, "its header sets something else than that of the rebuilt database"
    with closing(opened(one)) as here, closing(opened(other)) as there:
        declared, wanted = statements(here), statements(there)
        for kind, name, *_ in sorted(set(declared) ^ set(wanted), key=repr):
            yield one.name, f"the {kind} {name} is not as in the rebuilt database"
        if declared != wanted:
            if set(declared) == set(wanted):
                yield one.name, "its statements are in another order than in the rebuilt database"
            return
        for kind, name, *_ in declared:
            if kind == "table":
                query = f'SELECT rowid, * FROM "{name}" ORDER BY rowid'
                mine, theirs = here.execute(query), there.execute(query)
                if list(map(_typed, mine)) != list(map(_typed, theirs)):
                    yield f"{one.name} {name}", "has other cells than in the rebuilt database"


def _typed(row: tuple[Any, ...]) -> list[tuple[type, Any]]:
    return [(type(cell), cell) for cell in row]


def _stored(cell: Any) -> Any:
    """A cell as SQLite holds it: a boolean as 0 or 1, a date as text."""
    if isinstance(cell, bool):
        return int(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def _foreign_statements(
    file: str,
    declared: list[Statement],
    descriptor: Mapping[str, Any],
    named: Mapping[str, ReadTable],
    views: Mapping[str, str],
) -> Iterator[Found]:
    """What the database declares and may not, or declares otherwise than it must."""
    wanted = {name: table_statement(table) for name, table in named.items()}
    wanted |= {name: _statement_of(name, *columns) for name, columns in OWN_TABLES.items()}
    early = is_early(descriptor)
    for kind, name, table, text in declared:
        known = {"table": wanted, "view": views}.get(kind, {})
        if kind == "index" and text is None and (table in wanted or early):
            continue  # SQLite makes it for a key
        if kind not in ("table", "view") or (name not in known and not early):
            yield file, f"has the {kind} {name}, which a release does not have"
        elif known.get(name) != text and not early:
            yield file, f"the statement of the {kind} {name} is not the one that a release has"


def table_statement(table: ReadTable) -> str:
    """The statement that makes a table of the descriptor.

    The descriptor does not name all that it admits in another way: types, vocabularies, limits, keys, references.
    """
    schema, parts = table.resource["schema"], []
    references = {
        field: (key["reference"]["resource"] or table.name, other)
        for key in schema.get("foreignKeys", [])
        for field, other in zip(key["fields"], key["reference"]["fields"], strict=True)
    }
    for field in schema["fields"]:
        name, limits = f'"{field["name"]}"', field.get("constraints", {})
        part = [name, STORED[field["type"]]]
        if limits.get("required"):
            part.append("NOT NULL")
        if "enum" in limits:
            terms = ", ".join("'" + str(term).replace("'", "''") + "'" for term in limits["enum"])
            part.append(f"CHECK ({name} IN ({terms}))")
        part += [
            f"CHECK ({name} {sign} {limits[end]})"
            for end, sign in (("minimum", ">="), ("maximum", "<="))
            if end in limits
        ]
        if field["name"] in references:
            other, column = references[field["name"]]
            part.append(f'REFERENCES "{other}" ("{column}")')
        parts.append(" ".join(part))
    keys = [("PRIMARY KEY", schema["primaryKey"])]
    keys += [("UNIQUE", columns) for columns in schema.get("uniqueKeys", [])]
    parts += [f"{kind} ({_names(columns)})" for kind, columns in keys]
    return _create(table.name, parts)


def _statement_of(name: str, *parts: Any) -> str:
    *columns, key = parts
    quoted = ['"{}" {}'.format(*column.split(" ", 1)) for column in columns]
    return _create(name, [*quoted, f"PRIMARY KEY ({_names(key)})"])


def _create(name: str, parts: list[str]) -> str:
    content = ",\n  ".join(parts)
    return f'CREATE TABLE "{name}" (\n  {content}\n)'


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _unlike_words(
    connection: sqlite3.Connection,
    file: str,
    descriptor: Mapping[str, Any],
    named: Mapping[str, ReadTable],
) -> Iterator[Found]:
    """Rows about the release, its tables and its columns that are not what the descriptor gives.

    Rows about views and the database's own tables are passed over.
    """
    described = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    columns = [_column_row(name, field) for name, field in column_words(named.values())]
    wanted = {
        "about": [list(fact) for fact in facts(descriptor, named).items()],
        "table_comments": list(table_words(named.values())),
        "column_comments": columns,
    }
    for name, rows in wanted.items():
        held = [list(row) for row in connection.execute(f'SELECT * FROM "{name}"')]
        if name != "about":
            held = [row for row in held if row[0] in named or row[0] not in described]
        for row in (
            *(row for row in held if row not in rows),
            *(row for row in rows if row not in held),
        ):
            place = " ".join(map(str, row[: 1 + (name == "column_comments")]))
            yield f"{file} {name} {place}", "is not as the descriptor has it"


def _column_row(table: str, field: Mapping[str, Any]) -> list[Any]:
    words = [field.get(key) for key in COLUMN_WORDS]
    pattern = field.get("constraints", {}).get("pattern")
    return [
        table,
        field["name"],
        *words,
        vocabulary_as_json(field),
        pattern,
        field.get("sdmxConcept"),
    ]
