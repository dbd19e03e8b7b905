"""What a contributor meets on GitHub: forms, owners, workflows, and the comment on a pull request."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

REPOSITORY = Path(__file__).parent.parent
GITHUB = REPOSITORY / ".github"
FORMS = sorted(path for path in GITHUB.glob("ISSUE_TEMPLATE/*.yml") if path.name != "config.yml")
WORKFLOWS = sorted(GITHUB.glob("workflows/*.yml"))
INPUTS = {"input", "textarea", "dropdown", "checkboxes"}
FIGURES = "sources/oig-20-13/figures.yaml"


def read(path):
    return yaml.safe_load(path.read_text("utf-8"))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_asks_with_parts_that_github_knows(path):
    form = read(path)
    assert form.keys() == {"name", "description", "title", "labels", "body"}
    asked = [part for part in form["body"] if part["type"] != "markdown"]
    assert {part["type"] for part in asked} <= INPUTS
    ids = [part["id"] for part in asked]
    assert len(ids) == len(set(ids)) and all(re.fullmatch(r"[a-z]+", one) for one in ids)
    for part in asked:
        assert part["attributes"]["label"]
        assert ("options" in part["attributes"]) == (part["type"] in ("dropdown", "checkboxes"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_pins_its_actions_and_says_what_it_may_do(path):
    workflow = read(path)
    assert workflow["permissions"]
    uses = [
        step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step
    ]
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", one) for one in uses)


def test_what_runs_code_of_a_pull_request_may_not_write():
    for path in WORKFLOWS:
        workflow = read(path)
        may_write = "write" in workflow["permissions"].values()
        runs = "\n".join(
            step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"]
        )
        on = workflow[True]  # YAML 1.1 reads `on` so
        if "pull_request" in on:
            assert not may_write and "${{" not in runs
        assert "pull_request_target" not in on
        assert not ("workflow_run" in on and "make" in runs)


def test_newer_versions_are_proposed_for_each_folder_of_npm_packages():
    (npm,) = (one for one in read(GITHUB / "dependabot.yml")["updates"] if "directories" in one)
    folders = {
        f"/{path.parent.relative_to(REPOSITORY)}"
        for path in REPOSITORY.glob("tests/*/*/package.json")
    }
    assert set(npm["directories"]) == folders
    for folder in folders:
        assert (
            "omit-lockfile-registry-resolved=true"
            in (REPOSITORY / folder[1:] / ".npmrc").read_text()
        )


def test_owners_are_of_places_that_exist():
    lines = (GITHUB / "CODEOWNERS").read_text().splitlines()
    for line in (line for line in lines if line and not line.startswith("#")):
        place, *owners = line.split()
        assert owners and all(owner.startswith("@") for owner in owners)
        assert place == "*" or (REPOSITORY / place[1:]).exists()


@pytest.mark.slow
def test_a_pull_request_gets_annotations_and_a_comment(project, edit):
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org"]

    def commit(message):
        subprocess.run([*git, "add", "--all"], cwd=project, check=True)
        subprocess.run([*git, "commit", "--quiet", "--message", message], cwd=project, check=True)

    program = project / ".venv/bin/oversight"
    program.parent.mkdir(parents=True)
    program.write_text(
        f'#!/bin/sh\nPYTHONPATH={REPOSITORY} exec {sys.executable} -m pipeline.cli "$@"\n'
    )
    program.chmod(0o755)
    (project / ".ci").mkdir()
    command = project / ".ci/pull-request"
    command.write_bytes((REPOSITORY / ".ci/pull-request").read_bytes())
    command.chmod(0o755)
    (project / ".gitignore").write_text(".venv/\n")
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main"], cwd=project, check=True)
    commit("before")
    subprocess.run(["git", "switch", "--quiet", "--create", "change"], cwd=project, check=True)
    edit(FIGURES, "value: 17700", "value: 17070")
    edit("datapackage/csv/arrest_offenses.csv", "Homicide,374", "Homicide,375")
    commit("after")

    ran = subprocess.run(
        [command, "main"], cwd=project, capture_output=True, text=True, check=False
    )
    line = (project / FIGURES).read_text().splitlines().index("    value: 17070") + 1
    assert ran.returncode == 1, ran.stderr
    assert ran.stdout.startswith(
        f"::error file={FIGURES},line={line},title=oig-20-13/released-aliens-at-large  [value]::"
    )
    comment = (project / "pull-request.md").read_text("utf-8")
    assert f"`{FIGURES}:{line}` oig-20-13/released-aliens-at-large `value`" in comment
    assert "Homicide" in comment and "| 374 | 375 |" in comment
    assert "| `jeffrey-2018-01-26` | 4 | 0 | 0 | 8 | 0 | 0 |" in comment
