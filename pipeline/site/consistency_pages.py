"""What agrees and what does not: a page for each relation, discrepancy and bound, and their lists."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from pipeline.package.published import Row
from pipeline.site import addresses
from pipeline.site.in_words import days, interval, number
from pipeline.site.links import Piece, address_of, bounds_of, id_pieces
from pipeline.site.listing import parts
from pipeline.site.rendering import Page
from pipeline.site.site_data import SiteData

VERDICTS_BY_WEIGHT = ("inconsistent", "indeterminate", "consistent", "verified")
"""The order in which verdicts are listed: contradictions first, then what is open."""

LISTED = 20
"""How many contradictions, and how many other discrepancies, the overview has."""

SIDES = {
    "integer_multiple": ("Distance from the nearest multiple", "Distance allowed"),
    "part_of": ("Whole less parts", "Must be"),
}
"""What the two sides of a relation are called, where they are not a number computed and a number stated."""


class Statement(NamedTuple):
    """One side of a discrepancy: its quotation cut around the words at odds, its place, its figure, and its unit.

    The unit is that of the figure, where the words at odds are the figure's number and no more.
    """

    before: str
    at_odds: str
    behind: str
    source: Row
    page: str
    line: str
    place: str
    figure: str
    unit: str


class Member(NamedTuple):
    """A number that takes part in a relation: what it is, as printed and as an interval, and where it is read."""

    role: str
    name: Piece
    printed: str
    ends: str
    unit: str
    quote: str
    source: Row | None
    page: str
    line: str
    notes: tuple[str, ...]


def pages(data: SiteData) -> Iterator[Page]:
    """The overview, then the lists, then each relation, discrepancy and bound."""
    relations, discrepancies = listed_relations(data), listed_discrepancies(data)
    contradictions = [one for one in relations if one["verdict"] == "inconsistent"]
    unproved = [one for one in discrepancies if not one["relation_id"]]
    overview = {
        "verdicts": Counter(one["verdict"] for one in relations),
        "order": VERDICTS_BY_WEIGHT,
        "kinds": Counter(one["kind"] for one in discrepancies),
        "contradictions": [contradiction(data, one) for one in contradictions[:LISTED]],
        "more": max(0, len(contradictions) - LISTED),
        "unproved": len(unproved),
        "disagreements": unproved[:LISTED],
        "more_disagreements": max(0, len(unproved) - LISTED),
    }
    yield Page(addresses.CONSISTENCY, "consistency.html", "Consistency", overview)
    yield from _list(addresses.RELATIONS, "relations.html", "Relations", relations)
    yield from _list(addresses.DISCREPANCIES, "discrepancies.html", "Discrepancies", discrepancies)
    bounds = sorted(data.rows["bounds"].values(), key=lambda one: one["bound_id"])
    yield from _list(addresses.BOUNDS, "bounds.html", "Bounds of missing numbers", bounds)
    yield from entries(data)


def entries(data: SiteData) -> Iterator[Page]:
    """The page of each relation, discrepancy and bound."""
    yield from (_relation_page(data, one) for one in data.shown("relations"))
    yield from (_discrepancy_page(data, one) for one in data.shown("discrepancies"))
    yield from (_bound_page(data, one) for one in data.shown("bounds"))


def listed_relations(data: SiteData) -> list[Row]:
    """The relations, contradictions first; behind other contradictions those with the document's rule of rounding."""
    weight = {verdict: place for place, verdict in enumerate(VERDICTS_BY_WEIGHT)}

    def order(relation: Row) -> tuple[int, bool, str]:
        is_of_rounding = relation["kind"] == "integer_multiple"
        return weight[relation["verdict"]], is_of_rounding, relation["relation_id"]

    return sorted(data.rows["relations"].values(), key=order)


