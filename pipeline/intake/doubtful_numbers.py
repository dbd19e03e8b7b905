"""Numbers of a text that cannot be what the page prints: two cells that touch, a mark among digits, a letter for a digit."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.intake.rendition import RenditionLine

MOST_NAMED = 20
_IN_A_DATE = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2},\d{4}$", re.IGNORECASE
)
_DOUBTFUL = re.compile(
    r"(?<![\w.,])\d{1,3}(?:,\d{3})*,\d{4,}(?![\w,])"
    r"|(?<![\w.,])(?:\d[\d,.]*[OoIl]|[OIl](?=[\d,.]*\d),)[\dOIl,.]*\d(?!\w)"
)
"""More digits behind a comma than a number has; letters that look like digits between digits."""


class DoubtfulNumber(NamedTuple):
    """A number, and its line, which counts from 1."""

    printed: str
    line: int


def doubtful_numbers(lines: Sequence[RenditionLine]) -> Iterator[DoubtfulNumber]:
    """The doubtful numbers, in the order of the text.

    >>> [one.printed for one in doubtful_numbers([RenditionLine("1,2345 or 1,234 in 2O19, l,204, June 25,2002", 1)])]
    ['1,2345', '2O19', 'l,204']
    """
    for number, line in enumerate(lines, 1):
        for match in _DOUBTFUL.finditer(line.text):
            if _IN_A_DATE.search(line.text[: match.end()]):
                continue
            yield DoubtfulNumber(match[0], number)


def numbers_in_words(numbers: Sequence[DoubtfulNumber]) -> str:
    """The numbers as `rendition` of source.yaml keeps them; empty where there are none."""
    named = ", ".join(f"{one.printed} (line {one.line})" for one in numbers[:MOST_NAMED])
    more = f" and {len(numbers) - MOST_NAMED} more" if len(numbers) > MOST_NAMED else ""
    return named and f"Numbers that no page prints so, to be compared with the PDF: {named}{more}"
