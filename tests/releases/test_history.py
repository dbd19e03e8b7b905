"""A project after a release, from its sources: what a change requires, and that old releases still rebuild.

What the gate requires of `release.yaml` is in `test_gate`.
"""

import csv
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml
from first_versions import declare, run, with_code
from reports import BEDS, TALKS, WORDS, Report, new_corpus

from pipeline.orchestration.releasing import checked_project
from pipeline.orchestration.run import run_steps
from pipeline.orchestration.steps import STEPS
from pipeline.releases.filesystems import open_store
from pipeline.releases.making import archive_of, made_release
from pipeline.releases.release_site import made_site
from pipeline.releases.store import add_release
from pipeline.text.documents import sha256_of

pytestmark = pytest.mark.slow

COURTS = Report(
    "courts",
    """
    Visits to courts
    Inspectors visited 17 courts.
    """,
    {
        "figures.yaml": """
        transcribed_by: person
        checked_by: none
        figures:
          - {id: courts, measure: visits, quote: Inspectors visited 17 courts, at: "17", value: 17, population: visits to courts}
        """
    },
)


@pytest.fixture(scope="module")
def once_released(repository, tmp_path_factory):
    """A project of small reports with the code of this one, called 1.2.3, built, and released."""
    root = tmp_path_factory.mktemp("released") / "project"
    with_code(repository, new_corpus(root, BEDS, TALKS, WORDS, COURTS))
    declare(root, version="1.2.3")
    assert run(root, "build").exit_code == 0
    project = checked_project(root)
    made = made_release(project, made_site(project), None)
    store = open_store(root / "releases")
    add_release(store, made.name, made.files, made.entry, lambda *_: None, print)
    return root


@pytest.fixture
def project(once_released, tmp_path):
    shutil.copytree(once_released, tmp_path / "project")
    return tmp_path / "project"


def found(root):
    return [finding.found for finding in run_steps(root, STEPS).findings]


def changes_in(root):
    with (root / "datapackage/csv/changes.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def change_wording(root):
    path = root / "sources/talks/relations.yaml"
    text = path.read_text()
    assert "= visits," in text
    path.write_text(text.replace("= visits,", "= all visits,"))


def revise_source(root):
    """The publisher issues the report anew, with one number corrected; the text is received anew."""
    folder = root / "sources/courts"
    for name in ("document.txt", "figures.yaml"):
        text = (folder / name).read_text()
        assert "17" in text
        (folder / name).write_text(text.replace("17", "18"))
    path = folder / "source.yaml"
    old = yaml.safe_load(path.read_text())["text_sha256"]
    new = sha256_of((folder / "document.txt").read_bytes())
    path.write_text(path.read_text().replace(old, new))


REASONS = [
    {"table": "figures", "key": "courts/courts", "kind": "source_revision", "reason": "The OIG corrected page 12."},
    {"table": "sources", "key": "courts", "kind": "source_revision", "reason": "The OIG issued the report anew."},
]  # fmt: skip


def remove_column(root):
    path = root / "schemas/core/sources.py"
    lines = path.read_text().splitlines(keepends=True)
    (start,) = [n for n, line in enumerate(lines) if line.startswith("    language: str")]
    end = next(n for n in range(start + 1, len(lines)) if re.match(r"    \w+: ", lines[n]))
    path.write_text("".join(lines[:start] + lines[end:]))


def test_a_released_project_still_gives_the_bytes_of_its_release(once_released):
    ran = run(once_released, "check")
    assert ran.exit_code == 0, ran.output
    assert "1.2.3 is released, and the package has the bytes of its release" in ran.output


def test_a_corrected_value_needs_a_minor_version_and_its_reason(project):
    revise_source(project)
    declare(project, version="1.3.0")
    said = found(project)
    assert any("`17` became `18`" in one and "no reason" in one for one in said), said
    declare(project, corrections=REASONS)
    assert found(project) == []
    assert run(project, "build").exit_code == 0
    rows = {(row["table_name"], row["column_name"]): row for row in changes_in(project)}
    row = rows["figures", "value"]
    assert (row["version"], row["old_value"], row["new_value"]) == ("1.3.0", "17", "18")
    assert (row["kind"], row["reason"]) == ("source_revision", "The OIG corrected page 12.")
    changelog = (project / "CHANGELOG.md").read_text()
    assert "## 1.3.0" in changelog and "The OIG corrected page 12." in changelog
    assert changelog.index("## 1.3.0") < changelog.index("## 1.2.3")
    assert changelog == (project / "datapackage/CHANGELOG.md").read_text()


def test_a_removed_column_needs_a_major_version(project):
    """The project's own code, with one column less."""
    remove_column(project)
    for version, outcome in (
        ("1.3.0", "the version is too small"),
        ("2.0.0", "out of date"),
    ):
        declare(project, version=version)
        ran = own_code(project, "check")
        assert ran.returncode == 1
        assert outcome in ran.stdout, ran.stdout + ran.stderr
        assert ("a column was removed: sources, language" in ran.stdout) == (version == "1.3.0")


def own_code(project, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *arguments],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_second_release_of_a_version_fails(project):
    ran = run(project, "release")
    assert ran.exit_code == 1
    assert "released already" in ran.output


def test_releases_follow_each_other_and_each_rebuilds_from_itself(project):
    change_wording(project)
    declare(project, version="1.2.4")
    assert run(project, "build").exit_code == 0
    ran = run(project, "release")
    assert ran.exit_code == 0, ran.output
    for version, standing in (("1.2.3", "superseded by 1.2.4"), ("1.2.4", "current")):
        ran = run(project, "verify", "--rebuild", str(project / "releases" / version))
        assert ran.exit_code == 0, ran.output
        assert f"standing               {standing}" in ran.output
        assert "files byte for byte" in " ".join(ran.output.split())
    ran = run(project, "diff", "1.2.3", "1.2.4")
    assert ran.exit_code == 1
    assert "wording changed" in ran.output and "requires version 1.2.4" in ran.output
    assert run(project, "diff", "1.2.3", "1.2.3").exit_code == 0
    assert run(project, "diff", "1.2.3", "9.9.9").exit_code == 2


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("csv/figures.csv", "17 courts", "71 courts"),
        ("csv/figures.csv", "figure_id", "z\nfigure_id"),
        ("DICTIONARY.md", "Data", "Date"),
    ],
)
def test_a_release_that_was_tampered_with_is_no_predecessor(file, old, new, project):
    """Else what was tampered with would be taken for a correction."""
    edit_member(project / ARCHIVE, file, lambda content: content.replace(old, new, 1))
    for version in ("1.2.3", "1.3.0"):
        declare(project, version=version)
        ran = run(project, "check")
        assert ran.exit_code == 1
        assert "is not what was released" in ran.output or "is not the file" in ran.output
        assert "no reason is given" not in ran.output and "too small" not in ran.output


