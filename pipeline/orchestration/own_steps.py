"""The steps of `oversight check ID`: what can be checked of some documents without reading the others.

An entry is compared with its document, numerals are accounted for, the rules of tables and those relations are
evaluated whose numbers are all in the document. What names other documents, and the package, is left to
`oversight check`.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.orchestration.run import Outcome, Step
from pipeline.orchestration.step_functions import REFERENCES, WELL_FORMED
from pipeline.orchestration.steps import STEPS

if TYPE_CHECKING:
    from pipeline.sources.corpus import Corpus, Source
    from pipeline.sources.discrepancy_entries import DiscrepancyEntry
    from pipeline.sources.files import Located
    from pipeline.sources.relation_entries import RelationEntry
    from pipeline.transcription.transcribe import Transcript

AS_IN_THE_WHOLE = ("transcripts", "numerals", "relations", "rules")
"""Steps that are those of the whole check."""


def own_steps(documents: Collection[str]) -> tuple[Step, ...]:
    """The steps that check some documents by themselves."""
    by_name = {step.name: step for step in STEPS}
    transcripts, numerals, relations, rules = (by_name[name] for name in AS_IN_THE_WHOLE)
    return (
        replace(by_name["documents"], run=partial(_read, documents)),
        transcripts,
        numerals,
        replace(by_name["references"], run=_check_own_ids),
        replace(by_name["transcription"], run=_join_own),
        relations,
        rules,
    )


def _read(documents: Collection[str], root: Path) -> Outcome:
    """These documents; of what spans documents, the facts."""
    from pipeline.sources.corpus import Shared
    from pipeline.sources.folders import read_corpus

    corpus, findings = read_corpus(root, documents)
    only_facts = Shared(facts=corpus.shared.facts)
    return Outcome(replace(corpus, shared=only_facts), {WELL_FORMED: findings})


def _check_own_ids(_: Path, documents: "Corpus") -> Outcome:
    """No value; ids that occur twice, measures and members of relations that are not there, parties."""
    from pipeline.sources.party_checks import party_findings
    from pipeline.sources.references import repeated_ids, unknown_measures, unknown_members

    own = replace(
        documents, sources=tuple(_with_own_relations(source) for source in documents.sources)
    )
    findings = [
        *repeated_ids(documents),
        *unknown_measures(documents),
        *unknown_members(own),
        *party_findings(documents),
    ]
    return Outcome(None, {REFERENCES: findings})


def _join_own(_: Path, documents: "Corpus", transcripts: "tuple[Transcript, ...]") -> Outcome:
    """The transcripts together, with the relations and discrepancies that name no other document."""
    from pipeline.transcription.transcribe import joined

    own = [
        replace(
            one, source=replace(one.source, discrepancies=tuple(_own_discrepancies(one.source)))
        )
        for one in transcripts
    ]
    sources = tuple(_with_own_relations(source) for source in documents.sources)
    return Outcome(joined(replace(documents, sources=sources), own), {})


def _with_own_relations(source: "Source") -> "Source":
    """The document without relations that name others, and without emendations that rest on such relations."""
    relations = tuple(own_relations(source))
    names = {at.entry.id for at in relations}
    emendations = tuple(
        item
        for item in source.emendations
        if item.entry.figure is None or item.entry.evidence in names
    )
    return replace(source, relations=relations, emendations=emendations)


def own_relations(source: "Source") -> "Iterator[Located[RelationEntry]]":
    """The relations whose numbers and readings are all in the document, or facts."""
    from pipeline.sources.ids import SHARED, document_of

    readings = {
        reading.id for item in _own_discrepancies(source) for reading in item.entry.readings
    }
    for at in source.relations:
        named = {document_of(name) for _, name in at.entry.members()}
        under = at.entry.reading is None or at.entry.reading in readings
        if named <= {source.id, SHARED} and at.entry.comparability is None and under:
            yield at


def _own_discrepancies(source: "Source") -> "Iterator[Located[DiscrepancyEntry]]":
    """The discrepancies whose statements name no figure or cell of another document."""
    from pipeline.sources.ids import document_of

    for item in source.discrepancies:
        figures = (s.figure for s in item.entry.statements if s.figure is not None)
        cells = (s.cell.document for s in item.entry.statements if s.cell is not None)
        if {*map(document_of, figures), *cells} <= {source.id}:
            yield item
