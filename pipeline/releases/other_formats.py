"""SQLite, Excel and JSON Lines of a release compared with its CSV, cell by cell.

Each reader gives the rows of a table as plain values, which must be those of the CSV. The CSV is checked in
`standalone.tables`, Parquet in `package_checks`.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipeline.package.package_checks import ARROW_TYPES, csv_table
from pipeline.package.sheet_names import sheet_names

Found = tuple[str, str]
"""A place, and what is wrong there."""
Row = list[Any]
Reader = Callable[[str, list[Mapping[str, Any]]], list[Row]]
"""Table and fields → its rows, in the types of the descriptor."""
FIGURES = "figures"


def other_format_problems(folder: Path, descriptor: Mapping[str, Any]) -> Iterator[Found]:
    """Where a file in another format does not have the cells of the CSV."""
    tables = {str(r["name"]): r for r in descriptor["resources"] if r["format"] == "csv"}
    for path in sorted(folder.glob("*.sqlite")):
        yield from _opened(path, lambda p: _sqlite_problems(p, tables, folder))
    for path in sorted(folder.glob("[!~]*.xlsx")):
        yield from _opened(path, lambda p: _excel_problems(p, tables, folder))
    for path in sorted(folder.glob("figures.jsonl")):
        yield from _opened(path, lambda p: _json_lines_problems(p, tables[FIGURES], folder))


def formats_held(folder: Path) -> list[str]:
    """The names of these formats that a release has."""
    named = {"SQLite": "*.sqlite", "Excel": "*.xlsx", "JSON Lines": "figures.jsonl"}
    return [name for name, pattern in named.items() if any(folder.glob(pattern))]


def _opened(path: Path, look: Callable[[Path], Iterator[Found]]) -> Iterator[Found]:
    try:
        yield from look(path)
    except Exception as error:  # a file may be anything, and each reader has errors of its own
        yield (
            path.name,
            f"cannot be read: {type(error).__name__}, {str(error).partition(chr(10))[0]}",
        )


def _sqlite_problems(
    path: Path, tables: Mapping[str, Mapping[str, Any]], folder: Path
) -> Iterator[Found]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
        (sound,) = connection.execute("PRAGMA integrity_check").fetchone()
        if sound != "ok":
            yield path.name, f"the database is damaged: {sound}"
        for table, row, other, _ in connection.execute("PRAGMA foreign_key_check"):
            yield path.name, f"row {row} of {table} refers to nothing in {other}"

        def rows(table: str, fields: list[Mapping[str, Any]]) -> list[Row]:
            columns = ", ".join(f'"{field["name"]}"' for field in fields)
            found = connection.execute(f'SELECT {columns} FROM "{table}" ORDER BY rowid')
            return [
                [_from_sqlite(cell, field["type"]) for cell, field in zip(row, fields, strict=True)]
                for row in found
            ]

        for name, resource in tables.items():
            yield from _unlike(path.name, name, resource, rows, folder)


def _from_sqlite(cell: Any, kind: str) -> Any:
    if cell is None:
        return None
    if kind == "boolean":
        return bool(cell)
    return date.fromisoformat(cell) if kind == "date" else cell


def _excel_problems(
    path: Path, tables: Mapping[str, Mapping[str, Any]], folder: Path
) -> Iterator[Found]:
    from python_calamine import CalamineWorkbook

    book, sheets = CalamineWorkbook.from_path(path), sheet_names(tables)

    def rows(table: str, fields: list[Mapping[str, Any]]) -> list[Row]:
        header, *body = book.get_sheet_by_name(sheets[table]).to_python(skip_empty_area=False)
        names = [field["name"] for field in fields]
        if header != names:
            raise ValueError(f"the columns of the sheet {table} are {header}")
        return [
            [_from_excel(cell, field["type"]) for cell, field in zip(row, fields, strict=True)]
            for row in body
        ]

    for name, resource in tables.items():
        yield from _unlike(path.name, name, resource, rows, folder)


def _from_excel(cell: Any, kind: str) -> Any:
    if cell in ("", None):
        return None
    if kind == "integer" and isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell.date() if isinstance(cell, datetime) else cell


def _json_lines_problems(path: Path, resource: Mapping[str, Any], folder: Path) -> Iterator[Found]:
    with path.open(encoding="utf-8") as file:
        records = [json.loads(line)["figure"] for line in file]

    def rows(_: str, fields: list[Mapping[str, Any]]) -> list[Row]:
        return [
            [_from_json(record[field["name"]], field["type"]) for field in fields]
            for record in records
        ]

    yield from _unlike(path.name, FIGURES, resource, rows, folder)


def _from_json(cell: Any, kind: str) -> Any:
    return date.fromisoformat(cell) if kind == "date" and cell is not None else cell


def _unlike(
    file: str, table: str, resource: Mapping[str, Any], read: Reader, folder: Path
) -> Iterator[Found]:
    """The first cell of a table that is not the CSV's, or that the number of rows differs."""
    fields = resource["schema"]["fields"]
    names = [field["name"] for field in fields]
    types = {field["name"]: ARROW_TYPES[field["type"]] for field in fields}
    wanted = csv_table((folder / resource["path"]).read_bytes(), types).select(names).to_pydict()
    expected = [list(row) for row in zip(*wanted.values(), strict=True)]
    found = read(table, fields)
    if len(found) != len(expected):
        yield f"{file} {table}", f"holds {len(found)} rows, the CSV {len(expected)}"
    for number, (mine, theirs) in enumerate(zip(found, expected, strict=False), 1):
        if mine != theirs:
            place = next(
                n for n, pair in enumerate(zip(mine, theirs, strict=True)) if pair[0] != pair[1]
            )
            yield (
                f"{file} {table} {names[place]}",
                f"row {number} holds `{mine[place]}`, the CSV `{theirs[place]}`",
            )
            return
