"""Runs of Dagster's jobs on an instance on disk, and what tests ask of them."""

from pathlib import Path

import dagster as dg

REPOSITORY = Path(__file__).parents[2]
DAGSTER_YAML = (REPOSITORY / "dagster.yaml").read_text(encoding="utf-8")


def instance_in(folder: Path) -> dg.DagsterInstance:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dagster.yaml").write_text(DAGSTER_YAML, encoding="utf-8")
    return dg.DagsterInstance.from_config(str(folder))


def launch(
    root: Path,
    job: str,
    instance: dg.DagsterInstance,
    assets: tuple[str, ...] = (),
    executor: str = "in_process",
    again: dg.ReexecutionOptions | None = None,
) -> dg.JobExecutionResult:
    """Run a job as a launched run does: the definitions are loaded anew."""
    reconstructable = dg.build_reconstructable_job(
        "pipeline.orchestration.definitions", "job_of", (str(root), job, executor)
    )
    return dg.execute_job(
        reconstructable,
        instance,
        asset_selection=[dg.AssetKey(name) for name in assets] or None,
        reexecution_options=again,
    )


def refusal(result: dg.JobExecutionResult) -> str:
    """Why the one failed step of a run failed, in the words that the pages show."""
    (failure,) = (event.step_failure_data for event in result.all_events if event.is_step_failure)
    assert failure.user_failure_data is not None, failure.error
    return failure.user_failure_data.description


def package_bytes(root: Path) -> dict[str, bytes]:
    package = root / "datapackage"
    return {str(p.relative_to(package)): p.read_bytes() for p in package.rglob("*") if p.is_file()}
