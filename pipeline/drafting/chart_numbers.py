"""Which numbers among lines of numbers are of an axis, and which may be data that a chart prints at its bars or slices.

The numbers of an axis are an arithmetic progression along one line, or in one column of lines. Others may state
something: they are never waived as an axis.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import NamedTuple

from pipeline.text.numbers.numerals import Numeral

WHY = (
    "it is among numbers that are no axis: it may be data that a chart prints, or a cell of a table"
)
FEWEST = 3
"""Numbers in equal steps that may be an axis."""
MOST_LINES = 12
NEAR = 3
"""Characters of the text by which the numbers of a column may begin or end apart."""
_NUMBER = re.compile(
    r"(?<![\w.,])(?<!\d[-–])[-−–]?\$?(?P<number>\d[\d,]*(?:\.\d+)?|\.\d+)%?(?![\w,]|\.\d|[-–]\d)"
)
_WORD = re.compile(r"[^\W\d_]{3}")


class _Printed(NamedTuple):
    """A number of a line: where it begins and ends there, and its value."""

    start: int
    end: int
    value: Decimal


def may_be_data(numeral: Numeral) -> bool:
    """Whether a number is of no axis: not one of at least three in equal steps, along its line or in its column.

    A part of `5-15` is no number of its own.
    """
    text, start, _ = numeral.context
    first = text.rfind("\n", 0, start) + 1
    own = list(_numbers(text[first:].partition("\n")[0]))
    here = next((i for i, one in enumerate(own) if one.start <= start - first < one.end), None)
    if here is None:
        return False
    place = own[here]
    above = _column(reversed(text[:first].split("\n")[:-1]), place)
    below = _column(text[first:].split("\n")[1:], place)
    column = [*reversed(above), place.value, *below]
    along = [one.value for one in own]
    return not (_steps_through(along, here) or _steps_through(column, len(above)))


def _numbers(line: str) -> Iterator[_Printed]:
    for match in _NUMBER.finditer(line):
        try:
            yield _Printed(match.start(), match.end(), Decimal(match["number"].replace(",", "")))
        except InvalidOperation:
            continue


def _column(lines: "Iterator[str] | Sequence[str]", place: _Printed) -> list[Decimal]:
    """The numbers above or below a place, the nearest first; lines without words may have none there."""
    found: list[Decimal] = []
    for line, _ in zip((one for one in lines if one.strip()), range(MOST_LINES), strict=False):
        if _WORD.search(line):
            break
        at = [one for one in _numbers(line) if _is_over(one, place)]
        if len(at) > 1:
            break
        found += [one.value for one in at]
    return found


def _is_over(one: _Printed, place: _Printed) -> bool:
    return abs(one.end - place.end) <= NEAR or abs(one.start - place.start) <= NEAR


def _steps_through(values: Sequence[Decimal], at: int) -> bool:
    """Whether the value at a place is in a run of at least three with equal steps.

    >>> _steps_through([Decimal(n) for n in (0, 20, 40)], 2), _steps_through([Decimal(n) for n in (12, 20, 41)], 1)
    (True, False)
    """
    for first in range(max(0, at - FEWEST + 1), at + 1):
        run = values[first : first + FEWEST]
        steps = {b - a for a, b in pairwise(run)}
        if len(run) == FEWEST and len(steps) == 1 and steps != {Decimal(0)}:
            return True
    return False
