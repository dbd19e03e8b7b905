"""The database, the workbook and what Datasette shows: the same cells, and each format's safeguards."""

import csv
import html
import http.client
import io
import json
import os
import pickle
import re
import socket
import sqlite3
import subprocess
import sys
import time
import zipfile
from datetime import date, datetime
from decimal import Decimal
from math import ceil
from types import SimpleNamespace
from urllib.parse import urlencode

import openpyxl
import pandas as pd
import pyarrow.parquet
import pytest
import python_calamine

from pipeline.package.datasette import datasette_metadata
from pipeline.package.excel import excel_bytes
from pipeline.package.json_lines import json_lines
from pipeline.package.sheet_names import sheet_names
from pipeline.package.sqlite import OWN_TABLES, VIEWS, database_tables, sqlite_bytes
from pipeline.package.table_formats import csv_bytes, parquet_bytes, values_of
from pipeline.text.documents import sha256_of
from schemas.column import columns_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def written(release, catalog, tables):
    """Both files, and the workbook opened by two programs."""
    workbook = excel_bytes(release, catalog, tables)
    return SimpleNamespace(
        models=catalog.tables,
        release=release,
        sheets=sheet_names(catalog.tables),
        tables=tables,
        database=sqlite_bytes(release, catalog, tables),
        workbook=workbook,
        openpyxl=openpyxl.load_workbook(io.BytesIO(workbook)),
        calamine=python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(workbook)),
    )


@pytest.fixture
def database(written):
    connection = opened(written.database)
    yield connection
    connection.close()


def opened(database):
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(database)
    connection.execute("PRAGMA foreign_keys=ON")
    return connection


def with_cell(tables, table, column, value, row=0):
    frame = tables[table].copy()
    assert column in frame
    frame.loc[row, column] = value
    return {**tables, table: frame}


# What each format holds of a table: its header, then its rows in the types of the model.


def cells_of_csv(name, written):
    content = csv_bytes(written.models[name], written.tables[name]).decode()
    header, *rows = csv.reader(io.StringIO(content, newline=""))
    yield header
    yield from typed(
        written.models[name],
        [[cell or None for cell in row] for row in rows],
        {bool: {"true": True, "false": False}.get, int: int, Decimal: float},
    )


def cells_of_parquet(name, written):
    content = parquet_bytes(written.release, written.models[name], written.tables[name])
    read = pyarrow.parquet.read_table(io.BytesIO(content))
    yield read.column_names
    yield from zip(*(column.to_pylist() for column in read.columns), strict=True)


def cells_of_sqlite(name, written):
    rows = opened(written.database).execute(f'SELECT * FROM "{name}" ORDER BY rowid')
    yield [column[0] for column in rows.description]
    yield from typed(written.models[name], rows, {bool: {1: True, 0: False}.get})


def cells_of_openpyxl(name, written):
    for row in written.openpyxl[written.sheets[name]].iter_rows(values_only=True):
        yield [cell.date() if isinstance(cell, datetime) else cell for cell in row]


def cells_of_calamine(name, written):
    for row in written.calamine.get_sheet_by_name(written.sheets[name]).to_python():
        yield [None if cell == "" else cell for cell in row]


def typed(model, rows, read):
    """Cells read by the type of their column; ISO dates where nothing else is said."""
    read = {date: lambda cell: cell if isinstance(cell, date) else date.fromisoformat(cell), **read}
    types = [read.get(column.type, lambda cell: cell) for column in columns_of(model)]
    for row in rows:
        yield [None if cell is None else of(cell) for of, cell in zip(types, row, strict=True)]


def published_cells(frame):
    """The frame's own cells, a decimal as the float nearest to it."""
    header = [*frame.columns]
    yield header
    for row in zip(*(values_of(frame, column) for column in header), strict=True):
        yield [float(cell) if isinstance(cell, Decimal) else cell for cell in row]


READERS = [cells_of_csv, cells_of_parquet, cells_of_sqlite, cells_of_openpyxl, cells_of_calamine]


@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)
def test_every_format_holds_the_same_cells(read, written):
    for name, frame in written.tables.items():
        cells = [list(row) for row in read(name, written)]
        expected = list(published_cells(frame))
        assert cells == expected, name
        for row, wanted in zip(cells, expected, strict=True):
            # 1 == True and 1 == 1.0, but a truth value is no number.
            assert [type(cell) is bool for cell in row] == [type(cell) is bool for cell in wanted]


