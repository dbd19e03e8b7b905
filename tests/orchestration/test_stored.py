"""Values between steps on disk: open formats, whole or absent, and a clear refusal where they cannot be used."""

import json
from decimal import Decimal

import dagster as dg
import pandas as pd
import pyarrow as pa
import pytest

from pipeline.orchestration.derivations import generation_shared_by
from pipeline.orchestration.generation import code_version, generation_of
from pipeline.orchestration.stored import Refused, SeveralTables, Stored, ValueFolder

pytestmark = pytest.mark.slow

TABLE = pd.DataFrame(
    {
        "name": pd.array(["a", None], pd.ArrowDtype(pa.string())),
        "count": pd.array([1, None], pd.ArrowDtype(pa.int64())),
        "share": pd.array([Decimal("0.25"), None], pd.ArrowDtype(pa.decimal128(38, 9))),
    }
)


@pytest.fixture
def folder(tmp_path):
    return ValueFolder(folder=str(tmp_path))


def keep(folder, name, value):
    folder.handle_output(dg.build_output_context(asset_key=name), Stored(value, "g", "c"))


def load(folder, name):
    return folder.load_input(dg.build_input_context(asset_key=name))


def test_a_table_comes_back_from_parquet_with_its_types_and_marks(folder, tmp_path):
    keep(folder, "figures", TABLE)
    loaded = load(folder, "figures")
    assert (loaded.generation, loaded.code_version) == ("g", "c")
    pd.testing.assert_frame_equal(loaded.value, TABLE)
    assert [path.name for path in tmp_path.iterdir()] == ["figures.parquet"]


def test_anything_else_comes_back_from_json(folder, tmp_path):
    keep(folder, "documents", {"oig-20-13": "6435f6"})
    assert load(folder, "documents") == Stored({"oig-20-13": "6435f6"}, "g", "c")
    assert json.loads((tmp_path / "documents.json").read_text())["generation"] == "g"


@pytest.mark.parametrize("names", [(), ("a__beds", "b__beds")])
def test_several_tables_come_back_as_one_value_and_none_come_back_as_none(folder, tmp_path, names):
    keep(folder, "declared_tables", SeveralTables(dict.fromkeys(names, TABLE)))
    loaded = load(folder, "declared_tables")
    assert (loaded.generation, loaded.code_version) == ("g", "c")
    assert tuple(loaded.value.frames) == names
    for frame in loaded.value.frames.values():
        pd.testing.assert_frame_equal(frame, TABLE)
    assert [path.name for path in tmp_path.iterdir()] == ["declared_tables.zip"]


def test_documents_are_json_also_where_there_are_none(folder, tmp_path):
    keep(folder, "documents", {})
    keep(folder, "documents", {"oig-20-13": "6435f6"})
    assert load(folder, "documents").value == {"oig-20-13": "6435f6"}
    assert [path.name for path in tmp_path.iterdir()] == ["documents.json"]


def test_a_missing_value_says_what_to_materialize(folder):
    with pytest.raises(Refused, match="figures has no stored value: materialize figures first"):
        load(folder, "figures")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("figures", TABLE),
        ("declared_tables", SeveralTables({"a__beds": TABLE})),
        ("declared_tables", SeveralTables({})),
        ("documents", {"a": "b"}),
    ],
)
def test_a_truncated_value_says_what_to_materialize(folder, tmp_path, name, value):
    keep(folder, name, value)
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(Refused, match=f"{name} has a stored value that cannot be read .*first"):
        load(folder, name)


def test_a_value_that_cannot_be_written_leaves_the_old_one(folder, tmp_path):
    keep(folder, "documents", {"a": "b"})
    with pytest.raises(TypeError):
        keep(folder, "documents", {"a": object()})
    assert load(folder, "documents").value == {"a": "b"}
    assert [path.name for path in tmp_path.iterdir()] == ["documents.json"]


def test_values_of_two_generations_or_of_other_code_are_refused():
    now = code_version()
    assert generation_shared_by({"a": Stored(1, "g", now), "b": Stored(2, "g", now)}) == "g"
    with pytest.raises(
        Refused, match=r"materialize `documents` first.*a: sources g, .*b: sources h"
    ):
        generation_shared_by({"a": Stored(1, "g", now), "b": Stored(2, "h", now)})
    with pytest.raises(Refused, match=r"by this code: materialize `documents` first"):
        generation_shared_by({"a": Stored(1, "g", "other")})


@pytest.mark.parametrize(
    "file", ["sources/oig-20-13/document.txt", "release.yaml", "releases/index.json"]
)
def test_a_generation_covers_everything_that_is_read(project, file):
    before = generation_of(project)
    path = project / file
    path.parent.mkdir(exist_ok=True)
    with path.open("a") as content:
        content.write("#")
    assert generation_of(project) != before


def test_the_hidden_file_of_an_editor_is_no_other_generation(project):
    before = generation_of(project)
    (project / "sources" / ".figures.yaml.swp").write_text("b0VIM")
    assert generation_of(project) == before
