"""A drafted table to a declaration in the form of docs/tables.md, tried by the reader behind `oversight read`."""

import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from pipeline.consistency.lone_rules import rule_findings
from pipeline.drafting.column_drafts import ColumnDraft, body_cells, column_drafts, meanings
from pipeline.drafting.document_lines import DocumentLine, lines_of_box
from pipeline.drafting.drafted_table import DraftedCell, DraftedTable
from pipeline.drafting.page_words import Box
from pipeline.drafting.sums import (
    Column,
    SumOfColumns,
    SumOfRows,
    holds_rounded,
    numbers_of,
    sums_of_columns,
    sums_of_rows,
)
from pipeline.sources.findings import Finding
from pipeline.text.units.table_scales import STATED_SCALE
from pipeline.transcription.grid_totals import LIKE_A_TOTAL
from pipeline.transcription.lone_tables import LoneReading, read_lone_table

LINES_ABOVE, LINES_BELOW = 8, 8
LEADERS = re.compile(r"(?:\s?[.…·]){2,}\s*$|\s\.$")
SUPERSCRIPT = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰ᵃ-ᶻ*†‡]+$")
DRAWN = re.compile(r"[-=_–— ]{4,}")
EXAMPLE_FIRST = re.compile(r"^(?:Table|Exhibit|Figure|Chart)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Declaration:
    """What a table's file would hold, how the reader reads it, and what a person should look at.

    `findings` are those of the reader; without any the declaration is read whole and its rules hold.
    """

    name: str
    content: Mapping[str, Any]
    reading: LoneReading
    comments: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the reader does not accept."""
        return self.reading.findings

    @property
    def yaml(self) -> str:
        """The file, with its comments in front."""
        comments = "".join(f"# {line}\n" for line in self.comments)
        return comments + yaml.safe_dump(
            dict(self.content), allow_unicode=True, sort_keys=False, width=100
        )


@dataclass(frozen=True)
class Layout:
    """The lines of a table in its document: those around, of the header, and of the rows."""

    above: tuple[DocumentLine, ...]
    header: tuple[DocumentLine, ...]
    body: tuple[DocumentLine, ...]
    below: tuple[DocumentLine, ...]


@dataclass
class Labels:
    """Lines of the body that are no rows: heads of groups, and parts of labels."""

    heads: list[str] = field(default_factory=list)
    wrapped: dict[str, str] = field(default_factory=dict)


def declaration(
    table: DraftedTable, text: str, lines: Sequence[DocumentLine], name: str
) -> Declaration | None:
    """The best declaration of a table; None where its lines are not in the text."""
    layout = layout_of(table, lines)
    if not layout.header or not layout.body:
        return None
    best: Declaration | None = None
    for content in _choices(table, layout, lines, name):
        tried = _with_sums(content, text, name)
        if best is None or len(tried.findings) < len(best.findings):
            best = tried
        if not best.findings:
            break
    if best is None:
        return None
    comments = (*best.comments, *_differences(table))
    return Declaration(best.name, best.content, best.reading, comments)


def layout_of(table: DraftedTable, lines: Sequence[DocumentLine]) -> Layout:
    """Which lines are those of a table."""
    page = [line for line in lines if line.page == table.page and line.words]
    inside = [
        line
        for line in lines_of_box(page, table.page, table.box)
        if not DRAWN.fullmatch(line.words)
    ]
    body = body_cells(table)
    if not inside or not body:
        return Layout((), (), (), ())
    start = min(cell.box.middle[1] for cell in body if cell.row == table.header_rows) - 1
    start = min(start, min(c.box.top for c in body if c.row == table.header_rows) + 1)
    header = tuple(line for line in inside if line.box.middle[1] < start)
    rows = tuple(line for line in inside if line not in header)
    first, last = page.index(inside[0]), page.index(inside[-1])
    above = tuple(page[max(0, first - LINES_ABOVE) : first])
    return Layout(above, header, rows, tuple(page[last + 1 : last + 1 + LINES_BELOW]))


def _choices(
    table: DraftedTable, layout: Layout, lines: Sequence[DocumentLine], name: str
) -> Iterator[dict[str, Any]]:
    """Declarations by how the header is given and columns are told apart, each without levels and with them."""
    around = " ".join(line.words for line in _title_lines(layout))
    columns = column_drafts(table, around)
    labels = _labels(table, layout)
    content = _content(table, layout, columns, labels, lines, name)
    indented = len({len(line.text) - len(line.text.lstrip()) for line in layout.body}) > 1
    for read in (content["read"], *_with_titles(content["read"], table, layout, columns)):
        yield {**content, "read": read}
        if indented or labels.heads:
            yield from _with_levels({**content, "read": read})


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


def _with_levels(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    key = content["columns"][0]["name"]
    added = [
        {
            "name": "level",
            "type": "integer",
            "title": "Level",
            "description": "0 for a row that is part of no other.",
        },
        {
            "name": "part_of",
            "type": "string",
            "title": "Part of",
            "description": "Label of the row or head above.",
        },
    ]
    tops: tuple[dict[str, str], ...] = ({}, {"top": "none"})
    for keys, top in zip(([key], ["part_of", key]), tops, strict=True):
        yield {
            **content,
            "columns": [content["columns"][0], *added, *content["columns"][1:]],
            "primaryKey": keys,
            "read": {**content["read"], "levels": {"column": "level", "parent": "part_of"} | top},
        }


def _content(
    table: DraftedTable,
    layout: Layout,
    columns: Sequence[ColumnDraft],
    labels: Labels,
    lines: Sequence[DocumentLine],
    name: str,
) -> dict[str, Any]:
    title = " ".join(line.words for line in _title_lines(layout)) or name
    blank = _has_blanks(table, columns)
    notes = " ".join(line.words for line in layout.below)
    scale = _scale(layout)
    read: dict[str, Any] = {
        "kind": "grid",
        "columns_by": "position",
        "header": [_header_cells(line, table) for line in layout.header],
        "columns": [_read_column(column, bool(scale)) for column in columns],
        **_edges(layout, lines),
    }
    marks = meanings(columns, blank, notes)
    optional = {
        "scale": scale,
        "marks": dict(marks),
        "footnotes": _footnotes(layout),
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


def _title_lines(layout: Layout) -> list[DocumentLine]:
    """The lines above the header back to one that begins as a title, or the nearest one."""
    for index in range(len(layout.above) - 1, -1, -1):
        if EXAMPLE_FIRST.match(layout.above[index].words):
            return list(layout.above[index:])
    return list(layout.above[-1:])


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


def _labels(table: DraftedTable, layout: Layout) -> Labels:
    """Lines with a label and no cells: a part of the label below or above, or the head of a group."""
    labels = Labels()
    parts = {
        part: "next" if index < len(pieces) - 1 else "previous"
        for cell in body_cells(table)
        if cell.column == 0
        for pieces in [cell.text.split("\n")]
        if len(pieces) > 1
        for index, part in enumerate(pieces)
    }
    for line in layout.body:
        chunks = list(line.chunks())
        if len(chunks) > 1 or not chunks:
            continue
        words = LEADERS.sub("", " ".join(chunks[0][0].split())).strip()
        if words in parts:
            labels.wrapped[words] = parts[words]
        elif not DRAWN.fullmatch(words):
            labels.heads.append(words)
    return labels


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


def _footnotes(layout: Layout) -> list[str]:
    """Raised marks at labels and cells of the body."""
    marks = {
        mark
        for line in layout.body
        for chunk, _ in line.chunks()
        for found in [SUPERSCRIPT.search(LEADERS.sub("", chunk).strip())]
        if found and len(found[0]) < len(LEADERS.sub("", chunk).strip())
        for mark in found[0]
    }
    return sorted(marks)


def _scale(layout: Layout) -> str | None:
    """The words above the rows that state the scale of all numbers."""
    for line in _title_lines(layout):
        found = STATED_SCALE.search(line.words)
        if found:
            return found[0].strip("[]()")
    return None


def _edges(layout: Layout, lines: Sequence[DocumentLine]) -> dict[str, Any]:
    """The line behind the table, and the line before it where its header is printed again elsewhere."""
    after = [line for line in lines if line.number > layout.body[-1].number and line.words]
    edges: dict[str, Any] = {"ends_before": after[0].words if after else None}
    if after:
        same = [
            line
            for line in lines
            if line.words == after[0].words and line.number > layout.header[0].number
        ]
        if len(same) > 1:
            edges["ends_before_line"] = after[0].number
    again = Counter(line.words for line in lines)
    if all(again[line.words] > 1 for line in layout.header):
        before = [line for line in lines if line.number < layout.header[0].number and line.words]
        once = [line for line in before if again[line.words] == 1]
        if once:
            edges["starts_after"] = once[-1].words
    return edges


def _with_sums(content: Mapping[str, Any], text: str, name: str) -> Declaration:
    """The declaration with the sums that hold as rules, read again."""
    first = _read(content, text, name)
    rules, comments = _rules(content, first)
    named = {row for rule in rules for row in _named(rule)}
    unproved = (
        [
            row.label
            for row in first.reading.rows
            if LIKE_A_TOTAL.match(row.label) and row.key not in named and row.label not in named
        ]
        if first.reading.rows
        else []
    )
    made = {**content, **({"rules": rules} if rules else {})}
    if unproved:
        made["read"] = {**content["read"], "not_totals": sorted(set(unproved))}
        comments += [f"no sum gives `{label}`: is it a total?" for label in unproved]
    second = _read(made, text, name)
    return Declaration(name, made, second.reading, tuple(comments))


def _read(content: Mapping[str, Any], text: str, name: str) -> Declaration:
    with tempfile.TemporaryDirectory() as folder:
        file, document = Path(folder) / f"{name}.yaml", Path(folder) / "document.txt"
        file.write_text(yaml.safe_dump(dict(content), allow_unicode=True), encoding="utf-8")
        document.write_text(text, encoding="utf-8")
        reading = read_lone_table(file, document)
        findings = (*reading.findings, *rule_findings(reading))
    return Declaration(
        name,
        content,
        LoneReading(
            reading.file,
            reading.document,
            reading.columns,
            reading.rows,
            findings,
            reading.rules,
            reading.left_out,
        ),
    )


def _rules(
    content: Mapping[str, Any], tried: Declaration
) -> tuple[list[dict[str, Any]], list[str]]:
    rows = tried.reading.rows
    numbers = [
        column["name"]
        for column in content["columns"]
        if column["type"] != "string" and column["name"] != "level"
    ]
    table = {name: numbers_of(rows, name) for name in numbers}
    levels = {row.key: row.level for row in rows}
    rules: list[dict[str, Any]] = []
    comments: list[str] = []
    for across in sums_of_columns(table):
        rules.append({"kind": "row_sum", "total": across.total, "parts": list(across.parts)})
        comments += _failing(across)
    for down in sums_of_rows([row.key for row in rows], table, levels):
        rules.append(
            {
                "kind": "subtotal",
                "columns": [*down.columns, *_in_error(down, table)],
                "whole": down.whole,
                "parts": list(down.parts),
            }
        )
        comments += _failing(down)
    return rules, comments


def _in_error(found: SumOfRows, table: Mapping[str, Column]) -> list[str]:
    """The columns whose sum does not hold, although their numbers are not rounded."""
    return [name for name in found.fails if not holds_rounded(found, table[name])]


def _failing(found: SumOfColumns | SumOfRows) -> list[str]:
    whole = found.total if isinstance(found, SumOfColumns) else found.whole
    return (
        [f"the sum of `{whole}` does not hold in: {', '.join(found.fails)}"] if found.fails else []
    )


def _named(rule: Mapping[str, Any]) -> Iterator[str]:
    if rule["kind"] == "subtotal":
        yield rule["whole"]
        yield from rule["parts"]


def _differences(table: DraftedTable) -> list[str]:
    """Where the readers of the PDF do not agree."""
    differ = [cell for cell in table.cells if cell.differ and not cell.agree]
    if not differ:
        return []
    shown = "; ".join(_shown(cell) for cell in differ[:10])
    more = f"; and {len(differ) - 10} more" if len(differ) > 10 else ""
    return [f"no other reader of the PDF sees these cells alike: {shown}{more}"]


def _shown(cell: DraftedCell) -> str:
    return f"row {cell.row + 1}, column {cell.column + 1} `{' '.join(cell.text.split())}`"
