"""The text of a document as HTML, with what was read from it marked by its characters.

Nothing of a text is left out or put in: without its tags, the HTML is the text, character for character. Spans that
overlap are cut at every end, so that marks never nest. This is the one place that makes HTML of parts; each part is
escaped here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from pipeline.package.published import Row
from pipeline.site.links import address_of
from pipeline.site.site_data import Cell, SiteData

QUOTED = frozenset({"quote", "first_quote", "second_quote"})
"""Columns whose characters are the context of a number: they have an address, and no mark."""


class Segment(NamedTuple):
    """Characters that the same rows were read from: `rows` of `provenance`, the most telling first.

    `waived` is the row of `waived_numerals` whose characters these are; `begins` is true where a row's begin here.
    """

    start: int
    end: int
    rows: tuple[Row, ...]
    waived: Row | None
    begins: bool


class Marked(NamedTuple):
    """A line as HTML, with its number; the line end is part of it."""

    number: int
    html: Markup


def segments(
    data: SiteData, start: int, text: str, read: Iterable[Row], waived: Iterable[Row] = ()
) -> Iterator[Segment]:
    """A passage in pieces: cut where anything that was read begins or ends, and around each line end.

    A waived numeral within a mark is no piece of its own.
    """
    held: Segment | None = None
    for piece in _pieces(data, start, text, read, waived):
        if held is not None and _goes_on(
            held, piece, text[piece.start - start : piece.end - start]
        ):
            held = held._replace(end=piece.end)
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def _goes_on(before: Segment, piece: Segment, words: str) -> bool:
    """Whether a piece belongs to the mark before it."""
    return (
        not piece.begins
        and words != "\n"
        and piece.rows == before.rows
        and any(row["column_name"] not in QUOTED for row in piece.rows)
    )


def _pieces(
    data: SiteData, start: int, text: str, read: Iterable[Row], waived: Iterable[Row]
) -> Iterator[Segment]:
    end = start + len(text)
    spans = sorted(
        (span for row in read if (span := (*_span(row), row))[0] < end and span[1] > start),
        key=lambda span: span[:2],
    )
    reasons = {_span(row): row for row in waived}
    begins = {first for first, _, _ in spans}
    cuts = {start, end, *begins, *(last for _, last, _ in spans)}
    cuts |= {cut for span in reasons for cut in span}
    for found in re.finditer("\n", text):
        cuts |= {start + found.start(), start + found.end()}
    open_spans: list[tuple[int, int, Row]] = []
    next_span = 0
    for first, last in pairwise(sorted(cut for cut in cuts if start <= cut <= end)):
        while next_span < len(spans) and spans[next_span][0] <= first:
            open_spans.append(spans[next_span])
            next_span += 1
        open_spans = [span for span in open_spans if span[1] > first]
        rows = sorted((row for _, _, row in open_spans), key=lambda row: _rank(data, row))
        yield Segment(first, last, tuple(rows), reasons.get((first, last)), first in begins)


def lines(
    pieces: Iterable[Segment], text: str, start: int, first_line: int, here: "Links"
) -> Iterator[Marked]:
    """The lines of a passage as HTML."""
    number = first_line
    parts: list[Markup] = []
    for piece in pieces:
        words = text[piece.start - start : piece.end - start]
        if words == "\n":
            yield Marked(number, Markup("").join([*parts, Markup("\n")]))
            number, parts = number + 1, []
        else:
            parts.append(_marked(piece, words, here))
    if parts:
        yield Marked(number, Markup("").join(parts))


class Links(NamedTuple):
    """What marks link to: the address of each row, and the number of the note about it."""

    data: SiteData
    addresses: Mapping[Cell, str]
    notes: Mapping[Cell, int]


def marked_rows(rows: Iterable[Row]) -> list[Row]:
    """The rows that are marked, not only addressed."""
    return [row for row in rows if row["column_name"] not in QUOTED]


def _marked(piece: Segment, words: str, here: Links) -> Markup:
    text = escape(words).replace("\r", Markup("&#13;"))
    rows = marked_rows(piece.rows)
    if not rows and piece.waived is not None:
        text = Markup('<span class="waived" data-reason="{}">{}</span>').format(
            piece.waived["reason"], text
        )
    place = Markup(' id="at-{}"').format(piece.start) if piece.begins else Markup("")
    if not rows:
        return Markup("<span{}>{}</span>").format(place, text) if place else text
    cells = [*dict.fromkeys((row["table_name"], row["row_key"]) for row in rows)]
    classes = " ".join([*_kinds(here.data, rows), *(f"n{here.notes[cell]}" for cell in cells)])
    if not words.strip():
        return Markup('<span{} class="{}">{}</span>').format(place, classes, text)
    return Markup('<a{} class="{}" href="{}">{}</a>').format(
        place, classes, here.addresses[cells[0]], text
    )


def _kinds(data: SiteData, rows: Sequence[Row]) -> list[str]:
    """The classes of a mark: a number or other words, and whether another place contradicts it."""
    contradicted = any(row["table_name"] == "discrepancies" for row in rows)
    read = "number" if _rank(data, rows[0])[0] < 2 else "words"
    return ["mark", "m-" + read, *(["m-contradicted"] if contradicted else [])]


def _rank(data: SiteData, row: Row) -> tuple[int, int, str, str]:
    """Numbers of figures first, then numbers of tables, then discrepancies, then other words; the shortest first."""
    table, column = row["table_name"], row["column_name"]
    length = int(row["end_offset"]) - int(row["start_offset"])
    if table == "figures":
        rank = 0 if column in ("value", "verbatim") else 3
    elif table == "discrepancies":
        rank = 2
    else:
        rank = 1 if is_number(data, table, column) else 3
    return rank, length, table, row["row_key"]


def is_number(data: SiteData, table: str, column: str) -> bool:
    """Whether a column holds numbers."""
    return data.fields.get(table, {}).get(column, {}).get("type") in ("integer", "number")


def _span(row: Row) -> tuple[int, int]:
    return int(row["start_offset"]), int(row["end_offset"])


def homes(data: SiteData, rows: Iterable[Row]) -> dict[Cell, str]:
    """The address of each row that something was read for, from the root of the site."""
    cells = dict.fromkeys((row["table_name"], row["row_key"]) for row in rows)
    return {cell: address for cell in cells if (address := address_of(data, *cell))}
