"""The corpus: every document of a project with what people entered about it, as values.

A corpus comes with what is wrong with its files, and what could not be read is absent from it. How it is
read stands in `folders`; whether entries are true of their documents is not asked here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.sources import entries, release_entries
from pipeline.sources import relation_entries as consistency
from pipeline.sources.files import LedgerRow, Located
from pipeline.sources.findings import Finding
from pipeline.text.documents import Document


@dataclass(frozen=True)
class Source:
    """A document's folder under `sources/`.

    `word_runs` are truncated hashes of what may not be quoted in one run (`attestation`). `refused` are ids of entries that stand in its files and are not of the right form, `refused_tokens` the tokens
    of such figures, `refused_relations` the relations of such discrepancies. `unreadable` says that a file of it could not be read at all.
    """

    about: Located[entries.SourceEntry]
    document: Document | None = None
    transcribed_by: entries.Actor = "none"
    checked_by: entries.Actor = "none"
    figures: tuple[Located[entries.FigureEntry], ...] = ()
    retired: tuple[Located[entries.RetiredFigure], ...] = ()
    excerpts: tuple[Located[entries.ExcerptEntry], ...] = ()
    tables: tuple[Located[entries.TableFile], ...] = ()
    quantities: tuple[Located[consistency.QuantityEntry], ...] = ()
    relations: tuple[Located[consistency.RelationEntry], ...] = ()
    discrepancies: tuple[Located[consistency.DiscrepancyEntry], ...] = ()
    emendations: tuple[Located[consistency.EmendationEntry], ...] = ()
    restatements: tuple[Located[consistency.RestatementEntry], ...] = ()
    waivers: tuple[Located[entries.WaiverEntry], ...] = ()
    ledger: tuple[LedgerRow, ...] = ()
    word_runs: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    refused_relations: frozenset[str] = frozenset()
    refused_tokens: frozenset[str] = frozenset()
    unreadable: bool = False

    @property
    def id(self) -> str:
        """Id of the document."""
        return self.about.entry.id

    @property
    def report(self) -> str:
        """Id of the report that the document is, or is about."""
        return self.about.entry.covers or self.id


@dataclass(frozen=True)
class Shared:
    """What is said of several documents at once (`sources/relations.yaml`)."""

    comparabilities: tuple[Located[consistency.ComparabilityEntry], ...] = ()
    facts: tuple[Located[consistency.FactEntry], ...] = ()
    relations: tuple[Located[consistency.RelationEntry], ...] = ()


@dataclass(frozen=True)
class Corpus:
    """Every document of a project, the vocabulary of measures, and the head of the release.

    `unreadable` says that a file could not be read at all, so that ids may be missing here.
    """

    root: Path
    release: Located[release_entries.ReleaseFile] | None
    measures: tuple[Located[entries.MeasureEntry], ...]
    sources: tuple[Source, ...]
    shared: Shared
    findings: tuple[Finding, ...]
    unreadable: bool

    def relations(self) -> Iterator[tuple[Source | None, Located[consistency.RelationEntry]]]:
        """Every relation, with the document it is about; None where it spans documents."""
        for source in self.sources:
            for relation in source.relations:
                yield source, relation
        for relation in self.shared.relations:
            yield None, relation

    def may_be_figure(self, name: str) -> bool:
        """Whether a file gives the id to a figure, or may give it and could not be read."""
        return self.unreadable or name in self.figure_ids()

    def figure_ids(self) -> frozenset[str]:
        """Ids of figures, and of entries that were refused and may be figures."""
        return frozenset(
            name
            for source in self.sources
            for name in (*(figure.entry.id for figure in source.figures), *source.refused)
        )

    def number_ids(self) -> frozenset[str]:
        """Ids of figures, quantities and facts."""
        quantities = (item.entry.id for source in self.sources for item in source.quantities)
        facts = (fact.entry.id for fact in self.shared.facts)
        return self.figure_ids().union(quantities, facts)
