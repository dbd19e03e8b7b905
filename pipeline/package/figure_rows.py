"""A figure as a row of the published table: what was read of it, and what is to be known before it is quoted."""

from typing import Any

from pipeline.consistency.cautions import Caution
from pipeline.text.documents import Document
from pipeline.transcription.figures import Figure, precision_of
from pipeline.transcription.table_results import published_intervals


def figure_row(figure: Figure, caution: Caution) -> dict[str, Any]:
    """The cells of a figure; its document's words, and what is computed with it."""
    entry, document = figure.entry, figure.document
    return {
        "figure_id": entry.id,
        "measure_id": entry.measure,
        "location": entry.location,
        "statistic": entry.statistic,
        "value": entry.value,
        **published_intervals(figure.intervals),
        "interval_basis": figure.interval_basis,
        "unit": figure.unit,
        "denominator": entry.denominator,
        "per": entry.per,
        "scale": entry.scale_words,
        "qualifier": figure.qualifier,
        "precision": precision_of(figure),
        "reading": entry.reading,
        "verbatim": document.characters(figure.token),
        "population": entry.population,
        "counted": entry.counts,
        "ref_area": entry.ref_area,
        "period_type": figure.period.type if figure.period else None,
        "period_start": figure.period.start if figure.period else None,
        "period_end": figure.period.end if figure.period else None,
        "period_printed": entry.period_printed or entry.not_dated_by,
        "period_basis": (entry.period_basis or "read") if figure.period else None,
        "attributed_to": entry.attributed_to,
        "quote": " ".join(document.characters(figure.quote).split()),
        "source_id": document.source_id,
        **_place(document, figure),
        "transcribed_by": entry.transcribed_by or figure.source.transcribed_by,
        "checked_by": entry.checked_by or figure.source.checked_by,
        "discrepancy_ids": " ".join(caution.discrepancy_ids) or None,
        "change_from": caution.change_from,
        "change_to": caution.change_to,
        "caution": caution.line,
    }


def _place(document: Document, figure: Figure) -> dict[str, Any]:
    return {
        "page": document.page(figure.token.start),
        "line": document.line(figure.token.start),
        "start_offset": figure.token.start,
        "end_offset": figure.token.end,
    }
