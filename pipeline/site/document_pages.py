"""Where the printed pages of a document begin, as far as the rows of a package and the lines of its text tell."""

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.package.published import Row

FOOTER = "page number"
"""The reason for which a numeral is waived that prints the number of its page."""


def page_starts(rows: Iterable[Row], lines: Sequence[str] = ()) -> dict[int, str]:
    """The number of each page by the line where it begins.

    That is the running head of the page: the words that most pages have in a line of their own, behind all that was
    read from the page before. A page without it begins behind the footer of the page before, where a waived numeral
    prints its number; else with the first line that anything was read from. `lines` are those of a text held whole.

    >>> page_starts([{"line": "9", "page": "3"}, {"line": "12", "page": "3"}, {"line": "20", "page": "4"}])
    {9: '3', 20: '4'}
    >>> footer = {"line": "12", "page": "3", "token": "3", "reason": "page number"}
    >>> page_starts([{"line": "9", "page": "3"}, footer, {"line": "20", "page": "4"}])
    {9: '3', 13: '4'}
    >>> page_starts([{"line": "2", "page": "3"}, {"line": "5", "page": "4"}], ["Office", "30", "", "Office", "40"])
    {1: '3', 4: '4'}
    """
    paged = [row for row in rows if row["page"]]
    first, last = _ends(paged)
    footers = {
        int(row["page"]): int(row["line"])
        for row in paged
        if row.get("reason") == FOOTER and row.get("token") == row["page"]
    }
    gaps = {page: range(_end_before(page, last) + 1, line) for page, line in first.items()}
    heads = _heads(gaps, lines)
    starts = {}
    for page, line in sorted(first.items()):
        behind = footers.get(page - 1, line - 1) + 1
        starts[heads.get(page, min(line, behind))] = str(page)
    return starts


def _ends(rows: Iterable[Row]) -> tuple[dict[int, int], dict[int, int]]:
    """The first and the last line of each page that anything was read from."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for row in rows:
        page, line = int(row["page"]), int(row["line"])
        first[page] = min(line, first.get(page, line))
        last[page] = max(line, last.get(page, line))
    return first, last


def _end_before(page: int, last: dict[int, int]) -> int:
    return max((line for other, line in last.items() if other < page), default=0)


def _heads(gaps: dict[int, range], lines: Sequence[str]) -> dict[int, int]:
    """The line of the running head of each page that has it: words in the gaps before most pages, the last there."""
    words = {
        page: {
            " ".join(lines[number - 1].split()): number for number in gap if number <= len(lines)
        }
        for page, gap in gaps.items()
    }
    common = Counter(text for found in words.values() for text in found if text).most_common(1)
    if not common or 2 * common[0][1] <= len(gaps):
        return {}
    head = common[0][0]
    return {page: found[head] for page, found in words.items() if head in found}
