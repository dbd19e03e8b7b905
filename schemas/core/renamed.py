"""The table of renamed ids: names that readers may have cited, and the names of the same rows since."""

from schemas.column import PublishedTable
from schemas.column import column as declared


class Renamed(PublishedTable):
    """Ids that rows had in earlier releases, each with the id that took its place.

    A new id may have been renamed again in a later version: it then has a row of its own.
    """

    table_name: str = declared(
        "Table", "Name of the table that the row was published in under the old id.", key=True
    )
    old_id: str = declared("Old id", "Primary key of the row before.", key=True)
    new_table_name: str = declared(
        "Table since",
        "Name of the table that the row is in since; the same where only ids changed.",
    )
    new_id: str = declared("New id", "Primary key of the row since.")
    version: str = declared("Version", "The release from which the new id holds.")
    reason: str = declared(
        "Reason", "Why it was renamed, in the maintainer's words.", change_class="wording"
    )
