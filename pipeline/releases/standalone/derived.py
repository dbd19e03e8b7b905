"""Checked: cells that follow from other cells are computed again: intervals, links, and the table that repeats others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from pipeline.releases.standalone.quotations import TIMES, printed_number
from pipeline.releases.standalone.release import (
    Release,
    Row,
    has_column,
    many,
    optional_records,
    records,
)
from pipeline.releases.standalone.results import Find, part
from pipeline.releases.standalone.tables import exact

OPEN_WORDS = re.compile(
    r"(more|greater|fewer|less|smaller|higher|lower) than|over|above|under|below", re.I
)
"""Qualifiers whose number is not itself in the interval."""
READABLE = "figures_readable"
FROM_SOURCE = ("genre", "publisher", "published", "official_url")
NOT_COPIED = frozenset(
    (*FROM_SOURCE, "measure", "printed", "source_kind", "document", "cite", "version")
)
"""Columns of `figures_readable` that are not the figure's own."""


class Ends(NamedTuple):
    """The interval of a number in the columns of `figures` and `cells`, ends as numbers."""

    lower: Fraction | None
    upper: Fraction | None
    lower_closed: str
    upper_closed: str
    working: tuple[Fraction | None, Fraction | None]


def ends_of(row: Row) -> Ends:
    """The published interval of a figure or a cell."""
    lower, upper, low, high = (
        exact(row[name]) if row[name] else None
        for name in ("lower", "upper", "working_lower", "working_upper")
    )
    return Ends(lower, upper, row["lower_closed"], row["upper_closed"], (low, high))


def fault_of_ends(row: Row, read: str, is_share: bool, rule: Fraction | None) -> str | None:  # noqa: PLR0911
    """Why the interval of a number is not that of what was read; None where it is, or no number was read.

    `read` has the characters that the number was read from; a share of a whole is cut to 0 and 100 percent.
    `rule` is the step to which its document states that it rounds.
    """
    if not row["value"]:
        return None
    value, ends, kind = exact(row["value"]), ends_of(row), row["interval_kind"]
    cut = (Fraction(0), Fraction(100)) if is_share and 0 <= value <= 100 else (None, None)
    if kind == "exact":
        wanted = Ends(value, value, "true", "true", (None, None))
        return None if ends == wanted else "is exact, and has not its value as both ends"
    if kind == "bounded":
        return _fault_of_bounded(ends, value, str(row.get("qualifier", "")), cut)
    lower, upper = ends.working if kind == "approximate" else (ends.lower, ends.upper)
    if lower is None or upper is None:
        return f"is {kind}, and has no two ends"
    half = max(upper - value, value - lower)
    if not _is_cut(value, half, lower, upper, cut):
        return f"is {kind}, and its ends are not equally far from its value"
    if (ends.lower_closed, ends.upper_closed) != (
        ("", "") if kind == "approximate" else ("true", "true")
    ):
        return f"is {kind}, and its ends are not closed"
    if kind == "approximate" and (ends.lower, ends.upper) != (None, None):
        return "is approximate, and is bounded"
    printed = step_of(read, value, kind == "approximate")
    by_rule = row.get("interval_basis") == "document_rule"
    admitted = {rule} if by_rule else {printed} if "interval_basis" in row else {printed, rule}
    if (printed is not None or by_rule) and half * 2 not in admitted:
        return f"is printed {read!r}, and its ends are {float(half):g} away"
    if not is_round(half * 2):
        return f"is rounded to {float(half * 2):g}, to which no document rounds"
    return None


def _is_cut(
    value: Fraction,
    half: Fraction,
    lower: Fraction,
    upper: Fraction,
    cut: tuple[Fraction | None, Fraction | None],
) -> bool:
    """Whether the ends are half a step away, or are where a share ends."""
    least = value - half if cut[0] is None else max(value - half, cut[0])
    greatest = value + half if cut[1] is None else min(value + half, cut[1])
    return (least, greatest) == (lower, upper)


def _fault_of_bounded(
    ends: Ends, value: Fraction, qualifier: str, cut: tuple[Fraction | None, Fraction | None]
) -> str | None:
    at_value = [end for end in ("lower", "upper") if getattr(ends, end) == value]
    if len(at_value) != 1 or ends.working != (None, None):
        return "is bounded, and its value is not one of its ends"
    (end,), other = at_value, "upper" if at_value == ["lower"] else "lower"
    limit = cut[1] if end == "lower" else cut[0]
    if getattr(ends, other) != limit or getattr(ends, f"{other}_closed") != (
        "" if limit is None else "true"
    ):
        return "is bounded, and has another end that nothing gives"
    closed = (
        "false"
        if OPEN_WORDS.match(qualifier) and not qualifier.lower().startswith("no")
        else "true"
    )
    if getattr(ends, f"{end}_closed") != closed:
        return (
            f"is qualified by {qualifier!r}, and `{end}_closed` is {getattr(ends, f'{end}_closed')}"
        )
    return None


def step_of(read: str, value: Fraction, is_approximate: bool) -> Fraction | None:
    """The step in which a number is printed; None where it is not printed in digits.

    An approximate whole number is printed to its last digit that is not zero.

    >>> step_of("1.6 billion", Fraction(1600000000), False), step_of("60,000", Fraction(60000), True)
    (Fraction(100000000, 1), Fraction(10000, 1))
    """
    number, printed = printed_number(read), re.search(r"[0-9][0-9,]*(\.[0-9]+)?", read)
    if not number or printed is None:
        return None
    times = next((TIMES[word] for word in TIMES if word and word in read), 1)
    step = Fraction(times, 10 ** len((printed[1] or ".")[1:]))
    if is_approximate and not printed[1]:
        digits = printed[0].replace(",", "")
        step *= 10 ** (len(digits) - len(digits.rstrip("0")))
    return abs(step * value / number)


