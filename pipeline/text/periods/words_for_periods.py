"""The words of a quotation that name days: tried around each date, and read by the reader of periods.

Which of several dates is that of a number is decided by who asks.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pipeline.text.normal_form import normal_form
from pipeline.text.periods.period_days import Period, read_period
from pipeline.text.periods.periods import names_a_period, read_period_words, words_cut_off

WORDS_BEFORE = 5
WORDS_BEHIND = 3
MOST_DATES = 4
"""Dates of one quotation that are tried together."""


class WordsRead(NamedTuple):
    """Words of a text in normal form that name days, and where they begin."""

    words: str
    period: Period
    start: int


@lru_cache(maxsize=4096)
def words_for(quote: str, period: str) -> str | None:
    """The words of a quotation that are read as exactly an entered period; None where none or several are.

    >>> words_for("In fiscal year 2019, ICE arrested 143,100 aliens", "FY2019")
    'fiscal year 2019'
    """
    text, wanted = normal_form(quote).text, read_period(period)
    if wanted is None:
        return None
    dates = names_a_period(text)
    found: dict[tuple[int, int], str] = {}
    for start, end in runs_of_dates(dates):
        readings = [
            one
            for one in words_read_around(text, start, end)
            if (one.period.start, one.period.end) == (wanted.start, wanted.end)
        ]
        if readings and not any(first < end and start < last for first, last in found):
            found[start, end] = shortest(readings).words
    (words, *others) = found.values() or [None]
    return words if words is not None and not others and text.count(words) == 1 else None


def shortest(readings: list[WordsRead]) -> WordsRead:
    """The fewest words of several readings of some dates, the longest of which come first, with their `from`."""
    fewest = readings[-1]
    return next((one for one in readings if one.words == f"from {fewest.words}"), fewest)


def runs_of_dates(dates: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where dates that follow each other begin and end: the most together first, then ever fewer."""
    for number in range(min(MOST_DATES, len(dates)), 0, -1):
        for i in range(len(dates) - number + 1):
            yield dates[i][0], dates[i + number - 1][1]


def words_read_around(text: str, start: int, end: int) -> Iterator[WordsRead]:
    """Words around some dates of a text in normal form that are read and not cut off, the longest first."""
    before = [i for i in range(start + 1) if i == 0 or text[i - 1] in ' (“"']
    behind = [i for i in range(end, len(text) + 1) if i == len(text) or not text[i].isalnum()]
    candidates = sorted(
        (
            (first, last)
            for first in before[-1 - WORDS_BEFORE :]
            for last in behind[: 1 + WORDS_BEHIND]
        ),
        key=lambda span: span[0] - span[1],
    )
    for first, last in candidates:
        words = text[first:last].strip(" .,;:()")
        at = text.find(words, first)
        period = read_period_words(words).period
        if period is not None and words_cut_off(text[:at], text[at + len(words) :]) is None:
            yield WordsRead(words, period, at)
