"""Every table opens as its model has it in the programs that people use, with their default settings.

CSV has no types, so a few columns are read otherwise. The tests name them, and so does the dictionary.
"""

import json
import os
import subprocess
from pathlib import Path

import duckdb
import pandas as pd
import polars
import pytest

from pipeline.package.paths import table_path
from pipeline.package.sqlite import VIEWS, sqlite_bytes
from schemas.column import columns_of
from tests.package.reading import columns_read_otherwise, lost_cells, readings_in

pytestmark = pytest.mark.slow

NODE = Path(__file__).parent / "node"
CHECKER = Path(__file__).parents[1] / "site/checker"
R = Path(__file__).parent / "r"

DIGITS = {("emendations", "token")}
"""Columns of texts, all of which are numbers today: every program that guesses takes them for numbers."""
DIGITS_AND_COMMAS = {("emendations", "read_as")}
TRIMMED = {("provenance", "prefix"), ("provenance", "suffix")}
"""Columns of exact characters, with the space at their ends."""


@pytest.fixture(scope="module")
def folder(files, tmp_path_factory):
    """The package as a consumer has it."""
    root = tmp_path_factory.mktemp("package")
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


@pytest.fixture(scope="module")
def read_otherwise(catalog, tables):
    """The columns (table, column) that a program reads otherwise; no cell may have lost its meaning."""

    def compare(readings):
        assert set(readings) == set(tables)
        models = catalog.tables
        lost = {name: lost_cells(models[name], tables[name], readings[name]) for name in tables}
        assert {name: cells for name, cells in lost.items() if cells} == {}
        return {
            (name, column)
            for name, reading in readings.items()
            for column in columns_read_otherwise(models[name], tables[name], reading)
        }

    return compare


def by_pandas(path):
    frame = pd.read_csv(path) if path.suffix == ".csv" else pd.read_parquet(path)
    cells = frame.astype(object).where(frame.notna(), None)
    return {name: cells[name].tolist() for name in cells}


def by_polars(path):
    # With default settings it takes the types of a CSV file from 100 rows: see the test below.
    if path.suffix == ".csv":
        return polars.read_csv(path, infer_schema_length=None).to_dict(as_series=False)
    return polars.read_parquet(path).to_dict(as_series=False)


def by_duckdb(path):
    rows = duckdb.connect().execute(f"from '{path}'")
    names = [column[0] for column in rows.description]
    return dict(zip(names, map(list, zip(*rows.fetchall(), strict=True)), strict=True))


def read_by_script(command, folder, kind, names):
    arguments = [f"{name}={folder / table_path(name, kind)}" for name in names]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    ran = subprocess.run(
        [*command, *arguments], capture_output=True, text=True, env=environment, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return readings_in(ran.stdout)


@pytest.mark.parametrize(("kind", "otherwise"), [("csv", DIGITS), ("parquet", set())])
@pytest.mark.parametrize("read", [by_pandas, by_polars, by_duckdb], ids=lambda read: read.__name__)
def test_a_library_of_python_reads_every_table(
    read, kind, otherwise, folder, tables, read_otherwise
):
    readings = {name: read(folder / table_path(name, kind)) for name in tables}
    assert read_otherwise(readings) == otherwise


def test_polars_with_default_settings_refuses_a_table_or_reads_it_right(folder, tables, catalog):
    """It never misreads one: where a column has a fraction below 100 rows of whole numbers, it stops.

    Numbers keep the text that the documents support (8665, not 8665.0), and a point in the first rows
    would not help a column that begins below row 100. So the README names the option.
    """
    refused = []
    for name, frame in tables.items():
        try:
            read = polars.read_csv(folder / table_path(name, "csv")).to_dict(as_series=False)
        except polars.exceptions.ComputeError as error:
            assert "infer_schema_length" in str(error)
            refused.append(name)
        else:
            assert lost_cells(catalog.tables[name], frame, read) == [], name
    assert refused, "no table needs the option any more: take it out of README and dictionary"


@pytest.mark.system
@pytest.mark.needs("Rscript", "install R (Debian: r-base-core)")
def test_r_reads_every_table(folder, catalog, tables, read_otherwise):
    """Without packages, truth values stay texts."""
    readings = read_by_script(["Rscript", R / "read.R", "read.csv"], folder, "csv", tables)
    truth_values = {
        (name, column.name)
        for name, model in catalog.tables.items()
        for column in columns_of(model)
        if column.type is bool and tables[name][column.name].notna().any()
    }
    assert read_otherwise(readings) == truth_values | DIGITS


@pytest.mark.full
@pytest.mark.needs("Rscript", "install R (Debian: r-base-core, r-cran-readr)")
def test_readr_reads_every_table(folder, tables, read_otherwise):
    readings = read_by_script(["Rscript", R / "read.R", "read_csv"], folder, "csv", tables)
    assert read_otherwise(readings) == DIGITS | DIGITS_AND_COMMAS | TRIMMED


@pytest.mark.parametrize("folder", [NODE, CHECKER], ids=["readers", "checker"])
def test_the_packages_of_npm_are_locked_by_hash_and_name_no_host(folder):
    wanted = json.loads((folder / "package.json").read_text())["dependencies"]
    locked = json.loads((folder / "package-lock.json").read_text())["packages"]
    assert locked.pop("") == {"dependencies": wanted}
    for name, package in locked.items():
        assert package["version"] == wanted[name.removeprefix("node_modules/")]
        assert package["integrity"].startswith("sha512-") and "resolved" not in package


@pytest.mark.full
@pytest.mark.needs("node", "install Node.js (Debian: nodejs, npm)")
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_readers_of_javascript_read_every_table(kind, folder, tables, read_otherwise):
    """Papa Parse and hyparquet, as `npm ci` installs them from the lock in `node/`."""
    command = ["node", NODE / "read.mjs", folder / "datapackage.json"]
    assert read_otherwise(read_by_script(command, folder, kind, tables)) == set()


@pytest.mark.full
@pytest.mark.needs("node", "install Node.js (Debian: nodejs, npm)")
def test_an_sqlite_older_than_3_16_reads_every_table_and_view(
    release, catalog, tables, read_otherwise, tmp_path
):
    path = tmp_path / "database.sqlite"
    path.write_bytes(sqlite_bytes(release, catalog, tables))
    ran = subprocess.run(
        ["node", NODE / "database.mjs", path], capture_output=True, text=True, check=True
    )
    about, _, lines = ran.stdout.partition("\n")
    assert json.loads(about) == {"version": [["3.15.1"]], "check": [["ok"]]}
    readings = readings_in(lines)
    assert all(readings[view.name] for view in VIEWS)
    for name, model in catalog.tables.items():
        for column in columns_of(model):
            if column.type is bool:  # SQLite has none
                cells = readings[name][column.name]
                readings[name][column.name] = [
                    None if cell is None else cell == 1 for cell in cells
                ]
    assert read_otherwise({name: readings[name] for name in tables}) == set()
