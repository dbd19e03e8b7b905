"""The reading view of each document: its text as published, what was read from it marked, and the details beside.

Of a document whose text is not held there are its quotations, in order. A mark links to the page of what was read;
the note about it shows beside the text while the mark is in focus, by a style file of the document's own.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pipeline.package.published import Row
from pipeline.site import addresses
from pipeline.site.document_pages import page_starts
from pipeline.site.document_parts import LONGEST, DocumentPart, parts_of, passages_of
from pipeline.site.listing import Part, parts
from pipeline.site.marks import Links, Marked, homes, lines, marked_rows, segments
from pipeline.site.rendering import Page
from pipeline.site.site_data import Cell, SiteData

ON_A_PAGE = 100


class Reading(NamedTuple):
    """A document as it is shown: its lines in passages, the numbers of pages by their first line, and the notes."""

    passages: list[list[Marked]]
    pages: Mapping[int, str]
    notes: list[dict[str, Any]]


def pages(data: SiteData) -> Iterator[Page]:
    """The list of documents, then each document."""
    for part in parts(addresses.DOCUMENTS, data.documents, ON_A_PAGE):
        values = {"rows": part.entries, "part": part, "accounts": data.accounts_of}
        title = "Documents" if part.number == 1 else f"Documents, page {part.number}"
        yield Page(part.path, "documents.html", title, values)
    yield from entries(data)


def entries(data: SiteData) -> Iterator[Page]:
    """The pages of each document."""
    for source in data.documents:
        yield from document_pages(data, source)


def document_page(data: SiteData, source: Row) -> Page:
    """The page of one document, the first of several where it is long."""
    return next(document_pages(data, source))


def document_pages(data: SiteData, source: Row) -> Iterator[Page]:
    """The pages of one document."""
    name = source["source_id"]
    found = parts_of(data, source)
    ways = tuple(addresses.document_part(name, part.first_line) for part in found)
    starts = starts_of(data, source)
    for number, (part, here) in enumerate(zip(found, ways, strict=True), start=1):
        there = homes(data, part.read)
        links = {cell: addresses.relative(here, address) for cell, address in there.items()}
        values = {
            "source": source,
            "reading": reading(data, part, links, starts),
            "links": links,
            "accounts": data.accounts_of.get(name, []),
            "held": source["text_held"] == "true",
            "waived": bool(part.waived),
            "focus": addresses.focus(name, part.first_line),
            "part": Part(number, len(ways), here, part.passages, ways),
        }
        title = f"{source['title']} ({name})"
        after = "" if number == 1 else f", from line {part.first_line}"
        yield Page(here, "reading.html", title + after, values)


def starts_of(data: SiteData, source: Row) -> dict[int, str]:
    """The number of each page of a document by the line where it begins."""
    name, is_held = source["source_id"], source["text_held"] == "true"
    lines = passages_of(data, source)[0].text.split("\n") if is_held else []
    return page_starts([*data.read_in.get(name, []), *data.waived_in.get(name, [])], lines)


def reading(
    data: SiteData, part: DocumentPart, links: Mapping[Cell, str], starts: Mapping[int, str]
) -> Reading:
    """The lines of a part of a document with their marks, and a note for each row that a mark is of.

    `starts` has the number of each page of the document by its first line.
    """
    notes = notes_of(part.read)
    here = Links(data, links, notes)
    shown = [
        [
            *lines(
                segments(data, p.start, p.text, part.read, part.waived),
                p.text,
                p.start,
                p.line,
                here,
            )
        ]
        for p in part.passages
    ]
    described = [_note(data, cell, number) for cell, number in notes.items()]
    return Reading(shown, starts, described)


def notes_of(rows: Iterable[Row]) -> dict[Cell, int]:
    """The number of the note about each row that a mark is of: figures, tables, then discrepancies."""
    cells = dict.fromkeys((row["table_name"], row["row_key"]) for row in marked_rows(rows))
    order = {"figures": 0, "discrepancies": 2}
    return {
        cell: number
        for number, cell in enumerate(sorted(cells, key=lambda one: order.get(one[0], 1)), 1)
    }


def _note(data: SiteData, cell: Cell, number: int) -> dict[str, Any]:
    """What is shown of a row beside the text; of a table's row, the cells that were read and are short."""
    table, key = cell
    row = data.rows[table][key]
    read = {one["column_name"] for one in data.read_from[cell]}
    columns = [
        column
        for name, column in data.fields[table].items()
        if name in read and 0 < len(row[name]) <= LONGEST
    ]
    return {
        "number": number,
        "table": table,
        "key": key,
        "row": row,
        "columns": columns,
        "start": data.first_places[cell],
    }


def focus_styles(data: SiteData) -> Iterator[tuple[str, bytes]]:
    """A style file for each page: it shows the note of the mark that is pointed at, focused, or linked to."""
    for source in data.documents:
        for part in parts_of(data, source):
            path = addresses.focus(source["source_id"], part.first_line)
            yield path, focus_style(len(notes_of(part.read))).encode()


def focus_style(count: int) -> str:
    """The rules for so many notes."""
    return "".join(
        f":root:has(.n{n}:is(:target,:hover,:focus)) #note-{n}{{display:block}}\n"
        for n in range(1, count + 1)
    )
