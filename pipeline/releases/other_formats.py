"""Every other format of a release compared with its CSV, cell by cell, and with the words of its descriptor.

Which formats there are is fixed: a release without one of them is not whole. The cells of Parquet are compared in
`package_checks`, the database in `databases`, the workbook in `workbooks`.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.package.views import VIEWS, view_statement
from pipeline.releases.databases import database_problems, unproved_of
from pipeline.releases.descriptor_words import is_early, vocabulary_as_json
from pipeline.releases.typed_cells import Found, ReadTable, read_tables, written_otherwise
from pipeline.releases.workbooks import workbook_problems

JSON_LINES, READABLE = "figures.jsonl", "figures_readable.csv"
FORMATS = ("Parquet", "SQLite", "Excel", "JSON Lines")
KEY_COLUMNS = (("table_name", "row_key"), ("table", "key"))
"""Columns of `provenance` that lead to a cell's row, by the names of today and those of 0.1.0."""


def other_format_problems(folder: Path, descriptor: Mapping[str, Any]) -> Iterator[Found]:
    """Where a file in another format is missing, or has other cells than the CSV."""
    tables, name = read_tables(folder, descriptor), str(descriptor["name"])
    for table in tables.values():
        yield from written_otherwise(folder, table)
    yield from _unlike_schemas(descriptor)
    readers: dict[str, Callable[[Path], Iterator[Found]]] = {
        f"{name}.sqlite": lambda path: database_problems(
            path, descriptor, tables.values(), _views(descriptor)
        ),
        f"{name}.xlsx": lambda path: workbook_problems(path, descriptor, tables),
        JSON_LINES: lambda path: _json_lines_problems(path, descriptor, tables),
    }
    for file, look in readers.items():
        yield from _opened(folder / file, look)
    if not (folder / READABLE).is_file():
        yield READABLE, "is missing; every release has it"
    for resource in descriptor["resources"]:
        if resource["format"] == "parquet":
            look = partial(_parquet_words, descriptor=descriptor, resource=resource)
            yield from _opened(folder / resource["path"], look)


def unproved_formats(folder: Path, descriptor: Mapping[str, Any]) -> Iterator[str]:
    """What of the other formats is not compared with anything, in words."""
    name = str(descriptor["name"])
    yield from unproved_of(folder / f"{name}.sqlite", descriptor, _views(descriptor))
    yield f"{name}.xlsx: how cells look (fonts, widths, formats of days)"
    if is_early(descriptor):
        yield f"{name}.xlsx: what the sheet `readme` says"


def _views(descriptor: Mapping[str, Any]) -> dict[str, str]:
    """What each view of the database must be. A change of a view other than by columns has to keep its earlier form."""
    columns = {
        resource["name"]: [field["name"] for field in resource["schema"]["fields"]]
        for resource in descriptor["resources"]
        if resource["format"] == "csv"
    }
    return {view.name: view_statement(view, columns) for view in VIEWS}


def _opened(path: Path, look: Callable[[Path], Iterator[Found]]) -> Iterator[Found]:
    if not path.is_file():
        yield path.name, "is missing; every release has this format"
        return
    try:
        yield from look(path)
    except Exception as error:  # a file may be anything, and each reader has errors of its own
        yield (
            path.name,
            f"cannot be read: {type(error).__name__}, {str(error).partition(chr(10))[0]}",
        )


def _unlike_schemas(descriptor: Mapping[str, Any]) -> Iterator[Found]:
    """Tables that are in CSV alone, and Parquet resources that are described otherwise than their CSV."""
    words = ("schema", "title", "description")
    stem = {Path(r["path"]).stem: r for r in descriptor["resources"] if r["format"] == "parquet"}
    for resource in descriptor["resources"]:
        if resource["format"] == "csv":
            copy = stem.pop(Path(resource["path"]).stem, None)
            if copy is None:
                yield resource["path"], "has no Parquet; every table of a release has"
            elif any(copy.get(word) != resource.get(word) for word in words):
                yield copy["path"], "is described otherwise than the CSV of its table"
    for resource in stem.values():
        yield resource["path"], "has no CSV; every table of a release has"


