"""Proposals of waivers: the numerals that the rules of `waiver_reasons` show to be no figures, with the likeliest reason.

Numerals that are alike become one pattern with the number of its matches; others are quoted, those beside each other
together. Each entry is tried: it waives the numerals it was made for and no others.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from pipeline.drafting.waiver_patterns import patterns_of
from pipeline.sources.files import Located
from pipeline.sources.waiver_entries import WaiverEntry, WaiverReason
from pipeline.sources.yaml_lines import read_yaml
from pipeline.text.documents import Document, Span
from pipeline.text.numbers.identifiers import is_lettered_year
from pipeline.text.numbers.numerals import Numeral
from pipeline.text.patterns import find_pattern
from pipeline.transcription.completeness import Unaccounted
from pipeline.transcription.numbers_in_runs import is_on_axis
from pipeline.transcription.waived_words import waived_words
from pipeline.transcription.waiver_reasons import fits
from pipeline.transcription.waiver_stubs import place_of
from pipeline.transcription.words_beside import stands_apart

LEAST_ALIKE = 2
"""Numerals that are alike and become a pattern."""
MOST_MATCHES = 900
NEAR = 60
"""Characters between two numerals that are quoted together."""
UNTOLD = ("date of the covered report", "date of the document", "period of a figure", "unreadable")
"""Reasons that fit any date, or any number: they are not named beside the one that is proposed."""
LIKELIEST: tuple[WaiverReason, ...] = (
    "footnote mark",
    "telephone",
    "web address",
    "address",
    "legal citation",
    "number of a recommendation",
    "number of an exhibit",
    "list number",
    "unit of measure",
    "page number",
    "report number",
    "deadline",
    "legal threshold",
    "elapsed time",
    "bound in a formula or rule",
    "label or category bound",
    "date",
    "ordinal",
    "citation",
    "title",
    "exhibit",
    "name",
    "pronoun",
    "layout debris",
    "unreadable",
)
"""Reasons in the order in which one is chosen where several fit: the more a form shows it, the earlier."""


@dataclass(frozen=True)
class WaiverProposal:
    """The fields of an entry, the numerals it waives, and the other reasons that fit them."""

    fields: dict[str, Any]
    numerals: tuple[Unaccounted, ...]
    others: tuple[str, ...]

    @property
    def line(self) -> int:
        """The line of its first numeral."""
        return self.numerals[0].line


def reasons_of(item: Unaccounted) -> tuple[WaiverReason, ...]:
    """The reasons that fit; where pages are proved, no number alone on its line is the number of another page."""
    numeral, document = item.numeral, item.document
    span = Span(numeral.start, numeral.end)
    is_alone = document.characters(document.line_around(span)).strip() == numeral.token
    if numeral.form == "bare" and is_alone and document.page_numbers:
        return tuple(reason for reason in item.reasons if reason != "page number")
    return item.reasons


def reason_for(item: Unaccounted, published: date | None) -> WaiverReason | None:
    """The likeliest of the reasons that fit; None where none does. `published` is the date of the document.

    A number among lines of numbers is taken for one of a chart.
    """
    form, reasons = item.numeral.form, reasons_of(item)
    is_page = "page number" in reasons
    is_of_chart = not stands_apart(item.numeral) or is_on_axis(item.numeral)
    is_range = "label or category bound" in reasons
    if "exhibit" in reasons and is_of_chart and not is_page and not is_range:
        return "exhibit"
    if "date of the document" in item.reasons and _is_whole_date(item, published):
        return "date of the document"
    if is_lettered_year(item.numeral.token) and "citation" in item.reasons:
        return "citation"
    if form in ("year", "decade", "date") and _is_titled(item):
        return "title"
    may_state = form in ("number", "bare", "money")  # "the limit of 34,000 beds" is a figure
    likely = (one for one in LIKELIEST if not (may_state and one == "legal threshold"))
    reason = next((reason for reason in likely if reason in reasons), None)
    is_readable = reason == "unreadable" and _READABLE.fullmatch(item.numeral.token)
    return None if is_readable else reason


_READABLE = re.compile(r"\D+|\d+/\d+|\d+(?:second|minute|hour|day|week|month|year)s?")
"""What a person reads, though no rule does: `doubled`, `1/2` of a day, `9month`."""
_TITLED = re.compile(
    r"\b(?:Act|Law|Amendments?|Reform|Order|Strategy|Budget|Report|Plan)\s+of\s+(?:\w+\s+\d+,\s+)?$"
)


def _is_titled(item: Unaccounted) -> bool:
    text, start, _ = item.numeral.context
    return "title" in item.reasons and _TITLED.search(text[max(0, start - 60) : start]) is not None


def _is_whole_date(item: Unaccounted, day: date | None) -> bool:
    """Whether the number is part of the date of the document, printed with its month, day and year."""
    if day is None:
        return False
    text, start, end = item.numeral.context
    first, printed = max(0, start - 20), rf"{day:%B}\s+{day.day},\s+{day.year}\b"
    found = re.finditer(printed, text[first : end + 20], re.IGNORECASE)
    return any(m.start() + first <= start and end <= m.end() + first for m in found)


def draft_waivers(
    document: Document,
    items: Sequence[Unaccounted],
    published: date | None,
    dated: frozenset[int] = frozenset(),
) -> list[WaiverProposal]:
    """Entries that waive every one of some numerals for which a reason fits; in the order of the text.

    `dated` are offsets of numerals that are in the period of a figure: a pattern may waive them with others.
    """
    return _Waiving(document, items, published, dated).proposals()


class _Waiving:
    """The numerals of one document being waived."""

    def __init__(
        self,
        document: Document,
        items: Sequence[Unaccounted],
        published: date | None,
        dated: frozenset[int],
    ) -> None:
        self.published, self.dated = published, dated
        self.document = document
        self.reasons = {item.numeral.start: reason_for(item, published) for item in items}
        self.left = {i.numeral.start: i for i in items if self.reasons[i.numeral.start]}

    def proposals(self) -> list[WaiverProposal]:
        """First what patterns waive, the most numerals first; then the rest by quotations."""
        found = [*self._by_pattern(), *self._by_quotation()]
        return sorted(found, key=lambda one: one.numerals[0].numeral.start)

    def _by_pattern(self) -> Iterator[WaiverProposal]:
        groups: dict[tuple[WaiverReason, str], list[Unaccounted]] = defaultdict(list)
        for start, item in self.left.items():
            for pattern in patterns_of(item.numeral):
                reason = self.reasons[start]
                assert reason is not None
                groups[reason, pattern].append(item)
        for (reason, pattern), items in sorted(
            groups.items(), key=lambda group: (-len(group[1]), group[0])
        ):
            alike = [item for item in items if item.numeral.start in self.left]
            if len(alike) < LEAST_ALIKE or len(alike) > MOST_MATCHES:
                continue
            proposal = self._pattern_proposal(reason, pattern)
            if proposal is not None:
                yield proposal

    def _pattern_proposal(self, reason: WaiverReason, pattern: str) -> WaiverProposal | None:
        """A pattern's entry, if each of its matches has numerals of that reason alone that are still left."""
        (passage,) = self.document.passages
        found = re.compile(pattern, re.ASCII).finditer(passage.text)
        spans = [
            Span(*match.span("waived" if "waived" in match.re.groupindex else 0))
            for match in islice(found, MOST_MATCHES + 1)
        ]
        if not LEAST_ALIKE <= len(spans) <= MOST_MATCHES:
            return None
        waived: list[Unaccounted] = []
        for span in spans:
            numerals = passage.numerals_in(span)
            if not numerals or not all(self._may_be_waived(n, reason) for n in numerals):
                return None
            waived += [self.left[n.start] for n in numerals if n.start in self.left]
        if len(waived) < LEAST_ALIKE or not self._reads_alike(pattern, spans):
            return None
        return self._taken({"reason": reason, "pattern": pattern, "matches": len(spans)}, waived)

    def _reads_alike(self, pattern: str, spans: Sequence[Span]) -> bool:
        """Whether the engine that reads waivers finds the same; it is asked last, since it copies the text."""
        (passage,) = self.document.passages
        return [
            Span(*span) for span in find_pattern(passage.text, pattern, len(spans) + 1)
        ] == spans

    def _may_be_waived(self, numeral: Numeral, reason: WaiverReason) -> bool:
        """Whether a pattern may waive it for a reason: the reason fits, and it is left, or is in a period anyway."""
        item = self.left.get(numeral.start)
        if item is not None:
            return reason in reasons_of(item)
        return numeral.start in self.dated and fits(reason, numeral, self.published)

    def _by_quotation(self) -> Iterator[WaiverProposal]:
        for together in self._neighbors():
            proposal = self._quoted_together(together) if len(together) > 1 else None
            if proposal is not None:
                yield proposal
                continue
            for item in together:
                reason = self.reasons[item.numeral.start]
                yield self._taken({"reason": reason, **place_of(item)}, [item])

    def _neighbors(self) -> Iterator[list[Unaccounted]]:
        """Numerals of one reason that are near each other on one line, with no other numeral between."""
        (passage,) = self.document.passages
        together: list[Unaccounted] = []
        for numeral in passage.numerals:
            item = self.left.get(numeral.start)
            joins = (
                item is not None
                and together
                and self.reasons[numeral.start] == self.reasons[together[-1].numeral.start]
                and numeral.start - together[-1].numeral.end < NEAR
                and "\n" not in passage.text[together[-1].numeral.end : numeral.start]
            )
            if together and not joins:
                yield together
                together = []
            if item is not None:
                together.append(item)
        if together:
            yield together

    def _quoted_together(self, together: Sequence[Unaccounted]) -> WaiverProposal | None:
        """An entry that quotes several numerals at once, from a word before the first to a word behind the last."""
        line = self.document.line_around(Span(together[0].numeral.start, together[-1].numeral.end))
        start, end = together[0].numeral.start, together[-1].numeral.end
        text = self.document.characters(line)
        words = [(line.start + m.start(), line.start + m.end()) for m in re.finditer(r"\S+", text)]
        first = max((i for i, (a, _) in enumerate(words) if a <= start), default=0)
        last = min((i for i, (_, b) in enumerate(words) if b >= end), default=len(words) - 1)
        for more in range(4):
            a, b = max(0, first - more), min(len(words) - 1, last + more)
            span = Span(words[a][0], words[b][1])
            quote = " ".join(self.document.characters(span).split())
            fields: dict[str, Any] = {
                "reason": self.reasons[start],
                "quote": quote,
                "line": self.document.line(span.start),
            }
            if self._waives(fields, together):
                short = {key: value for key, value in fields.items() if key != "line"}
                return self._taken(short if self._waives(short, together) else fields, together)
        return None

    def _waives(self, fields: dict[str, Any], items: Sequence[Unaccounted]) -> bool:
        """Whether an entry waives these numerals and no others."""
        entry = WaiverEntry.model_validate(fields)
        (passage,) = self.document.passages
        found: list[int] = []
        for span in waived_words(self.document, Located(entry, "waivers.yaml", read_yaml(""))):
            if not isinstance(span, Span):
                return False
            found += [numeral.start for numeral in passage.numerals_in(span)]
        return found == [item.numeral.start for item in items]

    def _taken(self, fields: dict[str, Any], items: Sequence[Unaccounted]) -> WaiverProposal:
        for item in items:
            self.left.pop(item.numeral.start, None)
        common = set.intersection(*(set(reasons_of(item)) for item in items))
        others = tuple(sorted(common - {str(fields["reason"]), *UNTOLD}))
        return WaiverProposal(fields, tuple(items), others)
