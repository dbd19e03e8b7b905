"""Pieces of periods: a year, fiscal year, quarter, month, date, or months that end with a day.

Each kind of piece is a pattern and a function that gives its days, or the reason why the words state none. A
part without its year ("January" of "January to May 2017") takes the year of the piece behind it. How pieces
join to a period is in `periods`.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from pipeline.text.periods.period_days import (
    Days,
    calendar_year,
    fiscal_year,
    month_days,
    months_begun,
    months_ended,
    months_from,
)

_NAMES = (
    "january february march april may june july august september october november december".split()
)
MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
_COUNTS = "one two three four five six seven eight nine ten eleven twelve".split()
_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}

_Y = r"(?:18|19|20)[0-9]{2}"
_MONTH = (
    rf"(?:(?:{'|'.join(_NAMES)})(?!\.)|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_FISCAL = (
    r"(?:the )?(?:(?:federal|u\.?s\.?)(?: government's)? )?(?:fiscal years?|fiscal|ffys?|fys?|f\.y\.)"
    r"(?: \(fys?\))? ?"
)
_CALENDAR = r"(?:the )?(?:calendar years?|years?|cys?)(?: \(cys?\))? ?"
_YEAR = (
    rf"(?:{_FISCAL}(?:{_Y}|'?[0-9]{{2}})|(?:the )?{_Y} (?:federal )?fiscal year"
    rf"|(?:the )?{_Y} calendar year|{_CALENDAR}{_Y}|cy ?'?[0-9]{{2}}|(?:the )?{_Y})"
)
_COUNT = rf"(?:[0-9]{{1,2}}|{'|'.join(_COUNTS)})"
_PART = (
    r"(?:(?:the )?(?:first|second|third|fourth|last|final|1st|2nd|3rd|4th)[ -](?:fiscal[ -])?(?:quarter|half)"
    r"|quarter (?:[1-4]|one|two|three|four)|q[1-4]|[1-4]q|h[12]|[12]h"
    rf"|(?:the )?(?:first|last|final) {_COUNT} (?:months|quarters))"
)
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
_DATE = (
    rf"(?:{_WEEKDAY}{_MONTH} {_DAY}(?:, ?| ){_Y}|{_WEEKDAY}(?:the )?{_DAY}(?: day)?(?: of)? {_MONTH},? {_Y}"
    rf"|[0-9]{{1,2}}-{_MONTH}-{_Y}|{_Y}(?P<iso>[-/])[0-9]{{2}}(?P=iso)[0-9]{{2}}"
    rf"|[0-9]{{1,2}}(?P<by>[/.-])[0-9]{{1,2}}(?P=by)(?:{_Y}|[0-9]{{2}}))"
)
_OF_MONTH = rf"(?:{_MONTH}(?:,| of|-)? ?{_Y}|[0-9]{{1,2}}/{_Y})"
_KIND_OF_YEAR = r"(?:(?:fiscal|calendar|school|academic|program|contract|grant|reporting) )?"


@dataclass(frozen=True)
class Piece:
    """The characters from `start` to before `end`, and what they name.

    `grain` says how fine it is: fiscal year, calendar year, year, part, month, day, ended or span. Without
    days it is refused, or lacks the year.
    """

    start: int
    end: int
    grain: str
    days: Days | None = None
    refused: str | None = None
    part: "_Part | None" = None
    year: str = ""

    @property
    def lacks_its_year(self) -> bool:
        """Whether it is a month, day or quarter without a year."""
        return self.days is None and self.refused is None


@dataclass(frozen=True)
class _Part:
    """A month, a day of it, or a quarter or half of a year of 12 months."""

    text: str

    def days_in(self, year: str) -> Days | None:
        """Its days in the year that some words name; None where there are none."""
        if re.fullmatch(_PART, self.text, re.IGNORECASE):
            return _part_of_year(self.text, year)
        found = re.findall(r"[0-9]{4}", year)
        return _date_in_words(f"{self.text} {found[-1]}") if found else None


def pieces_of(text: str) -> Iterator[Piece]:
    """The pieces of a text in normal form, in order; the longest at each place."""
    index = 0
    while index < len(text):
        piece = _piece_at(text, index)
        if piece is not None:
            yield piece
        index = piece.end if piece is not None else index + 1


def _piece_at(text: str, index: int) -> Piece | None:
    if text[index] == " " or (index and _JOINED_BEFORE.search(text, max(0, index - 2), index)):
        return None
    found = [(match, read) for pattern, read in _PATTERNS if (match := pattern.match(text, index))]
    found.sort(key=lambda one: -one[0].end())
    return next((piece for match, read in found if (piece := read(match))), None)


_JOINED_BEFORE = re.compile(r"(?:[\w$'#]|[0-9][,.])$")
_BEHIND = r"(?![\w%])(?![,.][0-9])"


def year_of(words: str) -> tuple[int, bool]:
    """The year that words name, and whether it is a fiscal one; 49 is 2049, and 50 is 1950."""
    digits = re.findall(r"[0-9]+", words)[-1]
    year = int(digits)
    if len(digits) == 2:
        year += 2000 if year < 50 else 1900
    return year, re.search(r"fiscal|f\.?y", words, re.IGNORECASE) is not None


def _year(match: re.Match[str]) -> Piece:
    year, fiscal = year_of(match[0])
    calendar = re.search(r"calendar|cy", match[0], re.IGNORECASE) is not None
    grain = "fiscal year" if fiscal else "calendar year" if calendar else "year"
    days = fiscal_year(year) if fiscal else calendar_year(year)
    return Piece(*match.span(), grain, days, year=match[0])


def _joined_years(match: re.Match[str]) -> Piece | None:
    """`FY 2014-15` is two fiscal years; `2014-15` may be one that begins in 2014."""
    first, _ = year_of(match["first"])
    last = (
        int(match["last"]) if len(match["last"]) == 4 else first // 100 * 100 + int(match["last"])
    )
    if match["fiscal"] and first < last:
        return Piece(*match.span(), "span", (fiscal_year(first)[0], fiscal_year(last)[1]))
    if match["fiscal"] or len(match["last"]) == 2 or match["mark"] == "/":
        why = f"`{match[0]}` may be two years, one that begins in the first, or a month"
        return Piece(*match.span(), "span", refused=why)
    return None


def _iso_month(match: re.Match[str]) -> Piece | None:
    """`2019-09` is a month; `2008-10` may be two years."""
    year, month = (int(number) for number in match[0].split("-"))
    if not 1 <= month <= 12 or month > year % 100:
        return None
    return Piece(*match.span(), "month", month_days(year, month))


def _part(match: re.Match[str]) -> Piece:
    days = _part_of_year(match["part"], match["year"])
    why = None if days else f"`{match[0]}` is no part of a year"
    return Piece(*match.span(), "part", days, why, year=match["year"])


def _part_of_year(part: str, year_words: str) -> Days | None:
    year, fiscal = year_of(f"{part} {year_words}")
    whole = fiscal_year(year) if fiscal else calendar_year(year)
    words = re.sub("[ -]fiscal", "", part.lower()).removeprefix("the ").replace("-", " ").split()
    if len(words) == 3:
        months = _count(words[1]) * (3 if words[2] == "quarters" else 1)
        if not 1 <= months <= 12:
            return None
        return (
            months_begun(whole[0], months)
            if words[0] == "first"
            else months_ended(whole[1], months)
        )
    months = 6 if "half" in words or (len(words) == 1 and "h" in words[0]) else 3
    if words[0] in ("last", "final"):
        return months_ended(whole[1], months)
    number = _number_of_part(words)
    begins = months_from(whole[0], months * (number - 1)) if number * months <= 12 else None
    return months_begun(begins, months) if begins else None


def _number_of_part(words: list[str]) -> int:
    if words[0] in _ORDINALS:
        return _ORDINALS[words[0]]
    return _count(words[1]) if words[0] == "quarter" else int(re.sub(r"\D", "", words[0]))


def _count(word: str) -> int:
    return int(word) if word.isdecimal() else _COUNTS.index(word.lower()) + 1


def _date(match: re.Match[str]) -> Piece:
    words = match[0]
    if re.search(r"[a-z]", words, re.IGNORECASE):
        return _day(match, _date_in_words(words))
    first, second, third = (int(number) for number in re.findall(r"[0-9]+", words))
    if first > 999:
        return _day(match, _on(first, second, third))
    if third < 100:
        return Piece(*match.span(), "day", refused=f"the year of `{words}` has two digits")
    days = {one for one in (_on(third, first, second), _on(third, second, first)) if one}
    if len(days) == 2:
        why = f"`{words}` may name the month or the day first"
        return Piece(*match.span(), "day", refused=why)
    return _day(match, days.pop() if days else None)


def _day(match: re.Match[str], days: Days | None) -> Piece:
    why = None if days else f"`{match[0]}` is no day of the calendar"
    return Piece(*match.span(), "day", days, why)


def _date_in_words(words: str) -> Days | None:
    """A date, or a month of a year, with the month in letters."""
    named = re.search(_MONTH, re.sub(_WEEKDAY, "", words, flags=re.IGNORECASE), re.IGNORECASE)
    numbers = [int(number) for number in re.findall(r"[0-9]+", words)]
    if named is None or not numbers:
        return None
    month = MONTHS[named[0].lower().rstrip(".")]
    return (
        _on(numbers[-1], month, numbers[0]) if len(numbers) == 2 else month_days(numbers[-1], month)
    )


def _on(year: int, month: int, day: int) -> Days | None:
    with suppress(ValueError):
        return date(year, month, day), date(year, month, day)
    return None


def _month(match: re.Match[str]) -> Piece | None:
    if match[0].startswith(("may", "march")):
        return None  # "they may 2017 be"
    if match[0][0].isdigit():
        month, year = (int(number) for number in match[0].split("/"))
        return Piece(*match.span(), "month", month_days(year, month)) if 1 <= month <= 12 else None
    return Piece(*match.span(), "month", _date_in_words(match[0]))


def _days_of_month(match: re.Match[str]) -> Piece:
    """`June 1-15, 2019` and `1-15 June 2019`."""
    first, last = (_date_in_words(f"{match['month']} {match[day]} {match['y']}") for day in "ab")
    if first is None or last is None or first >= last:
        return _day(match, None)
    return Piece(*match.span(), "span", (first[0], last[1]))


def _ended(match: re.Match[str]) -> Piece:
    """`the 12 months ended June 2019`, `fiscal year ended September 30, 2019`."""
    named = next(pieces_of(match["date"]), None)
    months = next(n for unit, n in _MONTHS_IN.items() if match["unit"].lower().startswith(unit))
    months *= _count(match["count"]) if match["count"] else 1
    ends = match["verb"].lower() in ("ended", "ending", "ends")
    days = None
    if named is not None and named.days is not None:
        days = months_ended(named.days[1], months) if ends else months_begun(named.days[0], months)
    if (
        days is not None
        and match["label"]
        and int(match["label"]) not in {day.year for day in days}
    ):
        days = None
    why = None if days else f"the first and last day of `{match[0]}` cannot be told"
    return Piece(*match.span(), "ended", days, why)


def _without_year(match: re.Match[str]) -> Piece | None:
    if match[0].startswith(("may", "march")):
        return None
    grain = "day" if re.search("[0-9]", match[0]) else "month"
    if re.fullmatch(_PART, match[0], re.IGNORECASE):
        grain = "part"
    return Piece(*match.span(), grain, part=_Part(match[0]))


_Reader = Callable[[re.Match[str]], Piece | None]
_PATTERNS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(f"(?:{pattern}){_BEHIND}", re.IGNORECASE), read)
    for pattern, read in (
        (_YEAR, _year),
        (rf"{_Y}-[0-9]{{2}}(?!-[0-9])", _iso_month),
        (
            rf"(?P<fiscal>{_FISCAL})?(?P<first>{_Y})(?P<mark>[-/])(?P<last>{_Y}|[0-9]{{2}})(?!-[0-9])",
            _joined_years,
        ),
        (
            rf"(?P<fiscal>{_FISCAL})'?(?P<first>[0-9]{{2}})(?P<mark>-)(?P<last>[0-9]{{2}})",
            _joined_years,
        ),
        (rf"(?P<part>{_PART}),?(?: of| in| for)?(?: the)? (?P<year>{_YEAR})", _part),
        (rf"(?P<year>{_YEAR}),?[ -]?(?P<part>{_PART})", _part),
        (_DATE, _date),
        (_OF_MONTH, _month),
        (
            rf"(?P<month>{_MONTH}) (?P<a>{_DAY}) ?(?:-|to|through) ?(?P<b>{_DAY}),? (?P<y>{_Y})",
            _days_of_month,
        ),
        (
            rf"(?:the )?(?P<a>{_DAY}) ?(?:-|to|through) ?(?P<b>{_DAY})(?: of)? (?P<month>{_MONTH}),? (?P<y>{_Y})",
            _days_of_month,
        ),
        (
            rf"(?:the )?(?:(?P<count>{_COUNT})[- ])?{_KIND_OF_YEAR}(?P<unit>months?|quarters?|half[- ]years?|years?)"
            rf"(?: (?P<label>{_Y}))?(?:[- ]period)?,?(?: that| which)? "
            rf"(?P<verb>ended|ending|ends|beginning|began|starting|started)(?: on| in)? "
            rf"(?P<date>{_DATE}|{_OF_MONTH})",
            _ended,
        ),
        (rf"{_MONTH}(?: {_DAY})?|{_DAY}(?: of)? {_MONTH}|{_PART}", _without_year),
    )
)
"""Each kind of piece and how it is read; the longest match counts."""
