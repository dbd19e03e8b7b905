"""No published column has a name that SQL reserves: a query names it without quotation marks."""

import sqlite3

import duckdb
import pytest

from pipeline.package.sqlite import OWN_TABLES
from schemas.catalog import CORE
from schemas.column import columns_of
from schemas.reserved_words import RESERVED_WORDS

MODELS = {name: model for name, (model, _) in CORE.items()} | OWN_TABLES
COLUMNS = [(table, column.name) for table, model in MODELS.items() for column in columns_of(model)]


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_column_is_no_keyword(table, column):
    assert column not in RESERVED_WORDS, table


@pytest.mark.parametrize("open_database", [sqlite3.connect, duckdb.connect])
def test_databases_take_every_name_without_quotation_marks(open_database):
    database = open_database(":memory:")
    for table, column in COLUMNS:
        database.execute(f"CREATE TABLE {table}_{column} ({column} INTEGER)")
        database.execute(
            f"SELECT {column} FROM {table}_{column} WHERE {column} > 1 ORDER BY {column}"
        )
