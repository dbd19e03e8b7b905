"""Tables read out of a document by a specification.

A grid is a printed table with every cell in the text (`grid_tables`); a series repeats one figure a row, or
states why a figure is missing (`series_tables`); rows are gathered from the text cell by cell
(`row_tables`). Each gives rows in the columns of the published table, with a citation for each cell that
was read. Whether rows add up is checked in `consistency.table_rules`.
"""

from collections.abc import Mapping

from pipeline.sources.corpus import Source
from pipeline.sources.files import Located
from pipeline.sources.table_catalog import published_name
from pipeline.sources.table_entries import GridTable, SeriesTable, TableFile
from pipeline.transcription.figures import Figure
from pipeline.transcription.grid_tables import Grid
from pipeline.transcription.row_tables import Rows
from pipeline.transcription.series_tables import Series
from pipeline.transcription.table_results import TableRead, TableReading, TableResults
from schemas.catalog import Catalog
from schemas.rules import rows_named


def read_table(
    at: Located[TableFile],
    source: Source,
    figures: Mapping[str, Figure],
    catalog: Catalog,
    results: TableResults,
) -> None:
    """Read one table into `results`, with a finding for whatever its specification does not fit.

    `figures` are those of the document.
    """
    name = published_name(source.id, at.entry)
    table = TableRead(name, catalog.model(name), source, at)
    reading = TableReading(table, figures, results)
    read, findings = at.entry.read, len(results.findings)
    if isinstance(read, GridTable):
        Grid(reading, read).read()
    elif isinstance(read, SeriesTable):
        Series(reading, read).read()
    else:
        Rows(reading, read).read()
    results.tables.append(table)
    if len(results.findings) == findings:
        _report_missing_rows(reading, catalog)


def _report_missing_rows(reading: TableReading, catalog: Catalog) -> None:
    """Rules of the document's table that name a row which was not read."""
    table = reading.table
    for index, rule in enumerate(table.at.entry.rules):
        for row in rows_named(rule):
            if row not in table.rows:
                found = f"the rule names the row `{row}`, which the table does not have"
                remedy = f"name one of: {', '.join(table.rows)}"
                reading.report(table.name, found, remedy, "rules", index)
    for name, single in catalog.rules():
        if name == table.name and single.source_id is None:
            for row in rows_named(single.rule):
                if row not in table.rows:
                    found = f"the shape's rule {single.name} names the row `{row}`, which the table does not have"
                    remedy = "compare the table with the document; if it is not of this shape, declare its columns"
                    reading.report(table.name, found, remedy, "shape")
