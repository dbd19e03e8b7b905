"""The release that the real project gives: whole, and the same everywhere."""

import json
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
from importlib.metadata import version

import pytest
import yaml
from click.testing import CliRunner
from first_versions import first_version

from pipeline.cli import oversight
from pipeline.text.documents import sha256_of

pytestmark = pytest.mark.slow


def files_of(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}  # fmt: skip


def run(root, *arguments):
    return CliRunner().invoke(oversight, ["--root", str(root), *arguments])


@pytest.fixture(scope="module")
def unreleased(repository, tmp_path_factory):
    root = tmp_path_factory.mktemp("unreleased") / "project"
    first_version(repository, root)
    return root


@pytest.fixture
def project(unreleased, tmp_path):
    shutil.copytree(unreleased, tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture(scope="module")
def release(unreleased, tmp_path_factory):
    """The release in a folder, beside which a run was killed before."""
    target = tmp_path_factory.mktemp("here") / "release"
    left = target.with_name(f".incoming-{target.name}") / "csv"
    left.mkdir(parents=True)
    (left / "half.csv").write_text("half of a f")
    assert run(unreleased, "release", "--into", str(target)).exit_code == 0
    return target


@pytest.mark.parametrize(
    ("zone", "locale", "seed"),
    [
        ("Pacific/Kiritimati", "tr_TR", "9"),
        pytest.param("America/New_York", "C", "1", marks=pytest.mark.full),
    ],
)
def test_another_directory_zone_locale_and_seed_give_the_same_release(
    zone, locale, seed, project, release, tmp_path
):
    """The project's own code, run from elsewhere; every file, the database and the workbook included."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(project),
        "PYTHONHASHSEED": seed,
        "TZ": zone,
        "LC_ALL": locale,
    }
    target = tmp_path / "deep/er/there"
    command = [sys.executable, "-m", "pipeline.cli", "--root", str(project)]
    ran = subprocess.run(
        [*command, "release", "--into", str(target)],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert files_of(target) == files_of(release)


def test_what_a_killed_run_left_is_removed(release):
    assert [path.name for path in release.parent.iterdir()] == [release.name]
    assert not [name for name in files_of(release) if name.endswith("half.csv")]


def test_a_release_holds_what_it_says(release):
    listed = (release / "README.md").read_text()
    assert "{" not in listed
    for name in (
        *("documents/", "verify.py", "oversight-figures.sqlite"),
        *("SHA256SUMS.project", "SHA256SUMS.site"),
    ):
        assert f"`{name}`" in listed
        assert (release / name).exists()
    assert (release / "documents/oig-20-13.txt").read_bytes() == (
        release / "project/sources/oig-20-13/document.txt"
    ).read_bytes()
    names = set(files_of(release))
    assert {"croissant.json", "dataset.jsonld", "environment.json", ".zenodo.json"} <= names
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]


def test_the_dataset_of_a_release_lists_all_that_it_holds_and_its_archives(release):
    distribution = json.loads((release / "dataset.jsonld").read_text())["distribution"]
    listed = {one["contentUrl"]: one for one in distribution}
    assert len(listed) == len(distribution)
    archives = {f"oversight-figures-{{}}{part}.zip" for part in ("", "-project", "-site")}
    released = json.loads((release / "datapackage.json").read_text())["version"]
    archives = {name.format(released) for name in archives}
    data = {name for name in files_of(release) if not name.startswith(("project/", "site/"))}
    assert listed.keys() == data - {"dataset.jsonld", "SHA256SUMS"} | archives
    for name, one in listed.items():
        if name not in archives:
            content = (release / name).read_bytes()
            assert one["sha256"] == sha256_of(content)
            assert one["contentSize"] == f"{len(content)} B"
    assert listed["oversight-figures.sqlite"]["description"] == "All tables in one SQLite database."
    assert {listed[name]["encodingFormat"] for name in archives} == {"application/zip"}


def test_the_environment_names_code_locks_and_libraries(release):
    stated = json.loads((release / "environment.json").read_text())
    assert stated["python"] == platform.python_version()
    assert stated["sqlite"] == sqlite3.sqlite_version
    for name in ("pandas", "pyarrow", "xlsxwriter", "altair", "jinja2", "vl-convert-python"):
        assert stated[name] == version(name)
    sums = (release / "SHA256SUMS.project").read_text().splitlines(keepends=True)
    for name, folders in (("code", ("pipeline/", "schemas/")), ("lock", ("requirements",))):
        lines = [line for line in sums if line.split("  project/")[1].startswith(folders)]
        assert stated[f"{name}_sha256"] == sha256_of("".join(lines).encode())


def test_no_full_text_of_an_article_travels(release):
    documents = {name for name in files_of(release) if name.startswith("documents/")}
    assert documents == {"documents/excerpts.jsonl", "documents/oig-20-13.txt"}


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("datapackage/csv/measures.csv", "measure_id", "measure", "out of date"),
        ("sources/talks/figures.yaml", "value: 42", "value: 43", "talks/total"),
        (
            "pipeline/package/citation_line.py",
            "as transcribed by",
            "as read by",
            "the code that runs",
        ),
    ],
)
def test_nothing_is_released_from_a_project_in_which_anything_is_wrong(
    file, old, new, says, checked, tmp_path
):
    project = shutil.copytree(checked.root, tmp_path / "project")
    path = project / file
    path.write_text(path.read_text().replace(old, new, 1))
    ran = run(project, "release")
    assert ran.exit_code == 1
    assert says in ran.output and "nothing is released" in ran.output
    assert not (project / "releases").exists()


def test_a_published_copy_verifies_and_a_withdrawal_follows_it(project, tmp_path):
    there = tmp_path / "there"
    head = yaml.safe_load((project / "release.yaml").read_text())
    version, day = head["version"], head["created"][:10]
    assert run(project, "publish", "--to", str(there)).exit_code == 2
    assert run(project, "release").exit_code == 0
    assert "is published" in run(project, "publish", "--to", f"file://{there}").output
    assert "nothing to do" in run(project, "publish", "--to", str(there)).output
    assert run(project, "verify", str(there)).exit_code == 0
    ran = run(project, "withdraw", version, "--reason", "A digit.", "--on", day)
    assert "the latest release is none" in ran.output
    assert run(project, "withdraw", version, "--reason", "A digit.").exit_code == 1
    ran = run(project, "publish", version, "--to", str(there))
    assert "its standing is updated" in ran.output
    assert f"WITHDRAWN since {day}" in run(project, "verify", str(there / version)).output
