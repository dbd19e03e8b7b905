"""The table of detainers issued and declined, year by year."""

from datetime import date
from decimal import Decimal
from typing import Any

from schemas.column import GREATEST_INT32, PublishedTable, column, rule
from schemas.declared import caution_column
from schemas.vocabularies import AVAILABILITY, PRECISION, READING


class DetainersByFiscalYear(PublishedTable):
    """Detainers that ICE issued and that jurisdictions declined, FY 2014 to FY 2019 (OIG-20-13).

    A year that the text held does not carry is empty and says why. Nothing is filled in from memory
    or from another series; what follows is about the missing years together. These are one row, which has no
    fiscal year and leads to `bounds`.
    """

    source_id: str = column(
        "Source", "The document.", key=True, references=("sources", "source_id")
    )
    detainers_id: str = column(
        "Detainers",
        "Series and year, as in `declined-fy2015`, or series and first and last year.",
        key=True,
        pattern=r"^[a-z0-9-]+$",
    )
    fiscal_year: int = column(
        "Fiscal year",
        "US Government fiscal year: 2014 is October 1, 2013 to September 30, 2014. Empty in the row of several years "
        "together.",
        required=False,
        minimum=1,
        maximum=GREATEST_INT32,
        sdmx="TIME_PERIOD",
    )
    years: int = column(
        "Years",
        "How many fiscal years the row is of: 1, or all missing years of a series together.",
        unit="fiscal years",
        minimum=1,
        maximum=GREATEST_INT32,
        change_class="meaning",
    )
    period_start: date = column("Period from", "First day of the year or the years.")
    period_end: date = column("Period to", "Last day of the year or the years.")
    series: str = column(
        "Series",
        "Which detainers.",
        vocabulary={
            "issued": "detainers that ICE issued",
            "declined": "detainers that law enforcement agencies declined to honor",
        },
    )
    value: Decimal = column(
        "Value",
        "Number of detainers.",
        unit="detainers",
        required=False,
        sdmx="OBS_VALUE",
        traced="number",
    )
    lower: Decimal = column(
        "Lower end",
        "Least number that would be printed so; empty where the year is not in the text held.",
        unit="detainers",
        required=False,
        change_class="derived",
    )
    upper: Decimal = column(
        "Upper end",
        "Greatest number that would be printed so; empty where the year is not in the text held.",
        unit="detainers",
        required=False,
        change_class="derived",
    )
    availability: str = column(
        "Availability",
        "Whether the text held carries the value, and if not, why.",
        vocabulary=AVAILABILITY,
        sdmx="OBS_STATUS",
    )
    precision: str = column(
        "Precision", "How finely the number is printed.", required=False, vocabulary=PRECISION
    )
    reading: str = column(
        "Reading", "Whether token and value agree.", required=False, vocabulary=READING
    )
    figure_id: str = column(
        "Figure",
        "The figure that the row repeats.",
        required=False,
        references=("figures", "figure_id"),
    )
    part_of: str = column(
        "Part of",
        "The row of several years together of which a missing year is one; empty in all other rows.",
        required=False,
    )
    quantity_id: str = column(
        "Bounded quantity",
        "The quantity in `bounds` that the missing years together are; `bounds` may have several readings of it. Empty "
        "in the rows of single years, about which nothing follows.",
        required=False,
    )
    bound_id: str = column(
        "Bound",
        "The bound of that quantity which assumes no reading of a discrepancy; empty where there is none.",
        required=False,
    )
    caution: str = caution_column()

    class Config(PublishedTable.Config):
        """A period and a series name a row as well as its id does."""

        unique = ("source_id", "period_start", "period_end", "series")

    @rule("a value is there exactly where the text held carries one")
    def missing_is_said(cls, table: Any) -> Any:
        carried = table["availability"] == "in_text"
        return (
            (carried == table["value"].notna())
            & (carried == table["figure_id"].notna())
            & (carried == table["precision"].notna())
            & (carried == table["reading"].notna())
            & (carried | (table["lower"].isna() & table["upper"].isna()))
        )

    @rule("each series covers six consecutive fiscal years (OIG-20-13, page 9: 'these 6 years')")
    def six_consecutive_years(cls, table: Any) -> Any:
        single = table["years"] == 1
        years = table[single].groupby(["source_id", "series"])["fiscal_year"]
        covered = (years.transform("nunique") == 6) & (
            years.transform("max") - years.transform("min") == 5
        )
        covered = covered.reindex(table.index, fill_value=True)
        return covered & (table.groupby("source_id")["series"].transform("nunique") == 2)

    @rule("a row of one year has its fiscal year, and only such a row")
    def one_year_has_its_year(cls, table: Any) -> Any:
        return (table["years"] == 1) == table["fiscal_year"].notna()

    @rule("years together are empty, and only they have a quantity and a bound")
    def together_is_missing(cls, table: Any) -> Any:
        together = table["years"] > 1
        bounded = table["quantity_id"].notna() | table["bound_id"].notna()
        return (
            (together == table["quantity_id"].notna())
            & (~together | table["value"].isna())
            & (together | ~bounded)
        )

    @rule("a missing year is part of a row of years together of its series")
    def part_of_its_series(cls, table: Any) -> Any:
        named = table["source_id"] + " " + table["series"] + " " + table["part_of"]
        wholes = table[table["years"] > 1]
        known = wholes["source_id"] + " " + wholes["series"] + " " + wholes["detainers_id"]
        return table["part_of"].isna() | named.isin(known)
