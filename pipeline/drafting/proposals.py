"""What software proposes for a document: figures, measures, waivers, relations and discrepancies, and the files that they are written to.

The files are below `sources/ID/proposals/`, in the form of the folder's own files, and are replaced as a whole each time.
Numerals that a figure, a table or a waiver accounts for are left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipeline.drafting.cell_relations import (
    Contradiction,
    PrintedCell,
    cell_relations,
    printed_cells,
)
from pipeline.drafting.chart_numbers import WHY as WHY_DATA
from pipeline.drafting.chart_numbers import may_be_data
from pipeline.drafting.discrepancies import FILE as DISCREPANCIES
from pipeline.drafting.discrepancies import Group, discrepancies_file, draft_discrepancies
from pipeline.drafting.figure_drafts import FigureDraft
from pipeline.drafting.figures import draft_figures
from pipeline.drafting.numbers_of_tables import spans_of_drafted_tables, tables_read
from pipeline.drafting.proposal_files import proposal_files
from pipeline.drafting.relations import MOST_TRIED, RelationProposal, draft_relations
from pipeline.drafting.waivers import WaiverProposal, draft_waivers, reason_for
from pipeline.package.durable_files import put_in_place, sync_folders, write_file
from pipeline.sources.corpus import Source
from pipeline.sources.findings import Finding
from pipeline.sources.folders import PROPOSALS, read_corpus, read_source
from pipeline.sources.ids import LOCAL
from pipeline.sources.measure_entries import MeasureEntry
from pipeline.sources.table_catalog import catalog_of
from pipeline.text.documents import Document, Span
from pipeline.transcription.completeness import Unaccounted, completeness_of
from pipeline.transcription.numeral_readers import spans_of_figures
from pipeline.transcription.transcribe import Transcript, transcribe

MOST_NUMERALS = 5_000
"""Numerals of a document that are drafted at once, the first ones first."""
FILES = ("figures.yaml", "measures.yaml", "waivers.yaml", "relations.yaml", DISCREPANCIES)


@dataclass(frozen=True)
class Draft:
    """The proposals for a document; how many numerals were not accounted for, and are in tables that are proposed."""

    source: Source
    figures: FigureDraft
    waivers: tuple[WaiverProposal, ...]
    relations: tuple[RelationProposal, ...]
    numerals: int
    discrepancies: tuple[Group, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    in_tables: int = 0
    relations_not_tried: int | None = None
    """The line from which no relations were searched for, where there are too many numbers."""
    unaccounted: frozenset[int] = frozenset()
    """Where numerals begin that the document's own entries do not account for."""

    def files(self) -> dict[str, str]:
        """The text of each file of proposals, by its name."""
        assert self.source.document is not None
        files = proposal_files(self.source.document, self.figures, self.waivers, self.relations)
        if self.discrepancies or self.contradictions:
            others = [line for one in self.contradictions for line in one.lines()]
            files[DISCREPANCIES] = discrepancies_file(self.discrepancies, others)
        return files

    def _failing(self) -> Iterator[str]:
        places = sum(len(group) for _, group in self.discrepancies)
        if places:
            yield f"{places} places in which a rule of a table fails are proposed as discrepancies"
        if self.contradictions:
            number = len(self.contradictions)
            yield f"{number} numbers that a cell of a table contradicts are proposed as discrepancies"

    def _left(self) -> Iterator[str]:
        left = self.numerals - self.in_tables - MOST_NUMERALS
        if left > 0:
            yield f"  the last {left} are left for another run, when some of these are confirmed"

    def _not_searched(self) -> Iterator[str]:
        if self.relations_not_tried is not None:
            yield (
                f"  relations of numbers from line {self.relations_not_tried} on were not searched for: "
                f"{MOST_TRIED:,} combinations of the numbers before it were tried"
            )

    def summary(self) -> str:
        """The proposals counted."""
        accepted = sum(one.is_accepted for one in self.figures.proposals)
        waived = sum(len(one.numerals) for one in self.waivers)
        figures, unread = len(self.figures.proposals), len(self.figures.not_proposed)
        tried = min(self.numerals - self.in_tables, MOST_NUMERALS)
        in_periods = tried - figures - waived - unread
        return "\n".join(
            (
                f"{self.numerals} numerals of {self.source.id} were not accounted for:",
                *(
                    [f"  {self.in_tables} are in tables that are proposed"]
                    if self.in_tables
                    else []
                ),
                f"  {figures} are proposed as figures; {accepted} of the entries pass the checks once "
                "their value is typed, the others name what is missing",
                *([f"  {in_periods} are in the periods and units of these"] if in_periods else []),
                f"  {waived} are proposed to be waived, by {len(self.waivers)} entries",
                *self._left(),
                f"  {unread} are listed at the end of figures.yaml: nothing is proposed for them",
                f"{len(self.figures.measures)} new measures and {len(self.relations)} relations are proposed",
                *self._not_searched(),
                *self._failing(),
            )
        )


