"""What the real sources give, derived once for all tests of the package."""

import pytest

from pipeline.orchestration.run import run_steps
from pipeline.orchestration.steps import STEPS


@pytest.fixture(scope="session")
def run_of_steps(repository):
    return run_steps(repository, STEPS)


@pytest.fixture(scope="session")
def release(run_of_steps):
    return run_of_steps.value("documents").head


@pytest.fixture(scope="session")
def catalog(run_of_steps):
    return run_of_steps.value("documents").catalog


@pytest.fixture(scope="session")
def tables(run_of_steps):
    steps = ("transcribed_tables", "consistency_tables", "history_tables")
    return {name: frame for step in steps for name, frame in run_of_steps.value(step).items()}


@pytest.fixture(scope="session")
def files(run_of_steps):
    return run_of_steps.value("version").files
