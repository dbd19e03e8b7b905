"""The tables of a document as they are read: rows, the characters of each cell, the printed totals."""

from dataclasses import dataclass, field
from typing import Any

from pipeline.sources.findings import Finding
from pipeline.transcription.citations import Citation
from pipeline.transcription.figures import Figure


@dataclass(frozen=True)
class PrintedTotal:
    """A total that a table prints for one of its columns; the total itself is a figure."""

    table: str
    column: str
    figure: Figure


@dataclass
class TableResults:
    """The tables of one document: rows by table, citations of cells, printed totals, findings.

    `places` has the file and line behind each row, by table and key.
    """

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    citations: list[Citation] = field(default_factory=list)
    places: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    totals: list[PrintedTotal] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"TableResults({len(self.rows)} tables, {len(self.findings)} findings)"
