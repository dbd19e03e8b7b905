"""The tables of a document as proposals: files in the form of `tables/*.yaml`, and the characters that they account for."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.drafting.declarations import Declaration, declaration
from pipeline.drafting.document_lines import document_lines
from pipeline.drafting.drafted_tables import drafted_tables
from pipeline.text.documents import Span

HEAD = (
    "# Proposals of software: not published, not checked; move this file to ../../tables/ to confirm it\n"
    "# yaml-language-server: $schema=../../../schemas/table.schema.json\n"
)


@dataclass(frozen=True)
class TableProposal:
    """A proposed table, with its page in the PDF; `made` is None where its lines are not in the text."""

    name: str
    page: int
    made: Declaration | None

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
        return "".join([HEAD, f"# page {self.page} of the PDF\n", *left, self.made.yaml])

    @property
    def spans(self) -> tuple[Span, ...]:
        """The characters of its cells, where it is read."""
        if self.made is None or not self.is_read:
            return ()
        return tuple(
            span
            for row in self.made.reading.rows
            for cell in row.cells.values()
            for span in cell.spans
        )


def table_proposals(pdf: Path, text: str, boxes: str) -> Sequence[TableProposal]:
    """The tables of a PDF, in their order; `text` and `boxes` are `document.txt` and `boxes.jsonl` of its folder."""
    lines = document_lines(text, boxes)
    return [
        TableProposal(
            f"table_{number}", table.page, declaration(table, text, lines, f"table_{number}")
        )
        for number, table in enumerate(drafted_tables(pdf), start=1)
    ]


def summary(proposals: Sequence[TableProposal]) -> str:
    """How many tables are read without an edit, and which are not."""
    read = [one for one in proposals if one.is_read]
    others = [f"{one.name} (page {one.page})" for one in proposals if not one.is_read]
    open_ones = f"; to be corrected: {', '.join(others)}" if others else ""
    return f"{len(proposals)} tables are proposed, {len(read)} are read without an edit{open_ones}"
