"""The table of the bands of Figure 2's legend."""

from schemas.column import PublishedTable, column
from schemas.vocabularies import AVAILABILITY


class DetainersByStateBand(PublishedTable):
    """Bands of detainers issued by state in Figure 2's legend, FYs 2014 - 2019 (OIG-20-13, page 5).

    The text held has scrambled the legend: it prints four bands and three numbers of states (2, 13,
    and 23 and DC), and which number belongs to which band cannot be told. The numbers are figures of
    the measure `states_in_a_band`; here they are empty.
    """

    band: str = column("Band", "The band, as printed.", key=True)
    band_lower: int = column(
        "Band from",
        "Least number of detainers of the band; empty where it has none.",
        unit="detainers",
        required=False,
        minimum=0,
    )
    band_upper: int = column(
        "Band to",
        "Greatest number of detainers of the band.",
        unit="detainers",
        minimum=0,
    )
    band_upper_included: bool = column(
        "Band to, included", "Whether the greatest number is itself in the band."
    )
    states: int = column("States", "Number of states in the band.", unit="states", required=False)
    availability: str = column(
        "Availability",
        "Whether the text held tells the number of states, and if not, why.",
        vocabulary=AVAILABILITY,
        sdmx="OBS_STATUS",
    )
    source_id: str = column("Source", "The document.", references=("sources", "source_id"))
