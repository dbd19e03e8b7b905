"""Units that the words of a table's header or of a row's label state, against the units of the columns.

A column of percents that is declared as a number of things would publish 50 percent as 50 things. What the words do
not state is not asked for.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.text.units.table_scales import STATED_SCALE
from pipeline.transcription.grid_columns import TableColumn
from pipeline.transcription.grid_lines import Unfit
from pipeline.transcription.grid_rows import PrintedRow

_PERCENT = re.compile(r"%|\b(?:percent|per cent|pct)\b(?!\s+points?)", re.IGNORECASE)
_DOLLARS = re.compile(r"\$(?!\s?\d)|(?<!per )\b(?:dollars?|usd)\b", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:#|no\.|n|count|(?:total )?number)(?:\s+of\b.*)?$", re.IGNORECASE)
_STATED = {"percent": _PERCENT, "US dollars": _DOLLARS}


def unit_problem(column: TableColumn, group: str, title: str) -> Unfit | None:
    """Why a column's unit is not the one that the header states above it."""
    if column.type is str or column.unit is None:
        return None
    shown = " / ".join(filter(None, (group, title)))
    remedy = "name the columns in the order of the header, or correct the unit of the column"
    for unit, words in _STATED.items():
        stated = words.search(title) or words.search(group)
        other = _PERCENT if unit == "US dollars" else None
        if stated and not _has(column.unit, unit) and not (other and other.search(title)):
            found = f"`{shown}` states {unit}, the unit of {column.name} is {column.unit}"
            return Unfit(found, remedy)
    if _NUMBER.match(title) and column.unit in _STATED and not _STATED[column.unit].search(group):
        return Unfit(
            f"`{shown}` states a number, the unit of {column.name} is {column.unit}", remedy
        )
    return None


def rows_of_other_units(
    rows: Mapping[str, PrintedRow], columns: Sequence[TableColumn], scale: str | None
) -> Iterator[tuple[PrintedRow, Unfit]]:
    """Rows whose label states a unit that no column has, or a scale that the table does not have."""
    units = [column.unit for column in columns if column.type is not str and column.unit]
    if not units:
        return
    remedy = "a column has one unit: transcribe the row as figures, and name it under `skip`"
    for row in rows.values():
        for unit, words in _STATED.items():
            at = words.search(row.label)
            if at and not any(_has(one, unit) for one in units):
                found = f"the row `{row.label}` states {unit}, the columns are in {_listed(units)}"
                yield row, Unfit(found, remedy)
        stated = STATED_SCALE.search(row.label)
        if stated and stated[0].casefold() not in (scale or "").casefold():
            yield row, Unfit(f"the row `{row.label}` states a scale, `{stated[0]}`", remedy)


def _has(unit: str, words: str) -> bool:
    """Whether the unit of a column has these words: "US dollars in thousands" has "US dollars"."""
    return words.removeprefix("US ").casefold() in unit.casefold()


def _listed(units: Sequence[str]) -> str:
    return " and ".join(dict.fromkeys(units))
