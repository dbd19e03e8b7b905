"""A page for each table, in parts where it is long, and the list of tables.

A missing cell is shown as what it is: why it is missing, and within which bounds its number is, where there are any.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.package.published import Row
from pipeline.site import addresses
from pipeline.site.dataset_metadata import json_ld
from pipeline.site.in_words import interval, number
from pipeline.site.links import Piece, address_of, bounds_of, cell_pieces
from pipeline.site.listing import Part, parts
from pipeline.site.rendering import Page
from pipeline.site.site_data import SiteData

SHOWN_PICTURES = 2
"""How many pictures are above a table; of each of its documents it may have one."""
LONG = 60
"""Characters from which the words of a cell get a wide column."""
YES_NO = {"true": "yes", "false": "no"}


class Shown(NamedTuple):
    """A cell as the page shows it: its classes, its pieces, its footnote marks, and why it has no value.

    `head` is true for the cell that names its row; `contradicted` has the discrepancies of its number.
    """

    classes: str
    pieces: tuple[Piece, ...]
    mark: str = ""
    missing: str = ""
    head: bool = False
    contradicted: tuple[str, ...] = ()


class ShownRow(NamedTuple):
    """A row: its fragment, whether it is a total or a part of one, its heading cells and its cells."""

    fragment: str
    total: bool
    cells: tuple[Shown, ...]


def pages(data: SiteData) -> Iterator[Page]:
    """The list of tables, then each table."""
    for part in parts(addresses.TABLES, list(data.resources)):
        yield Page(part.path, "tables.html", _title("Tables", part), {"part": part})
    for name in data.resources:
        rows = list(data.rows[name].items())
        for part in parts(addresses.table(name), rows, addresses.ROWS_A_PAGE):
            yield _table_page(data, name, part, len(rows))


def files(data: SiteData) -> Iterator[tuple[str, bytes]]:
    """The metadata of each table in JSON-LD, for search engines of data sets; and those of the package."""
    for name in data.resources:
        text = json.dumps(json_ld(data, name), indent=2, ensure_ascii=False)
        yield addresses.json_ld(name), f"{text}\n".encode()


def downloads(data: SiteData, name: str) -> list[tuple[str, str, int | None]]:
    """Format, path and size of each file that has a table; the size is null where the descriptor has none."""
    return [
        (resource["format"], resource["path"], resource.get("bytes"))
        for resource in data.descriptor["resources"]
        if resource["name"] in (name, f"{name}-{resource['format']}")
    ]


def _title(title: str, part: Part) -> str:
    return title if part.number == 1 else f"{title}, page {part.number}"


def _table_page(data: SiteData, name: str, part: Part, total: int) -> Page:
    resource = data.resources[name]
    columns = resource["schema"]["fields"]
    totals = _whole_rows(resource)
    rows = [_shown_row(data, name, key, row, totals) for key, row in part.entries]
    pictures = data.pictures_of.get(part.path, [])
    missing = {cell.missing for row in rows for cell in row.cells if cell.missing}
    values = {
        "name": name,
        "resource": resource,
        "columns": columns,
        "keys": data.primary_keys[name],
        "part": part,
        "total": total,
        "rows": rows,
        "sums": _printed_totals(data, name) if part.number == part.count else {},
        "legend": _legend(data, missing),
        "contradictions": _contradictions(data, rows),
        "downloads": downloads(data, name),
        "json_ld": json_ld(data, name) if part.number == 1 else None,
        "pictures": pictures[:SHOWN_PICTURES],
        "more_pictures": max(0, len(pictures) - SHOWN_PICTURES),
    }
    title = _title(f"{resource['title']} ({name})", part)
    return Page(part.path, "table.html", title, values, (addresses.TABLES_SCRIPT,))


def _legend(data: SiteData, terms: set[str]) -> list[tuple[str, str]]:
    """The meaning of each reason for which a cell is missing, of those that occur."""
    return [(term, data.label("cells", "availability", term)) for term in sorted(terms)]


def _contradictions(data: SiteData, rows: Sequence[ShownRow]) -> list[tuple[str, list[str]]]:
    """What contradicts numbers of these rows: each explanation with its discrepancies."""
    found: dict[str, dict[str, None]] = {}
    for key in (key for row in rows for cell in row.cells for key in cell.contradicted):
        found.setdefault(data.rows["discrepancies"][key]["explanation"], {})[key] = None
    return [(explanation, [*keys]) for explanation, keys in found.items()]


def _whole_rows(resource: Mapping[str, Any]) -> set[str]:
    """The rows that are totals or subtotals of others, by their key within the document."""
    found: set[str] = set()
    for rule in resource.get("rules", ()):
        if rule["kind"] == "column_total":
            found |= {rule["whole"]["row"]} if "row" in rule["whole"] else set()
        elif rule["kind"] == "subtotal":
            found |= {rule["whole"]} if rule.get("whole") else set(rule.get("groups") or ())
    return found


def _printed_totals(data: SiteData, name: str) -> dict[str, Row]:
    """The figure in which the document prints the total of a column, by column; of tables of one document."""
    found: dict[str, Row] = {}
    for rule in data.resources[name].get("rules", ()):
        if rule["kind"] == "column_total" and rule["whole"].get("figure"):
            figure = data.rows["figures"].get(f"{rule['source_id']}/{rule['whole']['figure']}")
            if figure:
                found[rule["column"]] = figure
    return found


def _shown_row(data: SiteData, name: str, key: str, row: Row, totals: set[str]) -> ShownRow:
    within = " ".join(row[k] for k in data.primary_keys[name] if k != "source_id")
    cells = data.cells_of.get((name, f"{row.get('source_id', '')} {within}"), {})
    marks = {cell["row_mark"] for cell in cells.values() if cell["row_mark"]}
    last_key = data.primary_keys[name][-1]
    shown = []
    for field in data.resources[name]["schema"]["fields"]:
        cell = cells.get(field["name"])
        mark = cell["mark"] if cell else ""
        head = field["name"] == last_key
        if head:
            mark = ",".join(filter(None, [mark, *sorted(marks)]))
        shown.append(_shown(data, name, field, row, cell, mark)._replace(head=head))
    return ShownRow(addresses.fragment(key), within in totals, tuple(shown))


def _shown(
    data: SiteData, name: str, field: Mapping[str, Any], row: Row, cell: Row | None, mark: str
) -> Shown:
    column, text = field["name"], row[field["name"]]
    is_number = field["type"] in ("integer", "number")
    classes = "number" if is_number else "long" if len(text) > LONG else ""
    if text == "":
        missing = cell["availability"] if cell and field.get("traced") else ""
        pieces = _bounds(data, name, field, row)
        return Shown(f"{classes} none".strip(), pieces, mark, missing)
    if field["type"] == "boolean":
        return Shown("", (Piece(YES_NO.get(text, text)),), mark)
    if is_number:
        words = number(text) if _is_amount(field) else text
        read = _read_at(data, name, field, row)
        pieces = (Piece(words, data.mark_address(read) if read else None),)
        wrong = data.contradicted.get((read["source_id"], read["start_offset"])) if read else None
        shown = Shown(f"{classes} at-odds" if wrong else classes, pieces, mark)
        return shown._replace(contradicted=tuple(wrong or ()))
    return Shown(classes, tuple(cell_pieces(data, name, column, row)), mark)


def _is_amount(field: Mapping[str, Any]) -> bool:
    """Whether a number is an amount, whose digits are grouped; a year, a page or an offset is none."""
    return field["type"] == "number" or "unit" in field or field.get("sdmxConcept") == "OBS_VALUE"


def _read_at(data: SiteData, name: str, field: Mapping[str, Any], row: Row) -> Row | None:
    """The characters of the document that a number was read from, where its text is held."""
    if not field.get("traced"):
        return None
    key = " ".join(row[k] for k in data.primary_keys[name])
    for read in data.read_from.get((name, key), ()):
        held = data.rows["sources"][read["source_id"]]["text_held"] == "true"
        if read["column_name"] == field["name"] and held:
            return read
    return None


def _bounds(data: SiteData, name: str, field: Mapping[str, Any], row: Row) -> tuple[Piece, ...]:
    """What is known of a missing number: its bounds, or those of the rows that it is one of together."""
    if field.get("sdmxConcept") != "OBS_VALUE":
        return ()
    if row.get("quantity_id"):
        return _ranges(data, row)
    if row.get("part_of"):
        key = f"{row.get('source_id', '')} {row['part_of']}".strip()
        address = address_of(data, name, key)
        return (Piece("part of "), Piece(row["part_of"], address)) if address else ()
    return ()


def _ranges(data: SiteData, row: Row) -> tuple[Piece, ...]:
    """The range of a bounded quantity; each of several, where that depends on a reading."""
    bounds = bounds_of(data, row["quantity_id"])
    if row.get("bound_id"):
        bounds = [pair for pair in bounds if pair[0] == row["bound_id"]]
    pieces: list[Piece] = []
    for key, bound in bounds:
        pieces += [Piece(" or ")] if pieces else []
        pieces.append(Piece(interval(bound), addresses.bound(key)))
    return tuple(pieces)
