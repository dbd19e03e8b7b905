"""Transcription: each document read on its own, then all documents joined.

`transcribe` reads figures, tables and statements out of one document; a document whose figures have findings
has its tables not read, since they would lack these figures. `joined` brings documents without findings
together. References between documents are checked in `sources.references`, numerals in `completeness`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipeline.sources.corpus import Corpus, Source
from pipeline.sources.discrepancy_entries import EmendationEntry
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding, coded
from pipeline.sources.measure_entries import MeasureEntry
from pipeline.sources.references import known_ids, no_such_figure
from pipeline.sources.relation_entries import CellReference
from pipeline.text.documents import Span
from pipeline.text.quotations import find_quotation, not_anchored
from pipeline.transcription.cell_references import Tables, cell_problem, table_of
from pipeline.transcription.citations import Citation
from pipeline.transcription.figures import Figure, read_figure
from pipeline.transcription.source_checks import source_findings
from pipeline.transcription.statements import Statement, StatementsRead, read_statements
from pipeline.transcription.table_results import Place, TableRead, TableResults
from pipeline.transcription.tables import read_table
from schemas.catalog import Catalog


@dataclass(frozen=True)
class Transcript:
    """One document, read: figures by id, tables, statements."""

    source: Source
    figures: Mapping[str, Figure]
    tables: TableResults
    statements: StatementsRead

    def __repr__(self) -> str:
        return f"Transcript({self.source.id}, {len(self.figures)} figures)"


@dataclass(frozen=True)
class Transcription:
    """All documents, read: figures by id, tables by document and published name, citations of cells.

    `places` has the file and line behind each row, by table and key. `of_discrepancies` has both statements
    of each discrepancy, `of_quantities` the words that mention each quantity.
    """

    corpus: Corpus
    figures: Mapping[str, Figure]
    tables: Mapping[tuple[str, str], TableRead]
    citations: tuple[Citation, ...]
    places: Mapping[tuple[str, str], Place]
    of_discrepancies: Mapping[str, tuple[Statement, Statement]]
    of_quantities: Mapping[str, Statement]

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of a table, of all documents."""
        return [row for read in self._tables_by_name.get(table, ()) for row in read.rows.values()]

    @cached_property
    def _tables_by_name(self) -> dict[str, list[TableRead]]:
        by_name: dict[str, list[TableRead]] = {}
        for (_, name), read in self.tables.items():
            by_name.setdefault(name, []).append(read)
        return by_name

    def __repr__(self) -> str:
        return f"Transcription({len(self.figures)} figures, {len(self.citations)} citations)"


def transcribe(
    source: Source, measures: Mapping[str, MeasureEntry], catalog: Catalog
) -> tuple[Transcript, tuple[Finding, ...]]:
    """Compare every entry of a document with its text; an entry with findings is not in the transcript."""
    findings = [
        *source_findings(source),
        *_rounding_findings(source),
        *_emendation_findings(source),
    ]
    emendations = {
        item.entry.figure: item for item in source.emendations if item.entry.figure is not None
    }
    figures: dict[str, Figure] = {}
    for at in source.figures:
        read = read_figure(at, source, measures, emendations.get(at.entry.id))
        if isinstance(read, Figure):
            figures.setdefault(read.id, read)
        else:
            findings += read
    tables, statements = TableResults(), read_statements(source, measures)
    if not findings:
        for table in source.tables:
            read_table(table, source, figures, catalog, tables)
        findings += _lost_cells(source, tables)
        if not tables.findings:
            findings += _lost_emendations(source, tables)
            findings += _in_tables(figures, tables)
    findings += [*tables.findings, *statements.findings]
    return Transcript(source, figures, tables, statements), tuple(findings)


def joined(corpus: Corpus, transcripts: Sequence[Transcript]) -> Transcription:
    """The transcripts of all documents as one; every reference between them must be sound."""
    figures = {name: figure for one in transcripts for name, figure in one.figures.items()}
    places: dict[tuple[str, str], Place] = {
        ("figures", name): (f.at.file, f.at.line()) for name, f in figures.items()
    }
    for one in transcripts:
        places.update(one.tables.places())
    discrepancies = {
        name: statements for one in transcripts for name, statements in _statements_of(one, figures)
    }
    return Transcription(
        corpus=corpus,
        figures=figures,
        tables={
            (one.source.id, table.name): table for one in transcripts for table in one.tables.tables
        },
        citations=(
            *(citation for figure in figures.values() for citation in figure.citations()),
            *(citation for one in transcripts for citation in one.tables.citations),
            *_statement_citations(discrepancies),
        ),
        places=places,
        of_discrepancies=discrepancies,
        of_quantities={
            name: words
            for one in transcripts
            for name, words in one.statements.of_quantities.items()
        },
    )


def _statements_of(
    transcript: Transcript, figures: Mapping[str, Figure]
) -> Iterator[tuple[str, tuple[Statement, Statement]]]:
    """Both statements of each discrepancy of a document."""
    quoted = transcript.statements.of_discrepancies
    tables = _tables_of(transcript.source, transcript.tables)
    for item in transcript.source.discrepancies:
        first, second = (
            _of_figure(figures[entry.figure])
            if entry.figure is not None
            else _of_cell(entry.cell, tables)
            if entry.cell is not None
            else quoted[item.entry.id, index]
            for index, entry in enumerate(item.entry.statements)
        )
        yield item.entry.id, (first, second)


