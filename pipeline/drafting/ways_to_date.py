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
_OF_TODAY = re.compile(r"\b(?:past|last|next|preceding|previous|prior|coming)\b", re.IGNORECASE)
"""Words for days counted from when they were written: no sentence before says which."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
MOST_SENTENCES = 6
"""Sentences before a number among which its period is looked for."""


def ways_to_date(
    document: Document,
    numeral: Numeral,
    quoted: Quoted,
    place: tuple[int, str],
    of_change: bool,
) -> list[Fields]:
    """Fields that date a number, the likeliest first; `place` is where it begins in the quotation, and its characters.

    Where the quotation names a year in words that are not read, a person says what dates the number.
    """
    dated = dated_words(quoted.quote, *place, of_change=of_change)
    dates: list[Fields] = [{"period": d.period, "period_printed": d.words} for d in dated]
    dates.append({})
    text = normal_form(quoted.quote).text
    named = names_a_period(text)
    sentence = sentence_around(document, Span(numeral.start, numeral.end))
    has_own_year = any(_YEAR.search(text[start:end]) for start, end in named)
    is_of_today = any(_OF_TODAY.search(text[start:end]) for start, end in named)
    looks_back = not dated and not has_own_year and not is_of_today
    if looks_back and (named or names_the_same_period(sentence)):
        dates += _dates_before(document, quoted)
    for start, end in named if dated or not has_own_year else ():
        behind = [m.end() + end for m in re.finditer(r"\s*\S+", text[end:])][:4]
        dates += [{"not_dated_by": text[start:last].strip(" ,.;")} for last in (end, *behind)]
    return dates


def _dates_before(document: Document, quoted: Quoted) -> list[Fields]:
    """The period of the nearest sentence before that names any, quoted as the context of this number.

    None where that sentence names several: which of them dates the number is for a person to say.
    """
    sentence: Span | None = sentence_span(document, Span(*[quoted.span.start] * 2))
    for _ in range(MOST_SENTENCES):
        sentence = sentence_before(document, sentence) if sentence else None
        if sentence is None:
            break
        quote = as_quoted(document.characters(sentence))
        dated = dated_words(quote, 0, "", of_change=True)
        if len({one.period for one in dated}) > 1:
            break
        if dated and len(places_of(document, quote)) == 1:
            context = {"context": {"period": quote}}
            return [{"period": d.period, "period_printed": d.words} | context for d in dated]
    return []
