"""Kinds of rules of a table: the cases that a rule is about, each with its verdict.

A case is a row, the sum of a column, or a group of rows. Intervals that cells lie in are compared; what is no number
is the same or not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from pipeline.releases.standalone.cells import NUMERIC, Sheet
from pipeline.releases.standalone.intervals import (
    ANY_NUMBER,
    INFINITY,
    ZERO,
    Interval,
    Number,
    Sides,
    difference,
    exactly,
    of_figure,
    quotient,
    total,
    verdict_of,
)
from pipeline.releases.standalone.relations import Figures
from pipeline.releases.standalone.tables import as_cell, exact, limit

TableRule = Mapping[str, Any]
"""A rule as the descriptor has it: `kind`, `name`, and what the kind needs."""
NO_SIDES: Sides = (ANY_NUMBER, ANY_NUMBER)
"""What is published of a rule that compares no numbers: no ends."""


class Case(NamedTuple):
    """One row, sum or group that a rule is about: its key, the verdict, and what is computed and stated.

    `stated` is the number of a cell that is computed from others.
    """

    key: str
    verdict: str
    sides: Sides = NO_SIDES
    stated: Number | None = None


Cases = Iterator[Case]
Evaluate = Callable[[TableRule, Sheet, Figures], Cases]


def row_sums(rule: TableRule, sheet: Sheet, _: Figures) -> Cases:
    """In every row the parts add up to the total."""
    for key in sheet.rows:
        parts = [sheet.number(key, column) for column in rule["parts"]]
        yield _sum(key, parts, sheet.number(key, rule["total"]))


def column_sum(rule: TableRule, sheet: Sheet, figures: Figures) -> Cases:
    """The cells of some rows add up to the whole; where not all parts are named, to no more than it."""
    wanted = rule.get("rows", {}).items()
    others = [
        key
        for key, row in sheet.rows.items()
        if key not in rule.get("except", ())
        and all(_is_same(sheet, name, row[name], as_cell(value)) for name, value in wanted)
    ]
    parts = [sheet.number(key, rule["column"]) for key in rule.get("parts", others)]
    whole = _named_number(rule["whole"], sheet, figures, "", rule["column"])
    yield _sum("", parts, whole, is_complete=rule.get("complete", True))


def shares(rule: TableRule, sheet: Sheet, figures: Figures) -> Cases:
    """In every row a cell is another cell in percent of a whole; what can only be zero has no shares."""
    for key in sheet.rows:
        part, stated = sheet.number(key, rule["part"]), sheet.number(key, rule["column"])
        whole = _named_number(rule["whole"], sheet, figures, key, rule["part"])
        if whole.interval[1] > ZERO:
            computed = quotient(part.interval, whole.interval, 100)
            case = _compared(key, (computed, stated.interval), [part, whole, stated])
            yield case._replace(stated=stated)
        elif part.interval[0] > ZERO:
            yield Case(key, "inconsistent", (ANY_NUMBER, stated.interval))


def limits(rule: TableRule, sheet: Sheet, _: Figures) -> Cases:
    """In every row a cell is at most a number, or another cell; an empty one says nothing."""
    by_column = isinstance(rule["limit"], str)
    for key, row in sheet.rows.items():
        if not row[rule["column"]] or (by_column and not row[rule["limit"]]):
            continue
        number = sheet.number(key, rule["column"])
        most = sheet.number(key, rule["limit"]) if by_column else exactly(limit(rule["limit"]))
        yield _not_above(key, number.interval, most, [number, most])


def consecutive(rule: TableRule, sheet: Sheet, _: Figures) -> Cases:
    """In every group the whole numbers of a column follow each other, none missing and none twice."""
    groups = defaultdict(list)
    wanted = (rule.get("rows") or {}).items()
    for row in sheet.rows.values():
        if not all(_is_same(sheet, name, row[name], as_cell(value)) for name, value in wanted):
            continue
        groups[" ".join(row[column] for column in rule.get("by") or ())].append(row[rule["column"]])
    for key, texts in groups.items():
        values = sorted(exact(text) for text in texts if text)
        are_whole = len(values) == len(texts) and all(v.denominator == 1 for v in values)
        follow = are_whole and values == [values[0] + step for step in range(len(values))]
        yield _held(key or rule["column"], follow and rule.get("count") in (None, len(values)))


def presence(rule: TableRule, sheet: Sheet, _: Figures) -> Cases:
    """In every row some cells are given exactly where another has a certain value."""
    for key, row in sheet.rows.items():
        met = _is_same(sheet, rule["column"], row[rule["column"]], as_cell(rule["equals"]))
        yield _held(key, all(bool(row[column]) == met for column in rule["columns"]))


def repetitions(rule: TableRule, sheet: Sheet, figures: Figures) -> Cases:
    """In every row that names a figure, some cells are those of the figure."""
    for key, row in sheet.rows.items():
        if row[rule["figure"]]:
            figure = figures[row[rule["figure"]]]
            pairs = rule["columns"].items()
            yield _held(
                key, all(_is_same(sheet, own, row[own], figure[other]) for own, other in pairs)
            )


def uniqueness(rule: TableRule, sheet: Sheet, _: Figures) -> Cases:
    """No row has the same cells in some columns as a row before."""
    met = set()
    for key, row in sheet.rows.items():
        values = tuple(row[column] for column in rule["columns"])
        yield _held(key, values not in met)
        met.add(values)


KINDS: Mapping[str, tuple[str, Evaluate]] = {
    "row_sum": ("sum", row_sums),
    "column_total": ("sum", column_sum),
    "subtotal": ("sum", column_sum),
    "share": ("share", shares),
    "at_most": ("part_of", limits),
    "repeats_figure": ("same_value", repetitions),
    "consecutive": ("consecutive", consecutive),
    "present_where": ("present_where", presence),
    "unique": ("unique", uniqueness),
}
"""Kind of rule → kind of its relation, and its cases."""


def _sum(key: str, parts: list[Number], whole: Number, is_complete: bool = True) -> Case:
    computed = total(part.interval for part in parts) if parts else (ZERO, ZERO)
    if is_complete:
        return _compared(key, (computed, whole.interval), [*parts, whole])
    return _not_above(key, computed, whole, [*parts, whole])


def _not_above(key: str, interval: Interval, most: Number, numbers: list[Number]) -> Case:
    left = difference(most.interval, interval)
    return _compared(key, (left, (ZERO, INFINITY)), numbers)


def _compared(key: str, sides: Sides, numbers: list[Number]) -> Case:
    return Case(key, verdict_of(sides, numbers), sides)


def _held(key: str, holds: bool) -> Case:
    return Case(key, "verified" if holds else "inconsistent")


def _is_same(sheet: Sheet, column: str, text: str, other: str) -> bool:
    """Whether a cell has the value of another text: as a number where its column has numbers."""
    kinds = {field["name"]: field["type"] for field in sheet.table["schema"]["fields"]}
    if kinds[column] in NUMERIC and text and other:
        return exact(text) == exact(other)
    return text == other


def _named_number(named: Any, sheet: Sheet, figures: Figures, key: str, column: str) -> Number:
    """The whole that a rule names: a figure, a cell, another column of the row, or another row of the column."""
    if isinstance(named, str):
        return sheet.number(named, column)
    if "figure" in named:
        return of_figure(figures[figure_id(named["figure"], sheet.source)])
    if "cell" in named:
        return sheet.number(named["cell"]["row"], named["cell"]["column"])
    if "column" in named:
        return sheet.number(key, named["column"])
    return sheet.number(named["row"], column)


def figure_id(name: str, source: str) -> str:
    """The published id of a figure that a rule names as its document does."""
    return name if "/" in name else f"{source}/{name}"
