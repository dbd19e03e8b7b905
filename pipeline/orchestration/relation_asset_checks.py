"""How relations, one check each, show in Dagster.

A relation that does not hold and is registered as a discrepancy is a warning that stops nothing; any
other that does not hold stops what comes behind it. Nothing here decides which is which.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import dagster as dg

from pipeline.consistency.consistency import Consistency
from pipeline.consistency.interval_arithmetic import as_text
from pipeline.consistency.relations import Relation
from pipeline.orchestration.reporting import check_result, check_spec, dagster_name
from pipeline.sources.findings import Finding
from pipeline.transcription.figures import Figure

ASSET = "relations"


def relation_check_specs(ids: Sequence[str]) -> list[dg.AssetCheckSpec]:
    """A check for each relation."""
    sentence = "The relation {} holds, or a registered discrepancy says that it does not."
    return [check_spec(relation_check_name(name), sentence.format(name), ASSET) for name in ids]


def relation_check_name(relation_id: str) -> str:
    """The name of a relation's check."""
    return f"relation_{dagster_name(relation_id)}"


def relation_check_results(
    ids: Sequence[str], consistency: Consistency, root: Path
) -> Iterator[dg.AssetCheckResult]:
    """The outcome of each relation's check; a relation that could not be evaluated fails."""
    relations = {relation.id: relation for relation in consistency.relations}
    for name in ids:
        findings = [f for f in consistency.findings if f.subject == name]
        relation = relations.get(name)
        if relation is None:
            yield check_result(relation_check_name(name), ASSET, findings or [_not_evaluated(name)])
        elif relation.verdict == "inconsistent" and not findings:
            yield _warning(relation, consistency, root)
        else:
            yield check_result(
                relation_check_name(name), ASSET, findings, _argument(relation, root)
            )


def other_findings(ids: Sequence[str], consistency: Consistency) -> list[Finding]:
    """What is wrong and is no single relation's."""
    return [finding for finding in consistency.findings if finding.subject not in ids]


def _not_evaluated(name: str) -> Finding:
    return Finding(
        "sources",
        0,
        name,
        "the relation was not evaluated: it is gone, or a member of it was not read",
        "reload the code location; what else is wrong is said by the other checks",
    )


def _warning(relation: Relation, consistency: Consistency, root: Path) -> dg.AssetCheckResult:
    discrepancy = consistency.discrepancy_of(relation)
    assert discrepancy is not None, "an inconsistent relation without one is a finding"
    return dg.AssetCheckResult(
        asset_key=dg.AssetKey(ASSET),
        check_name=relation_check_name(relation.id),
        passed=False,
        severity=dg.AssetCheckSeverity.WARN,
        description=discrepancy.entry.explanation,
        metadata={"discrepancy": discrepancy.id, **_argument(relation, root)},
    )


def _argument(relation: Relation, root: Path) -> dict[str, dg.MetadataValue]:
    """Verdict, both sides, and the members with their quotations and lines."""
    quotations = "\n".join(
        _quotation(member.figure, root) for member in relation.members if member.figure is not None
    )
    return {
        "verdict": dg.MetadataValue.text(relation.verdict),
        "formula": dg.MetadataValue.text(relation.entry.formula),
        "computed": dg.MetadataValue.text(as_text(relation.computed)),
        "stated": dg.MetadataValue.text(as_text(relation.stated)),
        "quotations": dg.MetadataValue.md(quotations),
    }


def _quotation(figure: Figure, root: Path) -> str:
    """A figure's quotation as an item of a list, with a link that an editor opens at its line."""
    document = figure.document
    said = " ".join(document.characters(figure.quote).split())
    line = document.line(figure.token.start)
    link = f"vscode://file/{root / document.file}:{line if document.text_held else 1}"
    return f"- {figure.id}: “{said}” ([{document.file}, line {line}]({link}))"
