"""What a check accepts is released: entries that are true and rare, and the workbook that holds them."""

import io

import openpyxl
import pytest
import yaml
from reports import Report, new_corpus

from pipeline.orchestration.releasing import NotReleased, checked_project
from pipeline.package.excel import excel_bytes
from pipeline.package.sheet_days import ABOUT_EARLY_DAYS
from pipeline.releases.making import made_release, refuse_unverified
from pipeline.releases.provable_numbers import unprovable_numbers
from pipeline.releases.release_site import made_site

pytestmark = pytest.mark.slow

OF_VISITS = {"denominator": "visits"}
FIGURES = [
    ("In 1850, inspectors made 120 visits", "120", 120, {"period": "1850", "period_printed": "1850"}),
    ("On February 28, 1900, they made 130 visits", "130", 130, {"period": "1900-02-28"}),
    ("Approximately one-fifth of the visits were late", "one-fifth", 20, OF_VISITS),
    ("About two-thirds of the visits were long", "two-thirds", "66.667", OF_VISITS),
    ("Nearly one-third of the visits were short", "one-third", "33.333", OF_VISITS),
    ("Nearly half of the visits were loud", "half", None, OF_VISITS),
    ("A majority of the visits were calm", "majority", None, OF_VISITS),
    ("Thousands of visits were lost", "Thousands", None, {}),
    ("Visits fell by 12.5 percent there", "12.5", "-12.5", OF_VISITS),
    ("The log has minus 30 visits", "30", -30, {}),
    ("The night had 0 visits", "0", 0, {}),
    ("Lists did not exceed 250 visits", "250", 250, {}),
    ("Costs were $2 to $3 billion then", "2", 2000000000, {"measure": "costs"}),
    ("Costs (dollars in thousands) came to 4,512", "4,512", 4512000, {"measure": "costs", "statistic": "amount", "scale": "dollars in thousands"}),
    ("It had 910 pg/L of lead", "910", 910, {"measure": "lead"}),
    ("Before there were 80 visits", "80", 80, {}),
    ("Then there were 70 visits", "70", 70, {}),
    ("There were 16 late visits", "16", 16, {}),
    ("It reduced the visits by less than two percent", "two", -2, OF_VISITS),
]  # fmt: skip
RELATIONS = """
    relations:
      - {id: fall, formula: it follows, kind: change, from: f16, to: f17, stated: f9}
      - {id: late, formula: it follows, kind: share, parts: [f18], whole: f16, stated: f3}
"""
LOADS = """
    name: loads
    title: Loads
    description: Loads of each item.
    columns:
      - {name: item, type: string, title: Item, description: The item.}
      - {name: loads, type: integer, title: Loads, description: Loads., unit: loads}
      - {name: kept, type: string, title: Kept, description: Where they are kept.}
    primaryKey: [item]
    rules: [{kind: column_total, columns: [loads], whole: {row: Total (rounded)}}]
    read:
      kind: grid
      header: [Item, Loads, Kept]
      columns: [item, loads, kept]
      ends_before: End of the loads.
      marks: {na: missing, "-": not_applicable}
"""
ROWS = "Beds\t60,400\tIn\nVans\t50,010\tna\nTotal (rounded)\t110,000\t-\n"
TABLE = f"Item\tLoads\tKept\n{ROWS}End of the loads.\n"
TEXT = "Żółć of the visits\n" + TABLE + "".join(f"{quote}.\n" for quote, *_ in FIGURES)


def entries():
    for number, (quote, token, value, more) in enumerate(FIGURES, 1):
        fields = {"id": f"f{number}", "measure": "visits", "quote": quote, "at": token}
        yield {**fields, "value": None if value is None else float(value), **more}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    figures = {"transcribed_by": "software", "checked_by": "none", "figures": list(entries())}
    further = (quote for quote, token, *_ in FIGURES if token == "2")
    for quote in further:
        at = {"id": "end", "measure": "costs", "quote": quote, "at": "3 billion"}
        figures["figures"].append({**at, "value": 3000000000})
    files = {
        "figures.yaml": yaml.safe_dump(figures, allow_unicode=True),
        "relations.yaml": RELATIONS,
        "tables/loads.yaml": LOADS,
    }
    root = new_corpus(tmp_path_factory.mktemp("odd") / "corpus", Report("odd", TEXT, files))
    try:
        return checked_project(root, committed=False)
    except NotReleased as stopped:
        pytest.fail("\n".join(map(str, stopped.findings)))


def test_a_release_of_them_is_made_and_verified(project):
    made = made_release(project, made_site(project), None)
    refuse_unverified(made, lambda _: None)


def test_days_that_excel_has_no_numbers_for_are_texts_in_the_workbook(project):
    content = excel_bytes(project.head, project.catalog, project.tables)
    book = openpyxl.load_workbook(io.BytesIO(content))
    header, *rows = book["figures"].iter_rows(values_only=True)
    days = {dict(zip(header, row, strict=True))["period_start"] for row in rows} - {None}
    assert days == {"1850-01-01", "1900-02-28"}
    assert ABOUT_EARLY_DAYS in {row[1] for row in book["readme"].iter_rows(values_only=True)}


def test_a_number_that_no_release_could_prove_is_found_by_the_check(project):
    texts = {source.id: source.document for source in project.sources}
    files = project.package
    places = {("figures", "odd/f15"): ("figures.yaml", 7)}
    assert list(unprovable_numbers(files, texts, places)) == []
    narrow = files["csv/cells.csv"].replace(
        b",105000,true,115000,true,", b",110000,true,110001,true,"
    )
    (found,) = unprovable_numbers({**files, "csv/cells.csv": narrow}, texts, places)
    assert found.subject == "odd__loads Total (rounded) loads"
    wrong = files["csv/figures.csv"].replace(b",measurement,910,", b",measurement,911,")
    (found,) = unprovable_numbers({**files, "csv/figures.csv": wrong}, texts, places)
    assert (found.file, found.line, found.subject) == ("figures.yaml", 7, "odd/f15")
    words = files["csv/figures.csv"].replace(b",change,-2,", b",change,-3,")
    (found,) = unprovable_numbers({**files, "csv/figures.csv": words}, texts, places)
    assert "the cell has '-3', read was 'two'" in found.found
    assert b",Vans,kept,,na," in files["csv/cells.csv"]
    other = files["csv/cells.csv"].replace(b",Beds,kept,,In,", b",Beds,kept,,Out,")
    (found,) = unprovable_numbers({**files, "csv/cells.csv": other}, texts, places)
    assert "it is 'In' in the table and 'Out' in `cells`" in found.found
