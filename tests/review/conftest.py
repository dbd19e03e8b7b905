"""Fixtures: a small report that was taken in and drafted, ready to be reviewed."""

import shutil

import pytest
from small_reviews import small_review


@pytest.fixture(scope="session")
def drafted_once(tmp_path_factory):
    return small_review(tmp_path_factory.mktemp("drafted"))


@pytest.fixture
def root(drafted_once, tmp_path):
    """A copy of the project that a test may review."""
    return shutil.copytree(drafted_once, tmp_path / "project")
