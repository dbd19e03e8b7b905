"""The hand-owned files of a project, read into a corpus and checked against their formats.

Reading never stops at the first finding. Only the form of files and the hashes of texts are checked here;
ids and references between entries are checked in `references`.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pipeline.sources import (
    answer_entries,
    discrepancy_blocks,
    discrepancy_entries,
    release_entries,
)
from pipeline.sources import relation_entries as consistency
from pipeline.sources.character_boxes import NO_BOXES, CharacterBoxes, read_boxes
from pipeline.sources.corpus import Corpus, Shared, Source
from pipeline.sources.figure_blocks import with_blocks_spread
from pipeline.sources.figure_entries import FigureEntry, FiguresFile, RetiredFigure
from pipeline.sources.files import Item, Located, Reader
from pipeline.sources.findings import Finding
from pipeline.sources.ids import RESERVED, SHARED
from pipeline.sources.measure_entries import MeasureEntry, MeasuresFile, PartiesFile, PartyEntry
from pipeline.sources.source_entries import ExcerptEntry, ExcerptsFile, PagesEntry, SourceEntry
from pipeline.sources.table_catalog import Shapes, declaration_findings, shape_findings
from pipeline.sources.table_entries import ShapeFile, TableFile
from pipeline.sources.table_titles import untitled_findings
from pipeline.sources.waiver_entries import WaiverEntry, WaiversFile
from pipeline.text.documents import Document, Passage, sha256_of, whole_document
from pipeline.text.page_numbers import read_pages
from pipeline.text.unreadable_characters import unreadable_characters

MEASURES = "sources/measures.yaml"
RELATIONS = "sources/relations.yaml"
ANSWERS = "sources/answers.yaml"
PARTIES = "sources/parties.yaml"
SHAPES = "sources/shapes"
RELEASE = "release.yaml"
LEDGER = "numerals.csv"
WORD_RUNS = "word-runs.txt"
PROPOSALS = "proposals"
"""The folder of a document in which software writes what it proposes; nothing that is published reads it."""
BOXES = "boxes.jsonl"
TEXT_FILES = {
    "whole": ("document.txt", BOXES),
    "excerpts": ("excerpts.yaml", LEDGER, WORD_RUNS, BOXES),
    "none": (),
}
"""The files that hold a text, by the `text` that `source.yaml` states."""
ENTRY_FILES = (
    "source.yaml",
    "figures.yaml",
    "relations.yaml",
    "discrepancies.yaml",
    "emendations.yaml",
    "restatements.yaml",
    "waivers.yaml",
)
FILES = (*ENTRY_FILES, *dict.fromkeys(name for names in TEXT_FILES.values() for name in names))
"""Every file that is read from a document's folder, tables apart."""


def read_corpus(
    root: Path, only: Collection[str] | None = None
) -> tuple[Corpus, tuple[Finding, ...]]:
    """Read the hand-owned files under `root`; documents whose files have findings are left out.

    So are documents with a shape that has findings. No document is read where the vocabulary of measures has
    findings, since each depends on it. With `only`, no other folders of documents are read.
    """
    reader, across = Reader(root), Reader(root, SHARED)
    release = reader.entry(RELEASE, release_entries.ReleaseFile)
    shared = across.optional_entry(RELATIONS, consistency.SharedRelationsFile)
    parties = reader.optional_entry(PARTIES, PartiesFile)
    answers = across.optional_entry(ANSWERS, answer_entries.AnswersFile)
    measures = reader.entry(MEASURES, MeasuresFile)
    _report_reserved(reader)
    shapes, refused = _shapes(reader)
    folders = [name for name in folders_of_documents(root) if only is None or name in only]
    read = [read_source(root, folder, shapes, refused) for folder in folders]
    sound = (
        source
        for source, findings in read
        if source is not None
        and not findings
        and not any(table.entry.shape in refused for table in source.tables)
    )
    corpus = Corpus(
        root,
        release,
        measures.items("measures", MeasureEntry) if measures else (),
        tuple(sound) if measures is not None else (),
        _shared(shared, answers),
        shapes,
        parties.items("parties", PartyEntry) if parties else (),
    )
    of_documents = (finding for _, findings in read for finding in findings)
    return corpus, (*reader.findings, *across.findings, *of_documents)


def read_source(
    root: Path, folder: str, shapes: Shapes, refused: frozenset[str] = frozenset()
) -> tuple[Source | None, list[Finding]]:
    """A document's folder as far as it can be read, and the findings about the form of its files.

    The document is None where its `source.yaml` has findings.
    """
    reader = Reader(root, folder)
    source = _source(reader, folder)
    files = FILES if source is None else (*ENTRY_FILES, *TEXT_FILES[source.entry.text])
    _report_strays(reader, folder, files)
    if source is not None:
        reader.findings += declaration_findings(source.id, source.tables, shapes, refused)
        reader.findings += untitled_findings(source.id, source.tables)
    return source, reader.findings


