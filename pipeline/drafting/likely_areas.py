"""The area of a number, where its quotation names one alone; of several, and of one in a list, a person says which."""

import re

from pipeline.text.areas import areas_named

_LISTED_BEFORE = r"(?:(?<![A-Za-z])[a-z]{2,},|,\s+(?:and|or)|\b(?:and|or|&))\s+(?:the\s+)?"
_AREA = re.compile(r"[A-Z][\w.]*(?:\s+(?:of\s+)?[A-Z][\w.]*)*")
FEW_WORDS = 3
"""Words behind a number among which its noun may be."""
SHORT = 30
_OTHERS = re.compile(
    r"\b(?:other|another|foreign|outside|except|elsewhere|abroad|besides)\b", re.IGNORECASE
)
"""Words that set what is counted apart from the area that is named."""
_SET_APART = re.compile(
    r"\b(?i:outside|except|besides|beyond|excluding|other\s+than)\s+(?:[a-z]+\s+){0,2}[A-Z]"
)
"""Words for others that are right before the area."""
_LISTED_BEHIND = (
    r"(?:,\s+(?:the\s+)?[A-Z][\w.]*(?:\s+[A-Z][\w.]*)*,|,?\s+(?:and|or|&)\s+(?:the\s+)?[A-Z])"
)


def likely_area(quote: str, token: tuple[int, int] | None = None) -> str | None:
    """The code of the only area in the United States that a quotation names, not in a list with others.

    `token` is where the number is. There is no area where "other" or "outside" is between it and the area, or the noun.

    >>> likely_area("In South Dakota, 12 districts did"), likely_area("In Alaska and Indiana, 12 districts did")
    ('US-SD', None)
    """
    named = areas_named(quote)
    codes = [code for code in named if code.startswith("US")]
    if len(named) != 1 or not codes or (token and _is_of_others(quote, *token)):
        return None
    return None if _is_listed(quote) else codes[0]


def _is_of_others(quote: str, start: int, end: int) -> bool:
    """Whether a word for others is in the few words behind the number, or between the number and the area."""
    if _OTHERS.search(" ".join(quote[end:].split()[:FEW_WORDS])):
        return True
    places = [found.span() for found in _AREA.finditer(quote) if areas_named(found[0])]
    between = (quote[b:start] if b <= start else quote[end:a] for a, b in places)
    is_set_apart = any(_SET_APART.search(quote[max(0, a - SHORT) : b]) for a, b in places)
    return is_set_apart or any(_OTHERS.search(words) for words in between)


def _is_listed(quote: str) -> bool:
    """Whether the area that is named stands beside a comma or an "and" that joins it to another."""
    words = " ".join(quote.split())
    for found in _AREA.finditer(words):
        if areas_named(found[0]):
            before, behind = words[: found.start()], words[found.end() :]
            if re.search(_LISTED_BEFORE + "$", before) or re.match(_LISTED_BEHIND, behind):
                return True
    return False
