"""The characters of tables that are proposed: what `proposals/tables/*.yaml` read from the text.

Each table is read as if it were confirmed. One that is to be corrected keeps the numbers of its lines, which its file
names: they are not proposed a second time, as figures.
"""

import re
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

LINES = "# lines {} to {} of the text"
"""What the file of a proposed table says of its place, in front."""


def spans_of_drafted_tables(root: Path, source: Source, shapes: Shapes) -> list[Span]:
    """The numerals that the proposed tables of a document account for."""
    folder = f"sources/{source.id}/{PROPOSALS}/tables"
    spans: list[Span] = []
    for path in sorted((root / folder).glob("*.yaml")):
        table = Reader(root, source.id).entry(f"{folder}/{path.name}", TableFile)
        read = list(_spans_of(table, source, shapes))
        spans += read or _spans_named(path.read_text(encoding="utf-8", errors="replace"), source)
    return spans


def _spans_named(content: str, source: Source) -> list[Span]:
    """The lines that the file of a table names."""
    named = re.search(LINES.format(r"(\d+)", r"(\d+)"), content)
    if named is None or source.document is None:
        return []
    (passage,) = source.document.passages
    return list(spans_of_lines(passage.text, int(named[1]), int(named[2])))


def spans_of_lines(text: str, first: int, last: int) -> Iterator[Span]:
    """Some lines of a text, by their numbers from 1."""
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if first <= number <= last:
            yield Span(start, start + len(line))
        start += len(line) + 1


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
