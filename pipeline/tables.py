"""The published tables as frames, put together from what was read and what follows from it.

Each function turns values of one kind into rows of one table; types, columns and order come from
`schemas`. Nothing is checked here.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pandas as pd
import portion

from pipeline.bounds import Bound
from pipeline.citations import provenance_row
from pipeline.completeness import Completeness, rows_of
from pipeline.documents import Document
from pipeline.figure_reading import Figure
from pipeline.relations import Relation, published_ends
from pipeline.sources.corpus import Corpus, Source
from pipeline.table_reading.series import precision_of
from pipeline.transcription import Transcription
from schemas import TABLES
from schemas.column import frame_of

Rows = list[dict[str, Any]]
CONSISTENCY_TABLES = ("relations", "relation_members", "bounds", "emendations")
"""Tables of what figures say together; all others hold what was read out of documents."""


def transcribed_tables(
    transcription: Transcription, completeness: Completeness
) -> dict[str, pd.DataFrame]:
    """The tables that hold what was read out of documents, and what became of their numerals."""
    corpus = transcription.corpus
    rows: Mapping[str, Rows] = {
        "sources": [_source_row(source) for source in corpus.sources],
        "measures": [_measure_row(item.entry) for item in corpus.measures],
        "figures": [_figure_row(figure) for figure in transcription.figures.values()],
        "completeness": rows_of(completeness.accounts),
        "provenance": [provenance_row(citation) for citation in transcription.citations],
    }
    specified = transcription.rows
    return {
        name: frame_of(table, rows[name] if name in rows else specified.get(name, []))
        for name, table in TABLES.items()
        if name not in CONSISTENCY_TABLES
    }


def consistency_tables(
    relations: list[Relation], bounds: list[Bound], corpus: Corpus
) -> dict[str, pd.DataFrame]:
    """The tables that say what agrees and what follows."""
    units = {item.entry.id: item.entry.unit for item in corpus.measures}
    rows: Mapping[str, Rows] = {
        "relations": [_relation_row(relation) for relation in relations],
        "relation_members": [row for relation in relations for row in _member_rows(relation)],
        "bounds": [
            _bound_row(bound, units.get(bound.quantity.measure, "unknown")) for bound in bounds
        ],
        "emendations": list(_emendation_rows(corpus)),
    }
    return {table: frame_of(TABLES[table], rows[table]) for table in CONSISTENCY_TABLES}


def _source_row(source: Source) -> dict[str, Any]:
    entry = source.about.entry
    return {
        **entry.model_dump(
            include={
                "kind",
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


def _measure_row(entry: Any) -> dict[str, Any]:
    return {
        "measure_id": entry.id,
        "name": entry.name,
        "definition": entry.definition,
        "unit": entry.unit,
    }


def _figure_row(figure: Figure) -> dict[str, Any]:
    entry, document, interval = figure.at.entry, figure.document, figure.reach.interval
    lower = interval.lower if isinstance(interval.lower, Decimal) else None
    upper = interval.upper if isinstance(interval.upper, Decimal) else None
    return {
        "figure_id": entry.id,
        "measure_id": entry.measure,
        "location": entry.location,
        "statistic": entry.statistic,
        "value": entry.value,
        "lower": lower,
        "lower_closed": None if lower is None else interval.left == portion.CLOSED,
        "upper": upper,
        "upper_closed": None if upper is None else interval.right == portion.CLOSED,
        "interval_basis": figure.reach.basis,
        "unit": figure.unit,
        "denominator": entry.denominator,
        "qualifier": figure.numeral.qualifier,
        "precision": precision_of(figure),
        "reading": entry.reading,
        "verbatim": document.characters(figure.token),
        "population": entry.population,
        "ref_area": entry.ref_area,
        "period_type": figure.period.type if figure.period else None,
        "period_start": figure.period.start if figure.period else None,
        "period_end": figure.period.end if figure.period else None,
        "period_printed": entry.period_printed,
        "attributed_to": entry.attributed_to,
        "quote": " ".join(document.characters(figure.quote).split()),
        "source_id": document.source_id,
        **_place(document, figure),
        "transcribed_by": figure.source.transcribed_by,
        "checked_by": figure.source.checked_by,
    }


def _place(document: Document, figure: Figure) -> dict[str, Any]:
    return {
        "page": document.page(figure.token.start),
        "line": document.line(figure.token.start),
        "start": figure.token.start,
        "end": figure.token.end,
    }


def _emendation_rows(corpus: Corpus) -> Iterator[dict[str, Any]]:
    for source in corpus.sources:
        for item in source.emendations:
            entry = item.entry
            yield {
                "emendation_id": entry.id,
                "figure_id": entry.figure,
                "token": entry.token,
                "read_as": entry.read_as,
                "evidence": entry.evidence,
                "defect_origin": entry.defect_origin,
                "explanation": entry.explanation,
            }


def _relation_row(relation: Relation) -> dict[str, Any]:
    computed, stated = published_ends(relation.computed), published_ends(relation.stated)
    return {
        "relation_id": relation.at.entry.id,
        "kind": relation.at.entry.kind,
        "formula": relation.at.entry.formula,
        "computed_lower": computed[0],
        "computed_upper": computed[1],
        "stated_lower": stated[0],
        "stated_upper": stated[1],
        "verdict": relation.verdict,
    }


def _member_rows(relation: Relation) -> Iterator[dict[str, Any]]:
    name = relation.at.entry.id
    for member in relation.members:
        if member.figure is not None:
            yield {
                "member_id": f"{name}:{member.role}:{member.id}",
                "relation_id": name,
                "role": member.role,
                "figure_id": member.id,
            }


def _bound_row(bound: Bound, unit: str) -> dict[str, Any]:
    return {
        "bound_id": bound.id,
        "quantity_id": bound.quantity.id,
        "measure_id": bound.quantity.measure,
        "period_start": bound.period.start,
        "period_end": bound.period.end,
        "lower": bound.lower,
        "upper": bound.upper,
        "unit": unit,
        "rests_on": " ".join(bound.rests_on),
        "assumptions": bound.assumptions,
        "source_id": bound.source_id,
    }
