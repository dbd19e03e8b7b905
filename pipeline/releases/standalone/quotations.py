"""Traceable: every quotation is in its document, at the characters that are published."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from pipeline.releases.standalone.checksums import sha256_of
from pipeline.releases.standalone.figure_numbers import Passage, fault_of_number, printed_number
from pipeline.releases.standalone.release import (
    Release,
    Row,
    chunks,
    content,
    lines,
    many,
    optional_records,
    records,
    text_file,
)
from pipeline.releases.standalone.results import Find, part
from pipeline.releases.standalone.tables import exact

EXCERPTS = "documents/excerpts.jsonl"


TRACED = ("number", "words", "mark")
"""How a column says that its cells are read from a document: as the number that the digits print, as the characters
with single spaces, or as something that other words mean."""
NAMES_BEFORE = {
    "table": "table_name",
    "key": "row_key",
    "column": "column_name",
    "start": "start_offset",
    "end": "end_offset",
}
"""Columns of `figures` and `provenance` that release 0.1.0 has under names that SQL reserves, and their names since."""


def fault_of_quotation(quoted: Row, passages: Iterable[Passage]) -> str | None:
    """Why a quotation is not at its place in the document; None where it is."""
    start, end, before = (
        int(quoted["start_offset"]),
        int(quoted["end_offset"]),
        quoted.get("prefix", ""),
    )
    for offset, text, line_ends in passages:
        first, last = start - offset, end - offset
        if 0 <= first <= last <= len(text):
            if text[first:last] != quoted["exact"]:
                return f"the text has {text[first:last][:60]!r}, not {quoted['exact'][:60]!r}"
            if text[max(0, first - len(before)) : first] != before:
                return f"the text does not have {before!r} before it"
            if not text.startswith(quoted.get("suffix", ""), last):
                return f"the text does not have {quoted['suffix']!r} after it"
            if line_ends is not None and int(quoted["line"]) != bisect_left(line_ends, first) + 1:
                return f"it is not on line {quoted['line']}"
            return None
    return f"characters {start} to {end} are not in the release"


def fault_of_reading(traced: str, row: Row, column: str, read: str, scale: int = 1) -> str | None:
    """Why a cell is not what was read; None where it is. A number is printed in units of `scale`.

    `traced` says what the cell is of the characters read (TRACED). A number must be the one that the digits print
    (`143,100`, `$2.4 million`, `54%`, `(12)`), unless its row says `emended` or there are no digits.
    """
    cell, wrong = row.get(column), False
    if not cell:
        return "there is no such cell"
    if traced == "words":
        wrong = cell != read
    elif traced == "number" and row.get("reading") != "emended" and re.search("[0-9]", read):
        printed = printed_number(read)
        wrong = printed is None or printed * scale != exact(cell)
    return f"the cell has {cell[:60]!r}, read was {read[:60]!r}" if wrong else None


@part("traceable")
def quotations(release: Release, find: Find) -> str:
    """Every quotation is in its text or excerpt and belongs to a published cell."""
    excerpts: dict[str, list[Passage]] = defaultdict(list)
    for line in lines(release, EXCERPTS) if EXCERPTS in release.files else ():
        entry = json.loads(line)
        excerpts[entry["source_id"]].append(Passage(int(entry["start"]), str(entry["text"])))
    held = _texts_held(release, find)

    @lru_cache(64)
    def passages(source: str) -> list[Passage]:
        if source in held:
            text = content(release, text_file(source)).decode("utf-8")
            return [Passage(0, text, [found.start() for found in re.finditer("\n", text)])]
        return excerpts.get(source, [])

    def check(quoted: Row, place: str) -> None:
        source = quoted["source_id"]
        fault = fault_of_quotation(quoted, passages(source))
        if fault:
            find(place, fault)
        if quoted.get("attested") == ("true" if source in held else "false"):
            find(place, f"attested is {quoted['attested']}")

    figures = quotes = 0
    for row in _rows_with_places(release, "figures"):
        figures += 1
        row["exact"] = row["verbatim"]
        check(row, f"figures {row['figure_id']}")
        fault = fault_of_number(row, passages(row["source_id"]))
        if fault:
            find(f"figures {row['figure_id']} value", fault)
    found_again = set()
    emended = _emended_cells(release)
    for name, group in groupby(_rows_with_places(release, "provenance"), itemgetter("table_name")):
        traced, row_of = _traced_columns(release, name), _rows_by_key(release, name)
        scales = _scales(release, name)
        for key, of_row in groupby(group, itemgetter("row_key")):
            of_this = row_of(key)
            for column, of_cell in groupby(of_row, itemgetter("column_name")):
                parts, place = list(of_cell), f"{name} {key} {column}"
                for number, quoted in enumerate(parts, 1):
                    check(quoted, place)
                    if quoted["part"] != str(number):
                        find(place, f"its parts are not numbered 1, 2, …: {quoted['part']}")
                quotes += len(parts)
                read = " ".join(" ".join(quoted["exact"] for quoted in parts).split())
                found_again.add(place)
                emendation = emended.get((name, parts[0]["source_id"], key, column))
                if emendation is not None and read != emendation["token"]:
                    find(place, f"read was {read[:60]!r}, emended {emendation['token'][:60]!r}")
                read = emendation["read_as"] if emendation is not None else read
                kind, scale = traced.get(column, ""), scales.get(column, 1)
                fault = fault_of_reading(kind, of_this, column, read, scale)
                if fault:
                    find(place, fault)
    for place in _cells_read(release):
        if place not in found_again:
            find(place, "was read from a document, but `provenance` has no row for it")
    found = f"{many(quotes, 'quotation')} and the tokens of {many(figures, 'figure')} found again"
    runs = sum(map(len, excerpts.values()))
    return f"{found} in {many(len(held), 'text')} and {many(runs, 'excerpt')}"


def _rows_with_places(release: Release, table: str) -> Iterator[dict[str, str]]:
    """The rows of a table that need not be there; columns of 0.1.0 by the names that they have since."""
    rows = optional_records(release, table)
    fields = release.tables[table]["schema"]["fields"] if table in release.tables else ()
    if any(field["name"] in NAMES_BEFORE for field in fields):
        return ({NAMES_BEFORE.get(name, name): cell for name, cell in row.items()} for row in rows)
    return rows


def _traced_columns(release: Release, table: str) -> dict[str, str]:
    """The columns of a table whose cells are read from a document, each with its kind (TRACED)."""
    fields = release.tables[table]["schema"]["fields"]
    traced = {field["name"]: field["traced"] for field in fields if field.get("traced")}
    for column, kind in traced.items():
        if kind not in TRACED:
            raise ValueError(f"`traced` of {table} {column} is {kind!r}")
    return traced


def _scales(release: Release, table: str) -> dict[str, int]:
    """By what the printed numbers of a table's columns were multiplied."""
    fields = release.tables[table]["schema"]["fields"]
    return {field["name"]: int(field["scale"]) for field in fields if field.get("scale")}


