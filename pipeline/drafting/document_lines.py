"""The lines of a document's text with their places in its PDF, as `boxes.jsonl` has them."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.drafting.page_words import Box

CHUNK = re.compile(r"\S+(?: \S+)*")
TENTHS = 10


@dataclass(frozen=True)
class DocumentLine:
    """A line of a text: its number, from 1, its page in the PDF, its place there, and the ends of its characters.

    Places are in points from the left top of the page.
    """

    number: int
    text: str
    page: int
    box: Box
    edges: tuple[float, ...]

    @property
    def words(self) -> str:
        """Its words with single spaces."""
        return " ".join(self.text.split())

    def chunks(self) -> Iterator[tuple[str, float]]:
        """The pieces that two spaces or more part, each with the middle of its place on the page."""
        for found in CHUNK.finditer(self.text):
            yield found[0], (self.edges[found.start()] + self.edges[found.end()]) / 2


def document_lines(text: str, boxes: str) -> list[DocumentLine]:
    """The lines of a text that have a box; `boxes` is the content of `boxes.jsonl`."""
    starts, start = {}, 0
    for number, line in enumerate(text.split("\n"), start=1):
        starts[start] = number, line
        start += len(line) + 1
    lines = []
    for one in map(json.loads, boxes.splitlines()):
        number, line = starts[one["start"]]
        edges = tuple(edge / TENTHS for edge in one["edges"])
        box = Box(edges[0], one["top"] / TENTHS, edges[-1], one["bottom"] / TENTHS)
        lines.append(DocumentLine(number, line, one["page"], box, edges))
    return lines


def lines_of_box(lines: Sequence[DocumentLine], page: int, box: Box) -> list[DocumentLine]:
    """The lines of a page whose middle is at the height of the box, and that are not beside it."""
    return [
        line
        for line in lines
        if line.page == page
        and box.top - 1 <= line.box.middle[1] <= box.bottom + 1
        and min(line.box.x1, box.x1) - max(line.box.x0, box.x0) > 0
    ]
