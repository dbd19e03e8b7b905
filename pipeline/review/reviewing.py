"""A document and where its review is, as one value."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.intake.interleaved_lines import interleaved_lines
from pipeline.intake.rendition import lines_with_boxes
from pipeline.review.items import items_of
from pipeline.review.relations import relation_items
from pipeline.review.state import State
from pipeline.review.values import LineBox, Place, Review, ReviewedPage
from pipeline.sources.character_boxes import BoxLine, CharacterBoxes, read_boxes
from pipeline.sources.folders import BOXES
from pipeline.text.documents import Document


def reviewed(state: State) -> Review:
    """The review of a document that was read."""
    document = state.source.document
    assert document is not None
    boxes = boxes_of(state.root, document)
    items = items_of(state, boxes)
    (passage,) = document.passages
    counts = Counter(item.status for item in items)
    return Review(
        source_id=state.source.id,
        title=state.source.entry.title,
        text=passage.text,
        pages=tuple(_pages(document, boxes)),
        lines=tuple(map(_line_box, boxes.lines)) if boxes is not None else (),
        items=items,
        relations=tuple(relation_items(state)),
        counts={name: counts[name] for name in ("unaccounted", "proposed", "confirmed")},
        findings=(*state.findings, *state.proposals.findings),
        doubtful=_doubtful(passage.text, boxes),
    )


def _doubtful(text: str, boxes: CharacterBoxes | None) -> frozenset[int]:
    """The lines that `oversight add` names: they are to be read beside the PDF."""
    if boxes is None:
        return frozenset()
    places = interleaved_lines(lines_with_boxes(text, boxes))
    return frozenset(line for one in places for line in range(one.first, one.last + 1))


def boxes_of(root: Path, document: Document) -> CharacterBoxes | None:
    """Where the characters are in the PDF; None where the folder has no boxes."""
    path = root / document.file.replace("document.txt", BOXES)
    if not path.is_file():
        return None
    (passage,) = document.passages
    return read_boxes(path.read_text(encoding="utf-8", errors="replace"), passage.text)[0]


def _line_box(line: BoxLine) -> LineBox:
    left, right = line.edges[0] / 10, line.edges[-1] / 10
    box = left, line.top / 10, right, line.bottom / 10
    return LineBox(line.start, line.end, Place(line.page, box, line.turned))


def _pages(document: Document, boxes: CharacterBoxes | None) -> Iterator[ReviewedPage]:
    """The pages of the PDF where there are boxes, else those that the text prints."""
    (passage,) = document.passages
    if boxes is not None and boxes.lines:
        first = {line.page: line.start for line in reversed(boxes.lines)}
        pages = sorted((start, page) for page, start in first.items())
        starts = [0, *(start for start, _ in pages[1:])]
        yield from _cut(document, starts, [page for _, page in pages], passage.end)
        return
    starts = [0, *(passage.line_ends[a.line - 2] + 1 for a in document.pages if a.line > 1)]
    yield from _cut(document, starts, [None] * len(starts), passage.end)


def _cut(
    document: Document, starts: Sequence[int], numbers: Sequence[int | None], end: int
) -> Iterator[ReviewedPage]:
    for start, stop, number in zip(starts, [*starts[1:], end], numbers, strict=True):
        yield ReviewedPage(number, _printed(document, start, stop), start, stop)


def _printed(document: Document, start: int, stop: int) -> int | None:
    """The printed number: that of the middle of a page, which is on no border."""
    middle = (start + stop) // 2
    return document.page(middle) if start < stop else None
