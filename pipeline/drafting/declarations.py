"""A drafted table to a declaration in the form of docs/tables.md, tried by the reader behind `oversight read`."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from pipeline.consistency.lone_rules import with_outcomes
from pipeline.drafting.agreement import differences
from pipeline.drafting.column_drafts import ColumnDraft, body_cells, column_drafts, meanings
from pipeline.drafting.document_lines import DocumentLine
from pipeline.drafting.draft_doubts import comma_doubts, draft_doubts
from pipeline.drafting.drafted_table import DraftedTable
from pipeline.drafting.indented_labels import has_parts, is_flush, lone_labels, with_levels
from pipeline.drafting.page_words import Box
from pipeline.drafting.sum_rules import rows_added, sum_rules
from pipeline.drafting.table_layout import (
    Labels,
    Layout,
    edges_of,
    footnotes,
    labels_of,
    layout_of,
    stated_scale,
    title_lines,
)
from pipeline.drafting.table_titles import title_of
from pipeline.sources.findings import Finding
from pipeline.text.units.table_scales import STATED_SCALE
from pipeline.transcription.grid_totals import reads_like_a_total
from pipeline.transcription.lone_tables import LoneReading, read_lone_table

NO_TITLE = "no line above it reads like a title: write one, with a description"
FEWEST_ROUNDED = 3
"""In fewer columns rounded sums may hold by chance."""


@dataclass(frozen=True)
class Declaration:
    """What a table's file would hold, how the reader reads it, and what a person should look at.

    `disagreements` are the rows that do not agree with a rule: the document, its text or the draft is wrong there.
    `lines` are the numbers of its first and its last line in the text, `doubts` what the page shows otherwise.
    """

    name: str
    content: Mapping[str, Any]
    reading: LoneReading
    disagreements: tuple[Finding, ...] = ()
    comments: tuple[str, ...] = ()
    lines: tuple[int, int] = (0, 0)
    doubts: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the reader does not accept; without any the table is read whole, and its rules hold."""
        return (*self.reading.findings, *self.disagreements, *self.doubts)

    @property
    def has_numbers(self) -> bool:
        """Whether a column besides the labels has numbers; a table of words is none of data."""
        return any(column["type"] != "string" for column in self.content["columns"][1:])

    @property
    def yaml(self) -> str:
        """The file, with its comments in front."""
        comments = "".join(f"# {line}\n" for line in self.comments)
        return comments + yaml.safe_dump(
            dict(self.content), allow_unicode=True, sort_keys=False, width=100
        )


def declaration(
    table: DraftedTable, text: str, lines: Sequence[DocumentLine], name: str
) -> Declaration | None:
    """The best declaration of a table; None where its lines are not in the text."""
    layout = layout_of(table, lines)
    if not layout.header or not layout.body:
        return None
    labels = labels_of(table, layout)
    best: Declaration | None = None
    for content in _choices(table, layout, labels, lines, name):
        tried = _with_sums(content, text, name)
        if not tried.findings:
            tried = replace(tried, doubts=draft_doubts(table, layout, labels, tried.reading))
        if _makes_parts_of(lone_labels(layout), tried):
            continue
        if best is None or _left_open(tried) < _left_open(best):
            best = tried
        if _left_open(best) == (0, 0):
            break
    if best is None:
        return None
    untitled = () if title_of(layout) else (NO_TITLE,)
    comments = (*untitled, *best.comments, *differences(table))
    printed = layout.header[0].number, layout.body[-1].number
    doubts = (*best.doubts, *comma_doubts(table, layout, best.reading.document, text))
    return replace(best, comments=comments, lines=printed, doubts=doubts)


def _left_open(made: Declaration) -> tuple[int, int]:
    return len(made.reading.findings), len(made.doubts)


