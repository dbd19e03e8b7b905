"""A document cut into parts that a page shows one at a time: a page, or so many lines, characters and numbers.

What a browser is given does not grow with the document. Offsets stay here, since browsers count characters
otherwise: a part has its lines as pieces of text, each with the item that it belongs to.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pipeline.review.decision_context import TABLE
from pipeline.review.values import Item, Review, as_json

MOST_CHARACTERS = 12_000
MOST_ITEMS = 150
MOST_LINES = 400


@dataclass(frozen=True)
class Part:
    """Characters `start` to before `end` of the text, and the items that begin there."""

    index: int
    label: str
    start: int
    end: int
    items: tuple[Item, ...]
    pdf_page: int | None

    def summary(self) -> dict[str, Any]:
        """Its name, its page in the PDF, how many items have each status, and how many wait for a decision."""
        counts = Counter(item.status for item in self.items)
        return {
            "label": self.label,
            "pdf_page": self.pdf_page,
            "counts": dict(counts),
            "waiting": sum(map(_waits, self.items)),
        }


def parts_of(review: Review) -> list[Part]:
    """The parts of a document in their order; each item is in the part where its first character is."""
    starts = [item.start for item in review.items]
    parts: list[Part] = []
    for label, pdf_page, start, end in _pages(review):
        cuts = [*_cuts(review, starts, start, end), end]
        for number, (first, last) in enumerate(pairwise(cuts), 1):
            items = review.items[_index(starts, first) : _index(starts, last)]
            name = label if len(cuts) == 2 else f"{label}, {number} of {len(cuts) - 1}"
            parts.append(Part(len(parts), name, first, last, items, pdf_page))
    return parts


def part_json(review: Review, part: Part) -> dict[str, Any]:
    """A part as the page has it: its lines in pieces, and its items."""
    return {
        "index": part.index,
        **part.summary(),
        "lines": list(_lines(review, part)),
        "items": [as_json(item) for item in part.items],
    }


def _waits(item: Item) -> bool:
    """Whether it is decided about by itself: cells wait for their table, words of a figure for that."""
    is_cell = item.kind == "table" and not item.id.startswith(TABLE)
    return item.status != "confirmed" and not item.automatic and not is_cell


def tables_in(parts: Sequence[Part]) -> dict[str, int]:
    """The part that each table is in."""
    return {i.id: part.index for part in parts for i in part.items if i.id.startswith(TABLE)}


def part_with(parts: Sequence[Part], item: str) -> Part | None:
    """The part that has an item."""
    return next((part for part in parts if any(one.id == item for one in part.items)), None)


def _index(starts: Sequence[int], offset: int) -> int:
    return bisect_right(starts, offset - 1)


def _pages(review: Review) -> Iterator[tuple[str, int | None, int, int]]:
    """The name, the number in the PDF and the characters of each page; together they are the whole text."""
    size = len(review.text)
    pages = [page for page in review.pages if page.start < page.end]
    if not pages:
        yield "Text", None, 0, size
        return
    ends = [*(page.start for page in pages[1:]), size]
    for index, (page, end) in enumerate(zip(pages, ends, strict=True)):
        names = [f"page {page.printed}"] if page.printed is not None else []
        names += [f"PDF {page.number}"] if page.number is not None else []
        start = 0 if index == 0 else page.start
        yield ", ".join(names) or f"{index + 1}, no page number", page.number, start, end


def _cuts(review: Review, starts: Sequence[int], start: int, end: int) -> Iterator[int]:
    """Where parts of a page begin: at its start, then behind so many characters, lines or items."""
    while start < end:
        yield start
        start = _end(review, starts, start, end)
    if start == end == 0:
        yield 0


def _end(review: Review, starts: Sequence[int], start: int, end: int) -> int:
    text = review.text
    furthest = min(start + MOST_CHARACTERS, end)
    first = _index(starts, start)
    if first + MOST_ITEMS < len(starts):
        furthest = min(furthest, max(starts[first + MOST_ITEMS], start + 1))
    place = start
    for _ in range(MOST_LINES):
        following = text.find("\n", place, furthest) + 1
        if following == 0:
            break
        place = following
    else:
        return place
    if furthest == end or place == start:
        return _outside_items(review.items, starts, furthest)
    return place


def _outside_items(items: Sequence[Item], starts: Sequence[int], offset: int) -> int:
    """The offset, or the end of the numeral that it would cut in two."""
    before = items[max(_index(starts, offset) - 1, 0)] if items else None
    is_cut = before is not None and before.kind != "table" and before.start < offset < before.end
    return before.end if before is not None and is_cut else offset


def _lines(review: Review, part: Part) -> Iterator[dict[str, Any]]:
    """The lines of a part: the number of each in the text, its pieces, and whether its place in the text is doubtful."""
    text = review.text
    number = text.count("\n", 0, part.start) + 1
    place = part.start
    while place < part.end:
        following = text.find("\n", place, part.end)
        end = part.end if following < 0 else following
        doubtful = {"doubtful": True} if number in review.doubtful else {}
        pieces = list(_pieces(text, part.items, place, end))
        yield {"number": number, **doubtful, "pieces": pieces}
        number, place = number + 1, end + 1


def _pieces(text: str, items: Sequence[Item], start: int, end: int) -> Iterator[list[str]]:
    """Pieces of a line: a text, or a text and the item that it is."""
    place = start
    for item in items:
        if item.id.startswith(TABLE) or not place <= item.start < end:
            continue
        if place < item.start:
            yield [text[place : item.start]]
        place = min(item.end, end)
        yield [text[item.start : place], item.id]
    if place < end:
        yield [text[place:end]]
