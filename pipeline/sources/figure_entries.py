"""The entries of `figures.yaml`."""

from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from pipeline.sources.entries import (
    Actor,
    Count,
    Entry,
    MeasureId,
    Number,
    OwnId,
    PeriodText,
    Text,
    TextAsWritten,
)
from pipeline.text.normal_form import normal_form
from pipeline.text.numbers.numerals import Numeral, find_numerals
from pipeline.text.periods.period_days import PERIOD_FORMS
from pipeline.text.periods.words_for_periods import words_for
from pipeline.text.units.units import Statistic


class FigureContext(Entry):
    """Quotations from other sentences that supply a field of the figure."""

    period: Text | None = Field(
        default=None, description="Words that name the period, where the quotation has none."
    )
    population: Text | None = Field(
        default=None, description="Words that name the population, where the quotation has none."
    )
    denominator: Text | None = Field(
        default=None, description="Words that name the denominator, where the quotation has none."
    )
    per: Text | None = Field(
        default=None,
        description="Words for what a rate is per, where the quotation has none.",
        examples=["rates are per 100,000 residents"],
    )
    scale: Text | None = Field(
        default=None,
        description="Words that state the scale, where the quotation has none.",
        examples=["(dollars in millions)"],
    )
    measure: Text | None = Field(
        default=None, description="Words that name the measure, where the quotation has none."
    )
    ref_area: Text | None = Field(
        default=None, description="Words that name the area, where the quotation has none."
    )
    unit: Text | None = Field(
        default=None,
        description="Words that begin with the unit of time or of measure, where it is not beside the number.",
    )


