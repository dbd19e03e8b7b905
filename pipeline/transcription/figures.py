"""A figure read: its entry held against the characters of its document.

An entry and a document make a `Figure`, or findings that say why not. Token and value are two
entries of one number and must agree, or an emendation must say why they do not (DESIGN section 3).
What figures say together is not asked here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from pipeline.sources.corpus import Source
from pipeline.sources.entries import FigureEntry, MeasureEntry, Rounding, Statistic
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding
from pipeline.sources.relation_entries import EmendationEntry
from pipeline.text.documents import Document, Passage, Span
from pipeline.text.intervals import Reach, reach_of, reach_of_vague
from pipeline.text.numerals import Numeral, find_numerals, read_numeral
from pipeline.text.periods import PERIOD_FORMS, Period, as_printed, read_period, words_agree
from pipeline.text.quotations import Anchoring, Verdict, find_quotation, normal_form
from pipeline.transcription.citations import Citation
from pipeline.transcription.figure_checks import (
    UNITS,
    no_count_findings,
    rounding_findings,
    same_token,
    statistic_findings,
    value_findings,
)


@dataclass(frozen=True)
class Figure:
    """A number that a document states, with the characters it was read from.

    `numeral` is what is printed; `place` is the last place that is printed, as an emendation reads it.
    """

    at: Located[FigureEntry]
    source: Source
    document: Document
    quote: Span
    token: Span
    numeral: Numeral
    place: Decimal
    reach: Reach
    unit: str
    period: Period | None
    cited: Mapping[str, Span]

    @property
    def entry(self) -> FigureEntry:
        """What the transcriber entered."""
        return self.at.entry

    @property
    def id(self) -> str:
        """Stable id of the figure."""
        return self.entry.id

    @property
    def value(self) -> Decimal | None:
        """The number that is published; None where words state a magnitude without a number."""
        return self.entry.value

    @property
    def statistic(self) -> Statistic:
        """Whether it is a count, a share, a change, an amount or a duration."""
        return self.entry.statistic

    def citations(self) -> Iterator[Citation]:
        """The characters behind the figure's published cells."""
        cells = {"verbatim": self.token, "quote": self.quote, **self.cited}
        if self.entry.value is not None:
            cells["value"] = self.token
        for column, span in cells.items():
            yield Citation("figures", self.id, column, 1, self.document, span)


def read_figure(
    at: Located[FigureEntry],
    source: Source,
    measures: Mapping[str, MeasureEntry],
    emendation: Located[EmendationEntry] | None,
) -> Figure | list[Finding]:
    """Hold an entry against its document; all that does not fit is returned, not raised."""
    entry, document = at.entry, source.document
    if document is None:
        return [
            at.finding(
                entry.id, "the document's text is not held", "quote a document that is", "quote"
            )
        ]
    anchored = find_quotation(document, entry.quote, line=entry.line, after=entry.after)
    if anchored.span is None:
        return [not_anchored(at, entry.id, entry.quote, anchored, document, "quote")]
    numerals = [n for n in _numerals_in(document, anchored.span) if same_token(n.token, entry.at)]
    if len(numerals) != 1:
        return [_token_not_found(at, document, anchored.span, len(numerals))]
    printed = numerals[0]
    findings = list(value_findings(at, document, printed, emendation))
    findings += statistic_findings(at, printed)
    findings += no_count_findings(at, document, printed)
    if not findings:  # the remedy for a wrong value is not to waive the rule of rounding
        findings += rounding_findings(at, printed, source.about.entry.rounding)
    period = read_period(entry.period) if entry.period else None
    cited, context_findings = _cited_context(at, document, anchored.span)
    findings += context_findings
    if entry.counts is not None:
        counted = words_in(document, anchored.span, entry.counts)
        if counted is None:
            found = f"the words `{entry.counts}` are not, or not once, in the quotation"
            findings.append(at.finding(entry.id, found, "take them from the quotation", "counts"))
        else:
            cited["counted"] = counted
    if findings:
        return findings
    read_as = read_numeral(emendation.entry.read_as) if emendation else None
    if read_as is not None:
        read_as = replace(read_as, qualifier=printed.qualifier, unit=printed.unit)
    return Figure(
        at=at,
        source=source,
        document=document,
        quote=anchored.span,
        token=Span(printed.start, printed.end),
        numeral=printed,
        place=(read_as or printed).place,
        reach=_reach(entry, read_as or printed, source.about.entry.rounding),
        unit=_unit(entry, measures),
        period=as_printed(period, entry.period_printed) if period else None,
        cited=cited,
    )


def precision_of(figure: Figure) -> str:
    """How finely a figure is printed, in the terms of the vocabulary of precision."""
    if figure.value is None:
        return "vague"
    exact = figure.reach.basis == "exact"
    rounded = figure.reach.basis in ("document_rule", "printed_precision")
    bounded_to_the_unit = not rounded and not figure.numeral.has_magnitude
    return "unit" if exact or bounded_to_the_unit else "rounded"


