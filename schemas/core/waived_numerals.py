"""The table of numerals that state no figure: where each is, and why it is none."""

from typing import Any

from schemas.column import GREATEST_INT32, PublishedTable, column, repeated, rule
from schemas.core.completeness import Completeness
from schemas.core.provenance import Provenance


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
    end_offset: int = repeated(Provenance, "end_offset", minimum=1, change_class="wording")
    page: int = repeated(Provenance, "page", change_class="wording")
    line: int = repeated(
        Provenance,
        "line",
        description="Line of the text, counted from 1; empty where the text is not held.",
        required=False,
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
