"""The tables of a PDF as they are drafted."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.drafting.drafted_table import DraftedTable
from pipeline.drafting.pdf_pages import Page, pages_of
from pipeline.drafting.ruled_tables import ruled_tables
from pipeline.drafting.spaced_tables import spaced_tables


def drafted_tables(pdf: Path) -> list[DraftedTable]:
    """The tables of all pages, from the top of each."""
    return [table for page in pages_of(pdf) for table in _tables_of(page)]


def _tables_of(page: Page) -> Iterator[DraftedTable]:
    ruled = list(ruled_tables(page))
    spaced = spaced_tables(page, [table.box for table in ruled])
    yield from sorted([*ruled, *spaced], key=lambda table: table.box.top)
