"""The area of a number, where its quotation names one alone; of several, and of one in a list, a person says which."""

import re

from pipeline.text.areas import areas_named

_LISTED_BEFORE = r"(?:(?<![A-Za-z])[a-z]{2,},|,\s+(?:and|or)|\b(?:and|or|&))\s+(?:the\s+)?"
_LISTED_BEHIND = (
    r"(?:,\s+(?:the\s+)?[A-Z][\w.]*(?:\s+[A-Z][\w.]*)*,|,?\s+(?:and|or|&)\s+(?:the\s+)?[A-Z])"
)


def likely_area(quote: str) -> str | None:
    """The code of the only area in the United States that a quotation names, not in a list with others.

    >>> likely_area("In South Dakota, 12 districts did"), likely_area("In Alaska and Indiana, 12 districts did")
    ('US-SD', None)
    """
    named = areas_named(quote)
    codes = [code for code in named if code.startswith("US")]
    if len(named) != 1 or not codes:
        return None
    return None if _is_listed(quote) else codes[0]


def _is_listed(quote: str) -> bool:
    """Whether the area that is named stands beside a comma or an "and" that joins it to another."""
    words = " ".join(quote.split())
    for found in re.finditer(r"[A-Z][\w.]*(?:\s+(?:of\s+)?[A-Z][\w.]*)*", words):
        if areas_named(found[0]):
            before, behind = words[: found.start()], words[found.end() :]
            if re.search(_LISTED_BEFORE + "$", before) or re.match(_LISTED_BEHIND, behind):
                return True
    return False
