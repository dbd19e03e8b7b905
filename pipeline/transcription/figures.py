"""Figures: each entry of `figures.yaml` compared with the characters of its document.

An entry and a document make a `Figure`, or findings. Token and value are two entries of one number and must
agree, or an emendation must explain why they do not (docs/method.md). The checks of an entry's fields are
in `figure_checks`; what figures state together is checked in `consistency`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

import portion

from pipeline.sources.corpus import Source
from pipeline.sources.discrepancy_entries import EmendationEntry
from pipeline.sources.figure_entries import FigureEntry
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding
from pipeline.sources.measure_entries import MeasureEntry
from pipeline.sources.source_entries import Rounding
from pipeline.text.documents import Document, Span
from pipeline.text.intervals import ANY_NUMBER, Basis, PrintedInterval, interval_of_statistic
from pipeline.text.numbers.numerals import Numeral, read_numeral
from pipeline.text.periods.period_days import Period
from pipeline.text.quotations import find_quotation, not_anchored
from pipeline.text.units.scales import scaled
from pipeline.text.units.units import Statistic
from pipeline.transcription.citations import Citation
from pipeline.transcription.cited_words import spans_of_fields
from pipeline.transcription.description_checks import description_findings
from pipeline.transcription.entry_checks import (
    area_findings,
    counted_findings,
    measure_findings,
    rule_of_rounding_findings,
)
from pipeline.transcription.figure_checks import (
    no_count_findings,
    rounding_findings,
    same_token,
    value_findings,
)
from pipeline.transcription.period_checks import (
    period_findings,
    period_of,
    same_period_findings,
)
from pipeline.transcription.scale_checks import (
    Scaling,
    per_findings,
    scaling_of,
    unit_findings,
    unit_of,
)
from pipeline.transcription.statistic_checks import statistic_findings
from pipeline.transcription.unit_checks import unit_of_measure_findings


@dataclass(frozen=True)
class Figure:
    """A number that a document states, with the characters it was read from.

    `numeral` is what is printed; `last_digit_unit` is the value of one unit of its last
    digit, as an emendation reads it. `cited` has
    the spans of other columns that were read from the text.
    """

    at: Located[FigureEntry]
    source: Source
    document: Document
    quote: Span
    token: Span
    numeral: Numeral
    last_digit_unit: Decimal
    intervals: PrintedInterval
    unit: str
    period: Period | None
    cited: Mapping[str, Span]

    def __repr__(self) -> str:
        return f"Figure({self.id}: `{self.numeral.token}`)"

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
        """Which number about its measure it is: a count, a share, an amount, a measurement."""
        return self.entry.statistic

    @property
    def qualifier(self) -> str | None:
        """The words that make its number a limit or approximate, as one line; None where there are none."""
        words = self.numeral.qualifier
        return words and " ".join(words.split())

    @property
    def interval(self) -> portion.Interval:
        """Every value that would have been printed so; every number where it is approximate."""
        return self.intervals.interval

    @property
    def working_interval(self) -> portion.Interval:
        """What relations compute with: the interval, or the printed precision of an approximate number."""
        return self.intervals.working

    @property
    def interval_basis(self) -> Basis:
        """Why the number admits these values."""
        return self.intervals.basis

    @property
    def is_approximate(self) -> bool:
        """Whether a word like "about" beside the number takes its ends away."""
        return self.intervals.kind == "approximate"

    def citations(self) -> Iterator[Citation]:
        """The characters behind the figure's published cells."""
        cells = {"verbatim": self.token, "quote": self.quote, **self.cited}
        if self.entry.value is not None:
            cells["value"] = self.token
        for column, span in cells.items():
            yield Citation("figures", self.id, column, 1, self.document, span)


def precision_of(figure: Figure) -> str:
    """How finely a figure is printed, in the terms of the vocabulary of precision."""
    if figure.value is None:
        return "vague"
    exact = figure.interval_basis == "exact"
    rounded = figure.interval_basis in ("document_rule", "printed_precision")
    bounded_to_the_unit = not rounded and figure.last_digit_unit <= 1
    return "unit" if exact or bounded_to_the_unit else "rounded"


