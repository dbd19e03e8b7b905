"""Checked: cells that follow from other cells are computed again: intervals, links, and the table that repeats others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction

from pipeline.releases.standalone.figure_numbers import printed_number
from pipeline.releases.standalone.printed_intervals import (
    UNCUT,
    Cut,
    fault_of_ends,
)
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

REPEATING = "figures_readable"
FROM_SOURCE = ("genre", "publisher", "published", "official_url")
NOT_COPIED = frozenset(
    (*FROM_SOURCE, "measure", "printed", "source_kind", "document", "cite", "version")
)
"""Columns of `figures_readable` that are not the figure's own."""


@part("checked")
def derived_cells(release: Release, find: Find) -> str:
    """Intervals of figures and cells, links to discrepancies, and `figures_readable` are what other cells give."""
    if "figures" not in release.tables or not has_column(release, "figures", "interval_kind"):
        return ""
    figures = list(records(release, "figures"))
    rules = rules_of_rounding(figures)
    for figure in figures:
        fault = fault_of_figure(figure, rules)
        if fault:
            find(f"figures {figure['figure_id']}", fault)
    for place, found in (
        *_cells(release, rules),
        *_emended(release, figures),
        *_discrepancies(release),
        *_readable(release),
    ):
        find(place, found)
    return f"the intervals of {many(len(figures), 'figure')} and what repeats them computed again"


def fault_of_figure(figure: Row, rules: Mapping[str, Fraction]) -> str | None:
    """Why the interval of a figure is not that of what was read; `rules` are those of `rules_of_rounding`."""
    rule = rules.get(figure["source_id"])
    fault = fault_of_ends(figure, figure["verbatim"], [_cut_of_figure(figure)], rule)
    return f"its interval {fault}" if fault else None


def _cut_of_figure(figure: Row) -> Cut:
    """A share is cut to 0 and 100 percent, unless it is of no part of a whole ("140 percent of capacity")."""
    is_part = (
        figure["statistic"] == "share" and figure["value"] and 0 <= exact(figure["value"]) <= 100
    )
    return (Fraction(0), Fraction(100)) if is_part else UNCUT


def rules_of_rounding(figures: Iterable[Row]) -> dict[str, Fraction]:
    """The step to which each document states that it rounds, as most of its figures show it."""
    steps: dict[str, list[Fraction]] = defaultdict(list)
    for figure in figures:
        if figure.get("interval_basis") == "document_rule":
            ends = [figure[name] or figure[f"working_{name}"] for name in ("lower", "upper")]
            if all(ends):
                steps[figure["source_id"]].append(exact(ends[1]) - exact(ends[0]))
    return {source: max(found, key=found.count) for source, found in steps.items()}


def _cells(release: Release, rules: Mapping[str, Fraction]) -> Iterator[tuple[str, str]]:
    """Faults in the intervals of `cells`, and where each is."""
    shared = {
        name for name, one in release.tables.items() if "source_id" in one["schema"]["primaryKey"]
    }
    wanted = {row["table_name"] for row in optional_records(release, "cells", "table_name")}
    provenance = optional_records(release, "provenance")
    quoted = (one for one in provenance if one["table_name"] in wanted)
    for (table, key, column), fault in faults_of_cells(
        optional_records(release, "cells"), quoted, shared, rules
    ):
        yield f"cells {table} {key} {column}", fault


def faults_of_cells(
    cells: Iterable[Row],
    quoted: Iterable[Row],
    shared: Collection[str],
    rules: Mapping[str, Fraction],
) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Faults in the intervals of cells by table, key and column; columns in percent hold shares.

    `quoted` are rows of `provenance`; tables that are `shared` have the document in their key.
    """
    read: dict[tuple[str, str, str], str] = defaultdict(str)
    for one in quoted:
        read[one["table_name"], one["row_key"], one["column_name"]] += one["exact"]
    cuts = [(low, high) for low in (None, Fraction(0)) for high in (None, Fraction(100))]
    for cell in cells:
        is_shared = cell["table_name"] in shared
        key = f"{cell['source_id']} {cell['row_key']}" if is_shared else cell["row_key"]
        place = cell["table_name"], key, cell["column_name"]
        fault = fault_of_ends(cell, read[place], cuts, rules.get(cell["source_id"]))
        if fault:
            yield place, f"its interval {fault}"
        if cell["value"] and cell["text"] and read[place] not in cell["text"]:
            yield place, f"its text is {cell['text']!r}, read was {read[place]!r}"


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
