"""Numbers that count the headings or the pages of a document: each is shown by its neighbor at a like place of the text.

`5.3 Results` is a heading where another line begins with `5.2` or `5.4`; `5-15` numbers a page where another line ends
with `5-14` or `5-16`. A number alone shows nothing: `5.3` may be a percentage, `18-24` a group of ages.
"""

import re

from pipeline.text.numbers.numerals import Numeral

_HEADING = re.compile(r"[ \t]*(?P<above>\d{1,2})\.(?P<own>\d{1,2})\.?[ \t]+[A-Z][^\n]*")
_PAGE = re.compile(
    r"(?:(?P<front>[^\n]*\S)(?:\t| {2,}))?[ \t]*(?P<chapter>\d{1,2}|[A-Z]{1,3})(?P<dash> ?[-–] ?)(?P<own>\d{1,3})"
    r"[ \t]*(?:(?:\t| {2,})(?P<behind>\S[^\n]*))?"
)


def is_heading_with_neighbor(numeral: Numeral) -> bool:
    """Whether it begins a line as the number of a heading of two levels, and another line has the number beside it."""
    text, start, end = numeral.context
    line, at = _line(text, start)
    found = _HEADING.fullmatch(line)
    if found is None or not found.start("above") <= start - at <= end - at <= found.end("own"):
        return False
    numbers = (int(found["own"]) - 1, int(found["own"]) + 1)
    return any(
        re.search(rf"(?m)^[ \t]*{found['above']}\.{own}\.?[ \t]+[A-Z]", text)
        for own in numbers
        if own > 0
    )


def is_page_with_neighbor(numeral: Numeral) -> bool:
    """Whether it is of a page's number with its chapter, at an end of its line, and another line has the page beside it."""
    text, start, _ = numeral.context
    line, at = _line(text, start)
    found = _PAGE.fullmatch(line)
    if found is None or not found.start("chapter") <= start - at < found.end("own"):
        return False
    if found["front"] and found["behind"]:
        return False  # between other columns
    numbers = "|".join(str(int(found["own"]) + step) for step in (-1, 1))
    own = rf"{found['chapter']}{re.escape(found['dash'])}(?:{numbers})"
    return re.search(rf"(?m)(?:^|\t| {{2,}})[ \t]*{own}[ \t]*$", text) is not None or (
        re.search(rf"(?m)^[ \t]*{own}(?:\t| {{2,}})", text) is not None
    )


def _line(text: str, start: int) -> tuple[str, int]:
    """The line around an offset, and where it begins."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    return text[first : last if last >= 0 else len(text)], first
