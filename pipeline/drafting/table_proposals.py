"""The tables of a document as proposals: files in the form of `tables/*.yaml`, and the characters that they account for."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.drafting.declarations import Declaration, declaration
from pipeline.drafting.document_lines import document_lines
from pipeline.drafting.numbers_of_tables import LINES, spans_of_lines
from pipeline.drafting.tables_apart import tables_apart
from pipeline.intake.held import not_the_original
from pipeline.package.durable_files import put_in_place, sync_folders, write_file
from pipeline.sources.character_boxes import read_boxes
from pipeline.sources.folders import PROPOSALS
from pipeline.text.documents import Document, Span

HEAD = (
    "# Proposals of software: not published, not checked; move this file to ../../tables/ to confirm it\n"
    "# yaml-language-server: $schema=../../../schemas/table.schema.json\n"
)


@dataclass(frozen=True)
class TableProposal:
    """A proposed table, with its page in the PDF and its lines in the text; `made` is None where they are not there."""

    name: str
    page: int
    made: Declaration | None
    lines: tuple[Span, ...] = ()

    @property
    def is_read(self) -> bool:
        """Whether the reader of tables reads it whole, and its rules hold."""
        return self.made is not None and not self.made.findings

    @property
    def file(self) -> str | None:
        """The content of the proposal's file."""
        if self.made is None:
            return None
        left = [
            f"# still to do, line {finding.line}: {' '.join(finding.found.split())}\n"
            for finding in self.made.findings
        ]
        first, last = self.made.lines
        place = f"# page {self.page} of the PDF\n{LINES.format(first, last)}\n"
        return "".join([HEAD, place, *left, self.made.yaml])

    @property
    def spans(self) -> tuple[Span, ...]:
        """The characters of its cells, header and notes; of a table that is to be corrected, those of its lines."""
        if self.made is None or not self.is_read:
            return self.lines
        reading = self.made.reading
        cells = (cell for row in reading.rows for cell in row.cells.values())
        return (*(span for cell in cells for span in cell.spans), *reading.around)


def table_proposals(pdf: Path, text: str, boxes: str) -> Sequence[TableProposal]:
    """The tables of a PDF, in their order; `text` and `boxes` are `document.txt` and `boxes.jsonl` of its folder.

    A table of words is not proposed: its numbers are figures, or waived. Raises `Refused` where the PDF cannot be
    read within the limits.
    """
    lines = document_lines(text, boxes)
    pages = max((line.page for line in read_boxes(boxes, text)[0].lines), default=1)
    proposed: list[TableProposal] = []
    for table in tables_apart(pdf, pages):
        name = f"table_{len(proposed) + 1}"
        made = declaration(table, text, lines, name)
        if made is not None and not made.has_numbers:
            continue
        printed = tuple(spans_of_lines(text, *made.lines)) if made is not None else ()
        proposed.append(TableProposal(name, table.page, made, printed))
    return proposed


def not_yet_read(
    proposals: Sequence[TableProposal], document: Document, unaccounted: frozenset[int]
) -> list[TableProposal]:
    """The tables of whose numerals most are not accounted for; the others are confirmed, or were waived."""
    (passage,) = document.passages
    left = []
    for one in proposals:
        starts = [n.start for span in one.lines for n in passage.numerals_in(span)]
        if not starts or sum(start in unaccounted for start in starts) * 2 > len(starts):
            left.append(one)
    return left


def tables_for(root: Path, name: str, pdf: Path) -> Sequence[TableProposal] | str:
    """The tables of the PDF that a document's text was made from; a message where it is not that file, or has no boxes."""
    folder = root / "sources" / name
    if not (folder / "source.yaml").is_file():
        return f"there is no document {name}: sources/{name}/ has no source.yaml"
    if other := not_the_original(folder, pdf):
        return other
    text, boxes = _content(folder / "document.txt"), _content(folder / "boxes.jsonl")
    if not text or not boxes:
        return f"sources/{name} has no document.txt with boxes.jsonl; take the PDF in with `oversight add`"
    return table_proposals(pdf, text, boxes)


def _content(file: Path) -> str:
    return file.read_bytes().decode("utf-8") if file.is_file() else ""


def write_tables(root: Path, name: str, proposals: Sequence[TableProposal]) -> list[Path]:
    """Replace the proposed tables of a document, each file at once."""
    folder = root / "sources" / name / PROPOSALS / "tables"
    folder.mkdir(parents=True, exist_ok=True)
    contents = {f"{one.name}.yaml": one.file for one in proposals if one.file is not None}
    for old in folder.glob("*.yaml"):
        if old.name not in contents:
            old.unlink()
    written = []
    for file, content in contents.items():
        beside = folder / f".{file}.new"
        write_file(beside, [content.encode()])
        put_in_place(beside, folder / file)
        written.append(folder / file)
    sync_folders(folder)
    return written


def summary(proposals: Sequence[TableProposal]) -> str:
    """How many tables are read without an edit, and which are not."""
    read = [one for one in proposals if one.is_read]
    others = [f"{one.name} (page {one.page})" for one in proposals if not one.is_read]
    open_ones = f"; to be corrected: {', '.join(others)}" if others else ""
    return f"{len(proposals)} tables are proposed, {len(read)} are read without an edit{open_ones}"
