"""The published tables of what was read, as frames.

Each function turns values of one kind into rows of one table; types, columns and order come from
`schemas`. Nothing is checked here.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from pipeline.consistency.cell_cautions import cautions_of_rows
from pipeline.sources.corpus import Source
from pipeline.transcription.citations import provenance_row
from pipeline.transcription.completeness import Completeness, rows_of
from pipeline.transcription.table_results import cell_rows
from pipeline.transcription.transcribe import Transcription
from pipeline.transcription.waived_numerals import waived_rows
from schemas.column import frame_of
from schemas.declared import CAUTION

Rows = list[dict[str, Any]]


def transcribed_tables(
    transcription: Transcription, completeness: Iterable[Completeness]
) -> dict[str, pd.DataFrame]:
    """The tables that hold what was read out of documents, and what became of their numerals.

    A table without rows is there too.
    """
    corpus, catalog = transcription.corpus, transcription.corpus.catalog
    accounts = [account for one in completeness for account in one.accounts]
    documents = {source.id: source.document for source in corpus.sources if source.document}
    boxes = {source.id: source.boxes for source in corpus.sources}
    declared = [read for read in transcription.tables.values() if read.name in catalog.declared]
    gathered: Mapping[str, Rows] = {
        "sources": [source_row(source) for source in corpus.sources],
        "measures": [measure_row(item.entry) for item in corpus.measures],
        "cells": list(cell_rows(declared)),
        "completeness": rows_of(accounts),
        "waived_numerals": [*waived_rows(documents, accounts)],
        "provenance": [
            provenance_row(citation, boxes[citation.document.source_id])
            for citation in transcription.citations
        ],
    }
    read = {name: transcription.rows(name) for name in catalog.names("report")}
    read |= dict(_declared_rows(transcription))
    return {
        name: frame_of(catalog.model(name), rows) for name, rows in {**gathered, **read}.items()
    }


def _declared_rows(transcription: Transcription) -> Iterator[tuple[str, Rows]]:
    """The rows of each declared table, with what contradicts them."""
    cautions = cautions_of_rows(transcription)
    gathered: dict[str, Rows] = {name: [] for name in transcription.corpus.catalog.declared}
    for (document, name), table in transcription.tables.items():
        if name in gathered:
            gathered[name] += [
                {**row, CAUTION: cautions.get((document, name, key))}
                for key, row in table.rows.items()
            ]
    yield from gathered.items()


def ids_of_figures(transcription: Transcription) -> pd.DataFrame:
    """The key of the table of figures, which is made where more is known of them (`consistency_tables`)."""
    return pd.DataFrame({"figure_id": pd.Series([*transcription.figures], dtype="string")})


def source_row(source: Source) -> dict[str, Any]:
    """The cells of a document."""
    entry = source.about.entry
    return {
        **entry.model_dump(
            include={
                "kind",
                "genre",
                "report_number",
                "title",
                "publisher",
                "published",
                "official_url",
                "edition",
                "supersedes",
                "language",
                "licence",
                "redistributable",
                "text_sha256",
                "original_sha256",
                "rendition",
                "covers",
            }
        ),
        "source_id": entry.id,
        "authors": "; ".join(entry.authors) or None,
        "text_held": entry.text == "whole",
        "transcription": None if entry.text == "none" else entry.transcription,
    }


def measure_row(entry: Any) -> dict[str, Any]:
    """The cells of a measure."""
    return {
        "measure_id": entry.id,
        "name": entry.name,
        "definition": entry.definition,
        "unit": entry.unit,
    }