def is_round(step: Fraction) -> bool:
    """Whether documents round to such a step: a power of ten, or half, a fifth or a quarter of one."""
    digits = re.sub("0+$", "", str(int(step * 10**12)))
    return step > 0 and digits in ("1", "2", "5", "25")


@part("checked")
def derived_cells(release: Release, find: Find) -> str:
    """Intervals of figures and cells, links to discrepancies, and `figures_readable` are what other cells give."""
    if not has_column(release, "figures", "interval_kind"):
        return ""
    figures = list(records(release, "figures"))
    rules = _rules_of_rounding(figures)
    for figure in figures:
        is_share, rule = figure["statistic"] == "share", rules.get(figure["source_id"])
        fault = fault_of_ends(figure, figure["verbatim"], is_share, rule)
        if fault:
            find(f"figures {figure['figure_id']}", f"its interval {fault}")
    for place, found in (*_cells(release, rules), *_discrepancies(release), *_readable(release)):
        find(place, found)
    return f"the intervals of {many(len(figures), 'figure')} and what repeats them computed again"


def _rules_of_rounding(figures: list[Row]) -> dict[str, Fraction]:
    """The step to which each document states that it rounds, as most of its figures show it."""
    steps: dict[str, list[Fraction]] = defaultdict(list)
    for figure in figures:
        if figure["interval_basis"] == "document_rule":
            ends = [figure[name] or figure[f"working_{name}"] for name in ("lower", "upper")]
            if all(ends):
                steps[figure["source_id"]].append(exact(ends[1]) - exact(ends[0]))
    return {source: max(found, key=found.count) for source, found in steps.items()}


def _cells(release: Release, rules: Mapping[str, Fraction]) -> Iterator[tuple[str, str]]:
    """Faults in the intervals of `cells`, whose columns in percent hold shares."""
    read: dict[tuple[str, str, str], str] = defaultdict(str)
    wanted = {row["table_name"] for row in optional_records(release, "cells", "table_name")}
    for quoted in optional_records(release, "provenance"):
        if quoted["table_name"] in wanted:
            read[quoted["table_name"], quoted["row_key"], quoted["column_name"]] += quoted["exact"]
    for cell in optional_records(release, "cells"):
        table = release.tables[cell["table_name"]]
        is_shared = "source_id" in table["schema"]["primaryKey"]
        key = f"{cell['source_id']} {cell['row_key']}" if is_shared else cell["row_key"]
        fault = fault_of_ends(
            cell,
            read[cell["table_name"], key, cell["column_name"]],
            cell["unit"] == "percent",
            rules.get(cell["source_id"]),
        )
        if fault:
            yield f"cells {cell['table_name']} {key} {cell['column_name']}", f"its interval {fault}"


def _discrepancies(release: Release) -> Iterator[tuple[str, str]]:
    """Figures that do not name the discrepancies that name them, or the other way round."""
    if not has_column(release, "figures", "discrepancy_ids"):
        return
    named: dict[str, set[str]] = defaultdict(set)
    for row in optional_records(release, "discrepancies"):
        figures = row["figure_ids"].split()
        for figure in figures:
            named[figure].add(row["discrepancy_id"])
        lost = {row["first_figure_id"], row["second_figure_id"]} - {"", *figures}
        if lost:
            yield f"discrepancies {row['discrepancy_id']}", f"`figure_ids` is without {min(lost)}"
    for figure in records(release, "figures", "figure_id", "discrepancy_ids"):
        name, ids = figure["figure_id"], figure["discrepancy_ids"].split()
        if set(ids) != named[name] or len(set(ids)) < len(ids):
            yield (
                f"figures {name} discrepancy_ids",
                f"is {' '.join(ids)!r}; `discrepancies` names it in {sorted(named[name])}",
            )


def _readable(release: Release) -> Iterator[tuple[str, str]]:
    """Cells of `figures_readable` that are not those of the tables that it repeats."""
    if READABLE not in release.tables:
        return
    figures = {row["figure_id"]: row for row in records(release, "figures")}
    sources = {row["source_id"]: row for row in records(release, "sources")}
    measures = {row["measure_id"]: row["name"] for row in records(release, "measures")}
    left = set(figures)
    for row in records(release, READABLE):
        name = row["figure_id"]
        left.discard(name)
        wanted = _readable_row(release, row, figures[name], sources, measures)
        for column, cell in row.items():
            if cell != wanted[column]:
                yield (
                    f"{READABLE} {name} {column}",
                    f"is {cell[:60]!r}, not {wanted[column][:60]!r}",
                )
    for name in sorted(left):
        yield f"{READABLE} {name}", "is missing"


def _readable_row(
    release: Release, row: Row, figure: Row, sources: Mapping[str, Row], measures: Mapping[str, str]
) -> dict[str, str]:
    """What `figures_readable` has about a figure."""
    source = sources[figure["source_id"]]
    document = ", ".join(filter(None, (source["report_number"], source["title"])))
    day = f" ({source['published']})" if source["published"] else ""
    page = f", p. {figure['page']}" if figure["page"] else ""
    maker = source["publisher"] or source["authors"] or "publisher not named"
    name = f"{release.descriptor['title']} {release.version}, figures/{figure['figure_id']}/value"
    about = {
        **{column: source[column] for column in FROM_SOURCE},
        "measure": measures[figure["measure_id"]],
        "printed": " ".join(filter(None, (figure["qualifier"], figure["verbatim"]))),
        "source_kind": source["kind"],
        "document": document,
        "cite": f"{maker}, {document}{day}{page}, as transcribed by {name}.",
        "version": release.version,
    }
    return {column: about[column] if column in NOT_COPIED else figure[column] for column in row}
