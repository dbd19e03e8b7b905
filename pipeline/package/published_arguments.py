"""The argument behind a relation, a discrepancy or a bound, as the tables of a package state it.

For `oversight explain` on a release, which has no project to compute with: nothing is computed here. What
`consistency.explanations` shows of a project is more, such as the multipliers that prove a bound.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from pipeline.package.published import Published, Row
from pipeline.package.terminal_lines import wrapped
from pipeline.package.traces import EXPLAINED

Argument = list[str]


class NoArgument(Exception):
    """No relation, discrepancy or bound has that id; the message has a remedy."""


def published_arguments(published: Published, name: str) -> dict[str, Argument]:
    """The arguments under that id, by kind, as lines for a terminal; raises `NoArgument`."""
    tables = {table: published.rows_by_key(table) for table in (*EXPLAINED, "figures")}
    found: dict[str, Argument] = {}
    if (relation := tables["relations"].get(name)) is not None:
        found["relation"] = list(_relation(relation, published, tables))
    if (discrepancy := tables["discrepancies"].get(name)) is not None:
        found["discrepancy"] = list(_discrepancy(discrepancy))
    for bound in tables["bounds"].values():
        if name in (bound["bound_id"], bound["quantity_id"]):
            found[f"bound {bound['bound_id']}"] = list(_bound(bound, tables))
    if not found:
        known = [key for table in EXPLAINED for key in tables[table]]
        near = get_close_matches(name, dict.fromkeys(known), n=5)
        advice = f"; similar ids: {', '.join(near)}" if near else ""
        raise NoArgument(f"there is no relation, discrepancy or bound `{name}`{advice}")
    return found


Tables = Mapping[str, Mapping[str, Row]]


def _relation(relation: Row, published: Published, tables: Tables) -> Iterator[str]:
    yield f"relation {relation['relation_id']} ({relation['kind']}): {relation['verdict']}"
    yield from wrapped(relation["formula"])
    for member in published.rows("relation_members"):
        if member["relation_id"] == relation["relation_id"]:
            yield ""
            yield from _member(member, tables)
    yield ""
    yield f"  computed: {_interval(relation, 'computed_')}"
    yield f"  stated:   {_interval(relation, 'stated_')}"
    for column in ("assumptions", "comparability", "reading"):
        if relation[column]:
            yield from wrapped(f"{column.capitalize()}: {relation[column]}")
    if relation["discrepancy_id"]:
        explained = tables["discrepancies"][relation["discrepancy_id"]]["explanation"]
        yield from wrapped(f"Discrepancy {relation['discrepancy_id']}: {explained}")


def _member(member: Row, tables: Tables) -> Iterator[str]:
    figure = tables["figures"].get(member["figure_id"])
    if figure is not None:
        yield from _figure(figure, f"{member['role']}: ")
        return
    names = ("quantity_id", "table_name", "row_key", "column_name")
    named = " ".join(member[name] for name in names if member.get(name))
    given = f" = {member['given']}" if member["given"] else ""
    yield from wrapped(f"{member['role']}: {named}{given}")


def _figure(figure: Row, role: str = "") -> Iterator[str]:
    printed = figure["value"] or figure["verbatim"]
    yield from wrapped(f"{role}{figure['figure_id']} = {printed}, {_interval(figure)}")
    yield from wrapped(f"“{figure['quote']}”")
    page = f"page {figure['page']}, " if figure["page"] else ""
    yield f"  {figure['source_id']}, {page}line {figure['line']}"


def _discrepancy(discrepancy: Row) -> Iterator[str]:
    origin = discrepancy["defect_origin"]
    yield f"discrepancy {discrepancy['discrepancy_id']} ({discrepancy['kind']}), origin of the defect {origin}"
    yield from wrapped(discrepancy["explanation"])
    for side in ("first", "second"):
        if discrepancy[f"{side}_quote"]:
            yield ""
            yield from wrapped(f"“{discrepancy[f'{side}_quote']}”")
            page = discrepancy[f"{side}_page"]
            place = f"page {page}, " if page else ""
            yield f"  {place}line {discrepancy[f'{side}_line']}"
    if discrepancy["relation_id"]:
        yield ""
        yield f"  proved by the relation {discrepancy['relation_id']}"


def _bound(bound: Row, tables: Tables) -> Iterator[str]:
    ends = f"{bound['lower'] or 'no least'} to {bound['upper'] or 'no greatest'} {bound['unit']}"
    yield f"bound {bound['bound_id']}: {ends}"
    period = " to ".join(filter(None, (bound["period_start"], bound["period_end"])))
    yield from wrapped(f"{bound['population']}, {period or 'no period named'}")
    for name in bound["relations"].split():
        yield from wrapped(f"{name}: {tables['relations'][name]['formula']}")
    for name in bound["rests_on"].split():
        yield ""
        if name in tables["figures"]:
            yield from _figure(tables["figures"][name])
        else:
            yield f"  {name}"
    yield ""
    if bound["assumptions"]:
        yield from wrapped(f"Assumed: {bound['assumptions']}")


def _interval(row: Row, prefix: str = "") -> str:
    """The ends of an interval, a square bracket where an end counts and a round one where it does not."""
    lower, upper = row[f"{prefix}lower"], row[f"{prefix}upper"]
    if not lower and not upper:
        return "no ends"
    opening = "[" if row[f"{prefix}lower_closed"] == "true" else "("
    closing = "]" if row[f"{prefix}upper_closed"] == "true" else ")"
    return f"{opening}{lower or '−∞'}, {upper or '+∞'}{closing}"
