"""The line with which a single published number is cited.

Built from plain texts, so that tracing (which reads CSV) and publication (which has frames) give the same
line for the same cell.
"""

from typing import NamedTuple


class Cited(NamedTuple):
    """What is cited of a document: who made it, its number, title and day; None where it has none."""

    publisher: str | None
    authors: str | None
    report_number: str | None
    title: str
    published: object

    @property
    def document(self) -> str:
        """The report's number and the title."""
        return f"{self.report_number}, {self.title}" if self.report_number else self.title


def citation_line(cited: Cited, page: str | None, package: str, cell: str) -> str:
    """Document, page, and the cell of the package in its version.

    >>> report = Cited("An office", None, "A-1", "A title", "2020-02-18")
    >>> citation_line(report, "9", "Oversight Figures 0.1.0", "figures/x/value")
    'An office, A-1, A title (2020-02-18), p. 9, as transcribed by Oversight Figures 0.1.0, figures/x/value.'
    """
    maker = cited.publisher or cited.authors or "publisher not named"
    day = f" ({cited.published})" if cited.published else ""
    place = f", p. {page}" if page else ""
    return f"{maker}, {cited.document}{day}{place}, as transcribed by {package}, {cell}."