def _choices(
    table: DraftedTable,
    layout: Layout,
    labels: Labels,
    lines: Sequence[DocumentLine],
    name: str,
) -> Iterator[dict[str, Any]]:
    """Declarations by how the header is given and columns are told apart, each without levels and with them."""
    around = " ".join(line.words for line in title_lines(layout))
    columns = column_drafts(table, around)
    content = _content(table, layout, columns, labels, lines, name)
    indented = has_parts(layout)
    for read in (content["read"], *_with_titles(content["read"], table, layout, columns)):
        yield {**content, "read": read}
        if indented:
            yield from with_levels({**content, "read": read})
        if is_flush(layout):
            yield {**content, "read": {**read, "levels": {"parents": {}}}}


def _makes_parts_of(lone: Sequence[str], made: Declaration) -> bool:
    """Whether levels would make parts of rows of which neither a second one nor a rule says that they are."""
    named = {row for rule in made.content.get("rules", ()) for row in rows_added(rule)}
    return "column" in made.content["read"].get("levels", {}) and any(
        row.level and row.key not in named and row.label.startswith(label)
        for row in made.reading.rows
        for label in lone
    )


def _with_titles(
    read: Mapping[str, Any], table: DraftedTable, layout: Layout, columns: Sequence[ColumnDraft]
) -> Iterator[dict[str, Any]]:
    """The header as whole lines, with the title and the group that it prints for each column."""
    named = []
    for given, column in zip(read["columns"], range(table.columns), strict=True):
        own = dict(given) if isinstance(given, dict) else {"column": given}
        heads = [
            cell
            for cell in table.cells
            if cell.row < table.header_rows and cell.column <= column <= cell.last_column
        ]
        groups = [" ".join(c.text.split()) for c in heads if c.last_column > c.column]
        titles = [" ".join(c.text.split()) for c in heads if c.last_column == c.column]
        own |= {"title": " ".join(titles)} if titles else {}
        own |= {"group": " ".join(groups)} if groups else {}
        named.append(own)
    header = [[line.words] for line in layout.header]
    yield {**read, "header": header, "columns": named}
    no_blanks = "" not in read.get("marks", {})
    if no_blanks and all(column.type != "string" for column in columns[1:]):
        yield {**read, "header": header, "columns": named, "columns_by": "trailing_cells"}


def _content(
    table: DraftedTable,
    layout: Layout,
    columns: Sequence[ColumnDraft],
    labels: Labels,
    lines: Sequence[DocumentLine],
    name: str,
) -> dict[str, Any]:
    title = title_of(layout) or name
    blank = _has_blanks(table, columns)
    notes = " ".join(line.words for line in layout.below)
    scale = stated_scale(layout)
    read: dict[str, Any] = {
        "kind": "grid",
        "columns_by": "position",
        "header": [_header_cells(line, table) for line in layout.header],
        "columns": [_read_column(column, bool(scale)) for column in columns],
        **edges_of(layout, lines),
    }
    marks = meanings(columns, blank, notes)
    optional = {
        "scale": scale,
        "marks": dict(marks),
        "footnotes": footnotes(layout),
        "skip": labels.heads,
        "wrapped": labels.wrapped,
    }
    read |= {field: value for field, value in optional.items() if value}
    return {
        "name": name,
        "title": title,
        "description": title,
        "columns": [_column(column) for column in columns],
        "primaryKey": [columns[0].name],
        "read": read,
    }


def _read_column(column: ColumnDraft, scaled: bool) -> str | dict[str, str]:
    """A printed column, with the scale that its own head states."""
    stated = STATED_SCALE.search(" ".join(column.heads))
    if stated is None or scaled or column.type == "string":
        return column.name
    return {"column": column.name, "scale": stated[0].strip("[]()")}


def _column(column: ColumnDraft) -> dict[str, Any]:
    made = {
        "name": column.name,
        "type": column.type,
        "title": column.title,
        "description": f"As printed under: {column.title}.",
    }
    return made | ({"unit": column.unit} if column.unit else {})


