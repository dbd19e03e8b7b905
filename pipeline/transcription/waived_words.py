"""The words of a document that a waiver is about: its quotation, or the matches of its pattern."""

from collections.abc import Iterator

from pipeline.sources.files import Located
from pipeline.sources.findings import Finding
from pipeline.sources.source_entries import WaiverEntry
from pipeline.text.documents import Document, Span
from pipeline.text.patterns import find_pattern
from pipeline.text.quotations import find_quotation, not_anchored, not_once, words_in

MORE_MATCHES = 100
"""How many matches beyond those expected are counted."""


def waived_words(document: Document, at: Located[WaiverEntry]) -> Iterator[Span | Finding]:
    """The characters that a waiver is about; a quotation or pattern that does not fit is a finding."""
    entry, subject = at.entry, document.source_id
    if entry.quote is None:
        yield from _matches(document, at)
        return
    anchored = find_quotation(document, entry.quote, line=entry.line)
    if anchored.span is None:
        why = not_anchored(anchored, entry.quote, document)
        yield at.finding(subject, *why, "quote")
    elif entry.at is None:
        yield anchored.span
    else:
        span = words_in(document, anchored.span, entry.at)
        yield span if span is not None else at.finding(subject, *not_once(entry.at), "at")


def _matches(document: Document, at: Located[WaiverEntry]) -> Iterator[Span | Finding]:
    pattern, expected = at.entry.pattern or "", at.entry.matches or 0
    (passage,) = document.passages
    spans = [Span(*span) for span in find_pattern(passage.text, pattern, expected + MORE_MATCHES)]
    if len(spans) != expected:
        more = "at least " if len(spans) == expected + MORE_MATCHES else ""
        found = f"the pattern `{pattern}` matches {more}{len(spans)} times, expected {expected}"
        remedy = "look at each match; then correct the pattern or the number"
        yield at.finding(document.source_id, found, remedy, "pattern")
    yield from spans
