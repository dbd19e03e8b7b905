"""A corpus of one small report, without figures and without tables or with one: its package and database."""

import re
import sqlite3
from hashlib import sha256

import pytest

from pipeline.orchestration.run import run_steps
from pipeline.orchestration.steps import PUBLISHED_STEPS
from pipeline.package.excel import excel_bytes
from pipeline.package.package_checks import frictionless_findings
from pipeline.package.paths import table_path
from pipeline.package.sqlite import sqlite_bytes

pytestmark = pytest.mark.slow

TEXT = "Visits\nPlace\tShare\nBoston\t12.5\nMiami\t87.5\nWe saw jails.\n"
SOURCE = """\
id: visits
kind: report
title: Visits
licence: Public domain
redistributable: true
text: whole
text_sha256: {hash}
"""
TABLE = """\
name: places_visited_by_the_inspectors
title: Places visited
description: What each place took.
columns:
  - {name: place, type: string, title: Place, description: The place.}
  - name: share
    type: number
    title: Share
    description: Its share.
    unit: percent
    constraints: {required: true, minimum: 0, maximum: 87.5}
primaryKey: [place]
read:
  kind: grid
  header: [Place, Share]
  ends_before: We saw jails.
  columns: [place, share]
"""


@pytest.fixture
def small(tmp_path, repository):
    """A project of one report; `run` gives its steps, which stop at nothing."""
    folder = tmp_path / "sources/visits"
    folder.joinpath("tables").mkdir(parents=True)
    head = (repository / "release.yaml").read_text(encoding="utf-8")
    (tmp_path / "release.yaml").write_text(
        re.split(r"^rights:", head, flags=re.M)[0] + "rights: None.\n"
    )
    (tmp_path / "sources/measures.yaml").write_text("measures: []\n")
    (folder / "figures.yaml").write_text(
        "transcribed_by: software\nchecked_by: none\nfigures: []\n"
    )

    def run(text, table=None):
        (folder / "document.txt").write_text(text)
        (folder / "source.yaml").write_text(SOURCE.format(hash=sha256(text.encode()).hexdigest()))
        if table:
            (folder / "tables/places.yaml").write_text(table)
        return run_steps(tmp_path, PUBLISHED_STEPS)

    return run


def test_a_corpus_without_figures_and_tables_has_every_core_table_empty(small):
    run = small("Visits\nWe saw jails.\n")
    assert run.findings == ()
    files = run.value("version").files
    assert files["csv/cells.csv"] == (
        b"source_id,table_name,row_key,column_name,value,text,lower,lower_closed,upper,upper_closed,interval_kind,"
        b"working_lower,working_upper,availability,mark,row_mark,unit\n"
    )
    assert files["csv/figures.csv"].count(b"\n") == 1


def test_a_declared_table_is_in_every_format_and_in_cells(small):
    run = small(TEXT, TABLE)
    assert run.findings == ()
    name = "visits__places_visited_by_the_inspectors"
    files, documents = run.value("version").files, run.value("documents")
    assert (
        files[table_path(name, "csv")]
        == b"place,share,source_id,caution\nBoston,12.5,visits,\nMiami,87.5,visits,\n"
    )
    assert frictionless_findings(files) == []
    steps = ("transcribed_tables", "consistency_tables", "history_tables")
    tables = {name: frame for step in steps for name, frame in run.value(step).items()}
    assert excel_bytes(documents.head, documents.catalog, tables)
    database = sqlite3.connect(":memory:")
    database.deserialize(sqlite_bytes(documents.head, documents.catalog, tables))
    rows = database.execute("SELECT row_key, value, lower, upper FROM cells ORDER BY row_key")
    assert rows.fetchall() == [("Boston", 12.5, 12.45, 12.55), ("Miami", 87.5, 87.45, 87.55)]
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        database.execute(f"UPDATE {name} SET share = 88")


def test_a_cell_beyond_its_column_stops_the_build_by_name(small):
    run = small(TEXT.replace("87.5", "88.5"), TABLE)
    (finding,) = run.findings
    assert finding.subject == "visits__places_visited_by_the_inspectors: Miami"
    assert (finding.file, finding.line) == ("sources/visits/document.txt", 4)
    assert "`share` must be at most 87.5; found `88.5`" in finding.found
