"""Completeness: every numeral of a document is read as a figure, read as a cell, or waived with a reason.

Each numeral of a held text must be accounted for exactly once; a table that repeats a figure does not count.
The numerals of a text that is not held are in its ledger (`ledgers`). Numerals are defined in `text.numerals`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.sources.corpus import Source
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding
from pipeline.sources.source_entries import WaiverEntry
from pipeline.text.documents import Document, Span
from pipeline.text.numerals import Numeral, digits_in
from pipeline.text.quotations import find_quotation, not_anchored
from pipeline.transcription.transcribe import Transcript

REASON_OF_READING = {"figure": "states a figure", "table": "stands in a table"}
CONTEXT = 34


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
    """A numeral of a held text that is not accounted for."""

    document: Document
    numeral: Numeral

    @property
    def line(self) -> int:
        """Its line."""
        return self.document.line(self.numeral.start)

    def context(self) -> str:
        """The words around it, with the numeral marked."""
        before, behind = self.document.context(Span(self.numeral.start, self.numeral.end), CONTEXT)
        return " ".join(f"{before}⟦{self.numeral.token}⟧{behind}".split())

    def stub(self) -> str:
        """An entry for `waivers.yaml` to paste and complete."""
        shown = self._quote().replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
        return f'  - reason: \n    quote: "{shown}"\n    line: {self.line}'

    def _quote(self) -> str:
        """The fewest whole words around the numeral that are on its line once; the line where there are none."""
        line = self.document.line_around(Span(self.numeral.start, self.numeral.end))
        words = [
            Span(line.start + match.start(), line.start + match.end())
            for match in re.finditer(r"\S+", self.document.characters(line))
        ]
        inside = [i for i, w in enumerate(words) if self.numeral.start < w.end and w.start < self.numeral.end]  # fmt: skip
        first, last = inside[0], inside[-1]
        for more in range(len(words)):
            start, end = max(0, first - more), min(len(words) - 1, last + more)
            quote = self.document.characters(Span(words[start].start, words[end].end))
            if more and find_quotation(self.document, quote, line=self.line).span is not None:
                return quote
        return self.document.characters(line)


@dataclass(frozen=True)
class Completeness:
    """Every numeral that is accounted for, those that are not, and findings about waivers."""

    accounts: tuple[Account, ...]
    unaccounted: tuple[Unaccounted, ...]
    findings: tuple[Finding, ...]

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
        self._figures = _tokens_of_figures(transcript)
        self._cells = _spans_of_cells(transcript, self._figures)
        (self._passage,) = document.passages

    def run(self) -> None:
        """Fill `accounts`, `unaccounted` and `findings`."""
        waived, all_readers = self._waived(), self._readers()
        for numeral in self._passage.numerals:
            span = Span(numeral.start, numeral.end)
            readers = all_readers.get(span, [])
            reason = waived.get(span)
            if reason is not None and readers:
                self._read_twice(numeral, [*readers, f"a waiver ({reason.entry.reason})"], reason)
            elif len(readers) > 1:
                self._read_twice(numeral, readers, None)
            if span in self._figures:
                self._account(numeral, "figure", REASON_OF_READING["figure"])
            elif readers:
                self._account(numeral, "table", REASON_OF_READING["table"])
            elif reason is not None:
                self._account(numeral, "waived", reason.entry.reason)
            elif self.source.about.entry.transcription == "partial":
                self._account(numeral, "unaccounted", "not yet transcribed")
            else:
                self.unaccounted.append(Unaccounted(self.document, numeral))

    def _readers(self) -> dict[Span, list[str]]:
        """Who reads each numeral: figures, and rows of tables, each row once."""
        rows: dict[Span, set[str]] = {}
        for cell, name in self._cells:
            for numeral in self._passage.numerals_in(cell):
                rows.setdefault(Span(numeral.start, numeral.end), set()).add(f"the row {name}")
        readers = {
            span: [f"the figure {name}" for name in names] for span, names in self._figures.items()
        }
        for span, names in rows.items():
            readers.setdefault(span, []).extend(sorted(names))
        return readers

    def _waived(self) -> dict[Span, Located[WaiverEntry]]:
        waived: dict[Span, Located[WaiverEntry]] = {}
        for at in self.source.waivers:
            spans = self._matches(at)
            numerals = [numeral for span in spans for numeral in self._passage.numerals_in(span)]
            for numeral in numerals:
                span = Span(numeral.start, numeral.end)
                if span in waived:
                    self._read_twice(numeral, ["a waiver", "another waiver"], at)
                waived.setdefault(span, at)
            if spans and not numerals:
                finding = at.finding(
                    self.source.id, "the waiver contains no numeral", "take it out"
                )
                self.findings.append(finding)
        return waived

    def _matches(self, at: Located[WaiverEntry]) -> list[Span]:
        entry = at.entry
        if entry.quote is not None:
            anchored = find_quotation(self.document, entry.quote, line=entry.line)
            if anchored.span is None:
                why = not_anchored(anchored, entry.quote, self.document)
                self.findings.append(at.finding(self.source.id, *why))
                return []
            return [anchored.span]
        text = self._passage.text
        spans = [Span(*match.span()) for match in re.finditer(entry.pattern or "", text)]
        if len(spans) != entry.matches:
            self.findings.append(
                at.finding(
                    self.source.id,
                    f"the pattern `{entry.pattern}` matches {len(spans)} times, expected {entry.matches}",
                    "look at each match; then correct the pattern or the number",
                )
            )
        return spans

    def _read_twice(
        self, numeral: Numeral, readers: list[str], waiver: Located[WaiverEntry] | None
    ) -> None:
        line = self.document.line(numeral.start)
        found = f"`{numeral.token}` on line {line} is accounted for by {' and by '.join(readers)}"
        remedy = "keep one of them"
        if waiver is not None:
            self.findings.append(waiver.finding(self.source.id, found, remedy))
        else:
            self.findings.append(Finding(self.document.file, line, self.source.id, found, remedy))

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


def _tokens_of_figures(transcript: Transcript) -> Mapping[Span, list[str]]:
    tokens: dict[Span, list[str]] = {}
    for figure in transcript.figures.values():
        tokens.setdefault(figure.token, []).append(figure.id)
    return tokens


def _spans_of_cells(
    transcript: Transcript, tokens: Mapping[Span, list[str]]
) -> list[tuple[Span, str]]:
    """Spans that a row reads for itself, with the row; cells that repeat a figure are left out.

    Within a row one cell may read a part of another: a date in the text that states it.
    """
    return [
        (citation.span, f"{citation.table} {citation.key}")
        for citation in transcript.tables.citations
        if citation.column != "availability" and citation.span not in tokens
    ] + transcript.tables.beside


def _ledger_accounts(source: Source) -> Iterator[Account]:
    for row in source.ledger:
        reason = row.reason or REASON_OF_READING["figure"]
        yield Account(source.id, row.span, row.disposition, reason, row.digits, not row.digits)


def _unaccounted_finding(item: Unaccounted) -> Finding:
    return Finding(
        item.document.file,
        item.line,
        item.numeral.token,
        f"this numeral is not accounted for: {item.context()}",
        f"make it a figure, or waive it (`oversight completeness {item.document.source_id}` gives stubs)",
    )
