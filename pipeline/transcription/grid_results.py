"""What reading a printed table gives: rows with their cells, and problems."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.text.documents import Span
from pipeline.transcription.grid_cells import GridCell


@dataclass(frozen=True)
class GridProblem:
    """Why a table, or a line of it, is not read; `line` is of the text, `field` of the specification.

    `row` is the label of the line, where it is known.
    """

    found: str
    remedy: str
    line: int | None = None
    field: str | None = None
    row: str | None = None


@dataclass(frozen=True)
class GridRow:
    """A row: its line, key and label, the marks at its label, its level and parent, and its cells by column."""

    line: int
    key: str
    label: str
    mark: str | None
    level: int
    parent: str | None
    cells: Mapping[str, GridCell]


@dataclass
class GridRead:
    """A table read: rows by key, printed totals by column, the row above each part, and problems.

    `scale` has the words of title and header that state a scale, `around` what else the specification accounts for
    around the cells, `left_out` the lines with numbers that it skips, each with its words.
    """

    rows: dict[str, GridRow] = field(default_factory=dict)
    totals: dict[str, list[Span]] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    scale: list[Span] = field(default_factory=list)
    around: list[Span] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    problems: list[GridProblem] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"GridRead({len(self.rows)} rows, {len(self.problems)} problems)"
