"""The tables as one Excel workbook: a sheet a table, behind two that describe the sheets.

The sheet `readme` names the table that each sheet holds: Excel admits short names only (`sheet_names`).
Cells are typed, and no cell is a formula or a link. A text that is too long for Excel stops the writing.
"""

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

import pandas as pd

from pipeline.package.descriptor import FIELD_TYPES, title_and_description
from pipeline.package.sheet_names import COLUMNS, README, sheet_names
from pipeline.package.sqlite import about
from pipeline.package.table_formats import values_of
from pipeline.sources.release_entries import ReleaseFile
from schemas.catalog import Catalog
from schemas.column import columns_of

WIDEST = 420
"""Width in pixels beyond which a column is not made to fit its cells."""
COLUMNS_HEADER = ("table", "column", "type", "title", "description", "unit", "vocabulary")


class _Formats(NamedTuple):
    """The formats of one workbook."""

    header: Any
    text: Any
    wrapped: Any
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
        header=book.add_format({"bold": True}),
        text=book.add_format({"quote_prefix": True}),
        wrapped=book.add_format({"quote_prefix": True, "text_wrap": True, "valign": "top"}),
        day=book.add_format({"num_format": "yyyy-mm-dd"}),
    )
    models = catalog.tables
    sheets = sheet_names(models)
    _write_readme(book.add_worksheet(README), release, catalog, tables, formats)
    _write_table(book.add_worksheet(COLUMNS), COLUMNS_HEADER, _column_rows(catalog), formats)
    for name, table in models.items():
        header = [column.name for column in columns_of(table)]
        rows = zip(*(values_of(tables[name], column) for column in header), strict=True)
        _write_table(book.add_worksheet(sheets[name]), header, rows, formats)
    book.close()
    return _stored(content)


def _stored(written: io.BytesIO) -> bytes:
    """The same archive uncompressed, so that its bytes do not depend on the machine's zlib."""
    content = io.BytesIO()
    with zipfile.ZipFile(written) as packed, zipfile.ZipFile(content, "w") as stored:
        for name in packed.namelist():
            stored.writestr(zipfile.ZipInfo(name), packed.read(name))
    return content.getvalue()


def _write_readme(
    sheet: Any,
    release: ReleaseFile,
    catalog: Catalog,
    tables: Mapping[str, pd.DataFrame],
    formats: _Formats,
) -> None:
    """The facts of the release, and below them the list of sheets."""
    facts = about(release)
    sheet.set_column_pixels(0, 0, 200)
    sheet.set_column_pixels(1, 1, 640)
    for row, (name, text) in enumerate(facts.items()):
        _write_cell(sheet, row, 0, name, formats, formats.header)
        _write_cell(sheet, row, 1, text, formats, formats.wrapped)
    first = len(facts) + 1
    for column, name in enumerate(("sheet", "description", "rows", "table")):
        _write_cell(sheet, first, column, name, formats, formats.header)
    models = catalog.tables
    sheets = sheet_names(models)
    for row, (name, table) in enumerate(models.items(), first + 1):
        _write_cell(sheet, row, 0, sheets[name], formats)
        _write_cell(sheet, row, 1, title_and_description(table)[1], formats, formats.wrapped)
        _write_cell(sheet, row, 2, len(tables[name]), formats)
        _write_cell(sheet, row, 3, name, formats)


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
    sheet: Any, header: Iterable[str], rows: Iterable[tuple[Any, ...]], formats: _Formats
) -> None:
    """A header that stays in sight and filters, and typed cells below it."""
    names, last = list(header), 0
    for column, name in enumerate(names):
        _write_cell(sheet, 0, column, name, formats, formats.header)
    for last, cells in enumerate(rows, 1):
        for column, value in enumerate(cells):
            _write_cell(sheet, last, column, value, formats)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(names) - 1)
    sheet.autofit(WIDEST)
    # Texts of digits are meant to be texts; without this each is marked as a mistake.
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _write_cell(
    sheet: Any, row: int, column: int, value: object, formats: _Formats, style: Any = None
) -> None:
    """Write a cell by its type, so that XlsxWriter guesses nothing; it writes no longer text than Excel holds."""
    if value is None:
        return
    style = style or {str: formats.text, date: formats.day}.get(type(value))
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
