"""Periods as they are written in `figures.yaml`, and the days of years, quarters, months and dates.

Which period the words of a document name is in `periods`; nothing here reads English.

The US Government's fiscal year N runs from October 1 of N-1 to September 30 of N (31 USC 1102). Until 1976 it
ran from July 1 to June 30 (Congressional Budget Act of 1974, section 501).
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

PERIOD_FORMS = "FY2014, FY2016/FY2018, 2019-09-30, 2014-01/2017-05, 2013/2015 or 2016-01/.."
"""How a period is written; `..` is an end that is not given (ISO 8601-2, open time interval)."""
LAST_FISCAL_YEAR_FROM_JULY = 1976

Days = tuple[date, date]
"""First and last day, both included."""


@dataclass(frozen=True)
class Period:
    """The days from `start` to `end`, both included; None is an open end.

    An instant is one day; where its words name only a month, it is one of the days of that month.
    """

    type: Literal["instant", "duration"]
    start: date
    end: date | None


def read_period(text: str) -> Period | None:
    """The period that an entry writes, or None where it is not of a known form.

    >>> read_period("FY2016/FY2018")
    Period(type='duration', start=datetime.date(2015, 10, 1), end=datetime.date(2018, 9, 30))
    >>> read_period("2019-09-30").type
    'instant'
    """
    first, _, last = text.partition("/")
    if last == "..":
        begun = _written_days(first)
        return Period("duration", begun[0], None) if begun else None
    days, last_days = _written_days(first), _written_days(last or first)
    if days is None or last_days is None or last_days[1] < days[0]:
        return None
    instant = not last and days[0] == days[1]
    return Period("instant" if instant else "duration", days[0], last_days[1])


def fiscal_year(year: int) -> Days:
    """The days of a fiscal year of the US Government."""
    if year <= LAST_FISCAL_YEAR_FROM_JULY:
        return date(year - 1, 7, 1), date(year, 6, 30)
    return date(year - 1, 10, 1), date(year, 9, 30)


def calendar_year(year: int) -> Days:
    """January 1 to December 31."""
    return date(year, 1, 1), date(year, 12, 31)


def month_days(year: int, month: int) -> Days:
    """The days of a month; raises `ValueError` for a thirteenth one."""
    return date(year, month, 1), date(year, month, _last_day(year, month))


def months_from(start: date, months: int) -> date | None:
    """The same day of the month, some months later or (below zero) earlier; None where there is none."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    try:
        return start.replace(year=year, month=month + 1)
    except ValueError:
        return None


def months_ended(last: date, months: int) -> Days | None:
    """The months that end with a day; None where their first day cannot be told.

    >>> months_ended(date(2019, 2, 28), 12)
    (datetime.date(2018, 3, 1), datetime.date(2019, 2, 28))
    """
    first = months_from(last + timedelta(days=1), -months)
    return (first, last) if first else None


def months_begun(first: date, months: int) -> Days | None:
    """The months that begin with a day; None where their last day cannot be told."""
    behind = months_from(first, months)
    return (first, behind - timedelta(days=1)) if behind else None


def _last_day(year: int, month: int) -> int:
    if not 1 <= month <= 12:
        raise ValueError(f"{month} is no month")
    return monthrange(year, month)[1]


def _written_days(text: str) -> Days | None:
    match = re.fullmatch(r"(FY)?([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    if match is None:
        return None
    year, month, day = int(match[2]), match[3], match[4]
    try:
        if match[1]:
            return None if month else fiscal_year(year)
        if month is None:
            return calendar_year(year)
        if day is None:
            return month_days(year, int(month))
        on = date(year, int(month), int(day))
    except ValueError:
        return None
    return on, on
