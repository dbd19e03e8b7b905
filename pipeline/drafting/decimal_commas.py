"""Whether a table prints its numbers with decimal commas, as `1.234,5`: they are not read, nor `1.234` as a small number."""

import re
from collections.abc import Iterable

WITH_COMMA = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d+,\d{1,2})(?![\d.,]*\d)"
)
WITH_POINT = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{1,2})(?![\d.,]*\d)")
GROUPED = re.compile(r"\W*\d{1,3}\.\d{3}\W*")
ALONE = re.compile(r"[-−–+($€£\s]*(\d[\d.,]*)[\s%€)]*")


def decimal_comma(cells: Iterable[str], text: str) -> str | None:
    """A cell that shows a decimal comma; or one like `1.234` in a document whose numbers have decimal commas.

    >>> decimal_comma(["12", "1.234,5"], ""), decimal_comma(["1.234", "12"], "12,5 and 3,75 and 0,5")
    ('1.234,5', '1.234')
    >>> decimal_comma(["1,234.5", "12,345", "1.234"], "12.5 and 1,234")
    """
    alone = [(cell, match[1]) for cell in cells if (match := ALONE.fullmatch(cell))]
    shown = next((cell for cell, number in alone if WITH_COMMA.fullmatch(number)), None)
    if shown is not None:
        return shown
    if len(WITH_COMMA.findall(text)) <= len(WITH_POINT.findall(text)):
        return None
    return next((cell for cell, number in alone if GROUPED.fullmatch(number)), None)
