"""Checked: cells that follow from other cells are computed again: intervals, links, and the table that repeats others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from pipeline.releases.standalone.intervals import fault_of_interval
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
    r"(?:more|greater|fewer|less|smaller|higher|lower) than|over|above|under|below", re.I
)
"""Qualifiers whose number is not itself in the interval."""
SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS: Mapping[str, int] = {
    **{word: number for number, word in enumerate(SMALL)},
    **{word: 10 * number for number, word in enumerate(TENS, 2)},
    **{
        f"{ten}{between}{one}": 10 * tens + ones
        for tens, ten in enumerate(TENS, 2)
        for ones, one in enumerate(SMALL[1:10], 1)
        for between in "- "
    },
}
"""Numbers in words, to ninety-nine."""
REPEATING = "figures_readable"
FROM_SOURCE = ("genre", "publisher", "published", "official_url")
NOT_COPIED = frozenset(
    (*FROM_SOURCE, "measure", "printed", "source_kind", "document", "cite", "version")
)
"""Columns of `figures_readable` that are not the figure's own."""


Cut = tuple["Fraction | None", "Fraction | None"]
"""The least and the greatest that a number can be about; None where nothing limits it."""
UNCUT: Cut = (None, None)


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


def fault_of_ends(row: Row, read: str, cuts: Iterable[Cut], rule: Fraction | None) -> str | None:
    """Why the interval of a number is not that of what was read; None where it is, or no number was read.

    `read` has the characters that the number was read from; `cuts` are the limits that its ends may be cut to, and
    `rule` is the step to which its document states that it rounds. What is not of its kind is found elsewhere.
    """
    for end in ("lower", "upper"):
        if bool(row[end]) != bool(row[f"{end}_closed"]):
            return f"has `{end}` {row[end]!r} and `{end}_closed` {row[f'{end}_closed']!r}"
    if not row["value"] or fault_of_interval(row):
        return None
    value, ends, kind = exact(row["value"]), ends_of(row), row["interval_kind"]
    if kind == "exact":
        wanted = Ends(value, value, "true", "true", (None, None))
        return None if ends == wanted else "is exact, and has not its value as both ends"
    if kind == "bounded":
        faults = [_fault_of_bounded(ends, value, row.get("qualifier"), cut) for cut in cuts]
    else:
        faults = [_fault_of_rounded(row, ends, value, read, cut, rule) for cut in cuts]
    return None if None in faults else faults[0]


def _fault_of_rounded(
    row: Row, ends: Ends, value: Fraction, read: str, cut: Cut, rule: Fraction | None
) -> str | None:
    """Why the ends of a rounded or approximate number are not half a step away from it."""
    is_approximate = row["interval_kind"] == "approximate"
    lower, upper = ends.working if is_approximate else (ends.lower, ends.upper)
    if lower is None or upper is None:
        return "is without an end"
    half = max(upper - value, value - lower)
    if not _is_cut(value, half, lower, upper, cut):
        return "has ends that are not equally far from its value"
    if (ends.lower_closed, ends.upper_closed) != (("", "") if is_approximate else ("true", "true")):
        return "has ends that are not closed"
    printed = step_of(read, value, is_approximate)
    by_rule = row.get("interval_basis") == "document_rule"
    admitted = {rule} if by_rule else {printed} if "interval_basis" in row else {printed, rule}
    if (printed is not None or by_rule) and half * 2 not in admitted:
        return f"is printed {read!r}, and its ends are {float(half):g} away"
    return None if is_round(half * 2) else f"is rounded to {float(half * 2):g}"


def _is_cut(value: Fraction, half: Fraction, lower: Fraction, upper: Fraction, cut: Cut) -> bool:
    """Whether the ends are half a step away, or are where the number is cut."""
    least = value - half if cut[0] is None else max(value - half, cut[0])
    greatest = value + half if cut[1] is None else min(value + half, cut[1])
    return (least, greatest) == (lower, upper)


def _fault_of_bounded(ends: Ends, value: Fraction, qualifier: str | None, cut: Cut) -> str | None:
    """Why the one end of a bounded number is not its value, closed as its qualifier says."""
    is_lower = ends.lower == value
    mine, other, limit = (
        (ends.lower, ends.upper, cut[1]) if is_lower else (ends.upper, ends.lower, cut[0])
    )
    closed, other_closed = ends.lower_closed, ends.upper_closed
    if not is_lower:
        closed, other_closed = other_closed, closed
    if mine != value:
        return "is bounded, and its value is not one of its ends"
    if other != limit or other_closed != ("" if limit is None else "true"):
        return "is bounded, and has another end that nothing gives"
    wanted = "false" if OPEN_WORDS.match(qualifier or "") else "true"
    if qualifier is not None and closed != wanted:
        return f"is qualified by {qualifier!r}, and its end is {'' if closed == 'true' else 'not '}included"
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
    scale = abs(value / number)
    return step * scale if is_round(scale) else None


def is_round(step: Fraction) -> bool:
    """Whether documents round to such a step: a power of ten, or half, a fifth or a quarter of one."""
    digits = re.sub("0+$", "", str(int(step * 10**12)))
    return step > 0 and digits in ("1", "2", "5", "25")


