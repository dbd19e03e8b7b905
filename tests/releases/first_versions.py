"""Projects that have released nothing: the real one as it is, and small ones with its code."""

import shutil

import yaml
from click.testing import CliRunner

from pipeline.cli import oversight
from pipeline.package.paths import ROOT_COPIES
from pipeline.releases.project_parts import CODE, PROJECT_FILES, PROJECT_FOLDERS

NOTHING = {"larger_step": None, "meaning_changes": [], "corrections": [], "renames": []}
"""What a first version declares."""


def run(root, *arguments):
    return CliRunner().invoke(oversight, ["--root", str(root), *arguments])


def declare(root, **fields):
    """Change fields of `release.yaml`."""
    path = root / "release.yaml"
    said = yaml.safe_load(path.read_text()) | fields
    path.write_text(yaml.safe_dump(said, sort_keys=False))


def with_folders(repository, root, names):
    for name in names:
        without = shutil.ignore_patterns("__pycache__")
        shutil.copytree(repository / name, root / name, ignore=without)


def with_code(repository, root):
    """Give a small project the code of this one."""
    with_folders(repository, root, CODE)
    for name in {*PROJECT_FILES, "LICENSE-DATA", "NOTICE"} - {"release.yaml"}:
        shutil.copy(repository / name, root)


def first_version(repository, root):
    """The real project as it is, built as if nothing had been released before."""
    root.mkdir()
    with_folders(repository, root, (*PROJECT_FOLDERS, "datapackage"))
    for name in {*PROJECT_FILES, *ROOT_COPIES}:
        shutil.copy(repository / name, root / name)
    declare(root, **NOTHING)
    assert run(root, "build").exit_code == 0
