"""The tables as one SQLite database with their keys, vocabularies, references and descriptions.

Every column's definition comes from its model in `schemas`; the tables that describe the database are
defined here, its views in `views`. Tables are not STRICT, which SQLite before 3.37 cannot open. Types, patterns
and rules are checked before (`validation`).
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

import pandas as pd

from pipeline.package.descriptor import FIELD_TYPES, title_and_description
from pipeline.package.readable_figures import checked_line
from pipeline.package.table_formats import values_of
from pipeline.package.views import VIEWS, View, view_statement
from pipeline.sources.release_entries import ReleaseFile
from schemas.catalog import CORE, Catalog
from schemas.column import Column, PublishedTable, columns_of, natural_key_of, primary_key_of
from schemas.column import column as declared

STORAGE_TYPES = {str: "TEXT", int: "INTEGER", Decimal: "REAL", date: "TEXT", bool: "INTEGER"}
"""How each declared type is stored (SQLite has no date, no boolean and no decimal)."""

Row = tuple[str | int | float | None, ...]


class About(PublishedTable):
    """Facts of the release that this database holds."""

    name: str = declared("Name", "Name of the fact.", key=True)
    value: str = declared("Value", "The fact, as the release has it.")


class TableComments(PublishedTable):
    """Tables and views of this database, in words."""

    table_name: str = declared("Table", "Name of the table or view.", key=True)
    title: str = declared("Title", "What a row is one of.")
    description: str = declared("Description", "The title, and all else that is to be known.")


class ColumnComments(PublishedTable):
    """Columns of every table and view of this database, in words. Keys, references and limits are in the tables' own definitions."""

    table_name: str = declared("Table", "Name of the table or view.", key=True)
    column_name: str = declared("Column", "Name of the column.", key=True)
    type: str = declared("Type", "The type in the Data Package; SQLite has no date or boolean.")
    title: str = declared("Title", "The column's title.")
    description: str = declared("Description", "What the column holds.")
    unit: str = declared("Unit", "What one unit of the number counts.", required=False)
    vocabulary: str = declared(
        "Vocabulary", "Each admitted term with its meaning, as a JSON object.", required=False
    )
    pattern: str = declared(
        "Pattern",
        "Regular expression that every value matches; the database does not check it.",
        required=False,
    )
    sdmx_concept: str = declared(
        "SDMX concept", "The SDMX cross-domain concept that the column carries.", required=False
    )


OWN_TABLES: Mapping[str, type[PublishedTable]] = {
    "about": About,
    "table_comments": TableComments,
    "column_comments": ColumnComments,
}
"""Tables that only the database has."""


def database_tables(catalog: Catalog) -> dict[str, type[PublishedTable]]:
    """Name → model of every table of the database."""
    return {**catalog.tables, **OWN_TABLES}


def sqlite_bytes(
    release: ReleaseFile, catalog: Catalog, tables: Mapping[str, pd.DataFrame]
) -> bytes:
    """The database file: every table with its rows in published order, views, and what describes them.

    Decimals become the floats nearest to them, dates ISO 8601 text, booleans 0 or 1. The same tables
    give the same bytes under one version of SQLite, which is in the file's header. Raises
    `sqlite3.IntegrityError` where a row breaks a key, a vocabulary or a reference.
    """
    models = database_tables(catalog)
    rows = _published_rows(catalog, tables) | {
        "about": list(about(release, tables).items()),
        "table_comments": _table_comments(models),
        "column_comments": _column_comments(models),
    }
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        # Tables refer to each other in circles, so references are checked at the end: by the commit.
        for statement in ("PRAGMA foreign_keys=ON", "BEGIN", "PRAGMA defer_foreign_keys=ON"):
            connection.execute(statement)
        for name, table in models.items():
            connection.execute(_create_table(name, table))
        for view in VIEWS:
            connection.execute(view_statement(view))
        for name, table in models.items():
            places = ", ".join("?" * len(columns_of(table)))
            connection.executemany(f"INSERT INTO {_name(name)} VALUES ({places})", rows[name])
        connection.execute("COMMIT")
        connection.execute("VACUUM")
        return connection.serialize()
    finally:
        connection.close()


