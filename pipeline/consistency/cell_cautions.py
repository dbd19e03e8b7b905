"""The caution of each row of a declared table: which of its cells are contradicted, approximate, or only a limit.

It follows from what people registered and documents print, before any relation is evaluated: a relation that cannot
hold has a discrepancy, and a discrepancy a relation that cannot hold, or nothing is published. The caution of a figure
is in `cautions`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pipeline.consistency.table_rules import rule_relations
from pipeline.sources.ids import document_of
from pipeline.text.documents import Span
from pipeline.transcription.cell_references import table_of
from pipeline.transcription.transcribe import Transcription
from schemas.column import columns_of

Place = tuple[str, str, str, str]
"""Document, published table, row and column of a cell."""
Registered = Mapping[str, list[str]]
"""The discrepancies that a relation or a rule proves, by its id."""
QUALIFIED = {"approximate": "Approximate", "bounded": "Only a limit"}
"""The word that a caution has for a cell, by the kind of its interval."""
DEFECTS_OF_TEXT = ("token", "layout")
"""Kinds of discrepancies that show a damaged text; what is read from it, its emendation says."""


def cautions_of_rows(transcription: Transcription) -> dict[tuple[str, str, str], str]:
    """The caution of every row that has one, by document, published table and key within the document."""
    found: dict[tuple[str, str, str], dict[str, dict[str, None]]] = defaultdict(dict)
    for place, discrepancy in _contradicted(transcription):
        source_id, table, row, column = place
        found[source_id, table, row].setdefault(column, {})[discrepancy] = None
    sentences: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for key, columns in found.items():
        sentences[key].append(_sentence(columns))
    for key, kinds in _qualified(transcription).items():
        sentences[key] += (f"{kind}: {', '.join(columns)}." for kind, columns in kinds.items())
    return {row: " ".join(some) for row, some in sentences.items()}


def _qualified(transcription: Transcription) -> dict[tuple[str, str, str], dict[str, list[str]]]:
    """The columns of each row whose numbers are printed with words or signs that make them approximate, or a limit."""
    found: dict[tuple[str, str, str], dict[str, list[str]]] = {}
    for (document, name), table in transcription.tables.items():
        for (row, column), cell in table.cells.items():
            kind = QUALIFIED.get(cell.intervals.kind) if cell.intervals is not None else None
            if kind is not None and cell.is_number:
                found.setdefault((document, name, row), {}).setdefault(kind, []).append(column)
    return found


def _sentence(columns: Mapping[str, Mapping[str, None]]) -> str:
    """The columns with what contradicts them.

    >>> _sentence({"charges": {"a/sum": None}, "total": {"a/sum": None, "a/title": None}})
    'Contradicted: charges (discrepancy a/sum); total (discrepancies a/sum, a/title).'
    """
    parts = (
        f"{column} ({'discrepancy' if len(ids) == 1 else 'discrepancies'} {', '.join(ids)})"
        for column, ids in columns.items()
    )
    return f"Contradicted: {'; '.join(parts)}."


def _contradicted(transcription: Transcription) -> Iterator[tuple[Place, str]]:
    """Each contradicted cell with a discrepancy: members of its relation, and cells read from words at odds."""
    sources = transcription.corpus.sources
    proving: dict[str, list[str]] = defaultdict(list)
    for item in (item for source in sources for item in source.discrepancies):
        if item.entry.relation is not None:
            proving[item.entry.relation].append(item.entry.id)
    yield from _members(transcription, proving)
    yield from _of_rules(transcription, proving)
    yield from _read_from_words(transcription, proving)


def _members(transcription: Transcription, proving: Registered) -> Iterator[tuple[Place, str]]:
    """Single cells that registered relations compute with."""
    for _, at in transcription.corpus.relations():
        for reference in at.entry.cells() if at.entry.id in proving else ():
            table = table_of(reference, transcription.tables)
            if table is not None and reference.row is not None:
                for name in proving[at.entry.id]:
                    yield (table.source.id, table.name, reference.row, reference.column), name


def _of_rules(transcription: Transcription, proving: Registered) -> Iterator[tuple[Place, str]]:
    """Single cells of the rules of tables that cannot hold; a whole column is no cell."""
    catalog, figures = transcription.corpus.catalog, transcription.figures
    relations = {at.entry.id for _, at in transcription.corpus.relations()}
    documents = {document_of(name) for name in proving if name not in relations}
    concerned = [t for (document, _), t in transcription.tables.items() if document in documents]
    for relation in rule_relations(concerned, catalog, figures, frozenset(proving)):
        for term in relation.terms if relation.id in proving else ():
            if term.column is not None and term.row_key is not None:
                place = relation.table.source.id, relation.table.name, term.row_key, term.column
                for name in proving[relation.id]:
                    yield place, name


def _read_from_words(
    transcription: Transcription, proving: Registered
) -> Iterator[tuple[Place, str]]:
    """Cells read from words that disagree, or from the number of a figure in a relation that cannot hold."""
    words: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for document, span, discrepancy in (
        *_words_at_odds(transcription),
        *_figures_at_odds(transcription, proving),
    ):
        words[document].append((span, discrepancy))
    for (document, name), table in transcription.tables.items():
        columns = {one.name: one for one in columns_of(table.model)}
        for (row, column), cell in table.cells.items() if document in words else ():
            is_read = columns[column].traced is not None or cell.is_number
            for span, discrepancy in words[document] if is_read else ():
                if any(s.start < span.end and span.start < s.end for s in cell.spans):
                    yield (document, name, row, column), discrepancy


def _words_at_odds(transcription: Transcription) -> Iterator[tuple[str, Span, str]]:
    """The words that disagree, each with its document and discrepancy."""
    for source in transcription.corpus.sources:
        for item in source.discrepancies:
            for statement in transcription.of_discrepancies[item.entry.id]:
                if item.entry.kind not in DEFECTS_OF_TEXT:
                    yield statement.document.source_id, statement.differing, item.entry.id


def _figures_at_odds(
    transcription: Transcription, proving: Registered
) -> Iterator[tuple[str, Span, str]]:
    """The numbers of figures that registered relations compute with, each with its document and discrepancy."""
    for _, at in transcription.corpus.relations():
        for _, member in at.entry.members() if at.entry.id in proving else ():
            figure = transcription.figures.get(member)
            if figure is not None:
                for name in proving[at.entry.id]:
                    yield figure.document.source_id, figure.token, name
