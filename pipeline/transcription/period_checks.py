"""Checks of a figure's period against the document's words for it, one function a check.

The period is what `text.periods` reads from the words; where it refuses them, the entry may give days by hand.
Words that name a period and do not date the number are named by the entry as such.
"""

from collections.abc import Iterator

from pipeline.sources.figure_entries import FigureEntry
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding, coded
from pipeline.text.documents import Document, Span
from pipeline.text.normal_form import normal_form
from pipeline.text.periods.period_days import PERIOD_FORMS, Period, read_period
from pipeline.text.periods.periods import (
    names_a_period,
    names_the_same_period,
    read_period_words,
    words_agree,
    words_cut_off,
)
from pipeline.text.periods.periods_by_hand import may_be_entered
from pipeline.transcription.sentences import sentence_around

_REACH = 60
"""Characters beside the words for a period in which words that belong to them are looked for."""


def period_of(entry: FigureEntry) -> Period | None:
    """The period that is published: as its words give it ("as of June 2017" is one day), or as entered."""
    if entry.period is None:
        return None
    read = read_period_words(entry.period_printed) if entry.period_printed else None
    return read.period if read and read.period else read_period(entry.period)


@coded("period")
def period_findings(at: Located[FigureEntry]) -> Iterator[Finding]:
    """A period without the document's words for it, or with words that name other days or none."""
    entry = at.entry
    if entry.period is None:
        yield from _undated_findings(at)
    elif entry.period_printed is None:
        yield at.finding(
            entry.id,
            "the entry has a `period` but not the document's words for it",
            "add `period_printed`; words that name no days need no `period`",
            "period",
        )
    else:
        yield from _disagreement(at, entry.period, entry.period_printed)
    if entry.context.period is not None and entry.period_printed is None:
        yield at.finding(
            entry.id,
            "`context.period` is quoted, but no words for the period are taken from it",
            "add `period_printed`, or take `context.period` out",
            "context",
        )


def _disagreement(at: Located[FigureEntry], period: str, words: str) -> Iterator[Finding]:
    entry, read = at.entry, read_period_words(words)
    if entry.period_basis == "entered":
        if read.period is not None:
            yield at.finding(
                entry.id,
                f"the words `{words}` are read as {_days(read.period)}",
                "take `period_basis` out, and enter these days",
                "period_basis",
            )
        elif not may_be_entered(period, words):
            yield at.finding(
                entry.id,
                f"the words `{words}` do not name {_with_days(period)}: {read.refused}",
                "enter as `period` the days for which the document has other words, such as 2006-09-01/2007-06-30 for "
                "a school year; they contain the years of the words, and are not what the words only look like; "
                "without such words leave `period` out, and keep `period_printed`",
                "period",
            )
    elif read.refused is not None:
        yield at.finding(
            entry.id,
            f"the words `{words}` are not read: {read.refused}",
            "quote the words for the period alone; if the words do state these days, write `period_basis: entered`; if "
            "they state no days, leave `period` out",
            "period",
        )
    elif not words_agree(period, words):
        assert read.period is not None
        yield at.finding(
            entry.id,
            f"the words `{words}` do not name {_with_days(period)}, but {_days(read.period)}",
            f"write the days of the words ({PERIOD_FORMS}), or quote other words",
            "period",
        )


def _undated_findings(at: Located[FigureEntry]) -> Iterator[Finding]:
    """Words that name a period, in an entry that has none."""
    entry = at.entry
    words = entry.period_printed
    read = read_period_words(words) if words else None
    if entry.period_basis is not None:
        yield at.finding(
            entry.id,
            "`period_basis` is given without a `period`",
            "add the `period`",
            "period_basis",
        )
    elif read is not None and read.period is not None:
        yield at.finding(
            entry.id,
            f"the words `{words}` name {_days(read.period)}, but the entry has no `period`",
            "add the `period`; if the words do not date the number, name them as `not_dated_by` instead",
            "period_printed",
        )
        return
    named = normal_form(words or entry.not_dated_by or "").text
    others = (text for field, text in entry.context if text is not None)
    every = [normal_form(text).text for text in (entry.quote, *others)]
    if entry.not_dated_by is not None and not any(_named_in(text, named) for text in every):
        yield at.finding(
            entry.id,
            f"`{entry.not_dated_by}` names no period",
            "take `not_dated_by` out",
            "not_dated_by",
        )
    dating = (text for field, text in entry.context if text is not None and field != "unit")
    for quotation in (entry.quote, *dating):
        found = _unnamed(normal_form(quotation).text, named, normal_form(entry.at).text)
        if found is not None:
            yield at.finding(
                entry.id,
                f"the quotation names a period, `{found}`, but the entry has none:\n“{quotation}”",
                "add `period` and `period_printed`; words that name no days need `period_printed` alone; words that do not "
                "date the number are named as `not_dated_by`",
                "quote",
            )
            return


@coded("period")
def same_period_findings(
    at: Located[FigureEntry], document: Document, token: Span
) -> Iterator[Finding]:
    """A sentence that gives its numbers the period of another sentence, in an entry that has none."""
    entry = at.entry
    if entry.period or entry.period_printed or entry.not_dated_by:
        return
    words = names_the_same_period(sentence_around(document, token))
    if words is not None:
        yield at.finding(
            entry.id,
            f"the sentence says `{words}`, but the entry has no period",
            "quote the sentence that names the period under `context: {period: …}`, and add `period` and "
            "`period_printed`",
            "quote",
        )


def _unnamed(quotation: str, named: str, token: str) -> str | None:
    """The first words for a period that the entry does not name; a token is not its own period."""
    known, tokens = _named_in(quotation, named), _named_in(quotation, token)
    others = (span for span in names_a_period(quotation) if span not in (*known, *tokens))
    return next((quotation[start:end].strip() for start, end in others), None)


def _named_in(quotation: str, words: str) -> list[tuple[int, int]]:
    """Where a quotation has words for a period that are also among these words: "calendar year" is one only before others."""
    places = list(_places(quotation, words))
    return [
        (start, end)
        for start, end in names_a_period(quotation)
        if any(first < end and start < last for first, last in places)
    ]


def _places(text: str, words: str) -> Iterator[tuple[int, int]]:
    start = text.find(words) if words else -1
    while start >= 0:
        yield start, start + len(words)
        start = text.find(words, start + 1)


@coded("period")
def cut_off_findings(
    at: Located[FigureEntry], document: Document, words: Span
) -> Iterator[Finding]:
    """Words for a period that the document continues on either side: "2015" of "before 2015"."""
    before, behind = document.context(words, _REACH)
    cut = words_cut_off(before, behind)
    if cut is not None:
        yield at.finding(
            at.entry.id,
            f"`{cut}` beside `{at.entry.period_printed}` belongs to the words for the period",
            "quote these words too in `period_printed`",
            "period_printed",
        )


def _with_days(entered: str) -> str:
    """A period as it was entered, and its days where it does not show both of them."""
    period = read_period(entered)
    return f"{entered} ({_days(period)})" if period and "/" not in entered else entered


def _days(period: Period) -> str:
    end = "an open end" if period.end is None else str(period.end)
    return f"{period.start} to {end}"
