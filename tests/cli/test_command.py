"""The command as people and machines use it: help, trace, what it loads."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from pipeline.cli import oversight
from pipeline.sources.json_schemas import json_schemas


def run(*arguments, root=None):
    options = ["--root", str(root)] if root else []
    return CliRunner().invoke(oversight, [*options, *arguments])


@pytest.mark.parametrize("command", sorted(oversight.commands))
def test_every_command_has_help_with_an_example(command):
    shown = run(command, "--help").output
    assert f"oversight {command}" in shown.split("Example")[1]


def examples_of(command):
    lines = (oversight.commands[command].help or "").splitlines()
    return [line.split()[1:] for line in lines if line.strip().startswith("oversight ")]


@pytest.mark.parametrize("example", [*examples_of("check"), *examples_of("trace")], ids=" ".join)
def test_the_examples_in_the_help_run(example, repository):
    outcome = run(*example, root=repository)
    assert outcome.exit_code == 0, outcome.output


def test_trace_shows_the_token_in_its_context_and_where_it_stands(repository, corpus):
    shown = run("trace", "figures", "released-aliens-at-large", "value", root=repository).output
    assert "the remaining ⟦17,700⟧ remained at-large" in " ".join(shown.split())
    version = corpus.release.entry.version
    for words in ("OIG-20-13", "page 10, line 302", "sha256 6435f6b6", "Cite: ", version):
        assert words in shown


def test_trace_of_an_emended_value_says_so(repository):
    for cell in (
        ("figures", "detainers-declined-fy2014"),
        ("detainers_by_fiscal_year", "declined-fy2014"),
    ):
        shown = " ".join(run("trace", *cell, "value", root=repository).output.split())
        assert "⟦8.665⟧" in shown
        assert "`8.665` is read as 8,665" in shown


def test_trace_of_an_article_shows_its_excerpt_and_says_that_the_text_is_not_here(repository):
    shown = run(
        "trace", "figures", "detainers-declined-unshackled", "value", root=repository
    ).output
    assert "⟦29,269⟧" in shown
    assert "attested" in shown


def test_trace_of_a_missing_value_shows_the_words_that_speak_of_it(repository):
    shown = run("trace", "detainers_by_fiscal_year", "declined-fy2016", root=repository).output
    assert "image_not_held" in shown
    assert "Figure 3 shows the number of declined detainers" in " ".join(shown.split())


def test_trace_for_machines(repository):
    shown = run(
        "trace", "arrest_offenses", "Homicide", "charges", "--format", "json", root=repository
    )
    (trace,) = json.loads(shown.output)["traces"]
    assert (trace["exact"], trace["page"], trace["line"]) == ("374", "24", 612)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["arrest_offences", "Homicide"], "there is no table `arrest_offences`"),
        (["arrest_offenses", "Homicde"], "near to it: Homicide"),
        (["arrest_offenses", "Homicide", "charge"], "has no column `charge`"),
        (["bounds", "detainers-declined-fy2015-fy2018"], "it follows from other cells"),
    ],
)
def test_what_cannot_be_traced_says_why(arguments, says, repository):
    outcome = run("trace", *arguments, root=repository)
    assert outcome.exit_code == 1
    assert says in outcome.output


def test_a_cell_is_not_traced_to_a_text_that_has_changed(project, edit):
    edit("sources/oig-20-13/document.txt", "Homicide\t374", "Homicide\t375")
    outcome = run("trace", "arrest_offenses", "Homicide", "charges", root=project)
    assert outcome.exit_code == 1
    assert "is not the text that the package was made from" in outcome.output


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (["check"], ["dagster", "frictionless", "scipy", "hypothesis"]),
        (["trace", "arrest_offenses", "Homicide"], ["dagster", "pandas", "pandera", "pydantic"]),
    ],
)
def test_a_command_loads_only_what_it_needs(arguments, absent, repository):
    code = (
        "import atexit, sys\n"
        f"atexit.register(lambda: print('loaded:', [m for m in {absent} if sys.modules.get(m)]))\n"
        f"sys.argv = ['oversight', *{arguments}]\n"
        "from pipeline.cli import main; main()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=True
    )
    assert ran.stdout.splitlines()[-1] == "loaded: []"


def test_a_command_whose_packages_are_not_installed_says_what_to_install(repository):
    code = (
        "import sys\n"
        "sys.modules['portion'] = None\n"
        "sys.argv = ['oversight', 'check']\n"
        "from pipeline.cli import main; main()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 2
    assert ran.stderr.splitlines() == [
        "This command needs `portion`, which is not installed.",
        "Install oversight-figures[build], or run `make build` in a checkout.",
    ]


def test_the_published_json_schemas_are_those_of_the_models(repository):
    for path, content in json_schemas().items():
        assert (repository / path).read_text(encoding="utf-8") == content, "run `make schemas`"


def test_every_source_file_names_its_json_schema(repository):
    for path in [*repository.glob("sources/*/*.yaml"), *repository.glob("sources/*/tables/*.yaml")]:
        first = path.read_text(encoding="utf-8").splitlines()[0]
        relative = first.removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / relative).resolve().exists(), path
