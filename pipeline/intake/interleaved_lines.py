"""Places where words are printed beside a table or other words, and the lines or cells of both alternate in the text.

What is read across there may be two things: cells of words that are wrapped, or prose beside rows. Nothing is put in another order here: these lines are named, so that a person reads them beside the PDF.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.intake.rendition import RenditionLine

LEAST_PAIRS = 3
"""So many lines that are beside others on one page, or more, are named."""
HIGHEST_STEP = 0.62
"""In heights of characters: lines less far apart that share no part of the width are beside each other."""
SAME_PLACE = 40
"""Tenths of a point within which a cell begins where the one above it does."""
WORDS_OF_PROSE = 4
MOST_BETWEEN = 12
"""Lines between one pair and the next, in one place."""


class Interleaved(NamedTuple):
    """A page in the PDF, and the first and the last of its lines that are to be compared; lines count from 1."""

    page: int
    first: int
    last: int


def interleaved_lines(lines: Sequence[RenditionLine]) -> list[Interleaved]:
    """The places of a text where lines of words and lines beside them alternate."""
    found: list[Interleaved] = []
    run: list[tuple[int, int]] = []
    for pair in [*_pairs(lines), None]:
        if run and (pair is None or not _continues(lines, run[-1], pair)):
            if len(run) >= LEAST_PAIRS and _has_prose(lines, run):
                page = lines[run[0][0]].page
                found.append(Interleaved(page, run[0][0] + 1, run[-1][1] + 1))
            run = []
        run += [pair] if pair else []
    return found


def in_words(places: Sequence[Interleaved]) -> str:
    """The places as `rendition` of source.yaml keeps them; empty where there are none."""
    named = ", ".join(f"{one.first} to {one.last} (page {one.page} of the PDF)" for one in places)
    return named and f"Lines that may alternate, to be read beside the PDF: {named}"


def _pairs(lines: Sequence[RenditionLine]) -> Iterator[tuple[int, int]]:
    """Lines that follow each other in the text, and are beside each other on the page."""
    printed = [index for index, line in enumerate(lines) if line.text and line.edges]
    for one, other in pairwise(printed):
        if _are_beside(lines[one], lines[other]) or _goes_on(lines[one], lines[other]):
            yield one, other


def _goes_on(one: RenditionLine, other: RenditionLine) -> bool:
    """Whether a cell of words goes on in the next line, and both lines have something beside it."""
    if (one.page, one.turned) != (other.page, other.turned):
        return False
    above, below = _cells(one), _cells(other)
    return any(
        text[:1].islower() and _is_prose(words) and abs(left - start) <= SAME_PLACE
        for text, left in below
        for words, start in above
        if min(len(above), len(below)) > 1
    )


def _cells(line: RenditionLine) -> list[tuple[str, int]]:
    """Its cells with a letter or a digit, which two spaces part, and where each begins."""
    found = re.finditer(r"\S+(?: \S+)*", line.text)
    return [(cell[0], line.edges[cell.start()]) for cell in found if re.search(r"\w", cell[0])]


def _are_beside(one: RenditionLine, other: RenditionLine) -> bool:
    if (one.page, one.turned) != (other.page, other.turned):
        return False
    step = abs(other.bottom - one.bottom)
    apart = one.edges[-1] <= _left(other) or other.edges[-1] <= _left(one)
    return apart and 0 < step < HIGHEST_STEP * min(one.bottom - one.top, other.bottom - other.top)


def _left(line: RenditionLine) -> int:
    """Where its first word begins; the spaces before it have places too."""
    return line.edges[len(line.text) - len(line.text.lstrip())]


def _continues(
    lines: Sequence[RenditionLine], before: tuple[int, int], pair: tuple[int, int]
) -> bool:
    same_page = lines[before[0]].page == lines[pair[0]].page
    return same_page and pair[0] - before[1] <= MOST_BETWEEN


def _has_prose(lines: Sequence[RenditionLine], run: Sequence[tuple[int, int]]) -> bool:
    """Whether as many lines of one side are words as make a place; labels of rows are shorter."""
    sides: tuple[set[int], set[int]] = (set(), set())
    for pair in run:
        left, right = sorted(pair, key=lambda index: _left(lines[index]))
        sides[0].add(left)
        sides[1].add(right)
    return any(sum(_is_prose(lines[index].text) for index in side) >= LEAST_PAIRS for side in sides)


def _is_prose(text: str) -> bool:
    words = text.split()
    return (
        len(words) >= WORDS_OF_PROSE and sum(word[:1].islower() for word in words) >= len(words) / 2
    )
