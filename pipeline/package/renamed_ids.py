"""Ids that rows had in earlier releases, and the ids that they have now.

What a row of the table `renamed` says, and how renames of several versions follow each other. Without pandas and
pyarrow, so that a number is traced at once.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pipeline.package.published import Published

TABLE = "renamed"
Row = tuple[str, str]
"""A row by its table and its primary key."""


class Renaming(NamedTuple):
    """A row of the table `renamed`."""

    table_name: str
    old_id: str
    new_table_name: str
    new_id: str
    version: str
    reason: str

    @property
    def sentence(self) -> str:
        """That the row has another id now, for people."""
        new = (self.new_table_name, self.new_id)
        return f"{self.table_name} {self.old_id} is now {' '.join(new)} (since {self.version})"


def by_old_row(renamings: Iterable[Renaming]) -> dict[Row, Renaming]:
    """Renamings by the row as it was."""
    return {(one.table_name, one.old_id): one for one in renamings}


def newest(renamed: Mapping[Row, Renaming], table: str, key: str) -> Renaming | None:
    """From a row under an old id to the same row now; None where the id was never renamed.

    An id that took another's place may be renamed only in a later version: of two renames in one version, the
    second is of another row.
    """
    last = found = renamed.get((table, key))
    while found is not None:
        last = found
        following = renamed.get((last.new_table_name, last.new_id))
        is_later = following is not None and numbers(following.version) > numbers(last.version)
        found = following if is_later else None
    return last and last._replace(table_name=table, old_id=key)


def numbers(version: str) -> tuple[int, ...]:
    """The numbers of a version, which compare as versions do."""
    return tuple(int(number) for number in version.split("."))


def read_renamed(published: Published) -> dict[Row, Renaming]:
    """The table `renamed` of a package; empty where the package has none.

    Raises `OSError`, `ValueError` and `KeyError` where it is malformed.
    """
    rows = published.rows(TABLE) if TABLE in published.primary_keys else ()
    return by_old_row(Renaming(*(row[name] for name in Renaming._fields)) for row in rows)
