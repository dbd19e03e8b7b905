"""Stubs of waivers: an entry for each numeral that is not accounted for, to paste and to give a reason."""

import re
from collections.abc import Iterator

from pipeline.sources.yaml_text import one_line
from pipeline.text.documents import Document, Span
from pipeline.text.quotations import places_of, words_in
from pipeline.transcription.completeness import Unaccounted

FURTHEST_WORDS = 12


def stub(item: Unaccounted) -> str:
    """An entry for `waivers.yaml` that waives this numeral alone, once it has a reason."""
    reasons = (
        ", ".join(item.reasons)
        or "no rule shows one: enter it as a figure, or write `stated` and `why`"
    )
    place = (
        f"{field}: {one_line(value) if isinstance(value, str) else value}"
        for field, value in place_of(item).items()
    )
    return "\n    ".join([f"  - reason:  # {reasons}", *place])


def place_of(item: Unaccounted) -> dict[str, str | int]:
    """The fields that name the numeral: the fewest whole words around it, or what is before it on its line."""
    document = item.document
    token = Span(item.numeral.start, item.numeral.end)
    for words in _around(document, token):
        quote = " ".join(document.characters(words).split())
        line = document.line(words.start)
        if [p for p in places_of(document, quote) if document.line(p.start) == line] != [words]:
            continue
        place: dict[str, str | int] = {"quote": quote, "line": line}
        if len(document.passage_at(words.start).numerals_in(words)) == 1:
            return place
        if words_in(document, words, item.numeral.token) == token:
            return {"quote": quote, "at": item.numeral.token, "line": line}
    return {"pattern": _pattern(document, token), "matches": 1}


def _around(document: Document, token: Span) -> Iterator[Span]:
    """Whole words with the numeral among them, the fewest first, no further than its line."""
    line = document.line_around(token)
    words = [
        Span(line.start + match.start(), line.start + match.end())
        for match in re.finditer(r"\S+", document.characters(line))
    ]
    inside = [
        i for i, word in enumerate(words) if token.start < word.end and word.start < token.end
    ]
    first, last = inside[0], inside[-1]
    for more in range(1, FURTHEST_WORDS):
        for before in range(more + 1):
            start, end = first - before, last + more - before
            if start >= 0 and end < len(words):
                yield Span(words[start].start, words[end].end)
    yield Span(words[0].start, words[-1].end)


def _pattern(document: Document, token: Span) -> str:
    """The whole text of the line up to the numeral, then the numeral."""
    passage = document.passage_at(token.start)
    start = passage.text.rfind("\n", 0, token.start - passage.start) + 1
    before = passage.text[start : token.start - passage.start]
    escaped = re.sub(r"(?:\\ ){2,}", lambda run: f" {{{len(run[0]) // 2}}}", re.escape(before))
    return f"(?m)^{escaped}(?P<waived>{re.escape(document.characters(token))})"
