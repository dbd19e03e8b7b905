"""Doubts about a declaration that is read without findings: the page shows something else than what is read.

The reader of tables sees the text only. Here its rows are compared with the cells that were drafted from the page.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.drafting.column_drafts import body_cells, is_number
from pipeline.drafting.decimal_commas import decimal_comma
from pipeline.drafting.document_lines import DocumentLine
from pipeline.drafting.drafted_table import DraftedTable, rows_of
from pipeline.drafting.table_layout import Labels, Layout, label_of
from pipeline.sources.findings import Finding
from pipeline.transcription.grid_results import GridRow
from pipeline.transcription.grid_rows import UNFINISHED
from pipeline.transcription.lone_tables import LoneReading

LEVELS = ("level", "part_of")
NEARER = 0.9
AMOUNT = re.compile(r"[$,]")
FEWEST = 3
"""A cell of two numbers may be a range; that many are two columns."""


def draft_doubts(
    table: DraftedTable, layout: Layout, labels: Labels, reading: LoneReading
) -> tuple[Finding, ...]:
    """What a person must look at before the rows that are read may count as those of the page."""
    names = [name for name in reading.columns if name not in LEVELS]
    of_rows = [*_read_otherwise(table, reading.rows, names), *_side_by_side(reading.rows, names)]
    of_lines = [] if table.reader == "ruled" else _unsure_labels(layout, labels)
    doubts = [(row.line, row.label, found, remedy) for row, found, remedy in of_rows]
    return tuple(
        Finding(reading.document, line, label, found, remedy, "table")
        for line, label, found, remedy in (*doubts, *of_lines, *_numbers_in_heads(table, layout))
    )


def comma_doubts(
    table: DraftedTable, layout: Layout, document: str, text: str
) -> tuple[Finding, ...]:
    """A table whose numbers have decimal commas is not read, whatever else is found."""
    shown = decimal_comma((cell.text for cell in body_cells(table)), text)
    if shown is None:
        return ()
    found = f"the cell `{shown}` has a decimal comma, or points between its thousands"
    remedy = "numbers are read with decimal points only: transcribe the table as figures"
    return (Finding(document, layout.header[0].number, "", found, remedy, "table"),)


def _numbers_in_heads(table: DraftedTable, layout: Layout) -> Iterator[tuple[int, str, str, str]]:
    """A header whose last cells are amounts: the first row may have been taken for a head."""
    heads = [cell for cell in table.cells if cell.row < table.header_rows and cell.column]
    ends = [cell.text.split("\n")[-1] for cell in heads]
    amounts = [end for end in ends if is_number(end) and AMOUNT.search(end)]
    if amounts and 2 * len(amounts) >= table.columns - 1:
        found = f"the header prints the amount `{amounts[0]}`: it may be that of a row"
        yield layout.header[-1].number, "", found, "give the lines of the header as the page shows"


def _unsure_labels(layout: Layout, labels: Labels) -> Iterator[tuple[int, str, str, str]]:
    """Labels above a row that may be its first line, the last of the row above, or the head of a group.

    Lines of a label are nearer to each other than rows are; small letters go on with a label.
    """
    for above, line, below in zip((None, *layout.body), layout.body, layout.body[1:], strict=False):
        label = label_of(line)
        if labels.wrapped.get(label) != "next" or len(list(line.chunks())) > 1:
            continue
        if _goes_on(label, label_of(below)) or (above and _is_nearer(above, line, below)):
            continue
        found = f"`{label}` may begin the label below, end the one above, or be the head of a group"
        yield line.number, label, found, "compare it with the page: `wrapped` or `skip`"


def _goes_on(label: str, below: str) -> bool:
    return below[:1].islower() or below[:1] in "(&" or UNFINISHED.search(label) is not None


def _is_nearer(above: DocumentLine, line: DocumentLine, below: DocumentLine) -> bool:
    behind, before = (
        below.box.middle[1] - line.box.middle[1],
        line.box.middle[1] - above.box.middle[1],
    )
    return behind < NEARER * before


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
