"""Cells of the tables that documents declare: their intervals, and that `cells` repeats each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from pipeline.releases.standalone.intervals import (
    ANY_NUMBER,
    FAR,
    HUNDRED,
    INFINITY,
    ZERO,
    Interval,
    Number,
    exactly,
    working_interval,
)
from pipeline.releases.standalone.release import Release, Row, many, optional_records, records
from pipeline.releases.standalone.results import Find, part
from pipeline.releases.standalone.tables import exact

NUMERIC = ("integer", "number")
CellPlace = tuple[str, str, str, str]
"""Table, document, row and column of a cell."""
Repeated = tuple[str, str, str, str, str, str]
"""What `cells` has of a cell, in the order of `CONTENTS`."""
CONTENTS = ("value", "text", "lower", "upper", "unit", "availability")


class Sheet(NamedTuple):
    """The rows that a table has of one document, by key, and the numbers of cells that are not exact."""

    table: Mapping[str, Any]
    source: str
    rows: dict[str, Row]
    numbers: Mapping[tuple[str, str], Number]

    def __repr__(self) -> str:
        return f"Sheet({self.table['name']}, {self.source}, {many(len(self.rows), 'row')})"

    @property
    def is_shared(self) -> bool:
        """Whether the table has rows of several documents, each under its own key."""
        return "source_id" in self.table["schema"]["primaryKey"]

    def number(self, key: str, column: str) -> Number:
        """The number in a cell; not known where the cell is empty or its row is missing.

        Raises `KeyError` where the table has no such column, `ValueError` where it holds text.
        """
        fields = {field["name"]: field for field in self.table["schema"]["fields"]}
        least = fields[column].get("constraints", {}).get("minimum", -1)
        text = self.rows[key][column] if key in self.rows else ""
        value = exact(text) if text else None
        if (key, column) in self.numbers:
            return self.numbers[key, column]
        if value is not None:
            return exactly(value)
        return Number((ZERO, INFINITY) if least >= 0 else ANY_NUMBER, None, is_known=False)


def sheets(release: Release, name: str, numbers: Mapping[CellPlace, Number]) -> dict[str, Sheet]:
    """A table's rows by document, with those of the numbers that are in its cells."""
    table = release.tables[name]
    by_source: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in records(release, name):
        by_source[row["source_id"]][row_key(table, row)] = row
    limits = {field["name"]: _limits(field) for field in table["schema"]["fields"]}
    own: dict[str, dict[tuple[str, str], Number]] = defaultdict(dict)
    for (of_table, source, key, column), number in numbers.items():
        if of_table == name:
            own[source][key, column] = number._replace(within=limits[column])
    return {
        source: Sheet(table, source, of_source, own[source])
        for source, of_source in by_source.items()
    }


def row_key(table: Mapping[str, Any], row: Row) -> str:
    """The key of a row within its document: its primary key without the document, joined by spaces."""
    return " ".join(row[name] for name in table["schema"]["primaryKey"] if name != "source_id")


def _limits(field: Mapping[str, Any]) -> Interval:
    """The numbers that a cell of a column can be about: not negative, or a part of a whole in percent."""
    limits = field.get("constraints", {})
    is_positive = "minimum" in limits and limits["minimum"] >= 0
    is_part = field.get("unit") == "percent" and limits.get("maximum", FAR) <= 100
    return ZERO if is_positive else (-FAR, 0), HUNDRED if is_part else INFINITY


def cell_numbers(release: Release, tables: Collection[str]) -> dict[CellPlace, Number]:
    """The numbers of those cells of some tables that are not simply the number in the table.

    A cell that holds no number because there is nothing to count is zero.
    """
    numbers = {}
    for cell in optional_records(release, "cells") if tables else ():
        value, lower, upper = cell["value"], cell["lower"], cell["upper"]
        if cell["table_name"] not in tables:
            continue
        kind = cell.get("interval_kind") or "rounded"
        if value and (kind in ("bounded", "approximate") or not lower == upper == value):
            numbers[_place(cell)] = Number(working_interval(cell), exact(value), True, kind)
        elif not value and cell["availability"] == "not_applicable":
            numbers[_place(cell)] = exactly(Fraction(0))
    return numbers


def _place(cell: Row) -> CellPlace:
    return cell["table_name"], cell["source_id"], cell["row_key"], cell["column_name"]


@part("checked")
def repeated_cells(release: Release, find: Find) -> str:
    """`cells` has every cell of a declared table outside its keys and references, and no other."""
    declared = {name: table for name, table in release.tables.items() if table.get("declared")}
    cells = list(optional_records(release, "cells"))
    rows = {name: records(release, name) for name in declared}
    for place, fault in faults_of_repetition(declared, rows, cells):
        find(" ".join(place), fault)
    if not declared and not cells:
        return ""
    return f"{many(len(cells), 'cell')} of {many(len(declared), 'declared table')} compared"


def faults_of_repetition(
    declared: Mapping[str, Mapping[str, Any]],
    rows: Mapping[str, Iterable[Row]],
    cells: Iterable[Row],
) -> Iterator[tuple[CellPlace, str]]:
    """Cells that declared tables and `cells` do not have alike, each with its fault; `rows` are those of the tables."""
    held: dict[CellPlace, Repeated] = {
        _place(cell): tuple(cell[name] for name in CONTENTS)  # type: ignore[misc]
        for cell in cells
    }
    for name, table in declared.items():
        yield from _cell_faults(table, rows[name], held)
    for place in held:
        yield place, "is in `cells` and is no cell of a declared table"


def _cell_faults(
    table: Mapping[str, Any], rows: Iterable[Row], held: dict[CellPlace, Repeated]
) -> Iterator[tuple[CellPlace, str]]:
    """Cells of a table that `cells` does not repeat; takes out of `held` what the table has."""
    schema = table["schema"]
    left_out = {"source_id", "caution", *schema["primaryKey"]}
    left_out.update(column for key in schema.get("foreignKeys", []) for column in key["fields"])
    fields = [field for field in schema["fields"] if field["name"] not in left_out]
    for row in rows:
        key = row_key(table, row)
        for field in fields:
            place = (table["name"], row["source_id"], key, field["name"])
            fault = fault_of_repetition(field, row[field["name"]], held.pop(place, None))
            if fault:
                yield place, fault


def fault_of_repetition(
    field: Mapping[str, Any], text: str, repeated: Repeated | None
) -> str | None:
    """Why a row of `cells` is not the cell that it repeats; None where it is.

    Where the cell is empty, and in a column of numbers, `text` may have other characters that are printed there.
    """
    if repeated is None:
        return f"is {text[:60]!r} in the table and missing in `cells`"
    value, words, lower, upper, unit, availability = repeated
    if field["type"] in NUMERIC:
        same = exact(value) == exact(text) if value and text else value == text
    else:
        same = (not value and words == text) or not (value or text)
    if not same:
        return f"is {text[:60]!r} in the table and {(value or words)[:60]!r} in `cells`"
    if bool(availability) == bool(text):
        return f"has the availability {availability!r} in `cells`, and is {text[:60]!r}"
    if unit and unit != field.get("unit"):
        return f"has the unit {unit!r} in `cells`, its column has {field.get('unit')!r}"
    if value and not (exact(lower or value) <= exact(value) <= exact(upper or value)):
        return f"its value {value} is not between {lower} and {upper} in `cells`"
    return None