def listed_discrepancies(data: SiteData) -> list[Row]:
    """The discrepancies: those that numbers prove, then those between figures, then those of words."""
    return sorted(
        data.rows["discrepancies"].values(),
        key=lambda one: (not one["relation_id"], not one["figure_ids"], one["discrepancy_id"]),
    )


def contradiction(data: SiteData, relation: Row) -> dict[str, Any]:
    """What a list of contradictions shows: the relation, both sides, and the discrepancy with both statements."""
    discrepancy = data.rows["discrepancies"].get(relation["discrepancy_id"])
    return {
        "relation": relation,
        "discrepancy": discrepancy,
        "statements": statements(data, discrepancy) if discrepancy else [],
        "versus": versus(discrepancy) if discrepancy else "",
        "unit": _unit(data, relation),
        "sides": sides(relation),
    }


def sides(relation: Row) -> tuple[str, str]:
    """What the two sides of a relation are called."""
    return SIDES.get(relation["kind"], ("Computed", "Stated"))


def versus(discrepancy: Row) -> str:
    """How the first statement of a discrepancy is to the second: numbers contradict, words disagree."""
    return "is contradicted by" if discrepancy["relation_id"] else "does not agree with"


def _list(path: str, template: str, title: str, rows: list[Row]) -> Iterator[Page]:
    for part in parts(path, rows):
        name = title if part.number == 1 else f"{title}, page {part.number}"
        yield Page(
            part.path,
            template,
            name,
            {"part": part, "total": len(rows), "sides": sides, "versus": versus},
        )


def _relation_page(data: SiteData, relation: Row) -> Page:
    values = {
        "relation": relation,
        "members": [_member(data, one) for one in data.members_of.get(relation["relation_id"], ())],
        "unit": _unit(data, relation),
        "sides": sides(relation),
        "discrepancy": data.rows["discrepancies"].get(relation["discrepancy_id"]),
        "bounds": data.bounds_from.get(relation["relation_id"], []),
    }
    name = relation["relation_id"]
    title = f"{relation['formula']} ({name})"
    return Page(addresses.relation(name), "relation.html", title, values)


def _unit(data: SiteData, relation: Row) -> str:
    """The unit in which both sides are: that of the number stated, where it is a figure; else empty."""
    stated = [
        data.rows["figures"][one["figure_id"]]["unit"]
        for one in data.members_of.get(relation["relation_id"], ())
        if one["role"] in ("stated", "multiple") and one["figure_id"]
    ]
    return stated[0] if stated else ""


def _member(data: SiteData, member: Row) -> Member:
    role = data.label("relation_members", "role", member["role"])
    notes = _notes(data, member)
    if member["figure_id"]:
        figure = data.rows["figures"][member["figure_id"]]
        ends = interval(figure) or interval(figure, "working_")
        return Member(
            role,
            Piece(member["figure_id"], addresses.figure(member["figure_id"])),
            figure["verbatim"],
            ends,
            figure["unit"],
            figure["quote"],
            data.rows["sources"][figure["source_id"]],
            figure["page"],
            figure["line"],
            notes,
        )
    name, printed, ends, unit = _unquoted(data, member)
    return Member(role, name, printed, ends, unit, "", None, "", "", notes)


def _unquoted(data: SiteData, member: Row) -> tuple[Piece, str, str, str]:
    """Name, number as printed, ends and unit of a member that is a cell, a quantity or a number given."""
    if member["table_name"]:
        table, column = member["table_name"], member["column_name"]
        key = f"{member['cell_source_id']} {member['row_key']}".strip()
        way = address_of(data, table, key) or addresses.table(table)
        cell = data.cells_of.get((table, key), {}).get(column) if member["row_key"] else None
        field = data.fields[table].get(column, {})
        title = f"{data.resources[table]['title']}: {field.get('title', column)}"
        name = f"{title}, {member['row_key']}" if member["row_key"] else f"{title}, all rows"
        printed = (cell["text"] or number(cell["value"])) if cell else ""
        return Piece(name, way), printed, interval(cell) if cell else "", field.get("unit", "")
    if member["quantity_id"]:
        bounds = bounds_of(data, member["quantity_id"])
        address: str | None = addresses.bound(bounds[0][0]) if bounds else None
        unit = bounds[0][1]["unit"] if bounds else ""
        return Piece(member["quantity_id"], address), "", "", unit
    return Piece(member["given_as"]), number(member["given"]), number(member["given"]), ""


