"""A release made once more from its own project, by its own code, and compared with itself.

Every byte must be the same. Where this machine's SQLite is another than the one that wrote the database,
its header is too; then its cells are compared, and the hashes that name it are left out.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.release.other_formats import other_format_problems
from pipeline.release.standalone import CHECKSUMS, SIGNATURE
from pipeline.release.table_checks import Found
from pipeline.versions.packages import DESCRIPTOR

PROJECT = "project"
RUN_CRATE = "ro-crate-metadata.json"
SQLITE_VERSION = slice(96, 100)
"""Where a database names the version of SQLite that wrote it (SQLite's file format, section 1.3)."""
LAST_LINES = 5


def rebuild_problems(folder: Path) -> tuple[str, list[Found]]:
    """What was compared, and where the rebuilt release is another than the one in `folder`."""
    with tempfile.TemporaryDirectory() as scratch:
        project, rebuilt = Path(scratch) / PROJECT, Path(scratch) / "rebuilt"
        shutil.copytree(folder / PROJECT, project)
        ran = _make(project, rebuilt)
        if ran.returncode:
            last = "\n".join((ran.stdout + ran.stderr).strip().splitlines()[-LAST_LINES:])
            return "rebuilt from project/", [
                (PROJECT, f"its release cannot be made again:\n{last}")
            ]
        files = _files(rebuilt)
        said = f"rebuilt from project/, {len(files)} files compared byte for byte"
        return said, list(_differences(folder, rebuilt, files))


def _make(project: Path, target: Path) -> subprocess.CompletedProcess[str]:
    """Run the release's own code, which stands before the installed one on Python's path."""
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


def _differences(folder: Path, rebuilt: Path, files: set[str]) -> Iterator[Found]:
    there = {f for f in _files(folder) if f != SIGNATURE and not f.endswith(".zip")}
    for path in sorted(there - files):
        yield path, "is not among what the project gives"
    for path in sorted(files - there):
        yield path, "the project gives this file, and the release lacks it"
    unlike = {
        path
        for path in files & there
        if (folder / path).read_bytes() != (rebuilt / path).read_bytes()
    }
    excused = {path for path in unlike if _is_of_another_sqlite(folder / path, rebuilt / path)}
    if excused:
        yield from _cells(rebuilt)
        excused |= {CHECKSUMS, RUN_CRATE}
    for path in sorted(unlike - excused):
        yield path, "has other bytes than what the project gives"


def _is_of_another_sqlite(one: Path, other: Path) -> bool:
    if one.suffix != ".sqlite":
        return False
    return one.read_bytes()[SQLITE_VERSION] != other.read_bytes()[SQLITE_VERSION]


def _cells(rebuilt: Path) -> Iterator[Found]:
    import json

    described = json.loads((rebuilt / DESCRIPTOR).read_text(encoding="utf-8"))
    yield from other_format_problems(rebuilt, described)
