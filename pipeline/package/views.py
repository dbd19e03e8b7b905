"""The views of the SQLite database: joins that are read like tables, and the statement that makes each.

Without pandas, so that `verify` compares a database's views with these at once.
"""

from collections.abc import Collection, Mapping
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
            **_of("provenance", "page_pdf", "box_left", "box_top", "box_right", "box_bottom"),
            **_of("provenance", "box_turned"),
        },
        '"provenance" JOIN "sources" USING ("source_id") ORDER BY "table_name", "row_key", "column_name", "part"',
    ),
)


def view_statement(view: View, there: Mapping[str, Collection[str]] | None = None) -> str:
    """The SQL that makes a view; `there` are the columns of each table of an earlier release, which has fewer."""
    shown = ",\n  ".join(
        f'"{table}"."{column}" AS "{name}"'
        for name, (table, column) in view.columns.items()
        if there is None or column in there.get(table, ())
    )
    return f'CREATE VIEW "{view.name}" AS SELECT\n  {shown}\nFROM {view.joins}'
