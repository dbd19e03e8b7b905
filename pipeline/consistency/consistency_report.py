"""Everything that the figures state together, listed: for the report of `oversight check`.

The argument behind a single relation, discrepancy, bound or answer is in `explanations`.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import Any

from pipeline.consistency.bounds import Bound
from pipeline.consistency.consistency import Consistency
from pipeline.consistency.interval_arithmetic import as_text
from pipeline.consistency.relations import Relation
from pipeline.consistency.table_rules import RuleRelation
from pipeline.sources.findings import Finding
from schemas.vocabularies import VERDICT

WIDTH = 80
INDENT = "  "


def report_text(consistency: Consistency) -> str:
    """Every relation, bound, answer and discrepancy, for people."""
    parts = (_relations_report, _bounds_report, _answers_report, _words_report)
    return "\n".join(line for part in parts for line in part(consistency))


def report_json(consistency: Consistency | None, findings: Iterable[Finding]) -> str:
    """Findings, relations, discrepancies, bounds and restatements for programs.

    Where the sources have findings that stop the comparison, there are findings only.
    """
    report: dict[str, Any] = {
        "schema_version": 2,
        "findings": [vars(finding) for finding in sorted(set(findings))],
    }
    if consistency is not None:
        report |= _consistency_json(consistency)
    return json.dumps(report, indent=2, ensure_ascii=False)


def _consistency_json(consistency: Consistency) -> dict[str, Any]:
    return {
        "relations": [_relation_json(r, consistency) for r in consistency.relations],
        "rules": [_relation_json(r, consistency) for r in consistency.rules],
        "discrepancies": [
            {"id": d.id, "kind": d.entry.kind, "explanation": d.entry.explanation}
            for d in consistency.discrepancies
        ],
        "bounds": [
            {"id": b.id, "lower": b.lower, "upper": b.upper, "rests_on": b.rests_on}
            for b in consistency.bounds
        ],
        "answers": [
            {
                "id": a.id,
                "question": a.entry.question,
                "answer": as_text(a.interval),
                "unit": a.unit,
            }
            for a in consistency.answers
        ],
        "restatements": [
            {"figure": r.figure.id, "reference": r.held_against, "statement": r.in_words()}
            for r in consistency.restatements
        ],
    }


def _relation_json(relation: Relation | RuleRelation, consistency: Consistency) -> dict[str, Any]:
    discrepancy = consistency.discrepancy_of(relation)
    return {
        "id": relation.id,
        "kind": relation.kind,
        "verdict": relation.verdict,
        "computed": None if relation.computed is None else as_text(relation.computed),
        "stated": None if relation.stated is None else as_text(relation.stated),
        "discrepancy": discrepancy.id if discrepancy else None,
    }


def _relations_report(consistency: Consistency) -> Iterator[str]:
    both: list[Relation | RuleRelation] = [*consistency.relations, *consistency.rules]
    verdicts = Counter(relation.verdict for relation in both)
    counts = ", ".join(f"{verdicts[verdict]} {verdict}" for verdict in VERDICT if verdicts[verdict])  # type: ignore[index]
    rules = f" and {len(consistency.rules)} rules of tables" if consistency.rules else ""
    yield from paragraph(
        f"{len(consistency.relations)} relations between figures{rules}: {counts}", 0
    )
    for verdict, meaning in VERDICT.items():
        relations = [relation for relation in both if relation.verdict == verdict]
        if not relations:
            continue
        yield ""
        yield from paragraph(f"{verdict}: {meaning}", 0)
        if verdict == "verified":
            yield from paragraph(", ".join(relation.id for relation in relations))
            continue
        for relation in relations:
            yield f"{INDENT}{relation.id}"
            if relation.computed is not None and relation.stated is not None:
                sides = as_text(relation.computed), as_text(relation.stated)
                yield f"{INDENT * 3}computed {sides[0]}, stated {sides[1]}"
    yield ""


def _bounds_report(consistency: Consistency) -> Iterator[str]:
    yield f"{len(consistency.bounds)} bounds of numbers that no held text states"
    for bound in consistency.bounds:
        yield f"{INDENT}{bound.id}: {range_of(bound)}"
    yield ""


def _answers_report(consistency: Consistency) -> Iterator[str]:
    yield f"{len(consistency.answers)} answers to questions"
    for answer in consistency.answers:
        yield f"{INDENT}{answer.id}: {as_text(answer.interval)} {answer.unit}"
    yield ""


def _words_report(consistency: Consistency) -> Iterator[str]:
    yield f"{len(consistency.discrepancies)} discrepancies (oversight explain ID shows the quotations)"
    yield from paragraph(", ".join(item.id for item in consistency.discrepancies))
    yield ""
    held = sum(item.reference is not None for item in consistency.restatements)
    quoting = sum(item.held_against == "quotes_the_report" for item in consistency.restatements)
    yield from paragraph(
        f"{len(consistency.restatements)} figures of articles: {held} compared with the report's words as a "
        f"source quotes them, {quoting} inside such a quotation, "
        f"{len(consistency.restatements) - held - quoting} without a reference",
        0,
    )


def range_of(bound: Bound) -> str:
    """The numbers that a bound leaves open, for people."""
    if bound.upper is None:
        return f"at least {bound.lower:,}"
    if bound.lower == bound.upper:
        return f"{bound.lower:,}"
    return f"{bound.lower:,} to {bound.upper:,}"


def paragraph(text: str, depth: int = 1) -> list[str]:
    """The lines of a text behind a margin."""
    margin = INDENT * depth
    return wrap(
        text, WIDTH, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False
    )
