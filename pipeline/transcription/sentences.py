"""The sentence around a number, in which words about it are looked for that its quotation does not have."""

import re

from pipeline.text.documents import Document, Span

_BEFORE_A_SENTENCE = re.compile(r"[.!?]\s+(?=[A-Z\[(“\"])|\n\s*\n")
_AFTER_A_SENTENCE = re.compile(r"[.!?](?=\s|$)|\n\s*\n")
_REACH = 600
"""Characters to either side within which a sentence begins and ends."""


def sentence_around(document: Document, span: Span) -> str:
    """The words from the beginning of the sentence, or of the paragraph, to its end."""
    before, behind = document.context(span, _REACH)
    starts = [match.end() for match in _BEFORE_A_SENTENCE.finditer(before)]
    end = _AFTER_A_SENTENCE.search(behind)
    return (
        before[starts[-1] if starts else 0 :]
        + document.characters(span)
        + behind[: end.start() if end else None]
    )
