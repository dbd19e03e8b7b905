"""Cells that relations name, after their table or its columns got other names in a review."""

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.review.decision_context import Deciding
from pipeline.review.entry_lists import change, fields_of, list_of
from pipeline.review.table_words import COLUMNS


def rename_cells(deciding: Deciding, table: str) -> None:
    """Name the cells of a table in the relations of the folder, proposed and confirmed, as the decision names them."""
    fields = deciding.decision.fields
    renamed = {
        place.rpartition("|")[0]: words.strip()
        for place, words in (fields.get(COLUMNS) or {}).items()
        if place.endswith("|name")
    }
    names = str(fields.get("name", table)).strip(), renamed
    if names == (table, {}):
        return
    for path in (deciding.files.proposed("relations"), deciding.files.own("relations")):
        if deciding.files.text(path) is None:
            continue
        at = list_of(deciding.files, path)
        for index, item in enumerate(at.items):
            if any(_cells(fields_of(at, item), table)):
                change(deciding.files, path, index, lambda entry: _rename(entry, table, *names))


def _cells(value: Any, table: str) -> Iterator[Any]:
    """The cells of a table in the fields of a relation."""
    if isinstance(value, Mapping):
        if value.get("table") == table and "document" not in value:
            yield value
        for one in value.values():
            yield from _cells(one, table)
    elif isinstance(value, list):
        for one in value:
            yield from _cells(one, table)


def _rename(entry: Any, table: str, name: str, columns: Mapping[str, str]) -> None:
    for cell in list(_cells(entry, table)):
        cell["table"] = name
        if cell.get("column") in columns:
            cell["column"] = columns[cell["column"]]