def test_the_record_of_a_figure_holds_the_same_cells(written, release):
    header, *rows = published_cells(written.tables["figures"])
    lines = [json.loads(line) for line in json_lines(release, written.tables).splitlines()]
    assert {line["release"] for line in lines} == {f"{release.title} {release.version}"}
    records = [line["figure"] for line in lines]
    assert [list(record) for record in records] == [header] * len(rows)
    for record, row in zip(records, rows, strict=True):
        assert list(record.values()) == [
            cell.isoformat() if isinstance(cell, date) else cell for cell in row
        ]


# The database.


def test_the_database_is_whole(database):
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def constraints(catalog):
    for name, table in catalog.tables.items():
        for column in columns_of(table):
            if column.required:
                yield name, column.name, None, "NOT NULL"
            if column.vocabulary:
                yield name, column.name, "no term", "CHECK"
            if column.minimum is not None:
                yield name, column.name, column.minimum - 1, "CHECK"
            if column.maximum is not None:
                yield name, column.name, column.maximum + 1, "CHECK"
            if column.references:
                yield name, column.name, "nowhere", "FOREIGN KEY"


def test_the_database_enforces_what_is_declared_of_every_column(database, catalog):
    tried = set()
    for name, column, value, refused in constraints(catalog):
        if database.execute(f'SELECT count(*) FROM "{name}"').fetchone() == (0,):
            continue
        with pytest.raises(sqlite3.IntegrityError, match=refused):
            database.execute(
                f'UPDATE "{name}" SET "{column}" = ? '
                f'WHERE rowid = (SELECT min(rowid) FROM "{name}")',
                [value],
            )
        tried.add((refused, name))
    assert {refused for refused, _ in tried} == {"NOT NULL", "CHECK", "FOREIGN KEY"}


def test_the_database_refuses_a_second_row_with_the_same_key(database, catalog):
    for name in catalog.tables:
        if database.execute(f'SELECT count(*) FROM "{name}"').fetchone() == (0,):
            continue
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            database.execute(f'INSERT INTO "{name}" SELECT * FROM "{name}" LIMIT 1')


def test_the_database_refuses_a_second_row_with_the_same_natural_key(database):
    period = "period_start = '2013-10-01', period_end = '2014-09-30'"
    with pytest.raises(sqlite3.IntegrityError, match=r"UNIQUE.*period_start.*period_end.*series"):
        database.execute(f"UPDATE detainers_by_fiscal_year SET {period}")


SQLITE_3_16 = set(
    "CREATE TABLE VIEW AS SELECT FROM JOIN USING ORDER BY TEXT INTEGER REAL "
    "PRIMARY KEY UNIQUE NOT NULL CHECK IN REFERENCES".split()
)
"""Words of statements that every SQLite since 3.16, of January 2017, knows."""


def test_no_statement_needs_a_newer_sqlite_than_3_16(written, database):
    """A statement beyond these words is admitted here once it is known since when SQLite has it."""
    statements = [sql for (sql,) in database.execute("SELECT sql FROM sqlite_master") if sql]
    assert len(statements) == len(written.models) + len(OWN_TABLES) + len(VIEWS)
    for sql in statements:
        plain = re.sub(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"", "", sql)
        assert set(re.findall(r"[A-Za-z_]+", plain)) <= SQLITE_3_16
        # Nor operators that came later, such as ->.
        assert not re.search(r"[^A-Za-z_\s\d(),.<>=-]|->", plain)
    header = written.database[:100]
    write_version, read_version = header[18:20]
    assert (write_version, read_version) == (1, 1)  # no write-ahead log
    assert int.from_bytes(header[44:48], "big") == 4  # the schema format since 3.3


def test_no_database_is_written_of_tables_that_contradict_themselves(release, catalog, tables):
    twice = {**tables, "measures": pd.concat([tables["measures"], tables["measures"]])}
    nowhere = with_cell(tables, "oig_20_13__case_reviews", "cases_figure_id", "nowhere")
    for broken in (twice, nowhere, with_cell(tables, "figures", "statistic", "guess")):
        with pytest.raises(sqlite3.IntegrityError):
            sqlite_bytes(release, catalog, broken)


def test_every_column_of_the_database_is_described_in_it(database, catalog):
    names = {
        name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE sql IS NOT NULL")
    }
    assert names == set(database_tables(catalog)) | {view.name for view in VIEWS}
    described = {name for (name,) in database.execute("SELECT table_name FROM table_comments")}
    assert described == names
    for name in names:
        columns = [row[1] for row in database.execute(f'PRAGMA table_info("{name}")')]
        comments = database.execute(
            "SELECT column_name FROM column_comments WHERE table_name = ? ORDER BY rowid", [name]
        )
        assert [column for (column,) in comments] == columns
    comment = database.execute(
        "SELECT title, description, unit, vocabulary FROM column_comments "
        "WHERE table_name = 'oig_20_13__case_reviews' AND column_name = 'cases'"
    )
    assert comment.fetchone() == ("Cases", "Number of cases, as printed.", "cases", None)


