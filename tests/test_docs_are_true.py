"""The documents in docs/ are true: commands print what add-a-figure.md shows, and files are where pages say."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import oversight

REPOSITORY = Path(__file__).parent.parent
ADD_A_FIGURE = (REPOSITORY / "docs/add-a-figure.md").read_text(encoding="utf-8")
FIGURES = "sources/oig-20-13/figures.yaml"
PAGES = ["CONTRIBUTING.md", "sources/README.md", *(f"docs/{p.name}" for p in REPOSITORY.glob("docs/*.md"))]  # fmt: skip


def shown(command):
    """The blocks of output of a command in the document, in order."""
    blocks = re.findall(r"^```console\n\$ (.*)\n((?:.*\n)*?)```$", ADD_A_FIGURE, re.MULTILINE)
    return [output.strip() for line, output in blocks if line.startswith(f"oversight {command}")]


@pytest.fixture
def entry():
    """The entry of the document, as it is written there: with a mistake."""
    (block,) = re.findall(r"^```yaml\n(.*?)^```$", ADD_A_FIGURE, re.MULTILINE | re.DOTALL)
    return block


def test_the_output_that_is_shown_is_that_of_the_commands(project, edit, entry, repository):
    def run(*arguments):
        return CliRunner().invoke(oversight, ["--root", str(project), *arguments]).stdout

    right = entry.replace("over 20", "more than 20")
    (project / "releases").symlink_to(repository / "releases")
    shutil.copy(repository / "release.yaml", project)
    unaccounted, misquoted, mistyped, clean = shown("check")
    edit(FIGURES, right, "")
    assert run("check").strip() == unaccounted
    before = "  - id: gang-members-to-be-arrested\n"
    edit(FIGURES, before, entry + before)
    assert run("check").strip() == misquoted
    edit(FIGURES, entry, right.replace("value: 20", "value: 30"))
    assert run("check").strip() == mistyped
    edit(FIGURES, "value: 30\n    population: officers", "value: 20\n    population: officers")
    assert run("check").strip().endswith(clean)
    (traced,) = shown("trace")
    assert traced in run("trace", "figures", "oig-20-13/officers-sent-to-one-arrest", "value")


@pytest.mark.parametrize("page", PAGES)
def test_the_files_that_a_page_names_are_there(page):
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    named = re.findall(
        r"`((?:pipeline|schemas|tests|benchmarks|docs|sources)/(?!a-report|arrests-2009)[a-z0-9_/.-]*)`",
        text,
    )
    folders = (REPOSITORY, (REPOSITORY / page).parent)
    assert [name for name in named if not any((f / name).exists() for f in folders)] == []
