"""Rows of tables that relations count: which there are, and why they cannot be counted."""

from collections.abc import Iterator

from pipeline.sources.corpus import Source
from pipeline.sources.relation_entries import RowsEntry
from pipeline.sources.table_catalog import name_in_document
from pipeline.transcription.table_results import TableRead
from pipeline.transcription.transcribe import Transcription
from schemas.column import columns_of


def unfit_rows(
    rows: RowsEntry | None, source: Source | None, transcription: Transcription
) -> Iterator[tuple[str, str, str]]:
    """Why rows cannot be counted: found, remedy, and the field."""
    if rows is None:
        return
    read = _tables_counted(rows, source, transcription)
    if not read:
        where = f"the document {source.id}" if source else "no document"
        has = "has no" if source else "has a"
        names = sorted({n for d, n in transcription.tables if source is None or d == source.id})
        remedy = f"name one of: {', '.join(names) or 'none is read there'}"
        yield f"{where} {has} table `{rows.table}`", remedy, "table"
        return
    columns = {column.name: column for column in columns_of(read[0].model)}
    for name, cell in rows.where.items():
        if name not in columns:
            found = f"{rows.table} has no column `{name}`"
            yield found, f"name one of: {', '.join(columns)}", "where"
        elif type(cell) is not columns[name].type:
            kind = columns[name].type.__name__
            yield (
                f"`{cell}` is not a {kind}, the type of the column `{name}`",
                f"write a {kind}",
                "where",
            )
        elif columns[name].vocabulary and cell not in columns[name].vocabulary:
            terms = ", ".join(columns[name].vocabulary)
            yield (
                f"`{cell}` is not a term of the column `{name}`",
                f"write one of: {terms}",
                "where",
            )


def _tables_counted(
    wanted: RowsEntry, source: Source | None, transcription: Transcription
) -> list[TableRead]:
    """The tables whose rows are counted: the document's own, or those of all documents."""
    if source is None:
        return [table for (_, name), table in transcription.tables.items() if name == wanted.table]
    names = (name_in_document(source.id, wanted.table), wanted.table)
    found = (transcription.tables.get((source.id, name)) for name in names)
    return [table for table in found if table is not None][:1]


def rows_of(
    wanted: RowsEntry | None, source: Source | None, transcription: Transcription
) -> int | None:
    """How many rows have the wanted cells."""
    if wanted is None:
        return None
    return sum(
        all(row.get(column) == cell for column, cell in wanted.where.items())
        for table in _tables_counted(wanted, source, transcription)
        for row in table.rows.values()
    )
