"""The entries of `source.yaml` and `excerpts.yaml`: a document, and what is quoted of one that may not be passed on."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from pipeline.sources.entries import (
    Address,
    Count,
    DocumentId,
    Entry,
    Number,
    Sha256,
    Text,
)
from pipeline.sources.ids import RESERVED
from pipeline.text.page_numbers import NUMBER, Heading, PageLayout


class ContentsEntry(Entry):
    """A line of the table of contents that gives the page of a heading."""

    quote: Text = Field(description="The words of the line, with its number.")
    at: Text = Field(description="The number in it.")
    heading: Text = Field(description="The heading as the page has it.")
    line: Count | None = Field(default=None, ge=1, description="Makes the heading unique.")


class PagesEntry(Entry):
    """How pages and their printed numbers are told in the text; a page without proof has no number."""

    header: Text | None = Field(
        default=None,
        description="The whole line with which each page begins, with `{page}` if it prints the page's number; "
        "if left out, pages begin behind footers.",
    )
    footer: Text | None = Field(
        default=None,
        description="The whole line that prints a page's number, with `{page}` for the number, and `{chapter}` for a "
        "chapter before it that changes.",
        examples=["OIG-20-13 {page}", "{chapter}-{page}"],
    )
    not_headers: tuple[Count, ...] = Field(
        default=(), description="Lines that have the words of the header inside a page."
    )
    without_header: tuple[Count, ...] = Field(
        default=(), description="First lines of pages whose header the text has lost."
    )
    other_footers: tuple[Text, ...] = Field(
        default=(),
        description="Other whole lines that print a page's number, such as those of left pages.",
    )
    not_footers: tuple[Count, ...] = Field(
        default=(), description="Lines that have the words of a footer inside a page."
    )
    last_line: Text | None = Field(
        default=None,
        description="The whole line with which each page ends, where it is not the footer and there is no `header`.",
    )
    contents: tuple[ContentsEntry, ...] = Field(
        default=(), description="Lines of the table of contents that prove numbers of pages."
    )

    @model_validator(mode="after")
    def _proves_something(self) -> "PagesEntry":
        footers = [*([self.footer] if self.footer is not None else []), *self.other_footers]
        if any(footer.count(NUMBER) != 1 for footer in footers):
            raise ValueError(f"`footer` has `{NUMBER}` once, where the number is printed")
        numbered = self.header is not None and self.header.count(NUMBER) == 1
        if self.footer is None and not numbered and (self.header is None or not self.contents):
            raise ValueError(
                "pages are proved by a `footer`, or by a `header` and lines of the `contents`"
            )
        if self.header is not None and self.last_line is not None:
            raise ValueError("pages begin with a `header`, or behind a `last_line`: leave one out")
        if self.footer is None and self.other_footers:
            raise ValueError("`other_footers` go with a `footer`")
        return self

    def layout(self) -> PageLayout:
        """The entry in the terms of the reader of pages."""
        return PageLayout(
            self.header,
            self.footer,
            self.not_headers,
            self.without_header,
            [Heading(one.quote, one.at, one.heading, one.line) for one in self.contents],
            self.other_footers,
            self.not_footers,
            self.last_line,
        )


class Rounding(Entry):
    """The document's own rule of rounding."""

    step: Number = Field(gt=0, description="Figures under the rule are multiples of it.")
    quote: Text = Field(description="The words that state the rule.")


