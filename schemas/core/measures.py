"""The table of measures: what is counted, and in which unit."""

from schemas.column import PublishedTable, column


class Measures(PublishedTable):
    """What figures measure, defined in neutral, literal words."""

    measure_id: str = column("Measure", "Stable id.", key=True, pattern=r"^[a-z0-9_]+$")
    name: str = column("Name", "Short name.", change_class="wording")
    definition: str = column(
        "Definition", "What is measured, in one or two sentences.", change_class="meaning"
    )
    unit: str = column(
        "Unit", "What a count of it counts.", sdmx="UNIT_MEASURE", change_class="meaning"
    )
