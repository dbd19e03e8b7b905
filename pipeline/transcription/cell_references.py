"""References to cells of tables, which relations and discrepancies name by table, row and column."""

from collections.abc import Mapping
from decimal import Decimal
from difflib import get_close_matches

from pipeline.sources.ids import SHARED
from pipeline.sources.relation_entries import CellReference
from pipeline.sources.table_catalog import name_in_document
from pipeline.transcription.table_results import TableRead
from schemas.column import columns_of
from schemas.declared import ADDED

Tables = Mapping[tuple[str, str], TableRead]
"""Document and published name → table."""


def table_of(reference: CellReference, tables: Tables) -> TableRead | None:
    """The table that a reference names, by its local or its published name."""
    document = reference.document or ""
    for name in (name_in_document(document, reference.table), reference.table):
        if (document, name) in tables:
            return tables[document, name]
    return None


def cell_problem(reference: CellReference, tables: Tables) -> tuple[str, str] | None:
    """Why a reference leads to no number: found, and what to do."""
    if reference.document == SHARED:
        found = "a cell of a relation that spans documents needs its `document`"
        return found, f"write `document:` beside `table: {reference.table}`"
    table = table_of(reference, tables)
    if table is None:
        names = ", ".join(
            sorted(name for document, name in tables if document == reference.document)
        )
        found = f"the document {reference.document} has no table `{reference.table}`"
        declare = f"declare it in sources/{reference.document}/tables/"
        return found, f"name one of: {names}" if names else declare
    columns = {one.name: one for one in columns_of(table.model)}
    if reference.column not in columns:
        return (
            f"{table.name} has no column `{reference.column}`",
            f"name one of: {', '.join(name for name in columns if name not in ADDED)}",
        )
    if columns[reference.column].type not in (int, Decimal):
        found = f"`{reference.column}` of {table.name} is not a column of numbers"
        return found, "name a column of type integer or number"
    if reference.row is not None and reference.row not in table.rows:
        near = get_close_matches(reference.row, table.rows, n=3) or list(table.rows)[:3]
        remedy = f"name the row by its key, such as: {', '.join(near)}"
        return f"{table.name} has no row `{reference.row}`", remedy
    return None
