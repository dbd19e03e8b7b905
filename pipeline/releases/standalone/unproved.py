"""What remains unproved of a release after every part of the verification: by file, and by column of each table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipeline.releases.standalone.boxes import PLACE_IN_PDF, project_at_hand
from pipeline.releases.standalone.derived import REPEATING
from pipeline.releases.standalone.quotations import NAMES_BEFORE
from pipeline.releases.standalone.release import (
    APART,
    CHECKSUMS,
    DESCRIPTOR,
    PROJECT,
    SIGNATURE,
    SITE,
    Release,
    has_column,
    many,
)

ANYBODY = (
    "who made the release: whoever writes one can make it agree with itself. Compare SHA256SUMS with the index of "
    "the store that it came from, or its signature (SHA256SUMS.sig) with signers you know"
)
DECIDED = (
    "whether the texts are those that were published, and excerpts are in the full texts, which may not be passed on "
    "(`sources` has their SHA-256)"
)
DESCRIBED = f"{DESCRIPTOR}: words (titles, descriptions, vocabularies), units, kinds of change, licenses, addresses"
PROVED_BY_REBUILDING = {
    PROJECT: "that this code and these sources give the release",
    SITE: "that these pages show what the tables and the documents say",
}
"""What only a release that is made again proves of its folders."""
INTERVAL = "lower lower_closed upper upper_closed interval_kind working_lower working_upper"
READ_AGAIN: Mapping[str, str] = {
    "figures": f"value {INTERVAL} verbatim source_id line start_offset end_offset discrepancy_ids",
    "provenance": (
        "table_name row_key column_name part source_id line start_offset end_offset exact prefix suffix attested"
    ),
    "cells": f"source_id table_name row_key column_name value text {INTERVAL} unit",
    "relations": (
        "computed_lower computed_lower_closed computed_upper computed_upper_closed stated_lower stated_lower_closed "
        "stated_upper stated_upper_closed verdict truncation_reconciles rounding_up_reconciles"
    ),
    "answers": "value lower lower_closed upper upper_closed rests_on",
    "cell_shares": "value unit share share_lower share_upper period_start period_end period_printed",
    "sources": "text_held",
    "waived_numerals": "start_offset end_offset line token",
    "discrepancies": "figure_ids",
    "emendations": "token",
}
"""Columns of core tables whose cells a part of the verification reads in the documents, or computes."""


def unproved(release: Release) -> list[str]:
    """What no part of this file proves, exactly: files, columns, and what only others can know."""
    return [
        ANYBODY,
        DECIDED,
        *_formats(release),
        DESCRIBED,
        *files_unproved(release),
        *columns_unproved(release),
        "whether the release was superseded or withdrawn since (`oversight verify`, with its store)",
    ]


def _formats(release: Release) -> Iterator[str]:
    """Formats that need more than Python's standard library to be read, or more code than is here."""
    name = release.name
    files = [f"{name}.sqlite", f"{name}.xlsx", "figures.jsonl", "parquet/"]
    yield f"whether {', '.join(files)} are there and hold the cells of the CSV (`oversight verify`)"


def files_unproved(release: Release) -> Iterator[str]:
    """The files that nothing in the release proves but the list of checksums."""
    proved = {CHECKSUMS, SIGNATURE, DESCRIPTOR, "figures.jsonl", release.archive_name}
    proved |= {f"{release.name}{ending}" for ending in (".sqlite", ".xlsx")}
    proved |= {resource["path"] for resource in release.descriptor["resources"]}
    left = [name for name in sorted(release.files) if name not in proved]
    left = [name for name in left if not re.fullmatch(r"documents/(.*\.txt|excerpts\.jsonl)", name)]
    alone = [name for name in left if not name.startswith(tuple(APART))]
    if alone:
        yield f"what these files say: {', '.join(alone)}"
    for folder, what in PROVED_BY_REBUILDING.items():
        count = sum(name.startswith(folder) for name in left)
        if count:
            yield f"{folder} ({many(count, 'file')}): {what}"


def columns_unproved(release: Release) -> Iterator[str]:
    """The columns of each table that no part reads in a document or computes from others: people decided them."""
    for name, table in release.tables.items():
        schema = table["schema"]
        fields = [field["name"] for field in schema["fields"]]
        known = {*_read(release, name), *_computed(table.get("rules", ()))}
        if table.get("declared"):
            known.add("source_id")
        if name == "provenance" and project_at_hand(release):
            known.update(PLACE_IN_PDF)
        left = [field for field in fields if NAMES_BEFORE.get(field, field) not in known]
        if left and name != REPEATING:
            yield f"{table['path']}: {', '.join(left)}"
    if has_column(release, "figures", "interval_kind"):
        yield f"{release.tables['figures']['path']}: ends of what has no value, such as a majority"
    yield "the lines of what is quoted in an excerpt, whose text is not whole here"
    if "cells" in release.tables:
        yield f"{release.tables['cells']['path']}: text beside or in place of a number"


def _read(release: Release, name: str) -> Iterator[str]:
    """The columns of a table that are read again; before 0.2.0 there are no kinds of intervals to compute with."""
    for field in release.tables[name]["schema"]["fields"]:
        if field.get("traced") in ("number", "words"):
            yield field["name"]
    if name != "figures" or has_column(release, name, "interval_kind"):
        yield from READ_AGAIN.get(name, "").split()
    else:
        yield from "value verbatim source_id line start_offset end_offset".split()


def _computed(rules: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The columns that rules of a table compute in every row."""
    for rule in rules:
        if rule["kind"] == "row_sum":
            yield rule["total"]
        elif rule["kind"] == "share":
            yield rule["column"]
