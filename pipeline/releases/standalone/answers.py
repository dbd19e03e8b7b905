"""Checked: answers to questions and shares of cells are computed again from figures and cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from pipeline.releases.standalone.intervals import (
    FAR,
    Interval,
    difference,
    do_meet,
    met,
    published_interval,
    quotient,
    total,
    working_interval,
)
from pipeline.releases.standalone.release import (
    MALFORMED,
    Release,
    Row,
    many,
    optional_records,
    reason,
)
from pipeline.releases.standalone.results import Find, part
from pipeline.releases.standalone.tables import exact

BETWEEN: Mapping[str, str] = {
    "share": " in percent of ",
    "quotient": " divided by ",
    "difference": " less ",
}
"""Kind of an answer → the words between the two sides of its formula."""
CHOICE = ("the one of ", " that the bounds of ", " admit")
"""The words around the candidates and the quantity in the formula of a choice."""
SMALLEST = Fraction(1, 10**6)


class Given:
    """What answers are computed from: figures by id, cells by document and table, bounds by quantity."""

    def __init__(self, figures: Iterable[Row], cells: Iterable[Row], bounds: Iterable[Row]) -> None:
        self.figures = {row["figure_id"]: row for row in figures}
        self.cells: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in cells:
            self.cells[row["source_id"], row["table_name"]].append(row)
        self.bounds: dict[str, list[Row]] = defaultdict(list)
        for row in bounds:
            self.bounds[row["quantity_id"]].append(row)

    def number(self, words: str) -> Interval:
        """A figure by its id; a cell or the sum of a column by document, table, row and column."""
        if words in self.figures:
            return working_interval(self.figures[words])
        document, table, rest = words.split(", ", 2)
        row, _, column = rest.rpartition(", ")
        found = [
            working_interval(cell)
            for cell in self.cells[document, table]
            if cell["column_name"] == column
            and row in ("all rows", f"row {cell['row_key']}")
            and cell["value"]
        ]
        if not found:
            raise KeyError(words)
        return total(found)

    def sum_of(self, words: str) -> Interval:
        """Several numbers, added."""
        return total([self.number(one) for one in words.split(" + ")])


@part("checked")
def answers(release: Release, find: Find) -> str:
    """Every answer has the ends, the figures and the discrepancies that follow from its formula."""
    asked = list(optional_records(release, "answers"))
    shares = list(optional_records(release, "cell_shares"))
    if not asked and not shares:
        return ""
    given = Given(
        optional_records(release, "figures"),
        optional_records(release, "cells"),
        optional_records(release, "bounds"),
    )
    for place, fault in (*answer_faults(asked, given), *share_faults(shares, given)):
        find(place, fault)
    return f"{many(len(asked), 'answer')} and {many(len(shares), 'share')} computed again"


def answer_faults(asked: Iterable[Row], given: Given) -> Iterator[tuple[str, str]]:
    """Answers that do not follow from their formula: the place, and what was found there."""
    for row in asked:
        try:
            faults = list(_faults_of_answer(row, given))
        except MALFORMED as error:
            faults = [f"cannot be computed: {reason(error)}"]
        for fault in faults:
            yield f"answers {row['answer_id']}", fault


def share_faults(shares: Sequence[Row], given: Given) -> Iterator[tuple[str, str]]:
    """Shares of cells that are others, and rows of tables that are numbered otherwise than once each."""
    numbers: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in shares:
        numbers[row["source_id"], row["table_name"]][row["row_key"]].add(row["printed_order"])
        place = " ".join((row["table_name"], row["row_key"], row["column_name"]))
        for fault in _faults_of_share(row, given):
            yield f"cell_shares {place}", fault
    for (_, name), rows in numbers.items():
        places = [place for of in rows.values() for place in of]
        if len(places) > len(rows) or len(set(places)) < len(places):
            yield f"cell_shares {name}", "two rows have one place, or one row has two"


def _faults_of_answer(row: Row, given: Given) -> Iterator[str]:
    interval, names = _computed_answer(row, given)
    yield from _faults_of_ends(row, interval, ("lower", "upper"), "value")
    for end, (_, nudge) in zip(("lower", "upper"), interval):
        if row[end] and row[f"{end}_closed"] != ("false" if nudge else "true"):
            yield f"`{end}_closed` is {row[f'{end}_closed']}"
    figures = [name for name in names if name in given.figures]
    if set(row["rests_on"].split()) != set(figures):
        yield f"rests on {row['rests_on'] or 'nothing'}, computed from {' '.join(figures)}"
    if not row["cells"]:
        wanted = {one for name in figures for one in given.figures[name]["discrepancy_ids"].split()}
        if set(row["discrepancy_ids"].split()) != wanted:
            yield f"`discrepancy_ids` is {row['discrepancy_ids']!r}, of its figures {sorted(wanted)}"
    for name in figures:
        line = given.figures[name]["caution"]
        if line and f"{name}: {line}" not in row["caution"]:
            yield f"its caution is without that of {name}"


def _computed_answer(row: Row, given: Given) -> tuple[Interval, list[str]]:
    """What follows from the formula of an answer, and the names in it."""
    kind, formula = row["kind"], row["formula"]
    if kind == "sum":
        return given.sum_of(formula), formula.split(" + ")
    if kind == "only_candidate":
        return _chosen(formula, given)
    left, between, right = formula.partition(BETWEEN[kind])
    if not between:
        raise ValueError(f"its formula is no {kind}")
    one, other = given.sum_of(left), given.sum_of(right)
    names = [*left.split(" + "), *right.split(" + ")]
    if kind == "difference":
        return difference(one, other), names
    return quotient(one, other, 100 if kind == "share" else 1), names


def _chosen(formula: str, given: Given) -> tuple[Interval, list[str]]:
    """The one candidate that the bounds of a quantity admit, and the figures that this rests on."""
    first, middle, last = CHOICE
    candidates, _, asked = formula[len(first) : -len(last)].partition(middle)
    used = [bound for bound in given.bounds[asked] if not bound["comparability"]]
    admitted = _hull(used)
    names, possible = candidates.split(", "), []
    for name in names:
        of_it = [bound for bound in given.bounds[name] if bound["bound_id"] == name]
        used += of_it
        interval = given.number(name) if name in given.figures else _hull(of_it)
        if do_meet(interval, admitted):
            possible.append(met(interval, admitted))
    if len(possible) != 1 or not formula.startswith(first) or not formula.endswith(last):
        raise ValueError(f"the bounds admit {len(possible)} of its candidates")
    return possible[0], [*names, *(name for bound in used for name in bound["rests_on"].split())]


def _hull(bounds: list[Row]) -> Interval:
    """From the least to the greatest number that one of some bounds leaves open."""
    lows, highs = zip(*(published_interval(bound) for bound in bounds))
    return min(lows), max(highs)


def _faults_of_ends(
    row: Row, interval: Interval, ends: tuple[str, str], value: str
) -> Iterator[str]:
    """Ends that are not the computed ones rounded outward to six decimals, and a number where several follow."""
    (low, _), (high, _) = interval
    for column, end, sign in ((ends[0], low, 1), (ends[1], high, -1)):
        if abs(end) == FAR:
            if row[column]:
                yield f"`{column}` is {row[column]}; nothing bounds it"
        elif not row[column] or not 0 <= sign * (end - exact(row[column])) < SMALLEST:
            yield f"`{column}` is {row[column] or 'empty'}, computed {float(end):.6f}"
    if bool(row[value]) != (low == high):
        yield f"`{value}` is {row[value] or 'empty'} where {'one number follows' if low == high else 'several follow'}"
    elif row[value] and abs(exact(row[value]) - low) * 2 > SMALLEST:
        yield f"`{value}` is {row[value]}, computed {float(low):.6f}"


def _faults_of_share(row: Row, given: Given) -> Iterator[str]:
    """A cell of `cell_shares` that is not that of `cells`, or has another share of its total."""
    same = [
        cell
        for cell in given.cells[row["source_id"], row["table_name"]]
        if (cell["row_key"], cell["column_name"]) == (row["row_key"], row["column_name"])
    ]
    figure = given.figures.get(row["total_figure_id"])
    if len(same) != 1 or figure is None:
        yield "its cell or its total is missing"
        return
    (cell,) = same
    repeated = {name: cell[name] for name in ("value", "unit")}
    repeated |= {name: figure[name] for name in ("period_start", "period_end", "period_printed")}
    for name, wanted in repeated.items():
        if row[name] != wanted:
            yield f"`{name}` is {row[name]!r}, of the cell or the total {wanted!r}"
    share = quotient(working_interval(cell), working_interval(figure), 100)
    yield from _faults_of_ends(row, share, ("share_lower", "share_upper"), "share")
