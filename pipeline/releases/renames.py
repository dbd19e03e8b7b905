"""Which rows of one package are which rows of a later one, though they have other names there.

Made from the later package's table `renamed`, so that anyone who has both can compare them. What `release.yaml`
declares, and whether it is true, is in `declared_renames`.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.package.renamed_ids import TABLE, Renaming, by_old_row, newest, numbers
from pipeline.releases.packages import Package, Table

SHARED = "shared"
"""The first part of ids that belong to no single document."""
ID_LIST = re.compile(r"[a-z0-9/:() _-]+")
DOCUMENT = re.compile(r"(?<![^ :(])([a-z0-9-]+)/")


@dataclass(frozen=True)
class Renames:
    """Tables (old name → new name) and rows (new name of the table → old key → new key).

    `documents` are the names that an id may have before it.
    """

    tables: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    documents: Collection[str] = ()

    def __repr__(self) -> str:
        return f"Renames({sum(map(len, self.rows.values()))} rows, {len(self.tables)} tables)"

    def table(self, name: str) -> str:
        """The new name of a table, by its old name."""
        return self.tables.get(name, name)

    def key(self, table: str, key: str) -> str:
        """The new key of a row, by the new name of its table and its old key."""
        return self.rows.get(table, {}).get(key, key)

    def is_same_cell(self, reference: str | None, old: str, new: str) -> bool:
        """Whether a cell differs only by ids that were renamed.

        `reference` is the table whose key the cell is; None where the schema names no table: then a cell that is a list
        of ids may differ by the names of rows, and by documents before ids that are no rows (readings, facts); in a
        sentence a word that is an old id may be the new one.
        """
        if reference is not None:
            return self.key(reference, old) == new
        if not self.rows:
            return False
        if not (ID_LIST.fullmatch(old) and ID_LIST.fullmatch(new)):
            words = zip(old.split(" "), new.split(" "), strict=False)
            return old.count(" ") == new.count(" ") and all(
                was == now or was in self._old_ids.get(now, ()) for was, now in words
            )
        before, after = old.split(), new.split()
        known = {part for word in before for part in (word, *word.split(":"))}
        return sorted(before) == sorted(self._old_word(word, known) for word in after)

    def _old_word(self, word: str, known: Collection[str]) -> str:
        """An id, or a key made of ids with colons between them, as it was before."""
        if word in known or word in self._old_ids:
            return self._old_id(word, known)
        return ":".join(self._old_id(part, known) for part in word.split(":"))

    def _old_id(self, new: str, known: Collection[str]) -> str:
        """The id that was renamed to `new`, of several one that is `known`; empty where no id is now `new`."""
        if new in self._old_ids:
            return next((old for old in self._old_ids[new] if old in known), "")
        local = without_document(new, self.documents) if self._documents_were_added else new
        return "" if local in self._renamed_ids else local

    @cached_property
    def _old_ids(self) -> dict[str, list[str]]:
        """New id → old ids, over all tables."""
        found: dict[str, list[str]] = {}
        for pairs in self.rows.values():
            for old, new in pairs.items():
                found.setdefault(new, []).append(old)
        return found

    @cached_property
    def _renamed_ids(self) -> frozenset[str]:
        return frozenset(old for pairs in self.rows.values() for old in pairs)

    @cached_property
    def _documents_were_added(self) -> bool:
        return any(
            old != new and without_document(new, self.documents) == old
            for pairs in self.rows.values()
            for old, new in pairs.items()
        )


NO_RENAMES = Renames()


def without_document(key: str, documents: Collection[str]) -> str:
    """A key without the names of documents before its ids.

    >>> without_document("a-1/change:from:a-1/start", {"a-1"})
    'change:from:start'
    >>> without_document("and/or", {"a-1"})
    'and/or'
    """
    return DOCUMENT.sub(lambda found: "" if found[1] in documents else found[0], key)


def local_id(name: str) -> str:
    """An id without its document."""
    return name.rpartition("/")[2]


def documents_of(tables: Mapping[str, Table]) -> frozenset[str]:
    """The names that ids of a package may have before them."""
    if "sources" not in tables:
        return frozenset({SHARED})
    sources = tables["sources"]
    (key,) = sources.schema["primaryKey"]
    return frozenset({SHARED, *sources.cells()[key].to_pylist()})


def renames_between(old: Package, new: Package) -> Renames:
    """What the table `renamed` of a package says about the rows of an earlier one.

    Raises `Unreadable`; `LookupError` and `ValueError` where the table is not like ours.
    """
    since = numbers(old.version)
    rows = [one for one in renamings_in(new) if numbers(one.version) > since]
    return renames_of(rows, documents_of(new.tables)) if rows else NO_RENAMES


def renamings_in(package: Package) -> list[Renaming]:
    """The rows of a package's table `renamed`; none where it has no such table."""
    if TABLE not in package.tables:
        return []
    rows = package.tables[TABLE].cells().to_pylist()
    return [Renaming(*(row[name] for name in Renaming._fields)) for row in rows]


def renames_of(renamings: Iterable[Renaming], documents: Collection[str]) -> Renames:
    """Renamings of one version or of several that follow each other, from the oldest to the newest names."""
    renamed = by_old_row(renamings)
    tables: dict[str, str] = {}
    rows: dict[str, dict[str, str]] = {}
    for table, key in renamed:
        since = newest(renamed, table, key)
        assert since is not None
        if since.new_table_name != table:
            tables[table] = since.new_table_name
        if since.new_id != key:
            rows.setdefault(since.new_table_name, {})[key] = since.new_id
    return Renames(tables, rows, documents)
