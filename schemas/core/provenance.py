"""The table of provenance: where in which document each published cell was read."""

from decimal import Decimal
from typing import Any

from schemas.column import GREATEST_INT32, PublishedTable, rule
from schemas.column import column as declared

PLACE = ("page_pdf", "box_left", "box_top", "box_right", "box_bottom", "box_turned")
"""The columns that have the place of the characters in the PDF: all of them are filled, or none."""


def _side(title: str, description: str) -> Any:
    return declared(
        title,
        description,
        unit="points",
        required=False,
        change_class="wording",
    )


class Provenance(PublishedTable):
    """Characters that published cells were read from (W3C text-quote and text-position selectors)."""

    table_name: str = declared("Table", "Name of the published table.", key=True)
    row_key: str = declared("Row", "Primary key of the row.", key=True, keys_of="table_name")
    column_name: str = declared("Column", "Name of the column.", key=True)
    part: int = declared(
        "Part",
        "1, 2, … where a cell was read from several places, in reading order.",
        key=True,
        minimum=1,
        maximum=GREATEST_INT32,
    )
    source_id: str = declared(
        "Source", "The document.", references=("sources", "source_id"), change_class="wording"
    )
    page: int = declared(
        "Page",
        "Printed page number, where it can be told.",
        required=False,
        minimum=1,
        maximum=GREATEST_INT32,
        change_class="wording",
    )
    line: int = declared(
        "Line",
        "Line of the text, counted from 1.",
        minimum=1,
        maximum=GREATEST_INT32,
        change_class="wording",
    )
    start_offset: int = declared(
        "From",
        "Offset of the first character, in Unicode code points from 0.",
        minimum=0,
        maximum=GREATEST_INT32,
        change_class="wording",
    )
    end_offset: int = declared(
        "To",
        "Offset behind the last character.",
        minimum=0,
        maximum=GREATEST_INT32,
        change_class="wording",
    )
    exact: str = declared(
        "Exact text", "The characters from start offset to end offset.", change_class="wording"
    )
    prefix: str = declared(
        "Prefix",
        "Characters before; inside the committed excerpt only.",
        required=False,
        change_class="wording",
    )
    suffix: str = declared(
        "Suffix",
        "Characters behind; inside the committed excerpt only.",
        required=False,
        change_class="wording",
    )
    attested: bool = declared(
        "Attested",
        "True where the full text is not in the repository, so that the span is attested by those "
        "who hold it.",
        change_class="wording",
    )
    page_pdf: int = declared(
        "Page of the PDF",
        "Number in the PDF, from 1, of the page on which the characters begin; missing, like the box, where the "
        "document has no boxes of its characters (`boxes.jsonl`).",
        required=False,
        minimum=1,
        maximum=GREATEST_INT32,
        change_class="wording",
    )
    box_left: Decimal = _side(
        "Left of the box",
        "From the left edge of the page to the box around the characters. Characters on several lines or columns have "
        "one box around all; of those on several pages, the ones on `page_pdf` count.",
    )
    box_top: Decimal = _side("Top of the box", "From the top edge of the page to the box.")
    box_right: Decimal = _side(
        "Right of the box", "From the left edge of the page to the right end of the box."
    )
    box_bottom: Decimal = _side(
        "Bottom of the box", "From the top edge of the page to the lower end of the box."
    )
    box_turned: int = declared(
        "Turned",
        "Degrees, clockwise, by which the words are turned; 0 where they are upright. The box of turned words is on "
        "the page turned back by as many.",
        unit="degrees",
        required=False,
        minimum=0,
        maximum=270,
        change_class="wording",
    )

    @rule("the page of the PDF and the whole box are there, or none of them")
    def place_is_whole(cls, table: Any) -> Any:
        return table[list(PLACE)].notna().sum(axis=1).isin([0, len(PLACE)])

    @rule("the box is on the page, and does not end before it begins")
    def box_has_ends(cls, table: Any) -> Any:
        left, top, right, bottom = (table[name] for name in PLACE[1:-1])
        is_box = (left >= 0) & (top >= 0) & (right >= left) & (bottom >= top)
        return is_box | table["page_pdf"].isna()

    @rule("the exact text is as long as its span")
    def exact_fills_span(cls, table: Any) -> Any:
        return table["exact"].str.len() == table["end_offset"] - table["start_offset"]
