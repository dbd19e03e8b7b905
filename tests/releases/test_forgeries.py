"""Every kind of forgery is refused by `verify`, by `verify --rebuild`, or listed as unproved: docs/verification.md says which."""

import json
import re
import shutil
from collections import defaultdict

import pytest
from click.testing import CliRunner
from first_versions import first_version
from forgeries import FORGERIES, Made, forged

from pipeline.cli import oversight
from pipeline.orchestration.releasing import checked_project
from pipeline.releases.bundle import release_files
from pipeline.releases.rebuilding import compared, rebuild, rebuild_problems
from pipeline.releases.release_site import made_site

pytestmark = [pytest.mark.slow, pytest.mark.full]


def verified(folder):
    ran = CliRunner().invoke(oversight, ["verify", str(folder), "--format", "json"])
    assert ran.exit_code in (0, 1), ran.output
    (told,) = json.loads(ran.stdout)["releases"]
    return told


@pytest.fixture(scope="module")
def made(repository, tmp_path_factory):
    root = tmp_path_factory.mktemp("forged") / "project"
    first_version(repository, root)
    project = checked_project(root)
    for name, content in release_files(project, made_site(project)).items():
        path = root.parent / "release" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return Made(project, root.parent / "release")


@pytest.fixture(scope="module")
def rebuilt(made):
    """The release made again from the project in it: the same for every forgery that leaves the project alone."""
    target = made.folder.parent / "again/rebuilt"
    target.parent.mkdir()
    ran = rebuild(made.folder / "project", target)
    assert ran.returncode == 0, ran.stderr
    return target


@pytest.fixture(scope="module")
def outcomes(made, rebuilt, tmp_path_factory):
    """Of each kind of forgery: what `verify` and `verify --rebuild` make of it."""
    found = defaultdict(set)
    for number, forgery in enumerate(FORGERIES):
        folder = forged(made, forgery, tmp_path_factory.mktemp("forgery") / str(number))
        by_rebuilding = outcome_of_rebuilding(forgery, folder, rebuilt)
        found[forgery.kind].add((forgery, outcome_of(forgery, folder), by_rebuilding))
        shutil.rmtree(folder)
    return found


def outcome_of(forgery, folder):
    told = verified(folder)
    if not told["holds"]:
        return "refused"
    listed = "\n".join(told["unproved"])
    return "listed" if forgery.names and forgery.names in listed else "passed over"


def outcome_of_rebuilding(forgery, folder, rebuilt):
    if "project" in forgery.kind:  # made again from the forged project
        found = rebuild_problems(folder, folder / "project", site_in(folder))[1]
        return "refused" if found else "listed"
    comparison = compared(folder, folder / "project", rebuilt, site_in(folder))
    if comparison.problems:
        return "refused"
    return "named" if comparison.otherwise else "passed over"


def site_in(folder):
    return folder / "site" if (folder / "site").is_dir() else None


def test_the_release_as_it_is_holds_and_rebuilds_byte_for_byte(made, rebuilt):
    assert verified(made.folder)["holds"]
    folders = [made.folder / part for part in ("project", "site")]
    comparison = compared(made.folder, folders[0], rebuilt, folders[1])
    assert (comparison.otherwise, comparison.problems) == ({}, [])
    assert len(comparison.same_bytes) > 1400


def test_whoever_forges_the_project_too_is_found_by_the_index_or_a_signature_alone(
    made, tmp_path, repository
):
    project = tmp_path / "project"
    shutil.copytree(made.project.root, project)
    path = project / "sources/oig-20-13/source.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("Work of the United States", "Work of Some United States"), encoding="utf-8"
    )
    run = CliRunner().invoke(oversight, ["--root", str(project), "build"])
    assert run.exit_code == 0, run.output
    arguments = ["--root", str(project), "release", "--into", str(tmp_path / "release")]
    assert CliRunner().invoke(oversight, arguments).exit_code == 0
    ran = CliRunner().invoke(oversight, ["verify", str(tmp_path / "release"), "--rebuild"])
    assert ran.exit_code == 0, ran.output
    said = " ".join(ran.output.split())
    assert "who made the release: whoever writes one can make it agree with itself" in said
    assert "whether the project, its sources and its code, is right" in said
    assert re.search(r"rebuilt from its project: [0-9,]+ files byte for byte", said)


def documented(repository):
    text = (repository / "docs/verification.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \| (refused|listed) \| (refused|named|listed) \|", text, re.M)
    return {kind.strip(): (alone, by_rebuilding) for kind, alone, by_rebuilding in rows}


def test_each_kind_of_forgery_has_the_outcome_that_the_documentation_says(outcomes, repository):
    table = documented(repository)
    unlike = [
        (forgery, found)
        for kind, of_kind in outcomes.items()
        for forgery, *found in of_kind
        if tuple(found) != table.get(kind)
    ]
    assert unlike == []
    assert table.keys() == outcomes.keys()
