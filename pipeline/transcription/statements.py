"""The words that discrepancies and bounded quantities rest on, found in their documents.

A statement is a figure, or words of a document with those among them that disagree with the other
statement. Whether two statements can both hold is not asked here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.sources.corpus import Source
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding
from pipeline.sources.relation_entries import DiscrepancyEntry
from pipeline.text.documents import Document, Span
from pipeline.text.quotations import find_quotation
from pipeline.transcription.citations import Citation
from pipeline.transcription.figures import Figure, not_anchored, words_in


@dataclass(frozen=True)
class Statement:
    """Words of a document, and those among them that disagree; the figure that they state, if any."""

    document: Document
    quote: Span
    said: Span
    figure: Figure | None = None

    @property
    def quoted(self) -> str:
        """The quotation with single spaces."""
        return " ".join(self.document.characters(self.quote).split())

    @property
    def words(self) -> str:
        """The words that disagree, with single spaces."""
        return " ".join(self.document.characters(self.said).split())


@dataclass(frozen=True)
class Statements:
    """What was found: both statements of each discrepancy, the words that speak of each quantity."""

    of_discrepancies: Mapping[str, tuple[Statement, Statement]]
    of_quantities: Mapping[str, Statement]
    findings: tuple[Finding, ...]

    def citations(self) -> Iterator[Citation]:
        """The characters behind the published cells of each discrepancy."""
        for name, statements in self.of_discrepancies.items():
            for place, statement in zip(("first", "second"), statements, strict=True):
                for column, span in (("quote", statement.quote), ("said", statement.said)):
                    yield Citation(
                        "discrepancies", name, f"{place}_{column}", 1, statement.document, span
                    )


def read_statements(sources: tuple[Source, ...], figures: Mapping[str, Figure]) -> Statements:
    """Find every statement; what is not in its document, or not once, is a finding and is absent."""
    findings: list[Finding] = []
    discrepancies = {}
    quantities = {}
    for source in sources:
        for at in source.discrepancies:
            found = [_statement(at, place, source, figures, findings) for place in (0, 1)]
            if found[0] is not None and found[1] is not None:
                discrepancies[at.entry.id] = (found[0], found[1])
        document = source.document
        if document is None:
            continue
        for quantity in source.quantities:
            said = quantity.entry
            anchored = find_quotation(document, said.mentioned, line=said.line)
            if anchored.span is None:
                findings.append(
                    not_anchored(quantity, said.id, said.mentioned, anchored, document, "mentioned")
                )
            else:
                quantities[said.id] = Statement(document, anchored.span, anchored.span)
    return Statements(discrepancies, quantities, tuple(findings))


def _statement(
    at: Located[DiscrepancyEntry],
    place: int,
    source: Source,
    figures: Mapping[str, Figure],
    findings: list[Finding],
) -> Statement | None:
    entry, document = at.entry.statements[place], source.document
    where = ("statements", place)
    if entry.figure is not None:
        figure = figures.get(entry.figure)
        return Statement(figure.document, figure.quote, figure.token, figure) if figure else None
    if document is None or entry.quote is None or entry.at is None:
        if not source.unreadable:
            found = "the document's text is not held"
            findings.append(at.finding(at.entry.id, found, "quote one that is", *where))
        return None
    anchored = find_quotation(document, entry.quote, line=entry.line)
    if anchored.span is None:
        findings.append(not_anchored(at, at.entry.id, entry.quote, anchored, document, *where))
        return None
    said = words_in(document, anchored.span, entry.at)
    if said is None:
        found = f"the words `{entry.at}` are not, or not once, in the quotation"
        findings.append(at.finding(at.entry.id, found, "take them from the quotation", *where))
        return None
    return Statement(document, anchored.span, said)
