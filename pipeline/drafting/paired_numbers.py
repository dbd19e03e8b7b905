"""Counts that are printed with their share, as `45 (27 percent)` and `(27 percent, n = 45)`; the words around are of both."""

import re

_NUMBER = r"(?:\d[\d,.]*\d|\d)(?:\s+(?:million|billion))?"
_SHARE = (
    r"(?:(?:about|approximately|nearly|almost|over|more\s+than|less\s+than|up\s+to)\s+)?"
    rf"{_NUMBER}\s*(?:percent\b|per\s+cent\b|%)"
)
_PAIR = re.compile(
    "|".join(
        (
            rf"{_NUMBER}\s*\(\s*{_SHARE}\s*\)",
            rf"{_NUMBER},?\s+or\s+{_SHARE}(?:,(?=\s+of\b))?",
            rf"{_SHARE}\s*\(\s*(?:n\s*=\s*)?{_NUMBER}(?:\s+of\s+(?:the\s+)?{_NUMBER})?\s*\)",
            rf"\(\s*{_SHARE}\s*[,;]\s*n\s*=\s*{_NUMBER}\s*\)",
            rf"\(\s*n\s*=\s*{_NUMBER}\s*(?:[,;]\s*{_SHARE}\s*)?\)",
        )
    )
)
_NAMED = re.compile(rf"{_NUMBER}(?:\s+[A-Za-z][\w'-]*){{1,5}}\s+\((?P<share>{_SHARE})\s*\)")
_OF_A_WHOLE = re.compile(r"\bof\s+(?:the\s+)?$", re.IGNORECASE)
_REACH = 60
"""Characters to either side of a number in which its pair begins and ends."""


def pair_around(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the pair of numbers is of which the one at `start` to `end` is a part; none of the whole of `45 of 167`.

    >>> "in all, 45 (27 percent) of the cases"[slice(*pair_around("in all, 45 (27 percent) of the cases", 8, 10))]
    '45 (27 percent)'
    """
    first = max(0, start - _REACH)
    for match in _PAIR.finditer(text, first, end + _REACH):
        if match.start() <= start and end <= match.end():
            is_whole = _OF_A_WHOLE.search(text[match.start() : start])
            return None if is_whole else match.span()
    return None


def are_a_pair(text: str, first: int, second: int) -> bool:
    """Whether two numbers of a text that begin at these places are a count and its share, also in `44 cases (66 percent)`."""
    pair = pair_around(text, first, first + 1)
    named = _NAMED.match(text, first)
    is_named = named is not None and named.start("share") <= second < named.end()
    return first < second and (
        is_named or (pair is not None and pair == pair_around(text, second, second + 1))
    )
