"""The characters of tables that are proposed: what `proposals/tables/*.yaml` read from the text.

Each table is read as if it were confirmed. One that is to be corrected keeps the numbers of its lines, which its file
names: they are not proposed a second time, as figures.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from pipeline.sources.corpus import Source
from pipeline.sources.files import Located, Reader
from pipeline.sources.folders import PROPOSALS
from pipeline.sources.table_catalog import Shapes, catalog_of, declaration_findings
from pipeline.sources.table_entries import TableFile
from pipeline.sources.yaml_lines import read_yaml
from pipeline.text.documents import Span
from pipeline.transcription.completeness import REASON_OF_READING, completeness_of
from pipeline.transcription.table_results import TableRead
from pipeline.transcription.transcribe import Transcript, transcribe

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


def tables_read(
    root: Path, source: Source, shapes: Shapes, contents: Mapping[str, str] | None
) -> Iterator[TableRead]:
    """The proposed tables of a document as they are read, each alone; one that is to be corrected is left out.

    `contents` are the files of this draft, by name; None where those of an earlier one are on disk.
    """
    folder = f"sources/{source.id}/{PROPOSALS}/tables"
    if contents is None:
        paths = sorted((root / folder).glob("*.yaml"))
        contents = {one.name: one.read_text(encoding="utf-8", errors="replace") for one in paths}
    for name, content in contents.items():
        yaml = read_yaml(content)
        try:
            entry = TableFile.model_validate(yaml.value, context={"document": source.id})
        except ValidationError:
            continue
        transcript = _alone(Located(entry, f"{folder}/{name}", yaml), source, shapes)
        if transcript is not None:
            yield from transcript.tables.tables


def _spans_of(table: Located[TableFile] | None, source: Source, shapes: Shapes) -> Iterator[Span]:
    """The numerals of one table alone."""
    transcript = _alone(table, source, shapes)
    if transcript is not None:
        for account in completeness_of(transcript).accounts:
            if account.reason == REASON_OF_READING["table"]:
                yield account.span


def _alone(table: Located[TableFile] | None, source: Source, shapes: Shapes) -> Transcript | None:
    """A document with one table and nothing else; None where that has findings."""
    if table is None or any(declaration_findings(source.id, (table,), shapes, frozenset())):
        return None
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
    return None if findings else transcript
