"""The words of a quotation that date its number, as the reader of periods reads them.

Which words are near a date is told by `text.periods`; the words themselves are tried from the longest to the shortest.
"""

import re
from datetime import date
from typing import NamedTuple

from pipeline.text.normal_form import normal_form
from pipeline.text.numbers.numerals import find_numerals
from pipeline.text.periods.period_days import Period, calendar_year, fiscal_year, month_days
from pipeline.text.periods.periods import names_a_period
from pipeline.text.periods.words_for_periods import (
    runs_of_dates,
    shortest,
    words_read_around,
)

MOST_BETWEEN = 2
"""Other numbers behind a number; a date behind these does not date it for sure."""
_SEASON = re.compile(r"\b(?:Spring|Summer|Fall|Autumn|Winter)\s+(?:of\s+)?$", re.IGNORECASE)
_YEARS_BEHIND = re.compile(r"\s?[-–]\s?\d\d(?!\d)")
"""The end of `1988-94`, which is not read as the end of a period."""


class Dated(NamedTuple):
    """Words that name days, the period as an entry writes it, and where they are from the number."""

    words: str
    period: str
    distance: int
    is_before: bool


def dated_words(
    quote: str, start_of_token: int, token: str, *, of_change: bool = False
) -> list[Dated]:
    """The words of a quotation that name days, those nearest to the number first; each date in one of them only.

    Dates on both sides of a number are together the period of a change; of another number the nearer one is. A date
    in parentheses is that of a source.
    """
    text, token = normal_form(quote).text, normal_form(token).text
    place = len(normal_form(quote[:start_of_token]).text)
    dates = [span for span in names_a_period(text) if not span[0] <= place < span[1]]
    found: list[Dated] = []
    taken: list[tuple[int, int]] = []
    for start, end in runs_of_dates(dates):
        between = text[place + len(token) : start]
        is_of_several = not of_change and (
            _states_numbers(text[start:end]) or _is_behind_others(between)
        )
        if is_of_several or _in_parentheses(text, start, place) or _is_a_part(text, start, end):
            continue
        if any(first < end and start < last for first, last in taken):
            continue
        read = [one for one in words_read_around(text, start, end) if text.count(one[0]) == 1]
        if read:
            days = read[0][1]
            words, period, at = shortest([one for one in read if one[1] == days])
            taken.append((at, at + len(words)))
            distance = max(at - place - len(token), place - at - len(words), 0)
            found.append(Dated(words, as_entered(period), distance, at < place))
    return sorted(found, key=lambda dated: (dated.distance, dated.is_before))


def _states_numbers(words: str) -> bool:
    """Whether numbers that are not dates are among words that begin and end with a date."""
    return any(not numeral.counts_nothing for numeral in find_numerals(words))


def _is_a_part(text: str, start: int, end: int) -> bool:
    """Whether a date is part of words that name other days: the 1988 of `1988-94`, the 2006 of `Fall 2006`."""
    named = text[max(0, start - 20) : start]
    return bool(_YEARS_BEHIND.match(text, end) or _SEASON.search(named))


def _in_parentheses(text: str, start: int, place: int) -> bool:
    """Whether a date is between parentheses that the number is not between."""
    first = text.rfind("(", 0, start)
    last = text.find(")", start)
    is_open = first > text.rfind(")", 0, start)
    end = last if last > start else len(text)
    return is_open and not first < place < end


def _is_behind_others(between: str) -> bool:
    """Whether so many other numbers are between a number and a date behind it that the date may not be its own."""
    others = [numeral for numeral in find_numerals(between) if not numeral.counts_nothing]
    return len(others) >= MOST_BETWEEN or any(one.form == "duration" for one in others)


def as_entered(period: Period) -> str:
    """A period as an entry writes it, in its shortest form.

    >>> as_entered(Period("duration", date(2018, 10, 1), date(2019, 9, 30)))
    'FY2019'
    """
    start, end = period.start, period.end
    if end is None:
        return f"{start}/.."
    if start == end:
        return str(start)
    for days, first, last in (
        (fiscal_year, f"FY{_fiscal(start)}", f"FY{_fiscal(end)}"),
        (calendar_year, str(start.year), str(end.year)),
    ):
        if days(int(first[-4:]))[0] == start and days(int(last[-4:]))[1] == end:
            return first if first == last else f"{first}/{last}"
    months = month_days(start.year, start.month)[0], month_days(end.year, end.month)[1]
    if months == (start, end):
        first, last = f"{start:%Y-%m}", f"{end:%Y-%m}"
        return first if first == last else f"{first}/{last}"
    return f"{start}/{end}"


def _fiscal(day: date) -> int:
    """The fiscal year in which a day is."""
    return day.year + (fiscal_year(day.year)[1] < day) if day != date.max else day.year
