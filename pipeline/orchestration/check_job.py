"""The job `check`: what `oversight check` does, shown as the results of the assets' own checks.

It derives everything from the sources as they are on disk; no stored value is used and none is written.
"""

from collections.abc import Iterator

import dagster as dg

from pipeline.orchestration.checking import not_run_lines
from pipeline.orchestration.reporting import described, in_one_line
from pipeline.orchestration.run import run_steps
from pipeline.orchestration.stages import STAGES, Project, assets_of, check_results
from pipeline.orchestration.steps import CHECKED_STEPS
from pipeline.orchestration.stored import Refused


@dg.op(out=dg.Out(dg.Nothing))
def check_sources(
    context: dg.OpExecutionContext, project: Project
) -> Iterator[dg.AssetCheckEvaluation | dg.Output[None]]:
    """Derive everything from the sources and report every check."""
    run = run_steps(project.folder, CHECKED_STEPS)
    for step in CHECKED_STEPS:
        if step.stage in STAGES:
            for result, _ in check_results(run, step, assets_of(step.stage)):
                yield _evaluation(result)
    for finding in run.findings:
        context.log.error(in_one_line(finding))
    for line in not_run_lines(run):
        context.log.warning(f"not run: {line}")
    if run.findings:
        raise Refused(described(run.findings) or "", not_run=list(not_run_lines(run)))
    yield dg.Output(None)


def _evaluation(result: dg.AssetCheckResult) -> dg.AssetCheckEvaluation:
    """A result as an event that an op of another job may yield."""
    assert result.asset_key is not None and result.check_name is not None
    return dg.AssetCheckEvaluation(
        asset_key=result.asset_key,
        check_name=result.check_name,
        passed=result.passed,
        metadata=result.metadata,
        description=result.description,
        blocking=False,
    )


@dg.job(name="check", description=check_sources.description)
def check() -> None:
    """Check everything; write nothing."""
    check_sources()
