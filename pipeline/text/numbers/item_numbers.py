"""Whether a number that begins a line, as the number of an item does, ends the sentence of the line before.

`2. This report` below "The agency selected a value of" is the value. The forms of numbers are in `numeral_forms`.
"""

import re

_LINE_BEFORE = re.compile(r"(?P<line>[^\n]*\S)[ \t]*\r?\n[ \t]*\Z")
_POINT_BEHIND = re.compile(r"\.(?=\s|$)")
_NEEDS_A_NUMBER = re.compile(
    r"(?:[=<>≤≥~±]|\b(?:of|an?|the|than|about|approximately|roughly|nearly|almost|at\s+least|at\s+most|up\s+to|equal\s+to"
    r"|above|below|between|exceeds?|exceeded|equals|totaled))$"
)
_MAY_BEGIN_A_LIST = re.compile(r"\b(?:is|was|are|were|be|been|to|by|from|over|under|only|per)$")
"""Words that need a number behind them, or the first item of a list: "the plans are to"."""
_GOES_ON = re.compile(r"[^\n]{40,}\s(?:[a-z][\w-]*|\S+,)")
"""A line of prose that ends within its sentence; a heading is shorter, or ends with a word in capitals."""
_LONGEST_LINE = 200
_REACH = 20_000
"""Characters on either side in which the items beside it are looked for."""
_NEAR = 2_000


def ends_line_before(token: str, text: str, start: int) -> bool:
    """Whether a number at the start of a line belongs to the sentence above it, and numbers no item.

    >>> ends_line_before("2", "it selected a value of\\n2. This report", 23)
    True
    >>> ends_line_before("1", "it is to\\n1. Hire\\n2. Train", 9)
    False
    """
    before = _LINE_BEFORE.search(text[max(0, start - _LONGEST_LINE) : start])
    if before is None or not _POINT_BEHIND.match(text, start + len(token)):
        return False
    line = before["line"]
    if _NEEDS_A_NUMBER.search(line):
        return True
    if _MAY_BEGIN_A_LIST.search(line):
        return token != "1" or not _begins_line(2, text[start : start + _NEAR])
    return _GOES_ON.fullmatch(line) is not None and not _has_neighbor(token, text, start)


def _has_neighbor(token: str, text: str, start: int) -> bool:
    """Whether a line begins with the item before it, or one behind it with the next."""
    number = int(token)
    above, below = text[max(0, start - _REACH) : start], text[start : start + _REACH]
    return _begins_line(number + 1, below) or (number > 1 and _begins_line(number - 1, above))


def _begins_line(number: int, text: str) -> bool:
    return re.search(rf"(?:^|\n)[ \t•*-]*{number}\.[ \t]", text) is not None