ARCHIVE = Path("releases/1.2.3/small-figures-1.2.3.zip")


def edit_member(archive, name, edit):
    """Change a member of an archive, and leave the others as they are."""
    with zipfile.ZipFile(archive) as opened:
        members = {member: opened.read(member) for member in opened.namelist()}
    members[name] = edit(members[name].decode()).encode()
    archive.write_bytes(archive_of(members))


@pytest.mark.parametrize(
    "name", [ARCHIVE.name, *(f"{ARCHIVE.stem}-{part}.zip" for part in ("project", "site"))]
)
def test_any_file_of_any_release_that_changed_is_found_by_a_check(name, project):
    with (project / "releases/1.2.3" / name).open("ab") as file:
        file.write(b"\n")
    (project / "releases/1.2.3/extra").write_text("")
    ran = run(project, "check")
    assert ran.exit_code == 1
    assert f"releases/1.2.3/{name}" in ran.output and "releases/1.2.3/extra" in ran.output


def test_a_pasted_stub_is_no_reason(project):
    revise_source(project)
    declare(project, version="1.3.0", corrections=[{**one, "reason": "…"} for one in REASONS])
    assert any("reason" in one for one in found(project))


def test_a_list_of_corrections_may_be_left_empty(project):
    change_wording(project)
    declare(project, version="1.2.4", corrections=None)
    assert found(project) == []


@pytest.mark.parametrize("version", ["01.2.4", "1.2.4-rc1", "1.2", "1.2.99999999", "١.٢.٣"])
def test_a_version_has_its_form(version, project):
    declare(project, version=version)
    ran = run(project, "check")
    assert ran.exit_code == 1 and "release.yaml" in ran.output
    assert "Traceback" not in ran.output


def test_a_store_that_cannot_be_read_stops_the_check(project):
    index = project / "releases/index.json"
    index.write_text(index.read_text().replace("1.2.3", "1.2.x", 1))
    (said,) = found(project)
    assert "index.json" in said
