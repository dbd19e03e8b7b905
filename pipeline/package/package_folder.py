"""The package on disk: replaced as a whole, and compared with what the sources give.

A package is written complete beside the last good one and put in its place by two renames, so that no
reader meets half of one.
"""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline.package.exclusive import exclusive_writer
from pipeline.package.paths import PACKAGE, ROOT_COPIES
from pipeline.sources.findings import Finding


def write_package(
    root: Path,
    files: Mapping[str, bytes],
    waiting: Callable[[str], None],
    before: Callable[[], None] = lambda: None,
) -> None:
    """Write the complete package beside the last good one, then put it in its place.

    Two builds of one project wait for each other; `waiting` is told so. `before` is called when the wait is
    over; nothing is written if it raises. A build that was killed leaves the old package in its place or,
    between the two renames, beside it; the next build puts it back first.
    """
    place, new, old = (root / f"{PACKAGE}{suffix}" for suffix in ("", ".new", ".old"))
    with exclusive_writer(root, waiting):
        before()
        if old.exists() and not place.exists():
            old.rename(place)
        for leftover in (new, old):
            _remove(leftover)
        for path, content in files.items():
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            (new / path).write_bytes(content)
        if place.exists():
            place.rename(old)
        new.rename(place)
        _remove(old)
        for path in ROOT_COPIES:
            (root / f"{path}.new").write_bytes(files[path])
            (root / f"{path}.new").replace(root / path)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def differences(root: Path, files: Mapping[str, bytes]) -> list[Finding]:
    """The files on disk that are not what the sources give, in one finding."""
    place = root / PACKAGE
    committed = {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file()
    }
    copies = {path: (root / path).read_bytes() for path in ROOT_COPIES if (root / path).is_file()}
    stale = [path for path in ROOT_COPIES if copies.get(path) != files[path]]
    if committed == files and not stale:
        return []
    if not committed:
        remedy = "run `make build`, or `oversight build`, and commit the package"
        return [Finding(PACKAGE, 0, "missing", "there is no datapackage/ yet", remedy)]
    unlike = [
        *(f"{path} at the root is not the one in {PACKAGE}/" for path in stale),
        *(
            f"{path} is none of the files that the sources give"
            for path in sorted(committed.keys() - files)
        ),
        *(f"{path} is missing" for path in sorted(files.keys() - committed)),
        *(
            _difference(path, committed[path], files[path])
            for path in sorted(files.keys() & committed)
            if committed[path] != files[path]
        ),
    ]
    return [
        Finding(
            PACKAGE,
            0,
            "out of date",
            "datapackage/ is not what the sources give:\n" + "\n".join(unlike),
            "run `make build` and commit the package with the change that caused it; if no source changed, "
            "someone edited the package: see `git diff datapackage`",
        )
    ]


def _difference(path: str, have: bytes, want: bytes) -> str:
    if path.endswith(".parquet"):
        return f"{path} has other bytes"
    old, new = (content.decode(errors="replace").split("\n") for content in (have, want))
    line = next(
        (n for n, (a, b) in enumerate(zip(old, new, strict=False), 1) if a != b),
        min(len(old), len(new)),
    )
    shown = [lines[line - 1] if line <= len(lines) else "" for lines in (old, new)]
    if path.startswith("csv/"):
        return f"{path} line {line} reads\n    {shown[0]}\n  and should read\n    {shown[1]}"
    return f"{path} differs from line {line} on"
