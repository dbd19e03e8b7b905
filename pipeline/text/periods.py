"""Periods as they are written in `figures.yaml`, and the days that they span.

The US Government's fiscal year N runs from October 1 of N-1 to September 30 of N (31 USC 1102).
"""

import re
from calendar import month_name, monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

PERIOD_FORMS = "FY2014, FY2016/FY2018, 2019-09-30, 2014-01/2017-05, 2013/2015 or 2016-01/.."
"""How a period is written; `..` is an end that is not given (ISO 8601-2, open time interval)."""
_MONTHS = tuple(name.lower() for name in month_name[1:])
_MONTH_NAME = re.compile(rf"\b({'|'.join(month_name[1:])})\b", re.IGNORECASE)
_QUARTER = re.compile(r"\bquarter [1-4]\b", re.IGNORECASE)
_AS_OF = re.compile(r"as (?:recently as|of)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Period:
    """The days from `start` to `end`, both included; None is an open end.

    An instant is one day; where its words name only a month, it is one of the days of that month.
    """

    type: Literal["instant", "duration"]
    start: date
    end: date | None


def read_period(text: str) -> Period | None:
    """The period that a text names, or None where it is not of a known form.

    >>> read_period("FY2016/FY2018")
    Period(type='duration', start=datetime.date(2015, 10, 1), end=datetime.date(2018, 9, 30))
    >>> read_period("2019-09-30").type
    'instant'
    """
    first, _, last = text.partition("/")
    if last == "..":
        begun = _days(first)
        return Period("duration", begun[0], None) if begun else None
    days, last_days = _days(first), _days(last or first)
    if days is None or last_days is None or last_days[1] < days[0]:
        return None
    instant = not last and days[0] == days[1]
    return Period("instant" if instant else "duration", days[0], last_days[1])


def as_printed(period: Period, words: str | None) -> Period:
    """The period as its words in the document give it: "as of June 2017" is one day of that month.

    >>> as_printed(read_period("2017-06"), "as of June 2017").type
    'instant'
    """
    return replace(period, type="instant") if _AS_OF.match(words or "") else period


def words_agree(text: str, words: str) -> bool:
    """Whether a document's words can name a period: the same years, months and kind of year.

    >>> words_agree("FY2014/FY2019", "from FY 2014 through FY 2019")
    True
    >>> words_agree("FY2018", "fiscal year 2019")
    False
    """
    written = re.findall(r"(FY)?(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", text)
    years = set(re.findall(r"(?<![\d,])(?:19|20)\d{2}(?![\d,]\d)", words))
    fiscal = bool(re.search(r"\bFYs?\b|\bfiscal\b", words, re.IGNORECASE))
    months = {month.lower() for month in _MONTH_NAME.findall(words)}
    days = set(re.findall(r"\b(\d{1,2}),", words))
    if {year for _, year, _, _ in written} != years:
        return False
    if _QUARTER.search(words):
        return True
    return (
        any(kind for kind, _, _, _ in written) == fiscal
        and {_MONTHS[int(month) - 1] for _, _, month, _ in written if month} == months
        and {str(int(day)) for _, _, _, day in written if day} == days
    )


def _days(text: str) -> tuple[date, date] | None:
    """First and last day of a fiscal year, a calendar year, a month or a day."""
    match = re.fullmatch(r"(FY)?(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text)
    if match is None:
        return None
    year, month, day = int(match[2]), int(match[3] or 0), int(match[4] or 0)
    try:
        if match[1]:
            return None if month else (date(year - 1, 10, 1), date(year, 9, 30))
        if not month:
            return date(year, 1, 1), date(year, 12, 31)
        last = day or monthrange(year, month)[1]
        return date(year, month, day or 1), date(year, month, last)
    except ValueError:
        return None
