"""Which lines of a printed table are rows: labels in several lines, heads.

A line that is no row is declared. Levels are in `grid_levels`, totals in `grid_totals`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from pipeline.sources.grid_entries import GridTable
from pipeline.transcription.grid_lines import Cutter, Line, Piece, Unfit, is_drawn

BULLET = re.compile(r"[•·▪■●○◦‣►]|[-–—]\s?(?=[^\W\d_])")
"""What begins a label that is a part of the row above, as an indentation does."""
HYPHEN_AT_END = re.compile(r"[^\W\d_]-$")
UNFINISHED = re.compile(r"(?:[,;&/–-]|\b(?:and|or|of|the|for|in|to|with|by|other|from))$")


@dataclass(frozen=True)
class PrintedRow:
    """A line of cells: the pieces of its label and the label as a whole, and all cells of the columns behind it."""

    line: Line
    labels: tuple[Piece, ...]
    label: str
    cells: tuple[Piece, ...]
    kind: Literal["row", "total", "head"]
    indentation: int
    level: int = 0
    parent: str | None = None
    parent_line: int | None = None


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
        elif self._is_part_of_a_cell(label, cells):
            self._refuse(line, *_of_a_cell(line))
        elif any(cell.text for cell in cells) or len(self.specification.columns) == 1:
            self._add(line, label, cells)
        else:
            self._without_cells(line, label)

    def _is_part_of_a_cell(self, label: Piece, cells: Sequence[Piece]) -> bool:
        """Whether a line has words without a digit in one of several columns, and no label."""
        texts = [cell.text for cell in cells if cell.text]
        alone = not label.text and not self.waiting and len(cells) > 1 and len(texts) == 1
        return alone and texts[0][0].isalpha() and not any(map(str.isdigit, texts[0]))

    def _skip(self, line: Line, field_name: str, label: Piece | None = None) -> None:
        words = label.text if label else line.words
        self.found.met.add((field_name, words))
        if field_name == "skip":
            piece = label or line.piece(0, len(line.text))
            head = PrintedRow(line, (piece,), piece.text, (), "head", _indentation(line, piece))
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
            self._refuse(line, f"the row has a label and no cells: {line.words!r}", remedy)
            return
        self.found.met.add(("wrapped", text))
        last = self.found.rows[-1] if self.found.rows else None
        if join != "previous":
            self.waiting.append((line, label))
            if (join == "next") == (HYPHEN_AT_END.search(text) is not None):
                self._refuse(line, *_hyphen(text, join))
        elif last is not None and HYPHEN_AT_END.search(last.label):
            self._refuse(line, *_hyphen(last.label, join))
        elif last is None or last.kind == "head" or self._may_be_apart(last.label, text):
            self._refuse(line, *_unclear(text, "previous"))
        else:
            parts = (*last.labels, label)
            self.found.rows[-1] = replace(last, labels=parts, label=self._joined(parts))

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
        indentation = _indentation(first, parts[0])
        label_text = self._joined(parts)
        row = PrintedRow(line, tuple(parts), label_text, tuple(cells), "row", indentation)
        if row.label in self.specification.totals:
            self.found.met.add(("totals", row.label))
            row = replace(row, kind="total")
        self.found.rows.append(row)

    def _joined(self, parts: Sequence[Piece]) -> str:
        texts = [part.text for part in parts]
        return self.specification.joined(texts, texts)

    def _may_be_apart(self, first: str, second: str) -> bool:
        """Whether two parts may be labels of their own, where one word declares all of them."""
        if not isinstance(self.specification.wrapped, str):
            return False
        return not (second[:1].islower() or second[:1] in "(&" or UNFINISHED.search(first))

    def _refuse(self, line: Line, found: str, remedy: str) -> None:
        self.found.problems.append((line, Unfit(found, remedy)))


def _indentation(line: Line, label: Piece) -> int:
    """How far a label is indented; a bullet counts as one space more."""
    return label.span.start - line.start + (BULLET.match(label.text) is not None)


def _without_label(line: Line) -> Unfit:
    return Unfit(
        f"the row has no label: {line.words!r}",
        "name the line with its label under `wrapped`, as `next`; or read the text by position or tabs",
    )


def _of_a_cell(line: Line) -> Unfit:
    return Unfit(
        f"`{line.words}` is alone under a column of cells: the document may print a cell over two lines",
        "compare the rows above and below with the document; `skip` this line and the row, and transcribe the row as "
        "figures or in a table of `kind: rows`. A cell that is printed so is not blank",
    )


def _hyphen(text: str, join: str) -> Unfit:
    if HYPHEN_AT_END.search(text) is None:
        return Unfit(f"`{text}` has no hyphen at its end", "write `next` for it under `wrapped`")
    return Unfit(
        f"`{text}` ends with a hyphen, which may be a part of the word or not",
        f'write `wrapped: {{"{text}": hyphen_kept}}` or `hyphen_dropped`, which join it with the next line'
        if join != "previous"
        else "`skip` the row and transcribe it as figures",
    )


def _unclear(text: str, other: str) -> Unfit:
    return Unfit(
        f"`{text}` and the {other} line may be labels of their own",
        f'quote each part of a label: `wrapped: {{"{text}": {other}}}`, or name it under `skip`',
    )