def _shapes(reader: Reader) -> tuple[Shapes, frozenset[str]]:
    """The shapes that documents may share, by name, and the names of those that have findings."""
    if (reader.root / SHAPES / "source.yaml").exists():
        return {}, frozenset()  # a document by a name that is not its own: its files are no shapes
    files = sorted(reader.root.glob(f"{SHAPES}/*.yaml"))
    read = {file.stem: reader.entry(f"{SHAPES}/{file.name}", ShapeFile) for file in files}
    shapes = {name: shape for name, shape in read.items() if shape is not None}
    findings = list(shape_findings(shapes))
    reader.findings += findings
    wrong = {finding.file for finding in findings}
    sound = {name: shape for name, shape in shapes.items() if shape.file not in wrong}
    return sound, frozenset(read.keys() - sound.keys())


def folders_of_documents(root: Path) -> list[str]:
    """Names of the folders that hold a document."""
    paths = root.glob("sources/*")
    names = sorted(path.name for path in paths if path.is_dir() and path.name not in RESERVED)
    return [name for name in names if _is_utf8(name)]


def _is_utf8(name: str) -> bool:
    return name.isprintable()  # bytes that are no UTF-8 become surrogates, which are not printed


def _report_reserved(reader: Reader) -> None:
    """Folders of documents that have a name which the corpus itself uses, or that is no UTF-8."""
    for path in sorted(reader.root.glob("sources/*")):
        if not _is_utf8(path.name):
            shown = path.name.encode("utf-8", "replace").decode()
            found = "the name of the folder is no UTF-8, or has characters that are not printed"
            remedy = "name it in lower case with hyphens"
            reader.report(f"sources/{shown}", 0, shown, found, remedy, "document-name")
    for name in RESERVED:
        file = f"sources/{name}/source.yaml"
        if (reader.root / file).exists():
            found = f"a document is not named {', '.join(RESERVED)}"
            remedy = "rename the folder, and give the document its name"
            reader.report(file, 0, name, found, remedy, "document-name")


def _shared(
    file: Located[consistency.SharedRelationsFile] | None,
    answers: Located[answer_entries.AnswersFile] | None,
) -> Shared:
    return Shared(
        _items(file, "comparabilities", consistency.ComparabilityEntry),
        _items(file, "facts", consistency.FactEntry),
        _items(file, "relations", consistency.RelationEntry),
        _items(answers, "answers", answer_entries.AnswerEntry),
        _items(answers, "cell_shares", answer_entries.CellSharesEntry),
    )


def _source(reader: Reader, folder: str) -> Source | None:
    path = f"sources/{folder}"
    about = reader.entry(f"{path}/source.yaml", SourceEntry)
    if about is None:
        return None
    if about.entry.id != folder:
        reader.findings.append(_another_name(reader, about, folder))
    quoted = about.entry.text == "excerpts"
    excerpts = reader.entry(f"{path}/excerpts.yaml", ExcerptsFile) if quoted else None
    excerpt_list = excerpts.items("excerpts", ExcerptEntry) if excerpts else ()
    entry = reader.optional_entry if about.entry.text == "none" else reader.entry
    figures = entry(f"{path}/figures.yaml", FiguresFile, with_blocks_spread)
    relations = reader.optional_entry(f"{path}/relations.yaml", consistency.RelationsFile)
    discrepancies = reader.optional_entry(
        f"{path}/discrepancies.yaml",
        discrepancy_entries.DiscrepanciesFile,
        discrepancy_blocks.BLOCKS.spread,
    )
    emendations = reader.optional_entry(
        f"{path}/emendations.yaml", discrepancy_entries.EmendationsFile
    )
    restatements = reader.optional_entry(
        f"{path}/restatements.yaml", discrepancy_entries.RestatementsFile
    )
    waivers = reader.optional_entry(f"{path}/waivers.yaml", WaiversFile)
    document = _document(reader, about, excerpt_list) if not quoted or excerpts else None
    table_files = sorted((reader.root / path / "tables").glob("*.yaml"))
    tables = [
        reader.entry(f"{path}/tables/{file.name}", TableFile)
        for file in table_files
        if _is_utf8(file.name)
    ]
    return Source(
        about=about,
        document=document,
        boxes=_boxes(reader, f"{path}/{BOXES}", document),
        transcribed_by=figures.entry.transcribed_by if figures else "none",
        checked_by=figures.entry.checked_by if figures else "none",
        figures=_items(figures, "figures", FigureEntry),
        retired=_items(figures, "retired", RetiredFigure),
        excerpts=excerpt_list,
        tables=tuple(table for table in tables if table is not None),
        quantities=_items(relations, "quantities", consistency.QuantityEntry),
        relations=_items(relations, "relations", consistency.RelationEntry),
        discrepancies=_items(discrepancies, "discrepancies", discrepancy_entries.DiscrepancyEntry),
        emendations=_items(emendations, "emendations", discrepancy_entries.EmendationEntry),
        restatements=_items(restatements, "restatements", discrepancy_entries.RestatementEntry),
        ledger=reader.ledger(f"{path}/{LEDGER}") if quoted else (),
        waivers=_items(waivers, "waivers", WaiverEntry),
        word_runs=frozenset((reader.text_of(f"{path}/{WORD_RUNS}") or "").split())
        if quoted
        else frozenset(),
    )


