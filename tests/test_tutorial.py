"""The tutorial, followed to the letter on the real PDF: each command runs, and prints what is shown.

What is written on the way is what `examples/arrests/` has, so that neither can go another way than the other.
"""

import csv
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from pipeline.cli import oversight

REPOSITORY = Path(__file__).parent.parent
EXAMPLE = REPOSITORY / "examples/arrests"
TUTORIAL = (REPOSITORY / "docs/tutorial.md").read_text(encoding="utf-8")
FOLDER = "/tmp/arrests-2009"
BLOCK = re.compile(r"^```(sh|console|yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PATH = re.compile(r"`(sources/[a-z0-9/-]+\.yaml)`")
OF_THE_SHELL = ("make", "alias")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    """The original of the example, as `make example-pdf` fetches it."""
    command = [sys.executable, REPOSITORY / "examples/fetch.py", EXAMPLE]
    there = EXAMPLE / "12s0324.pdf"
    folder = EXAMPLE if there.is_file() else tmp_path_factory.mktemp("original")
    fetched = subprocess.run([*command, folder], capture_output=True, text=True, check=False)
    if fetched.returncode and os.environ.get("OVERSIGHT_NO_SKIPS"):
        pytest.fail(f"{fetched.stderr} (skips are forbidden here)", pytrace=False)
    if fetched.returncode:
        pytest.skip(fetched.stderr)
    return Path(fetched.stdout.strip())


class Follower:
    """Somebody who does what the tutorial says, in a folder of their own."""

    def __init__(self, folder, variables):
        self.folder, self.variables = folder, variables

    def words(self, line):
        """The words of a command, with variables and the folder of the tutorial in their places."""
        for name, value in self.variables.items():
            line = line.replace(f"${name}", str(value))
        return shlex.split(line.replace(FOLDER, str(self.folder)))

    def run(self, line):
        """Run a command; what it prints."""
        program, *arguments = self.words(line)
        if program != "oversight":
            subprocess.run([program, *arguments], check=True)
            return ""
        ran = CliRunner().invoke(oversight, [one for one in arguments if one != "--serve"])
        assert ran.exit_code in (0, 1) and not isinstance(ran.exception, (OSError, TypeError)), line
        return ran.stdout.replace(str(self.folder), FOLDER)


def is_shown(expected, printed):
    """Whether the lines that are shown were printed, one run after the other; `…` is other lines between."""
    place = 0
    for part in re.split(r"^…\n", expected, flags=re.MULTILINE):
        place = printed.find(part, place)
        if place < 0:
            return False
        place += len(part)
    return True


def test_the_tutorial_prints_what_it_shows_and_makes_the_example(pdf, tmp_path, monkeypatch):
    reader = Follower(tmp_path / "arrests-2009", {"pdf": pdf, "finished": EXAMPLE / "sources"})
    for block in BLOCK.finditer(TUTORIAL):
        kind, text = block.groups()
        if kind == "yaml":
            path = PATH.findall(TUTORIAL[: block.start()])[-1]
            assert text in (EXAMPLE / path).read_text(encoding="utf-8"), path
            if text.startswith("# yaml-language-server"):
                Path(path).write_text(text, encoding="utf-8")
            continue
        lines, expected = text.splitlines(), None
        if kind == "console":
            lines, expected = [lines[0].removeprefix("$ ")], text.partition("\n")[2]
        for line in lines:
            if line.startswith("cd "):
                monkeypatch.chdir(reader.words(line)[1])
            elif not line.startswith(OF_THE_SHELL) and not re.match(r"\w+=", line):
                printed = reader.run(line)
                assert expected is None or is_shown(expected, printed), f"{line}\n{printed}"
    made, example = (sources_of(root) for root in (reader.folder, EXAMPLE))
    assert made == example
    assert contradicted_cells(reader.folder) >= statements_of_discrepancies()


def contradicted_cells(root):
    """Row, column and discrepancy, as the CSV of each table of the document says it in `caution`."""
    found = set()
    for path in (root / "datapackage/csv").glob("arrests_2009__*.csv"):
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
            for column, ids in re.findall(r"(\w+) \(discrepanc\w+ ([^)]*)\)", row["caution"]):
                found |= {(row["offense_charged"], column, name) for name in ids.split(", ")}
    return found


def statements_of_discrepancies():
    """Row, column and discrepancy of each cell that the example registers as contradicted."""
    text = (EXAMPLE / "sources/arrests-2009/discrepancies.yaml").read_text(encoding="utf-8")
    entries = [
        one for block in yaml.safe_load(text)["discrepancies"] for one in block["discrepancies"]
    ]
    assert len(entries) == 24
    return {
        (statement["cell"]["row"], statement["cell"]["column"], f"arrests-2009/{one['id']}")
        for one in entries
        for statement in one["statements"]
    }


def sources_of(root):
    """What a person writes under sources/, by path."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in (root / "sources").rglob("*.yaml")
        if path.parent.name != "proposals" and path.parent.parent.name != "proposals"
    }


def test_a_line_that_is_not_printed_is_seen():
    assert is_shown("a\n…\nc\n", "a\nb\nc\n")
    assert not is_shown("a\n…\nd\n", "a\nb\nc\n")
    assert not is_shown("b\na\n", "a\nb\n")
