"""The table of provenance: where in which document each published cell was read."""

from typing import Any

from schemas.column import GREATEST_INT32, PublishedTable, rule
from schemas.column import column as declared


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

    @rule("the exact text is as long as its span")
    def exact_fills_span(cls, table: Any) -> Any:
        return table["exact"].str.len() == table["end_offset"] - table["start_offset"]
