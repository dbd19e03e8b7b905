"""Who reads each numeral of a document: figures, and rows of tables."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from pipeline.text.documents import Passage, Span
from pipeline.text.numbers.numerals import Numeral
from pipeline.transcription.transcribe import Transcript


def readers_of(transcript: Transcript, passage: Passage) -> dict[Span, list[str]]:
    """The figures and the rows of tables that read each numeral, each row once."""
    figures = tokens_of_figures(transcript)
    cells = _spans_of_cells(transcript, figures)
    rows: dict[Span, set[str]] = {}
    for cell, name in cells:
        for numeral in passage.numerals_in(cell):
            rows.setdefault(Span(numeral.start, numeral.end), set()).add(f"the row {name}")
    for span, name in _in_several_cells(cells, passage):
        rows.setdefault(span, set()).add(f"the row {name}")
    readers = {span: [f"the figure {name}" for name in names] for span, names in figures.items()}
    for span, names in rows.items():
        readers.setdefault(span, []).extend(sorted(names))
    return readers


def tokens_of_figures(transcript: Transcript) -> Mapping[Span, list[str]]:
    """The characters of each figure's number, with the figures that read them."""
    tokens: dict[Span, list[str]] = {}
    for figure in transcript.figures.values():
        tokens.setdefault(figure.token, []).append(figure.id)
    return tokens


def spans_of_figures(transcript: Transcript, *columns: str) -> list[Span]:
    """The words from which some columns of figures were read."""
    spans = (f.cited.get(column) for f in transcript.figures.values() for column in columns)
    return sorted({span for span in spans if span is not None})


def _spans_of_cells(
    transcript: Transcript, tokens: Mapping[Span, list[str]]
) -> list[tuple[Span, str]]:
    """Spans that a row reads for itself, with the row; cells that repeat a figure are left out.

    Within a row one cell may read a part of another: a date in the text that states it.
    """
    return [
        (citation.span, f"{citation.table} {citation.key}")
        for citation in transcript.tables.citations
        if citation.column != "availability" and citation.span not in tokens
    ] + transcript.tables.beside


def _in_several_cells(
    cells: Sequence[tuple[Span, str]], passage: Passage
) -> Iterator[tuple[Span, str]]:
    """Numerals that several cells of one row have between them: `951 1,169` is two cells, `374a` one and a mark."""
    read: dict[tuple[Span, str], set[int]] = {}
    for cell, name in cells:
        for numeral in _numerals_cut_by(cell, passage.numerals):
            span = Span(numeral.start, numeral.end)
            read.setdefault((span, name), set()).update(range(*cell))
    for (span, name), offsets in read.items():
        if all(i in offsets for i in range(*span) if passage.text[i].isalnum()):
            yield span, name


def _numerals_cut_by(cell: Span, numerals: tuple[Numeral, ...]) -> Iterator[Numeral]:
    """The numerals that are partly in a cell."""
    first = bisect_right(numerals, cell.start, key=lambda numeral: numeral.end)
    for numeral in numerals[first:]:
        if numeral.start >= cell.end:
            return
        if numeral.start < cell.start or numeral.end > cell.end:
            yield numeral
