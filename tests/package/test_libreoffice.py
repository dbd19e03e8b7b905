"""The workbook opens and prints well in LibreOffice, a program that measures cells for itself."""

import csv
import subprocess
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from pipeline.package.excel import excel_bytes
from pipeline.package.paths import table_path
from pipeline.package.sheet_names import README, sheet_names
from schemas.column import columns_of
from tests.package.reading import columns_read_otherwise

pytestmark = [
    pytest.mark.full,
    pytest.mark.needs("soffice", "install LibreOffice (Debian: libreoffice-calc)"),
    pytest.mark.needs("pdftotext", "install poppler (Debian: poppler-utils)"),
]

EACH_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
"""Comma, double quote, UTF-8, from the first row, cells as they are and not as shown, every sheet to a file."""
CSV_IN_ENGLISH = "--infilter=Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true"
"""How a spreadsheet opens CSV that is not told about columns: it takes for numbers and dates what looks so."""
PRINTED_WORDS = {"printed", "verbatim", "period_printed"}
"""Columns that README and dictionary say are to be imported as text."""
TRUTH_VALUES = {"TRUE": True, "FALSE": False}


@pytest.fixture(scope="module")
def convert(release, catalog, tables, tmp_path_factory):
    """Convert the workbook with LibreOffice; the folder of what it wrote."""
    folder = tmp_path_factory.mktemp("libreoffice")
    (folder / "book.xlsx").write_bytes(excel_bytes(release, catalog, tables))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"

    def run(kind):
        command = ["soffice", profile, "--headless", "--convert-to", kind, "book.xlsx"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)
        return folder

    return run


@pytest.fixture(scope="module")
def pages(convert):
    """What stands on each printed page, and the name of its sheet, which is at its foot."""
    book = convert("pdf") / "book.pdf"
    text = subprocess.run(["pdftotext", "-layout", book, "-"], check=True, capture_output=True)
    printed = [page.strip().splitlines() for page in text.stdout.decode().split("\f")[:-1]]
    return [(page, page[-1].split("  ")) for page in printed]


def test_every_cell_is_there(convert, catalog, tables):
    folder = convert(EACH_SHEET)
    for name, sheet in sheet_names(catalog.tables).items():
        model = catalog.tables[name]
        with (folder / f"book-{sheet}.csv").open(encoding="utf-8", newline="") as lines:
            header, *rows = csv.reader(lines)
        types = [column.type for column in columns_of(model)]
        cells = [[_typed(*pair) for pair in zip(row, types, strict=True)] for row in rows]
        reading = dict(zip(header, map(list, zip(*cells, strict=True)), strict=True))
        assert columns_read_otherwise(model, tables[name], reading) == set(), name


def _typed(cell, kind):
    read = {int: float, Decimal: float, bool: TRUTH_VALUES.get, date: date.fromisoformat}
    return read.get(kind, str)(cell) if cell else None


def test_no_column_is_too_narrow_for_its_numbers(pages):
    assert [page for page, _ in pages if any("###" in line for line in page)] == []


def test_the_sheet_that_opens_first_prints_first_and_the_readme_on_one_page(pages):
    feet = [[part.strip() for part in foot if part.strip()] for _, foot in pages]
    sheets = [sheet for _, sheet, _ in feet]
    assert sheets[0] == "figures_readable"
    assert sheets.count(README) == 1


def test_every_page_has_the_header_of_its_rows(pages):
    for page, foot in pages:
        if "figures_readable" in "".join(foot):
            assert page[0].startswith("figure_id")


@pytest.mark.parametrize("name", ["figures", "figures_readable"])
def test_an_import_of_csv_changes_no_text_but_printed_words(name, files, catalog, tables, tmp_path):
    path = tmp_path / f"{name}.csv"
    path.write_bytes(files[table_path(name, "csv")])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", CSV_IN_ENGLISH, "--convert-to", "xlsx", path]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=300)
    header, *rows = openpyxl.load_workbook(path.with_suffix(".xlsx")).active.values
    cells = [[c.date() if isinstance(c, datetime) else c for c in row] for row in rows]
    reading = dict(zip(header, map(list, zip(*cells, strict=True)), strict=True))
    otherwise = columns_read_otherwise(catalog.tables[name], tables[name], reading)
    assert otherwise == PRINTED_WORDS & set(header)
