"""A release made again from its own project, by its own code, and compared with itself.

Every byte must be the same, except what depends on the machine: the versions in `environment.json`, and the database where
another version of SQLite wrote it; its cells are compared instead.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.releases.other_formats import Found, other_format_problems
from pipeline.releases.standalone.release import CHECKSUMS, DESCRIPTOR, SIGNATURE

PROJECT = "project"
ENVIRONMENT = "environment.json"
DATASET = "dataset.jsonld"
MACHINE = ("python", "sqlite", "zlib")
"""What of the environment is the machine's own."""
SQLITE_VERSION = slice(96, 100)
"""Where a database names the version of SQLite that wrote it (SQLite's file format, section 1.3)."""
LAST_LINES = 5


def rebuild_problems(folder: Path, project: Path) -> tuple[str, list[Found]]:
    """What was compared, and where the rebuilt release differs from the one in `folder`."""
    with tempfile.TemporaryDirectory() as scratch:
        copy, rebuilt = Path(scratch) / PROJECT, Path(scratch) / "rebuilt"
        shutil.copytree(project, copy)
        ran = _make(copy, rebuilt)
        if ran.returncode:
            last = "\n".join((ran.stdout + ran.stderr).strip().splitlines()[-LAST_LINES:])
            return "rebuilt from project/", [
                (PROJECT, f"its release cannot be made again:\n{last}")
            ]
        files = _files(rebuilt)
        said = f"rebuilt from project/, {len(files)} files compared byte for byte"
        return said, list(_differences(folder, project, rebuilt, files))


def _make(project: Path, target: Path) -> subprocess.CompletedProcess[str]:
    """Run the release's own code, which comes before the installed one on Python's path."""
    command = ["-m", "pipeline.cli", "--root", str(project), "release", "--into", str(target)]
    return subprocess.run(
        [sys.executable, *command],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def _files(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def _differences(folder: Path, project: Path, rebuilt: Path, files: set[str]) -> Iterator[Found]:
    there = {f for f in _files(folder) if f != SIGNATURE and not f.endswith(".zip")}
    there |= {f"{PROJECT}/{f}" for f in _files(project)}
    for path in sorted(there - files):
        yield path, "is not given by the project"
    for path in sorted(files - there):
        yield path, "is given by the project, and missing in the release"
    unlike = {
        path
        for path in files & there
        if _at(path, folder, project).read_bytes() != (rebuilt / path).read_bytes()
    }
    excused = {path for path in unlike if _is_of_another_sqlite(folder / path, rebuilt / path)}
    if excused:
        yield from _cells(rebuilt)
    excusable = (
        (ENVIRONMENT, _without_machine),
        (DATASET, _without_databases),
        (CHECKSUMS, _without_machine_files),
    )
    for path, apart in excusable:
        if path in unlike and apart(folder / path) == apart(rebuilt / path):
            excused.add(path)
    for path in sorted(unlike - excused):
        yield path, "has other bytes than what the project gives"


def _at(path: str, folder: Path, project: Path) -> Path:
    """Where a file of the release is: the project may be in another folder."""
    inside = f"{PROJECT}/"
    return project / path.removeprefix(inside) if path.startswith(inside) else folder / path


def _without_machine(environment: Path) -> dict[str, object]:
    """The environment without the versions of the machine."""
    stated = json.loads(environment.read_text(encoding="utf-8"))
    return {name: value for name, value in stated.items() if name not in MACHINE}


def _without_databases(dataset: Path) -> dict[str, object]:
    """The description of the dataset without the hashes and sizes of databases."""
    stated = json.loads(dataset.read_text(encoding="utf-8"))
    for file in stated["distribution"]:
        if file["name"].endswith(".sqlite"):
            del file["sha256"], file["contentSize"]
    return dict(stated)


def _without_machine_files(checksums: Path) -> list[str]:
    lines = checksums.read_text(encoding="utf-8").splitlines()
    return [
        line for line in lines if not line.endswith((".sqlite", f"  {ENVIRONMENT}", f"  {DATASET}"))
    ]


def _is_of_another_sqlite(one: Path, other: Path) -> bool:
    if one.suffix != ".sqlite":
        return False
    return one.read_bytes()[SQLITE_VERSION] != other.read_bytes()[SQLITE_VERSION]


def _cells(rebuilt: Path) -> Iterator[Found]:
    described = json.loads((rebuilt / DESCRIPTOR).read_text(encoding="utf-8"))
    yield from other_format_problems(rebuilt, described)
