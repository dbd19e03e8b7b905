"""A release made again from its own project, by its own code, and compared with itself.

Every byte must be the same, except what depends on the machine: the versions in the crate, and the database where
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
from pipeline.releases.standalone.members import is_stray
from pipeline.releases.standalone.release import CHECKSUMS, DESCRIPTOR, SIGNATURE

PROJECT = "project"
RUN_CRATE = "ro-crate-metadata.json"
ENVIRONMENT = "#environment-"
"""How a crate names the versions of the machine: its Python, its SQLite."""
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
    files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    return {name for name, path in files.items() if not is_stray(name, path.stat().st_size)}


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
    for path, apart in ((RUN_CRATE, _without_machine), (CHECKSUMS, _without_machine_files)):
        if path in unlike and apart(folder / path) == apart(rebuilt / path):
            excused.add(path)
    for path in sorted(unlike - excused):
        yield path, "has other bytes than what the project gives"


def _at(path: str, folder: Path, project: Path) -> Path:
    """Where a file of the release is: the project may be in another folder."""
    inside = f"{PROJECT}/"
    return project / path.removeprefix(inside) if path.startswith(inside) else folder / path


def _without_machine(crate: Path) -> list[dict[str, object]]:
    """The entities of a crate without the versions of the machine and what depends on them."""
    entities = json.loads(crate.read_text(encoding="utf-8"))["@graph"]
    machine = ("sha256", "contentSize")
    return [
        {k: v for k, v in one.items() if k not in machine or not one["@id"].endswith(".sqlite")}
        for one in entities
        if not one["@id"].startswith(ENVIRONMENT)
    ]


def _without_machine_files(checksums: Path) -> list[str]:
    lines = checksums.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.endswith((".sqlite", f"  {RUN_CRATE}"))]


def _is_of_another_sqlite(one: Path, other: Path) -> bool:
    if one.suffix != ".sqlite":
        return False
    return one.read_bytes()[SQLITE_VERSION] != other.read_bytes()[SQLITE_VERSION]


def _cells(rebuilt: Path) -> Iterator[Found]:
    described = json.loads((rebuilt / DESCRIPTOR).read_text(encoding="utf-8"))
    yield from other_format_problems(rebuilt, described)