def not_anchored(
    at: Located[Any],
    subject: str,
    quote: str,
    anchored: Anchoring,
    document: Document,
    *field: str | int,
) -> Finding:
    """The finding for a quotation that is not, or not once, in its document."""
    shown = normal_form(quote).text
    if anchored.verdict is Verdict.AMBIGUOUS:
        lines = ", ".join(str(line) for line in anchored.lines)
        return at.finding(
            subject,
            f"the quotation stands {_times(len(anchored.lines))} in {document.file} (lines {lines}), and not "
            f"once where it is sought:\n“{shown}”",
            "lengthen it, or mend or add `line:` or `after:`",
            *field,
        )
    if anchored.verdict is Verdict.ORPHANED:
        return at.finding(
            subject,
            f"the quotation is not in {document.file}, nor anything like it:\n“{shown}”",
            "quote the document's own words",
            *field,
        )
    where = f"{document.file}:{anchored.lines[0]}"
    remedy = (
        "its numerals and negations are the same: if it says the same, quote these words instead"
        if anchored.same_facts
        else "a number or a negation differs: read the document, and mend whichever is wrong; nothing is proposed"
    )
    return at.finding(
        subject,
        f"the quotation is not in the document:\n“{shown}”\nnearest to it is {where}:\n“{anchored.nearest}”",
        remedy,
        *field,
    )


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


@lru_cache(maxsize=64)
def _numerals_of(passage: Passage) -> tuple[Numeral, ...]:
    return tuple(
        replace(n, start=n.start + passage.start, end=n.end + passage.start)
        for n in find_numerals(passage.text)
    )


def _numerals_in(document: Document, span: Span) -> list[Numeral]:
    """Numerals that lie in a span, read in the context of their passage."""
    passage = document.passage_at(span.start)
    return [n for n in _numerals_of(passage) if span.start <= n.start and n.end <= span.end]


def _token_not_found(
    at: Located[FigureEntry], document: Document, quote: Span, times: int
) -> Finding:
    tokens = ", ".join(f"`{n.token}`" for n in _numerals_in(document, quote)) or "no numeral"
    found = f"`{at.entry.at}` is {times} times among the numerals of the quotation, expected once"
    return at.finding(
        at.entry.id,
        f"{found};\nthe quotation holds: {tokens}",
        "name one whole numeral as `at:`, or shorten the quotation",
        "at",
    )


def _cited_context(
    at: Located[FigureEntry], document: Document, quote: Span
) -> tuple[dict[str, Span], list[Finding]]:
    """Spans of the fields that the quotation, or a quotation of their own, supplies."""
    entry = at.entry
    spans: dict[str, Span] = {}
    findings: list[Finding] = []
    for name in ("period", "population", "denominator"):
        said: str | None = getattr(entry.context, name)
        if said is None:
            continue
        anchored = find_quotation(document, said)
        if anchored.span is None:
            findings.append(not_anchored(at, entry.id, said, anchored, document, "context", name))
        else:
            spans[name] = anchored.span
    period_in = spans.pop("period", quote)
    if entry.period is not None and entry.period_printed is None:
        findings.append(
            at.finding(
                entry.id,
                "a `period` is given without the document's words for it",
                "add `period_printed`; without `period` it stands alone, for words that name no days",
                "period",
            )
        )
    elif entry.period and not words_agree(entry.period, entry.period_printed or ""):
        findings.append(
            at.finding(
                entry.id,
                f"the words `{entry.period_printed}` do not name {entry.period}",
                f"write the years, months and days of the words ({PERIOD_FORMS}), or quote other words",
                "period",
            )
        )
    elif entry.period_printed is not None and not findings:
        span = words_in(document, period_in, entry.period_printed)
        if span is None:
            findings.append(
                at.finding(
                    entry.id,
                    f"the words `{entry.period_printed}` are not, or not once, in the quotation that gives the period",
                    "take them from the quotation, or give `context: {period: …}`",
                    "period_printed",
                )
            )
        else:
            spans["period_printed"] = span
    return spans, findings


def words_in(document: Document, span: Span, words: str) -> Span | None:
    """Where in a span the document says `words`; None where it does not, or not once."""
    part = Document(
        document.source_id,
        document.file,
        (Passage(span.start, document.line(span.start), document.characters(span)),),
    )
    return find_quotation(part, words).span


def _reach(entry: FigureEntry, numeral: Numeral, rule: Rounding | None) -> Reach:
    if entry.value is None:
        return reach_of_vague(numeral)
    step = rule.step if rule is not None and entry.rounding == "document" else None
    counted = entry.statistic in ("count", "duration")
    return reach_of(entry.value, numeral, counted=counted, document_step=step)


def _unit(entry: FigureEntry, measures: Mapping[str, MeasureEntry]) -> str:
    if entry.statistic in UNITS:
        return UNITS[entry.statistic]
    measure = measures.get(entry.measure)
    return measure.unit if measure else "unknown"
