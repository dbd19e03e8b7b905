"""What the how-to pages show is what the commands print, on the project that a reader has then."""

import re
import shutil

import pytest
from page_commands import blocks_of, differences, run

pytestmark = pytest.mark.slow

PAGES_OF_THE_CORPUS = {"correct", "data", "verify"}
"""Pages that show the real data; all others use the example project."""


@pytest.fixture(scope="session")
def pages(repository):
    files = [*repository.glob("docs/howto/*.md"), repository / "docs/adding.md"]
    found = {file.stem: file.read_text(encoding="utf-8") for file in files}
    return {name: page for name, page in found.items() if any(blocks_of(page))}


@pytest.fixture(scope="session")
def example(repository, tmp_path_factory, pages):
    """The example project, made by the commands of the page that tells how."""
    page = (repository / "docs/howto/index.md").read_text(encoding="utf-8")
    root = tmp_path_factory.mktemp("docs") / "example"
    (commands,) = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    copy, _alias, enter, add, write = commands.splitlines()
    assert copy == "cp -r docs/howto/example /tmp/example" and enter == "cd /tmp/example"
    shutil.copytree(repository / "docs/howto/example", root)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        run(add)
    words, file = re.fullmatch('echo "(.*)" >> (.*)', write).groups()
    with (root / file).open("a", encoding="utf-8") as source:
        source.write(f"{words}\n")
    return root


@pytest.fixture
def at_hand(repository, example, tmp_path):
    """The folder in which a reader of a page runs its commands: a checkout, or a copy of the example."""

    def folder(name):
        root = tmp_path / "project"
        if name not in PAGES_OF_THE_CORPUS:
            shutil.copytree(example, root)
            return root
        root.mkdir()
        for part in ("sources", "datapackage", "releases", "release.yaml"):
            (root / part).symlink_to(repository / part)
        return root

    return folder


def names(config):
    return sorted(
        file.stem
        for file in [*config.rootpath.glob("docs/howto/*.md"), config.rootpath / "docs/adding.md"]
        if any(blocks_of(file.read_text(encoding="utf-8")))
    )


def pytest_generate_tests(metafunc):
    if "name" in metafunc.fixturenames:
        metafunc.parametrize("name", names(metafunc.config))


def test_the_page_shows_what_its_commands_print(name, pages, at_hand, monkeypatch):
    root = at_hand(name)
    monkeypatch.chdir(root)
    assert "\n\n".join(differences(pages[name], root)) == ""
