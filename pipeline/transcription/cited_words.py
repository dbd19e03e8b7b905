"""Where the document has the words that the fields of a figure quote: those of its period, its scale, what it is per.

The number itself is found in `figures`.
"""

from pipeline.sources.figure_entries import FigureContext, FigureEntry
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding
from pipeline.text.documents import Document, Span
from pipeline.text.quotations import find_quotation, not_anchored, not_once, words_in
from pipeline.transcription.period_checks import cut_off_findings, period_findings


def spans_of_fields(
    at: Located[FigureEntry], document: Document, quote: Span
) -> tuple[dict[str, Span], list[Finding]]:
    """Spans of the fields whose words the quotation, or a quotation under `context`, has."""
    entry = at.entry
    spans: dict[str, Span] = {}
    findings: list[Finding] = []
    for name in FigureContext.model_fields:
        words: str | None = getattr(entry.context, name)
        if words is None:
            continue
        anchored = find_quotation(document, words)
        if anchored.span is None:
            why = not_anchored(anchored, words, document)
            findings.append(at.finding(entry.id, *why, "context", name, code="quotation"))
        else:
            spans["measure_id" if name == "measure" else name] = anchored.span
    spans.pop("unit", None)
    is_lost = entry.context.period is not None and "period" not in spans
    period_quote = spans.pop("period", quote)
    findings += period_findings(at)
    for column, name, words, within in (
        ("period_printed", "period_printed", entry.period_printed, period_quote),
        ("counted", "counts", entry.counts, quote),
        ("per", "per", entry.per, spans.pop("per", quote)),
        ("scale", "scale", entry.scale_words, spans.pop("scale", quote)),
    ):
        if words is None or (name == "period_printed" and is_lost):
            continue
        span = words_in(document, within, words)
        if span is None:
            why = not_once(document, within, words)
            findings.append(at.finding(entry.id, *why, name, code="words"))
        else:
            spans[column] = span
    if entry.not_dated_by is not None:
        span = _words_that_do_not_date_it(document, entry, quote)
        if span is None:
            why = not_once(document, quote, entry.not_dated_by)
            findings.append(at.finding(entry.id, *why, "not_dated_by", code="words"))
        else:
            spans["period_printed"] = span
    elif "period_printed" in spans and not findings:
        findings += cut_off_findings(at, document, spans["period_printed"])
    return spans, findings


def _words_that_do_not_date_it(document: Document, entry: FigureEntry, quote: Span) -> Span | None:
    """Where the quotation, or one under `context`, has the words of `not_dated_by`."""
    assert entry.not_dated_by is not None
    others = (find_quotation(document, text).span for _, text in entry.context if text is not None)
    for span in (quote, *others):
        words = words_in(document, span, entry.not_dated_by) if span is not None else None
        if words is not None:
            return words
    return None