def test_the_database_says_what_release_it_is(database, release):
    about = dict(database.execute("SELECT name, value FROM about"))
    for name in ("title", "version", "created", "rights", "description"):
        assert about[name] == getattr(release, name)
    assert release.licenses[0].path in about["license"]


def test_a_view_has_one_row_for_each_place_that_a_cell_was_read_from(database, tables):
    database.row_factory = sqlite3.Row
    rows = database.execute("SELECT * FROM cells_with_quotations").fetchall()
    provenance, sources = tables["provenance"], tables["sources"].set_index("source_id")
    for name in ("table_name", "row_key", "column_name", "part", "exact", "page", "start_offset"):
        assert [row[name] for row in rows] == values_of(provenance, name)
    titles = [sources.loc[source, "title"] for source in provenance["source_id"]]
    assert [row["title"] for row in rows] == titles


# The workbook.


def test_a_workbook_opens_with_what_it_is(written, release, tables):
    book = written.openpyxl
    first, *others = written.sheets["figures_readable"], "readme", "columns"
    others += [name for name in written.sheets.values() if name != first]
    assert book.sheetnames == [first, *others]
    said = {row[0]: row[1:] for row in book["readme"].iter_rows(values_only=True)}
    for name in ("title", "version", "rights", "description"):
        assert said[name][0] == getattr(release, name)
    for name, frame in tables.items():
        assert said[written.sheets[name]][1:] == (len(frame), name)
    columns = {row[:2] for row in book["columns"].iter_rows(min_row=2, values_only=True)}
    assert columns == {
        (name, column.name)
        for name, model in written.models.items()
        for column in columns_of(model)
    }


def test_a_sheet_keeps_its_header_in_sight_and_filters(written):
    for name in written.sheets.values():
        sheet = written.openpyxl[name]
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(cell.font.bold for cell in sheet[1])


def test_a_long_text_wraps_in_a_row_that_is_high_enough_for_it(written):
    sheet = written.openpyxl["figures_readable"]
    names = [cell.value for cell in sheet[1]]
    for cells in sheet.iter_rows(min_row=2):
        caution = cells[names.index("caution")]
        width = sheet.column_dimensions[caution.column_letter].width
        lines = ceil(len(caution.value or "") / (width * 1.2))
        assert caution.alignment.wrap_text or caution.value is None
        assert sheet.row_dimensions[caution.row].height >= 15 * lines


def test_sheets_print_across_with_their_header_and_key_on_every_page(written):
    for name, frame in written.tables.items():
        sheet = written.openpyxl[written.sheets[name]]
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A")
        assert (sheet.page_setup.fitToWidth or 1) <= ceil(len(frame.columns) / 2)
    readme = written.openpyxl["readme"]
    assert (readme.sheet_properties.pageSetUpPr.fitToPage, readme.page_setup.fitToHeight) == (
        True,
        None,
    )


def test_dates_are_dates_and_truth_values_are_truth_values(written):
    header, first = written.openpyxl["sources"].iter_rows(max_row=2)
    cells = {name.value: cell for name, cell in zip(header, first, strict=True)}
    assert (cells["published"].is_date, cells["published"].number_format) == (True, "yyyy-mm-dd")
    assert cells["text_held"].data_type == "b"


DANGEROUS = [
    '=HYPERLINK("http://example.org","here")',
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "'=1+1",
    " =1+1",
    "\x01=1",
    "http://example.org",
    "143,100",
    "10-12",
    "2019-09-30",
    "TRUE",
    "#REF!",
    "_x003D_1",
]


def test_no_text_is_a_formula_a_link_or_a_number_in_a_workbook(release, catalog, tables):
    quotes = tables
    for row, text in enumerate(DANGEROUS):
        quotes = with_cell(quotes, "figures", "quote", text, row)
    content = excel_bytes(release, catalog, quotes)
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    column = [*tables["figures"].columns].index("quote")
    read = [row[column] for row in rows.get_sheet_by_name("figures").to_python()]
    assert read[1 : len(DANGEROUS) + 1] == DANGEROUS
    sheet = openpyxl.load_workbook(io.BytesIO(content))["figures"]
    for row in range(2, len(DANGEROUS) + 2):
        cell = sheet.cell(row, column + 1)
        assert (cell.data_type, cell.quotePrefix) == ("s", True), cell.value
        assert cell.hyperlink is None


def test_a_workbook_has_no_formula_and_no_link(written):
    with zipfile.ZipFile(io.BytesIO(written.workbook)) as parts:
        for part in parts.namelist():
            content = parts.read(part)
            assert b"<f>" not in content and b"<f " not in content
            assert b"<hyperlink" not in content and b"/hyperlink" not in content


