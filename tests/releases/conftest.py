"""Fixtures: a project of three small reports, its site, and its release in a store, made once for each worker."""

import shutil
import sys

import pytest
from click.testing import CliRunner
from first_versions import with_code
from reports import BEDS, TALKS, WORDS, new_corpus

from pipeline.cli import oversight
from pipeline.orchestration.releasing import checked_project
from pipeline.releases.filesystems import open_store
from pipeline.releases.making import made_release
from pipeline.releases.release_site import made_site
from pipeline.releases.store import add_release


@pytest.fixture(scope="session")
def checked(repository, tmp_path_factory):
    """A project of three small reports, with the code of this one; built and checked."""
    root = new_corpus(tmp_path_factory.mktemp("small") / "project", BEDS, TALKS, WORDS)
    with_code(repository, root)
    assert CliRunner().invoke(oversight, ["--root", str(root), "build"]).exit_code == 0
    return checked_project(root)


@pytest.fixture(scope="session")
def site(checked):
    return made_site(checked)


@pytest.fixture(scope="session")
def store(checked, site, tmp_path_factory):
    place = tmp_path_factory.mktemp("store")
    made = made_release(checked, site, None)
    add_release(open_store(place), made.name, made.files, made.entry, lambda *_: None, print)
    return place


@pytest.fixture
def packed(store, tmp_path):
    """The folder of the release in a copy of its store, to damage."""
    shutil.copytree(store, tmp_path / "store")
    return tmp_path / "store/0.1.0"


@pytest.fixture
def without_the_extra(monkeypatch):
    """Python as it is where altair and vl-convert-python are not installed."""
    for module in ("altair", "vl_convert"):
        monkeypatch.setitem(sys.modules, module, None)
