"""Every table of a release in CSV and Parquet, by columns and in batches, so that a million rows are quick.

The descriptor says what must hold: types, required cells, vocabularies, patterns, limits, keys and
references. The CSV is held against it, and the Parquet against the CSV, cell by cell. What SQLite
and Excel hold is compared in `other_formats`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.compute as pc
import pyarrow.parquet
from pyarrow import csv

BLOCK = 8 << 20
"""Bytes of CSV that are read at a time."""
TYPES: Mapping[str, pyarrow.DataType] = {
    "string": pyarrow.string(),
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
    "boolean": pyarrow.bool_(),
    "date": pyarrow.date32(),
}
SHOWN = 3
Found = tuple[str, str]
"""A place, and what is wrong there."""


@dataclass
class Seen:
    """What must be remembered of a table while its rows pass: its keys, and what refers elsewhere."""

    rows: int = 0
    keys: dict[tuple[str, ...], list[pyarrow.Array]] = field(default_factory=dict)
    referred: dict[str, pyarrow.Array] = field(default_factory=dict)


def tables_of(descriptor: Mapping[str, Any]) -> dict[str, dict[str, Mapping[str, Any]]]:
    """Resources by table and format."""
    tables: dict[str, dict[str, Mapping[str, Any]]] = {}
    for resource in descriptor["resources"]:
        name = str(resource["name"]).removesuffix("-parquet")
        tables.setdefault(name, {})[str(resource["format"])] = resource
    return tables


def table_problems(folder: Path, descriptor: Mapping[str, Any]) -> Iterator[Found]:
    """Everything that is wrong with the tables in CSV and Parquet."""
    tables = tables_of(descriptor)
    wanted = _referenced(tables)
    seen: dict[str, Seen] = {}
    for name, formats in tables.items():
        seen[name] = Seen()
        try:
            yield from _of_a_table(folder, formats, wanted.get(name, set()), seen[name])
        except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError, OSError) as error:
            yield formats["csv"]["path"], str(error).partition("\n")[0]
    for name, formats in tables.items():
        yield from _key_problems(formats["csv"], seen[name])
        yield from _reference_problems(name, formats["csv"], seen)


def batches_of(path: Path, schema: Mapping[str, Any]) -> Iterator[pyarrow.RecordBatch]:
    """The rows of a CSV in the types that its schema gives; raises `ArrowInvalid` where one is not."""
    types = {item["name"]: TYPES[item["type"]] for item in schema["fields"]}
    reader = csv.open_csv(
        path,
        read_options=csv.ReadOptions(block_size=BLOCK),
        parse_options=csv.ParseOptions(newlines_in_values=True),
        convert_options=csv.ConvertOptions(
            column_types=types,
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
            true_values=["true"],
            false_values=["false"],
        ),
    )
    if reader.schema.names != list(types):
        raise pyarrow.ArrowInvalid(
            f"the columns are {', '.join(reader.schema.names)}; the descriptor says {', '.join(types)}"
        )
    yield from reader


def _of_a_table(
    folder: Path, formats: Mapping[str, Mapping[str, Any]], wanted: set[str], seen: Seen
) -> Iterator[Found]:
    resource = formats["csv"]
    schema = resource["schema"]
    copy = _Copy(folder / formats["parquet"]["path"], schema) if "parquet" in formats else None
    for batch in batches_of(folder / resource["path"], schema):
        for item in schema["fields"]:
            yield from _constraint_problems(resource["path"], item, batch[item["name"]], seen.rows)
        if copy is not None:
            yield from copy.problems(batch, seen.rows)
        _remember(schema, wanted, batch, seen)
        seen.rows += len(batch)
    if copy is not None:
        yield from copy.rest()


class _Copy:
    """The same table in Parquet, read along with the CSV."""

    def __init__(self, path: Path, schema: Mapping[str, Any]) -> None:
        self.path = f"{path.parent.name}/{path.name}"
        file = pyarrow.parquet.ParquetFile(path, pre_buffer=False, buffer_size=1 << 20)
        names = [item["name"] for item in schema["fields"]]
        if file.schema_arrow.names != names:
            raise pyarrow.ArrowInvalid(f"{self.path}: the columns are not those of the CSV")
        self.kinds = {item["name"]: TYPES[item["type"]] for item in schema["fields"]}
        self.wrong = [
            n for n, kind in self.kinds.items() if file.schema_arrow.field(n).type != kind
        ]
        self.batches = file.iter_batches(batch_size=1 << 16, use_threads=True)
        self.held = file.schema_arrow.empty_table()

    def problems(self, batch: pyarrow.RecordBatch, before: int) -> Iterator[Found]:
        """Where the next rows are not those of the batch."""
        for name in self.wrong:
            yield f"{self.path} {name}", f"the type is not {self.kinds[name]}"
        self.wrong = []
        while len(self.held) < len(batch) and (more := next(self.batches, None)) is not None:
            self.held = pyarrow.concat_tables([self.held, pyarrow.Table.from_batches([more])])
        mine, self.held = self.held.slice(0, len(batch)), self.held.slice(len(batch))
        if len(mine) < len(batch):
            yield self.path, f"the rows end after {before + len(mine)}, the CSV has more"
            batch = batch.slice(0, len(mine))
        for name in batch.schema.names:
            if not mine[name].equals(pyarrow.chunked_array([batch[name]])):
                place = _first_unlike(batch[name], mine[name].combine_chunks())
                yield (
                    f"{self.path} {name}",
                    f"row {before + place + 1} is not that of the CSV: "
                    f"`{mine[name][place].as_py()}` for `{batch[name][place].as_py()}`",
                )

    def rest(self) -> Iterator[Found]:
        """Rows behind the last of the CSV."""
        if len(self.held) or next(self.batches, None) is not None:
            yield self.path, "there are more rows than in the CSV"


def _first_unlike(one: pyarrow.Array, other: pyarrow.Array) -> int:
    return next(
        n for n, pair in enumerate(zip(one, other, strict=True)) if not pair[0].equals(pair[1])
    )


def _constraint_problems(
    path: str, item: Mapping[str, Any], cells: pyarrow.Array, before: int
) -> Iterator[Found]:
    constraints = item.get("constraints", {})
    place = f"{path} {item['name']}"
    if constraints.get("required") and cells.null_count:
        yield place, _rows("is empty", pc.is_null(cells), before)
    if "enum" in constraints:
        known = pyarrow.array([*constraints["enum"], None], cells.type)
        yield from _where(pc.invert(pc.is_in(cells, known)), place, "is no term", before)
    if "pattern" in constraints:
        matches = pc.match_substring_regex(cells, f"^(?:{constraints['pattern']})$")
        yield from _where(pc.invert(matches), place, "has another form", before)
    if "minimum" in constraints:
        below = pc.less(cells, pyarrow.scalar(constraints["minimum"], cells.type))
        yield from _where(below, place, f"is below {constraints['minimum']}", before)


def _where(wrong: pyarrow.Array, place: str, said: str, before: int) -> Iterator[Found]:
    if pc.any(wrong).as_py():
        yield place, _rows(said, wrong, before)


def _rows(said: str, wrong: pyarrow.Array, before: int) -> str:
    numbers = [int(n) + before + 1 for n in pc.indices_nonzero(wrong).to_pylist()]
    shown = ", ".join(map(str, numbers[:SHOWN]))
    more = f" and {len(numbers) - SHOWN} more" if len(numbers) > SHOWN else ""
    return f"{said} in row {shown}{more}"


def _remember(
    schema: Mapping[str, Any], wanted: set[str], batch: pyarrow.RecordBatch, seen: Seen
) -> None:
    """Keep the keys of these rows, and what of them other tables refer to or they refer to."""
    keys = {tuple(schema["primaryKey"]), *map(tuple, schema.get("uniqueKeys", ()))}
    for key in keys | {(name,) for name in wanted}:
        seen.keys.setdefault(key, []).append(_joined([batch[name] for name in key]))
    for reference in schema.get("foreignKeys", ()):
        (name,) = reference["fields"]
        values = [seen.referred[name]] if name in seen.referred else []
        seen.referred[name] = pc.unique(pyarrow.chunked_array([*values, batch[name]]))


def _joined(parts: Sequence[pyarrow.Array]) -> pyarrow.Array:
    """The parts of a key as one text each; parts that are missing are alike, as where it was made."""
    if len(parts) == 1:
        return parts[0]
    texts = [pc.fill_null(pc.cast(part, pyarrow.string()), "") for part in parts]
    return pc.binary_join_element_wise(*texts, "\x1f")


def _referenced(tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> dict[str, set[str]]:
    """Columns of each table that some table refers to."""
    wanted: dict[str, set[str]] = {}
    for name, formats in tables.items():
        for reference in formats["csv"]["schema"].get("foreignKeys", ()):
            other = reference["reference"]["resource"] or name
            wanted.setdefault(other, set()).update(reference["reference"]["fields"])
    return wanted


def _key_problems(resource: Mapping[str, Any], seen: Seen) -> Iterator[Found]:
    schema = resource["schema"]
    for key in (schema["primaryKey"], *schema.get("uniqueKeys", ())):
        held = pyarrow.chunked_array(
            seen.keys.get(tuple(key), [pyarrow.array([], pyarrow.string())])
        )
        values = held.drop_null()
        if key == schema["primaryKey"] and len(values) < len(held):
            yield resource["path"], f"the key {', '.join(key)} is empty in some row"
        if pc.count_distinct(values).as_py() < len(values):
            counts = pc.value_counts(values)
            twice = next(item["values"] for item in counts if item["counts"].as_py() > 1)
            said = str(twice.as_py()).replace("\x1f", " ")
            yield resource["path"], f"the key {', '.join(key)} is not unique: `{said}`"


def _reference_problems(
    name: str, resource: Mapping[str, Any], seen: Mapping[str, Seen]
) -> Iterator[Found]:
    for reference in resource["schema"].get("foreignKeys", ()):
        (column,), target = reference["fields"], reference["reference"]
        other, (other_column,) = target["resource"] or name, target["fields"]
        if column not in seen[name].referred or (other_column,) not in seen[other].keys:
            continue
        known = pc.unique(pyarrow.chunked_array(seen[other].keys[(other_column,)]))
        values = seen[name].referred[column].drop_null()
        lost = values.filter(pc.invert(pc.is_in(values, known)))
        if len(lost):
            yield (
                f"{resource['path']} {column}",
                f"`{lost[0].as_py()}` is not in {other}.{other_column}"
                + (f", nor are {len(lost) - 1} others" if len(lost) > 1 else ""),
            )
