"""The ways in which a number may be dated: by words of its quotation, by none, by a sentence before, or not by its words."""

import re
from typing import Any

from pipeline.drafting.dated_words import dated_words
from pipeline.drafting.quoted_words import Quoted, as_quoted, sentence_before, sentence_span
from pipeline.text.documents import Document, Span
from pipeline.text.normal_form import normal_form
from pipeline.text.numbers.numerals import Numeral
from pipeline.text.periods.periods import names_a_period, names_the_same_period
from pipeline.text.quotations import places_of
from pipeline.transcription.sentences import sentence_around

Fields = dict[str, Any]
MOST_SENTENCES = 6
"""Sentences before a number among which its period is looked for."""


def ways_to_date(
    document: Document,
    numeral: Numeral,
    quoted: Quoted,
    place: tuple[int, str],
    of_change: bool,
) -> list[Fields]:
    """Fields that date a number, the likeliest first; `place` is where it begins in the quotation, and its characters."""
    dated = dated_words(quoted.quote, *place, of_change=of_change)
    dates: list[Fields] = [{"period": d.period, "period_printed": d.words} for d in dated]
    dates.append({})
    text = normal_form(quoted.quote).text
    named = names_a_period(text)
    sentence = sentence_around(document, Span(numeral.start, numeral.end))
    if not dated and (named or names_the_same_period(sentence)):
        dates += _dates_before(document, quoted)
    for start, end in named:
        behind = [m.end() + end for m in re.finditer(r"\s*\S+", text[end:])][:4]
        dates += [{"not_dated_by": text[start:last].strip(" ,.;")} for last in (end, *behind)]
    return dates


def _dates_before(document: Document, quoted: Quoted) -> list[Fields]:
    """The period of the nearest sentence before that names one, quoted as the context of this number."""
    sentence: Span | None = sentence_span(document, Span(*[quoted.span.start] * 2))
    for _ in range(MOST_SENTENCES):
        sentence = sentence_before(document, sentence) if sentence else None
        if sentence is None:
            break
        quote = as_quoted(document.characters(sentence))
        dated = dated_words(quote, 0, "", of_change=True)
        if dated and len(places_of(document, quote)) == 1:
            context = {"context": {"period": quote}}
            return [{"period": d.period, "period_printed": d.words} | context for d in dated]
    return []
