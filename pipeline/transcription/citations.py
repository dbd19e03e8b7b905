"""Where a published cell was read: the link from a cell to characters of a document.

One citation becomes one row of the `provenance` table. Which cells are cited is decided where they
are read (`figure_reading`, `table_reading`).
"""

from dataclasses import dataclass

from pipeline.sources.character_boxes import CharacterBoxes
from pipeline.text.documents import Document, Span
from schemas.core.provenance import PLACE


@dataclass(frozen=True)
class Citation:
    """A cell (table, key of its row, column, part) and the characters it was read from."""

    table: str
    key: str
    column: str
    part: int
    document: Document
    span: Span


def provenance_row(citation: Citation, boxes: CharacterBoxes) -> dict[str, object]:
    """A citation as a row of the `provenance` table; its characters are read again here.

    `boxes` are those of the characters of its document.
    """
    document, span = citation.document, citation.span
    prefix, suffix = document.context(span)
    return {
        "table_name": citation.table,
        "row_key": citation.key,
        "column_name": citation.column,
        "part": citation.part,
        "source_id": document.source_id,
        "page": document.page(span.start),
        "line": document.line(span.start),
        "start_offset": span.start,
        "end_offset": span.end,
        "exact": document.characters(span),
        "prefix": prefix or None,
        "suffix": suffix or None,
        "attested": not document.text_held,
        **_place_in_pdf(boxes, span),
    }


def _place_in_pdf(boxes: CharacterBoxes, span: Span) -> dict[str, object]:
    """The cells that have the place of a span in the PDF; missing where it has no box."""
    place = boxes.place(span)
    if place is None:
        return dict.fromkeys(PLACE)
    return dict(zip(PLACE, (place.page, *place.box, place.turned), strict=True))
