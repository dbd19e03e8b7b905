"""Projects of a few lines: reports with tables of their own, with a shared shape, with none, or no report."""

from datetime import date
from pathlib import Path

from pipeline.sources.new_corpus import new_corpus
from pipeline.text.documents import sha256_of

TEXT = """Table 2. Beds by facility
Facility\tBeds
Dallas\t120
Denver\t80
Total\t200
a. As of May.
"""
RELEASE = new_corpus("small", "Small", date(2026, 11, 26))["release.yaml"]
SOURCE = """id: {0}
kind: report
title: Beds
publisher: An inspector general
licence: public domain
redistributable: true
text: whole
text_sha256: {1}
"""
FIGURES = "transcribed_by: person\nchecked_by: none\nfigures: []\n"
WAIVERS = "waivers:\n  - {reason: number of an exhibit, quote: Table 2. Beds}\n"
COLUMNS = """title: Beds by facility
description: Beds of each facility.
columns:
  - {name: facility, type: string, title: Facility, description: Name of the facility.}
  - {name: beds, type: integer, title: Beds, description: Number of beds., unit: beds}
primaryKey: [facility]
rules:
  - {kind: column_total, columns: [beds], whole: {row: Total}}
"""
READ = """read:
  kind: grid
  header: [Facility, Beds]
  columns: [facility, beds]
  ends_before: a. As of May.
"""


def project_with(root: Path, **reports: str | None) -> Path:
    """A project without releases whose reports have a table with this head; None: no table."""
    (root / "sources").mkdir(parents=True)
    (root / "release.yaml").write_text(RELEASE)
    (root / "sources/measures.yaml").write_text("measures: []\n")
    if "shape: beds\n" in reports.values():
        (root / "sources/shapes").mkdir()
        (root / "sources/shapes/beds.yaml").write_text(COLUMNS)
    for name, head in reports.items():
        _report(root / "sources" / name, head)
    return root


def _report(folder: Path, head: str | None) -> None:
    folder.mkdir()
    text = TEXT if head else "Beds were not counted.\n"
    (folder / "document.txt").write_text(text)
    (folder / "source.yaml").write_text(SOURCE.format(folder.name, sha256_of(text.encode())))
    (folder / "figures.yaml").write_text(FIGURES)
    if head:
        (folder / "waivers.yaml").write_text(WAIVERS)
        (folder / "tables").mkdir()
        (folder / "tables/beds.yaml").write_text(head + READ)
