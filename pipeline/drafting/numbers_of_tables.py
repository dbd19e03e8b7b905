"""The characters of tables that are proposed: what `proposals/tables/*.yaml` read from the text.

Each table is read as if it were confirmed. One that has findings keeps no numbers.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.sources.corpus import Source
from pipeline.sources.files import Located, Reader
from pipeline.sources.folders import PROPOSALS
from pipeline.sources.table_catalog import Shapes, catalog_of, declaration_findings
from pipeline.sources.table_entries import TableFile
from pipeline.text.documents import Span
from pipeline.transcription.completeness import REASON_OF_READING, completeness_of
from pipeline.transcription.transcribe import transcribe


def spans_of_drafted_tables(root: Path, source: Source, shapes: Shapes) -> list[Span]:
    """The numerals that the proposed tables of a document account for."""
    folder = f"sources/{source.id}/{PROPOSALS}/tables"
    return [
        span
        for path in sorted((root / folder).glob("*.yaml"))
        for span in _spans_of(
            Reader(root, source.id).entry(f"{folder}/{path.name}", TableFile), source, shapes
        )
    ]


def _spans_of(table: Located[TableFile] | None, source: Source, shapes: Shapes) -> Iterator[Span]:
    """The numerals of one table alone."""
    if table is None or any(declaration_findings(source.id, (table,), shapes, frozenset())):
        return
    alone = replace(
        source,
        figures=(),
        tables=(table,),
        waivers=(),
        relations=(),
        quantities=(),
        discrepancies=(),
        emendations=(),
    )
    transcript, findings = transcribe(alone, {}, catalog_of([(source.id, table)], shapes))
    if not findings:
        for account in completeness_of(transcript).accounts:
            if account.reason == REASON_OF_READING["table"]:
                yield account.span