def about(release: ReleaseFile, tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Facts of the release by name; those that it does not have are left out."""
    facts = {
        "title": release.title,
        "version": release.version,
        "checked": checked_line(tables),
        "created": release.created,
        "contributors": "; ".join(person.title for person in release.contributors),
        "license": "; ".join(f"{one.title}, {one.path}" for one in release.licenses),
        "rights": release.rights,
        "description": release.description,
        "doi": release.doi,
        "concept_doi": release.concept_doi,
    }
    return {name: text for name, text in facts.items() if text is not None}


def column_of_view(view: View, name: str) -> Column:
    """The column of a table that a view shows under this name."""
    table, shown = view.columns[name]
    model = OWN_TABLES[table] if table in OWN_TABLES else CORE[table][0]
    return next(column for column in columns_of(model) if column.name == shown)


def _create_table(name: str, table: type[PublishedTable]) -> str:
    parts = [_column_definition(column) for column in columns_of(table)]
    parts.append(f"PRIMARY KEY ({_names(primary_key_of(table))})")
    if natural_key_of(table):
        parts.append(f"UNIQUE ({_names(natural_key_of(table))})")
    content = ",\n  ".join(parts)
    return f"CREATE TABLE {_name(name)} (\n  {content}\n)"


def _column_definition(column: Column) -> str:
    name = _name(column.name)
    parts = [name, STORAGE_TYPES[column.type]]
    if column.required:
        parts.append("NOT NULL")
    if column.vocabulary:
        parts.append(f"CHECK ({name} IN ({', '.join(map(_text, column.vocabulary))}))")
    if column.minimum is not None:
        parts.append(f"CHECK ({name} >= {column.minimum})")
    if column.maximum is not None:
        parts.append(f"CHECK ({name} <= {column.maximum})")
    if column.references:
        table, other = column.references
        parts.append(f"REFERENCES {_name(table)} ({_name(other)})")
    return " ".join(parts)


def _published_rows(catalog: Catalog, tables: Mapping[str, pd.DataFrame]) -> dict[str, list[Row]]:
    return {
        name: list(
            zip(
                *(map(_stored, values_of(tables[name], c.name)) for c in columns_of(table)),
                strict=True,
            )
        )
        for name, table in catalog.tables.items()
    }


def _table_comments(models: Mapping[str, type[PublishedTable]]) -> list[Row]:
    tables = [(name, *title_and_description(table)) for name, table in models.items()]
    views = [(view.name, view.title, f"{view.title}. {view.description}") for view in VIEWS]
    return [*tables, *views]


def _column_comments(models: Mapping[str, type[PublishedTable]]) -> list[Row]:
    tables = [
        _comment(name, column.name, column)
        for name, table in models.items()
        for column in columns_of(table)
    ]
    views = [
        _comment(view.name, name, column_of_view(view, name))
        for view in VIEWS
        for name in view.columns
    ]
    return [*tables, *views]


def _comment(table: str, name: str, column: Column) -> Row:
    vocabulary = dict(column.vocabulary)
    return (
        table,
        name,
        FIELD_TYPES[column.type],
        column.title,
        column.description,
        column.unit,
        json.dumps(vocabulary, ensure_ascii=False) if vocabulary else None,
        column.pattern,
        column.sdmx,
    )


def _stored(value: object) -> str | int | float | None:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(type(value))


def _names(names: Iterable[str]) -> str:
    return ", ".join(map(_name, names))


def _name(name: str) -> str:
    escaped = name.replace('"', '""')
    return f'"{escaped}"'


def _text(text: str) -> str:
    escaped = text.replace("'", "''")
    return f"'{escaped}'"
