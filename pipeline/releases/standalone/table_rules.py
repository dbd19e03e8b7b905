"""Checked: every rule that the descriptor has for a table is evaluated again, for each document in the table.

Its verdict in `relations` is the worst of its cases; a case that a discrepancy names has a relation of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.releases.standalone.cells import Sheet, cell_numbers, sheets
from pipeline.releases.standalone.intervals import (
    Tried,
    do_meet,
    in_words,
    wrong_ends,
    wrong_explanations,
)
from pipeline.releases.standalone.relations import Figures, figures_of
from pipeline.releases.standalone.release import (
    DESCRIPTOR,
    MALFORMED,
    Release,
    Row,
    many,
    optional_records,
    reason,
    records,
)
from pipeline.releases.standalone.results import Find, part
from pipeline.releases.standalone.rule_kinds import KINDS, NO_SIDES, Case, TableRule, figure_id

WORST_FIRST = ("inconsistent", "indeterminate", "consistent", "verified")
Published = dict[str, Row]
"""The relations of a rule and a document by the key of their case; by "" the one about all other cases."""


@part("checked")
def table_rules(release: Release, find: Find) -> str:
    """Every rule of a table has a row in `relations` for each document, with the verdict and ends that follow."""
    published = _published(release)
    with_rules = [name for name, table in release.tables.items() if table.get("rules")]
    numbers, figures = cell_numbers(release, with_rules), _figures_named(release, with_rules)
    evaluated = cases = 0
    for name in with_rules:
        by_source = sheets(release, name, numbers)
        for rule in release.tables[name]["rules"]:
            of_one = rule.get("source_id")
            for source in [of_one] if of_one else by_source:
                sheet = by_source.get(source, Sheet(release.tables[name], source, {}, {}))
                relations = published.pop((name, rule["name"], source), {})
                evaluated += 1
                if rule["kind"] not in KINDS:
                    find(_rule_in_words(rule, sheet), f"its kind, {rule['kind']!r}, is unknown")
                    continue
                try:
                    found = list(KINDS[rule["kind"]][1](rule, sheet, figures))
                    cases += len(found)
                    for place, fault in _rule_faults(rule, sheet, found, relations):
                        find(place, fault)
                except MALFORMED as error:
                    find(_rule_in_words(rule, sheet), f"cannot be computed: {reason(error)}")
    for relations in published.values():
        for relation in relations.values():
            named = f"`{relation['rule']}` of {relation['table_name']}"
            find(relation["relation_id"], f"{DESCRIPTOR} has no rule {named} for its document")
    return f"{many(evaluated, 'rule')} of tables on {many(cases, 'case')}" if evaluated else ""


def _published(release: Release) -> dict[tuple[str, str, str], Published]:
    """The relations that are rules: by table, rule and document, then by case."""
    published: dict[tuple[str, str, str], Published] = defaultdict(dict)
    for relation in optional_records(release, "relations"):
        if relation.get("rule"):
            place = relation["table_name"], relation["rule"], relation["source_id"]
            if relation["row_key"] in published[place]:
                raise ValueError(f"two relations are `{relation['rule']}` of {place[0]}")
            published[place][relation["row_key"]] = relation
    return dict(published)


def _figures_named(release: Release, tables: list[str]) -> Figures:
    """The figures that rules of some tables need, by id, with the columns that cells repeat."""
    named: set[str] = set()
    more: set[str] = set()
    for name in tables:
        rules = release.tables[name]["rules"]
        repeating = [rule for rule in rules if rule["kind"] == "repeats_figure"]
        more.update(column for rule in repeating for column in rule["columns"].values())
        wholes = [rule["whole"]["figure"] for rule in rules if _has_figure(rule.get("whole"))]
        columns = {"source_id", *(rule["figure"] for rule in repeating)}
        for row in records(release, name, *columns):
            named.update(row[column] for column in columns)
            named.update(figure_id(figure, row["source_id"]) for figure in wholes)
    return {row["figure_id"]: row for row in figures_of(release, named.__contains__, *more)}


def _has_figure(whole: Any) -> bool:
    return isinstance(whole, Mapping) and "figure" in whole


def _rule_faults(
    rule: TableRule, sheet: Sheet, cases: list[Case], relations: Published
) -> Iterator[tuple[str, str]]:
    """What is wrong with the relations of a rule and a document: the place, and what was found."""
    if "" not in relations:
        yield _rule_in_words(rule, sheet), "the rule has no row in `relations`"
    keys = {case.key for case in cases}
    for key, relation in relations.items():
        if key and key not in keys:
            yield relation["relation_id"], f"its rule has no case {key!r}"
            continue
        apart = relations.keys() - {""}
        about = [case for case in cases if (case.key == key if key else case.key not in apart)]
        yield from _relation_faults(rule, about, relation)


def _relation_faults(
    rule: TableRule, cases: list[Case], relation: Row
) -> Iterator[tuple[str, str]]:
    """What is wrong with a relation: it has the verdict of its worst case, and the ends of the first of these.

    Without a case it is indeterminate.
    """
    place, kind = relation["relation_id"], KINDS[rule["kind"]][0]
    if rule.get("complete") is False:
        kind = "part_of"
    worst = min(
        cases, key=lambda case: WORST_FIRST.index(case.verdict), default=Case("", "indeterminate")
    )
    shown = _case_in_words(worst)
    if relation["kind"] != kind:
        yield place, f"its kind is `{relation['kind']}`, that of its rule is `{kind}`"
    if relation["verdict"] != worst.verdict:
        yield (
            place,
            f"the verdict is `{worst.verdict}`{shown}, published is `{relation['verdict']}`",
        )
    if worst.verdict == "inconsistent" and not relation["discrepancy_id"]:
        yield place, f"it is inconsistent{shown} and names no discrepancy"
    wrong = [*wrong_ends(relation, worst.sides), *wrong_explanations(relation, tried_in(worst))]
    if wrong:
        yield place, f"not as computed{shown}: {', '.join(wrong)}"


def tried_in(case: Case) -> Tried | None:
    """Whether a case that does not hold would, had its cell been rounded otherwise."""
    computed, stated = case.sides[0], case.stated
    if case.verdict != "inconsistent" or stated is None or stated.kind != "rounded":
        return None
    return lambda printed: do_meet(computed, printed(stated))


def _rule_in_words(rule: TableRule, sheet: Sheet) -> str:
    return f"{sheet.table['name']}, rule {rule['name']}, {sheet.source}"


def _case_in_words(case: Case) -> str:
    """Which case it is, and what was compared."""
    row = f" in {case.key!r}" if case.key else ""
    if case.sides == NO_SIDES:
        return row
    computed, stated = map(in_words, case.sides)
    return f"{row} (computed {computed}, stated {stated})"
