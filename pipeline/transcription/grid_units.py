"""Units that a printed table states beside its numbers: in the header, the title and the labels of rows.

A column has one unit. Where the words of a header or label name another one, publishing its numbers would be wrong.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.sources.grid_entries import GridTable
from pipeline.text.units.table_scales import MAGNITUDE, STATED_SCALE
from pipeline.text.units.units_of_measure import is_named_in, unit_in_header
from pipeline.transcription.grid_columns import TableColumn, is_of_numbers
from pipeline.transcription.grid_lines import Unfit
from pipeline.transcription.grid_rows import PrintedRow
from pipeline.transcription.grid_totals import Kept

_PERCENT = r"(?:per ?cents?|percentages?|pct\.?|%)(?!\s+points?)"
_DOLLARS = r"(?:(?:US |U\.S\. |current |constant |nominal |real )?dollars?|(?:US)?\$|USD)"
_NUMBER = r"(?:numbers?|no\.|counts?)"
IN_PERCENT = re.compile(
    rf"^{_PERCENT}(?!\w)|[(\[](?:in )?{_PERCENT}[)\]]|(?<!\w)(?<!\d ){_PERCENT}$", re.IGNORECASE
)
IN_DOLLARS = re.compile(
    rf"^{_DOLLARS}(?![\w\d])(?! ?\d)|[(\[](?:in )?(?:[\w.]+ of )?{_DOLLARS}(?: in \w+| \w+)?[)\]]|"
    rf"\b(?:{MAGNITUDE})s? (?:of )?(?:[\w.]+ )?{_DOLLARS}$|(?<!\w)(?<!\bper ){_DOLLARS}$",
    re.IGNORECASE,
)
A_COUNT = re.compile(rf"^{_NUMBER}(?!\w)|[(\[]{_NUMBER}[)\]]$|, {_NUMBER}$", re.IGNORECASE)
OTHER_MONEY = re.compile(
    r"[€£¥]|\b(?:CAD|EUR|GBP|AUD|MXN|JPY|CHF|euros?|pesos?|pounds sterling|yen)\b|\b(?:C|A|CA|AU|Can)\$|"
    r"\b(?:Canadian|Australian) dollars?"
)
TITLE_IN_PERCENT = re.compile(
    rf"[(\[](?:in )?{_PERCENT}\b[^)\]]*[)\]]|(?:^|[.:–—] ){_PERCENT} (?:of|distribution|who|with)\b",
    re.IGNORECASE,
)
TITLE_IN_DOLLARS = re.compile(
    rf"[(\[](?:in )?(?:(?:{MAGNITUDE})s? of )?{_DOLLARS}(?: in \w+| \w+)?[)\]]", re.IGNORECASE
)
REMEDY = "give the column the unit that the header prints, or name the columns in the order of the header"


def header_unit_problem(
    specification: GridTable, columns: Mapping[str, TableColumn], above: Sequence[str], title: str
) -> Unfit | None:
    """A column whose unit is not the one that the header above it, or the title of all, prints."""
    units = []
    for one, words in zip(specification.columns, above, strict=True):
        column = columns.get(one.column)
        if column is None or not is_of_numbers(column):
            continue
        units.append(column.unit or "")
        other = _other_unit(words, column.unit or "")
        if other is not None:
            found = f"the header prints `{words}` above {one.column}, whose unit is {column.unit}, not {other}"
            return Unfit(found, REMEDY)
    for pattern, unit in ((TITLE_IN_PERCENT, "percent"), (TITLE_IN_DOLLARS, "dollar")):
        stated = pattern.search(title)
        if stated and units and not any(unit in one.lower() for one in units):
            found = f"the title prints `{stated[0]}`, and no column has that unit"
            return Unfit(found, "give the columns the unit that the title prints")
    return None


def _other_unit(words: str, unit: str) -> str | None:
    """The unit that words state, where it is not the given one."""
    is_percent = "percent" in unit.lower()
    if IN_PERCENT.search(words):
        return None if is_percent else "percent"
    is_money = "dollar" in unit.lower()
    other = OTHER_MONEY.search(words)
    if other:
        return other[0] if is_money else None
    if IN_DOLLARS.search(words):
        return None if is_money else "US dollars"
    measured = unit_in_header(words)
    if measured is not None:
        return None if is_named_in(measured, unit) else measured.printed
    return "a number" if (is_percent or is_money) and A_COUNT.search(words) else None


def rows_of_other_units(
    rows: Mapping[str, Kept], columns: Sequence[TableColumn]
) -> Iterator[tuple[PrintedRow, Unfit]]:
    """Rows whose label, or a cell of words, states another unit or a scale of its own."""
    for kept in rows.values():
        numbers = [
            column
            for column in columns
            if is_of_numbers(column) and kept.row.cells[column.name].value is not None
        ]
        for words in kept.words:
            problem = _unlike_its_columns(words, numbers)
            if problem is not None:
                yield kept.printed, problem
                break


def _unlike_its_columns(words: str, columns: Sequence[TableColumn]) -> Unfit | None:
    remedy = (
        "a column has one unit: name the row under `skip` and transcribe it as figures, or make a table of the rows "
        "that have this unit"
    )
    for column in columns:
        other = _other_unit(words, column.unit or "")
        if other is not None:
            return Unfit(
                f"`{words}` is in {other}, the unit of {column.name} is {column.unit}", remedy
            )
    bracketed = re.search(r"[(\[][^)\]]*[)\]]$", words)
    scale = STATED_SCALE.search(bracketed[0]) if bracketed else None
    if (
        scale is not None
        and columns
        and not any(MAGNITUDE_IN.search(c.unit or "") for c in columns)
    ):
        return Unfit(f"`{words}` states a scale of its own, `{scale[0]}`", remedy)
    return None


MAGNITUDE_IN = re.compile(rf"\b(?:{MAGNITUDE})", re.IGNORECASE)