def _header_cells(line: DocumentLine, table: DraftedTable) -> list[str]:
    """A line of the header, cell by cell; a head of several columns is above the first of them."""
    cells = [""] * table.columns
    heads = [cell for cell in table.cells if cell.row < table.header_rows]
    for words, middle in line.chunks():
        over = min(heads, key=lambda cell: _away(cell.box, middle, line.box))
        column = over.column
        cells[column] = " ".join(filter(None, (cells[column], words)))
    return cells


def _away(box: Box, middle: float, line: Box) -> tuple[float, float]:
    aside = max(box.x0 - middle, middle - box.x1, 0)
    height = line.middle[1]
    return max(box.top - height, height - box.bottom, 0) + aside, abs(box.middle[0] - middle)


def _has_blanks(table: DraftedTable, columns: Sequence[ColumnDraft]) -> bool:
    numbers = [index for index, column in enumerate(columns) if column.type != "string"]
    filled = {(cell.row, cell.column) for cell in body_cells(table)}
    heads = {
        row
        for row, _ in filled
        if not any((row, column) in filled for column in range(1, table.columns))
    }
    return any(
        (row, column) not in filled
        for row in range(table.header_rows, table.rows)
        if row not in heads
        for column in numbers
    )


def _with_sums(content: Mapping[str, Any], text: str, name: str) -> Declaration:
    """The declaration with the sums that hold as rules, read again."""
    first = _read(content, text, name)
    rules, comments = sum_rules(content, first.reading.rows)
    named = {row for rule in rules for row in rows_added(rule)}
    unproved = (
        [
            row.label
            for row in first.reading.rows
            if reads_like_a_total(row.label) and row.key not in named and row.label not in named
        ]
        if first.reading.rows
        else []
    )
    made = {**content, **({"rules": rules} if rules else {})}
    if unproved:
        made["read"] = {**content["read"], "not_totals": sorted(set(unproved))}
        comments += [f"no sum gives `{label}`: is it a total?" for label in unproved]
        rounded = _with_rounding(content, text, name, unproved)
        if rounded is not None:
            return rounded
    second = _read(made, text, name)
    return replace(second, comments=tuple(comments))


def _with_rounding(
    content: Mapping[str, Any], text: str, name: str, unproved: Sequence[str]
) -> Declaration | None:
    """The declaration with whole numbers that are rounded as printed, where all sums of these rows hold only so."""
    columns = [
        {**column, "rounding": "printed"}
        if column["type"] == "integer" and column["name"] != "level"
        else column
        for column in content["columns"]
    ]
    names = {column["name"] for column in columns if "rounding" in column}
    rounded = {**content, "columns": columns}
    rules, comments = sum_rules(rounded, _read(rounded, text, name).reading.rows)
    proved = {
        row
        for rule in rules
        if rule["kind"] in ("column_total", "subtotal") and names <= set(rule["columns"])
        for row in rows_added(rule)
    }
    if len(names) < FEWEST_ROUNDED or not set(unproved) <= proved or comments:
        return None
    made = _read({**rounded, "rules": rules}, text, name)
    shown = ", ".join(f"`{label}`" for label in unproved)
    note = f"the sums of {shown} hold only where the numbers are rounded: `rounding: printed`"
    return None if made.findings else replace(made, comments=(note,))


def read_again(made: Declaration, text: str) -> Declaration:
    """The same declaration, read from another text."""
    return _read(made.content, text, made.name)


def _read(content: Mapping[str, Any], text: str, name: str) -> Declaration:
    with tempfile.TemporaryDirectory() as folder:
        file, document = Path(folder) / f"{name}.yaml", Path(folder) / "document.txt"
        file.write_text(yaml.safe_dump(dict(content), allow_unicode=True), encoding="utf-8")
        document.write_text(text, encoding="utf-8")
        reading = read_lone_table(file, document)
        fails = () if reading.findings else with_outcomes(reading).findings
        return Declaration(name, content, reading, fails)
