"""The table of numerals that state no figure: where each is, and why it is none."""

from typing import Any

from schemas.column import GREATEST_INT32, PublishedTable, column, repeated, rule
from schemas.core.completeness import Completeness


class WaivedNumerals(PublishedTable):
    """Numerals that are read neither as a figure nor as a cell, each with its place and the reason."""

    source_id: str = column(
        "Source", "The document.", key=True, references=("sources", "source_id")
    )
    start_offset: int = column(
        "From",
        "Offset of the first character in the full text, in Unicode code points from 0.",
        key=True,
        minimum=0,
        maximum=GREATEST_INT32,
    )
    end_offset: int = column(
        "To",
        "Offset behind the last character.",
        minimum=1,
        maximum=GREATEST_INT32,
        change_class="wording",
    )
    page: int = column(
        "Page",
        "Printed page number, where it can be told.",
        required=False,
        minimum=1,
        maximum=GREATEST_INT32,
        change_class="wording",
    )
    line: int = column(
        "Line",
        "Line of the text, counted from 1; empty where the text is not held.",
        required=False,
        minimum=1,
        maximum=GREATEST_INT32,
        change_class="wording",
    )
    token: str = column(
        "Numeral",
        "Its characters; empty where the text is not held.",
        required=False,
        change_class="wording",
    )
    disposition: str = repeated(Completeness, "disposition")
    reason: str = repeated(Completeness, "reason")

    @rule("the token is as long as its span")
    def token_fills_span(cls, table: Any) -> Any:
        length = table["token"].str.len()
        return length.isna() | (length == table["end_offset"] - table["start_offset"])
