"""The table of detainers issued and declined, year by year."""

from decimal import Decimal
from typing import Any

from schemas.column import PublishedTable, column, rule
from schemas.vocabularies import AVAILABILITY, PRECISION, READING


class DetainersByFiscalYear(PublishedTable):
    """Detainers that ICE issued and that jurisdictions declined, FY 2014 to FY 2019 (OIG-20-13).

    A year that the text held does not carry is empty and says why. Nothing is filled in from memory
    or from another series; what follows about the missing years together is in `bounds`.
    """

    source_id: str = column(
        "Source", "The document.", key=True, references=("sources", "source_id")
    )
    detainers_id: str = column(
        "Detainers", "Series and year, as in `declined-fy2015`.", key=True, pattern=r"^[a-z0-9-]+$"
    )
    fiscal_year: int = column(
        "Fiscal year",
        "US Government fiscal year: 2014 is October 1, 2013 to September 30, 2014.",
        minimum=1,
        sdmx="TIME_PERIOD",
    )
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
    quantity_id: str = column(
        "Bounded quantity",
        "The quantity in `bounds` that this missing year is part of; `bounds` may hold several "
        "readings of it.",
        required=False,
    )

    class Config(PublishedTable.Config):
        """A fiscal year and a series name a row as well as its id does."""

        unique = ("source_id", "fiscal_year", "series")

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
        years = table.groupby(["source_id", "series"])["fiscal_year"]
        covered = (years.transform("nunique") == 6) & (
            years.transform("max") - years.transform("min") == 5
        )
        return covered & (table.groupby("source_id")["series"].transform("nunique") == 2)
