"""Whether the verifier that travels with a release computes each number as the build does, found before a release is made.

The verifier shares no code with the build. Where the two read a number otherwise, one of them is wrong: nothing is
published before a person knows which.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from fractions import Fraction

from pipeline.package.paths import DESCRIPTOR, table_path
from pipeline.releases.standalone.cells import faults_of_repetition
from pipeline.releases.standalone.derived import (
    fault_of_figure,
    faults_of_cells,
    rules_of_rounding,
)
from pipeline.releases.standalone.figure_numbers import Passage, fault_of_number
from pipeline.releases.standalone.release import Row
from pipeline.sources.findings import Finding
from pipeline.text.documents import Document

REMEDY = (
    "compare value, token and qualifier with the document; if the entry is right, report the sentence: the verifier of "
    "releases, or the build, reads it wrongly"
)
Files = Mapping[str, bytes]
Places = Mapping[tuple[str, str], tuple[str, int]]


def unprovable_numbers(
    files: Files, documents: Mapping[str, Document], places: Places
) -> Iterator[Finding]:
    """The figures and cells that a release could not prove; `files` are those of the package by path."""
    figures = _rows(files, "figures")
    rules = rules_of_rounding(figures)
    for row in figures:
        passages = [Passage(one.start, one.text) for one in documents[row["source_id"]].passages]
        fault = fault_of_figure(row, rules) or fault_of_number(row, passages)
        if fault is not None:
            found = f"a release cannot prove it: {fault}"
            yield _finding(places, "figures", row["figure_id"], row["figure_id"], found)
    yield from _unprovable_cells(files, rules, places)


def _unprovable_cells(
    files: Files, rules: Mapping[str, Fraction], places: Places
) -> Iterator[Finding]:
    resources = json.loads(files[DESCRIPTOR])["resources"]
    tables = {one["name"]: one for one in resources if one["format"] == "csv"}
    shared = {name for name, one in tables.items() if "source_id" in one["schema"]["primaryKey"]}
    cells = _rows(files, "cells")
    for place, fault in faults_of_cells(cells, _rows(files, "provenance"), shared, rules):
        yield _of_cell(places, place, f"a release cannot prove it: {fault}")
    declared = {name: one for name, one in tables.items() if one.get("declared")}
    rows = {name: _rows(files, name) for name in declared}
    for (table, source, row, column), fault in faults_of_repetition(declared, rows, cells):
        key = f"{source} {row}" if table in shared else row
        yield _of_cell(places, (table, key, column), f"a release cannot repeat it: it {fault}")


def _of_cell(places: Places, place: tuple[str, str, str], found: str) -> Finding:
    table, key, _ = place
    return _finding(places, table, key, " ".join(place), found)


def _finding(places: Places, table: str, key: str, subject: str, found: str) -> Finding:
    file, line = places.get((table, key), ("sources", 0))
    return Finding(file, line, subject, found, REMEDY)


def _rows(files: Files, table: str) -> list[Row]:
    text = files[table_path(table, "csv")].decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))
