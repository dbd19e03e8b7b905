"""What the entries of all hand-owned files share: their base class, and the types of their fields.

There is one pydantic model for each kind of entry: of documents, excerpts, measures and waivers in
`source_entries`, of figures in `figure_entries`, of tables in `table_entries`, of relations and the like in
`relation_entries`, of the head of the release in `release_entries`. The JSON Schemas in `sources/schemas/` are
made from these models. The fields' descriptions state what an entry means; whether it is true is checked in
`transcription`.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)

from pipeline.sources.ids import LOCAL, qualified
from pipeline.text.periods.period_days import PERIOD_FORMS, read_period

MeasureId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")]
LONGEST_TEXT = 32_767
"""Characters of the longest text that a cell of the published workbook can hold."""
Text = Annotated[
    str, StringConstraints(min_length=1, max_length=LONGEST_TEXT, strip_whitespace=True)
]
Wording = Annotated[Text, StringConstraints(pattern=r"\w")]
"""Words by which documents name a thing, as `text.wordings` reads them."""
ADDRESS = r"^https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[^\s<>\"`\\]*)?$"
Address = Annotated[str, StringConstraints(pattern=ADDRESS)]
"""A page of the web, which readers are given as a link."""
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Actor = Literal["person", "software", "none"]
Availability = Literal["image_not_held", "not_stated", "unreadable"]
DefectOrigin = Literal["publisher", "conversion", "unknown"]
Disposition = Literal["figure", "outside_scope", "waived"]


def _only_numbers(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("a number is written without separators, as in 16400")
    return value


def _a_period(text: str) -> str:
    if read_period(text) is None:
        raise ValueError(PERIOD_FORMS)
    return text


def _qualified(name: str, info: ValidationInfo) -> str:
    """The id with the document in whose file it is written, which the reader gives as context."""
    return qualified(name, info.context["document"]) if info.context else name


def _as_written(value: object) -> object:
    """YAML reads 2015 as a number and 2019-09-30 as a date; both are periods as written."""
    return str(value) if isinstance(value, int | date) and not isinstance(value, bool) else value


DocumentId = Annotated[str, StringConstraints(pattern=f"^{LOCAL}$")]
OwnId = Annotated[DocumentId, AfterValidator(_qualified)]
"""The id of the entry itself: written local, and qualified once read."""
Reference = Annotated[
    str, StringConstraints(pattern=f"^({LOCAL}/)?{LOCAL}$"), AfterValidator(_qualified)
]
"""The id of another entry: written local where that is of the same document, and qualified once read."""
TextAsWritten = Annotated[Text, BeforeValidator(_as_written, json_schema_input_type=Text | int)]
PeriodText = Annotated[TextAsWritten, AfterValidator(_a_period)]
Number = Annotated[
    Decimal,
    BeforeValidator(_only_numbers),
    Field(max_digits=18, decimal_places=5),
    WithJsonSchema({"type": "number"}),
]
Count = Annotated[int, Field(ge=0, le=10**9)]


class Entry(BaseModel):
    """What every entry has in common: it is fixed once read, and unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")