def read_figure(
    at: Located[FigureEntry],
    source: Source,
    measures: Mapping[str, MeasureEntry],
    emendation: Located[EmendationEntry] | None,
) -> Figure | list[Finding]:
    """Compare an entry with its document: the figure, or everything that does not agree."""
    at = _with_population(at, measures)
    entry, document = at.entry, source.document
    if document is None:
        remedy = "quote a document that is"
        found = "the document's text is not held"
        return [at.finding(entry.id, found, remedy, "quote", code="quotation")]
    anchored = find_quotation(document, entry.quote, line=entry.line, after=entry.after)
    if anchored.span is None:
        why = not_anchored(anchored, entry.quote, document)
        lost = at.finding(entry.id, *why, "quote", code="quotation")
        return [lost, *period_findings(at)]
    quote = anchored.span
    cited, findings = spans_of_fields(at, document, quote)
    numerals = [n for n in _numerals_in(document, quote) if same_token(n.token, entry.at)]
    if len(numerals) != 1:
        return [_token_not_found(at, document, quote, len(numerals)), *findings]
    printed = numerals[0]
    scaling = scaling_of(at, document, printed, cited.get("scale"))
    of_number = [
        *scaling.findings,
        *value_findings(at, document, printed, emendation, scaling.factor),
        *unit_findings(at, printed, scaling.scale),
        *no_count_findings(at, printed, emendation),
        *rule_of_rounding_findings(at, printed),
    ]
    if "counted" in cited:
        of_number += counted_findings(at, document, quote, printed, cited["counted"])
    findings += of_number
    findings += per_findings(at, document, cited.get("per"))
    findings += same_period_findings(at, document, Span(printed.start, printed.end))
    findings += area_findings(at)
    if not of_number:  # a wrong token has other words around it
        rule = source.entry.rounding
        findings += first_found(
            _in_turn(at, document, quote, printed, measures, emendation, scaling, rule)
        )
    elif entry.measure not in measures:
        findings += measure_findings(at, document, quote, printed, measures)
    if findings:
        return findings
    read_as = read_numeral(emendation.entry.read_as) if emendation else None
    if read_as is not None:
        read_as = replace(
            read_as,
            context=printed.context,
            in_range=printed.in_range,
            shared_unit=printed.shared_unit,
            shared_statistic=printed.shared_statistic,
        )
    full = scaled(read_as or printed, scaling.factor)
    intervals = _intervals(entry, full, source.entry.rounding)
    if intervals.working.empty or intervals.uncut == ANY_NUMBER:
        return [_impossible(at, printed, intervals)]
    return Figure(
        at=at,
        source=source,
        document=document,
        quote=quote,
        token=Span(printed.start, printed.end),
        numeral=printed,
        last_digit_unit=full.last_digit_unit,
        intervals=intervals,
        unit=unit_of(entry, _unit_beside(printed, scaling), measures[entry.measure].unit),
        period=period_of(entry),
        cited=cited,
    )


def _in_turn(
    at: Located[FigureEntry],
    document: Document,
    quote: Span,
    printed: Numeral,
    measures: Mapping[str, MeasureEntry],
    emendation: Located[EmendationEntry] | None,
    scaling: Scaling,
    rule: Rounding | None,
) -> Iterator[Iterable[Finding]]:
    """Checks of what the number counts; each is about what the one before found sound."""
    yield measure_findings(at, document, quote, printed, measures)
    measure = measures[at.entry.measure]
    yield [*description_findings(at, measure), *unit_of_measure_findings(at, printed, measure)]
    yield statistic_findings(at, printed, measure, emendation, scaling.scale)
    yield rounding_findings(at, printed, rule)


def first_found(checks: Iterable[Iterable[Finding]]) -> list[Finding]:
    """The findings of the first check that has some; those of later ones would follow from these."""
    return next((found for found in map(list, checks) if found), [])


def _with_population(
    at: Located[FigureEntry], measures: Mapping[str, MeasureEntry]
) -> Located[FigureEntry]:
    """An entry that names no population, with the name of its measure as such."""
    measure = measures.get(at.entry.measure)
    if at.entry.population or measure is None:
        return at
    return replace(at, entry=at.entry.model_copy(update={"population": measure.name}))


def _numerals_in(document: Document, span: Span) -> list[Numeral]:
    """Numerals that lie in a span, read in the context of their passage."""
    return document.passage_at(span.start).numerals_in(span)


def _token_not_found(
    at: Located[FigureEntry], document: Document, quote: Span, times: int
) -> Finding:
    tokens = [numeral.token for numeral in _numerals_in(document, quote)]
    listed = ", ".join(f"`{token}`" for token in tokens)
    has = f"its numerals are {listed}" if tokens else "it has none"
    found = f"the quotation has {'the' if times else 'no'} numeral `{at.entry.at}`"
    whole = [token for token in tokens if (at.entry.at or "-") in token]
    remedy = "quote the words that state the number"
    if times:
        found = f"{found} {times} times"
        remedy = "shorten the quotation, so that it has this numeral once"
    elif tokens:
        such = f', such as `at: "{whole[0]}"`' if len(whole) == 1 else ""
        remedy = f"name the one that states the figure, whole and as it is listed{such}"
    return at.finding(at.entry.id, f"{found}; {has}", remedy, "at", code="token")


def _impossible(at: Located[FigureEntry], printed: Numeral, intervals: PrintedInterval) -> Finding:
    words = " ".join(filter(None, (printed.qualifier, printed.token)))
    if intervals.uncut == ANY_NUMBER:
        found = f"`{words}` bounds nothing"
        return at.finding(at.entry.id, found, "waive it", "at", code="number")
    found = f"`{words}` leaves no {at.entry.statistic} of a whole, which is 0 to 100 percent"
    remedy = "correct `statistic` or `at`"
    return at.finding(at.entry.id, found, remedy, "statistic", code="statistic")


def _unit_beside(printed: Numeral, scaling: Scaling) -> str | None:
    return printed.unit or (scaling.scale.unit if scaling.scale else None)


def _intervals(entry: FigureEntry, numeral: Numeral, rule: Rounding | None) -> PrintedInterval:
    step = rule.step if rule is not None and entry.rounding == "document" else None
    return interval_of_statistic(entry.value, numeral, entry.statistic, step)