def _another_name(reader: Reader, about: Located[SourceEntry], folder: str) -> Finding:
    """A document whose id is not the name of its folder; it may be that of another folder."""
    name = about.entry.id
    found, remedy = f"the folder is named {folder}, the id is {name}", "name them alike"
    if (reader.root / "sources" / name).is_dir():
        found = f"the document in sources/{name}/ has the same id; this folder is named {folder}"
        remedy = f"write `id: {folder}`, or name both otherwise"
    return about.finding(name, found, remedy, "id", code="document-name")


def _items(file: Located[Any] | None, name: str, kind: type[Item]) -> tuple[Located[Item], ...]:
    return file.items(name, kind) if file else ()


def _report_strays(reader: Reader, folder: str, files: Sequence[str]) -> None:
    """Files that nothing reads: a misspelled name, or a text where `source.yaml` states another kind."""
    path = reader.root / "sources" / folder
    for stray in sorted(path.rglob("*")):
        name = stray.relative_to(path).as_posix()
        if name.startswith(f"{PROPOSALS}/"):
            continue
        known = name in files or re.fullmatch(r"tables/[^/]+\.yaml", name)
        if not _is_utf8(name):
            shown = name.encode("utf-8", "replace").decode()
            found = "the name of the file is no UTF-8, or has characters that are not printed"
            remedy = "rename it, or take it out"
            reader.report(f"sources/{folder}/{shown}", 0, shown, found, remedy, "file-unknown")
        elif not known and not stray.is_file() and not stray.is_dir():
            found = "it is a pipe, a device or a broken link, not a file"
            reader.report(f"sources/{folder}/{name}", 0, name, found, "take it out", "file-unknown")
        elif not known and stray.is_file():
            near = get_close_matches(name, files, n=1)
            reader.report(
                f"sources/{folder}/{name}",
                0,
                name,
                f"nothing reads this file; the folder may have {', '.join(files)} and tables/*.yaml",
                f"rename it to {near[0]}" if near else "rename it, or take it out",
                "file-unknown",
            )


def _document(
    reader: Reader,
    about: Located[SourceEntry],
    excerpts: tuple[Located[ExcerptEntry], ...],
) -> Document | None:
    entry, folder = about.entry, about.file.removesuffix("/source.yaml")
    if entry.text == "excerpts":
        passages = tuple(
            Passage(excerpt.entry.start, excerpt.entry.line, excerpt.entry.text)
            for excerpt in excerpts
        )
        return Document(entry.id, f"{folder}/excerpts.yaml", passages, text_held=False)
    if entry.text == "none":
        return None
    file = f"{folder}/document.txt"
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
                code="text-changed",
            )
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        found, remedy = f"not UTF-8: {error.reason}", "restore the text as received"
        reader.report(file, 0, file, found, remedy, "file-unreadable")
        return None
    for problem in unreadable_characters(text):
        remedy = "convert the document again without it, pin the new text's hash, and read its figures again"
        reader.report(file, problem.line, file, problem.found, remedy, "text-characters")
    document = whole_document(entry.id, file, text)
    if any(finding.file == file for finding in reader.findings):
        return document
    return document if entry.pages is None else _paged(reader, about, document, entry.pages)


def _boxes(reader: Reader, file: str, document: Document | None) -> CharacterBoxes:
    """The boxes of a document's characters, none where its folder has no file of them.

    Findings are about those that are not of its text; the text of excerpts is not here.
    """
    if document is None or not (reader.root / file).is_file():
        return NO_BOXES
    text = document.passages[0].text if document.text_held else None
    boxes, problems = read_boxes(reader.text_of(file) or "", text)
    for problem in problems:
        remedy = "add the original again: `oversight add FILE --id ID --replace`"
        reader.report(file, problem.line, BOXES, problem.found, remedy, "boxes")
    return boxes


def _paged(
    reader: Reader, about: Located[SourceEntry], document: Document, entry: PagesEntry
) -> Document:
    """The document with the pages that its text proves, and findings about the others."""
    pages = read_pages(document, entry.layout())
    for problem in pages.problems:
        reader.findings.append(
            about.finding(
                document.source_id,
                problem.found,
                problem.remedy,
                "pages",
                *problem.path,
                code="page",
            )
        )
    return replace(document, pages=pages.anchors, page_numbers=pages.numbers)
