"""Checks of the complete package before it is published, by tools that know nothing of our code.

The official profile judges the descriptor, frictionless every CSV table by the descriptor, and pyarrow
compares each Parquet table with its CSV. What must be true of the tables is in `validation`.
"""

import io
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.package.paths import DESCRIPTOR, PACKAGE
from pipeline.sources.findings import Finding

PROFILE_FILE = Path(__file__).parent / "profiles" / "datapackage-2.0.json"
ARROW_TYPES = {
    "string": "string",
    "integer": "int64",
    "number": "float64",
    "date": "date32",
    "boolean": "bool",
}
"""Types of Table Schema as Arrow names them; numbers are binary in Parquet."""
GREATEST_INT32 = 2**31 - 1
"""As in `schemas.column`, which loads pandas; `verify` must not."""


def profile_findings(files: Mapping[str, bytes]) -> list[Finding]:
    """Where the descriptor breaks the official Data Package v2 profile."""
    return [
        Finding(
            f"{PACKAGE}/{DESCRIPTOR}",
            0,
            ".".join(str(step) for step in error.instance_path) or DESCRIPTOR,
            f"breaks the Data Package v2 profile: {error.message}",
            "correct pipeline/package/descriptor.py or release.yaml",
        )
        for error in _profile().iter_errors(json.loads(files[DESCRIPTOR]))
    ]


@cache
def _profile() -> Any:
    import jsonschema_rs

    return jsonschema_rs.Draft7Validator(json.loads(PROFILE_FILE.read_text(encoding="utf-8")))


def frictionless_findings(files: Mapping[str, bytes]) -> list[Finding]:
    """Where frictionless refuses the descriptor or a CSV: hash, size, header, cells, keys, references.

    It reads Parquet ten times as slowly as CSV, and `parquet_findings` does the same.
    """
    from frictionless import FrictionlessException, Package

    described = json.loads(files[DESCRIPTOR])
    tables = [resource for resource in described["resources"] if resource["format"] == "csv"]
    with TemporaryDirectory() as folder:
        for path in {resource["path"] for resource in tables} & files.keys():
            (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / path).write_bytes(files[path])
        try:
            Package.from_descriptor(described, basepath=folder)
            package = Package.from_descriptor({**described, "resources": tables}, basepath=folder)
        except FrictionlessException as refusal:
            return [_refused(DESCRIPTOR, error) for error in refusal.to_errors()]
        report = package.validate()
    return [
        *(_refused(DESCRIPTOR, error) for error in report.errors),
        *(_refused(task.place, error) for task in report.tasks for error in task.errors),
    ]


def _refused(path: str, error: Any) -> Finding:
    return Finding(
        f"{PACKAGE}/{path}",
        getattr(error, "row_number", 0),
        getattr(error, "field_name", "") or Path(path).name,
        f"frictionless ({error.title}): {error.message}",
        "the tables passed their own rules, so what writes them is wrong: correct pipeline/package",
    )


def parquet_findings(files: Mapping[str, bytes]) -> list[Finding]:
    """Where a Parquet table does not hold the cells of its CSV, in the types of the descriptor."""
    resources = json.loads(files[DESCRIPTOR])["resources"]
    csv_paths = {
        Path(resource["path"]).stem: resource["path"]
        for resource in resources
        if resource["format"] == "csv"
    }
    return [
        Finding(
            f"{PACKAGE}/{resource['path']}",
            0,
            subject,
            found,
            "correct pipeline/package/table_formats.py",
        )
        for resource in resources
        if resource["format"] == "parquet"
        for subject, found in _unlike(files, resource, csv_paths[Path(resource["path"]).stem])
    ]


def _unlike(
    files: Mapping[str, bytes], resource: Mapping[str, Any], csv_path: str
) -> Iterator[tuple[str, str]]:
    """Columns of a Parquet table that are not those of its CSV, each with its first difference.

    Both are read batch by batch, so that memory does not grow with the table.
    """
    import pyarrow
    import pyarrow.parquet
    from pyarrow import csv

    table = Path(csv_path).stem
    try:
        copy = pyarrow.parquet.ParquetFile(io.BytesIO(files[resource["path"]]))
        types = {name: copy.schema_arrow.field(name).type for name in copy.schema_arrow.names}
        fields = {
            field["name"]: _arrow_type(field, types.get(field["name"]))
            for field in resource["schema"]["fields"]
        }
        printed = csv.open_csv(io.BytesIO(files[csv_path]), **_csv_options(fields))
        if list(types) != printed.schema.names:
            columns, others = ", ".join(types), ", ".join(printed.schema.names)
            yield table, f"has the columns {columns}; {csv_path} has {others}"
            return
        for name, kind in fields.items():
            if types[name] != pyarrow.type_for_alias(kind):
                yield name, f"has the type {types[name]}; its descriptor asks for {kind}"
                types.pop(name)
        yield from _unlike_cells(copy, printed, list(types), table, csv_path)
    except pyarrow.ArrowException as error:
        yield table, f"cannot be compared with {csv_path}: {error}"


def _arrow_type(field: Mapping[str, Any], held: Any) -> str:
    """How Arrow names the type of a column: whole numbers may be held in 32 bits where their maximum fits."""
    maximum = field.get("constraints", {}).get("maximum")
    fits = field["type"] == "integer" and maximum is not None and maximum <= GREATEST_INT32
    return "int32" if str(held) == "int32" and fits else ARROW_TYPES[field["type"]]


def _unlike_cells(
    copy: Any, printed: Any, columns: list[str], table: str, csv_path: str
) -> Iterator[tuple[str, str]]:
    """The first difference of each column; of tables of other lengths, only their lengths."""
    import pyarrow

    batches = copy.iter_batches()
    held, rows = pyarrow.Table.from_batches([], copy.schema_arrow), 0
    unlike: dict[str, tuple[int, Any, Any]] = {}
    for batch_of_csv in printed:
        wanted = pyarrow.Table.from_batches([batch_of_csv])
        while held.num_rows < wanted.num_rows and (batch := next(batches, None)) is not None:
            held = pyarrow.concat_tables([held, pyarrow.Table.from_batches([batch])])
        for name in columns:
            column, cells = held[name].slice(0, wanted.num_rows), wanted[name]
            if name not in unlike and not column.equals(cells):
                pairs = zip(column.to_pylist(), cells.to_pylist(), strict=False)
                different = (
                    (row, *pair) for row, pair in enumerate(pairs, rows + 1) if pair[0] != pair[1]
                )
                unlike[name] = next(different, (rows + 1, "nothing", "a row"))
        held, rows = held.slice(wanted.num_rows), rows + wanted.num_rows
    if copy.metadata.num_rows != rows:
        yield table, f"has {copy.metadata.num_rows} rows; {csv_path} has {rows}"
        return
    for name, (row, cell, other) in unlike.items():
        yield name, f"row {row} holds `{cell}`; {csv_path} holds `{other}`"


def csv_table(content: bytes, types: Mapping[str, str]) -> Any:
    """A CSV as an Arrow table of these types; an empty cell is missing."""
    from pyarrow import csv

    return csv.read_csv(io.BytesIO(content), **_csv_options(types))


def _csv_options(types: Mapping[str, str]) -> dict[str, Any]:
    """How the package's CSV is read: each column in its type, an empty cell missing."""
    import pyarrow
    from pyarrow import csv

    return {
        "parse_options": csv.ParseOptions(newlines_in_values=True),
        "convert_options": csv.ConvertOptions(
            column_types={name: pyarrow.type_for_alias(kind) for name, kind in types.items()},
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
            true_values=["true"],
            false_values=["false"],
        ),
    }
