"""The corpus transcribed: every figure and table read out of its document.

Brings `figure_reading`, `table_reading` and `statements` together over all documents. What figures say together is
asked in `relations`; excerpts and ledgers are proved in `attestation`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from pipeline.sources.corpus import Corpus, Source
from pipeline.sources.entries import CellEntry, GridTable, RowsTable, SeriesTable
from pipeline.sources.findings import Finding
from pipeline.text.quotations import find_quotation
from pipeline.transcription.citations import Citation
from pipeline.transcription.figures import Figure, not_anchored, read_figure
from pipeline.transcription.statements import Statements, read_statements
from pipeline.transcription.tables import read_table
from pipeline.transcription.tables_read import PrintedTotal, TableReading


@dataclass(frozen=True)
class Transcription:
    """What was read: figures by id, rows of tables, where each cell was read, and what did not fit.

    `places` gives for the row of a table (its name and key) the file and line a person would mend.
    `incomplete` are tables that lack a row or a total for a reason that is among the findings.
    """

    corpus: Corpus
    figures: Mapping[str, Figure]
    rows: Mapping[str, list[dict[str, Any]]]
    citations: tuple[Citation, ...]
    places: Mapping[tuple[str, str], tuple[str, int]]
    totals: tuple[PrintedTotal, ...]
    statements: Statements
    incomplete: frozenset[str]
    findings: tuple[Finding, ...]


def transcribe(corpus: Corpus) -> Transcription:
    """Hold every entry against its document; a figure that does not fit is a finding and is absent."""
    measures = {item.entry.id: item.entry for item in corpus.measures}
    figures: dict[str, Figure] = {}
    findings: list[Finding] = []
    for source in corpus.sources:
        findings += _source_findings(source)
        emendations = {item.entry.figure: item for item in source.emendations}
        if source.document is None and source.about.entry.text != "none":
            continue
        for at in source.figures:
            read = read_figure(at, source, measures, emendations.get(at.entry.id))
            if isinstance(read, Figure):
                figures.setdefault(read.id, read)
            else:
                findings += read
    tables = TableReading()
    for source in corpus.sources:
        for table in source.tables if source.document is not None else ():
            read_table(table, source, figures, tables)
        findings += _unknown_figures(source, corpus)
    statements = read_statements(corpus.sources, figures)
    figure_places = {
        ("figures", figure.id): (figure.at.file, figure.at.line()) for figure in figures.values()
    }
    return Transcription(
        corpus=corpus,
        figures=figures,
        rows=tables.rows,
        citations=(
            *(citation for figure in figures.values() for citation in figure.citations()),
            *tables.citations,
            *statements.citations(),
        ),
        places={**figure_places, **tables.places},
        totals=tuple(tables.totals),
        statements=statements,
        incomplete=frozenset(tables.incomplete),
        findings=(*findings, *tables.findings, *statements.findings),
    )


def _source_findings(source: Source) -> Iterator[Finding]:
    """What is said of a document as a whole: its rule of rounding, one emendation a figure."""
    about, document = source.about, source.document
    if about.entry.rounding is not None and document is not None:
        anchored = find_quotation(document, about.entry.rounding.quote)
        if anchored.span is None:
            quote = about.entry.rounding.quote
            yield not_anchored(about, source.id, quote, anchored, document, "rounding", "quote")
    emended: set[str] = set()
    for item in source.emendations:
        if item.entry.figure in emended:
            found = f"the figure {item.entry.figure} has another emendation already"
            yield item.finding(item.entry.id, found, "leave one of them", "figure")
        emended.add(item.entry.figure)


def _unknown_figures(source: Source, corpus: Corpus) -> Iterator[Finding]:
    """References to figures that no `figures.yaml` has."""
    for place, name in _references(source):
        if not corpus.may_be_figure(name):
            yield place(
                f"there is no figure `{name}`", "add it to figures.yaml, or name one that is there"
            )


def _references(source: Source) -> Iterator[tuple[Any, str]]:
    """Every id of a figure that a source's files name, with a way to point at it.

    Those that relations name are looked up with the relations.
    """
    for table in source.tables:
        for name, field in _figures_named(table.entry.read):
            yield _pointing(table, name, "read", *field), name
    for discrepancy in source.discrepancies:
        for place, statement in enumerate(discrepancy.entry.statements):
            if statement.figure is not None:
                point = _pointing(discrepancy, discrepancy.entry.id, "statements", place)
                yield point, statement.figure
    for restatement in source.restatements:
        said = restatement.entry
        yield _pointing(restatement, said.figure, "figure"), said.figure
        if said.reference is not None:
            yield _pointing(restatement, said.figure, "reference"), said.reference
    for emendation in source.emendations:
        yield _pointing(emendation, emendation.entry.id, "figure"), emendation.entry.figure


def _figures_named(
    specification: GridTable | SeriesTable | RowsTable,
) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """The figures that a table's specification names, each with its place in it."""
    if isinstance(specification, GridTable):
        totals = specification.totals.figures if specification.totals else {}
        yield from ((name, ("totals",)) for name in totals.values())
    elif isinstance(specification, SeriesTable):
        for place, row in enumerate(specification.rows):
            if row.figure:
                yield row.figure, ("rows", place, "figure")
    else:
        for place, cells in enumerate(specification.rows):
            for column, cell in cells.items():
                if isinstance(cell, CellEntry) and cell.figure:
                    yield cell.figure, ("rows", place, column)


def _pointing(at: Any, subject: str, *field: str | int) -> Any:
    return partial(_finding_at, at, subject, field)


def _finding_at(
    at: Any, subject: str, field: tuple[str | int, ...], found: str, remedy: str
) -> Finding:
    return at.finding(subject, found, remedy, *field)  # type: ignore[no-any-return]
