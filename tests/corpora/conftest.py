"""Fixtures: a corpus of small reports, alone or beside the real one, and what its check finds."""

import pytest
from reports import SHAPES, new_corpus

from pipeline.orchestration.run import run_steps
from pipeline.orchestration.steps import STEPS

READ_AND_COMPARED = ("full_texts", "consistency_tables")
"""The last steps before a package is written."""


@pytest.fixture
def check(tmp_path):
    """Run the steps of `check` that read and compare, on a corpus of some reports; gives the run."""

    def run(*reports, shapes=SHAPES):
        root = new_corpus(tmp_path / "corpus", *reports, shapes=shapes)
        return run_steps(root, STEPS, READ_AND_COMPARED)

    return run


@pytest.fixture
def findings(check):
    """The findings about a corpus of some reports."""
    return lambda *reports, **more: list(check(*reports, **more).findings)


@pytest.fixture
def verdicts(check):
    """The verdict of each relation and rule of a corpus of some reports, by published id."""

    def run(*reports, **more):
        checked = check(*reports, **more)
        assert [str(finding) for finding in checked.findings] == []
        relations = checked.value("consistency_tables")["relations"]
        return dict(zip(relations["relation_id"], relations["verdict"], strict=True))

    return run
