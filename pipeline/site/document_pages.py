"""Where the printed pages of a document begin, as far as the rows of a package tell."""

from collections.abc import Iterable

from pipeline.package.published import Row

FOOTER = "page number"
"""The reason for which a numeral is waived that prints the number of its page."""


def page_starts(rows: Iterable[Row]) -> dict[int, str]:
    """The number of each page by its first line: the line behind the footer of the page before, where a waived
    numeral prints its number; else the first line of the page that anything was read from.

    >>> page_starts([{"line": "9", "page": "3"}, {"line": "12", "page": "3"}, {"line": "20", "page": "4"}])
    {9: '3', 20: '4'}
    >>> footer = {"line": "12", "page": "3", "token": "3", "reason": "page number"}
    >>> page_starts([{"line": "9", "page": "3"}, footer, {"line": "20", "page": "4"}])
    {9: '3', 13: '4'}
    """
    first: dict[str, int] = {}
    footers: dict[int, int] = {}
    for row in rows:
        if row["page"]:
            line = int(row["line"])
            first[row["page"]] = min(line, first.get(row["page"], line))
            if row.get("reason") == FOOTER and row.get("token") == row["page"]:
                footers[int(row["page"])] = line
    starts = {}
    for page, line in first.items():
        before = footers.get(int(page) - 1)
        starts[line if before is None else min(line, before + 1)] = page
    return starts
