"""What was read of the published tables: the value that the readers of this folder fill."""

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
class TableReading:
    """What was read of the published tables: rows, where each was read, printed totals.

    `incomplete` are the tables that lack something whose absence is a finding elsewhere.
    """

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    citations: list[Citation] = field(default_factory=list)
    places: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    totals: list[PrintedTotal] = field(default_factory=list)
    incomplete: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
