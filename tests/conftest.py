"""Fixtures: the real project, a copy of it that a test may break, and what a test needs installed."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.package.paths import ROOT_COPIES
from pipeline.sources.corpus import Corpus
from pipeline.sources.folders import read_corpus
from pipeline.text.documents import Document

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    corpus, findings = read_corpus(REPOSITORY)
    assert not findings
    return corpus


@pytest.fixture(scope="session")
def oig_20_13(corpus) -> Document:
    (source,) = [source for source in corpus.sources if source.id == "oig-20-13"]
    return source.document


@pytest.fixture
def project(tmp_path) -> Path:
    """A copy of the real project's sources and package."""
    root = tmp_path / "project"
    for name in ("sources", "datapackage"):
        shutil.copytree(REPOSITORY / name, root / name)
    for name in ("release.yaml", *ROOT_COPIES):
        shutil.copy(REPOSITORY / name, root)
    return root


@pytest.fixture
def edit(project) -> Callable[[str, str, str], None]:
    """Replace text in a file of the copied project; the text must be there exactly once."""

    def replace(file: str, old: str, new: str) -> None:
        path = project / file
        text = path.read_bytes().decode()
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_bytes(text.replace(old, new).encode())

    return replace


def pytest_runtest_setup(item):
    for mark in item.iter_markers("needs"):
        program, remedy = mark.args
        if shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin") is None:
            message = f"{program} is not installed; {remedy}"
            if os.environ.get("OVERSIGHT_NO_SKIPS"):
                pytest.fail(f"{message} (skips are forbidden here)", pytrace=False)
            pytest.skip(message)
