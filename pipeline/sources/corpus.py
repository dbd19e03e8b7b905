"""The corpus: the documents of a project with what people entered about them, as values.

Only documents whose files all have the right form are in it. How files are read is in `folders`; whether an
entry is true of its document is decided in `transcription`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pipeline.sources import answer_entries, discrepancy_entries, release_entries
from pipeline.sources import relation_entries as consistency
from pipeline.sources.character_boxes import NO_BOXES, CharacterBoxes
from pipeline.sources.entries import Actor
from pipeline.sources.figure_entries import FigureEntry, RetiredFigure
from pipeline.sources.files import LedgerRow, Located
from pipeline.sources.measure_entries import MeasureEntry, PartyEntry
from pipeline.sources.source_entries import ExcerptEntry, SourceEntry
from pipeline.sources.table_catalog import catalog_of
from pipeline.sources.table_entries import ShapeFile, TableFile
from pipeline.sources.waiver_entries import WaiverEntry
from pipeline.text.documents import Document
from schemas.catalog import Catalog


@dataclass(frozen=True)
class Source:
    """A document's folder under `sources/`.

    `word_runs` are truncated hashes of the runs of words that must not be quoted (`ledgers`).
    """

    about: Located[SourceEntry]
    document: Document | None = None
    boxes: CharacterBoxes = NO_BOXES
    transcribed_by: Actor = "none"
    checked_by: Actor = "none"
    figures: tuple[Located[FigureEntry], ...] = ()
    retired: tuple[Located[RetiredFigure], ...] = ()
    excerpts: tuple[Located[ExcerptEntry], ...] = ()
    tables: tuple[Located[TableFile], ...] = ()
    quantities: tuple[Located[consistency.QuantityEntry], ...] = ()
    relations: tuple[Located[consistency.RelationEntry], ...] = ()
    discrepancies: tuple[Located[discrepancy_entries.DiscrepancyEntry], ...] = ()
    emendations: tuple[Located[discrepancy_entries.EmendationEntry], ...] = ()
    restatements: tuple[Located[discrepancy_entries.RestatementEntry], ...] = ()
    waivers: tuple[Located[WaiverEntry], ...] = ()
    ledger: tuple[LedgerRow, ...] = ()
    word_runs: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return f"Source({self.id})"

    @property
    def entry(self) -> SourceEntry:
        """What `source.yaml` states."""
        return self.about.entry

    @property
    def id(self) -> str:
        """Id of the document."""
        return self.entry.id

    @property
    def report(self) -> str:
        """Id of the report that the document is, or is about."""
        return self.entry.covers or self.id

    @property
    def text_held(self) -> bool:
        """Whether the whole text is in the repository."""
        return self.document is not None and self.document.text_held


@dataclass(frozen=True)
class Shared:
    """What `sources/relations.yaml` and `sources/answers.yaml` state about several documents at once."""

    comparabilities: tuple[Located[consistency.ComparabilityEntry], ...] = ()
    facts: tuple[Located[consistency.FactEntry], ...] = ()
    relations: tuple[Located[consistency.RelationEntry], ...] = ()
    answers: tuple[Located[answer_entries.AnswerEntry], ...] = ()
    cell_shares: tuple[Located[answer_entries.CellSharesEntry], ...] = ()

    def __repr__(self) -> str:
        return f"Shared({len(self.facts)} facts, {len(self.relations)} relations)"


@dataclass(frozen=True)
class Corpus:
    """The documents of a project, the vocabulary of measures, and the head of the release.

    `release` is None, and `measures` or `shared` are empty, where their file has findings.
    """

    root: Path
    release: Located[release_entries.ReleaseFile] | None
    measures: tuple[Located[MeasureEntry], ...]
    sources: tuple[Source, ...]
    shared: Shared
    shapes: Mapping[str, Located[ShapeFile]] = field(default_factory=dict)
    parties: tuple[Located[PartyEntry], ...] = ()

    def __repr__(self) -> str:
        return f"Corpus({len(self.sources)} documents, {len(self.measures)} measures)"

    @property
    def head(self) -> release_entries.ReleaseFile:
        """What `release.yaml` states; only where it was read without findings."""
        assert self.release is not None
        return self.release.entry

    @cached_property
    def catalog(self) -> Catalog:
        """The tables of the corpus: those of every corpus, and those that its documents declare."""
        tables = ((source.id, table) for source in self.sources for table in source.tables)
        return catalog_of(tables, self.shapes)

    def relations(self) -> Iterator[tuple[Source | None, Located[consistency.RelationEntry]]]:
        """Every relation, with the document it is about; None where it spans documents."""
        for source in self.sources:
            for relation in source.relations:
                yield source, relation
        for relation in self.shared.relations:
            yield None, relation

    def cells_named(self) -> Iterator[consistency.CellReference]:
        """Every cell or column of a table that a relation or an answer names."""
        for _, relation in self.relations():
            yield from relation.entry.cells()
        for answer in self.shared.answers:
            yield from answer.entry.cells()

    def retired(self) -> dict[str, str]:
        """Retired ids of figures, each with the version in which it was retired."""
        return {
            item.entry.id: item.entry.retired_in
            for source in self.sources
            for item in source.retired
        }
