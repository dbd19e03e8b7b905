"""The table of figures: every number that a document states, in prose or as a printed total."""

from datetime import date
from decimal import Decimal
from typing import Any

from schemas.column import GREATEST_INT32, QUALIFIED_ID, PublishedTable, column, rule
from schemas.core.cells import has_ends_of_its_kind
from schemas.vocabularies import (
    ACTOR,
    INTERVAL_BASIS,
    INTERVAL_KIND,
    LOCATION,
    PERIOD_BASIS,
    PERIOD_TYPE,
    PRECISION,
    READING,
    STATISTIC,
)


class Figures(PublishedTable):
    """Numbers stated by the documents, each with the characters it was read from."""

    figure_id: str = column(
        "Figure",
        "Stable id, under the name of its document, never reused.",
        key=True,
        pattern=QUALIFIED_ID,
    )
    measure_id: str = column(
        "Measure",
        "What is measured.",
        references=("measures", "measure_id"),
        change_class="meaning",
    )
    location: str = column("Location", "Where in the document it is printed.", vocabulary=LOCATION)
    statistic: str = column(
        "Statistic", "Which number about the measure it is.", vocabulary=STATISTIC
    )
    value: Decimal = column(
        "Value",
        "The number as published, in `unit`; percentages in percent (79, not 0.79). Empty where the "
        "document states a quantity without a number. Under 'more than' it is the open end of its "
        "interval. Figures of one measure may state one fact several times: do not add them up.",
        required=False,
        sdmx="OBS_VALUE",
    )
    lower: Decimal = column(
        "Lower end",
        "Least value that would be printed so; empty where nothing bounds it below, as in an approximate number.",
        required=False,
        change_class="derived",
    )
    lower_closed: bool = column(
        "Lower end included",
        "Whether the lower end itself is admissible; empty where there is none.",
        required=False,
        change_class="derived",
    )
    upper: Decimal = column(
        "Upper end",
        "Greatest value that would be printed so; empty where nothing bounds it above, as in an approximate number.",
        required=False,
        change_class="derived",
    )
    upper_closed: bool = column(
        "Upper end included",
        "Whether the upper end itself is admissible; empty where there is none.",
        required=False,
        change_class="derived",
    )
    interval_kind: str = column(
        "Kind of interval",
        "What lower and upper end say.",
        vocabulary=INTERVAL_KIND,
        change_class="derived",
    )
    working_lower: Decimal = column(
        "Working lower end",
        "Lower end of the printed precision of an approximate number, itself included. Relations compute with it, "
        "and it is no bound. Empty where the number is not approximate.",
        required=False,
        change_class="derived",
    )
    working_upper: Decimal = column(
        "Working upper end",
        "Upper end of the printed precision of an approximate number, itself included. Empty where the number is not "
        "approximate, or where nothing ends its printed precision.",
        required=False,
        change_class="derived",
    )
    interval_basis: str = column(
        "Basis of the interval",
        "Why the printed number admits the values from lower to upper end; of an approximate number, those from "
        "working lower to working upper end.",
        vocabulary=INTERVAL_BASIS,
        change_class="derived",
    )
    unit: str = column(
        "Unit", "What one unit of the value counts.", sdmx="UNIT_MEASURE", change_class="meaning"
    )
    denominator: str = column(
        "Denominator",
        "What a share is a share of, a change a change from, or a ratio a multiple of.",
        required=False,
    )
    per: str = column(
        "Per",
        "What there are so many for each of, in the words of the document: always of a rate, sometimes of a mean or a median.",
        required=False,
        change_class="meaning",
    )
    scale: str = column(
        "Scale",
        "The words of the document that say in which thousands or millions it prints the number "
        "('in thousands'). The value is the full number.",
        required=False,
    )
    qualifier: str = column(
        "Qualifier", "The word beside the number that qualifies it, as printed.", required=False
    )
    precision: str = column("Precision", "How finely the number is printed.", vocabulary=PRECISION)
    reading: str = column("Reading", "Whether token and value agree.", vocabulary=READING)
    verbatim: str = column("Token as printed", "The characters that the value was read from.")
    population: str = column(
        "Population", "Whom or what the number is about, in the document's terms.", sdmx="STAT_POP"
    )
    counted: str = column(
        "Counted, as printed",
        "The quotation's own words for what is counted; given where statements are compared with each other.",
        required=False,
    )
    ref_area: str = column(
        "Area",
        "ISO 3166 code of the area, where the document names one.",
        required=False,
        sdmx="REF_AREA",
    )
    period_type: str = column(
        "Kind of period",
        "Whether the number holds on a day or for a span of time.",
        required=False,
        vocabulary=PERIOD_TYPE,
    )
    period_start: date = column(
        "Period from",
        "First day of the period; for an instant, that day or the first day of the month it lies in. Empty where the words name no days.",
        required=False,
    )
    period_end: date = column(
        "Period to",
        "Last day of the period; for an instant, that day or the last day of the month it lies in. Empty where the document leaves it open.",
        required=False,
    )
    period_printed: str = column(
        "Period as printed",
        "The document's words for the period; without days where they name none, or do not date the number. Empty where "
        "the document gives none.",
        required=False,
        sdmx="TIME_PERIOD",
    )
    period_basis: str = column(
        "Basis of the period",
        "Whether the days were read from the words for the period, or entered by hand because nothing reads them. Empty "
        "where there is no period.",
        required=False,
        vocabulary=PERIOD_BASIS,
    )
    attributed_to: str = column(
        "Attributed to",
        "Who asserts the number according to the document, in one spelling, then what it was asserted in. Empty where that "
        "is the document's own publisher, which is named only with a work of its own that the document cites.",
        required=False,
    )
    quote: str = column(
        "Quotation",
        "The document's words that state the number, with single spaces.",
        traced="words",
        change_class="wording",
    )
    source_id: str = column("Source", "The document.", references=("sources", "source_id"))
    page: int = column(
        "Page",
        "Printed page number, where it can be told.",
        required=False,
        minimum=1,
        maximum=GREATEST_INT32,
    )
    line: int = column(
        "Line",
        "Line of the text, counted from 1.",
        minimum=1,
        maximum=GREATEST_INT32,
        change_class="wording",
    )
    start_offset: int = column(
        "Token from",
        "Offset of the token's first character in the full text, in Unicode code points from 0.",
        minimum=0,
        maximum=GREATEST_INT32,
        change_class="wording",
    )
    end_offset: int = column(
        "Token to",
        "Offset behind the token's last character.",
        minimum=0,
        maximum=GREATEST_INT32,
        change_class="wording",
    )
    transcribed_by: str = column("Transcribed by", "Who entered the value.", vocabulary=ACTOR)
    checked_by: str = column(
        "Checked by", "Who checked the value against the official document.", vocabulary=ACTOR
    )

    discrepancy_ids: str = column(
        "Discrepancies",
        "Every discrepancy whose quotations contain the number, or that is computed with it; ids separated by spaces.",
        required=False,
        change_class="derived",
    )
    change_from: str = column(
        "Change from",
        "The figure that a change is a change from, where a relation computes it.",
        required=False,
        references=("figures", "figure_id"),
        change_class="derived",
    )
    change_to: str = column(
        "Change to",
        "The figure that a change leads to, where a relation computes it.",
        required=False,
        references=("figures", "figure_id"),
        change_class="derived",
    )
    caution: str = column(
        "Caution",
        "What is to be known before the number is quoted: read otherwise than printed, contradicted and by what, "
        "approximate, a share of what. Empty where there is nothing to say.",
        required=False,
        change_class="derived",
    )

    @rule("the value lies in its interval")
    def value_in_interval(cls, table: Any) -> Any:
        above = table["lower"].isna() | table["value"].isna() | (table["value"] >= table["lower"])
        below = table["upper"].isna() | table["value"].isna() | (table["value"] <= table["upper"])
        return above & below

    @rule("an approximate number has working ends and no others; all other numbers have none")
    def approximate_has_no_ends(cls, table: Any) -> Any:
        return has_ends_of_its_kind(table)

    @rule("only an interval of one value is exact")
    def exact_is_one_value(cls, table: Any) -> Any:
        exact = table["interval_kind"] == "exact"
        return ~exact | (table["lower"] == table["upper"]).fillna(False)

    @rule("a rate has what it is per; only a rate, a mean and a median have it")
    def rate_is_per_something(cls, table: Any) -> Any:
        given = table["per"].notna()
        rate, middle = table["statistic"] == "rate", table["statistic"].isin(["mean", "median"])
        return (given == rate) | (given & middle)

    @rule("a share lies between 0 and 100 percent")
    def share_is_percent(cls, table: Any) -> Any:
        share = table["statistic"] == "share"
        inside = table["value"].isna() | ((table["value"] >= 0) & (table["value"] <= 100))
        low = table["lower"].isna() | (table["lower"] >= 0)
        high = table["upper"].isna() | (table["upper"] <= 100)
        return ~share | (inside & low & high)

    @rule("a period begins before it ends")
    def period_in_order(cls, table: Any) -> Any:
        none = (
            table["period_type"].isna() & table["period_start"].isna() & table["period_end"].isna()
        )
        instant = (table["period_type"] == "instant") & (
            table["period_start"] <= table["period_end"]
        )
        in_order = table["period_end"].isna() | (table["period_start"] < table["period_end"])
        span = (table["period_type"] == "duration") & in_order
        return none | instant.fillna(False) | span.fillna(False)
