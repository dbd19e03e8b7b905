"""The table of numbered reports that reports cite."""

from schemas.column import PublishedTable, column


class PriorReports(PublishedTable):
    """Numbered reports of inspectors general and of the Government Accountability Office that are cited."""

    source_id: str = column(
        "Source", "The document that cites it.", key=True, references=("sources", "source_id")
    )
    report_number: str = column("Report number", "Number, as printed.", key=True)
    title: str = column("Title", "Title, as printed.", traced="mark", change_class="wording")
    publisher: str = column("Publisher", "Who published it, as printed or as its number says.")
    published_printed: str = column(
        "Published", "Month of publication, as printed.", required=False
    )
    revised: bool = column("Revised", "Whether the citation says that it was revised.")
