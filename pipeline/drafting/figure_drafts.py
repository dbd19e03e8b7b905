"""Figures that are proposed, as values, and what a number takes from those proposed before it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.drafting.measures import Named, also_named
from pipeline.drafting.paired_numbers import are_a_pair
from pipeline.drafting.quoted_words import sentence_span
from pipeline.sources.measure_entries import MeasureEntry
from pipeline.text.documents import Document, Span
from pipeline.text.numbers.numerals import Numeral
from pipeline.transcription.figures import Figure

Fields = dict[str, Any]
NEIGHBORS = 40
"""Characters between two numbers of a sentence that are farther apart than those of a list, or of "from … to"."""
_OF_THESE = re.compile(r"(?:Of|Out\s+of)\s+(?:these|those|them|this\s+(?:number|total))\b")


@dataclass(frozen=True)
class FigureProposal:
    """The fields of an entry, in the order in which they are written; `value` is None.

    `figure` is what the check reads with the value typed, and with likely words for a field that is left out; None where
    it would accept neither. `problems` are what keeps it from accepting the entry as it is written. `others` are further measures whose words the quotation has.
    """

    numeral: Numeral
    line: int
    fields: Fields
    figure: Figure | None
    problems: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    measure_is_new: bool = False

    @property
    def is_accepted(self) -> bool:
        """Whether the check accepts the entry once its value is typed."""
        return self.figure is not None and not self.problems

    @property
    def is_count(self) -> bool:
        """Whether it counts things, of which others may be a share."""
        return "statistic" not in self.fields

    @property
    def span(self) -> Span:
        """The characters of its number."""
        return Span(self.numeral.start, self.numeral.end)


@dataclass
class FigureDraft:
    """The proposals of a document, the measures that they need, and the numbers that were not proposed, with why."""

    proposals: list[FigureProposal] = field(default_factory=list)
    measures: dict[str, MeasureEntry] = field(default_factory=dict)
    not_proposed: list[tuple[Numeral, str]] = field(default_factory=list)


def measure_of_pair(
    draft: FigureDraft, document: Document, numeral: Numeral, named: Named
) -> MeasureEntry | None:
    """The proposed measure of the count or the share that is printed with a number, named by its words too."""
    last = draft.proposals[-1] if draft.proposals else None
    if last is None or last.fields["measure"] not in draft.measures:
        return None
    if not are_a_pair(document.passages[0].text, last.numeral.start, numeral.start):
        return None
    return also_named(draft.measures[last.fields["measure"]], named)


def measures_to_share(
    draft: FigureDraft, document: Document, numeral: Numeral
) -> list[MeasureEntry]:
    """The proposed measures that a number may have too: not that of another number of its sentence that is no neighbor.

    "fewer than 200 students may be granted a waiver to count up to 2 students" counts two things.
    """
    sentence = sentence_span(document, Span(numeral.start, numeral.end))
    of_others = {
        one.fields["measure"]
        for one in draft.proposals
        if sentence.start <= one.numeral.start and one.numeral.end + NEIGHBORS < numeral.start
    }
    return [one for name, one in draft.measures.items() if name not in of_others]


def whole_before(
    draft: FigureDraft,
    document: Document,
    numeral: Numeral,
    measures: Mapping[str, MeasureEntry],
) -> Fields:
    """What "Of these" is about: the count before, whose words are quoted for the denominator and for the period."""
    last = next((p.fields for p in reversed(draft.proposals) if p.is_count), None)
    sentence = document.characters(sentence_span(document, Span(numeral.start, numeral.end)))
    if last is None or "line" in last or not _OF_THESE.match(sentence):
        return {}
    context = {"denominator": last["quote"], "period": last["quote"], **last.get("context", {})}
    whole: Fields = {"denominator": last.get("population") or measures[last["measure"]].name}
    whole |= {name: last[name] for name in ("period", "period_printed") if name in last}
    if "period" not in whole:
        del context["period"]
    return {**whole, "context": context}
