"""The published package: valid, complete, and the same in every program that opens it."""

import json
import os
import shutil
import subprocess
import sys

import pandas as pd
import pyarrow.parquet
import pytest

from pipeline.package.package_folder import differences
from pipeline.text.documents import sha256_of
from schemas.column import columns_of


@pytest.fixture(scope="module")
def package(repository):
    return repository / "datapackage"


@pytest.fixture(scope="module")
def descriptor(package):
    return json.loads((package / "datapackage.json").read_text(encoding="utf-8"))


def test_every_resource_is_described_by_its_model(descriptor, catalog):
    resources = {resource["name"]: resource for resource in descriptor["resources"]}
    for name, table in catalog.tables.items():
        for resource in (resources[name], resources[f"{name}-parquet"]):
            fields = resource["schema"]["fields"]
            assert [field["name"] for field in fields] == [c.name for c in columns_of(table)]
            assert all(field["title"] and field["description"] for field in fields)
            assert resource["title"] and resource["description"]


def test_checksums_cover_every_file(package):
    listed = dict(
        reversed(line.split("  ")) for line in (package / "SHA256SUMS").read_text().splitlines()
    )
    files = {p.relative_to(package).as_posix(): p for p in package.rglob("*") if p.is_file()}
    assert listed == {
        name: sha256_of(path.read_bytes()) for name, path in files.items() if name != "SHA256SUMS"
    }


def test_csv_is_plain(package):
    for path in (package / "csv").glob("*.csv"):
        content = path.read_bytes()
        content.decode("utf-8")
        assert not content.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in content
        assert content.endswith(b"\n")


def test_parquet_carries_what_is_said_of_a_column(package):
    schema = pyarrow.parquet.read_schema(package / "parquet/arrest_offenses.parquet")
    about = schema.field("charges").metadata
    assert about[b"title"] == b"Charges"
    assert about[b"unit"] == b"charges"
    assert not schema.field("charges").nullable


def test_pandas_opens_parquet_with_whole_numbers_that_may_be_missing(package):
    figures = pd.read_parquet(package / "parquet/figures.parquet")
    assert str(figures["page"].dtype) == "Int64"
    assert str(figures["value"].dtype) == "float64"
    assert str(figures["lower_closed"].dtype) == "boolean"
    assert figures["page"].isna().any()


def test_no_cell_would_run_as_a_formula_in_a_spreadsheet(tables):
    for frame in tables.values():
        for name in frame.columns:
            cells = frame[name].dropna().astype(str)
            assert not cells.str.match(r"[=@+]").any(), name


@pytest.mark.system
def test_the_same_sources_give_the_same_bytes_elsewhere(project, files, repository):
    """Another directory, time zone, locale and hash seed; the command as a user runs it."""
    shutil.rmtree(project / "datapackage")
    (project / "releases").symlink_to(repository / "releases")
    shutil.copy(repository / "release.yaml", project)
    places = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "4242"}
    command = [sys.executable, "-m", "pipeline.cli", "--root", str(project), "build"]
    subprocess.run(command, cwd="/", env={**os.environ, **places}, check=True, capture_output=True)
    assert {finding.found for finding in differences(project, files)} == set()
