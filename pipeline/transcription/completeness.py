"""Completeness: every numeral of a document is read as a figure, read as a cell, or waived with a reason.

Each numeral of a held text must be accounted for exactly once; a table that repeats a figure does not count.
The numerals of a text that is not held are in its ledger (`ledgers`). Numerals are defined in `text.numerals`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.sources.corpus import Source
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding, coded
from pipeline.sources.waiver_entries import WaiverEntry, WaiverReason
from pipeline.text.covering_spans import CoveringSpans
from pipeline.text.documents import Document, Span
from pipeline.text.numbers.forms import COUNTS_NOTHING
from pipeline.text.numbers.numerals import Numeral, digits_in
from pipeline.text.quotations import find_quotation
from pipeline.transcription.formula_bounds import ROUNDED_TO
from pipeline.transcription.numeral_readers import readers_of, spans_of_figures, tokens_of_figures
from pipeline.transcription.transcribe import Transcript
from pipeline.transcription.waived_words import waived_words
from pipeline.transcription.waiver_reasons import DATES, STATED, fits, fitting_reasons

REASON_OF_READING = {"figure": "states a figure", "table": "stands in a table"}
REASON_OF_PAGE = "page number"
REASON_OF_PERIOD = "period of a figure"
REASON_OF_RULE = "rule of rounding"
REASON_OF_UNIT = "scale of a figure, or what it is per"
UNACCOUNTED = "unaccounted"
FORMS_OF_PERIODS = (*DATES, "duration", "ordinal", "name")
"""What may be accounted for by being printed in the period of a figure."""
FORMS_IN_WORDS: Mapping[str, str] = {
    "number": "a number that states something",
    "percent": "a percentage",
    "money": "an amount of money",
    "duration": "a duration",
    "bare": "a number alone",
    **COUNTS_NOTHING,
}
CONTEXT, MOST_SHOWN = 34, 5


@dataclass(frozen=True)
class Account:
    """A numeral of a document and what became of it."""

    source_id: str
    span: Span
    disposition: str
    reason: str
    digits: int
    is_word: bool


@dataclass(frozen=True)
class Unaccounted:
    """A numeral of a held text that is not accounted for, and the reasons for which it may be waived."""

    document: Document
    numeral: Numeral
    reasons: tuple[WaiverReason, ...]

    @property
    def line(self) -> int:
        """Its line."""
        return self.document.line(self.numeral.start)

    def context(self) -> str:
        """The words around it, with the numeral marked."""
        before, behind = self.document.context(Span(self.numeral.start, self.numeral.end), CONTEXT)
        return " ".join(f"{before}⟦{self.numeral.token}⟧{behind}".split())


@dataclass(frozen=True)
class Completeness:
    """What became of every numeral, those that should be accounted for and are not, and findings about waivers."""

    accounts: tuple[Account, ...]
    unaccounted: tuple[Unaccounted, ...]
    findings: tuple[Finding, ...]

    @property
    def open(self) -> int:
        """How many numerals are not yet transcribed, in a document that is transcribed in part."""
        return sum(account.disposition == UNACCOUNTED for account in self.accounts)

    def __repr__(self) -> str:
        numerals = f"{len(self.accounts)} numerals, {len(self.unaccounted)} not accounted for"
        return f"Completeness({numerals}, {len(self.findings)} findings)"


def completeness_of(transcript: Transcript) -> Completeness:
    """Account for every numeral of a document; of a text that is not held, by its ledger."""
    source = transcript.source
    if source.document is None:
        return Completeness((), (), ())
    if not source.text_held:
        return Completeness(tuple(_ledger_accounts(source)), (), ())
    count = _Count(transcript, source.document)
    count.run()
    return Completeness(
        tuple(count.accounts),
        tuple(count.unaccounted),
        (*count.findings, *map(_unaccounted_finding, count.unaccounted)),
    )


def rows_of(accounts: Iterable[Account]) -> list[dict[str, object]]:
    """Accounts added up to rows of the table `completeness`."""
    numerals: Counter[tuple[str, str, str]] = Counter()
    digits: Counter[tuple[str, str, str]] = Counter()
    words: Counter[tuple[str, str, str]] = Counter()
    for account in accounts:
        key = (account.source_id, account.disposition, account.reason)
        numerals[key] += 1
        digits[key] += account.digits
        words[key] += account.is_word
    return [
        {
            "source_id": source,
            "disposition": disposition,
            "reason": reason,
            "numerals": number,
            "digit_characters": digits[source, disposition, reason],
            "number_words": words[source, disposition, reason],
        }
        for (source, disposition, reason), number in numerals.items()
    ]


class _Count:
    """The numerals of one held text being accounted for."""

    def __init__(self, transcript: Transcript, document: Document) -> None:
        self.source = transcript.source
        self.document = document
        self.accounts: list[Account] = []
        self.unaccounted: list[Unaccounted] = []
        self.findings: list[Finding] = []
        self._figures = tokens_of_figures(transcript)
        self._page_numbers = frozenset(document.page_numbers)
        self._periods = CoveringSpans(spans_of_figures(transcript, "period_printed"))
        self._units = CoveringSpans(spans_of_figures(transcript, "per", "scale"))
        self._around = CoveringSpans(transcript.tables.around)
        (self._passage,) = document.passages
        self._read = readers_of(transcript, self._passage)
        rule = self.source.entry.rounding
        self._rule = find_quotation(document, rule.quote).span if rule is not None else None

    def run(self) -> None:
        """Fill `accounts`, `unaccounted` and `findings`."""
        waived, all_readers = self._waived(), self._read
        for numeral in self._passage.numerals:
            span = Span(numeral.start, numeral.end)
            readers = all_readers.get(span, [])
            reason = waived.get(span)
            if reason is not None and readers:
                self._read_twice(numeral, [*readers, _named(reason)], reason)
            elif len(readers) > 1:
                self._read_twice(numeral, readers, None)
            if span in self._figures:
                self._account(numeral, "figure", REASON_OF_READING["figure"])
            elif readers:
                self._account(numeral, "table", REASON_OF_READING["table"])
            elif reason is not None:
                self._account(numeral, "waived", _published_reason(reason.entry))
            elif entry := self._accounted_elsewhere(numeral):
                self._account(numeral, *entry)
            elif self.source.about.entry.transcription == "partial":
                self._account(numeral, UNACCOUNTED, "not yet transcribed")
            else:
                reasons = fitting_reasons(numeral, self.source.entry.published)
                self.unaccounted.append(Unaccounted(self.document, numeral, reasons))

    def _accounted_elsewhere(self, numeral: Numeral) -> tuple[str, str] | None:
        """What another entry's words make of a numeral that they hold, and why; None where none hold it."""
        if self._is_in_period(numeral):
            return "waived", REASON_OF_PERIOD
        if self._is_in_unit(numeral):
            return "figure", REASON_OF_UNIT
        if self._is_around_table(numeral):
            return "table", REASON_OF_READING["table"]
        if Span(numeral.start, numeral.end) in self._page_numbers:
            return "waived", REASON_OF_PAGE
        return ("waived", REASON_OF_RULE) if self._is_in_rule(numeral) else None

    def _waived(self) -> dict[Span, Located[WaiverEntry]]:
        waived: dict[Span, Located[WaiverEntry]] = {}
        for at in self.source.waivers:
            spans = [*self._spans(at)]
            numerals = [numeral for span in spans for numeral in self._passage.numerals_in(span)]
            for numeral in numerals:
                span = Span(numeral.start, numeral.end)
                if span in waived:
                    self._read_twice(numeral, [_named(waived[span]), _named(at)], at)
                waived.setdefault(span, at)
            if spans:
                self.findings += self._unfit(at, numerals)
        return waived

    @coded("waiver")
    def _unfit(self, at: Located[WaiverEntry], numerals: list[Numeral]) -> Iterator[Finding]:
        """A waiver without a numeral, one that is not needed, and numerals that its reason does not fit."""
        if not numerals:
            yield at.finding(self.source.id, "the waiver contains no numeral", "take it out")
        elif all(
            self._is_in_period(one)
            or self._is_in_unit(one)
            or Span(one.start, one.end) in self._page_numbers
            for one in numerals
        ):
            places = [f"`{one.token}` on line {self.document.line(one.start)}" for one in numerals]
            found = (
                f"{_named(at)} is not needed: its numerals are in the `period_printed`, `per` or `scale` of a figure, or "
                f"prove the number of a page, which accounts for them: {', '.join(places[:MOST_SHOWN])}"
            )
            yield at.finding(self.source.id, found, "take the waiver out")
        elif at.entry.why is not None and len(numerals) > 1:
            found = f"the reason is stated in words for {len(numerals)} numerals at once"
            yield at.finding(
                self.source.id,
                found,
                "name one numeral with `at`, and write an entry for each",
                "at",
            )
        else:
            for numeral in numerals:
                if not self._fits(at.entry.reason, numeral):
                    yield at.finding(
                        self.source.id, *self._misfit(at.entry.reason, numeral), "reason"
                    )

    def _fits(self, reason: WaiverReason, numeral: Numeral) -> bool:
        if reason == REASON_OF_RULE:
            return self._is_in_rule(numeral)
        if reason == "date of the covered report" and self.source.entry.covers is None:
            return False
        return fits(reason, numeral, self.source.entry.published)

    def _misfit(self, reason: WaiverReason, numeral: Numeral) -> tuple[str, str]:
        line, form = self.document.line(numeral.start), FORMS_IN_WORDS[numeral.form]
        reasons = fitting_reasons(numeral, self.source.entry.published)
        found = (
            f"`{numeral.token}` on line {line} is {form}, which does not fit the reason `{reason}`"
        )
        if fits(STATED, numeral, self.source.entry.published):
            in_words = f"; or write `reason: {STATED}` and `why`, in words"
        else:
            in_words = ""
        if not reasons:
            return found, f"make it a figure or a cell of a table{in_words}"
        return found, f"reasons that fit it: {', '.join(reasons)}; or make it a figure{in_words}"

    def _is_in_period(self, numeral: Numeral) -> bool:
        is_held = self._periods.hold(numeral.start, numeral.end)
        return is_held and numeral.form in FORMS_OF_PERIODS

    def _is_in_rule(self, numeral: Numeral) -> bool:
        """Whether it is the step of the document's rule of rounding, in the words that `source.yaml` quotes for it."""
        rule = self.source.entry.rounding
        is_held = self._rule is not None and self._rule.start <= numeral.start < self._rule.end
        return is_held and rule is not None and numeral.value in (rule.step, None)

    def _is_in_unit(self, numeral: Numeral) -> bool:
        """Whether it is in the words of a figure for its scale, or for what it is per: `per 100,000 residents`."""
        return self._units.hold(numeral.start, numeral.end)

    def _is_around_table(self, numeral: Numeral) -> bool:
        """Whether it is in the header of a table, or explains a table: what its specification accounts for."""
        return self._around.hold(numeral.start, numeral.end)

    def _spans(self, at: Located[WaiverEntry]) -> Iterator[Span]:
        """The words that a waiver is about; what does not fit is a finding."""
        for span in waived_words(self.document, at):
            if isinstance(span, Finding):
                self.findings.append(span)
            else:
                yield span

    def _read_twice(
        self, numeral: Numeral, readers: list[str], waiver: Located[WaiverEntry] | None
    ) -> None:
        line = self.document.line(numeral.start)
        found = f"`{numeral.token}` on line {line} is accounted for by {' and by '.join(readers)}"
        remedy, code = "keep one of them", "numeral-twice"
        if waiver is not None:
            self.findings.append(waiver.finding(self.source.id, found, remedy, code=code))
        else:
            place = self.document.file, line
            self.findings.append(Finding(*place, self.source.id, found, remedy, code))

    def _account(self, numeral: Numeral, disposition: str, reason: str) -> None:
        digits = digits_in(numeral.token)
        self.accounts.append(
            Account(
                self.source.id,
                Span(numeral.start, numeral.end),
                disposition,
                reason,
                digits,
                not digits,
            )
        )


def _published_reason(entry: WaiverEntry) -> str:
    return entry.reason if entry.why is None else f"{entry.reason}: {entry.why}"


def _named(waiver: Located[WaiverEntry]) -> str:
    return f"the waiver at {waiver.place()} ({waiver.entry.reason})"


def _ledger_accounts(source: Source) -> Iterator[Account]:
    for row in source.ledger:
        reason = row.reason or REASON_OF_READING["figure"]
        yield Account(source.id, row.span, row.disposition, reason, row.digits, not row.digits)


def _unaccounted_finding(item: Unaccounted) -> Finding:
    before, _ = item.document.context(Span(item.numeral.start, item.numeral.end), CONTEXT)
    is_rule = ROUNDED_TO.search(before) is not None
    rounding = ", or quote it as `rounding` in source.yaml if all numbers follow it" * is_rule
    return Finding(
        item.document.file,
        item.line,
        item.numeral.token,
        f"this numeral is not accounted for: {item.context()}",
        f"make it a figure, or waive it (`oversight completeness {item.document.source_id}` gives stubs){rounding}",
        "numeral",
    )
