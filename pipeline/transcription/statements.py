"""Words of a document that discrepancies and bounded quantities quote.

A statement of a discrepancy is a figure, or words of a document. Whether two statements can both hold is
decided in `consistency`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.sources.corpus import Source
from pipeline.sources.discrepancy_entries import DiscrepancyEntry
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding
from pipeline.sources.measure_entries import MeasureEntry
from pipeline.text.documents import Document, Span
from pipeline.text.quotations import find_quotation, not_anchored, not_once, words_in
from pipeline.transcription.description_checks import quantity_findings
from pipeline.transcription.figures import Figure


@dataclass(frozen=True)
class Statement:
    """Words of a document, and those of them that differ from the other statement.

    `figure` is the figure that they state, if they state one.
    """

    document: Document
    quote: Span
    differing: Span
    figure: Figure | None = None

    @property
    def quoted(self) -> str:
        """The quotation with single spaces."""
        return " ".join(self.document.characters(self.quote).split())

    @property
    def words(self) -> str:
        """The words that disagree, with single spaces."""
        return " ".join(self.document.characters(self.differing).split())


@dataclass
class StatementsRead:
    """The quotations found in one document, and findings about the others.

    `of_discrepancies` has the quoted statements by id of the discrepancy and index (0 or 1),
    `of_quantities` the words that mention each quantity.
    """

    of_discrepancies: dict[tuple[str, int], Statement] = field(default_factory=dict)
    of_quantities: dict[str, Statement] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def __repr__(self) -> str:
        statements = len(self.of_discrepancies) + len(self.of_quantities)
        return f"StatementsRead({statements} statements, {len(self.findings)} findings)"


def read_statements(source: Source, measures: Mapping[str, MeasureEntry]) -> StatementsRead:
    """Find the words that a document's discrepancies and quantities quote, and compare quantities with theirs."""
    read = StatementsRead()
    for discrepancy in source.discrepancies:
        for index in range(2):
            _read_statement(discrepancy, index, source.document, read)
    for quantity in source.quantities:
        words = quantity.entry.mentioned
        if source.document is None:
            finding = quantity.finding(quantity.entry.id, *_NOT_HELD, "mentioned", code="quotation")
            read.findings.append(finding)
            continue
        anchored = find_quotation(source.document, words, line=quantity.entry.line)
        if anchored.span is None:
            why = not_anchored(anchored, words, source.document)
            finding = quantity.finding(quantity.entry.id, *why, "mentioned", code="quotation")
            read.findings.append(finding)
        else:
            statement = Statement(source.document, anchored.span, anchored.span)
            read.of_quantities[quantity.entry.id] = statement
            if quantity.entry.measure in measures:
                measure = measures[quantity.entry.measure]
                read.findings.extend(quantity_findings(quantity, measure))
    return read


_NOT_HELD = ("the document's text is not held", "quote a document that is")


def _read_statement(
    discrepancy: Located[DiscrepancyEntry],
    index: int,
    document: Document | None,
    read: StatementsRead,
) -> None:
    """Find the words of one statement; one that names a figure has none of its own."""
    name, entry = discrepancy.entry.id, discrepancy.entry.statements[index]
    if entry.quote is None or entry.at is None:
        return
    where = ("statements", index)
    if document is None:
        read.findings.append(discrepancy.finding(name, *_NOT_HELD, *where, code="quotation"))
        return
    anchored = find_quotation(document, entry.quote, line=entry.line)
    if anchored.span is None:
        why = not_anchored(anchored, entry.quote, document)
        read.findings.append(discrepancy.finding(name, *why, *where, code="quotation"))
        return
    words = words_in(document, anchored.span, entry.at)
    if words is None:
        why = not_once(document, anchored.span, entry.at)
        read.findings.append(discrepancy.finding(name, *why, *where, code="words"))
    else:
        read.of_discrepancies[name, index] = Statement(document, anchored.span, words)
