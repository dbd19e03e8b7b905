"""Help as people read it: it fits a terminal, it is plain ASCII, and its examples work."""

import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from pipeline.cli import oversight

pytestmark = pytest.mark.slow

HELP_WIDTH = 80


def examples():
    for name, command in sorted(oversight.commands.items()):
        for line in command.help.splitlines():
            if line.strip().startswith("oversight "):
                yield pytest.param(name, shlex.split(line)[1:], id=line.strip())


EXAMPLES = list(examples())
RUN = ("check", "completeness", "diff", "explain", "trace", "verify")
"""Commands whose examples are run; those of the others write, and are parsed."""


@pytest.mark.parametrize("command", [None, *sorted(oversight.commands)])
@pytest.mark.parametrize("columns", [HELP_WIDTH, 200])
def test_help_fits_a_terminal_and_any_console(command, columns, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(columns))
    arguments = [command, "--help"] if command else ["--help"]
    shown = CliRunner().invoke(oversight, arguments).output
    assert [line for line in shown.splitlines() if len(line) > HELP_WIDTH] == []
    assert shown.isascii()


@pytest.mark.parametrize("command", sorted(oversight.commands))
def test_every_command_has_an_example_and_an_untruncated_line_in_the_list(command):
    assert command in [example.values[0] for example in EXAMPLES]
    (listed,) = [
        line
        for line in CliRunner().invoke(oversight, ["--help"]).output.splitlines()
        if line.startswith(f"  {command} ")
    ]
    assert listed.endswith(".") and not listed.endswith("...")


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home folder with the files that examples name."""
    release = Path(__file__).parents[2] / "releases/0.1.0/oversight-figures-0.1.0.zip"
    (tmp_path / "downloads").mkdir()
    (tmp_path / "downloads" / release.name).symlink_to(release)
    (tmp_path / "downloads/report.pdf").touch()
    for name in ("texts/jeffrey.txt", ".ssh/id_ed25519"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).touch()
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(("command", "arguments"), EXAMPLES)
def test_the_examples_of_help_work(command, arguments, repository, monkeypatch):
    monkeypatch.chdir(repository)
    arguments = [str(Path(argument).expanduser()) for argument in arguments]
    if command in RUN and not any("https:" in argument for argument in arguments):
        outcome = CliRunner().invoke(oversight, arguments)
        assert outcome.exit_code == (1 if command == "diff" else 0), outcome.output
    else:
        with click.Context(oversight) as group:
            oversight.commands[command].make_context(command, arguments[1:], parent=group)
