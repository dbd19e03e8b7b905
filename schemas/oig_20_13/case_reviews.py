"""The table of reviewed cases by documentation finding."""

from decimal import Decimal

from schemas.column import PublishedTable, column


class CaseReviews(PublishedTable):
    """Cases that the OIG observed and reviewed, by documentation finding (OIG-20-13, page 11)."""

    finding: str = column("Finding", "The documentation finding, in the report's words.", key=True)
    cases: int = column("Cases", "Number of cases, as printed.", unit="cases", minimum=0)
    share: Decimal = column(
        "Share", "The cases as percent of the cases reviewed, as printed.", unit="percent"
    )
    cases_figure_id: str = column(
        "Figure of the cases",
        "The figure that `cases` repeats.",
        references=("figures", "figure_id"),
    )
    share_figure_id: str = column(
        "Figure of the share",
        "The figure that `share` repeats.",
        references=("figures", "figure_id"),
    )
    source_id: str = column("Source", "The document.", references=("sources", "source_id"))
