"""Honest: what is missing says why, and what disagrees says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.releases.standalone.intervals import fault_of_interval
from pipeline.releases.standalone.release import (
    Release,
    Row,
    has_column,
    many,
    optional_records,
    rows,
)
from pipeline.releases.standalone.results import Find, part

WITH_INTERVALS = ("figures", "cells")
COMPARED = ("held_report", "quoted_in")
Rule = Callable[[Row], bool]
RULES: Mapping[str, tuple[str, Rule]] = {
    "bounds": (
        "what is bounded is not in the text, and the bound says what it rests on",
        lambda row: row["availability"] != "in_text" and bool(row["rests_on"] and row["relations"]),
    ),
    "figures": (
        "`value` is given exactly where the number is not vague",
        lambda row: bool(row["value"]) == (row["precision"] != "vague"),
    ),
    "relations": (
        "a discrepancy is named exactly where the verdict is `inconsistent`",
        lambda row: bool(row["discrepancy_id"]) == (row["verdict"] == "inconsistent"),
    ),
    "restatements": (
        "numbers are compared exactly where the report's own words are held",
        lambda row: bool(row["value_agreement"]) == row["reference"].startswith(COMPARED),
    ),
    "changes": (
        "a reason is given for all but additions",
        lambda row: bool(row["reason"]) or row["kind"] == "addition",
    ),
}
"""The rules of DICTIONARY.md about missing values, by table that every corpus has."""


@part("honest")
def missing_values(release: Release, find: Find) -> str:
    """What is missing, contradicted, approximate or emended is marked so."""
    looked_at = 0
    rules = [table for table in RULES if table in release.tables]
    for table in rules:
        rule, holds = RULES[table]
        only = ("value", "precision") if table == "figures" else ()
        for line, row in rows(release, table, *only):
            looked_at += 1
            if not holds(row):
                find(f"{release.tables[table]['path']}:{line}", f"it does not hold that {rule}")
    for table in WITH_INTERVALS:
        if table in release.tables and has_column(release, table, "interval_kind"):
            for line, row in rows(release, table):
                fault = fault_of_interval(row)
                if fault:
                    find(f"{release.tables[table]['path']}:{line}", f"its interval {fault}")
    readings = optional_records(release, "figures", "figure_id", "reading")
    emended = {row["figure_id"] for row in readings if row["reading"] == "emended"}
    emendations = optional_records(release, "emendations", "figure_id")
    for name in sorted(emended ^ {row["figure_id"] for row in emendations if row["figure_id"]}):
        find(
            f"figures {name}",
            "a figure with `reading` emended needs an emendation, and the other way round",
        )
    return f"{many(len(rules) + 1, 'rule')} on {many(looked_at, 'row')}"
