"""Intervals, days and periods as sentences have them. The words of vocabularies are in the descriptor, not here."""

from collections.abc import Mapping
from datetime import date

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


def number(text: str) -> str:
    """A number as people write it: groups of three digits, a true minus.

    >>> number("137000"), number("-6.3225"), number("")
    ('137,000', '−6.3225', '')
    """
    whole, point, decimals = text.removeprefix("-").partition(".")
    if not whole.isdigit():
        return text
    sign = "−" if text.startswith("-") else ""
    return f"{sign}{int(whole):,}{point}{decimals}"


def interval(row: Mapping[str, str], prefix: str = "") -> str:
    """The interval of a row, from its columns `lower`, `upper` and whether they are included, with a prefix.

    >>> interval({"lower": "58850", "lower_closed": "true", "upper": "58950", "upper_closed": "true"})
    '58,850 to 58,950'
    >>> interval({"lower": "29269", "lower_closed": "false", "upper": "", "upper_closed": ""})
    'more than 29,269'
    >>> interval({"lower": "1", "lower_closed": "true", "upper": "2", "upper_closed": "false"})
    '1 to less than 2'
    >>> interval({"lower": "", "upper": ""})
    ''
    """
    lower, upper = row[f"{prefix}lower"], row[f"{prefix}upper"]
    has_lower = row.get(f"{prefix}lower_closed", "true") != "false"
    has_upper = row.get(f"{prefix}upper_closed", "true") != "false"
    if lower and lower == upper:
        return number(lower)
    if lower and upper:
        low = number(lower) if has_lower else f"more than {number(lower)}"
        return f"{low} to {number(upper) if has_upper else f'less than {number(upper)}'}"
    if lower:
        return f"{'at least' if has_lower else 'more than'} {number(lower)}"
    if upper:
        return f"{'at most' if has_upper else 'less than'} {number(upper)}"
    return ""


def day(text: str) -> str:
    """A day as American documents print it; any other text as it is.

    >>> day("2013-10-01"), day("FY 2014")
    ('October 1, 2013', 'FY 2014')
    """
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{MONTHS[found.month - 1]} {found.day}, {found.year}"


def days(start: str, end: str) -> str:
    """The days of a period.

    >>> days("2013-10-01", "2014-09-30"), days("2020-02-18", "2020-02-18"), days("2016-01-01", ""), days("", "")
    ('October 1, 2013 to September 30, 2014', 'February 18, 2020', 'from January 1, 2016', '')
    """
    if start and end:
        return day(start) if start == end else f"{day(start)} to {day(end)}"
    return f"from {day(start)}" if start else f"to {day(end)}" if end else ""
