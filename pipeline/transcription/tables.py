"""Tables read out of a document by a specification.

A grid is a printed table with every cell in the text (`grid_tables`); a series repeats one figure a row, or
states why a figure is missing (`series_tables`); rows are gathered from the text cell by cell
(`row_tables`). Each gives rows in the columns of the published table, with a citation for each cell that
was read. Whether rows add up is checked in `package.validation`.
"""

from collections.abc import Mapping

from pipeline.sources.corpus import Source
from pipeline.sources.files import Located
from pipeline.sources.table_entries import GridTable, SeriesTable, TableFile
from pipeline.transcription.figures import Figure
from pipeline.transcription.grid_tables import Grid
from pipeline.transcription.row_tables import Rows
from pipeline.transcription.series_tables import Series
from pipeline.transcription.table_results import TableResults
from schemas import TABLES

COMPUTED_TABLES = (
    "sources",
    "measures",
    "figures",
    "relations",
    "relation_members",
    "bounds",
    "emendations",
    "completeness",
    "provenance",
)
SPECIFIED_TABLES = tuple(name for name in TABLES if name not in COMPUTED_TABLES)
"""Tables whose rows `tables/*.yaml` specify."""


def read_table(
    at: Located[TableFile], source: Source, figures: Mapping[str, Figure], tables: TableResults
) -> None:
    """Read one table into `tables`, with a finding for whatever its specification does not fit.

    `figures` are those of the document.
    """
    specification = at.entry.read
    if specification.table not in SPECIFIED_TABLES:
        found = f"`{specification.table}` is not a table that is read by a specification"
        remedy = (
            f"name one of: {', '.join(SPECIFIED_TABLES)}; a new table is a new model in schemas/"
        )
        tables.findings.append(at.finding(specification.table, found, remedy, "read", "table"))
    elif isinstance(specification, GridTable):
        Grid(at, specification, source, figures, tables).read()
    elif isinstance(specification, SeriesTable):
        Series(at, specification, source, figures, tables).read()
    else:
        Rows(at, specification, source, figures, tables).read()
