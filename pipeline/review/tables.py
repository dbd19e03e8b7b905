"""The tables of a document, proposed and confirmed, as items of a review, and what proves their cells."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.consistency.lone_rules import cells_in_sums
from pipeline.review.proposed import folder_of
from pipeline.review.state import State
from pipeline.review.table_details import declared_columns, details_of
from pipeline.review.table_words import words_of
from pipeline.sources.files import Located, Reader
from pipeline.sources.table_catalog import catalog_of, declaration_findings
from pipeline.sources.table_entries import TableFile
from pipeline.text.documents import Span
from pipeline.transcription.completeness import REASON_OF_READING, completeness_of
from pipeline.transcription.lone_tables import LoneReading, read_lone_table
from pipeline.transcription.transcribe import Transcript, transcribe

WHOLE_COLUMN = "*"
"""In place of a row: the sum of the column's numbers is typed, and proves all of them."""


@dataclass(frozen=True)
class ReviewedTable:
    """A table: the characters from its first numeral to its last, and where its numerals begin.

    `problems` are what keeps it from being read; `needs` are the cells to be typed, as `row|column`;
    `details` are its columns, and of a proposed one its rows and rules.
    """

    name: str
    is_own: bool
    span: Span
    numerals: tuple[int, ...]
    fields: Mapping[str, Any]
    problems: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    details: Mapping[str, Any] | None = None


def reviewed_tables(state: State) -> Iterator[ReviewedTable]:
    """The tables of the folder's own files, then those proposed."""
    for at in state.source.tables:
        name = at.file.rpartition("/")[2].removesuffix(".yaml")
        yield _reviewed(state, name, at, True, ())
    for name in state.proposals.tables:
        reader = Reader(state.root, state.source.id)
        entry = reader.entry(proposed_file(state.source.id, name), TableFile)
        problems = tuple(finding.found for finding in reader.findings)
        yield _reviewed(state, name, entry, False, problems)


def proposed_file(source_id: str, name: str) -> str:
    """The file of a proposed table."""
    return f"{folder_of(source_id)}/tables/{name}.yaml"


def _reviewed(
    state: State,
    name: str,
    at: Located[TableFile] | None,
    is_own: bool,
    problems: tuple[str, ...],
) -> ReviewedTable:
    if at is None:
        return ReviewedTable(name, is_own, Span(0, 0), (), {}, problems)
    written = at.yaml.value or {}
    transcript, found = _read_alone(state, at)
    spans = _numerals(transcript) if transcript is not None else []
    span = Span(spans[0].start, spans[-1].end) if spans else Span(0, 0)
    starts = tuple(one.start for one in spans)
    needs: tuple[str, ...] = ()
    shape = state.corpus.shapes.get(str(written.get("shape")))
    columns = declared_columns(written, (shape.yaml.value or {}) if shape is not None else {})
    details: dict[str, Any] = {"columns": columns}
    if not is_own:
        reading = read_lone_table(state.root / at.file, _text(state.root, state.source.id))
        numbers, proved = _numbers(reading), cells_in_sums(reading)
        left = [place for place in numbers if place not in proved]
        needs = tuple(map("|".join, left)) if transcript is not None else ()
        details = details_of(reading, columns, len(numbers) - len(left), len(numbers))
    problems = (*problems, *found)
    return ReviewedTable(name, is_own, span, starts, words_of(written), problems, needs, details)


def numbers_of(
    root: Path, source_id: str, file: str
) -> tuple[dict[tuple[str, str], Decimal], frozenset[tuple[str, str]]]:
    """The numbers of a table by row and column, and the cells that its sums prove."""
    reading = read_lone_table(root / file, _text(root, source_id))
    return _numbers(reading), cells_in_sums(reading)


def _text(root: Path, source_id: str) -> Path:
    return root / "sources" / source_id / "document.txt"


def _numbers(reading: LoneReading) -> dict[tuple[str, str], Decimal]:
    return {
        (row.key, name): cell.value
        for row in reading.rows
        for name, cell in row.cells.items()
        if isinstance(cell.value, Decimal)
    }


def _numerals(transcript: Transcript) -> list[Span]:
    return [
        account.span
        for account in completeness_of(transcript).accounts
        if account.reason == REASON_OF_READING["table"]
    ]


def _read_alone(state: State, at: Located[TableFile]) -> tuple[Transcript | None, tuple[str, ...]]:
    """The document with this table and no other entry, or what keeps the table from being read."""
    shapes = state.corpus.shapes
    wrong = tuple(declaration_findings(state.source.id, (at,), shapes, frozenset()))
    if wrong:
        return None, tuple(finding.found for finding in wrong)
    nothing: dict[str, Any] = dict.fromkeys(
        ("figures", "waivers", "relations", "quantities", "discrepancies", "emendations"), ()
    )
    alone = replace(state.source, tables=(at,), **nothing)
    transcript, findings = transcribe(alone, {}, catalog_of([(state.source.id, at)], shapes))
    if findings:
        return None, tuple(finding.found for finding in findings)
    return transcript, ()