def _emended_cells(release: Release) -> dict[tuple[str, str, str, str], Row]:
    """The emendations of cells, by table, document, published key of the row, and column."""
    emended: dict[tuple[str, str, str, str], Row] = {}
    for row in optional_records(release, "emendations"):
        name = row.get("table_name")
        if name and name in release.tables:
            source = row["emendation_id"].partition("/")[0]
            is_shared = "source_id" in release.tables[name]["schema"]["primaryKey"]
            key = f"{source} {row['row_key']}" if is_shared else row["row_key"]
            emended[name, source, key, row["column_name"]] = row
    return emended


def _rows_by_key(release: Release, table: str) -> Callable[[str], Row]:
    """Find each row of a table once by its key; those passed over are kept, few where both are in one order."""
    primary = release.tables[table]["schema"]["primaryKey"]
    passed: dict[str, Row] = {}
    coming = ((" ".join(row[part] for part in primary), row) for row in records(release, table))

    def row_of(key: str) -> Row:
        while key not in passed:
            try:
                met, row = next(coming)
            except StopIteration:
                return {}
            passed[met] = row
        return passed.pop(key)

    return row_of


def _cells_read(release: Release) -> Iterator[str]:
    """Table, row and column of each cell that was read from a document."""
    for name in release.tables:
        key, columns = release.tables[name]["schema"]["primaryKey"], _traced_columns(release, name)
        for row in records(release, name, *{*key, *columns}) if columns else ():
            for column in columns:
                if row[column]:
                    yield f"{name} {' '.join(row[part] for part in key)} {column}"


def _texts_held(release: Release, find: Find) -> set[str]:
    """The sources whose whole text is in the release; it must be those with `text_held`."""
    sources = {text_file(row["source_id"]): row for row in records(release, "sources")}
    said = {name for name, row in sources.items() if row["text_held"] == "true"}
    there = {name for name in release.files if re.fullmatch(r"documents/.*\.txt", name)}
    for name in sorted(said ^ there):
        find(name, "is not held according to `sources`" if name in there else "is missing")
    for name in sorted(said & there):
        if sha256_of(chunks(release, name)) != sources[name]["text_sha256"]:
            find(name, "its SHA-256 is not the one in `sources`")
    return {sources[name]["source_id"] for name in said & there}
