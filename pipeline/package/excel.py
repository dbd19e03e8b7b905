"""The tables as one Excel workbook: the figures in words, a short `readme`, the columns, and a sheet a table.

The sheet `readme` names the table that each sheet holds: Excel admits short names only (`sheet_names`).
Cells are typed, and no cell is a formula or a link. A text that is too long for Excel stops the writing.
"""

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

import pandas as pd

from pipeline.package.descriptor import FIELD_TYPES, title_and_description
from pipeline.package.sheet_days import ABOUT_EARLY_DAYS, EARLY_DAYS, is_early
from pipeline.package.sheet_layout import (
    column_widths,
    lines_of_row,
    lines_of_text,
    pages_across,
    wraps,
)
from pipeline.package.sheet_names import COLUMNS, README, sheet_names
from pipeline.package.sqlite import about
from pipeline.package.table_formats import values_of
from pipeline.sources.release_entries import ReleaseFile
from schemas.catalog import Catalog
from schemas.column import PublishedTable, columns_of

FIRST = "figures_readable"
"""The table on the first sheet."""
LINE = 15
"""Height of a line in points."""
README_HEADER = ("sheet", "a row is one of", "rows", "table")
README_WIDTHS = (32, 80, 8, 40)
"""Widths of the columns of `readme` in characters."""
MARGIN = 0.4
"""Margin of a printed page in inches, except at its foot."""
A4 = 9
COLUMNS_HEADER = ("table", "column", "type", "title", "description", "unit", "vocabulary")


class _Formats(NamedTuple):
    """The formats of one workbook."""

    header: Any
    text: Any
    wrapped: Any
    number: Any
    truth: Any
    day: Any


def excel_bytes(
    release: ReleaseFile, catalog: Catalog, tables: Mapping[str, pd.DataFrame]
) -> bytes:
    """The workbook: sheets `readme` and `columns`, then every table with its rows in published order.

    Decimals become the floats nearest to them; an empty cell is a missing value. A text never runs or
    turns into a number or a date, not even when its cell is edited (`quotePrefix`, ECMA-376 part 1,
    section 18.8.45). Raises `ValueError` where Excel cannot hold a cell.
    """
    import xlsxwriter  # type: ignore[import-untyped]

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties(
        {
            "title": f"{release.title} {release.version}",
            "author": "; ".join(person.title for person in release.contributors),
            "comments": release.description,
            "created": datetime.strptime(release.created, "%Y-%m-%dT%H:%M:%SZ"),
        }
    )
    formats = _Formats(
        header=book.add_format({"bold": True, "quote_prefix": True, "valign": "top"}),
        text=book.add_format({"quote_prefix": True, "valign": "top"}),
        wrapped=book.add_format({"quote_prefix": True, "text_wrap": True, "valign": "top"}),
        number=book.add_format({"align": "right", "indent": 1, "valign": "top"}),
        # LibreOffice shows some truth values as 1 without this; Excel needs no format.
        truth=book.add_format(
            {"num_format": '"TRUE";"TRUE";"FALSE"', "align": "left", "valign": "top"}
        ),
        day=book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
    )
    models = catalog.tables
    sheets = {name: book.add_worksheet(sheet) for name, sheet in _sheets(models).items()}
    rows_of = {name: _rows(tables[name], table) for name, table in models.items()}
    facts = about(release, tables)
    if any(is_early(cell) for rows in rows_of.values() for row in rows for cell in row):
        facts[EARLY_DAYS] = ABOUT_EARLY_DAYS
    _write_readme(sheets[README], facts, catalog, tables, formats)
    _write_table(sheets[COLUMNS], COLUMNS_HEADER, list(_column_rows(catalog)), formats)
    for name, table in models.items():
        header = [column.name for column in columns_of(table)]
        _write_table(sheets[name], header, rows_of[name], formats)
    for sheet in sheets.values():
        _set_page(sheet, release)
    book.close()
    return _stored(content)


def _rows(frame: pd.DataFrame, table: type[PublishedTable]) -> list[tuple[Any, ...]]:
    """The rows of a table in published order, cells as Python values."""
    cells = (values_of(frame, column.name) for column in columns_of(table))
    return list(zip(*cells, strict=True))


def _stored(written: io.BytesIO) -> bytes:
    """The same archive uncompressed, so that its bytes do not depend on the machine's zlib."""
    content = io.BytesIO()
    with zipfile.ZipFile(written) as packed, zipfile.ZipFile(content, "w") as stored:
        for name in packed.namelist():
            stored.writestr(zipfile.ZipInfo(name), packed.read(name))
    return content.getvalue()


