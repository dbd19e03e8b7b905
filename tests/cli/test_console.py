"""What a command prints survives any console, and no terminal obeys it."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from click.testing import CliRunner

from pipeline.cli import console, oversight

pytestmark = pytest.mark.slow

COMMANDS = {
    "add": ["add", "release.yaml", "--id", "oig-20-13"],
    "build": ["build"],
    "check": ["check"],
    "completeness": ["completeness"],
    "diff": ["diff", "0.1.0", "datapackage"],
    "get": ["get", "9.9.9"],
    "draft": ["draft", "oig-20-13"],
    "explain": ["explain", "oig-20-13/detainers-declined-fy2015-fy2018"],
    "ledger": ["ledger", "oig-20-13", "release.yaml"],
    "new": ["new", "“no” → corpus", "--title", "no"],
    "publish": ["publish", "9.9.9", "--to", "elsewhere"],
    "read": ["read", "“no” more than 8.665 → files"],
    "release": ["release"],
    "review": ["review", "“no” → document", "--no-browser"],
    "site": ["site", "--out", "release.yaml"],
    "trace": ["trace", "figures", "oig-20-13/detainers-declined-fy2014"],
    "verify": ["verify", "releases/0.1.0"],
    "withdraw": ["withdraw", "9.9.9", "--reason", "“no” such → release"],
}
"""A run of each command in a project with a broken quotation; what writes is refused."""


@pytest.fixture
def broken(project, edit, repository, monkeypatch):
    """A copied project with one broken quotation, as the current folder."""
    edit(
        "sources/oig-20-13/figures.yaml", "an increase of 20 percent", "an “increase” → 20 percent"
    )
    (project / "releases").symlink_to(repository / "releases")
    monkeypatch.chdir(project)


def test_every_command_is_tried():
    assert set(COMMANDS) == set(oversight.commands)


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_console_that_lacks_characters_shows_every_line(command, encoding):
    ran = CliRunner(charset=encoding).invoke(oversight, COMMANDS[command])
    assert isinstance(ran.exception, SystemExit | None), ran.exception
    shown = ran.output_bytes.decode(encoding)
    assert shown and "\N{REPLACEMENT CHARACTER}" not in shown
    if command in ("build", "check", "release"):
        assert "-> " in shown


def run(root, encoding, *arguments):
    """A run in a process of its own, with the streams that Python makes for that encoding."""
    ran = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "--root", str(root), *arguments],
        cwd=root,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=True,
    )
    return ran.stdout


def test_look_alikes_are_printed_where_the_encoding_lacks_a_character(repository):
    shown = run(repository, "cp1252", *COMMANDS["explain"]).decode("cp1252")
    assert "“In total, jurisdictions declined [[58,900]] detainers during these 6 years.”" in shown
    assert "at most - 8,665 + 58,950 - 16,350 = 33,935" in shown


def test_json_keeps_its_characters_in_any_encoding(repository):
    trace = [*COMMANDS["trace"], "value", "--format", "json"]
    (ascii_only, unicode) = (run(repository, e, *trace) for e in ("ascii", "utf-8"))
    assert ascii_only.isascii() and not unicode.isascii()
    assert json.loads(ascii_only) == json.loads(unicode)


def test_a_terminal_is_never_told_what_to_do_by_words_of_a_document(project, edit):
    edit("sources/oig-20-13/figures.yaml", '"an increase of 20 percent"', r'"\x1b[2J an increase"')
    for style in ("text", "json"):
        shown = CliRunner().invoke(oversight, ["--root", str(project), "check", "--format", style])
        assert "[2J an increase" in shown.output
        assert "\x1b" not in shown.output


HOSTILE = "\x1b[2J\x9b3J\u202egnp\u2066.\x07"
"""What clears a screen, in two forms; marks that turn the text around; a bell."""


@pytest.mark.parametrize("style", ["text", "json"])
@pytest.mark.parametrize("command", ["explain", "trace", "diff"])
def test_no_command_prints_raw_what_is_in_a_file(command, style, project, edit, tmp_path):
    shutil.copytree(project / "datapackage", tmp_path / "before")
    in_yaml = json.dumps(f"In two towns{HOSTILE}")
    edit(
        "sources/oig-20-13/discrepancies.yaml",
        "The Law Enforcement Support Center is placed in two towns.",
        in_yaml,
    )
    for table in ("figures", "provenance"):
        path = project / f"datapackage/csv/{table}.csv"
        words = "the number of detainers law enforcement agencies declined to honor"
        text = path.read_bytes().decode()
        assert words in text
        path.write_bytes(text.replace(words, words + HOSTILE).encode())
    arguments = {
        "explain": ["explain", "oig-20-13/lesc-place"],
        "trace": ["trace", "figures", "oig-20-13/detainers-declined-fy2014"],
        "diff": ["diff", str(tmp_path / "before"), str(project / "datapackage")],
    }[command]
    ran = CliRunner().invoke(oversight, ["--root", str(project), *arguments, "--format", style])
    assert r"\u202egnp\u2066" in ran.output
    assert not {c for c in HOSTILE if not c.isprintable()} & set(ran.output)


class Terminal:
    """A stream that says that it is a terminal and keeps what is written."""

    encoding = "utf-8"

    def __init__(self):
        self.written = ""

    def isatty(self):
        return True

    def write(self, text):
        self.written += text

    def flush(self):
        pass


@pytest.mark.parametrize(("no_color", "expected"), [(False, "\x1b[33m\x1b[1m"), (True, "⟦")])
def test_tokens_are_colored_on_a_terminal_only(no_color, expected, monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    console.say("from ⟦8.665⟧ to 16,400\x1b[2J")
    assert terminal.written.startswith(f"from {expected}8.665")
    assert "\x1b[2J" not in terminal.written
