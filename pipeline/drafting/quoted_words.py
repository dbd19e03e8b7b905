"""The words that a proposal quotes: the sentence around a number, or as much of it as tells the number apart.

Nothing here knows what the number states.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.text.documents import Document, Span
from pipeline.text.normal_form import normal_form
from pipeline.text.numbers.numerals import Numeral
from pipeline.text.quotations import places_of

LONGEST = 300
"""Characters of a sentence that is quoted whole."""
_REACH = 700
MARKS = "¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
"""Raised characters that mark notes."""
_END = re.compile(
    rf"[.!?][\"”’)\]]*[¹²³⁴⁵⁶⁷⁸⁹⁰]*(?=\s+[A-Z0-9\[(“\"•{MARKS}]|\s*$)|\n\s*\n|\n(?=\s*[•*-] )"
    rf"|\n(?=[ \t]*[{MARKS}])|\n(?=[ \t]*(?:Sources?|Notes?|SOURCES?|NOTES?):)"
)
"""The end of a sentence, a paragraph or a note."""
_LEAD = re.compile(rf"[ \t\n\r•*-]*(?:[{MARKS}]+[ \t\n\r]+)?")
"""What is in front of a sentence; a mark that is joined to its first word is part of it."""
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:[Nn]o|[Nn]os|[Vv]ol|Mr|Mrs|Ms|Dr|Inc|Co|Corp|St|Sec|Stat|Gen|Rep|Sen|Jr|vs|[Ee]d|[Pp]p?"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|[Ff]ig))\.$"
)
_DIVIDED = re.compile(r"(?<=[A-Za-z])-[ \t]*\r?\n\s*(?=[a-z])")
_CLAUSE = re.compile(
    r"[;:]\s|,\s(?:and|but|while|whereas|which|who|of which|including)\s|\s[-–—]\s|\t"
)


class Quoted(NamedTuple):
    """Words of a document, and the line that makes them unique where they occur more than once."""

    span: Span
    quote: str
    line: int | None


def as_quoted(words: str) -> str:
    """Words of a document on one line, as an entry quotes them; a word that a line end divides is put together."""
    return " ".join(_DIVIDED.sub("", words).split())


def sentence_span(document: Document, span: Span) -> Span:
    """The sentence around some characters, or the paragraph where it is not told from it."""
    passage = document.passage_at(span.start)
    start, end = span.start - passage.start, span.end - passage.start
    first = max(0, start - _REACH)
    for match in _ends(passage.text, first, start):
        first = match.end()
    last = min(len(passage.text), end + _REACH)
    behind = next(_ends(passage.text, end, last), None)
    if behind is not None:
        last = behind.end() if behind[0].strip() else behind.start()
    return _stripped(document, Span(passage.start + first, passage.start + last))


def _ends(text: str, first: int, last: int) -> Iterator[re.Match[str]]:
    for match in _END.finditer(text, first, last):
        at_dot = text[max(0, match.start() - 12) : match.start() + 1]
        if not (match[0].startswith(".") and _ABBREVIATED.search(at_dot)):
            yield match


def _stripped(document: Document, span: Span) -> Span:
    words = document.characters(span)
    lead = _LEAD.match(words)
    start = span.start + (lead.end() if lead else 0)
    return Span(start, max(start, span.start + len(words.rstrip())))


def quotations_for(document: Document, numeral: Numeral) -> list[Quoted]:
    """The words that may be quoted for a number, the best first; none where no words tell it from others of its form.

    Words that only surround it are among them only where neither its sentence nor a part of it may be quoted.
    """
    token = Span(numeral.start, numeral.end)
    found: dict[Span, Quoted] = {}
    for span, is_whole in _narrowing(document, token):
        if found and not is_whole:
            break
        if span not in found and _is_alone(document, span, numeral):
            quoted = _anchored(document, span)
            if quoted is not None:
                found[span] = quoted
    return list(found.values())


def sentence_before(document: Document, span: Span) -> Span | None:
    """The sentence, or the line of a heading, before another one; None where there is none near."""
    first = max(document.passage_at(span.start).start, span.start - _REACH)
    between = document.characters(Span(first, span.start)).rstrip(" \t\r\n•*-" + MARKS)
    if not between:
        return None
    end = first + len(between)
    before = sentence_span(document, Span(end - 1, end - 1))
    return before if before.start < span.start else None


def _narrowing(document: Document, token: Span) -> Iterator[tuple[Span, bool]]:
    """The sentence, its part between two marks, then ever fewer words around the number.

    Where the sentence states several numbers, the part comes first: what dates one of them may not date another.
    """
    sentence = sentence_span(document, token)
    clause = _clause(document, sentence, token)
    numerals = document.passage_at(token.start).numerals_in(sentence)
    states_others = sum(not numeral.counts_nothing for numeral in numerals) > 1
    for span in (clause, sentence) if states_others else (sentence, clause):
        if span.end - span.start <= LONGEST:
            yield span, True
    for words in (12, 8, 5, 3, 2, 1):
        yield _words_around(document, sentence, token, words), False


def _clause(document: Document, sentence: Span, token: Span) -> Span:
    start, end = sentence
    for match in _CLAUSE.finditer(document.characters(sentence)):
        if sentence.start + match.end() <= token.start:
            start = sentence.start + match.end()
        elif sentence.start + match.start() >= token.end:
            end = sentence.start + match.start()
            break
    return _stripped(document, Span(start, end))


def _words_around(document: Document, sentence: Span, token: Span, number: int) -> Span:
    before = document.characters(Span(sentence.start, token.start))
    behind = document.characters(Span(token.end, sentence.end))
    words = list(re.finditer(r"\S+", before))
    start = words[-number].start() if len(words) >= number else 0
    ends = [match.end() for match in re.finditer(r"\S+", behind)]
    end = ends[min(number, len(ends)) - 1] if ends else 0
    return _stripped(document, Span(sentence.start + start, token.end + end))


def _is_alone(document: Document, span: Span, numeral: Numeral) -> bool:
    """Whether no other number of the words is printed alike, so that `at` names this one."""
    numerals = document.passage_at(span.start).numerals_in(span)
    alike = [n for n in numerals if normal_form(n.token).text == normal_form(numeral.token).text]
    return len(alike) == 1 and alike[0].start == numeral.start


def _anchored(document: Document, span: Span) -> Quoted | None:
    quote = as_quoted(document.characters(span))
    line = document.line(span.start)
    places = places_of(document, quote) if quote.isprintable() else []
    on_line = [place for place in places if document.line(place.start) == line]
    return Quoted(span, quote, None if len(places) == 1 else line) if len(on_line) == 1 else None