def _parquet_words(
    path: Path, descriptor: Mapping[str, Any], resource: Mapping[str, Any]
) -> Iterator[Found]:
    """Where a Parquet table says other words about the release and its columns than the descriptor."""
    import pyarrow.parquet

    schema = pyarrow.parquet.read_schema(path)
    wanted = {"title": descriptor["title"], "version": descriptor["version"]}
    yield from _unlike_words(path.name, schema.metadata or {}, wanted)
    for field in resource["schema"]["fields"]:
        words = {name: field.get(name) for name in ("title", "description", "unit")}
        words["vocabulary"] = vocabulary_as_json(field)
        place = f"{path.name} {field['name']}"
        yield from _unlike_words(place, schema.field(field["name"]).metadata or {}, words)


def _unlike_words(
    place: str, held: Mapping[bytes, bytes], wanted: Mapping[str, str | None]
) -> Iterator[Found]:
    for name, words in wanted.items():
        there = held.get(name.encode())
        if there is not None and there.decode("utf-8") != words:
            yield place, f"its {name} is not that of the descriptor"


def _json_lines_problems(
    path: Path, descriptor: Mapping[str, Any], tables: Mapping[str, ReadTable]
) -> Iterator[Found]:
    """Lines that are not, byte for byte, what the tables give."""
    with path.open(encoding="utf-8", newline="\n") as file:
        held = file.readlines()
    has_release = bool(held) and "release" in json.loads(held[0])
    wanted = list(_records(descriptor, tables, has_release))
    if len(held) != len(wanted):
        yield path.name, f"holds {len(held)} records, the CSV {len(wanted)}"
    for number, (line, record) in enumerate(zip(held, wanted, strict=False), 1):
        if line != f"{json.dumps(record, ensure_ascii=False)}\n":
            yield f"{path.name}:{number}", _first_difference(json.loads(line), record)


def _records(
    descriptor: Mapping[str, Any], tables: Mapping[str, ReadTable], has_release: bool
) -> Iterator[dict[str, Any]]:
    """The record of each figure as the tables have it; before 0.2.0 it did not name the release."""
    rows = {
        name: [{key: _as_json(cell) for key, cell in row.items()} for row in tables[name].records()]
        for name in ("figures", "sources", "provenance")
    }
    sources = {row["source_id"]: row for row in rows["sources"]}
    read: dict[str, list[dict[str, Any]]] = {}
    keys = next(keys for keys in KEY_COLUMNS if keys[0] in tables["provenance"].columns)
    for row in rows["provenance"]:
        table, key = (row.pop(name) for name in keys)
        if table == "figures":
            read.setdefault(key, []).append(row)
    release = {"release": f"{descriptor['title']} {descriptor['version']}"} if has_release else {}
    for figure in rows["figures"]:
        source, places = sources[figure["source_id"]], read.get(figure["figure_id"], [])
        yield {**release, "figure": figure, "source": source, "provenance": places}


def _as_json(cell: Any) -> Any:
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def _first_difference(held: Any, wanted: Any, place: str = "") -> str:
    """Where two records differ first, in words."""
    if isinstance(held, dict) and isinstance(wanted, dict) and list(held) == list(wanted):
        for name in wanted:
            if json.dumps(held[name]) != json.dumps(wanted[name]):
                return _first_difference(held[name], wanted[name], f"{place} {name}".strip())
    if isinstance(held, list) and isinstance(wanted, list) and len(held) == len(wanted):
        for number, (one, other) in enumerate(zip(held, wanted, strict=True), 1):
            if json.dumps(one) != json.dumps(other):
                return _first_difference(one, other, f"{place} {number}".strip())
    if held == wanted and type(held) is type(wanted):
        return "is written in another way than a release writes it"
    return f"{place or 'the record'} holds `{str(held)[:80]}`, the CSV `{str(wanted)[:80]}`"
