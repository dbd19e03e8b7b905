"""A rendition: the text of an original, line by line, with the place of each character on its page.

`boxes.jsonl` in a document's folder is made from it: an object for each line with characters, that proves where a
span of the text is in the PDF. How a span's box is read back is in `pipeline.sources.character_boxes`.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.sources.character_boxes import CharacterBoxes


class RenditionLine(NamedTuple):
    """A line: its text, its page in the file, and its characters' ends in tenths of a point.

    `turned` are the degrees clockwise that its words are turned by: its places are those on the page turned back.
    """

    text: str
    page: int
    turned: int = 0
    top: int = 0
    bottom: int = 0
    edges: Sequence[int] = ()
    size: float = 0.0


@dataclass(frozen=True)
class Rendition:
    """The text of an original. `without_text` are pages without a character; `kind` names the format."""

    kind: str
    program: str
    pages: int
    lines: tuple[RenditionLine, ...] = field(repr=False)
    repairs: Counter[str]
    without_text: tuple[int, ...] = ()
    language: str | None = None

    @property
    def text(self) -> str:
        """All lines, each with its line end."""
        return "".join(f"{line.text}\n" for line in self.lines)

    def boxes(self) -> Iterator[str]:
        """The lines of `boxes.jsonl`, where the original has pages."""
        start = 0
        for line in self.lines:
            if line.text and line.edges:
                yield _box_line(start, line)
            start += len(line.text) + 1

    def in_words(self, doubts: Sequence[str] = ()) -> str:
        """How the text was made, for the field `rendition`, and what is doubtful in it."""
        repairs = "; ".join(
            f"{name}: {number:,}" for name, number in sorted(self.repairs.items()) if number
        )
        missing = ", ".join(map(str, self.without_text))
        return ". ".join(
            part
            for part in (
                f"Text of the {self.kind} by {self.program}",
                repairs and f"Repairs: {repairs}",
                missing and f"Pages without text: {missing}",
                *doubts,
            )
            if part
        )


def _box_line(start: int, line: RenditionLine) -> str:
    turned = {"turned": line.turned} if line.turned else {}
    place = {"start": start, "page": line.page, **turned, "top": line.top, "bottom": line.bottom}
    return json.dumps({**place, "edges": list(line.edges)}, separators=(",", ":"))


def lines_with_boxes(text: str, boxes: CharacterBoxes) -> list[RenditionLine]:
    """The lines of a text that is held, with the places that its folder has of their characters."""
    places = {box.start: box for box in boxes.lines}
    lines, start = [], 0
    for words in text.split("\n"):
        box = places.get(start)
        place = (box.page, box.turned, box.top, box.bottom, box.edges) if box else (0,)
        lines.append(RenditionLine(words, *place))
        start += len(words) + 1
    return lines
