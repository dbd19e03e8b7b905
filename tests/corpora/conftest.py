"""Fixtures: a project of small reports, alone or beside the real ones."""

import shutil

import pytest
from reports import REPOSITORY, corpus


@pytest.fixture
def small(tmp_path):
    """A project without documents."""
    return corpus(tmp_path / "small")


@pytest.fixture
def beside(project):
    """The real corpus with its releases, and the measure of small reports."""
    shutil.copytree(REPOSITORY / "releases", project / "releases")
    shutil.copy(REPOSITORY / "release.yaml", project)
    measures = project / "sources/measures.yaml"
    added = "  - {id: visits, name: Visits, definition: Visits of inspectors., unit: visits}\n"
    measures.write_text(measures.read_text(encoding="utf-8") + added, encoding="utf-8")
    return project
