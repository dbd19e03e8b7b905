"""The words of a document that a waiver is about: its quotation, or the matches of its pattern."""

from collections.abc import Iterator

from pipeline.sources.files import Located
from pipeline.sources.findings import Finding, coded
from pipeline.sources.waiver_entries import WaiverEntry
from pipeline.text.documents import Document, Span
from pipeline.text.patterns import find_pattern
from pipeline.text.quotations import find_quotation, not_anchored, not_once, words_in

MATCHES_SHOWN = 10
"""How many matches a finding shows."""
CONTEXT = 34
"""Characters shown on either side of a match."""
MORE_MATCHES = 100
"""How many matches beyond those expected are counted."""


@coded("waiver")
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
        if span is not None:
            yield span
        else:
            yield at.finding(subject, *not_once(document, anchored.span, entry.at), "at")


def _matches(document: Document, at: Located[WaiverEntry]) -> Iterator[Span | Finding]:
    pattern, expected = at.entry.pattern or "", at.entry.matches or 0
    (passage,) = document.passages
    spans = [Span(*span) for span in find_pattern(passage.text, pattern, expected + MORE_MATCHES)]
    if len(spans) != expected:
        more = "at least " if len(spans) == expected + MORE_MATCHES else ""
        found = f"the pattern `{pattern}` matches {more}{len(spans)} times, expected {expected}"
        shown = [_shown(document, span) for span in spans[:MATCHES_SHOWN]]
        if len(spans) > MATCHES_SHOWN:
            shown.append(f"… and {more}{len(spans) - MATCHES_SHOWN} more")
        found = "\n".join([found, *shown])
        remedy = "correct the pattern, or the number where every match is to be waived"
        yield at.finding(document.source_id, found, remedy, "pattern")
    yield from spans


def _shown(document: Document, match: Span) -> str:
    """A match with its line and the words around it."""
    before, behind = document.context(match, CONTEXT)
    words = " ".join(f"{before}⟦{document.characters(match)}⟧{behind}".split())
    return f"line {document.line(match.start)}: {words}"