@part("checked")
def derived_cells(release: Release, find: Find) -> str:
    """Intervals of figures and cells, links to discrepancies, and `figures_readable` are what other cells give."""
    if "figures" not in release.tables or not has_column(release, "figures", "interval_kind"):
        return ""
    figures = list(records(release, "figures"))
    rules = _rules_of_rounding(figures)
    for figure in figures:
        rule = rules.get(figure["source_id"])
        fault = fault_of_ends(figure, figure["verbatim"], [_cut_of_figure(figure)], rule)
        if fault:
            find(f"figures {figure['figure_id']}", f"its interval {fault}")
        printed = WORDS.get(" ".join(figure["verbatim"].lower().split()))
        if printed is not None and figure["value"] and exact(figure["value"]) != printed:
            find(
                f"figures {figure['figure_id']} value",
                f"is {figure['value']}; printed is {figure['verbatim']!r}",
            )
    for place, found in (
        *_cells(release, rules),
        *_emended(release, figures),
        *_discrepancies(release),
        *_readable(release),
    ):
        find(place, found)
    return f"the intervals of {many(len(figures), 'figure')} and what repeats them computed again"


def _cut_of_figure(figure: Row) -> Cut:
    """A share is cut to 0 and 100 percent, unless it is of no part of a whole ("140 percent of capacity")."""
    is_part = (
        figure["statistic"] == "share" and figure["value"] and 0 <= exact(figure["value"]) <= 100
    )
    return (Fraction(0), Fraction(100)) if is_part else UNCUT


def _rules_of_rounding(figures: Iterable[Row]) -> dict[str, Fraction]:
    """The step to which each document states that it rounds, as most of its figures show it."""
    steps: dict[str, list[Fraction]] = defaultdict(list)
    for figure in figures:
        if figure.get("interval_basis") == "document_rule":
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
        own = read[cell["table_name"], key, cell["column_name"]]
        cuts = [(low, high) for low in (None, Fraction(0)) for high in (None, Fraction(100))]
        fault = fault_of_ends(cell, own, cuts, rules.get(cell["source_id"]))
        place = f"cells {cell['table_name']} {key} {cell['column_name']}"
        if fault:
            yield place, f"its interval {fault}"
        if cell["value"] and cell["text"] and own not in cell["text"]:
            yield place, f"its text is {cell['text']!r}, read was {own!r}"


def _emended(release: Release, figures: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Figures that are read otherwise than printed, and have another value than their emendation reads."""
    read = {figure["figure_id"]: (figure["value"], figure["verbatim"]) for figure in figures}
    for row in optional_records(release, "emendations"):
        number = printed_number(row["read_as"])
        value, verbatim = read.get(row["figure_id"], ("", row["token"]))
        if verbatim != row["token"]:
            yield (
                f"emendations {row['emendation_id']} token",
                f"is {row['token']!r}, read was {verbatim!r}",
            )
        if value and number is not None and exact(value) != number:
            yield (
                f"figures {row['figure_id']} value",
                f"is {value}; its emendation reads {row['read_as']!r}",
            )


def _discrepancies(release: Release) -> Iterator[tuple[str, str]]:
    """Figures that do not name the discrepancies that name them, or the other way round."""
    if not has_column(release, "figures", "discrepancy_ids"):
        return
    named: dict[str, set[str]] = defaultdict(set)
    for row in optional_records(release, "discrepancies"):
        ids = row["figure_ids"].split()
        for name in ids:
            named[name].add(row["discrepancy_id"])
        lost = {row["first_figure_id"], row["second_figure_id"]} - {"", *ids}
        if lost:
            yield f"discrepancies {row['discrepancy_id']}", f"`figure_ids` is without {min(lost)}"
    figures = list(records(release, "figures", "figure_id", "discrepancy_ids"))
    for name in sorted(named.keys() - {figure["figure_id"] for figure in figures}):
        yield "discrepancies", f"`figure_ids` names {name!r}, which is no figure"
    for figure in figures:
        name, ids = figure["figure_id"], figure["discrepancy_ids"].split()
        if set(ids) != named[name] or len(set(ids)) < len(ids):
            yield (
                f"figures {name} discrepancy_ids",
                f"is {' '.join(ids)!r}; `discrepancies` names it in {sorted(named[name])}",
            )


def _readable(release: Release) -> Iterator[tuple[str, str]]:
    """Cells of `figures_readable` that are not those of the tables that it repeats."""
    if REPEATING not in release.tables:
        return
    figures = {row["figure_id"]: row for row in records(release, "figures")}
    sources = {row["source_id"]: row for row in records(release, "sources")}
    measures = {row["measure_id"]: row["name"] for row in records(release, "measures")}
    left = set(figures)
    for row in records(release, REPEATING):
        name = row["figure_id"]
        left.discard(name)
        repeated = _readable_row(release, row, figures[name], sources, measures)
        for column, cell in row.items():
            if cell != repeated[column]:
                yield (
                    f"{REPEATING} {name} {column}",
                    f"is {cell[:60]!r}, not {repeated[column][:60]!r}",
                )
    for name in sorted(left):
        yield f"{REPEATING} {name}", "is missing"


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
