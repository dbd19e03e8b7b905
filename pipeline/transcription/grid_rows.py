"""Which lines of a printed table are rows: labels in several lines, heads, levels.

A line that is no row is declared. Rows that would be counted twice are in `grid_totals`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from pipeline.sources.grid_entries import GridTable
from pipeline.transcription.grid_lines import Cutter, Line, Piece, Unfit, is_drawn

UNFINISHED = re.compile(r"(?:[,;&/–-]|\b(?:and|or|of|the|for|in|to|with|by|other|from))$")


@dataclass(frozen=True)
class PrintedRow:
    """A line of cells: its label, which may be in several pieces, and all cells of the columns behind it."""

    line: Line
    labels: tuple[Piece, ...]
    cells: tuple[Piece, ...]
    kind: Literal["row", "total", "head"]
    indentation: int
    level: int = 0
    parent: str | None = None
    parent_line: int | None = None

    @property
    def label(self) -> str:
        """Its label, as printed."""
        return " ".join(piece.text for piece in self.labels)


@dataclass
class RowsFound:
    """The rows of a table in order, with totals and heads; what was met of the specification; and misfits."""

    rows: list[PrintedRow] = field(default_factory=list)
    met: set[tuple[str, str]] = field(default_factory=set)
    problems: list[tuple[Line, Unfit]] = field(default_factory=list)


def find_rows(lines: Sequence[Line], cutter: Cutter, specification: GridTable) -> RowsFound:
    """The rows of some lines of a table."""
    return _Finder(specification, cutter).run(lines)


class _Finder:
    """Lines of a table being sorted into rows."""

    def __init__(self, specification: GridTable, cutter: Cutter) -> None:
        self.specification, self.cutter = specification, cutter
        self.found = RowsFound()
        self.waiting: list[tuple[Line, Piece]] = []

    def run(self, lines: Sequence[Line]) -> RowsFound:
        for line in lines:
            if line.words and not is_drawn(line, self.specification):
                self._sort(line)
        for line, part in self.waiting:
            self._refuse(line, f"`{part.text}` has no line behind it", "correct `wrapped`")
        return self.found

    def _sort(self, line: Line) -> None:
        for field_name in ("skip_lines", "skip"):
            if line.words in getattr(self.specification, field_name):
                self._skip(line, field_name)
                return
        cut = self.cutter(line)
        if isinstance(cut, Unfit):
            self._refuse(line, *cut)
            return
        if not cut:
            return
        label, cells = cut[0], cut[1:]
        if label.text in self.specification.skip:
            self._skip(line, "skip", label)
        elif any(cell.text for cell in cells) or len(self.specification.columns) == 1:
            self._add(line, label, cells)
        else:
            self._without_cells(line, label)

    def _skip(self, line: Line, field_name: str, label: Piece | None = None) -> None:
        words = label.text if label else line.words
        self.found.met.add((field_name, words))
        if field_name == "skip":
            piece = label or line.piece(0, len(line.text))
            head = PrintedRow(line, (piece,), (), "head", piece.span.start - line.start)
            self.found.rows.append(head)

    def _without_cells(self, line: Line, label: Piece) -> None:
        """A line with a label alone: a part of a label, or a row all of whose cells are blank."""
        text = label.text
        if text in self.specification.empty_rows:
            self.found.met.add(("empty_rows", text))
            end = line.start + len(line.text)
            blank = Piece("", type(label.span)(end, end), "")
            self._add(line, label, (blank,) * (len(self.specification.columns) - 1))
            return
        join = self.specification.join_of(text)
        if join is None or not text:
            remedy = (
                "name it under `wrapped` if it is a part of a label, under `skip` if it is a head, under `empty_rows` "
                "if its cells are blank"
            )
            self._refuse(line, f"the row has 1 cells, a label alone: {line.words!r}", remedy)
            return
        self.found.met.add(("wrapped", text))
        last = self.found.rows[-1] if self.found.rows else None
        if join == "next":
            self.waiting.append((line, label))
        elif last is None or last.kind == "head" or self._may_be_apart(last.label, text):
            self._refuse(line, *_unclear(text, "previous"))
        else:
            self.found.rows[-1] = replace(last, labels=(*last.labels, label))

    def _add(self, line: Line, label: Piece, cells: Sequence[Piece]) -> None:
        labels = [part for _, part in self.waiting]
        if not labels and not label.text and self.specification.columns_by == "trailing_cells":
            self._refuse(line, *_without_label(line))
            return
        first = self.waiting[0][0] if self.waiting else line
        parts = [*labels, label] if label.text or not labels else labels
        if labels and self._may_be_apart(labels[-1].text, label.text):
            self._refuse(self.waiting[-1][0], *_unclear(labels[-1].text, "next"))
        self.waiting.clear()
        indentation = parts[0].span.start - first.start
        row = PrintedRow(line, tuple(parts), tuple(cells), "row", indentation)
        if row.label in self.specification.totals:
            self.found.met.add(("totals", row.label))
            row = replace(row, kind="total")
        self.found.rows.append(row)

    def _may_be_apart(self, first: str, second: str) -> bool:
        """Whether two parts may be labels of their own, where one word declares all of them."""
        if not isinstance(self.specification.wrapped, str):
            return False
        return not (second[:1].islower() or second[:1] in "(&" or UNFINISHED.search(first))

    def _refuse(self, line: Line, found: str, remedy: str) -> None:
        self.found.problems.append((line, Unfit(found, remedy)))


def _without_label(line: Line) -> Unfit:
    return Unfit(
        f"the row has no label: {line.words!r}",
        "name the line with its label under `wrapped`, as `next`; or read the text by position or tabs",
    )


def _unclear(text: str, other: str) -> Unfit:
    return Unfit(
        f"`{text}` and the {other} line may be labels of their own",
        f'quote each part of a label: `wrapped: {{"{text}": {other}}}`, or name it under `skip`',
    )


def with_levels(
    rows: Sequence[PrintedRow], specification: GridTable
) -> Iterator[PrintedRow | Unfit]:
    """The rows with level and parent, by indentation or as listed; totals are of no level."""
    listed = specification.levels.parents if specification.levels else None
    if listed is not None:
        yield from _listed_levels(rows, listed)
        return
    above: list[PrintedRow] = []
    for row in rows:
        if row.kind == "total":
            yield row
            continue
        dropped = None
        while above and above[-1].indentation >= row.indentation:
            dropped = above.pop()
        if dropped and dropped.indentation > row.indentation and specification.levels and above:
            yield Unfit(
                f"`{row.label}` is indented by {row.indentation}, its neighbors above by "
                f"{above[-1].indentation} and {dropped.indentation}",
                "list the parts under `levels: {parents: …}`",
            )
        parent = above[-1] if above else None
        leveled = replace(
            row,
            level=len(above),
            parent=parent.label if parent else None,
            parent_line=parent.line.number if parent else None,
        )
        above.append(leveled)
        yield leveled


def _listed_levels(
    rows: Sequence[PrintedRow], listed: Mapping[str, Sequence[str]]
) -> Iterator[PrintedRow | Unfit]:
    above: list[PrintedRow] = []
    met: set[tuple[str, str]] = set()
    for row in rows:
        parents = [one for one in above if row.label in listed.get(one.label, ())]
        parent = parents[-1] if parents else None
        level = parent.level + 1 if parent else 0
        if parent:
            met.add((parent.label, row.label))
        leveled = replace(
            row,
            level=level,
            parent=parent.label if parent else None,
            parent_line=parent.line.number if parent else None,
        )
        above.append(leveled)
        yield leveled
    for label, parts in listed.items():
        for part in parts:
            if (label, part) not in met:
                yield Unfit(f"no row `{part}` is printed below `{label}`", "correct `levels`")
