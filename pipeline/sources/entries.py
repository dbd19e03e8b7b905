"""The format of the hand-owned files about documents: one pydantic model for each kind of entry.

Documents, figures, tables and waivers; relations between figures have theirs in `relation_entries`, the head of the release in `release_entries`. The JSON Schemas in `sources/schemas/` are made from these models.
The fields' descriptions state what an entry means; whether it is true is checked in `transcription`.
"""

import re
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
    WithJsonSchema,
    model_validator,
)

from pipeline.text.periods import PERIOD_FORMS, read_period

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
MeasureId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Actor = Literal["person", "software", "none"]
Availability = Literal["image_not_held", "not_stated", "unreadable"]
Statistic = Literal["count", "share", "change", "amount", "duration"]
DefectOrigin = Literal["publisher", "conversion", "unknown"]
WaiverReason = Literal[
    "address",
    "date",
    "date of the covered report",
    "date of the document",
    "deadline",
    "elapsed time",
    "footnote mark",
    "layout debris",
    "legal citation",
    "legal threshold",
    "list number",
    "name",
    "number of an exhibit",
    "number of a recommendation",
    "ordinal",
    "page number",
    "period of a figure",
    "pronoun",
    "report number",
    "rule of rounding",
    "telephone",
    "title",
    "web address",
]
Disposition = Literal["figure", "outside_scope", "waived"]


def _only_numbers(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("a number is written without separators, as in 16400")
    return value


def _a_period(text: str) -> str:
    if read_period(text) is None:
        raise ValueError(PERIOD_FORMS)
    return text


def _as_written(value: object) -> object:
    """YAML reads 2015 as a number and 2019-09-30 as a date; both are periods as written."""
    return str(value) if isinstance(value, int | date) and not isinstance(value, bool) else value


PeriodText = Annotated[Text, BeforeValidator(_as_written), AfterValidator(_a_period)]
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


class PageStart(Entry):
    """A line on which a page begins."""

    line: Count = Field(ge=1, description="The page's first line in the text.")
    page: Count | None = Field(description="Its printed number, or null where it cannot be told.")


class Rounding(Entry):
    """The document's own rule of rounding."""

    step: Number = Field(gt=0, description="Figures under the rule are multiples of it.")
    quote: Text = Field(description="The words that state the rule.")


class SourceEntry(Entry):
    """`source.yaml`: one document."""

    id: Id
    kind: Literal["report", "article"]
    report_number: Text | None = None
    title: Text
    publisher: Text | None = None
    authors: tuple[Text, ...] = ()
    published: date | None = Field(default=None, description="As stated in the documents.")
    official_url: Text | None = None
    edition: Text | None = None
    supersedes: Id | None = None
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] = "en"
    licence: Text = Field(description="Terms of the document's own text.")
    redistributable: bool
    text: Literal["whole", "excerpts", "none"] = Field(
        description="Whether document.txt, excerpts.yaml or neither stands in the folder."
    )
    text_sha256: Sha256 | None = Field(
        default=None, description="Hash of the full text as received; null where none was received."
    )
    original_sha256: Sha256 | None = None
    rendition: Text | None = Field(
        default=None, description="How the text was made, as far as known."
    )
    covers: Id | None = Field(default=None, description="The report that an article is about.")
    rounding: Rounding | None = None
    pages: tuple[PageStart, ...] = ()
    transcription: Literal["complete", "partial"] = Field(
        default="complete",
        description="`partial`: numerals may be unaccounted for, and are published as such.",
    )

    @model_validator(mode="after")
    def _holds_together(self) -> "SourceEntry":
        lines = [start.line for start in self.pages]
        pages = [start.page for start in self.pages if start.page is not None]
        if lines != sorted(set(lines)):
            raise ValueError("the lines of `pages` must increase")
        if pages and pages != list(range(pages[0], pages[0] + len(pages))):
            raise ValueError("the page numbers of `pages` must follow each other")
        if self.text == "whole" and not self.redistributable:
            raise ValueError(
                "a text that may not be redistributed is held as `excerpts`, never `whole`"
            )
        if self.text != "none" and self.text_sha256 is None:
            raise ValueError("a text that was received has its `text_sha256`")
        if self.id in (self.covers, self.supersedes):
            raise ValueError("a document neither covers nor supersedes itself")
        return self


class ExcerptEntry(Entry):
    """The shortest quotation of a text that is not redistributable which its figures need."""

    start: Count = Field(description="Offset of its first character in the full text.")
    line: Count = Field(ge=1, description="Line of its first character in the full text.")
    text: Annotated[str, StringConstraints(min_length=1)]
    government_words: tuple[Text, ...] = Field(
        default=(),
        description="Parts that quote a US Government report; they do not count as the article's words.",
    )


class ExcerptsFile(Entry):
    """`excerpts.yaml`."""

    excerpts: tuple[ExcerptEntry, ...]


class MeasureEntry(Entry):
    """A thing that figures measure."""

    id: MeasureId
    name: Text
    definition: Text = Field(description="One or two neutral, literal sentences.")
    unit: Text = Field(description="What a count of it counts.")


class MeasuresFile(Entry):
    """`measures.yaml`."""

    measures: tuple[MeasureEntry, ...]


class FigureContext(Entry):
    """Quotations from other sentences that supply a field of the figure."""

    period: Text | None = None
    population: Text | None = None
    denominator: Text | None = None


