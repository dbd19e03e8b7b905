"""What a program made of a published table, compared with the cells that were published.

A reading has the values of each column as the program gives them, and None or an empty text for an empty cell.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from pipeline.package.table_formats import values_of
from schemas.column import columns_of

Reading = Mapping[str, list[object]]


def readings_in(lines: str) -> dict[str, Reading]:
    """The readings that a script printed: a table in each line, as JSON."""
    return {table["name"]: table["columns"] for table in map(json.loads, lines.splitlines())}


def columns_read_otherwise(model, frame, reading: Reading) -> set[str]:
    """The columns of which a cell has another type or another value than the published one."""
    return {
        name
        for name, read, published in _pairs(model, frame, reading)
        if not _is_same(read, published)
    }


def lost_cells(model, frame, reading: Reading) -> list[tuple[str, object, object]]:
    """Cells that do not even mean what was published: column, what was read, what was published."""
    return [
        (name, read, published)
        for name, read, published in _pairs(model, frame, reading)
        if not _is_same(read, published) and not _means_the_same(read, published)
    ]


def _pairs(model, frame, reading: Reading) -> Iterator[tuple[str, object, object]]:
    names = [column.name for column in columns_of(model)]
    assert list(reading) == names
    for name in names:
        for read, published in zip(reading[name], values_of(frame, name), strict=True):
            yield name, read, published


def _is_same(read, published) -> bool:
    if published is None:
        return read is None or read == ""  # no published text is empty
    if isinstance(published, bool) or isinstance(read, bool):
        return read is published
    if isinstance(published, int | Decimal):
        return isinstance(read, int | float) and float(read) == float(published)
    if isinstance(published, date):
        return read in (published, published.isoformat())
    return isinstance(read, str) and read == published


def _means_the_same(read, published) -> bool:
    """Whether a text of digits was read as their number, a truth value as its text, or a text without the space around it."""
    if isinstance(published, bool):
        return read == str(published).lower()
    if not isinstance(published, str):
        return False
    if isinstance(read, int | float):
        return float(published.replace(",", "")) == read
    return read == published.strip(" \t")
