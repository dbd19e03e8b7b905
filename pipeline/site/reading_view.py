"""The reading view of each document: its text as published, what was read from it marked, and the details beside.

Of a document whose text is not held there are its quotations, in order. A mark links to the page of what was read;
the note about it shows beside the text while the mark is in focus, by a style file of the document's own.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pipeline.package.published import Row
from pipeline.site import addresses
from pipeline.site.document_pages import page_starts
from pipeline.site.marks import Links, Marked, homes, lines, marked_rows, segments
from pipeline.site.rendering import Page
from pipeline.site.site_data import Cell, SiteData

ON_A_PAGE = 100
LONGEST = 120
"""The longest cell that a note shows, in characters."""


class Passage(NamedTuple):
    """An unbroken run of characters of a document: where it begins, its first line, and its text."""

    start: int
    line: int
    text: str


class Reading(NamedTuple):
    """A document as it is shown: its lines in passages, the numbers of pages by their first line, and the notes."""

    passages: list[list[Marked]]
    pages: dict[int, str]
    notes: list[dict[str, Any]]


def pages(data: SiteData) -> Iterator[Page]:
    """The list of documents, then each document."""
    count = max(1, -(-len(data.documents) // ON_A_PAGE))
    for number in range(1, count + 1):
        rows = data.documents[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
        values = {"rows": rows, "number": number, "count": count, "accounts": accounts(data)}
        title = "Documents" if number == 1 else f"Documents, page {number} of {count}"
        yield Page(addresses.document_list(number), "documents.html", title, values)
    for source in data.documents:
        yield document_page(data, source)


def document_page(data: SiteData, source: Row) -> Page:
    """The page of one document."""
    name = source["source_id"]
    here = addresses.document(name)
    there = homes(data, data.read_in.get(name, []))
    links = {cell: addresses.relative(here, address) for cell, address in there.items()}
    values = {
        "source": source,
        "reading": reading(data, source, links),
        "links": links,
        "accounts": accounts(data).get(name, []),
        "held": source["text_held"] == "true",
    }
    title = f"{source['title']} ({source['source_id']})"
    return Page(here, "reading.html", title, values)


def accounts(data: SiteData) -> dict[str, list[Row]]:
    """The rows of `completeness` by document."""
    found: dict[str, list[Row]] = {}
    for row in data.rows["completeness"].values():
        found.setdefault(row["source_id"], []).append(row)
    return found


def passages_of(data: SiteData, source: Row) -> list[Passage]:
    """What is held of a document, in order: its whole text, its quotations, or nothing."""
    name, published = source["source_id"], data.given.published
    if source["text_held"] == "true":
        return [Passage(0, 1, published.text(name).decode("utf-8"))]
    if not data.read_in.get(name):
        return []
    found = []
    for start, text in sorted(published.excerpts(name)):
        inside = [
            row
            for row in data.read_in[name]
            if start <= int(row["start_offset"]) < start + len(text)
        ]
        if inside:
            first = inside[0]
            before = text[: int(first["start_offset"]) - start].count("\n")
            found.append(Passage(start, int(first["line"]) - before, text))
    return found


def reading(data: SiteData, source: Row, links: Mapping[Cell, str]) -> Reading:
    """The lines of a document with their marks, and a note for each row that a mark is of."""
    name = source["source_id"]
    rows, waived = data.read_in.get(name, []), data.waived_in.get(name, [])
    notes = notes_of(data, name)
    here = Links(data, links, notes)
    shown = [
        [*lines(segments(data, p.start, p.text, rows, waived), p.text, p.start, p.line, here)]
        for p in passages_of(data, source)
    ]
    described = [_note(data, cell, number) for cell, number in notes.items()]
    return Reading(shown, page_starts([*rows, *waived]), described)


def notes_of(data: SiteData, name: str) -> dict[Cell, int]:
    """The number of the note about each row that a mark of a document is of: figures, tables, then discrepancies."""
    marked = marked_rows(data.read_in.get(name, []))
    cells = dict.fromkeys((row["table_name"], row["row_key"]) for row in marked)
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
    """A style file for each document: it shows the note of the mark that is pointed at, focused, or linked to."""
    for source in data.documents:
        count = len(notes_of(data, source["source_id"]))
        yield addresses.focus(source["source_id"]), focus_style(count).encode()


def focus_style(count: int) -> str:
    """The rules for so many notes."""
    return "".join(
        f":root:has(.n{n}:is(:target,:hover,:focus)) #note-{n}{{display:block}}\n"
        for n in range(1, count + 1)
    )
