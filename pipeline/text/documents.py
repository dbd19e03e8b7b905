"""A document whose characters we hold, wholly or in excerpts: its hash, pages and lines.

Offsets count Unicode code points of the full text from 0, also where only excerpts are held, so
that a span means the same with and without the full text. How a quotation is found in a document
is in `quotations`; nothing here reads a file.
"""

import hashlib
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import NamedTuple

from pipeline.text.normal_form import NormalForm, normal_form
from pipeline.text.numbers.numerals import Numeral, find_numerals


class Span(NamedTuple):
    """Characters `start` to before `end` of a document's full text."""

    start: int
    end: int


@dataclass(frozen=True)
class Passage:
    """An unbroken run of characters that we hold: `start` and `line` are its place in the full text.

    What is found by reading all of it is kept with it, so that no text is read twice.
    """

    start: int
    line: int
    text: str = field(repr=False)

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        return self.start + len(self.text)

    @cached_property
    def line_ends(self) -> list[int]:
        """Offsets of its line ends, counted from its own start."""
        return [match.start() for match in re.finditer("\n", self.text)]

    @cached_property
    def normal_form(self) -> NormalForm:
        """The form in which quotations are compared; its offsets count from the passage's start."""
        return _normal_form_of(self.text)

    @cached_property
    def numerals(self) -> tuple[Numeral, ...]:
        """Its numerals, in order; their offsets count from the passage's start."""
        return _numerals_of(self.text)

    def numerals_in(self, span: Span) -> list[Numeral]:
        """The numerals that lie in a span of the full text, with their offsets in the full text."""
        start, end = span.start - self.start, span.end - self.start
        first = bisect_left(self.numerals, start, key=attrgetter("start"))
        last = bisect_left(self.numerals, end, key=attrgetter("start"))
        return [
            replace(n, start=n.start + self.start, end=n.end + self.start)
            for n in self.numerals[first:last]
            if n.end <= end
        ]


@lru_cache(maxsize=2)
def _normal_form_of(text: str) -> NormalForm:
    return normal_form(text)


@lru_cache(maxsize=2)
def _numerals_of(text: str) -> tuple[Numeral, ...]:
    """The numerals of a text, kept for a document that is checked again after a change of its entries."""
    return tuple(find_numerals(text))


class PageAnchor(NamedTuple):
    """From this line on the printed page number is `page`; None where it cannot be told."""

    line: int
    page: int | None


@dataclass(frozen=True)
class Document:
    """A text we hold. A text held whole is one passage from offset 0; excerpts are several.

    `file` has its characters, relative to the root; `page_numbers` are the characters that print numbers of pages.
    """

    source_id: str
    file: str
    passages: tuple[Passage, ...] = field(repr=False)
    pages: tuple[PageAnchor, ...] = field(default=(), repr=False)
    page_numbers: tuple[Span, ...] = field(default=(), repr=False)
    text_held: bool = True

    def passage_at(self, offset: int) -> Passage:
        """The passage that holds the character at `offset`; raises `LookupError` where none does."""
        for passage in self.passages:
            if passage.start <= offset < max(passage.end, passage.start + 1):
                return passage
        raise LookupError(f"{self.source_id} holds no character at offset {offset}")

    def characters(self, span: Span) -> str:
        """The characters of a span that lies in one passage."""
        passage = self.passage_at(span.start)
        return passage.text[span.start - passage.start : span.end - passage.start]

    def line(self, offset: int) -> int:
        """Line of the full text, counted from 1, of the character at `offset`."""
        passage = self.passage_at(offset)
        return passage.line + bisect_left(passage.line_ends, offset - passage.start)

    def line_around(self, span: Span) -> Span:
        """The line, or lines, that a span lies in, without the spaces at its ends."""
        passage = self.passage_at(span.start)
        start, end = span.start - passage.start, span.end - passage.start
        first = passage.text.rfind("\n", 0, start) + 1
        last = passage.text.find("\n", end)
        line = passage.text[first : last if last >= 0 else len(passage.text)]
        first += len(line) - len(line.lstrip())
        return Span(passage.start + first, passage.start + first + len(line.strip()))

    def page(self, offset: int) -> int | None:
        """Printed page number, or None where it cannot be told."""
        index = bisect_right(self.pages, self.line(offset), key=lambda anchor: anchor.line)
        return self.pages[index - 1].page if index else None

    def context(self, span: Span, width: int = 32) -> tuple[str, str]:
        """Up to `width` characters before and behind a span, from inside its passage only."""
        passage = self.passage_at(span.start)
        start, end = span.start - passage.start, span.end - passage.start
        return passage.text[max(0, start - width) : start], passage.text[end : end + width]


def whole_document(
    source_id: str, file: str, text: str, pages: tuple[PageAnchor, ...] = ()
) -> Document:
    """A document of which we hold every character."""
    return Document(source_id, file, (Passage(0, 1, text),), pages)


def sha256_of(content: bytes) -> str:
    """SHA-256 of some bytes, in lower-case hexadecimal."""
    return hashlib.sha256(content).hexdigest()
