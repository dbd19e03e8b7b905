"""The table of changes: cells that differ from the release before, each with the reason."""

from schemas.column import PublishedTable
from schemas.column import column as declared
from schemas.vocabularies import CHANGE_KIND


class Changes(PublishedTable):
    """Values that differ from the release before, in every release so far, each with the reason.

    What follows from other cells, and wording, is not listed; `oversight diff` lists it.
    """

    version: str = declared("Version", "The release from which the change holds.", key=True)
    table_name: str = declared("Table", "Name of the published table.", key=True)
    row_key: str = declared("Row", "Primary key of the row.", key=True)
    column_name: str = declared(
        "Column",
        "Name of the column; of a row that is new or gone, the first column of its key.",
        key=True,
    )
    old_value: str = declared(
        "Before", "The cell before, as CSV prints it; empty where there was none.", required=False
    )
    new_value: str = declared(
        "Since", "The cell since, as CSV prints it; empty where there is none.", required=False
    )
    kind: str = declared("Kind", "Why it changed, in one word.", vocabulary=CHANGE_KIND)
    reason: str = declared(
        "Reason",
        "Why it changed, in the maintainer's words; may be empty for an addition.",
        required=False,
    )