@pytest.mark.parametrize("text", ["x" * 32768, "😀" * 16384])
def test_a_text_that_is_too_long_for_excel_is_refused(text, release, catalog, tables):
    with pytest.raises(ValueError, match=r"row 2, .* of sheet figures: it is too long"):
        excel_bytes(release, catalog, with_cell(tables, "figures", "quote", text))


# Datasette.


@pytest.fixture(scope="module")
def server(written, release, catalog, tmp_path_factory):
    """A server on the loopback address, stopped at the end; `get` gives a page's status and text."""
    folder = tmp_path_factory.mktemp("datasette")
    (folder / "oversight-figures.db").write_bytes(written.database)
    (folder / "metadata.json").write_text(
        datasette_metadata(release, catalog, "oversight-figures"), encoding="utf-8"
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "datasette", "serve", "-i", "oversight-figures.db"]
    options = ["--metadata", "metadata.json", "--host", "127.0.0.1", "--port", str(port)]
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen([*command, *options], cwd=folder, stdout=log, stderr=log)

    def get(path, **query):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", f"{path}?{urlencode(query)}")
        response = connection.getresponse()
        return response.status, response.read().decode()

    try:
        for _ in range(300):
            assert running.poll() is None, (folder / "log").read_text()
            try:
                get("/-/versions.json")
                break
            except OSError:
                time.sleep(0.1)
        yield get
    finally:
        running.terminate()
        running.wait(10)


@pytest.mark.system
def test_datasette_says_what_the_data_are_and_under_which_license(server, release):
    for path in ("/", "/oversight-figures"):
        status, page = server(path)
        assert status == 200
        assert f"<h1>{release.title}</h1>" in page
        text = html.unescape(page)
        assert release.description in text and release.rights in text
        license = release.licenses[0]
        assert f'<a href="{license.path}">{license.title}</a>' in text


@pytest.mark.system
def test_datasette_shows_every_table_and_view_with_its_columns_described(server, catalog):
    models = database_tables(catalog)
    named = {name: [c.name for c in columns_of(model)] for name, model in models.items()}
    for name, columns in (named | {view.name: list(view.columns) for view in VIEWS}).items():
        status, page = server(f"/oversight-figures/{name}")
        assert status == 200, name
        assert re.findall(r"<dt>(\w+)</dt><dd>.+?</dd>", page) == columns, name
    _, page = server("/oversight-figures/oig_20_13__case_reviews")
    assert "<dd>Cases. Number of cases, as printed. Unit: cases.</dd>" in page
    assert re.search(r"<h1>Case.+</h1>", page)


@pytest.mark.system
def test_datasette_answers_with_the_rows_of_a_table(server, tables):
    for name, frame in tables.items():
        _, answer = server(f"/oversight-figures/{name}.json", _shape="arrays", _size="max")
        assert len(json.loads(answer)["rows"]) == min(len(frame), 1000), name
    _, answer = server("/oversight-figures/arrest_offenses.json", _shape="array", _size="max")
    header, *rows = published_cells(tables["arrest_offenses"])
    assert json.loads(answer) == [dict(zip(header, row, strict=True)) for row in rows]


# Reproducibility.

DIGESTS = """
import pickle, sys
from hashlib import sha256
from pathlib import Path
from pipeline.package.datasette import datasette_metadata
from pipeline.package.excel import excel_bytes
from pipeline.package.sqlite import sqlite_bytes
from pipeline.sources.folders import read_corpus
release, tables = pickle.load(sys.stdin.buffer)
catalog = read_corpus(Path(sys.argv[1]))[0].catalog
for content in (
    sqlite_bytes(release, catalog, tables),
    excel_bytes(release, catalog, tables),
    datasette_metadata(release, catalog, "oversight-figures").encode(),
):
    print(sha256(content).hexdigest())
"""


@pytest.mark.slow
def test_the_same_tables_give_the_same_bytes_everywhere(
    release, catalog, tables, written, repository, tmp_path
):
    places = [
        (repository, {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
        (tmp_path, {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4242"}),
    ]
    digests = {
        subprocess.run(
            [sys.executable, "-c", DIGESTS, str(repository)],
            cwd=folder,
            env={**os.environ, **environment},
            input=pickle.dumps((release, dict(tables))),
            stdout=subprocess.PIPE,
            check=True,
        ).stdout.decode()
        for folder, environment in places
    }
    metadata = datasette_metadata(release, catalog, "oversight-figures").encode()
    files = (written.database, written.workbook, metadata)
    assert digests == {"".join(f"{sha256_of(content)}\n" for content in files)}
