"""Checked: every relation is computed again, in fractions and with code of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from pipeline.releases.standalone.cells import Sheet, cell_numbers, sheets
from pipeline.releases.standalone.intervals import (
    HUNDRED,
    INFINITY,
    ROUNDED,
    UNKNOWN,
    ZERO,
    Interval,
    Number,
    Sides,
    Tried,
    cut_off,
    difference,
    do_meet,
    exactly,
    of_figure,
    quotient,
    same,
    total,
    verdict_of,
    wrong_ends,
    wrong_explanations,
)
from pipeline.releases.standalone.release import (
    MALFORMED,
    Release,
    Row,
    has_column,
    many,
    optional_records,
    reason,
)
from pipeline.releases.standalone.results import Find, Problem, part
from pipeline.releases.standalone.tables import exact

Figures = Mapping[str, Row]
Member = tuple[str, Number]
"""The part that a number plays in a relation, and the number."""
Sheets = Mapping[str, Mapping[str, Sheet]]
"""A table and a document → the rows that the table has of the document."""
NO_SHEETS: Sheets = {}


def member_of(row: Row, source: str, figures: Figures, tables: Sheets) -> Member:
    """A row of `relation_members` as a number; `source` is the document of its relation.

    Raises `KeyError` where its figure or cell is missing.
    """
    role = row["role"]
    if row["given"]:
        return role, exactly(exact(row["given"]))
    if row.get("table_name"):
        by_source, source = tables[row["table_name"]], row.get("cell_source_id") or source
        own = [sheet for sheet in by_source.values() if not sheet.is_shared]
        return role, _number_in(
            own[0] if own else by_source[source], row["row_key"], row["column_name"]
        )
    if row["quantity_id"]:
        return role, UNKNOWN
    number = of_figure(figures[row["figure_id"]])
    if row.get("qualifier_dropped") == "true":
        number = number._replace(kind="approximate")
    return role, number._replace(kind="exact") if role == "multiple" else number


def _number_in(sheet: Sheet, key: str, column: str) -> Number:
    """The number in a cell, or the sum of a column where no row is named."""
    if key and key not in sheet.rows:
        raise KeyError(key)
    if key:
        return sheet.number(key, column)
    numbers = [sheet.number(every, column) for every in sheet.rows]
    interval = total(number.interval for number in numbers)
    kind = "approximate" if any(number.is_approximate for number in numbers) else "exact"
    return Number(interval, None, all(number.is_known for number in numbers), kind)


def stated_as(members: Iterable[Member], printed: Callable[[Number], Interval]) -> list[Member]:
    """The members of a relation, had the stated number been rounded otherwise; what is not rounded stays."""
    return [
        (role, number._replace(interval=printed(number)) if is_stated(role, number) else number)
        for role, number in members
    ]


def is_stated(role: str, number: Number) -> bool:
    """Whether it is the stated number of its relation, and rounded."""
    return role == "stated" and number.kind in ROUNDED and number.published is not None


def two_sides(relation: Row, members: Iterable[Member]) -> Sides:  # noqa: PLR0911
    """The computed and the stated interval of a relation.

    Raises `KeyError` where a member is missing, or the kind is unknown.
    """
    members = list(members)
    if relation["cut_off"] == "true":
        members = stated_as(members, cut_off)
    roles: dict[str, list[Interval]] = defaultdict(list)
    for role, number in members:
        roles[role].append(number.interval)
    one = {role: intervals[0] for role, intervals in roles.items()}
    kind, parts = relation["kind"], total(roles["part"]) if roles["part"] else (ZERO, ZERO)
    if kind == "sum":
        return parts, one["whole"]
    if kind == "difference":
        return difference(one["whole"], parts), one["stated"]
    if kind == "part_of":
        return difference(one["whole"], parts), (ZERO, INFINITY)
    if kind == "share" and "rest" in one:
        rest = quotient(one["rest"], one["whole"], 100)
        return difference((HUNDRED, HUNDRED), rest), one["stated"]
    if kind == "share":
        return quotient(parts, one["whole"], 100), one["stated"]
    if kind == "change":
        return difference(quotient(one["to"], one["from"], 100), (HUNDRED, HUNDRED)), one["stated"]
    if kind == "ratio":
        return quotient(one["numerator"], one["denominator"]), (one["least"][0], INFINITY)
    if kind == "same_value":
        numbers = [number for role, number in members if role == "same"]
        return same(numbers, all(number.is_known for number in numbers))
    if kind == "integer_multiple":
        printed = [n.published for role, n in members if role != "step" and n.published is not None]
        step = one["step"][0][0]
        furthest = max(min(value % step, -value % step) for value in printed)
        return ((furthest, 0), (furthest, 0)), (ZERO, ZERO)
    return one[{"rounding": "exact", "count_of_rows": "rows"}[kind]], one["stated"]


def relation_problems(
    relations: Iterable[Row],
    members: Iterable[Row],
    figures: Iterable[Row],
    tables: Sheets = NO_SHEETS,
) -> Iterator[Problem]:
    """Relations whose published verdict or ends are wrong; all are rows as in the CSV."""
    by_id = {row["figure_id"]: row for row in figures}
    taking_part: dict[str, list[Row]] = defaultdict(list)
    for member in members:
        taking_part[member["relation_id"]].append(member)
    for relation in relations:
        name, source = relation["relation_id"], relation["source_id"]
        try:
            taken = [member_of(row, source, by_id, tables) for row in taking_part[name]]
            sides = two_sides(relation, taken)
            verdict = verdict_of(sides, [number for _, number in taken])
            tried = tried_of(relation, verdict, taken)
            wrong = [*wrong_ends(relation, sides), *wrong_explanations(relation, tried)]
        except MALFORMED as error:
            yield Problem("checked", name, f"cannot be computed: {reason(error)}")
            continue
        if verdict != relation["verdict"]:
            found = f"the verdict is `{verdict}`, published is `{relation['verdict']}`"
            yield Problem("checked", name, found)
        if wrong:
            yield Problem("checked", name, f"not as computed: {', '.join(wrong)}")


def tried_of(relation: Row, verdict: str, members: list[Member]) -> Tried | None:
    """Whether numbers that do not agree would, had the stated one been rounded otherwise."""
    if verdict != "inconsistent" or not any(is_stated(*member) for member in members):
        return None
    return lambda printed: do_meet(*two_sides(relation, stated_as(members, printed)))


@part("checked")
def relations(release: Release, find: Find) -> str:
    """Every relation between numbers has the verdict, and both sides the ends, that follow from them.

    Relations that are rules of a table are left to `table_rules`.
    """
    every = optional_records(release, "relations")
    published = [relation for relation in every if not relation.get("rule")]
    names = {relation["relation_id"] for relation in published}
    every = optional_records(release, "relation_members")
    members = [member for member in every if member["relation_id"] in names]
    tables = {member["table_name"] for member in members if member.get("table_name")}
    numbers = cell_numbers(release, tables)
    held = {name: sheets(release, name, numbers) for name in tables}
    taking_part = {member["figure_id"] for member in members}
    for problem in relation_problems(
        published, members, figures_of(release, taking_part.__contains__), held
    ):
        find(problem.place, problem.found)
    return (
        f"{many(len(published), 'relation')} between {many(len(members), 'number')} computed again"
    )


def figures_of(release: Release, is_wanted: Callable[[str], bool], *more: str) -> Iterator[Row]:
    """The rows of figures that are wanted by id: their numbers, and more columns."""
    columns = ["figure_id", "value", "lower", "lower_closed", "upper", "upper_closed", "qualifier"]
    if "figures" in release.tables and has_column(release, "figures", "interval_kind"):
        columns += ["interval_kind", "working_lower", "working_upper", "statistic"]
    every = optional_records(release, "figures", *columns, *more)
    return (row for row in every if is_wanted(row["figure_id"]))
