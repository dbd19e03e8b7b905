"""Proposals of figures: an entry for each number that states something and is not accounted for.

Every field is told from the document by the readers that `oversight check` uses, and each entry is tried by the check of
figures, with the value as it is read. The value itself is left to be typed: it is the second entry of the number.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from pipeline.drafting.counted_words import Counted
from pipeline.drafting.figure_drafts import (
    FigureDraft,
    FigureProposal,
    measure_of_pair,
    measures_to_share,
    whole_before,
)
from pipeline.drafting.likely_areas import likely_area
from pipeline.drafting.measures import Named, likeliest, named_by, new_measure
from pipeline.drafting.no_statements import why_no_statement
from pipeline.drafting.quoted_words import Quoted, as_quoted, quotations_for
from pipeline.drafting.ways_to_date import ways_to_date
from pipeline.sources.corpus import Source
from pipeline.sources.figure_entries import FigureEntry
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding
from pipeline.sources.form_problems import first_problem
from pipeline.sources.ids import local
from pipeline.sources.measure_entries import MeasureEntry
from pipeline.sources.yaml_lines import read_yaml
from pipeline.text.documents import Document, Span
from pipeline.text.numbers.numerals import Numeral
from pipeline.text.periods.periods import names_the_same_period
from pipeline.text.units.scales import Scale, find_scale
from pipeline.text.units.units import Statistic
from pipeline.text.units.units_of_measure import unit_of_measure
from pipeline.transcription.figures import Figure, read_figure
from pipeline.transcription.scale_checks import UNSCALED
from pipeline.transcription.sentences import sentence_around

Fields = dict[str, Any]
_NO_STATISTIC = (
    "the words beside it do not say what it is: it may be a measurement, a score, a coefficient"
)
MOST_VARIANTS = 12
_SLUG_WORDS = 6


def draft_figures(
    source: Source, numerals: Iterable[Numeral], measures: Mapping[str, MeasureEntry]
) -> FigureDraft:
    """An entry for each of some numerals of a document, whose text must be held.

    `measures` is the vocabulary, by id.
    """
    draft = FigureDraft()
    published = [at.entry.id for at in source.figures] + [at.entry.id for at in source.retired]
    taken = {local(name) for name in published}
    for numeral in numerals:
        proposed = _Proposing(source, numeral, measures, draft, taken).proposal()
        if isinstance(proposed, str):
            draft.not_proposed.append((numeral, proposed))
            continue
        proposal, created = proposed
        draft.proposals.append(proposal)
        taken.add(proposal.fields["id"])
        if created is not None:
            draft.measures[created.id] = created
    return draft


@dataclass
class _Proposing:
    """One numeral being proposed as a figure."""

    source: Source
    numeral: Numeral
    measures: Mapping[str, MeasureEntry]
    draft: FigureDraft
    taken: set[str]

    @property
    def _document(self) -> Document:
        assert self.source.document is not None
        return self.source.document

    def proposal(self) -> tuple[FigureProposal, MeasureEntry | None] | str:
        """The proposal, with the measure that it adds, or why there is none."""
        numeral, document = self.numeral, self._document
        why, statistic = _why_unread(numeral), _statistic_of(numeral)
        if why is not None or statistic is None:
            return why or _NO_STATISTIC
        chosen = self._named(statistic)
        if chosen is None:
            return "no words of its sentence tell it from others"
        quoted, named, fitting = chosen
        doubt = why_no_statement(document, numeral, quoted)
        if doubt is not None:
            return doubt
        created = None
        if not fitting:
            known = {**self.measures, **self.draft.measures}
            created = measure_of_pair(self.draft, document, numeral, named)
            created = created or new_measure(named, known)
            if created is None:
                return "no words beside it name what it measures"
        measure = fitting[0] if fitting else created
        assert measure is not None
        fields = self._fields(quoted, statistic, named.counted, measure)
        entry, read = self._tried(fields, quoted, measure)
        problems = () if isinstance(read, Figure) else tuple(f.found for f in read)
        likely = named.counted.likely_whole
        if problems:
            whole = {"denominator": likely} if likely and "denominator" not in fields else {}
            _, read = self._tried(fields | whole, quoted, measure, is_guess=True)
        entry["value"] = None
        return FigureProposal(
            numeral,
            document.line(numeral.start),
            entry,
            read if isinstance(read, Figure) else None,
            problems,
            tuple(m.id for m in fitting[1:4]),
            measure.id not in self.measures,
        ), created

    def _named(self, statistic: Statistic) -> tuple[Quoted, Named, list[MeasureEntry]] | None:
        """The words to quote, what they name, and the measures that fit: the first words that name one."""
        first = None
        shared = measures_to_share(self.draft, self._document, self.numeral)
        for quoted in quotations_for(self._document, self.numeral):
            place = self._start_in(quoted)
            if place is None:
                continue
            named = named_by(quoted.quote, *place, statistic)
            fitting = likeliest(named, [*self.measures.values(), *shared])
            if fitting:
                return quoted, named, fitting
            first = first or (quoted, named, fitting)
        return first

    def _place(self, quoted: Quoted) -> tuple[int, str]:
        """Where the number begins in the quotation, and its characters there."""
        start, end = self._start_in(quoted) or (0, 0)
        return start, quoted.quote[start:end]

    def _start_in(self, quoted: Quoted) -> tuple[int, int] | None:
        """Where the number is in the quotation, whose spaces are single."""
        token = " ".join(self.numeral.token.split())
        before = self._document.characters(Span(quoted.span.start, self.numeral.start))
        start = len(as_quoted(before))
        start += 1 if before and before[-1].isspace() else 0
        end = start + len(token)
        return (start, end) if quoted.quote[start:end] == token else None

    def _fields(
        self, quoted: Quoted, statistic: Statistic, beside: Counted, measure: MeasureEntry
    ) -> Fields:
        numeral = self.numeral
        fields: Fields = {"id": self._free_id(measure), "measure": measure.id}
        if statistic != "count":
            fields["statistic"] = statistic
        fields["quote"] = quoted.quote
        if quoted.line is not None:
            fields["line"] = quoted.line
        fields["at"] = " ".join(numeral.token.split())
        scale = self._scale(quoted, statistic)
        fields["value"] = _full(numeral, scale)
        rule = self.source.entry.rounding
        counted = statistic == "count" and numeral.kind == "digits" and bool(numeral.value)
        if rule is not None and counted and numeral.value % rule.step == 0:  # type: ignore[operator]
            plain = numeral.qualifier is None and not numeral.has_magnitude
            fields["rounding"] = "document" if plain else "none"
        if beside.whole is not None:
            fields["denominator"] = beside.whole
        if statistic == "share":
            known = {**self.measures, **self.draft.measures}
            fields |= whole_before(self.draft, self._document, numeral, known)
        if statistic in ("rate", "mean", "median"):
            per = re.search(r"\bper\s+((?:[\d,]+\s+)?\w+)", quoted.quote)
            if per:
                fields["per"] = per[1]
        if scale is not None:
            fields["scale"] = " ".join(scale.words.split())
        if beside.phrase.casefold() != measure.name.casefold():
            fields["population"] = beside.phrase
        return fields

    def _scale(self, quoted: Quoted, statistic: Statistic) -> Scale | None:
        if statistic in UNSCALED or self.numeral.unit not in (None, "US dollars"):
            return None
        return find_scale(quoted.quote)

    def _free_id(self, measure: MeasureEntry) -> str:
        slug = "-".join(measure.id.split("_")[:_SLUG_WORDS])
        number, name = 2, slug
        while name in self.taken:
            name, number = f"{slug}-{number}", number + 1
        return name

    def _tried(
        self, fields: Fields, quoted: Quoted, measure: MeasureEntry, *, is_guess: bool = False
    ) -> tuple[Fields, Figure | list[Finding]]:
        """The first variant that the check accepts, or else the one with the fewest findings.

        A period of a sentence before is only a guess, which no entry has, unless its own says "the same period".
        """
        best: tuple[Fields, Figure | list[Finding]] | None = None
        for variant in self._variants(fields, quoted, is_guess):
            read = self._read(variant, measure)
            if isinstance(read, Figure):
                return variant, read
            if best is None or len(read) < len(best[1]):  # type: ignore[arg-type]
                best = variant, read
        assert best is not None
        return best

    def _variants(self, fields: Fields, quoted: Quoted, is_guess: bool) -> Iterator[Fields]:
        """The fields with each way to date the number, and the area that its quotation names alone."""
        of_change = fields.get("statistic") == "change"
        dates: list[Fields] = [{}]
        if "period" not in fields:
            place = self._place(quoted)
            dates = ways_to_date(self._document, self.numeral, quoted, place, of_change)
            sentence = sentence_around(self._document, Span(self.numeral.start, self.numeral.end))
            looks_back = is_guess or names_the_same_period(sentence)
            dates = [date for date in dates if looks_back or "context" not in date]
        named = likely_area(quoted.quote, self._start_in(quoted))
        context = fields.get("context", {})
        area: Fields = {"ref_area": named} if named is not None else {}
        last = ("population", "context")
        first = {name: value for name, value in fields.items() if name not in last}
        population = {name: fields[name] for name in last[:1] if name in fields}
        for date in dates[:MOST_VARIANTS]:
            quoted_elsewhere = {**context, **date.get("context", {})}
            whole = {**first, **date, **population, **area}
            yield whole | ({"context": quoted_elsewhere} if quoted_elsewhere else {})

    def _read(self, fields: Fields, measure: MeasureEntry) -> Figure | list[Finding]:
        file = f"sources/{self.source.id}/figures.yaml"
        try:
            entry = FigureEntry.model_validate(fields, context={"document": self.source.id})
        except ValidationError as error:
            message = first_problem(error, fields, FigureEntry)
            return [Finding(file, 0, fields["id"], message, "complete the entry", "form")]
        at = Located(entry, file, read_yaml(""))
        return read_figure(at, self.source, {**self.measures, measure.id: measure}, None)


def _statistic_of(numeral: Numeral) -> Statistic | None:
    """The statistic that the words beside a number suggest; a number with decimals is no count."""
    return "change" if numeral.unit == "percentage points" else numeral.statistic


def _why_unread(numeral: Numeral) -> str | None:
    """Why a number is not read, or why its words do not tell whether it counts things; None where they do."""
    if numeral.refused is not None:
        return numeral.refused
    if numeral.value is None and numeral.kind != "vague_word":
        return "it is not read"
    text, _, end = numeral.context
    if numeral.statistic == "count" and numeral.unit is None and unit_of_measure(text, end):
        return "the words behind it may be a unit of measure, or things that it counts"
    return None


def _full(numeral: Numeral, scale: Scale | None) -> Decimal | None:
    if numeral.value is None or scale is None:
        return numeral.value
    return numeral.value * scale.factor
