"""Whether a text prints what is stated of its document: its title, its number, the day it was published.

Each is looked for in normal form, in any case, as whole words. What follows where it is not printed is decided by who
asks.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from pipeline.text.normal_form import normal_form


def not_printed(
    forms: Iterable[str], title: str | None, report_number: str | None, published: date | None
) -> Iterator[tuple[str, str]]:
    """The fields that a text does not print, each with how it would be printed; `forms` are its normal forms.

    A field that is not known is left out.
    """
    text = " ".join(forms).casefold()
    for field, wordings in (
        ("title", [title] if title else []),
        ("report_number", [report_number] if report_number else []),
        ("published", printed_dates(published) if published else []),
    ):
        if wordings and not any(_is_in(wording, text) for wording in wordings):
            yield field, wordings[0]


def _is_in(wording: str, text: str) -> bool:
    form = re.escape(normal_form(wording).text.casefold())
    return re.search(rf"(?<!\w){form}(?!\w)", text) is not None


def printed_dates(day: date) -> list[str]:
    """The ways in which a day is printed: February 18, 2020; 18 Feb. 2020; 2/18/2020; 2020-02-18."""
    months = {f"{day:%B}", f"{day:%b}", f"{day:%b}."} | ({"Sept."} if day.month == 9 else set())
    number, year = day.day, day.year
    in_words = [
        wording
        for month in sorted(months, key=len, reverse=True)
        for wording in (f"{month} {number}, {year}", f"{number} {month} {year}")
    ]
    slashed = [f"{day.month}/{number}/{year}", f"{day:%m/%d/%Y}", day.isoformat()]
    return in_words + slashed
