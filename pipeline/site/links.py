"""Where ids lead: which page shows the row that a cell names, and a text cut into pieces of which ids are links.

The descriptor says which row a column refers to by its foreign keys; columns with several ids are listed here.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.package.published import Row
from pipeline.site import addresses
from pipeline.site.site_data import SiteData

SEVERAL_IDS = {
    "figure_ids": ("figures",),
    "rests_on": ("figures",),
    "relations": ("relations",),
    "discrepancy_ids": ("discrepancies",),
}
"""Columns whose cells are ids separated by spaces, and the tables that these ids are keys of."""
ID = re.compile(r"[a-z0-9-]+/[a-z0-9-]+")


class Piece(NamedTuple):
    """A part of a text, and what it links to; null where it is mere text."""

    text: str
    address: str | None = None


def address_of(data: SiteData, table: str, key: str) -> str | None:
    """The page of a row, else its place on the page of its table; null where there is no such row."""
    if key not in data.rows.get(table, {}):
        return None
    pages = {
        "figures": addresses.figure,
        "figures_readable": addresses.figure,
        "sources": addresses.document,
        "relations": addresses.relation,
        "discrepancies": addresses.discrepancy,
        "bounds": addresses.bound,
    }
    return pages[table](key) if table in pages else data.row_address(table, key)


def bounds_of(data: SiteData, quantity: str) -> list[tuple[str, Row]]:
    """The bounds of a quantity, those that assume no reading first, each with its id."""
    return [(one["bound_id"], one) for one in data.bounds_by_quantity.get(quantity, ())]


def cell_pieces(data: SiteData, table: str, column: str, row: Row) -> list[Piece]:
    """The text of a cell, the ids in it as links."""
    text = row[column]
    if column in SEVERAL_IDS:
        return id_pieces(data, text, SEVERAL_IDS[column])
    return [Piece(text, _cell_address(data, table, column, row))]


def id_pieces(data: SiteData, text: str, tables: tuple[str, ...] = ("figures",)) -> list[Piece]:
    """A text in which each key of these tables is a link."""
    return list(_cut(data, text, tables))


def _cut(data: SiteData, text: str, tables: tuple[str, ...]) -> Iterator[Piece]:
    end = 0
    for found in ID.finditer(text):
        ways = (address_of(data, table, found.group()) for table in tables)
        address = next((way for way in ways if way), None)
        if address is None:
            continue
        if found.start() > end:
            yield Piece(text[end : found.start()])
        yield Piece(found.group(), address)
        end = found.end()
    if end < len(text):
        yield Piece(text[end:])


def _cell_address(data: SiteData, table: str, column: str, row: Row) -> str | None:
    text = row[column]
    if not text:
        return None
    if data.primary_keys[table] == [column]:
        return address_of(data, table, text)
    if column in data.foreign_keys[table]:
        return address_of(data, data.foreign_keys[table][column], text)
    if column == "quantity_id":
        return next((addresses.bound(key) for key, _ in bounds_of(data, text)), None)
    return _place_address(data, column, row)


def _place_address(data: SiteData, column: str, row: Row) -> str | None:
    """Where a cell leads that names a table, or a row of the table that its row names."""
    table, text = row.get("table_name", ""), row[column]
    if column == "table_name" and text in data.rows:
        return addresses.table(text)
    if column == "row_key" and table in data.rows:
        within = f"{row.get('source_id', '')} {text}"
        return address_of(data, table, text) or address_of(data, table, within)
    return None