class SourceEntry(Entry):
    """`source.yaml`: one document."""

    id: DocumentId = Field(description="The id of the document: the name of its folder.")
    kind: Literal["report", "article"] = Field(
        description="Whether it is a report or a news article."
    )
    genre: Literal["opinion"] | None = Field(
        default=None, description="opinion: an article that calls itself an opinion article."
    )
    report_number: Text | None = Field(
        default=None, description="The number of the report, as the document prints it."
    )
    title: Text = Field(description="The title, as the document prints it.")
    publisher: Text | None = Field(default=None, description="Who published it.")
    authors: tuple[Text, ...] = Field(
        default=(), description="The authors that the document names."
    )
    published: date | None = Field(default=None, description="As stated in the documents.")
    official_url: Address | None = Field(
        default=None, description="The publisher's page of the document."
    )
    edition: Text | None = Field(
        default=None,
        description="Which edition or part it is.",
        examples=["corrected edition of May 2020"],
    )
    supersedes: DocumentId | None = Field(
        default=None, description="The id of the document that it replaces.", examples=["oig-20-13"]
    )
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] = Field(
        default="en", description="The language of the text, in two letters."
    )
    licence: Text = Field(description="Terms of the document's own text.")
    redistributable: bool = Field(
        description="Whether the text may be passed on, and so be committed."
    )
    text: Literal["whole", "excerpts", "none"] = Field(
        description="Whether the folder has document.txt, excerpts.yaml or neither."
    )
    text_sha256: Sha256 | None = Field(
        default=None, description="Hash of the full text as received; null where none was received."
    )
    original_sha256: Sha256 | None = Field(
        default=None,
        description="The hash of the original file, such as the PDF; null if nobody here has seen it.",
        examples=["458bbe8d9e066a56da448e8e2371c0a792307de94c9862eeaa073bbdaf4ecb24"],
    )
    rendition: Text | None = Field(
        default=None, description="How the text was made, as far as known."
    )
    covers: DocumentId | None = Field(
        default=None, description="The report that an article is about."
    )
    rounding: Rounding | None = Field(
        default=None, description="The document's own rule of rounding."
    )
    pages: PagesEntry | None = Field(
        default=None, description="If left out, no page of the text has a number."
    )
    transcription: Literal["complete", "partial"] = Field(
        default="complete",
        description="`partial`: numerals may be unaccounted for, and are published as such.",
    )

    @model_validator(mode="after")
    def _holds_together(self) -> "SourceEntry":
        if self.pages is not None and self.text != "whole":
            raise ValueError("`pages` are of a text that is held `whole`")
        if self.text == "whole" and not self.redistributable:
            raise ValueError(
                "a text that may not be redistributed is held as `excerpts`, never `whole`"
            )
        if self.text != "none" and self.text_sha256 is None:
            raise ValueError("a text that was received has its `text_sha256`")
        if self.id in RESERVED:
            raise ValueError(f"a document is not named {', '.join(RESERVED)}: choose another `id`")
        if self.kind == "report" and self.covers is not None:
            raise ValueError("`covers` names the report that an article is about: this is a report")
        if self.kind == "report" and self.genre is not None:
            raise ValueError(
                "a report has no `genre`; only an article calls itself an opinion article"
            )
        if self.kind == "article" and self.report_number is not None:
            raise ValueError("an article has no `report_number`; write `kind: report`")
        if self.id in (self.covers, self.supersedes):
            raise ValueError("a document neither covers nor supersedes itself")
        return self


class ExcerptEntry(Entry):
    """The shortest quotation of a text that is not redistributable which its figures need."""

    start: Count = Field(description="Offset of its first character in the full text.")
    line: Count = Field(ge=1, description="Line of its first character in the full text.")
    text: Annotated[str, StringConstraints(min_length=1)] = Field(
        description="The words, exactly as the article has them."
    )
    report_words: tuple[Text, ...] = Field(
        default=(),
        description="Parts that quote the report that the article covers; they do not count as the article's words.",
    )
    government_words: tuple[Text, ...] = Field(
        default=(),
        description="Parts that quote other words of the US Government, such as an agency's; they do not count either.",
    )

    @property
    def public_words(self) -> tuple[str, ...]:
        """Parts that are the Government's words, of the report or not."""
        return (*self.report_words, *self.government_words)


class ExcerptsFile(Entry):
    """`excerpts.yaml`."""

    excerpts: tuple[ExcerptEntry, ...] = Field(
        description="The quotations of the article that its figures need."
    )
