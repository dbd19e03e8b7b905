"""The entries of `source.yaml`, `excerpts.yaml`, `measures.yaml` and `waivers.yaml`."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from pipeline.sources.entries import Count, DocumentId, Entry, MeasureId, Number, Sha256, Text
from pipeline.sources.ids import RESERVED
from pipeline.text.patterns import pattern_problem

WaiverReason = Literal[
    "address",
    "citation",
    "date",
    "date of the covered report",
    "date of the document",
    "deadline",
    "elapsed time",
    "exhibit",
    "footnote mark",
    "label or category bound",
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

    id: DocumentId
    kind: Literal["report", "article"]
    report_number: Text | None = None
    title: Text
    publisher: Text | None = None
    authors: tuple[Text, ...] = ()
    published: date | None = Field(default=None, description="As stated in the documents.")
    official_url: Text | None = None
    edition: Text | None = None
    supersedes: DocumentId | None = None
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] = "en"
    licence: Text = Field(description="Terms of the document's own text.")
    redistributable: bool
    text: Literal["whole", "excerpts", "none"] = Field(
        description="Whether the folder has document.txt, excerpts.yaml or neither."
    )
    text_sha256: Sha256 | None = Field(
        default=None, description="Hash of the full text as received; null where none was received."
    )
    original_sha256: Sha256 | None = None
    rendition: Text | None = Field(
        default=None, description="How the text was made, as far as known."
    )
    covers: DocumentId | None = Field(
        default=None, description="The report that an article is about."
    )
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
        if self.id in RESERVED:
            raise ValueError(f"a document is not named {', '.join(RESERVED)}: choose another `id`")
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


class WaiverEntry(Entry):
    """Numerals that are not figures, and why."""

    reason: WaiverReason
    quote: Text | None = Field(default=None, description="The words that hold the numerals.")
    line: Count | None = Field(default=None, ge=1, description="Makes a quotation unique.")
    at: Text | None = Field(
        default=None, description="The numeral inside the quotation, where others are in it too."
    )
    pattern: Text | None = Field(
        default=None,
        description="A regular expression of RE2 over the text; its part `(?P<waived>…)` is waived, or all of it.",
    )
    matches: int | None = Field(
        default=None, ge=1, le=1000, description="How often the pattern matches."
    )

    @model_validator(mode="after")
    def _names_its_numerals(self) -> "WaiverEntry":
        if (self.quote is None) == (self.pattern is None):
            raise ValueError("a waiver has either a `quote` or a `pattern`")
        if (self.pattern is None) != (self.matches is None):
            raise ValueError("a pattern goes with the number of its `matches`")
        if self.at is not None and self.quote is None:
            raise ValueError("`at` is of a quotation: a pattern marks its part as `(?P<waived>…)`")
        problem = pattern_problem(self.pattern) if self.pattern is not None else None
        if problem is not None:
            raise ValueError(f"the pattern is refused: {problem}")
        return self


class WaiversFile(Entry):
    """`waivers.yaml`."""

    waivers: tuple[WaiverEntry, ...]
