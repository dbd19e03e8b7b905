"""The entries of `waivers.yaml`, and the reasons for which a numeral may be waived."""

from typing import Literal

from pydantic import Field, model_validator

from pipeline.sources.entries import Count, Entry, Text
from pipeline.text.patterns import pattern_problem

WaiverReason = Literal[
    "address",
    "bound in a formula or rule",
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
    "stated",
    "telephone",
    "title",
    "unit of measure",
    "unreadable",
    "web address",
]


FEWEST_WORDS = 3
"""Words of a reason that is stated."""


class WaiverEntry(Entry):
    """Numerals that are not figures, and why."""

    reason: WaiverReason = Field(description="Why they are none; it must fit them.")
    why: Text | None = Field(
        default=None,
        description="The reason in words, where it is `stated`: for one numeral that counts nothing, and that no other "
        "reason fits.",
        examples=["the number of a television channel"],
    )
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
        if (self.reason == "stated") != (self.why is not None):
            raise ValueError("`why` says in words why, where the `reason` is `stated`")
        if self.why is not None and (self.quote is None or len(self.why.split()) < FEWEST_WORDS):
            raise ValueError(
                f"a reason that is `stated` has a `quote`, and a `why` of {FEWEST_WORDS} words or more"
            )
        problem = pattern_problem(self.pattern) if self.pattern is not None else None
        if problem is not None:
            raise ValueError(f"the pattern is refused: {problem}")
        return self


class WaiversFile(Entry):
    """`waivers.yaml`."""

    waivers: tuple[WaiverEntry, ...] = Field(description="Numerals that are not figures.")