class FigureEntry(Entry):
    """One number that a document states."""

    id: OwnId = Field(description="Stable for ever; never reused in its document.")
    measure: MeasureId = Field(description="What the number measures: an id of `measures.yaml`.")
    statistic: Statistic = Field(
        default="count",
        description="Left out, it is what the words beside the number suggest, or `count`.",
    )
    location: Literal["prose", "table", "exhibit"] = Field(
        default="prose",
        description="Where the document states it: in a sentence, in a table, or in an exhibit such as a chart.",
    )
    quote: Text = Field(description="The words that state the number; exact and found once.")
    line: Count | None = Field(
        default=None, ge=1, description="Makes a quotation unique.", examples=[300]
    )
    after: Text | None = Field(
        default=None, description="Makes a quotation unique.", examples=["Appendix C"]
    )
    at: Annotated[str, StringConstraints(strip_whitespace=True)] = Field(
        default="",
        description="The token inside the quotation; needed where it states several numbers.",
    )
    value: Number | None = Field(
        description="Entered independently of the token; null where only a magnitude is stated."
    )
    reading: Literal["as_printed", "emended"] = Field(
        default="as_printed",
        description="Whether the value is what the token prints, or what an emendation reads.",
    )
    rounding: Literal["document", "none"] | None = Field(
        default=None,
        description="Whether the document's rule of rounding applies; must be said of every count that "
        "is a multiple of the rule's step.",
    )
    not_rounded: Text | None = Field(
        default=None,
        description="Why the document's rule of rounding does not apply, where neither a qualifier nor a magnitude "
        "beside the number shows it; goes with `rounding: none`.",
        examples=["a plain count of the facilities listed"],
    )
    denominator: Text | None = Field(
        default=None,
        description="What a share is a part of, what a change starts from, or what a ratio is a multiple of.",
    )
    per: Text | None = Field(
        default=None,
        description="What a rate is per, in the document's words behind `per`: 100,000 residents.",
        examples=["100,000 residents"],
    )
    scale: Text | None = Field(
        default=None,
        description="The document's words for the scale of the number: in thousands. The value is the full "
        "number. none: such words are near it and are not about it.",
        examples=["in thousands"],
    )
    population: Text = Field(
        default="",
        description="Whom or what the number is about, in the document's words. Left out, it is the name of the "
        "measure.",
    )
    counts: Text | None = Field(
        default=None,
        description="The quotation's own words for what is counted; needed where restatements are held "
        "against each other.",
    )
    ref_area: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")] | None = (
        Field(
            default=None,
            description="The area that the words name, as a code of ISO 3166; null if the number is not one of that area.",
        )
    )
    period: PeriodText | None = Field(
        default=None, description=f"What the document says: {PERIOD_FORMS}."
    )
    period_printed: TextAsWritten | None = Field(
        default=None,
        description="The document's words for the period, inside its quotation; needed where not exactly one run of "
        "words there is read as the period.",
    )
    period_basis: Literal["entered"] | None = Field(
        default=None,
        description="entered: nothing reads the words for the period, and a person gave its days.",
        examples=["entered"],
    )
    not_dated_by: TextAsWritten | None = Field(
        default=None,
        description="Words of the quotation that name a period and do not date the number.",
    )
    attributed_to: Text | None = Field(
        default=None,
        description="Who asserts the number, if not the publisher: a party of `parties.yaml`.",
    )
    transcribed_by: Actor | None = Field(
        default=None, description="Who entered it, where that is not who entered the file."
    )
    checked_by: Actor | None = Field(
        default=None, description="Who checked it, where that is not who checked the file."
    )
    context: FigureContext = Field(
        default=FigureContext(), description="Quotations from other sentences that supply a field."
    )

    @model_validator(mode="after")
    def _takes_from_its_words(self) -> "FigureEntry":
        """Fill in what the quotation alone tells: its one number, the statistic, the words for the period."""
        told: dict[str, str] = {}
        if not self.at or "statistic" not in self.model_fields_set:
            numerals = _numerals_of(self.quote)
            stating = [n for n in numerals if not self.at and not n.counts_nothing]
            if not self.at and len(stating) != 1:
                raise ValueError(
                    f"the quotation states {len(stating)} numbers: name the one that is meant as `at`"
                )
            told["at"] = self.at or stating[0].token
            if "statistic" not in self.model_fields_set:
                wanted = normal_form(told["at"]).text
                named = [n for n in numerals if normal_form(n.token).text == wanted]
                suggested = named[0].statistic if len(named) == 1 else None
                told["statistic"] = suggested or "count"
        dates_itself = self.period is not None and self.period_printed is None
        if dates_itself and self.period_basis is None:
            words = words_for(self.context.period or self.quote, self.period or "")
            told |= {"period_printed": words} if words else {}
        return self.model_copy(update=told) if told else self

    @model_validator(mode="after")
    def _part_of_something(self) -> "FigureEntry":
        if self.statistic in ("share", "change", "ratio") and self.denominator is None:
            raise ValueError(
                f"a {self.statistic} has a `denominator`: what it is a part of, grew from, or is a multiple of"
            )
        if self.statistic == "rate" and self.per is None:
            raise ValueError("a rate has `per`: what there are so many for each of")
        if self.per is not None and self.statistic not in ("rate", "mean", "median"):
            raise ValueError("`per` belongs to a rate, to a mean or to a median")
        if self.not_rounded is not None and self.rounding != "none":
            raise ValueError("`not_rounded` goes with `rounding: none`")
        if self.not_dated_by is not None and (self.period or self.period_printed):
            raise ValueError(
                "`not_dated_by` belongs to an entry without `period` and `period_printed`"
            )
        return self

    @property
    def scale_words(self) -> str | None:
        """The words for the scale; None where it has none."""
        return None if self.scale == "none" else self.scale


@lru_cache(maxsize=64)
def _numerals_of(quote: str) -> tuple[Numeral, ...]:
    """Its numerals; the figures of one sentence follow each other, with the same quotation."""
    return tuple(find_numerals(quote))


class RetiredFigure(Entry):
    """The tombstone of a figure that is not published any more."""

    id: OwnId = Field(description="The id that the figure had.", examples=["beds-in-cities"])
    retired_in: Text = Field(
        description="Version of the release from which it is gone.", examples=["0.4.0"]
    )
    reason: Text = Field(
        description="Why it is not published any more.",
        examples=["the sentence repeats another one"],
    )


class FiguresFile(Entry):
    """`figures.yaml`."""

    transcribed_by: Actor = Field(
        description="Who entered the figures: a person, software, or nobody yet."
    )
    checked_by: Actor = Field(description="Who compared them with the official file.")
    figures: tuple[FigureEntry, ...] = Field(
        description="The numbers that the document states, in the order of the text."
    )
    retired: tuple[RetiredFigure, ...] = Field(
        default=(), description="Figures that are not published any more."
    )
