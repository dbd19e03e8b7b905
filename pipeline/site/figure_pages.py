"""A page for each figure, its address the figure's id; the list of figures; and a page for each id of former releases."""

from collections.abc import Iterator
from typing import Any

from pipeline.package.published import Row
from pipeline.site import addresses
from pipeline.site.bibtex import bibtex
from pipeline.site.index_pages import INDEXES
from pipeline.site.links import address_of
from pipeline.site.listing import parts
from pipeline.site.rendering import Page
from pipeline.site.site_data import SiteData

ON_A_PAGE = 100
CONTEXT = 32
"""How many characters `provenance` has to either side, where there are so many."""


def pages(data: SiteData) -> Iterator[Page]:
    """The list of figures, each figure, then each id that a release before had."""
    yield from _list(data)
    yield from entries(data)
    yield from _former(data)


def entries(data: SiteData) -> Iterator[Page]:
    """The page of each figure."""
    for figure in data.shown("figures"):
        key, measure = figure["figure_id"], _measure(data, figure)["name"]
        title = f"{shown(figure)} {figure['unit']}: {measure} ({key})"
        yield Page(addresses.figure(key), "figure.html", title, _values(data, figure))


def shown(figure: Row) -> str:
    """The number as printed, with the word beside it."""
    return f"{figure['qualifier']} {figure['verbatim']}".strip()


def _measure(data: SiteData, figure: Row) -> Row:
    return data.rows["measures"][figure["measure_id"]]


def _list(data: SiteData) -> Iterator[Page]:
    readable = [*data.rows["figures_readable"].values()]
    for part in parts(addresses.FIGURES, readable, ON_A_PAGE):
        values = {
            "rows": part.entries,
            "part": part,
            "every_index": INDEXES,
            "total": len(readable),
        }
        title = "Figures" if part.number == 1 else f"Figures, page {part.number}"
        yield Page(part.path, "figures.html", title, values)


def _values(data: SiteData, figure: Row) -> dict[str, Any]:
    key = figure["figure_id"]
    source = data.rows["sources"][figure["source_id"]]
    read = data.read_from.get(("figures", key), [])
    package = f"{data.descriptor['title']} {data.descriptor['version']}"
    return {
        "figure": figure,
        "shown": shown(figure),
        "source": source,
        "measure": _measure(data, figure),
        "context": _context(read),
        "page_pdf": _page_pdf(read),
        "relations": [_relation(data, key, one) for one in data.relations_of.get(key, [])],
        "restatements": data.restatements_of.get(key, []),
        "discrepancies": [
            data.rows["discrepancies"][name] for name in figure["discrepancy_ids"].split()
        ],
        "emendations": data.emendations_of.get(key, []),
        "cite": data.rows["figures_readable"][key]["cite"],
        "bibtex": bibtex(figure, source, package),
        "changes": data.changes_of.get(("figures", key), []),
        "former": data.former_ids.get(("figures", key), []),
    }


def _context(read: list[Row]) -> list[dict[str, Any]]:
    """Each place of the quotation: its parts, whether each is the token, and the words around it."""
    tokens = [row for row in read if row["column_name"] == "verbatim"]
    return [
        {
            "before": _whole_words(quote["prefix"], before=True),
            "parts": _parts(quote, tokens),
            "behind": _whole_words(quote["suffix"], before=False),
        }
        for quote in read
        if quote["column_name"] == "quote"
    ]


def _page_pdf(read: list[Row]) -> str:
    """The page of the PDF that prints the number; empty where it is not known."""
    return next((row.get("page_pdf", "") for row in read if row["column_name"] == "verbatim"), "")


def _parts(quote: Row, tokens: list[Row]) -> list[tuple[str, bool]]:
    """The characters of a quotation, cut where the token is."""
    parts, done, start = [], 0, int(quote["start_offset"])
    for token in tokens:
        first, last = (int(token[end]) - start for end in ("start_offset", "end_offset"))
        if done <= first and last <= len(quote["exact"]):
            parts += [(quote["exact"][done:first], False), (quote["exact"][first:last], True)]
            done = last
    return [*parts, (quote["exact"][done:], False)]


def _whole_words(text: str, before: bool) -> str:
    """The words around a quotation, without the part of a word at the far end, where they were cut."""
    if len(text) < CONTEXT:
        return text
    if before:
        return "… " + text.partition(" ")[2]
    return text.rpartition(" ")[0] + " …"


def _relation(data: SiteData, key: str, relation: Row) -> dict[str, Any]:
    members = data.members_of[relation["relation_id"]]
    roles = dict.fromkeys(one["role"] for one in members if one["figure_id"] == key)
    return {"row": relation, "roles": [*roles]}


def _former(data: SiteData) -> Iterator[Page]:
    """A page for each id of a figure that is no more: what became of it."""
    current = data.rows["figures"]
    renamed = [row for row in data.rows["renamed"].values() if row["table_name"] == "figures"]
    gone = {
        key: rows
        for (table, key), rows in data.changes_of.items()
        if table == "figures" and key not in current
    }
    for row in renamed:
        if row["old_id"] not in current:
            rows = gone.pop(row["old_id"], [])
            yield _former_page(data, row["old_id"], row, rows)
    for key, rows in gone.items():
        yield _former_page(data, key, None, rows)


def _former_page(data: SiteData, key: str, renamed: Row | None, changes: list[Row]) -> Page:
    values = {
        "key": key,
        "renamed": renamed,
        "new_address": _new_address(data, renamed) if renamed else None,
        "changes": changes,
    }
    return Page(addresses.figure(key), "former_figure.html", key, values)


def _new_address(data: SiteData, renamed: Row) -> str:
    """The page of a row under its new id; of a figure also where that id was renamed since."""
    table, key = renamed["new_table_name"], renamed["new_id"]
    if table == "figures":
        return addresses.figure(key)
    return address_of(data, table, key) or addresses.table(table)
