"""Tables read out of a document by a specification.

A grid is a printed table whose every cell stands in the text (`grid`); a series repeats figures, one
a row, and says of a missing one why it is missing (`series`); rows are gathered from the text cell by
cell (`rows`). All give rows in the columns of the published table, with a citation for each cell that
was read. Whether rows add up is asked in `validation`.
"""

from collections.abc import Mapping

from pipeline.sources.corpus import Source
from pipeline.sources.entries import GridTable, SeriesTable, TableFile
from pipeline.sources.files import Located
from pipeline.transcription.figures import Figure
from pipeline.transcription.grid_tables import Grid
from pipeline.transcription.row_tables import Rows
from pipeline.transcription.series_tables import Series
from pipeline.transcription.tables_read import TableReading
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
    at: Located[TableFile], source: Source, figures: Mapping[str, Figure], reading: TableReading
) -> None:
    """Read one table into `reading`; what does not fit its specification is a finding there."""
    specification = at.entry.read
    if specification.table not in SPECIFIED_TABLES:
        reading.findings.append(
            at.finding(
                specification.table,
                f"`{specification.table}` is not a table that is read by a specification",
                f"name one of: {', '.join(SPECIFIED_TABLES)}; a new table is a new model in schemas/",
                "read",
                "table",
            )
        )
    elif isinstance(specification, GridTable):
        Grid(at, specification, source, figures, reading).read()
    elif isinstance(specification, SeriesTable):
        Series(at, specification, source, figures, reading).read()
    else:
        Rows(at, specification, source, figures, reading).read()
