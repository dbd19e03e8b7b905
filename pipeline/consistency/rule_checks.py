"""Checks of the rules of tables: every case holds, or a registered discrepancy names it.

All cases of one kind of rule are checked by one call of pandera, so that the cost does not grow with the number of
tables.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import get_args

import pandas as pd
import pandera.pandas as pa

from pipeline.consistency.rule_cases import Case
from pipeline.consistency.table_rules import RuleRelation
from pipeline.sources.discrepancy_entries import DiscrepancyEntry
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding
from pipeline.sources.ids import local
from pipeline.sources.rule_ids import rule_of
from schemas.rules import ColumnTotal, RuleKind, Subtotal, TableRule

KINDS: tuple[RuleKind, ...] = get_args(RuleKind)
Registered = Mapping[str, Located[DiscrepancyEntry]]
"""The discrepancies that relations prove, by id of the relation."""


CASES = pa.DataFrameSchema(
    {
        "verdict": pa.Column(str, description="Whether the two sides agree."),
        "registered": pa.Column(bool, description="Whether a discrepancy names the case."),
    },
    checks=pa.Check(
        lambda cases: (cases["verdict"] != "inconsistent") | cases["registered"],
        name="the two sides can meet, or a registered discrepancy says that they do not",
    ),
)
"""The cases of one kind of rule."""


def rule_findings(
    relations: Sequence[RuleRelation], registered: Registered
) -> dict[RuleKind, list[Finding]]:
    """Findings about the rules of tables, by kind of rule."""
    cases: dict[RuleKind, list[tuple[RuleRelation, Case]]] = {kind: [] for kind in KINDS}
    findings: dict[RuleKind, list[Finding]] = {kind: [] for kind in KINDS}
    for relation in relations:
        kind = relation.single.rule.kind
        cases[kind] += [(relation, case) for case in relation.cases]
        discrepancy = registered.get(relation.id)
        if discrepancy is not None:
            findings[kind] += _of_discrepancy(relation, discrepancy)
    for kind, listed in cases.items():
        findings[kind] += _failing(listed, registered) if listed else ()
    for relation, case in _ambiguous(relations):
        findings[relation.single.rule.kind].append(_ambiguous_finding(relation, case))
    return findings


def _ambiguous(relations: Sequence[RuleRelation]) -> Iterator[tuple[RuleRelation, Case]]:
    """Cases whose id is that of another rule, so that a discrepancy could mean both."""
    rules = {relation.id for relation in relations if relation.row_key is None}
    for relation in relations:
        for case in relation.cases:
            if case.id != relation.id and case.id in rules:
                yield relation, case


def _ambiguous_finding(relation: RuleRelation, case: Case) -> Finding:
    found = f"the rule {case.id} has the id of the row {case.row_key} of {relation.single.name}"
    remedy = "give one of the two rules another `name`"
    return relation.table.at.finding(relation.table.name, found, remedy, "rules")


def _failing(
    cases: Sequence[tuple[RuleRelation, Case]], registered: Registered
) -> Iterator[Finding]:
    frame = pd.DataFrame(
        {
            "verdict": [case.verdict for _, case in cases],
            "registered": [relation.id in registered for relation, _ in cases],
        }
    ).astype({"verdict": str, "registered": bool})
    try:
        CASES.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        for index in sorted({int(index) for index in errors.failure_cases["index"]}):
            yield _case_finding(*cases[index])


def _case_finding(relation: RuleRelation, case: Case) -> Finding:
    subject = f"{relation.table.name}: {case.row_key or relation.single.name}"
    name = local(case.id)
    return Finding(
        *case.place,
        subject,
        f"the rule {relation.single.name} fails: {relation.formula}\n{case.found}",
        f"{_compare(relation.single.rule)}; if the document disagrees with itself, register a discrepancy with "
        f"`relation: {name}`",
    )


def _compare(rule: TableRule) -> str:
    """What to look at first: where rows are added up, the rule may lack one of them."""
    if isinstance(rule, ColumnTotal | Subtotal):
        return "compare the cells and the rows of the rule with the document (is a part, or a subtotal, not declared?)"
    return "compare the cells with the document"


def _of_discrepancy(
    relation: RuleRelation, discrepancy: Located[DiscrepancyEntry]
) -> Iterator[Finding]:
    """A discrepancy that a rule does not prove, or that does not say which row it is about."""
    name = discrepancy.entry.id
    if len(relation.cases) > 1:
        failing = [case for case in relation.cases if case.verdict == "inconsistent"]
        shown = ", ".join(local(case.id) for case in (failing or relation.cases)[:5])
        found = f"the rule {relation.id} is about {len(relation.cases)} rows"
        yield discrepancy.finding(name, found, f"name one of its rows: {shown}", "relation")
    elif relation.verdict != "inconsistent":
        found = f"the rule {relation.id} is {relation.verdict}: it proves no discrepancy"
        remedy = "take the discrepancy out, or name the relation that proves it"
        yield discrepancy.finding(name, found, remedy, "relation")


def unknown_cases(
    relations: Iterable[RuleRelation], registered: Registered, rules: set[str]
) -> Iterator[Finding]:
    """Discrepancies that name a row of a rule which the table does not have."""
    known = {relation.id for relation in relations}
    for name, discrepancy in registered.items():
        rule = rule_of(name, rules)
        if rule is not None and name not in known:
            found = f"no row of the rule {rule} has the name `{name}`"
            remedy = f"write {local(rule)}-<key of the row>, the key in lower case with hyphens"
            yield discrepancy.finding(discrepancy.entry.id, found, remedy, "relation")
