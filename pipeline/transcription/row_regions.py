"""The regions of a row table: where each row is in the document, and whether its cells are all of that place.

A region is one quotation, or several where a row is printed in several places. Rows have regions of their own or
share one; every word of a region belongs to a cell or is named as belonging to none. How cells are read is in
`row_tables`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from unicodedata import category

from pipeline.sources.yaml_lines import Path
from pipeline.text.documents import Document, Passage, Span
from pipeline.text.normal_form import normal_form
from pipeline.text.quotations import find_quotation, not_anchored
from pipeline.transcription.table_results import Cell

ELLIPSIS = " … "
CUT = "half inside"
Problem = tuple[str, str]
"""What was found, and what to do."""


@dataclass(frozen=True)
class Region:
    """The characters that a row is read from, in one part or several; `where` is its entry."""

    document: Document
    parts: tuple[Span, ...]
    where: Path

    def as_document(self) -> Document:
        """The region as a text of its own, in which quotations are found."""
        whole = self.document
        return Document(
            whole.source_id,
            whole.file,
            tuple(
                Passage(part.start, whole.line(part.start), whole.characters(part))
                for part in self.parts
            ),
        )

    def holds(self, span: Span) -> bool:
        """Whether all characters of a span are in one of its parts."""
        return any(part.start <= span.start and span.end <= part.end for part in self.parts)

    def lines(self) -> str:
        """Its lines, in words."""
        lines = [
            (self.document.line(part.start), self.document.line(part.end - 1))
            for part in self.parts
        ]
        shown = ", ".join(f"{a}" if a == b else f"{a} to {b}" for a, b in lines)
        return f"{'line' if shown.isdecimal() else 'lines'} {shown}"


def find_region(document: Document, words: Sequence[str], where: Path) -> Region | Problem:
    """The region that quotations name, or why they name none."""
    parts = []
    for quote in words:
        first, *last = quote.split(ELLIPSIS)
        if len(last) > 1:
            return (
                f"`{quote}` has more than one `…`",
                "write a quotation for each part of the region",
            )
        begun = find_quotation(document, first)
        if begun.span is None:
            return not_anchored(begun, first, document)
        end = begun.span.end
        if last:
            ended = find_quotation(document, last[0], after=first)
            if ended.span is None:
                return f"`{last[0]}` does not follow `{first}`", "quote the region's last words"
            end = ended.span.end
        parts.append(Span(begun.span.start, end))
    return Region(document, tuple(parts), where)


def overlap_problems(regions: Sequence[Region]) -> Iterator[tuple[Path, str, str]]:
    """Regions that share characters without being the same."""
    distinct = {region.parts: region for region in regions}
    for one, other in combinations(distinct.values(), 2):
        for part in one.parts:
            if any(part.start < of.end and of.start < part.end for of in other.parts):
                found = f"the region overlaps another row's, on {one.lines()}"
                yield (
                    other.where,
                    found,
                    "narrow one of them, or quote the same words for both rows",
                )
                break


def unread_problem(region: Region, cells: Sequence[Cell], besides: Sequence[str]) -> Problem | None:
    """Words of a region that are in no cell and are not named as belonging to none."""
    read = sorted(span for cell in cells for span in cell.spans)
    for part in region.parts:
        for piece in _between(region.document, part, read):
            left = _without(piece, besides)
            if re.search(r"\w", _without_marks(left)):
                found = (
                    f"the words `{left.strip()}` of the region ({region.lines()}) are in no cell"
                )
                return found, "widen a cell, narrow the region, or name the words under `besides`"
    return None


def _between(document: Document, part: Span, read: Sequence[Span]) -> Iterator[str]:
    offset = part.start
    for span in read:
        if part.start <= span.start < part.end:
            if offset < span.start:
                yield document.characters(Span(offset, span.start))
            offset = max(offset, span.end)
    if offset < part.end:
        yield document.characters(Span(offset, part.end))


def _without(piece: str, besides: Sequence[str]) -> str:
    text = normal_form(piece).text
    for words in sorted(besides, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(normal_form(words).text)}(?!\w)", " ", text)
    return text


def _without_marks(text: str) -> str:
    """A text without its footnote marks."""
    return "".join(" " if category(character) == "No" else character for character in text)


def unused_words(regions: Sequence[Region], besides: Sequence[str]) -> list[str]:
    """Those of `besides` that no region has."""
    texts = [normal_form(r.document.characters(part)).text for r in regions for part in r.parts]
    return [words for words in besides if not any(normal_form(words).text in t for t in texts)]


Rows = Sequence[tuple[Path, Region, Mapping[str, Cell]]]
"""Rows with their entry's place, their region, and their cells by column."""


def order_problems(rows: Rows, columns: Sequence[str]) -> Iterator[tuple[Path, str, str]]:
    """Cells that are printed in another order than those of other rows.

    Rows that share a region are listed as their cells are printed, in every column. Columns that could be taken
    for each other come in the same order in every row.
    """
    by_region: dict[tuple[Span, ...], list[tuple[Path, Mapping[str, Cell]]]] = {}
    for where, region, cells in rows:
        by_region.setdefault(region.parts, []).append((where, cells))
    for together in by_region.values():
        for (_, above), (where, below) in pairwise(together):
            for name in columns:
                if not _follows(above.get(name), below.get(name)):
                    found = f"`{name}` is printed before or over that of the row above it"
                    yield (
                        (*where, name),
                        found,
                        "list rows in the order in which the region has them",
                    )
    for first, second in combinations(columns, 2):
        told = [
            (where, order)
            for where, _, cells in rows
            if (order := _order(cells.get(first), cells.get(second))) is not None
        ]
        usual = Counter(order for _, order in told).most_common(1)
        for where, order in told:
            if order == CUT:
                found = f"`{second}` is {order} `{first}`"
            elif order != usual[0][0]:
                found = f"`{second}` is {order} `{first}`, and {usual[0][0]} it in other rows"
            else:
                continue
            if True:
                yield (
                    (*where, second),
                    found,
                    "compare the row with the document; correct its cells",
                )


def _follows(above: Cell | None, below: Cell | None) -> bool:
    """Whether the lower row's cell is the same characters or later ones."""
    if above is None or below is None or not above.spans or not below.spans:
        return True
    return above.spans == below.spans or above.spans[-1].end <= below.spans[0].start


def _order(one: Cell | None, other: Cell | None) -> str | None:
    """Where the second cell is printed, seen from the first; None where one has no characters."""
    if one is None or other is None or not one.spans or not other.spans:
        return None
    start, end = one.spans[0].start, one.spans[-1].end
    first, last = other.spans[0].start, other.spans[-1].end
    if end <= first:
        return "behind"
    if last <= start:
        return "before"
    if start <= first and last <= end:
        return "inside"
    return "around" if first <= start and end <= last else CUT
