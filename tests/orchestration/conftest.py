"""Fixtures: projects whose values are stored, and Dagster's real instance on disk."""

import shutil
from collections.abc import Callable
from pathlib import Path

import dagster as dg
import pytest
from dagster_runs import REPOSITORY, instance_in, launch

from pipeline.orchestration.definitions import VALUES, definitions
from pipeline.sources.table_catalog import tables_with_models
from schemas.catalog import Catalog


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
def with_releases(project) -> Path:
    """A copy of the real project with its store of releases; no values are stored."""
    shutil.copytree(REPOSITORY / "releases", project / "releases")
    shutil.copy(REPOSITORY / "release.yaml", project)
    return project


@pytest.fixture
def built(with_releases, values_of_the_project) -> Path:
    """A copy of the real project after a green build, its values stored."""
    shutil.copytree(values_of_the_project, with_releases / VALUES)
    return with_releases


@pytest.fixture
def select(built, instance) -> Callable[..., dg.JobExecutionResult]:
    """Materialize only these assets of the built project."""

    def run(*assets: str) -> dg.JobExecutionResult:
        with launch(built, "build", instance, assets) as result:
            return result

    return run


@pytest.fixture(scope="session")
def with_assets() -> Catalog:
    """The tables of the real project that have assets of their own."""
    return tables_with_models(REPOSITORY)


@pytest.fixture(scope="session")
def defs() -> dg.Definitions:
    return definitions(REPOSITORY, with_code=True)
