"""Restatements: figures of articles compared with the report's own words.

Each figure of an article is compared, field by field, with its reference: a figure of the report held,
or of the report's words as another source quotes them. Agreement is computed from the fields and never
judged; wording is the same for every outlet, and nothing is counted or ranked by outlet.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.consistency.interval_arithmetic import exact
from pipeline.sources.corpus import Source
from pipeline.sources.discrepancy_entries import RestatementEntry
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding
from pipeline.text.normal_form import normal_form
from pipeline.transcription.figures import Figure
from pipeline.transcription.transcribe import Transcription

ValueAgreement = Literal["same", "overlapping", "different", "no_number"]
QualifierAgreement = Literal["same", "dropped", "added", "changed"]
WordsAgreement = Literal["same", "other_words"]
PeriodAgreement = Literal["same", "not_stated", "not_in_the_words_quoted", "different"]
Attribution = Literal["attributed", "not_attributed"]


@dataclass(frozen=True)
class Restatement:
    """A figure of an article and its reference; without a reference nothing is compared."""

    figure: Figure
    reference: Figure | None
    publisher_reply: str | None

    def __repr__(self) -> str:
        return f"Restatement({self.figure.id})"

    @property
    def held_against(self) -> str:
        """Which text has the report's words, in the terms of the published column."""
        if self.reference is None:
            itself = _in_the_report_s_words(self.figure)
            return "quotes_the_report" if itself else "reference_not_held"
        if self.reference.source.entry.kind == "report":
            return "held_report"
        return f"quoted_in:{self.reference.source.id}"

    @property
    def value(self) -> ValueAgreement | None:
        """Whether the numbers are printed alike, or at least may mean the same."""
        if self.reference is None:
            return None
        mine, other = self.figure.value, self.reference.value
        if mine is None or other is None:
            return "no_number"
        if mine == other:
            return "same"
        overlap = exact(self.figure.interval) & exact(self.reference.interval)
        return "different" if overlap.empty else "overlapping"

    @property
    def qualifier(self) -> QualifierAgreement | None:
        """Whether the word beside the number ("more than", "approximately") is kept."""
        if self.reference is None:
            return None
        mine, other = _qualifier(self.figure), _qualifier(self.reference)
        if mine == other:
            return "same"
        if mine is None or other is None:
            return "dropped" if mine is None else "added"
        return "changed"

    @property
    def counted(self) -> WordsAgreement | None:
        """Whether what is counted is named in the same words."""
        if self.reference is None:
            return None
        return "same" if _counted(self.figure) == _counted(self.reference) else "other_words"

    @property
    def period(self) -> PeriodAgreement | None:
        """Whether the days are the same, as each names them (a fiscal year is other days than a calendar year)."""
        if self.reference is None:
            return None
        if self.figure.period == self.reference.period:
            return "same"
        if self.figure.period is None or self.reference.period is None:
            return "not_stated" if self.figure.period is None else "not_in_the_words_quoted"
        return "different"

    @property
    def attribution(self) -> Attribution:
        """Whether the article states beside the number whose number it is."""
        return "attributed" if self.figure.entry.attributed_to else "not_attributed"

    def in_words(self) -> str:
        """The comparison in one sentence of the same form for every source."""
        mine = f"“{self.figure.document.characters(self.figure.quote)}”"
        if self.held_against == "quotes_the_report":
            return "The article quotes the report's own words for this number."
        if self.reference is None:
            return "No text held carries words of the report that this number is known to restate."
        differences = [
            f"{name}: {_in_words(agreement)}"
            for name, agreement in (
                ("number", self.value),
                ("qualifier", self.qualifier),
                ("what is counted", self.counted),
                ("period", self.period),
            )
            if agreement != "same"
        ]
        comparison = (
            "; ".join(differences) or "number, qualifier, what is counted and period are the same"
        )
        theirs = f"“{self.reference.document.characters(self.reference.quote)}”"
        return " ".join(f"{mine}, the reference {theirs}: {comparison}.".split())


def restatements_of(transcription: Transcription) -> list[Restatement]:
    """A comparison for every figure of every article, whether or not a reference is held."""
    figures = transcription.figures
    registered = {
        item.entry.figure: item.entry
        for source in transcription.corpus.sources
        for item in source.restatements
    }
    restatements = []
    for figure in figures.values():
        if figure.source.entry.kind == "article":
            entry = registered.get(figure.id)
            reference = figures[entry.reference] if entry and entry.reference else None
            reply = entry.publisher_reply if entry else None
            restatements.append(Restatement(figure, reference, reply))
    return restatements


def restatement_findings(transcription: Transcription) -> Iterator[Finding]:
    """References that are not the report's own words, or cannot be compared."""
    for source in transcription.corpus.sources:
        seen: dict[str, Located[RestatementEntry]] = {}
        for at in source.restatements:
            if at.entry.figure in seen:
                found = f"the figure has another entry, {seen[at.entry.figure].place()}"
                yield at.finding(at.entry.figure, found, "keep one of them", "figure")
            seen.setdefault(at.entry.figure, at)
            yield from _entry_findings(at, source, transcription.figures)
        if source.entry.kind == "article":
            for figure in source.figures:
                if figure.entry.id not in seen:
                    yield figure.finding(
                        figure.entry.id,
                        f"sources/{source.id}/restatements.yaml has no entry for the figure",
                        "list it with its `reference`, or with `reference: null` where no text held carries the "
                        "report's words for it",
                    )


def _entry_findings(
    at: Located[RestatementEntry], source: Source, figures: Mapping[str, Figure]
) -> Iterator[Finding]:
    figure = figures[at.entry.figure]
    reference = figures[at.entry.reference] if at.entry.reference else None
    if figure.source.id != source.id:
        found = f"the figure is one of {figure.source.id}"
        yield at.finding(figure.id, found, "name a figure of this article", "figure")
        return
    if reference is None:
        return
    if reference.id == figure.id or reference.source.report != source.report:
        found = f"the reference {reference.id} is not of the report that the article covers"
        yield at.finding(figure.id, found, "name a figure in that report's words", "reference")
    elif not _in_the_report_s_words(reference):
        yield at.finding(
            figure.id,
            f"the reference {reference.id} is in {reference.source.id}'s own words, not in the report's",
            "name a figure of the report, or one inside `report_words` of an excerpt",
            "reference",
        )
    for compared in (figure, reference):
        if compared.entry.counts is None:
            yield compared.at.finding(
                compared.id,
                "it is compared with another statement, and has no `counts`",
                "give `counts`: the quotation's own words for what is counted",
            )


def _in_the_report_s_words(figure: Figure) -> bool:
    """Whether the number is in a report, or inside words that an excerpt marks as quoted from it."""
    if figure.source.entry.kind == "report":
        return True
    for excerpt in figure.source.excerpts:
        text = excerpt.entry.text
        for words in excerpt.entry.report_words:
            start = excerpt.entry.start + text.find(words)
            if start <= figure.token.start and figure.token.end <= start + len(words):
                return True
    return False


def _qualifier(figure: Figure) -> str | None:
    word = figure.qualifier
    return " ".join(word.lower().split()) if word else None


def _counted(figure: Figure) -> str:
    return normal_form(figure.entry.counts or "").text.casefold()


def _in_words(agreement: str | None) -> str:
    return {
        "no_number": "not given as a number in both",
        "overlapping": "printed otherwise, and may mean the same",
        "different": "different",
        "dropped": "not repeated",
        "added": "added",
        "changed": "another word",
        "other_words": "in other words",
        "not_stated": "not stated",
        "not_in_the_words_quoted": "not in the words quoted",
    }[agreement or ""]
