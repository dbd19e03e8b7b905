"""Periods that a person enters where the words are not read: what the words contradict is refused.

"Summer 2019" may be June to August. It is not all of 2019, nor FY 2019, nor anything in 2018.
"""

import re
from datetime import date

from pipeline.text.normal_form import normal_form
from pipeline.text.periods.period_days import (
    Days,
    calendar_year,
    fiscal_year,
    month_days,
    read_period,
)
from pipeline.text.periods.period_pieces import MONTHS
from pipeline.text.periods.periods import read_period_words

_YEARS = re.compile(r"(?<![0-9,.])(?:18|19|20)[0-9]{2}(?![0-9])")
_SHORT_YEARS = re.compile(
    r"(?:\b[fcs]y ?'?|[0-9]{1,2}/[0-9]{1,2}/)([0-9]{2})(?![0-9])", re.IGNORECASE
)
_NAMES = re.compile(rf"\b(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b", re.IGNORECASE)
_FIGURES = re.compile(r"(?<![0-9,.])[0-9]{1,2}(?![0-9]|[,.][0-9])")


def may_be_entered(entered: str, words: str) -> bool:
    """Whether a period may be entered by hand where the words are refused.

    It must have days of every year in the words. It may not be a whole year, fiscal year or month that the
    words name, nor all from the first to the last of them: these are what refused words only look like.

    >>> may_be_entered("2019-06/2019-08", "summer 2019"), may_be_entered("2019", "summer 2019")
    (True, False)
    """
    text = normal_form(words).text
    named, read = read_period(entered), read_period_words(words)
    years = _years_in(text)
    if named is None or read.period is not None or not years:
        return False
    days = (named.start, named.end)
    if days in read.looks_like or days in _whole_periods(text, years):
        return False
    last = named.end.year if named.end else date.max.year
    return all(named.start.year <= year <= last for year in years)


def _years_in(text: str) -> list[int]:
    years = {int(year) for year in _YEARS.findall(text)}
    years |= {
        int(f"20{year}" if year < "50" else f"19{year}") for year in _SHORT_YEARS.findall(text)
    }
    return sorted(years)


def _whole_periods(text: str, years: list[int]) -> set[Days]:
    """Each year and month that a text names, and the spans from the first to the last of them."""
    numbers = {MONTHS[name.lower()] for name in _NAMES.findall(text)}
    numbers |= {number for number in map(int, _FIGURES.findall(text)) if 1 <= number <= 12}
    pair = re.search(r"(?<![0-9])((?:19|20)[0-9]{2})[-/]([0-9]{2})(?![0-9])", text)
    ends = [*years, int(pair[1][:2] + pair[2])] if pair else years
    whole = [
        [calendar_year(year) for year in ends if year],
        [fiscal_year(year) for year in ends if year],
        [month_days(year, number) for year in years for number in sorted(numbers)],
    ]
    return {days for group in whole for days in group} | {
        (min(group)[0], max(group)[1]) for group in whole if group
    }
