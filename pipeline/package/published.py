"""A package and the texts it was read from, as `trace` and `explain` need them, wherever they lie.

Here: those of a project, in datapackage/ and sources/. Those of a release are in `releases.release_contents`.
"""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = dict[str, str]


@dataclass(frozen=True)
class Published:
    """A package and its texts; each function raises `OSError`, `ValueError` or `KeyError` where it cannot read.

    `file` gives the bytes of a file of the package by its path, `rows` the rows of a table, under the names that
    columns have today, `text` the bytes of the text of a source that is held, `excerpts` start and text of each
    passage of any other. `remedy` is a sentence for whoever finds that a text is not the one of the package,
    `absent` for whoever names what the package does not have; it is empty where there is nothing to do.
    """

    descriptor: Mapping[str, Any]
    file: Callable[[str], bytes]
    rows: Callable[[str], Iterator[Row]]
    text: Callable[[str], bytes]
    excerpts: Callable[[str], list[tuple[int, str]]]
    remedy: str
    absent: str = ""

    @property
    def primary_keys(self) -> dict[str, list[str]]:
        """The columns of the primary key of each table."""
        tables = (r for r in self.descriptor["resources"] if r["format"] == "csv")
        return {resource["name"]: resource["schema"]["primaryKey"] for resource in tables}

    def rows_by_key(self, table: str) -> dict[str, Row]:
        """The rows of a table by primary key, its columns joined by spaces; none where there is no such table."""
        key = self.primary_keys.get(table)
        return {" ".join(row[k] for k in key): row for row in self.rows(table)} if key else {}


def published_in_project(root: Path) -> Published:
    """What the project under `root` has built; raises `FileNotFoundError` where it has built nothing."""
    package, sources = root / "datapackage", root / "sources"

    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    paths = {r["name"]: r["path"] for r in descriptor["resources"] if r["format"] == "csv"}

    def rows(table: str) -> Iterator[Row]:
        with (package / paths[table]).open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)

    def excerpts(source: str) -> list[tuple[int, str]]:
        from pipeline.sources.yaml_lines import read_yaml

        text = (sources / source / "excerpts.yaml").read_text(encoding="utf-8")
        return [(one["start"], one["text"]) for one in read_yaml(text).value["excerpts"]]

    return Published(
        descriptor,
        lambda path: (package / path).read_bytes(),
        rows,
        lambda source: (sources / source / "document.txt").read_bytes(),
        excerpts,
        "Run `oversight check`; it names what changed.",
        "The package has what the last build wrote: if this was entered since, run `oversight build`.",
    )
