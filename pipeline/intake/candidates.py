"""What the first pages of a document print that may be its title, date, number or publisher, for a person to choose from."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.intake.own_words import (
    Stated,
    dates_in,
    first_lines,
    may_be_title,
    numbers_in,
    publishers_in,
)
from pipeline.intake.rendition import Rendition, RenditionLine
from pipeline.intake.running_lines import running_words, without_page

MOST = 5
"""Candidates that are named of each."""
LONGEST = 100
SAME_SIZE = 0.3
BULLETS = ("•", "■", "▪", "➢", "✓", "→", "□", "- ")
_RANKS = ("largest", "second largest", "third largest", "fourth largest", "fifth largest")


class Candidate(NamedTuple):
    """Words of a line that may state a field, the line, and why they are named."""

    words: str
    line: int
    why: str


def candidates(rendition: Rendition, field: str) -> list[Candidate]:
    """At most five statements of a field on the first pages, in the order of the text; titles by size."""
    first = list(first_lines(rendition))
    if field == "title":
        words = running_words(rendition.lines) if rendition.pages else {}
        others = [(n, line) for n, line in first if without_page(line.text) not in words]
        return [*_running_titles(words), *_titles(others)][:MOST]
    readers = {"published": dates_in, "report_number": numbers_in, "publisher": publishers_in}
    if field not in readers:
        return []
    lines = dict(first)
    found: dict[str, Candidate] = {}
    for one in readers[field](first):
        found.setdefault(str(one.value), _candidate(one, lines[one.line].text))
    return list(found.values())[:MOST]


def _candidate(stated: Stated, line: str) -> Candidate:
    words = " ".join(line.split())
    start = words.rfind(" ", 0, max(words.find(stated.quote) - 30, 0)) + 1
    return Candidate(words[start : start + LONGEST], stated.line, str(stated.value))


def _running_titles(words: Mapping[str, tuple[int, int]]) -> list[Candidate]:
    """Heads and feet of several pages, which may repeat the title."""
    return [
        Candidate(text[:LONGEST], line, f"on {pages} pages")
        for text, (line, pages) in words.items()
        if may_be_title(text)
    ]


def _titles(first: Sequence[tuple[int, RenditionLine]]) -> list[Candidate]:
    lines = [
        (number, line)
        for number, line in first
        if may_be_title(line.text) and not _goes_on(line.text.strip())
    ]
    sizes = _sizes(line.size for _, line in lines)
    ranked = sorted((_rank(sizes, line.size), number, line.text) for number, line in lines)
    return [
        Candidate(
            " ".join(text.split())[:LONGEST],
            number,
            f"{_RANKS[rank]} letters" if sizes else "",
        )
        for rank, number, text in ranked[:MOST]
        if rank < len(_RANKS)
    ]


def _goes_on(words: str) -> bool:
    """Whether a line is an item of a list, or goes on with a sentence."""
    return words.startswith(BULLETS) or words[0].islower()


def _sizes(sizes: Iterator[float]) -> list[float]:
    """The sizes of letters, from the largest; those that are nearly alike are one."""
    found: list[float] = []
    for size in sorted(set(sizes), reverse=True):
        if not found or found[-1] - size >= SAME_SIZE:
            found.append(size)
    return found if found != [0.0] else []


def _rank(sizes: Sequence[float], size: float) -> int:
    return sum(one - size >= SAME_SIZE for one in sizes)
