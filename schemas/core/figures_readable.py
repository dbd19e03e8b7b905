"""The table to open if one opens only one: each figure with its document, in words."""

from datetime import date
from decimal import Decimal

from schemas.column import PublishedTable, column, repeated
from schemas.core.figures import Figures
from schemas.core.measures import Measures
from schemas.core.sources import Sources


class FiguresReadable(PublishedTable):
    """Figures in words, each with its document, its caution and a line to cite; reports first, in the order of lines."""

    figure_id: str = repeated(Figures, "figure_id", key=True, references=("figures", "figure_id"))
    measure: str = repeated(Measures, "name", title="Measure")
    printed: str = column(
        "As printed",
        "The number and the word that qualifies it, as printed.",
        change_class="derived",
    )
    value: Decimal = repeated(Figures, "value")
    unit: str = repeated(Figures, "unit")
    caution: str = repeated(Figures, "caution")
    population: str = repeated(Figures, "population")
    statistic: str = repeated(Figures, "statistic")
    denominator: str = repeated(Figures, "denominator")
    change_from: str = repeated(Figures, "change_from")
    change_to: str = repeated(Figures, "change_to")
    period_printed: str = repeated(Figures, "period_printed")
    period_start: date = repeated(Figures, "period_start")
    period_end: date = repeated(Figures, "period_end")
    lower: Decimal = repeated(Figures, "lower")
    lower_closed: bool = repeated(Figures, "lower_closed")
    upper: Decimal = repeated(Figures, "upper")
    upper_closed: bool = repeated(Figures, "upper_closed")
    interval_kind: str = repeated(Figures, "interval_kind")
    attributed_to: str = repeated(Figures, "attributed_to")
    quote: str = repeated(Figures, "quote")
    source_kind: str = repeated(Sources, "kind", title="Kind of document")
    genre: str = repeated(Sources, "genre")
    document: str = column("Document", "The report's number and the title.", change_class="derived")
    publisher: str = repeated(Sources, "publisher")
    published: date = repeated(Sources, "published")
    page: int = repeated(Figures, "page")
    line: int = repeated(Figures, "line")
    official_url: str = repeated(Sources, "official_url")
    discrepancy_ids: str = repeated(Figures, "discrepancy_ids")
    checked_by: str = repeated(Figures, "checked_by")
    cite: str = column(
        "Line to cite", "Document, page, and the cell of this release.", change_class="derived"
    )
    version: str = column("Version", "The version that the row is of.", change_class="derived")
