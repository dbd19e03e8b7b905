"""The tables of a release with typed cells, and where two readings of a table differ, cell by cell.

Cells are compared with their types: 1, 1.0 and true are three values, and an empty text is not a missing one.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.package.package_checks import ARROW_TYPES, csv_table

Found = tuple[str, str]
"""A place, and what is wrong there."""
Row = list[Any]


class ReadTable(NamedTuple):
    """A table as its CSV has it: its resource in the descriptor, and its rows in the descriptor's types."""

    name: str
    resource: Mapping[str, Any]
    rows: list[Row]

    def __repr__(self) -> str:
        return f"ReadTable({self.name}, {len(self.rows)} rows)"

    @property
    def columns(self) -> list[str]:
        """The names of its columns."""
        return [field["name"] for field in self.resource["schema"]["fields"]]

    def records(self) -> Iterator[dict[str, Any]]:
        """Its rows by column."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)


def read_tables(folder: Path, descriptor: Mapping[str, Any]) -> dict[str, ReadTable]:
    """The CSV tables of a release by name."""
    tables = [resource for resource in descriptor["resources"] if resource["format"] == "csv"]
    return {resource["name"]: _read(folder, resource) for resource in tables}


def _read(folder: Path, resource: Mapping[str, Any]) -> ReadTable:
    fields = resource["schema"]["fields"]
    types = {field["name"]: ARROW_TYPES[field["type"]] for field in fields}
    content = csv_table((folder / resource["path"]).read_bytes(), types).select(list(types))
    rows = zip(*content.to_pydict().values(), strict=True)
    return ReadTable(resource["name"], resource, [list(row) for row in rows])


def differences(
    file: str, table: ReadTable, found: Sequence[Sequence[Any]], wanted: Sequence[Sequence[Any]]
) -> Iterator[Found]:
    """Each column that differs, with its first difference and their number; or the numbers of rows."""
    if len(found) != len(wanted):
        yield f"{file} {table.name}", f"holds {len(found)} rows, the CSV {len(wanted)}"
    pairs = list(zip(found, wanted, strict=False))
    for place, column in enumerate(table.columns):
        unlike = [
            number
            for number, (mine, theirs) in enumerate(pairs)
            if not is_same(mine[place], theirs[place])
        ]
        if unlike:
            mine, theirs = (one[place] for one in pairs[unlike[0]])
            more = f", and {len(unlike) - 1:,} more rows differ" if unlike[1:] else ""
            yield (
                f"{file} {table.name} {column}",
                f"row {unlike[0] + 1} holds `{mine}`, the CSV `{theirs}`{more}",
            )


def is_same(one: Any, other: Any) -> bool:
    """Whether two cells have one type and one value."""
    return type(one) is type(other) and one == other


def written_otherwise(folder: Path, table: ReadTable) -> Iterator[Found]:
    """A CSV whose bytes are not the one way to write its cells, such as an empty text in quotation marks."""
    path = table.resource["path"]
    content = (folder / path).read_bytes()
    text = io.StringIO()
    cells = csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)
    csv.writer(text, lineterminator="\n").writerows(cells)
    if text.getvalue().encode("utf-8") != content:
        yield (
            path,
            "its cells are quoted, or its lines end, in another way than a release writes them",
        )
