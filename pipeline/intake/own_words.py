"""What a document says of itself: title, date, report number and publisher, each with its words and their line.

A statement is taken only where the first pages leave no choice: the largest words are the title, and there is one
full date, one number, one publisher. Everything else is asked for.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from pipeline.intake.rendition import Rendition, RenditionLine

FIRST_PAGES = 2
FIRST_LINES = 60
"""Of an original without pages, so many lines are its beginning."""
LARGER = 1.15
"""A title's characters are so many times as large as those of the text, or more."""
LONGEST_TITLE, SHORT = 5, 9
"""Lines that a title has at most; words of the lines before it, at most."""
_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_MONTH = "|".join(_MONTHS)
_DATE = re.compile(rf"\b(?:({_MONTH}) (\d{{1,2}}), (\d{{4}})|(\d{{1,2}}) ({_MONTH}) (\d{{4}}))\b")
_OF_ANOTHER_DAY = re.compile(
    r"\b(?:revised|updated|corrected|reissued|as of|printed|accessed|retrieved|effective|through|until|since|"
    r"before|after|by|ended|ending|began|beginning|from|to|and|between)(?: on)?:? ?$",
    re.IGNORECASE,
)
"""Words before a date that is not the day of publication."""
_NUMBER = re.compile(
    r"(?<![\w-])[A-Z]{2,6}(?:-[A-Z]{1,4})?-\d{2,4}-\d{1,6}(?:-[A-Z0-9]{1,6})?(?![\w-])"
)
_BODIES = re.compile(
    r"\b(Department|Office|Bureau|Administration|Commission|Agency|Service|Institute|Center|Board|Corps)\b"
)
_OF_A_NAME = re.compile(
    r"(?:[A-Z][\w.’'&-]*,?|of|the|and|for|on|to|in|&)(?: (?:[A-Z][\w.’'&-]*,?|of|the|and|for|on|to|in|&))*"
)


class Stated(NamedTuple):
    """A value that the document states, the words that state it, and their line."""

    value: str | date
    quote: str
    line: int


def stated_in(rendition: Rendition, publishers: Sequence[str]) -> dict[str, Stated]:
    """The fields of source.yaml that the document itself states; `publishers` are names that are known."""
    first = list(first_lines(rendition))
    found = {
        "title": _title(first, rendition.lines),
        "published": _only(_published_on(first)),
        "report_number": _only(numbers_in(first)),
        "publisher": _known_publisher(first, publishers) or _only(publishers_in(first)),
    }
    return {field: stated for field, stated in found.items() if stated is not None}


def first_lines(rendition: Rendition) -> Iterator[tuple[int, RenditionLine]]:
    """The lines of the first pages, numbered from 1."""
    for number, line in enumerate(rendition.lines, 1):
        if line.page > FIRST_PAGES or (not line.page and number > FIRST_LINES):
            return
        if line.text:
            yield number, line


def _only(stated: Iterator[Stated]) -> Stated | None:
    """The one that is stated, where all state one value."""
    all_of_them = list(stated)
    values = {one.value for one in all_of_them}
    return all_of_them[0] if len(values) == 1 else None


def _title(
    first: Sequence[tuple[int, RenditionLine]], lines: Sequence[RenditionLine]
) -> Stated | None:
    """The largest words of the first pages, where they are larger than the text and no text is before them."""
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    large = [line.size for _, line in first if may_be_title(line.text)]
    if not large or usual == 0 or max(large) < LARGER * usual:
        return None
    title: list[tuple[int, str]] = []
    for number, line in first:
        if abs(line.size - max(large)) < 0.3 and may_be_title(line.text):
            if title and number > title[-1][0] + 2:
                break
            title.append((number, " ".join(line.text.split())))
    before = (line for number, line in first if number < title[0][0])
    if len(title) > LONGEST_TITLE or any(len(line.text.split()) > SHORT for line in before):
        return None
    words = " ".join(words for _, words in title)
    return Stated(words, words, title[0][0])


def may_be_title(text: str) -> bool:
    """Whether a line has letters enough for a title."""
    return len(re.findall(r"[^\W\d_]", text)) >= 4


def _published_on(first: Sequence[tuple[int, RenditionLine]]) -> Iterator[Stated]:
    """Dates but those before which the line says that they are of something else."""
    lines = dict(first)
    for one in dates_in(first):
        words = " ".join(lines[one.line].text.split())
        if not _OF_ANOTHER_DAY.search(words[: words.index(one.quote)]):
            yield one


def dates_in(first: Sequence[tuple[int, RenditionLine]]) -> Iterator[Stated]:
    """The full dates, in the order of the text."""
    for number, line in first:
        for match in _DATE.finditer(" ".join(line.text.split())):
            month, day, year, day_first, month_second, year_last = match.groups()
            words = f"{month or month_second} {day or day_first} {year or year_last}"
            try:
                value = datetime.strptime(words, "%B %d %Y").date()
            except ValueError:
                continue
            yield Stated(value, match[0], number)


def numbers_in(first: Sequence[tuple[int, RenditionLine]]) -> Iterator[Stated]:
    """Numbers in the form of a report's number, in the order of the text."""
    for number, line in first:
        for match in _NUMBER.finditer(line.text):
            yield Stated(match[0], match[0], number)


def _known_publisher(
    first: Sequence[tuple[int, RenditionLine]], publishers: Sequence[str]
) -> Stated | None:
    for name in publishers:
        for number, line in first:
            words = " ".join(line.text.split())
            if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words):
                return Stated(name, name, number)
    return None


def publishers_in(first: Sequence[tuple[int, RenditionLine]]) -> Iterator[Stated]:
    """Lines that are nothing but the name of a public body."""
    for number, line in first:
        for words in re.split(r" {2,}", line.text.strip()):
            is_name = _OF_A_NAME.fullmatch(words) and _BODIES.search(words)
            if is_name and 2 <= len(words.split()) <= 12:
                yield Stated(words.rstrip(","), words, number)
