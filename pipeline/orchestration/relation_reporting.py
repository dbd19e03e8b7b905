"""How relations and registered discrepancies are shown in Dagster.

There is a check for each kind of relation, so that the number of checks does not grow with the corpus; its
metadata lists every relation with its verdict. Relations that fail and are registered as discrepancies are a
warning of their own.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote as urlquote

import dagster as dg

from pipeline.consistency.consistency import Consistency
from pipeline.consistency.discrepancies import Discrepancy
from pipeline.consistency.interval_arithmetic import as_text
from pipeline.consistency.relations import Relation
from pipeline.consistency.table_rules import WORST_FIRST, RuleRelation
from pipeline.text.markdown import sentence, words
from pipeline.transcription.figures import Figure

LISTED = 200
"""Relations of a kind that its check lists."""
REGISTERED = "no_relation_is_a_registered_discrepancy"


def registered_spec() -> dg.AssetCheckSpec:
    """The check that warns of registered discrepancies; it stops nothing."""
    return dg.AssetCheckSpec(
        REGISTERED,
        asset="relations",
        description="A relation that cannot hold is registered as a discrepancy: the documents disagree.",
    )


def registered_result(consistency: Consistency, root: Path) -> dg.AssetCheckResult:
    """A warning that lists each discrepancy between numbers, with both sides and its quotations."""
    proved = [item for item in consistency.discrepancies if item.relation is not None]
    listed = "\n\n".join(_discrepancy(item, root) for item in proved)
    named = ", ".join(item.id for item in proved)
    return dg.AssetCheckResult(
        asset_key=dg.AssetKey("relations"),
        check_name=REGISTERED,
        passed=not proved,
        severity=dg.AssetCheckSeverity.WARN,
        description=f"{len(proved)} relations cannot hold: {named}" if proved else None,
        metadata={"discrepancies": dg.MetadataValue.md(listed)} if proved else {},
    )


def kind_metadata(relations: Iterable[Relation | RuleRelation]) -> dict[str, Any]:
    """The relations of a kind, each with its verdict and both sides; the least certain of them, if many."""
    by_verdict = sorted(relations, key=lambda relation: WORST_FIRST.index(relation.verdict))
    lines = ["; ".join((f"- **{r.id}**: {r.verdict}", *_sides(r))) for r in by_verdict[:LISTED]]
    if len(by_verdict) > LISTED:
        lines.append(f"- and {len(by_verdict) - LISTED} more")
    return {"relations": dg.MetadataValue.md("\n".join(lines))} if lines else {}


def _discrepancy(discrepancy: Discrepancy, root: Path) -> str:
    relation = discrepancy.relation
    assert relation is not None
    return "\n".join(
        (
            f"**{discrepancy.id}**: {sentence(discrepancy.entry.explanation)}",
            *_sides(relation),
            *(_quotations(relation, root) if isinstance(relation, Relation) else ()),
        )
    )


def _sides(relation: Relation | RuleRelation) -> Iterator[str]:
    if relation.computed is not None and relation.stated is not None:
        yield f"computed {as_text(relation.computed)}, stated {as_text(relation.stated)}"


def _quotations(relation: Relation, root: Path) -> Iterator[str]:
    for member in relation.members:
        if member.figure is not None:
            yield _quotation(member.figure, root)


def _quotation(figure: Figure, root: Path) -> str:
    """A figure's quotation as an item of a list, with a link that an editor opens at its line."""
    document = figure.document
    quote = words(document.characters(figure.quote))
    line = document.line(figure.token.start)
    link = (
        f"vscode://file/{urlquote(str(root / document.file))}:{line if document.text_held else 1}"
    )
    return f"- {figure.id}: “{quote}” ([{document.file}, line {line}]({link}))"
