"""The tables of a PDF as they are drafted.

Ruled cells are read first, and white space tells the columns of what is left. Two other readers read the PDF a second
time; each cell says which of them agree. Over the documents of `benchmarks/tables_of_pdfs.py` the project's own reader
is better than either of them at each, so that they choose nothing, and show where to look. A table that it does not see is
drafted as img2table sees it, where camelot sees most of its cells too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.drafting.agreement import compared, overlap, share_agreed
from pipeline.drafting.drafted_table import DraftedTable, without_blank_lines
from pipeline.drafting.other_readers import OTHER_READERS
from pipeline.drafting.pdf_pages import Page, pages_of
from pipeline.drafting.ruled_tables import ruled_tables
from pipeline.drafting.spaced_tables import spaced_tables

LEAST_ROWS, LEAST_COLUMNS = 4, 3
AGREED = 0.6
NUMERALS = 0.3


def drafted_tables(pdf: Path) -> list[DraftedTable]:
    """The tables of all pages, from the top of each, compared with what the other readers see."""
    pages = list(pages_of(pdf))
    tables = [table for page in pages for table in tables_of_page(page)]
    heights = {page.number: page.height for page in pages}
    others = {name: read(pdf, heights) for name, read in OTHER_READERS.items()}
    drafted = [compared(table, others) for table in tables]
    return sorted([*drafted, *_unseen(drafted, others)], key=lambda one: (one.page, one.box.top))


def _unseen(
    tables: Sequence[DraftedTable], others: Mapping[str, Sequence[DraftedTable]]
) -> Iterator[DraftedTable]:
    """Tables that both other readers see and that are none of these."""
    for table in others["img2table"]:
        if (
            any(overlap(table, one) for one in tables)
            or table.rows < LEAST_ROWS
            or table.columns < LEAST_COLUMNS
        ):
            continue
        seen = compared(table, {"camelot": others["camelot"]})
        numerals = sum(any(map(str.isdigit, cell.text)) for cell in seen.cells)
        if share_agreed(seen) >= AGREED and numerals >= NUMERALS * len(seen.cells):
            yield replace(without_blank_lines(seen), header_rows=1)


def tables_of_page(page: Page) -> Iterator[DraftedTable]:
    """The tables of a page, from the top, as the project's own reader sees them."""
    ruled = list(ruled_tables(page))
    spaced = spaced_tables(page, [table.box for table in ruled])
    yield from sorted([*ruled, *spaced], key=lambda table: table.box.top)
