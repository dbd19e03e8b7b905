"""The job `check`: what `oversight check` does, shown as the results of the assets' own checks.

It derives everything from the sources as they are on disk; no stored value is used and none is written.
"""

from collections.abc import Iterator

import dagster as dg

from pipeline.orchestration.run import run_steps
from pipeline.orchestration.stages import Project, check_results, refuse_findings
from pipeline.orchestration.steps import CHECKED_STEPS, PUBLISHED_STEPS
from pipeline.sources.table_catalog import tables_with_models


@dg.op(out=dg.Out(dg.Nothing))
def check_sources(
    context: dg.OpExecutionContext, project: Project
) -> Iterator[dg.AssetCheckEvaluation | dg.Output[None]]:
    """Derive everything from the sources and report every check."""
    run, catalog = run_steps(project.folder, CHECKED_STEPS), tables_with_models(project.folder)
    for step in CHECKED_STEPS:
        if step in PUBLISHED_STEPS:
            yield from map(_evaluation, check_results(run, step, catalog))
    refuse_findings(context.log, run)
    yield dg.Output(None)


def _evaluation(result: dg.AssetCheckResult) -> dg.AssetCheckEvaluation:
    """A result as an event that an op of another job may yield."""
    assert result.asset_key is not None and result.check_name is not None
    return dg.AssetCheckEvaluation(
        asset_key=result.asset_key,
        check_name=result.check_name,
        passed=result.passed,
        severity=result.severity,
        metadata=result.metadata,
        description=result.description,
        blocking=False,
    )


@dg.job(name="check", description=check_sources.description)
def check() -> None:
    """Check everything; write nothing."""
    check_sources()