class FigureEntry(Entry):
    """One number that a document states."""

    id: Id = Field(description="Stable for ever; never reused.")
    measure: MeasureId
    statistic: Statistic = "count"
    location: Literal["prose", "table", "exhibit"] = "prose"
    quote: Text = Field(description="The words that state the number; exact and found once.")
    line: Count | None = Field(default=None, ge=1, description="Makes a quotation unique.")
    after: Text | None = Field(default=None, description="Makes a quotation unique.")
    at: Text = Field(description="The token inside the quotation.")
    value: Number | None = Field(
        description="Entered independently of the token; null where only a magnitude is stated."
    )
    reading: Literal["as_printed", "emended"] = "as_printed"
    rounding: Literal["document", "none"] | None = Field(
        default=None,
        description="Whether the document's rule of rounding applies; must be said of every count that "
        "is a multiple of the rule's step.",
    )
    denominator: Text | None = None
    population: Text
    counts: Text | None = Field(
        default=None,
        description="The quotation's own words for what is counted; needed where restatements are held "
        "against each other.",
    )
    ref_area: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")] | None = (
        None
    )
    period: PeriodText | None = Field(
        default=None, description=f"What the document says: {PERIOD_FORMS}."
    )
    period_printed: Annotated[Text, BeforeValidator(_as_written)] | None = Field(
        default=None, description="The document's words for the period, inside its quotation."
    )
    attributed_to: Text | None = None
    context: FigureContext = FigureContext()

    @model_validator(mode="after")
    def _part_of_something(self) -> "FigureEntry":
        if self.statistic in ("share", "change") and self.denominator is None:
            raise ValueError(
                f"a {self.statistic} has a `denominator`: what it is a part of, or grew from"
            )
        return self


class RetiredFigure(Entry):
    """The tombstone of a figure that is not published any more."""

    id: Id
    retired_in: Text = Field(description="Version of the release from which it is gone.")
    reason: Text


class FiguresFile(Entry):
    """`figures.yaml`."""

    transcribed_by: Actor
    checked_by: Actor
    figures: tuple[FigureEntry, ...]
    retired: tuple[RetiredFigure, ...] = ()


class TotalsRow(Entry):
    """The printed row of totals; its numbers are figures."""

    label: Text = Field(description="First cell of the row, as printed.")
    figures: dict[str, Id] = Field(description="Column → the figure that the total is.")


class GridTable(Entry):
    """A printed table with every cell in the text, separated."""

    kind: Literal["grid"]
    table: Text = Field(description="The published table.")
    header: tuple[Text, ...] = Field(description="The printed header, cell by cell.")
    ends_before: Text = Field(description="The line behind the table, as printed.")
    separator: Literal["\t"] = "\t"
    columns: tuple[Text, ...] = Field(description="The published column for each printed one.")
    totals: TotalsRow | None = None


class SeriesRow(Entry):
    """A row that repeats a figure, or states why there is none."""

    row: dict[str, str | int]
    figure: Id | None = None
    availability: Availability | None = None
    mentioned: Text | None = Field(
        default=None,
        description="The words that show that the document speaks of the missing value.",
    )
    quantity: Id | None = Field(default=None, description="The bounded quantity it is part of.")


class SeriesTable(Entry):
    """A table whose values repeat figures, one a row."""

    kind: Literal["series"]
    table: Text
    fiscal_year: Text = Field(description="The column whose year the row's figure must be about.")
    series: Text = Field(description="The column that says which series a row belongs to.")
    measures: dict[str, MeasureId] = Field(description="The measure of each series' figures.")
    rows: tuple[SeriesRow, ...]


class CellEntry(Entry):
    """A cell: quoted, or repeated from a figure, or entered and borne out by a quotation."""

    quote: Text | None = Field(default=None, description="The words it was read from.")
    parts: tuple[Text, ...] = Field(
        default=(), description="Several quotations, where a page header breaks the text."
    )
    line: Count | None = Field(default=None, ge=1, description="Makes a quotation unique.")
    after: Text | None = Field(default=None, description="Makes a quotation unique.")
    at: Text | None = Field(default=None, description="The words inside the quotation.")
    figure: Id | None = Field(default=None, description="The figure whose value it repeats.")
    value: str | Number | date | bool | None = Field(
        default=None,
        description="What the quoted words say; a text cell without it is the words themselves.",
    )

    @model_validator(mode="after")
    def _comes_from_somewhere(self) -> "CellEntry":
        given = [self.quote is not None, bool(self.parts), self.figure is not None]
        if sum(given) != 1:
            raise ValueError("a cell has one of `quote`, `parts` and `figure`")
        return self


class RowsTable(Entry):
    """A table whose rows are gathered from the text, cell by cell."""

    kind: Literal["rows"]
    table: Text
    rows: tuple[dict[str, CellEntry | Number | date | bool | str], ...] = Field(
        description="Column → a cell, or a plain value that no words of the document give."
    )


class TableFile(Entry):
    """`tables/*.yaml`: where the document has a published table, and how to read it."""

    read: GridTable | SeriesTable | RowsTable = Field(discriminator="kind")


class WaiverEntry(Entry):
    """Numerals that are not figures, and why."""

    reason: WaiverReason
    quote: Text | None = Field(default=None, description="The words that hold the numerals.")
    line: Count | None = Field(default=None, ge=1, description="Makes a quotation unique.")
    pattern: Text | None = Field(default=None, description="A regular expression over the text.")
    matches: int | None = Field(default=None, ge=1, description="How often the pattern matches.")

    @model_validator(mode="after")
    def _names_its_numerals(self) -> "WaiverEntry":
        if (self.quote is None) == (self.pattern is None):
            raise ValueError("a waiver has either a `quote` or a `pattern`")
        if (self.pattern is None) != (self.matches is None):
            raise ValueError("a pattern goes with the number of its `matches`")
        try:
            re.compile(self.pattern or "")
        except re.error as error:
            raise ValueError(f"the pattern is not a regular expression: {error}") from None
        return self


class WaiversFile(Entry):
    """`waivers.yaml`."""

    waivers: tuple[WaiverEntry, ...]
