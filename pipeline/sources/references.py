"""Ids that occur twice, and references from one entry to another that lead nowhere.

One pass over the ids of all documents, which are qualified (`ids`). References that only one document can decide (a table's figures, an
emendation's figure) are checked where the document is read.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.sources.corpus import Corpus, Source
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding, coded, or_one_like
from pipeline.sources.folders import MEASURES, RELATIONS
from pipeline.sources.ids import SHARED, as_typed, document_of, local
from pipeline.sources.rule_ids import rule_ids, rule_of


@dataclass(frozen=True)
class KnownIds:
    """Qualified ids that references may name, by their document and by their local part."""

    by_document: Mapping[str, set[str]]
    by_local: Mapping[str, set[str]]

    def __contains__(self, name: str) -> bool:
        return name in self.by_document.get(document_of(name), ())

    def or_one_like(self, name: str, document: str) -> str:
        """The end of a remedy: known ids near an unknown one, as a file of `document` names them.

        An id of another document that has the same local part comes first.
        """
        near = self.by_local.get(local(name)) or self.by_document.get(document_of(name), set())
        return or_one_like(
            as_typed(name, document), sorted(as_typed(other, document) for other in near)
        )


def known_ids(names: Iterable[str]) -> KnownIds:
    """Qualified ids, ready to be looked up."""
    by_document: dict[str, set[str]] = {}
    by_local: dict[str, set[str]] = {}
    for name in names:
        by_document.setdefault(document_of(name), set()).add(name)
        by_local.setdefault(local(name), set()).add(name)
    return KnownIds(by_document, by_local)


def no_such_figure(name: str, figures: KnownIds, document: str) -> tuple[str, str]:
    """That no figure has an id which a file of `document` names, and what to do: the texts of a finding."""
    file = f"sources/{document_of(name)}/figures.yaml"
    remedy = f"add it to {file}{figures.or_one_like(name, document)}"
    return f"there is no figure `{name}`", remedy


def reference_findings(corpus: Corpus) -> tuple[Finding, ...]:
    """Ids that occur twice, and references that lead nowhere, of a whole corpus."""
    return (
        *repeated_ids(corpus),
        *_unknown_sources(corpus.sources),
        *unknown_measures(corpus),
        *_unknown_figures(corpus),
        *unknown_members(corpus),
        *_unknown_assumptions(corpus),
        *_unknown_relations(corpus),
        *_unknown_in_answers(corpus),
    )


@coded("duplicate-id")
def repeated_ids(corpus: Corpus) -> Iterator[Finding]:
    """Ids of measures, numbers (retired ones included), relations and so on.

    Each is unique in its kind within its document; here they are qualified.
    """
    sources = corpus.sources
    numbers: list[Located[Any]] = [*corpus.shared.facts]
    for source in sources:
        numbers += [*source.figures, *source.retired, *source.quantities]
    kinds: tuple[Iterable[Located[Any]], ...] = (
        corpus.measures,
        numbers,
        [relation for _, relation in corpus.relations()],
        [item for source in sources for item in source.discrepancies],
        [item for source in sources for item in source.emendations],
        corpus.shared.comparabilities,
        corpus.shared.answers,
    )
    for items in kinds:
        first: dict[str, Located[Any]] = {}
        for item in items:
            name = item.entry.id
            other = first.setdefault(name, item)
            if other is not item:
                found = f"{other.file}:{other.line('id')} has the same id"
                remedy = "give this entry another id; an id is never reused, not even a retired one"
                yield item.finding(name, found, remedy, "id")
    yield from _repeated_readings(sources)


@coded("duplicate-id")
def _repeated_readings(sources: tuple[Source, ...]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for source in sources:
        for item in source.discrepancies:
            for reading in item.entry.readings:
                if reading.id in first:
                    found = f"the discrepancy {first[reading.id]} has a reading `{reading.id}` too"
                    yield item.finding(item.entry.id, found, "give it another id", "readings")
                first.setdefault(reading.id, item.entry.id)


@coded("unknown-reference")
def _unknown_sources(sources: tuple[Source, ...]) -> Iterator[Finding]:
    """Documents that another covers or supersedes and that have no folder."""
    known = {source.id for source in sources}
    for source in sources:
        for name in ("covers", "supersedes"):
            other = getattr(source.entry, name)
            if other is not None and other not in known:
                found = f"`{name}` names {other}, which has no folder"
                yield source.about.finding(source.id, found, f"add sources/{other}/", name)


@coded("unknown-reference")
def unknown_measures(corpus: Corpus) -> Iterator[Finding]:
    """Measures of quantities that are not defined; those of figures are checked with the figure."""
    known = {measure.entry.id for measure in corpus.measures}
    for source in corpus.sources:
        for item in source.quantities:
            if item.entry.measure not in known:
                found = f"the measure `{item.entry.measure}` is not defined"
                remedy = f"define it in {MEASURES}{or_one_like(item.entry.measure, known)}"
                yield item.finding(item.entry.id, found, remedy, "measure")


@coded("unknown-reference")
def _unknown_figures(corpus: Corpus) -> Iterator[Finding]:
    """Figures that discrepancies and restatements name, in whichever document."""
    figures = known_ids(item.entry.id for source in corpus.sources for item in source.figures)
    for source in corpus.sources:
        for discrepancy in source.discrepancies:
            for index, statement in enumerate(discrepancy.entry.statements):
                if statement.figure is not None and statement.figure not in figures:
                    why = no_such_figure(statement.figure, figures, source.id)
                    yield discrepancy.finding(discrepancy.entry.id, *why, "statements", index)
        for restatement in source.restatements:
            for field in ("figure", "reference"):
                name = getattr(restatement.entry, field)
                if name is not None and name not in figures:
                    why = no_such_figure(name, figures, source.id)
                    yield restatement.finding(restatement.entry.figure, *why, field)


@coded("unknown-reference")
def unknown_members(corpus: Corpus) -> Iterator[Finding]:
    """Members of relations and answers that are not figures, quantities or facts."""
    numbers: list[Located[Any]] = [*corpus.shared.facts]
    for source in corpus.sources:
        numbers += [*source.figures, *source.quantities]
    known = known_ids(item.entry.id for item in numbers)
    named: list[tuple[str, Located[Any]]] = [
        *((source.id if source else SHARED, at) for source, at in corpus.relations()),
        *((SHARED, at) for at in corpus.shared.answers),
    ]
    for document, at in named:
        cells = {cell.id for cell in at.entry.cells()}
        for _, name in at.entry.members():
            if name not in known and name not in cells:
                found = f"there is no figure, quantity or fact `{name}`"
                where = f"sources/{document_of(name)}/figures.yaml"
                if document_of(name) == SHARED:
                    where = (
                        f"the facts of {RELATIONS}, or name its document: <document>/{local(name)}"
                    )
                remedy = f"add it to {where}{known.or_one_like(name, document)}"
                yield at.finding(at.entry.id, found, remedy)


@coded("unknown-reference")
def _unknown_assumptions(corpus: Corpus) -> Iterator[Finding]:
    """Readings and comparabilities that relations name and nothing registers, and readings without use."""
    discrepancies = [item for source in corpus.sources for item in source.discrepancies]
    readings = known_ids(reading.id for item in discrepancies for reading in item.entry.readings)
    comparabilities = known_ids(item.entry.id for item in corpus.shared.comparabilities)
    for source_of, at in corpus.relations():
        document = source_of.id if source_of else SHARED
        for field, name, known, where in (
            ("reading", at.entry.reading, readings, "a discrepancy"),
            ("comparability", at.entry.comparability, comparabilities, RELATIONS),
        ):
            if name is not None and name not in known:
                found = f"the {field} `{name}` is not registered"
                remedy = f"register it in {where}{known.or_one_like(name, document)}"
                yield at.finding(at.entry.id, found, remedy, field)
    used = {at.entry.reading for _, at in corpus.relations()}
    for item in discrepancies:
        for reading in item.entry.readings:
            if reading.id not in used:
                found = f"no relation has the reading `{reading.id}`"
                remedy = "register a relation under it, or take the reading out"
                yield item.finding(item.entry.id, found, remedy, "readings")


@coded("unknown-reference")
def _unknown_relations(corpus: Corpus) -> Iterator[Finding]:
    """Relations that are to prove a discrepancy: each is registered, and proves one discrepancy only."""
    known = known_ids(at.entry.id for _, at in corpus.relations())
    rules = rule_ids({source.id: source.tables for source in corpus.sources}, corpus.catalog)
    for _, at in corpus.relations():
        if rule_of(at.entry.id, rules) is not None:
            found = f"{rule_of(at.entry.id, rules)} is a rule of a table"
            yield at.finding(at.entry.id, found, "give the relation another id", "id")
    proved: dict[str, str] = {}
    for source in corpus.sources:
        for item in source.discrepancies:
            name = item.entry.relation
            if name is None:
                continue
            if name not in known and rule_of(name, rules) is None:
                nearest = known.or_one_like(name, source.id)
                remedy = f"name the relation that proves it{nearest}"
                yield item.finding(
                    item.entry.id, f"there is no relation `{name}`", remedy, "relation"
                )
            elif name in proved:
                found = f"the relation {name} proves {proved[name]} already"
                yield item.finding(item.entry.id, found, "keep one of them", "relation")
            proved.setdefault(name, item.entry.id)


@coded("unknown-reference")
def _unknown_in_answers(corpus: Corpus) -> Iterator[Finding]:
    """Readings that answers name and nothing registers, and totals of shares that are no figures."""
    readings = known_ids(
        reading.id
        for source in corpus.sources
        for item in source.discrepancies
        for reading in item.entry.readings
    )
    for at in corpus.shared.answers:
        if at.entry.reading is not None and at.entry.reading not in readings:
            found = f"the reading `{at.entry.reading}` is not registered"
            remedy = f"register it in a discrepancy{readings.or_one_like(at.entry.reading, SHARED)}"
            yield at.finding(at.entry.id, found, remedy, "reading")
    figures = known_ids(item.entry.id for source in corpus.sources for item in source.figures)
    for shares in corpus.shared.cell_shares:
        for column, name in shares.entry.totals.items():
            if name not in figures:
                why = no_such_figure(name, figures, SHARED)
                yield shares.finding(shares.entry.table, *why, "totals", column)
