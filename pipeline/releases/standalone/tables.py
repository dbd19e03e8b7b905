"""Well formed: the CSV tables are as the descriptor states them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache, partial
from typing import Any

from pipeline.releases.standalone.release import MALFORMED, Release, many, reason, rows
from pipeline.releases.standalone.results import Find, part

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
READABLE: Mapping[str, Callable[[str], object]] = {
    "string": lambda _: True,
    "integer": re.compile(r"-?[0-9]+").fullmatch,
    "number": NUMBER.fullmatch,
    "boolean": re.compile(r"true|false").fullmatch,
    "date": lambda text: re.fullmatch(r"\d{4}-\d\d-\d\d", text) and date.fromisoformat(text),
}
Values = dict[tuple[str, ...], dict[tuple[str, ...], int]]
"""A table and some of its columns → their cells in a row → the first line with these cells."""


def exact(text: str) -> Fraction:
    """A published number, not rounded; raises `ValueError` where it is no number."""
    if not NUMBER.fullmatch(text):
        raise ValueError(f"{text!r} is no number")
    return Fraction(text)


def fault_of_cell(field: Mapping[str, Any], text: str) -> str | None:  # noqa: PLR0911
    """Why a cell may not be in its column; None where it may."""
    limits = field.get("constraints", {})
    if not text:
        return "is empty and must not be" if limits.get("required") else None
    try:
        readable = READABLE[field["type"]](text)
    except ValueError:
        readable = False
    if not readable:
        return f"is no {field['type']}"
    if "enum" in limits and text not in map(as_cell, limits["enum"]):
        return "is not in its vocabulary"
    if "pattern" in limits and not re.fullmatch(limits["pattern"], text):
        return f"is not of the form {limits['pattern']}"
    number_of = int if field["type"] == "integer" else exact
    if "minimum" in limits and number_of(text) < limit(limits["minimum"]):
        return f"is less than {limits['minimum']}"
    if "maximum" in limits and number_of(text) > limit(limits["maximum"]):
        return f"is more than {limits['maximum']}"
    return None


def limit(number: float) -> Fraction:
    """A number of the descriptor as it is written there, not as a binary fraction."""
    return Fraction(str(number))


def as_cell(value: object) -> str:
    """A value of the descriptor as the CSV files write it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _faults(release: Release, table: str, values: Values) -> Iterator[tuple[str, int, str]]:
    """Faults in a table's rows, each with its line and text; fills `values` on the way."""
    schema = release.tables[table]["schema"]
    primary, *others = map(tuple, (schema["primaryKey"], *schema.get("uniqueKeys", [])))
    noted = [(columns, met) for (name, *columns), met in values.items() if name == table]
    fault_in = [lru_cache(4096)(partial(fault_of_cell, field)) for field in schema["fields"]]
    for line, row in rows(release, table):
        for column, fault_of, text in zip(row, fault_in, row.values()):
            fault = fault_of(text)
            if fault:
                yield f"`{column}` {fault}", line, text
        for columns, met in noted:
            value = tuple(row[column] for column in columns)
            if met.setdefault(value, line) != line and tuple(columns) in (primary, *others):
                yield f"the key {', '.join(columns)} is a duplicate", line, " ".join(value)
            if tuple(columns) == primary and not all(value):
                yield f"the key {', '.join(columns)} is empty in part", line, " ".join(value)


@part("well formed")
def tables(release: Release, find: Find) -> str:
    """Columns, types, keys, vocabularies, limits and references of every CSV table hold.

    Missing parts of a unique key compare as equal, as they do where the release is made.
    """

    def tell(table: str, fault: str, places: list[tuple[int, str]]) -> None:
        (line, text), others = places[0], "".join(f", {line}" for line, _ in places[1:5])
        more = f" and {len(places) - 5:,} more" if len(places) > 5 else ""
        find(f"{release.tables[table]['path']}:{line}{others}{more}", f"{fault}: {text[:60]!r}")

    values: Values = {}
    references, count = [], 0
    for name, table in release.tables.items():
        schema = table["schema"]
        keys = [(name, *key) for key in (schema["primaryKey"], *schema.get("uniqueKeys", []))]
        values.update({columns: {} for columns in keys})
        for key in schema.get("foreignKeys", []):
            other = (key["reference"]["resource"] or name, *key["reference"]["fields"])
            references.append(((name, *key["fields"]), other))
    values.update({columns: {} for reference in references for columns in reference})
    for name, table in release.tables.items():
        faults = defaultdict(list)
        try:
            for fault, line, text in _faults(release, name, values):
                faults[fault].append((line, text))
        except MALFORMED as error:
            find(table["path"], f"cannot be read further: {reason(error)}")
        for fault, places in faults.items():
            tell(name, fault, places)
        primary = (name, *table["schema"]["primaryKey"])
        count += len(values[primary])
    for columns, other in references:
        met = values[columns].items()
        lost = [(line, " ".join(v)) for v, line in met if all(v) and v not in values[other]]
        if lost:
            tell(columns[0], f"{', '.join(columns[1:])} is not in {other[0]}", lost)
    return f"{many(len(release.tables), 'table')} with {many(count, 'row')}"
