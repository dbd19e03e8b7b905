"""Values that Dagster keeps between steps: a table as Parquet, several as a zip of these, others as JSON.

Nothing is pickled. Each value carries the generation and the code version that it was made from (`generation`). A file is
written beside its place and renamed, so that a reader sees a whole value or none.
"""

import io
import json
import os
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import dagster as dg

if TYPE_CHECKING:
    import pandas as pd

MARKS = ("generation", "code_version")
MARKS_FILE = "marks.json"


class Stored(NamedTuple):
    """A value, and the sources and the code that it was made from."""

    value: Any
    generation: str
    code_version: str


@dataclass(frozen=True)
class SeveralTables:
    """Tables by name that are one value; there may be none."""

    frames: "Mapping[str, pd.DataFrame]"

    def __repr__(self) -> str:
        return f"SeveralTables({len(self.frames)})"


class Refused(dg.Failure):
    """A step that stops on purpose; the message says what to materialize first."""

    def __init__(self, message: str, **metadata: Any) -> None:
        super().__init__(message, metadata=metadata, allow_retries=False)


class ValueFolder(dg.ConfigurableIOManager):
    """Keeps the value of each asset in a file below a folder.

    `load_input` raises `Refused` where a value is missing or cannot be read.
    """

    folder: str

    def handle_output(self, context: dg.OutputContext, obj: Stored | None) -> None:
        """Write a value beside its place, then rename it into place."""
        if obj is None:
            return
        suffix = _suffix_of(obj.value)
        path = self._path(context.asset_key, suffix)
        content = WRITERS[suffix](obj)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(beside).replace(path)
        finally:
            Path(beside).unlink(missing_ok=True)
        context.add_output_metadata({"stored in": dg.MetadataValue.path(str(path))})

    def load_input(self, context: dg.InputContext) -> Stored:
        """The stored value of an asset."""
        name = context.asset_key.to_user_string()
        try:
            for suffix in (".parquet", ".zip"):
                path = self._path(context.asset_key, suffix)
                if path.exists():
                    return _read_parquet(path) if suffix == ".parquet" else _read_archive(path)
            path = self._path(context.asset_key, ".json")
            return Stored(**json.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            found = "has no stored value"
        except Exception as error:  # Arrow, JSON and the file system each fail in their own way
            found = f"has a stored value that cannot be read ({type(error).__name__}: {path})"
        raise Refused(f"{name} {found}: materialize {name} first")

    def _path(self, key: dg.AssetKey, suffix: str) -> Path:
        return Path(self.folder, *key.path).with_suffix(suffix)


def _suffix_of(value: Any) -> str:
    """The suffix of the file that holds a value."""
    import pandas as pd

    if isinstance(value, pd.DataFrame):
        return ".parquet"
    return ".zip" if isinstance(value, SeveralTables) else ".json"


def _parquet(stored: Stored) -> bytes:
    import pyarrow
    import pyarrow.parquet

    table = pyarrow.Table.from_pandas(stored.value, preserve_index=False)
    marks = {name: getattr(stored, name) for name in MARKS}
    sink = pyarrow.BufferOutputStream()
    pyarrow.parquet.write_table(
        table.replace_schema_metadata({**(table.schema.metadata or {}), **marks}), sink
    )
    return bytes(sink.getvalue().to_pybytes())


def _json(stored: Stored) -> bytes:
    return json.dumps(stored._asdict(), indent=1, ensure_ascii=False).encode()


def _archive(stored: Stored) -> bytes:
    """Several tables, each as Parquet, and the marks as JSON."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(MARKS_FILE, json.dumps({name: getattr(stored, name) for name in MARKS}))
        for name, frame in stored.value.frames.items():
            archive.writestr(f"{name}.parquet", _parquet(stored._replace(value=frame)))
    return content.getvalue()


def _read_archive(path: Path) -> Stored:
    with zipfile.ZipFile(path) as archive:
        marks = json.loads(archive.read(MARKS_FILE))
        frames = {
            name.removesuffix(".parquet"): _read_parquet(io.BytesIO(archive.read(name))).value
            for name in archive.namelist()
            if name != MARKS_FILE
        }
    return Stored(SeveralTables(frames), **marks)


WRITERS = {".parquet": _parquet, ".zip": _archive, ".json": _json}
"""How a value is written, by the suffix of its file."""


def _read_parquet(path: Path | io.BytesIO) -> Stored:
    import pandas as pd
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(path)
    marks = {name: table.schema.metadata[name.encode()].decode() for name in MARKS}
    return Stored(table.to_pandas(types_mapper=pd.ArrowDtype), **marks)
