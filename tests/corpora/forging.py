"""A finished release of which somebody changes one cell, and everything else so that it does not show."""

import csv
import json
from pathlib import Path

from reports import tabbed

from pipeline.package.paths import table_path
from pipeline.releases.standalone.checksums import sha256_of, write_checksums


def forge(folder: Path, table: str, key: str, column: str, value: str, *line: str) -> None:
    """Change a cell in its table, in `cells`, in the document and in where it was read; then seal the release.

    `line` is the document's line before and after, of the same length; without it the document stays as it is.
    """
    rows = read(folder, table)
    (row,) = [row for row in rows if _key(folder, table, row) == key]
    source, old = row["source_id"], row[column]
    row[column] = value
    new_key = _key(folder, table, row)
    save(folder, table, rows)
    _forge_cells(folder, table, (key, new_key), column, value, source)
    if line:
        _forge_text(folder, source, *map(tabbed, line))
        _forge_places(folder, table, (key, new_key), column, len(value) - len(old))
    seal(folder)


def read(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / table_path(table, "csv")).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def save(folder: Path, table: str, rows: list[dict[str, str]]) -> None:
    with (folder / table_path(table, "csv")).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _resources(folder: Path) -> dict[str, dict]:
    descriptor = json.loads((folder / "datapackage.json").read_bytes())
    return {resource["name"]: resource for resource in descriptor["resources"]}


def _key(folder: Path, table: str, row: dict[str, str]) -> str:
    return " ".join(row[name] for name in _resources(folder)[table]["schema"]["primaryKey"])


def _forge_cells(folder, table, keys, column, value, source) -> None:
    old_key, new_key = (key.removeprefix(f"{source} ") for key in keys)
    rows = read(folder, "cells")
    for row in rows:
        if (row["source_id"], row["table_name"], row["row_key"]) == (source, table, old_key):
            row["row_key"] = new_key
            if row["column_name"] == column and row["value"]:
                by = float(value) - float(row["value"])
                ends = {end: f"{float(row[end]) + by:.10g}" for end in ("lower", "upper")}
                row.update(ends, value=value)
            elif row["column_name"] == column:
                row["text"] = value
    save(folder, "cells", sorted(rows, key=lambda row: list(row.values())[:4]))


def _forge_text(folder, source, old, new) -> None:
    path = folder / f"documents/{source}.txt"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1 and len(old) == len(new), (old, new)
    path.write_text(text.replace(old, new), encoding="utf-8")
    rows = read(folder, "sources")
    for row in rows:
        if row["source_id"] == source:
            row["text_sha256"] = sha256_of([path.read_bytes()])
    save(folder, "sources", rows)


def _forge_places(folder, table, keys, column, longer) -> None:
    rows = read(folder, "provenance")
    for row in rows:
        if (row["table_name"], row["row_key"]) == (table, keys[0]):
            row["row_key"] = keys[1]
            row["end_offset"] = str(
                int(row["end_offset"]) + (longer if row["column_name"] == column else 0)
            )
        text = (folder / f"documents/{row['source_id']}.txt").read_text(encoding="utf-8")
        start, end = int(row["start_offset"]), int(row["end_offset"])
        row["exact"] = text[start:end]
        row["prefix"] = text[start - len(row["prefix"]) : start]
        row["suffix"] = text[end : end + len(row["suffix"])]
    save(folder, "provenance", sorted(rows, key=lambda row: (*list(row.values())[:3], int(row["part"]))))  # fmt: skip


def seal(folder: Path) -> None:
    """Write all hashes anew."""
    descriptor = json.loads((folder / "datapackage.json").read_bytes())
    for resource in descriptor["resources"]:
        content = (folder / resource["path"]).read_bytes()
        resource["hash"] = f"sha256:{sha256_of([content])}"
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name != "SHA256SUMS"]
    sums = {path.relative_to(folder).as_posix(): sha256_of([path.read_bytes()]) for path in paths}
    (folder / "SHA256SUMS").write_bytes(write_checksums(sums))
