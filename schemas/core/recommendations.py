"""The table of recommendations and what became of them as of the report."""

from datetime import date

from schemas.column import GREATEST_INT32, PublishedTable, column


class Recommendations(PublishedTable):
    """Recommendations of a report, the agency's response and the OIG's analysis, as of the report."""

    source_id: str = column("Source", "The report.", key=True, references=("sources", "source_id"))
    number: int = column(
        "Number",
        "Number of the recommendation in its report.",
        key=True,
        minimum=1,
        maximum=GREATEST_INT32,
    )
    text: str = column(
        "Text", "The recommendation, as printed.", traced="words", change_class="wording"
    )
    response: str = column(
        "Response",
        "The agency's response, as the report summarizes it.",
        traced="words",
        change_class="wording",
    )
    analysis: str = column(
        "Analysis",
        "The OIG's analysis of the response, as printed.",
        traced="words",
        change_class="wording",
    )
    concurred: bool = column("Concurred", "Whether the agency concurred.")
    resolved: bool = column("Resolved", "Whether the OIG considered it resolved.")
    open: bool = column("Open", "Whether the OIG considered it open.")
    estimated_completion: date = column(
        "Estimated completion",
        "The agency's date for completing it; empty where the report gives none.",
        required=False,
    )
    status_as_of: date = column("Status as of", "Date of the report that states the status.")