def draft(
    root: Path,
    name: str,
    drafted: Sequence[Span] = (),
    tables: Mapping[str, str] | None = None,
) -> Draft | list[Finding] | str:
    """The proposals for a document; its findings where its entries have some, or a message where it has no text.

    `drafted` are characters for which tables are proposed, besides those in `proposals/tables/`; `tables` are the files
    of these tables, which take the place of those.
    """
    is_id = re.fullmatch(LOCAL, name) is not None
    if not is_id or not (root / "sources" / name / "source.yaml").is_file():
        return f"there is no document {name}: no folder of that name in sources/ has a source.yaml"
    corpus, _ = read_corpus(root)
    source, findings = read_source(root, name, corpus.shapes)
    lacks_figures = f"sources/{name}/figures.yaml"
    findings = [f for f in findings if (f.file, f.subject) != (lacks_figures, "missing")]
    if findings or source is None:
        return findings
    if source.document is None or not source.text_held:
        return f"the text of {name} is not held; proposals are made from a text that is held whole"
    measures = {at.entry.id: at.entry for at in corpus.measures}
    catalog = catalog_of(((source.id, table) for table in source.tables), corpus.shapes)
    transcript, refused = transcribe(source, measures, catalog)
    if refused:
        return list(refused)
    in_tables = spans_of_drafted_tables(root, source, corpus.shapes)
    proposed = tables_read(root, source, corpus.shapes, tables)
    cells = tuple(printed_cells([*transcript.tables.tables, *proposed]))
    made = draft_for(transcript, measures, [*drafted, *in_tables], cells)
    return replace(made, discrepancies=tuple(draft_discrepancies(transcript, catalog)))


def draft_for(
    transcript: Transcript,
    measures: dict[str, MeasureEntry],
    drafted: Sequence[Span] = (),
    cells: Sequence[PrintedCell] = (),
) -> Draft:
    """The proposals for a document that was read without findings."""
    source, document = transcript.source, transcript.source.document
    assert document is not None
    in_tables = _starts_in(document, drafted)
    every = _unaccounted(transcript)
    others = [item for item in every if item.numeral.start not in in_tables]
    items = others[:MOST_NUMERALS]
    figures = draft_figures(source, [i.numeral for i in items if not _is_waived(i)], measures)
    dated = spans_of_figures(transcript, "period_printed") + [
        span
        for one in figures.proposals
        if one.figure is not None
        for column, span in one.figure.cited.items()
        if column in ("period_printed", "per", "scale")
    ]
    in_periods = _starts_in(document, dated)
    waived = [item for item in items if _is_waived(item) and item.numeral.start not in in_periods]
    data = [item for item in waived if _may_be_data(item, source.entry.published)]
    figures.not_proposed += [(item.numeral, WHY_DATA) for item in data]
    figures.not_proposed.sort(key=lambda one: one[0].start)
    waived = [item for item in waived if item not in data]
    known = {**measures, **figures.measures}
    relations = draft_relations(transcript, figures.proposals, known)
    of_cells = cell_relations(
        [*transcript.figures.values(), *(p.figure for p in figures.proposals if p.figure)],
        cells,
        known,
        [frozenset(n for _, n in at.entry.members()) for at in source.relations],
    )
    first = relations.first_not_tried
    return Draft(
        source,
        figures,
        tuple(draft_waivers(document, waived, source.entry.published, in_periods)),
        (*relations.proposals, *of_cells.relations),
        len(every),
        contradictions=of_cells.contradictions,
        in_tables=len(every) - len(others),
        relations_not_tried=document.line(first.token.start) if first else None,
        unaccounted=frozenset(item.numeral.start for item in every),
    )


def write_proposals(root: Path, made: Draft) -> list[Path]:
    """Replace the files of proposals, each at once; one without an entry is taken away."""
    folder = root / "sources" / made.source.id / PROPOSALS
    contents = made.files()
    written = []
    for name in FILES:
        path = folder / name
        if name not in contents:
            path.unlink(missing_ok=True)
            continue
        beside = folder / f".{name}.new"
        write_file(beside, [contents[name].encode()])
        put_in_place(beside, path)
        written.append(path)
    if written:
        sync_folders(folder)
    return written


def _unaccounted(transcript: Transcript) -> Sequence[Unaccounted]:
    """The numerals that nothing accounts for, also of a document that is transcribed in part."""
    about = transcript.source.about
    entry = about.entry.model_copy(update={"transcription": "complete"})
    whole = replace(transcript.source, about=replace(about, entry=entry))
    return completeness_of(replace(transcript, source=whole)).unaccounted


def _starts_in(document: Document, spans: Sequence[Span]) -> frozenset[int]:
    """Where the numerals in some spans begin."""
    (passage,) = document.passages
    return frozenset(numeral.start for span in spans for numeral in passage.numerals_in(span))


def _may_be_data(item: Unaccounted, published: date | None) -> bool:
    """Whether a number among lines of numbers may state something: it is of no axis."""
    is_date = item.numeral.form in ("year", "decade", "date")
    is_of_chart = reason_for(item, published) == "exhibit"
    return is_of_chart and not is_date and may_be_data(item.numeral)


def _is_waived(item: Unaccounted) -> bool:
    return bool(item.reasons)
