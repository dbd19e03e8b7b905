"""The table of locations that were visited for reports."""

from schemas.column import PublishedTable, column


class SitesVisited(PublishedTable):
    """Locations that an inspector general visited for a report."""

    source_id: str = column("Source", "The report.", key=True, references=("sources", "source_id"))
    site_id: str = column(
        "Site", "Stable id of the location in its report.", key=True, pattern=r"^[a-z0-9-]+$"
    )
    place: str = column("Place", "Name of the place, as printed.", traced="words")
    state: str = column("State", "Name of the state, as printed.", required=False, traced="words")
    ref_area: str = column(
        "Area",
        "ISO 3166-2 code of the state or district.",
        pattern=r"^US-[A-Z]{2}$",
        sdmx="REF_AREA",
    )
