"""A document as it is on the disk now: its entries compared with its text, and what is proposed beside them.

Everything is read anew each time, so that entries edited by hand count like those decided in a review. The steps are
those of `oversight check ID`, with numerals that are not accounted for yet let through.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pipeline.consistency.relations import Relation
from pipeline.orchestration.own_steps import own_steps
from pipeline.orchestration.run import Outcome, Run, Step, run_steps
from pipeline.review.proposed import Proposals, proposals_for
from pipeline.sources.corpus import Corpus, Source
from pipeline.sources.findings import Finding
from pipeline.sources.folders import read_source
from pipeline.sources.ids import LOCAL
from pipeline.sources.measure_entries import MeasureEntry
from pipeline.sources.table_catalog import catalog_of, declaration_findings
from pipeline.transcription.completeness import Account, completeness_of
from pipeline.transcription.transcribe import Transcript, transcribe


@dataclass(frozen=True)
class State:
    """What is confirmed of a document, what is proposed, and the findings about what is confirmed."""

    root: Path
    corpus: Corpus
    transcript: Transcript
    accounts: Sequence[Account]
    relations: Sequence[Relation]
    findings: tuple[Finding, ...]
    proposals: Proposals

    @property
    def source(self) -> Source:
        """The document."""
        return self.transcript.source

    @property
    def measures(self) -> dict[str, MeasureEntry]:
        """The vocabulary, by id."""
        return {at.entry.id: at.entry for at in self.corpus.measures}


def state_of(root: Path, source_id: str) -> State | list[Finding] | str:
    """The document; findings where its text cannot be read, a message where there is none to review."""
    if not is_document(root, source_id):
        return unknown_document(source_id)
    run = run_steps(root, _steps(source_id))
    transcript = _transcript(root, source_id, run)
    if transcript is None:
        return list(run.findings)
    if transcript.source.document is None or not transcript.source.text_held:
        return f"the text of {source_id} is not held; a review needs the whole text"
    numerals = run.value("numerals") if "numerals" in run.outcomes else {}
    counted = numerals[source_id] if source_id in numerals else completeness_of(transcript)
    return State(
        root,
        run.value("documents"),
        transcript,
        counted.accounts,
        run.value("relations") if "relations" in run.outcomes else (),
        run.findings,
        proposals_for(root, transcript.source),
    )


def is_document(root: Path, source_id: str) -> bool:
    """Whether there is a document of that id."""
    is_id = re.fullmatch(LOCAL, source_id) is not None
    return is_id and (root / "sources" / source_id / "source.yaml").is_file()


def unknown_document(source_id: str) -> str:
    """The message about an id without a document."""
    return (
        f"there is no document {source_id}: no folder of that name in sources/ has a "
        "source.yaml; `oversight add` makes one"
    )


def _steps(source_id: str) -> tuple[Step, ...]:
    """The steps of `oversight check ID`, in which the document counts as transcribed in part."""
    first, *others = own_steps([source_id])
    return (replace(first, run=partial(_read_in_part, first)), *others)


def _read_in_part(step: Step, root: Path) -> Outcome:
    outcome = step.run(root)
    sources = tuple(map(in_part, outcome.value.sources))
    return Outcome(replace(outcome.value, sources=sources), outcome.checks)


def in_part(source: Source) -> Source:
    """The document, with numerals that nothing accounts for let through."""
    entry = source.entry.model_copy(update={"transcription": "partial"})
    return replace(source, about=replace(source.about, entry=entry))


def _transcript(root: Path, source_id: str, run: Run) -> Transcript | None:
    """What was read; of a document whose entries have findings, what is sound."""
    read: tuple[Transcript, ...] = run.value("transcripts")
    transcript = next(iter(read), None)
    if transcript is not None:
        return transcript
    corpus: Corpus = run.value("documents")
    source, _ = read_source(root, source_id, corpus.shapes)
    if source is None:
        return None
    source = _with_readable_tables(source, corpus)
    measures = {at.entry.id: at.entry for at in corpus.measures}
    catalog = catalog_of([(source_id, at) for at in source.tables], corpus.shapes)
    return transcribe(in_part(source), measures, catalog)[0]


def _with_readable_tables(source: Source, corpus: Corpus) -> Source:
    """The document with those tables alone that have a model."""
    tables = (
        at
        for at in source.tables
        if not any(declaration_findings(source.id, (at,), corpus.shapes, frozenset()))
    )
    return replace(source, tables=tuple(tables))