def _sheets(models: Iterable[str]) -> dict[str, str]:
    """The sheets in their order, by what they hold: a table, or what describes the tables."""
    tables = sheet_names(models)
    first = {FIRST: tables.pop(FIRST)}
    return {**first, README: README, COLUMNS: COLUMNS, **tables}


def _set_page(sheet: Any, release: ReleaseFile) -> None:
    """The paper of a sheet, and the release at the foot of each page."""
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.set_margins(left=MARGIN, right=MARGIN, top=MARGIN)
    sheet.set_footer(f"&L{release.title} {release.version}&C&A&R&P / &N")


def _write_readme(
    sheet: Any,
    facts: Mapping[str, str],
    catalog: Catalog,
    tables: Mapping[str, pd.DataFrame],
    formats: _Formats,
) -> None:
    """What the release is, what is true of every row, and the list of sheets, on one page."""
    for column, width in enumerate(README_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.fit_to_pages(1, 1)
    models = catalog.tables
    for row, (name, fact) in enumerate(facts.items()):
        _write_cell(sheet, row, 0, name, formats, formats.header)
        _write_cell(sheet, row, 1, fact, formats, formats.wrapped)
        sheet.set_row(row, LINE * lines_of_text(fact, README_WIDTHS[1]))
    listed = [
        (shown, title_and_description(models[name])[0], len(tables[name]), name)
        for name, shown in _sheets(models).items()
        if name in models
    ]
    first = len(facts) + 1
    _write_row(sheet, first, README_HEADER, formats, [formats.header] * len(README_HEADER))
    for row, cells in enumerate(listed, first + 1):
        _write_row(sheet, row, cells, formats, [None, formats.wrapped, None, None])
        sheet.set_row(row, LINE * lines_of_text(cells[1], README_WIDTHS[1]))


def _column_rows(catalog: Catalog) -> Iterable[tuple[str | None, ...]]:
    for name, table in catalog.tables.items():
        for column in columns_of(table):
            terms = "; ".join(f"{term}: {meaning}" for term, meaning in column.vocabulary.items())
            yield (
                name,
                column.name,
                FIELD_TYPES[column.type],
                column.title,
                column.description,
                column.unit,
                terms or None,
            )


def _write_table(
    sheet: Any, header: Sequence[str], rows: Sequence[tuple[Any, ...]], formats: _Formats
) -> None:
    """A header that stays in sight and filters, and typed cells below it; long texts wrap."""
    widths = column_widths(header, rows)
    styles = [formats.wrapped if wraps(width) else None for width in widths]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    _write_row(sheet, 0, header, formats, [formats.header] * len(header))
    for row, cells in enumerate(rows, 1):
        sheet.set_row(row, LINE * lines_of_row(cells, widths))
        _write_row(sheet, row, cells, formats, styles)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows), len(header) - 1)
    # Texts of digits are meant to be texts; without this each is marked as a mistake.
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    sheet.repeat_rows(0)
    sheet.repeat_columns(0)
    sheet.fit_to_pages(pages_across(widths), 0)
    sheet.print_across()


def _write_row(
    sheet: Any, row: int, cells: Sequence[Any], formats: _Formats, styles: Sequence[Any]
) -> None:
    """A row of cells, the texts among them in the style of their column where it has one."""
    for column, (cell, style) in enumerate(zip(cells, styles, strict=True)):
        _write_cell(sheet, row, column, cell, formats, style if isinstance(cell, str) else None)


def _write_cell(
    sheet: Any, row: int, column: int, value: object, formats: _Formats, style: Any = None
) -> None:
    """Write a cell by its type, so that XlsxWriter guesses nothing; it writes no longer text than Excel holds."""
    if value is None:
        return
    value = value.isoformat() if isinstance(value, date) and is_early(value) else value
    own = {str: formats.text, date: formats.day, bool: formats.truth}
    style = style or own.get(type(value), formats.number)
    if _writer(sheet, type(value))(row, column, value, style) != 0:
        place = f"row {row + 1}, column {column + 1} of sheet {sheet.get_name()}"
        raise ValueError(f"Excel cannot hold the cell in {place}: it is too long")


def _writer(sheet: Any, kind: type) -> Callable[..., int]:
    """The method of a sheet that writes cells of this type."""
    writers: dict[type, Callable[..., int]] = {
        bool: sheet.write_boolean,
        int: sheet.write_number,
        Decimal: sheet.write_number,
        date: sheet.write_datetime,
        str: sheet.write_string,
    }
    return writers[kind]
