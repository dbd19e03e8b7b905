"""The places that one waiver accounts for, each with the words around it, as a person looks through them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from pipeline.review.parts import Part
from pipeline.review.values import Item, Review

AROUND = 40
"""Characters shown before and behind a number."""
MOST = 200
"""Places of a waiver that are shown."""
WITHIN = 3
"""Characters at most between the numbers of one place, such as a telephone number's."""


Shown = dict[str, Any]


def groups_in(review: Review, parts: Sequence[Part], shown: Part) -> dict[str, list[Shown]]:
    """The places of each waiver of several numbers that has one in a part of the document, by its group."""
    wanted = {item.group for item in shown.items if item.kind == "waiver" and item.group}
    numbers: dict[str, list[tuple[Item, Part]]] = {str(name): [] for name in wanted}
    for item, part in _with_parts(parts):
        if item.group in wanted:
            numbers[str(item.group)].append((item, part))
    return {
        name: [_place(review.text, of_place) for of_place in _places(review.text, found)][:MOST]
        for name, found in sorted(numbers.items())
    }


def _with_parts(parts: Sequence[Part]) -> Iterator[tuple[Item, Part]]:
    for part in parts:
        for item in part.items:
            yield item, part


def _places(
    text: str, numbers: Sequence[tuple[Item, Part]]
) -> Iterator[Sequence[tuple[Item, Part]]]:
    """Numbers beside each other, in one line, are one place."""
    ends = [
        index
        for index, ((one, _), (other, _)) in enumerate(pairwise(numbers), 1)
        if other.start - one.end > WITHIN or "\n" in text[one.end : other.start]
    ]
    for first, last in pairwise([0, *ends, len(numbers)]):
        yield numbers[first:last]


def _place(text: str, numbers: Sequence[tuple[Item, Part]]) -> Shown:
    """The numbers of a place with the words of their line around them."""
    (first, part), (last, _) = numbers[0], numbers[-1]
    begin = max(text.rfind("\n", 0, first.start) + 1, first.start - AROUND)
    end = text.find("\n", last.end)
    stop = min(len(text) if end < 0 else end, last.end + AROUND)
    return {
        "id": first.id,
        "ids": [item.id for item, _ in numbers],
        "part": part.index,
        "page": first.page,
        "line": first.line,
        "before": text[begin : first.start],
        "token": text[first.start : last.end],
        "behind": text[last.end : stop],
    }
