"""Fixtures: projects whose values are stored, and Dagster's real instance on disk."""

import shutil
from collections.abc import Callable
from pathlib import Path

import dagster as dg
import pytest

from pipeline.orchestration.definitions import VALUES, definitions

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


@pytest.fixture
def instance(tmp_path):
    with instance_in(tmp_path / "dagster_home") as instance:
        yield instance


@pytest.fixture(scope="session")
def values_of_the_project(tmp_path_factory) -> Path:
    """The values that the job `build` stores for the real project."""
    root = tmp_path_factory.mktemp("built") / "project"
    for name in ("sources", "releases"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "release.yaml", root)
    with instance_in(root.parent / "home") as instance, launch(root, "build", instance) as result:
        assert result.success
    return root / VALUES


@pytest.fixture
def built(project, values_of_the_project) -> Path:
    """A copy of the real project after a green build, its values stored."""
    shutil.copytree(REPOSITORY / "releases", project / "releases")
    shutil.copytree(values_of_the_project, project / VALUES)
    return project


@pytest.fixture
def select(built, instance) -> Callable[..., dg.JobExecutionResult]:
    """Materialize only these assets of the built project."""

    def run(*assets: str) -> dg.JobExecutionResult:
        with launch(built, "build", instance, assets) as result:
            return result

    return run


@pytest.fixture(scope="session")
def defs() -> dg.Definitions:
    return definitions(REPOSITORY, with_code=True)
