"""Fixtures: the real project, a copy of it that a test may break, and what a test needs installed.

What is derived from the real project is derived once for each worker: the fixtures `corpus`, `transcription`
and so on are values of one run, which goes only as far as a test asks.
"""

import gc
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.consistency.consistency import Consistency
from pipeline.orchestration.run import Run
from pipeline.orchestration.steps import CHECKED_STEPS
from pipeline.package.paths import ROOT_COPIES
from pipeline.sources.corpus import Corpus, Source
from pipeline.text.documents import Document, sha256_of
from pipeline.transcription.transcribe import Transcription

REPOSITORY = Path(__file__).parent.parent
MEMORY, ROOM = Path("/dev/shm"), 6_000_000_000
"""A file system in memory, and the bytes that must be free in it for the folders of all tests."""


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(scope="session")
def chromium():
    """One browser for each worker: playwright runs once in a process."""
    from playwright.sync_api import sync_playwright

    # Chromium's sandbox needs a user other than root; what it opens here is this project's own.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=sandbox)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def derived() -> Callable[[str], Any]:
    """The value of a step on the real project, which must have no findings so far."""
    run = Run(REPOSITORY, CHECKED_STEPS)

    def value(step: str) -> Any:
        run.advance(run.step(step))
        assert run.findings == ()
        return run.value(step)

    return value


@pytest.fixture(scope="session")
def corpus(derived) -> Corpus:
    return derived("documents")


@pytest.fixture(scope="session")
def transcription(derived) -> Transcription:
    return derived("transcription")


@pytest.fixture(scope="session")
def consistency(derived) -> Consistency:
    return derived("consistency")


@pytest.fixture(scope="session")
def report(corpus) -> Source:
    (source,) = [source for source in corpus.sources if source.id == "oig-20-13"]
    return source


@pytest.fixture(scope="session")
def oig_20_13(report) -> Document:
    return report.document


@pytest.fixture
def project(tmp_path) -> Path:
    """A copy of the real project's sources and package, without releases and so without renames since one."""
    root = tmp_path / "project"
    for name in ("sources", "datapackage"):
        shutil.copytree(REPOSITORY / name, root / name)
    for name in ("release.yaml", *ROOT_COPIES):
        shutil.copy(REPOSITORY / name, root)
    head = root / "release.yaml"
    head.write_text(head.read_text().partition("renames:\n")[0])
    return root


@pytest.fixture
def edit(project) -> Callable[[str, str, str], None]:
    """Replace text in a file of the copied project; the text must be there exactly once."""

    def replace(file: str, old: str, new: str) -> None:
        path = project / file
        text = path.read_bytes().decode()
        assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {file}"
        path.write_bytes(text.replace(old, new).encode())

    return replace


@pytest.fixture
def repin(project, edit) -> Callable[[], None]:
    """Pin the hash of the report's text as it is now, as a maintainer does who received another rendition."""
    text = project / "sources/oig-20-13/document.txt"
    pinned = sha256_of(text.read_bytes())

    def pin() -> None:
        edit("sources/oig-20-13/source.yaml", pinned, sha256_of(text.read_bytes()))

    return pin


def pytest_configure():
    """Folders of tests are in memory where it has room: on a disk, each release and each run waits for thousands of files
    to be written."""
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_xdist_auto_num_workers():
    """One more than there are cores: tests wait a good part of their time for browsers, servers and other processes."""
    return len(os.sched_getaffinity(0)) + 1


def pytest_collection_modifyitems(items):
    """Files with slow tests first, so that at the end no worker waits for another one's slow file."""
    slow = {item.path for item in items if any(item.iter_markers("slow"))}
    items.sort(key=lambda item: item.path not in slow)


def pytest_collection_finish():
    """Look for garbage rarely, and never among what is imported: else it takes a sixth of the time of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


def pytest_unconfigure():
    """Libraries complain at the end of a process of what is not collected."""
    gc.unfreeze()


def pytest_runtest_setup(item):
    for mark in item.iter_markers("needs"):
        program, remedy = mark.args
        if shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin") is None:
            message = f"{program} is not installed; {remedy}"
            if os.environ.get("OVERSIGHT_NO_SKIPS"):
                pytest.fail(f"{message} (skips are forbidden here)", pytrace=False)
            pytest.skip(message)
