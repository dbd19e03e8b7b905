"""The views of the SQLite database: joins that are read like tables, and the statement that makes each.

Without pandas, so that `verify` compares a database's views with these at once.
"""

from collections.abc import Mapping
from typing import NamedTuple


class View(NamedTuple):
    """A join that is read like a table. `columns` maps the name shown to (table, column)."""

    name: str
    title: str
    description: str
    columns: Mapping[str, tuple[str, str]]
    joins: str


def _of(table: str, *columns: str) -> dict[str, tuple[str, str]]:
    return {column: (table, column) for column in columns}


VIEWS = (
    View(
        "cells_with_quotations",
        "Published cells, each with the characters it was read from and their document",
        "One row for each place that a cell was read from. Columns hold what the tables hold.",
        {
            **_of(
                "provenance",
                "table_name",
                "row_key",
                "column_name",
                "part",
                "prefix",
                "exact",
                "suffix",
            ),
            **_of("sources", "title", "report_number"),
            **_of("provenance", "page", "line", "start_offset", "end_offset", "attested"),
            **_of("sources", "official_url"),
        },
        '"provenance" JOIN "sources" USING ("source_id") ORDER BY "table_name", "row_key", "column_name", "part"',
    ),
)


def view_statement(view: View) -> str:
    """The SQL that makes a view."""
    shown = ",\n  ".join(
        f'"{table}"."{column}" AS "{name}"' for name, (table, column) in view.columns.items()
    )
    return f'CREATE VIEW "{view.name}" AS SELECT\n  {shown}\nFROM {view.joins}'
