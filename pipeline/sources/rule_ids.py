"""The ids of relations that are rules of tables: document, table, name of the rule, and the row where it is of one."""

from collections.abc import Iterable, Iterator, Mapping

from pipeline.sources.files import Located
from pipeline.sources.ids import document_of, local
from pipeline.sources.table_catalog import name_in_document, published_name
from pipeline.sources.table_entries import TableFile
from schemas.catalog import Catalog
from schemas.rules import slug


def rule_id(document: str, table: str, rule: str) -> str:
    """The id of the relation that a rule of a published table is, in a document.

    >>> rule_id("a-report", "a_report__beds", "row-sum-total"), rule_id("a-report", "beds", "row-sum-total")
    ('a-report/beds-row-sum-total', 'a-report/beds-row-sum-total')
    """
    return f"{document}/{slug(table.removeprefix(name_in_document(document, '')))}-{rule}"


def rule_ids(tables: Mapping[str, Iterable[Located[TableFile]]], catalog: Catalog) -> set[str]:
    """The id of every rule of the tables of some documents."""
    found: set[str] = set()
    for document, files in tables.items():
        for at in files:
            table = published_name(document, at.entry)
            declared = catalog.declared.get(table)
            rules = declared.rules_of(document) if declared else ()
            found |= {rule_id(document, table, single.name) for single in rules}
    return found


def rule_of(name: str, rules: set[str]) -> str | None:
    """The rule whose id is the given one, or begins the id of its row; None where it is none of `rules`."""
    return next((prefix for prefix in _prefixes(name) if prefix in rules), None)


def _prefixes(name: str) -> Iterator[str]:
    """A qualified id, and its beginnings that end before a hyphen, the longest first."""
    document, words = document_of(name), local(name).split("-")
    for length in range(len(words), 0, -1):
        yield f"{document}/{'-'.join(words[:length])}"