def _notes(data: SiteData, member: Row) -> tuple[str, ...]:
    columns = data.fields["relation_members"]
    if member["qualifier_dropped"] == "true":
        return (str(columns["qualifier_dropped"]["description"]),)
    return ()


def _discrepancy_page(data: SiteData, one: Row) -> Page:
    readings = one["readings"].split()
    values = {
        "discrepancy": one,
        "sides": statements(data, one),
        "relation": data.rows["relations"].get(one["relation_id"]),
        "side_names": sides,
        "versus": versus,
        "figures": [data.rows["figures"][key] for key in one["figure_ids"].split()],
        "readings": [
            (
                reading,
                data.under_reading["relations"].get(reading, []),
                data.under_reading["bounds"].get(reading, []),
            )
            for reading in readings
        ],
    }
    key, name = one["discrepancy_id"], f"“{one['first_said']}” {versus(one)} “{one['second_said']}”"
    shown = {**values, "title": name}
    return Page(addresses.discrepancy(key), "discrepancy.html", f"{name} ({key})", shown)


def statements(data: SiteData, one: Row) -> list[Statement]:
    """Both sides of a discrepancy."""
    return [_statement(data, one, side) for side in ("first", "second")]


def _statement(data: SiteData, one: Row, side: str) -> Statement:
    quote, said = one[f"{side}_quote"], one[f"{side}_said"]
    before, at_odds, behind = quote.partition(said) if quote.count(said) == 1 else (quote, "", "")
    read = next(
        place
        for place in data.read_from["discrepancies", one["discrepancy_id"]]
        if place["column_name"] == f"{side}_quote"
    )
    source = data.rows["sources"][read["source_id"]]
    figure = data.rows["figures"].get(one[f"{side}_figure_id"])
    return Statement(
        before,
        at_odds,
        behind,
        source,
        one[f"{side}_page"],
        one[f"{side}_line"],
        line_address(data, source, one[f"{side}_line"]),
        one[f"{side}_figure_id"],
        figure["unit"] if figure and figure["verbatim"] == said else "",
    )


def line_address(data: SiteData, source: Row, line: str) -> str:
    """A line in the reading view; the page of the document where its text is not held."""
    if line and source["text_held"] == "true":
        return data.line_address(source["source_id"], line)
    return addresses.document(source["source_id"])


def _bound_page(data: SiteData, one: Row) -> Page:
    others = [pair for pair in bounds_of(data, one["quantity_id"]) if pair[0] != one["bound_id"]]
    values = {
        "bound": one,
        "measure": data.rows["measures"].get(one["measure_id"]),
        "source": data.rows["sources"][one["source_id"]],
        "others": [other for _, other in others],
        "rests_on": id_pieces(data, one["rests_on"]),
        "figures": [
            data.rows["figures"][key]
            for key in one["rests_on"].split()
            if key in data.rows["figures"]
        ],
        "relations": [data.rows["relations"][key] for key in one["relations"].split()],
    }
    return Page(
        addresses.bound(one["bound_id"]),
        "bound.html",
        f"{_bound_title(data, one)} ({one['bound_id']})",
        values,
    )


def _bound_title(data: SiteData, one: Row) -> str:
    measure = data.rows["measures"].get(one["measure_id"])
    name = measure["name"] if measure else one["population"]
    period = days(one["period_start"], one["period_end"])
    return f"{name}{', ' if period else ''}{period}: {interval(one) or 'not bounded'}"
