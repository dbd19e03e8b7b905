"""Honest: what is missing says why, what disagrees says so, and what repeats a figure has its value."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.releases.standalone.relations import Figures
from pipeline.releases.standalone.release import Release, Row, many, records, rows
from pipeline.releases.standalone.results import Find, part

REPEATED = ("value", "lower", "upper", "precision", "reading")
REPEATING = (
    ("detainers_by_fiscal_year", "figure_id"),
    ("case_reviews", "cases_figure_id"),
    ("case_reviews", "share_figure_id"),
)
"""Columns that name the figure that a row repeats."""
COMPARED = ("held_report", "quoted_in")
Rule = Callable[[Row, Figures], bool]
RULES: Mapping[str, tuple[str, Rule]] = {
    "detainers_by_fiscal_year": (
        "a row repeats its figure where the text has the value, and else is empty",
        lambda row, figures: all(
            row[name] == (figures.get(row["figure_id"], {}).get(name) if _in_text(row) else "")
            for name in REPEATED
        ),
    ),
    "detainers_by_state_band": (
        "`states` is given exactly where the text has it",
        lambda row, _: bool(row["states"]) == _in_text(row),
    ),
    "case_reviews": (
        "`cases` and `share` repeat their figures",
        lambda row, figures: all(
            row[name] == figures.get(row[f"{name}_figure_id"], {}).get("value")
            for name in ("cases", "share")
        ),
    ),
    "bounds": (
        "what is bounded is not in the text, and the bound says what it rests on",
        lambda row, _: not _in_text(row) and bool(row["rests_on"] and row["relations"]),
    ),
    "figures": (
        "`value` is given exactly where the number is not vague",
        lambda row, _: bool(row["value"]) == (row["precision"] != "vague"),
    ),
    "relations": (
        "a discrepancy is named exactly where the verdict is `inconsistent`",
        lambda row, _: bool(row["discrepancy_id"]) == (row["verdict"] == "inconsistent"),
    ),
    "restatements": (
        "numbers are compared exactly where the report's own words are held",
        lambda row, _: bool(row["value_agreement"]) == row["reference"].startswith(COMPARED),
    ),
    "changes": (
        "a reason is given for all but additions",
        lambda row, _: bool(row["reason"]) or row["kind"] == "addition",
    ),
}
"""The rules of DICTIONARY.md about missing and repeated values, by table."""


def _in_text(row: Row) -> bool:
    return row["availability"] == "in_text"


@part("honest")
def missing_values(release: Release, find: Find) -> str:
    """What is missing, contradicted or emended is marked so."""
    repeated = {row[name] for table, name in REPEATING for row in records(release, table, name)}
    figures, emended = {}, set()
    for row in records(release, "figures", "figure_id", *REPEATED):
        if row["figure_id"] in repeated:
            figures[row["figure_id"]] = row
        if row["reading"] == "emended":
            emended.add(row["figure_id"])
    looked_at = 0
    rules = [table for table in RULES if table in release.tables]
    for table in rules:
        rule, holds = RULES[table]
        only = ("value", "precision") if table == "figures" else ()
        for line, row in rows(release, table, *only):
            looked_at += 1
            if not holds(row, figures):
                find(f"{release.tables[table]['path']}:{line}", f"it does not hold that {rule}")
    for name in sorted(emended ^ {row["figure_id"] for row in records(release, "emendations")}):
        find(
            f"figures {name}",
            "a figure with `reading` emended needs an emendation, and the other way round",
        )
    return f"{many(len(rules) + 1, 'rule')} on {many(looked_at, 'row')}"
