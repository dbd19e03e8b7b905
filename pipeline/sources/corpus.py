"""The corpus: every hand-owned file of a project, read and checked against its format.

Reading never stops at the first thing that is wrong; a corpus comes with its findings, and what
could not be read is absent from it. Whether entries are true of their documents is not asked here,
only whether files are there, hashes match, ids are unique and references lead somewhere.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from pipeline.documents import Document, PageAnchor, Passage, sha256_of, whole_document
from pipeline.findings import Finding
from pipeline.sources import consistency_entries as consistency
from pipeline.sources import entries
from pipeline.sources.reading import Item, LedgerRow, Located, Reader

MEASURES = "sources/measures.yaml"
RELATIONS = "sources/relations.yaml"
RELEASE = "release.yaml"
LEDGER = "numerals.csv"
WORD_RUNS = "word-runs.txt"
FILES = (
    "source.yaml",
    "document.txt",
    "excerpts.yaml",
    "figures.yaml",
    "relations.yaml",
    "discrepancies.yaml",
    "emendations.yaml",
    "restatements.yaml",
    "waivers.yaml",
    LEDGER,
    WORD_RUNS,
)


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
    release: entries.ReleaseFile | None
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

    def registered_ids(self) -> frozenset[str]:
        """Every id that a file gives or a figure names, whether or not it could be read.

        What is wrong with one of these is a finding already; it need not be found again by others.
        """
        named = (
            name
            for source in self.sources
            for name in (
                *(figure.entry.measure for figure in source.figures),
                *(discrepancy.entry.id for discrepancy in source.discrepancies),
            )
        )
        related = (relation.entry.id for _, relation in self.relations())
        measures = (measure.entry.id for measure in self.measures)
        return self.number_ids().union(named, related, measures)


def relation_ids(root: Path) -> tuple[str, ...]:
    """The ids of all relations, as far as their files can be read; nothing is checked."""
    reader = Reader(root)
    files = [
        RELATIONS,
        *(
            f"sources/{path.parent.name}/relations.yaml"
            for path in root.glob("sources/*/relations.yaml")
        ),
    ]
    read = [reader.optional_entry(file, _AnyRelations) for file in files]
    ids = [item.get("id") for file in read if file is not None for item in file.entry.relations]
    return tuple(sorted({name for name in ids if isinstance(name, str)}))


class _AnyRelations(BaseModel):
    """A file of relations, of which only their ids are wanted."""

    relations: tuple[dict[str, Any], ...] = ()


def read_corpus(root: Path) -> Corpus:
    """Read the hand-owned files under `root`; what is wrong with them stands in `findings`."""
    reader = Reader(root)
    release = reader.entry(RELEASE, entries.ReleaseFile)
    measures_file = reader.entry(MEASURES, entries.MeasuresFile)
    measures = measures_file.items("measures", entries.MeasureEntry) if measures_file else ()
    folders = sorted(
        path.name for path in root.glob("sources/*") if path.is_dir() and path.name != "schemas"
    )
    sources = tuple(
        source for folder in folders if (source := _read_source(reader, folder)) is not None
    )
    for folder in folders:
        _report_strays(reader, folder)
    shared = _shared(reader)
    findings = [
        *reader.findings,
        *_unsound_ids(sources, measures, shared),
        *_unknown_sources(sources),
    ]
    if measures_file is not None:
        findings += _unknown_measures(sources, measures)
    return Corpus(
        root,
        release.entry if release else None,
        measures,
        sources,
        shared,
        tuple(findings),
        unreadable=reader.unreadable,
    )


def _shared(reader: Reader) -> Shared:
    file = reader.optional_entry(RELATIONS, consistency.SharedRelationsFile)
    if file is None:
        return Shared()
    return Shared(
        file.items("comparabilities", consistency.ComparabilityEntry),
        file.items("facts", consistency.FactEntry),
        file.items("relations", consistency.RelationEntry),
    )


def _read_source(reader: Reader, folder: str) -> Source | None:
    """A folder read by a reader of its own, so that the source knows what of it could not be read."""
    own = Reader(reader.root)
    source = _source(own, folder)
    reader.findings += own.findings
    reader.unreadable |= own.unreadable
    return replace(source, unreadable=own.unreadable) if source else None


def _source(reader: Reader, folder: str) -> Source | None:
    path = f"sources/{folder}"
    about = reader.entry(f"{path}/source.yaml", entries.SourceEntry)
    if about is None:
        return None
    if about.entry.id != folder:
        reader.findings.append(
            about.finding(
                about.entry.id,
                f"the folder is named {folder}, the id is {about.entry.id}",
                "name them alike",
                "id",
            )
        )
    quoted = about.entry.text == "excerpts"
    excerpts = reader.entry(f"{path}/excerpts.yaml", entries.ExcerptsFile) if quoted else None
    excerpt_list = excerpts.items("excerpts", entries.ExcerptEntry) if excerpts else ()
    transcribed = about.entry.text != "none"
    figures = reader.entry(f"{path}/figures.yaml", entries.FiguresFile) if transcribed else None
    relations = reader.optional_entry(f"{path}/relations.yaml", consistency.RelationsFile)
    discrepancies = reader.optional_entry(
        f"{path}/discrepancies.yaml", consistency.DiscrepanciesFile
    )
    emendations = reader.optional_entry(f"{path}/emendations.yaml", consistency.EmendationsFile)
    restatements = reader.optional_entry(f"{path}/restatements.yaml", consistency.RestatementsFile)
    waivers = reader.optional_entry(f"{path}/waivers.yaml", entries.WaiversFile)
    table_files = sorted((reader.root / path / "tables").glob("*.yaml"))
    tables = [reader.entry(f"{path}/tables/{file.name}", entries.TableFile) for file in table_files]
    return Source(
        about=about,
        document=_document(reader, about, excerpt_list) if not quoted or excerpts else None,
        transcribed_by=figures.entry.transcribed_by if figures else "none",
        checked_by=figures.entry.checked_by if figures else "none",
        figures=_items(figures, "figures", entries.FigureEntry),
        retired=_items(figures, "retired", entries.RetiredFigure),
        excerpts=excerpt_list,
        tables=tuple(table for table in tables if table is not None),
        quantities=_items(relations, "quantities", consistency.QuantityEntry),
        relations=_items(relations, "relations", consistency.RelationEntry),
        discrepancies=_items(discrepancies, "discrepancies", consistency.DiscrepancyEntry),
        emendations=_items(emendations, "emendations", consistency.EmendationEntry),
        restatements=_items(restatements, "restatements", consistency.RestatementEntry),
        ledger=reader.ledger(f"{path}/{LEDGER}") if quoted else (),
        waivers=_items(waivers, "waivers", entries.WaiverEntry),
        word_runs=frozenset((reader.text_of(f"{path}/{WORD_RUNS}") or "").split())
        if quoted
        else frozenset(),
        refused_relations=frozenset(
            discrepancies.refused_values("relation") if discrepancies else ()
        ),
        refused_tokens=frozenset(figures.refused_values("at") if figures else ()),
        refused=frozenset(
            name
            for file in (figures, relations, discrepancies, emendations)
            if file is not None
            for name in file.refused_values("id")
        ),
    )


def _items(file: Located[Any] | None, name: str, kind: type[Item]) -> tuple[Located[Item], ...]:
    return file.items(name, kind) if file else ()


def _report_strays(reader: Reader, folder: str) -> None:
    """A file of another name than those that are read is a mistake that nobody would notice."""
    place = reader.root / "sources" / folder
    for path in sorted(place.rglob("*")):
        name = path.relative_to(place).as_posix()
        if path.is_file() and name not in FILES and not re.fullmatch(r"tables/[^/]+\.yaml", name):
            near = get_close_matches(name, FILES, n=1)
            reader.report(
                f"sources/{folder}/{name}",
                0,
                name,
                f"nothing reads a file of this name; a folder holds {', '.join(FILES)} and tables/*.yaml",
                f"rename it to {near[0]}" if near else "rename it, or take it out",
            )


def _document(
    reader: Reader,
    about: Located[entries.SourceEntry],
    excerpts: tuple[Located[entries.ExcerptEntry], ...],
) -> Document | None:
    entry = about.entry
    if entry.text == "excerpts":
        passages = tuple(
            Passage(excerpt.entry.start, excerpt.entry.line, excerpt.entry.text)
            for excerpt in excerpts
        )
        return Document(entry.id, f"sources/{entry.id}/excerpts.yaml", passages, text_held=False)
    if entry.text == "none":
        return None
    file = f"sources/{entry.id}/document.txt"
    content = reader.bytes_of(file)
    if content is None:
        return None
    if sha256_of(content) != entry.text_sha256:
        reader.findings.append(
            about.finding(
                file,
                f"its sha256 is {sha256_of(content)},\nsource.yaml pins {entry.text_sha256}",
                "restore the text as received; if another rendition was received, pin its hash and read every "
                "figure again",
                "text_sha256",
            )
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        reader.report(file, 0, file, f"not UTF-8: {error.reason}", "restore the text as received")
        return None
    return whole_document(
        entry.id, file, text, tuple(PageAnchor(page.line, page.page) for page in entry.pages)
    )


def _unsound_ids(
    sources: tuple[Source, ...],
    measures: tuple[Located[entries.MeasureEntry], ...],
    shared: Shared,
) -> Iterator[Finding]:
    """Ids that stand twice: of measures, figures (tombstones included), relations, and so on."""
    numbers: list[Located[Any]] = [*shared.facts]
    relations: list[Located[Any]] = [*shared.relations]
    discrepancies: list[Located[Any]] = []
    readings: dict[str, str] = {}
    emendations: list[Located[Any]] = []
    for source in sources:
        numbers += [*source.figures, *source.retired, *source.quantities]
        relations += source.relations
        discrepancies += source.discrepancies
        for item in source.discrepancies:
            for reading in item.entry.readings:
                if reading.id in readings:
                    found = f"the reading `{reading.id}` stands already in {readings[reading.id]}"
                    remedy = "give it an id of its own"
                    yield item.finding(item.entry.id, found, remedy, "readings")
                readings[reading.id] = item.entry.id
        emendations += source.emendations
    for items in (measures, numbers, relations, discrepancies, emendations, shared.comparabilities):
        yield from _repeated((item.entry.id, item) for item in items)


def _repeated(items: Iterable[tuple[str, Located[Any]]]) -> Iterator[Finding]:
    first: dict[str, Located[Any]] = {}
    for name, item in items:
        if name in first:
            other = first[name]
            yield item.finding(
                name,
                f"the id stands already in {other.file}:{other.line('id')}",
                "give this entry an id of its own; an id is never reused, also not a retired one",
                "id",
            )
        first.setdefault(name, item)


def _unknown_measures(
    sources: tuple[Source, ...], measures: tuple[Located[entries.MeasureEntry], ...]
) -> Iterator[Finding]:
    known = {measure.entry.id for measure in measures}
    for source in sources:
        measured: list[Located[Any]] = [*source.figures, *source.quantities]
        for item in measured:
            if item.entry.measure not in known:
                yield item.finding(
                    item.entry.id,
                    f"the measure `{item.entry.measure}` is not defined",
                    f"define it in {MEASURES}{_or_one_like(item.entry.measure, known)}",
                    "measure",
                )


def _or_one_like(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, known, n=3)
    return f", or name one that is: {', '.join(near)}" if near else ""


def _unknown_sources(sources: tuple[Source, ...]) -> Iterator[Finding]:
    known = {source.id for source in sources}
    for source in sources:
        for name in ("covers", "supersedes"):
            other = getattr(source.about.entry, name)
            if other is not None and other not in known:
                yield source.about.finding(
                    source.id,
                    f"`{name}` names {other}, which has no folder",
                    f"add sources/{other}/",
                    name,
                )