def _tables_of(source: Source, results: TableResults) -> Tables:
    return {(source.id, table.name): table for table in results.tables}


@coded("cell")
def _lost_cells(source: Source, results: TableResults) -> Iterator[Finding]:
    """Cells that discrepancies name and the document's tables do not have, or have without characters."""
    tables = _tables_of(source, results)
    for item in source.discrepancies:
        for index, entry in enumerate(item.entry.statements):
            if entry.cell is not None:
                problem = cell_problem(entry.cell, tables) or _not_read(entry.cell, tables)
                if problem is not None:
                    yield item.finding(item.entry.id, *problem, "statements", index)


@coded("location")
def _in_tables(figures: Mapping[str, Figure], results: TableResults) -> Iterator[Finding]:
    """Figures whose numbers are in a printed table, and whose entries say otherwise."""
    printed = {
        span: table.name
        for table in results.tables
        if table.at.entry.read.kind == "grid"
        for spans in (*table.totals.values(), *(cell.spans for cell in table.cells.values()))
        for span in spans
    }
    for figure in figures.values():
        table = next((name for span, name in printed.items() if _is_within(figure, span)), None)
        if table is not None and figure.entry.location != "table":
            yield figure.at.finding(
                figure.entry.id,
                f"`{figure.entry.at}` is in the table {table}, the location is `{figure.entry.location}`",
                "write `location: table`, or quote the number where a sentence states it",
                "location",
            )


def _is_within(figure: Figure, span: Span) -> bool:
    return span.start <= figure.token.start and figure.token.end <= span.end


@coded("emendation")
def _lost_emendations(source: Source, results: TableResults) -> Iterator[Finding]:
    """Emendations of cells that are not those of a printed table; those of printed tables are used in reading it."""
    tables = _tables_of(source, results)
    met: dict[str, Located[EmendationEntry]] = {}
    for item in source.emendations:
        cell = item.entry.cell
        if cell is None:
            continue
        problem = cell_problem(cell, tables)
        table = table_of(cell, tables)
        read = table.cells.get((cell.row or "", cell.column)) if table else None
        if problem is None and (read is None or read.unemended is None):
            problem = (
                f"{cell.id} is not read from a printed table",
                "emend the figure that it repeats",
            )
        if problem is None and cell.id in met:
            found = f"the cell {cell.id} has another emendation, {met[cell.id].place()}"
            problem = found, "keep one of them"
        met.setdefault(cell.id, item)
        if problem is not None:
            yield item.finding(item.entry.id, *problem, "cell")


def _not_read(cell: CellReference, tables: Tables) -> tuple[str, str] | None:
    table = table_of(cell, tables)
    if cell.row is None:
        return "the statement names a whole column", "name the cell by its `row`"
    read = table.cells.get((cell.row, cell.column)) if table else None
    if read is None or not read.spans:
        return f"the cell {cell.id} was read from no characters", "quote the words instead"
    return None


def _of_cell(reference: CellReference, tables: Tables) -> Statement:
    table = table_of(reference, tables)
    assert table is not None and reference.row is not None
    cell = table.cells[reference.row, reference.column]
    assert cell.document is not None
    return Statement(cell.document, cell.document.line_around(cell.spans[0]), cell.spans[0])


def _of_figure(figure: Figure) -> Statement:
    return Statement(figure.document, figure.quote, figure.token, figure)


def _statement_citations(
    discrepancies: Mapping[str, tuple[Statement, Statement]],
) -> Iterator[Citation]:
    """The characters behind the published cells of each discrepancy."""
    for name, statements in discrepancies.items():
        for which, statement in zip(("first", "second"), statements, strict=True):
            for column, span in (("quote", statement.quote), ("said", statement.differing)):
                yield Citation(
                    "discrepancies", name, f"{which}_{column}", 1, statement.document, span
                )


@coded("quotation")
def _rounding_findings(source: Source) -> Iterator[Finding]:
    """A rule of rounding that the document does not state in the words quoted."""
    rule, document = source.entry.rounding, source.document
    if rule is not None and document is not None:
        anchored = find_quotation(document, rule.quote)
        if anchored.span is None:
            why = not_anchored(anchored, rule.quote, document)
            yield source.about.finding(source.id, *why, "rounding", "quote")


@coded("emendation")
def _emendation_findings(source: Source) -> Iterator[Finding]:
    """Emendations of figures that are not there, and a second emendation of one figure."""
    figures = known_ids(at.entry.id for at in source.figures)
    emended: dict[str, Located[EmendationEntry]] = {}
    for item in source.emendations:
        name = item.entry.figure
        if name is None:
            continue
        if name not in figures:
            yield item.finding(item.entry.id, *no_such_figure(name, figures, source.id), "figure")
        elif name in emended:
            found = f"the figure {name} has another emendation, {emended[name].place()}"
            yield item.finding(item.entry.id, found, "keep one of them", "figure")
        emended.setdefault(name, item)
