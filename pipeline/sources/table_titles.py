"""Titles and descriptions of tables that say nothing: a person writes them before the table is published.

Such a table can be read nevertheless, so a draft may propose it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from pipeline.sources.files import Located
from pipeline.sources.findings import Finding, coded
from pipeline.sources.table_catalog import published_name
from pipeline.sources.table_entries import TableFile

NUMBERED = re.compile(r"\s*[Tt]able[_ ]\d+\s*")
TO_WRITE: Mapping[str, str] = {
    "title": "write the words that are printed above the table; where there are none, what it holds",
    "description": "write a sentence that says what the table holds",
}


def says_nothing(words: str | None) -> bool:
    """Whether a title or description is only a number.

    >>> says_nothing("table_2"), says_nothing("Table 2. Beds")
    (True, False)
    """
    return words is not None and NUMBERED.fullmatch(words) is not None


@coded("table-declaration")
def untitled_findings(document: str, tables: Iterable[Located[TableFile]]) -> Iterator[Finding]:
    """Tables whose title or description is only a number, such as the `table_2` of a draft."""
    for at in tables:
        for field, remedy in TO_WRITE.items():
            words = getattr(at.entry, field)
            if says_nothing(words):
                found = f"the {field} `{words}` does not say what the table holds"
                yield at.finding(published_name(document, at.entry), found, remedy, field)
