"""Finding a quotation in a document, exactly and once, or saying why not.

Text and quotation are compared in their normal form (`normal_form`). Approximate matching never anchors; it
only helps to say what changed (measured: no score separates a changed statistic from a harmless hyphen).
"""

import re
from dataclasses import dataclass
from enum import Enum

from pipeline.text.documents import Document, Passage, Span
from pipeline.text.normal_form import normal_form
from pipeline.text.numbers.numerals import find_numerals

NEGATIONS = frozenset({"no", "not", "never", "none", "nor", "neither", "without", "cannot"})
SIMILAR_ENOUGH_TO_NAME = 70.0


class Verdict(Enum):
    """Whether a quotation is in a document."""

    FOUND = "found"
    ORPHANED = "orphaned"
    CHANGED = "changed"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True)
class Anchoring:
    """The verdict on a quotation; its span where found.

    `lines` are those of the quotation, or of the nearest words. `nearest` has these words, and `same_facts`
    is true where they have the same numerals and negations, so that it may be proposed to a
    person as the quotation's new wording.
    """

    verdict: Verdict
    span: Span | None = None
    lines: tuple[int, ...] = ()
    nearest: str = ""
    same_facts: bool = False


def find_quotation(
    document: Document, quote: str, *, line: int | None = None, after: str | None = None
) -> Anchoring:
    """Find the one occurrence of a quotation in a document.

    `line` (of the quotation's first character) or `after` (a quotation before it) may
    make unique what occurs several times. A match that would cut a number or a word in two is no
    match.
    """
    wanted = normal_form(quote).text.strip()
    spans = everywhere = places_of(document, quote)
    if line is not None:
        spans = [span for span in spans if document.line(span.start) == line]
    if after is not None:
        spans = _first_behind(document, spans, after)
    if len(spans) == 1:
        return Anchoring(Verdict.FOUND, spans[0], (document.line(spans[0].start),))
    if everywhere:
        lines = tuple(document.line(span.start) for span in spans or everywhere)
        return Anchoring(Verdict.AMBIGUOUS, lines=lines)
    return _likeness(document, wanted)


def places_of(document: Document, quote: str) -> list[Span]:
    """Everywhere that a document has a quotation; nothing that is only similar is looked for."""
    wanted = normal_form(quote).text.strip()
    return [span for passage in document.passages for span in _occurrences(passage, wanted)]


def words_in(document: Document, span: Span, words: str) -> Span | None:
    """Where in a span the document has `words`; None unless it has them exactly once."""
    return find_quotation(_part(document, span), words).span


def not_anchored(anchoring: Anchoring, quote: str, document: Document) -> tuple[str, str]:
    """Why a quotation has no span, and what to do: the two texts of a finding."""
    shown = normal_form(quote).text
    if anchoring.verdict is Verdict.AMBIGUOUS:
        lines = ", ".join(str(line) for line in anchoring.lines)
        times = "once" if len(anchoring.lines) == 1 else f"{len(anchoring.lines)} times"
        return (
            f"the quotation occurs {times} in {document.file} (lines {lines}), not exactly once where it is "
            f"expected:\n“{shown}”",
            "lengthen the quotation, or add or correct `line:` or `after:`",
        )
    if anchoring.verdict is Verdict.ORPHANED:
        return (
            f"the quotation is not in {document.file}, and nothing is similar to it:\n“{shown}”",
            "quote the document's own words",
        )
    return (
        f"the quotation is not in the document:\n“{shown}”\nthe nearest words are at "
        f"{document.file}:{anchoring.lines[0]}:\n“{anchoring.nearest}”",
        "numerals and negations are the same: if the meaning is too, quote these words"
        if anchoring.same_facts
        else "a number or a negation differs: read the document and correct whichever is wrong; no repair is proposed",
    )


def not_once(document: Document, span: Span, words: str) -> tuple[str, str]:
    """That words do not occur exactly once in a quotation, and what to do: the two texts of a finding."""
    anchoring = find_quotation(_part(document, span), words)
    times = len(anchoring.lines) if anchoring.verdict is Verdict.AMBIGUOUS else 0
    quoted = " ".join(document.characters(span).split())
    return (
        f"`{words}` must occur exactly once in the quotation\nit occurs {times} times in “{quoted}”",
        "take words that the quotation has once, or make it longer if these are beside it",
    )


def _part(document: Document, span: Span) -> Document:
    """The characters of a span as a document of their own, at their places."""
    passage = Passage(span.start, document.line(span.start), document.characters(span))
    return Document(document.source_id, document.file, (passage,))


def _occurrences(passage: Passage, wanted: str) -> list[Span]:
    form = passage.normal_form
    found = []
    offset = form.text.find(wanted) if wanted else -1
    while offset >= 0:
        end = offset + len(wanted)
        if not _cuts(form.text, offset) and not _cuts(form.text, end):
            found.append(
                Span(
                    passage.start + form.offsets[offset], passage.start + form.offsets[end - 1] + 1
                )
            )
        offset = form.text.find(wanted, offset + 1)
    return found


def _cuts(text: str, offset: int) -> bool:
    """Whether a boundary at `offset` would divide a word or a number."""
    if not 0 < offset < len(text):
        return False
    before, behind = text[offset - 1], text[offset]
    if before.isalnum() and behind.isalnum():
        is_mark = behind.isdigit() and not behind.isdecimal()
        return not is_mark
    inside_number = (
        before in ".," and text[offset - 2 : offset - 1].isdecimal() and behind.isdecimal()
    )
    before_rest = (
        before.isdecimal() and behind in ".," and text[offset + 1 : offset + 2].isdecimal()
    )
    return inside_number or before_rest


def _first_behind(document: Document, spans: list[Span], after: str) -> list[Span]:
    anchor = find_quotation(document, after)
    if anchor.span is None:
        return []
    return [span for span in spans if span.start >= anchor.span.end][:1]


def _likeness(document: Document, wanted: str) -> Anchoring:
    """What in the document is nearest to a quotation that is not in it."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    best = Anchoring(Verdict.ORPHANED)
    best_score = SIMILAR_ENOUGH_TO_NAME
    for passage in document.passages:
        form = passage.normal_form
        match = partial_ratio_alignment(wanted, form.text, score_cutoff=best_score)
        if match is None or match.dest_end <= match.dest_start:
            continue
        best_score = match.score
        start, end = _whole_words(form.text, match.dest_start, match.dest_end)
        nearest = form.text[start:end].strip()
        best = Anchoring(
            Verdict.CHANGED,
            lines=(document.line(passage.start + form.offsets[start]),),
            nearest=nearest,
            same_facts=_facts(nearest) == _facts(wanted),
        )
    return best


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def _facts(text: str) -> tuple[list[str], list[str]]:
    numerals = [numeral.token for numeral in find_numerals(text)]
    words = re.findall(r"[a-z']+", text.lower())
    return numerals, [word for word in words if word in NEGATIONS or word.endswith("n't")]
