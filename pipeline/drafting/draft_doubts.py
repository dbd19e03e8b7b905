"""Doubts about a declaration that is read without findings: the page shows something else than what is read.

The reader of tables sees the text only. Here its rows are compared with the cells that were drafted from the page.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.drafting.column_drafts import is_number
from pipeline.drafting.drafted_table import DraftedTable, rows_of
from pipeline.sources.findings import Finding
from pipeline.transcription.grid_results import GridRow
from pipeline.transcription.lone_tables import LoneReading

LEVELS = ("level", "part_of")
FEWEST = 3
"""A cell of two numbers may be a range; that many are two columns."""


def draft_doubts(table: DraftedTable, reading: LoneReading) -> tuple[Finding, ...]:
    """What a person must look at before the rows that are read may count as those of the page."""
    names = [name for name in reading.columns if name not in LEVELS]
    found = [*_read_otherwise(table, reading.rows, names), *_side_by_side(reading.rows, names)]
    return tuple(_finding(reading, row, words, remedy) for row, words, remedy in found)


def _finding(reading: LoneReading, row: GridRow, words: str, remedy: str) -> Finding:
    return Finding(reading.document, row.line, row.label, words, remedy, "table")


def _read_otherwise(
    table: DraftedTable, rows: Sequence[GridRow], names: Sequence[str]
) -> Iterator[tuple[GridRow, str, str]]:
    """Rows whose numbers are not those of a row that was drafted, each in its column."""
    drafted = [
        [_digits(texts.get(column, "")) for column in range(table.columns)]
        for row in rows_of(table)
        for texts in [{cell.column: cell.text for cell in row}]
    ]
    for row in rows:
        read = [_digits(row.cells[name].printed) for name in names]
        if not any(_are_equal(read, one) for one in drafted):
            found = f"the row `{row.label}` is read with other cells than the page shows"
            yield row, found, "compare the columns with the page"


def _are_equal(read: Sequence[str], drafted: Sequence[str]) -> bool:
    """Whether the numbers of all columns but the first are equal; a drafted one may have the mark of a footnote."""
    pairs = list(zip(read, drafted, strict=False))[1:]
    return all(
        one == other or (one and other.startswith(one) and len(other) - len(one) <= 2)
        for one, other in pairs
    )


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _side_by_side(
    rows: Sequence[GridRow], names: Sequence[str]
) -> Iterator[tuple[GridRow, str, str]]:
    """Columns of words whose cells are several numbers: two columns that were taken for one."""
    for name in names[1:]:
        several = [
            row
            for row in rows
            for parts in [row.cells[name].printed.split()]
            if len(parts) > 1 and all(map(is_number, parts))
        ]
        if several and len(several) >= min(FEWEST, len(rows)):
            shown = several[0].cells[name].printed
            found = f"the cell `{shown}` of {name} has several numbers"
            yield several[0], found, "part the column in two, as the page prints them"
