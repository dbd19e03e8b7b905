"""Fixtures: projects whose values are stored, and Dagster's real instance on disk."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

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


class Build(NamedTuple):
    """A green run of the job `build` on a copy of the real project, to read only: nothing may change there."""

    root: Path
    home: Path
    instance: dg.DagsterInstance
    result: dg.JobExecutionResult


@pytest.fixture(scope="session")
def build(tmp_path_factory) -> Iterator[Build]:
    root = tmp_path_factory.mktemp("built") / "project"
    for name in ("sources", "releases"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "release.yaml", root)
    home = root.parent / "home"
    with instance_in(home) as instance, launch(root, "build", instance) as result:
        assert result.success
        yield Build(root, home, instance, result)


@pytest.fixture
def with_releases(project) -> Path:
    """A copy of the real project with its store of releases; no values are stored."""
    shutil.copytree(REPOSITORY / "releases", project / "releases")
    shutil.copy(REPOSITORY / "release.yaml", project)
    return project


@pytest.fixture
def built(with_releases, build) -> Path:
    """A copy of the real project after a green build, its values stored."""
    shutil.copytree(build.root / VALUES, with_releases / VALUES)
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
