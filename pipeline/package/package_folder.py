"""The package on disk: replaced as a whole, and compared with what the sources give.

A package is written complete beside the last good one and put in its place by two renames, so that no
reader meets half of one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from pipeline.package.durable_files import put_in_place, remove, write_file, write_folder
from pipeline.package.exclusive import exclusive_writer
from pipeline.package.paths import PACKAGE, ROOT_COPIES
from pipeline.sources.findings import Finding

MOST_SHOWN = 10
"""How many files that differ are named."""
UNCHANGED = f"{PACKAGE}/ is unchanged"


class NotWritten(Exception):
    """The package, or its copies at the root, cannot be written; the message says what is on the disk now."""


def write_package(
    root: Path,
    files: Mapping[str, bytes],
    waiting: Callable[[str], None],
    before: Callable[[], None] = lambda: None,
) -> None:
    """Write the complete package beside the last good one, then put it in its place.

    Two builds of one project wait for each other; `waiting` is told so. `before` is called when the wait is
    over; nothing is written if it raises. A build that was killed leaves the old package in its place or,
    between the two renames, beside it; the next build puts it back first. Raises `NotWritten`.
    """
    if misplaced := _misplaced(root):
        raise NotWritten(f"{misplaced[0].found}; {misplaced[0].remedy}; {UNCHANGED}")
    place, new, old = (root / f"{PACKAGE}{suffix}" for suffix in ("", ".new", ".old"))
    copies = {root / f"{path}.new": root / path for path in ROOT_COPIES}
    with _left_behind(UNCHANGED), exclusive_writer(root, waiting):
        before()
        if old.exists() and not place.exists():
            put_in_place(old, place)
        for leftover in (new, old, *copies):
            remove(leftover)
        write_folder(new, files)
        for beside, copy in copies.items():
            write_file(beside, [files[copy.name]])
        _swap(place, new, old)
        with _left_behind(f"{PACKAGE}/ is the new one, and the next build finishes the rest"):
            for beside, copy in copies.items():
                put_in_place(beside, copy)
            remove(old)


def _swap(place: Path, new: Path, old: Path) -> None:
    """Put the new package where the old one was; the old one comes back where that fails."""
    if not place.exists():
        put_in_place(new, place)
        return
    put_in_place(place, old)
    try:
        put_in_place(new, place)
    except OSError:
        with _left_behind(f"the package is in {old.name}/, and the next build puts it back"):
            put_in_place(old, place)
        raise


@contextmanager
def _left_behind(state: str) -> Iterator[None]:
    """Raise `NotWritten`, which says what is on the disk now, where the file system refuses something."""
    try:
        yield
    except OSError as error:
        raise NotWritten(f"{error}; {state}") from error


def _misplaced(root: Path) -> list[Finding]:
    """A finding for each thing that is in the place of the package or of one of its copies."""
    found = [
        (name, "a link" if path.is_symlink() else f"no {'folder' if name == PACKAGE else 'file'}")
        for name in (PACKAGE, *ROOT_COPIES)
        if (path := root / name).is_symlink()
        or (path.exists() and not (path.is_dir() if name == PACKAGE else path.is_file()))
    ]
    remedy = "move it elsewhere, and run the command again"
    return [
        Finding(name, 0, "misplaced", f"{name} is {what}", remedy, "package-differs")
        for name, what in found
    ]


def differences(root: Path, files: Mapping[str, bytes]) -> list[Finding]:
    """The files on disk that are not what the sources give, in one finding."""
    if misplaced := _misplaced(root):
        return misplaced
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
        found = "there is no datapackage/ yet"
        if (root / f"{PACKAGE}.old").exists():
            found = "a build was killed; it left the package in datapackage.old/"
        remedy = "run `make build`, or `oversight build`, and commit the package"
        return [Finding(PACKAGE, 0, "missing", found, remedy, "package-differs")]
    return [
        Finding(
            PACKAGE,
            0,
            "out of date",
            "datapackage/ is not what the sources give:\n"
            + _table(_unlike(committed, files, stale)),
            "run `make build` and commit the package with the change that caused it; if no source changed, "
            "someone edited the package: see `git diff datapackage`",
        )
    ]


def _unlike(
    committed: Mapping[str, bytes], files: Mapping[str, bytes], stale: Sequence[str]
) -> list[tuple[str, str]]:
    """Each file that is not what the sources give, and how it differs: those in CSV first, those of others last."""
    here = sorted(path for path in files.keys() & committed if committed[path] != files[path])
    here.sort(key=lambda path: (not path.startswith("csv/"), path.startswith("parquet/")))
    return [
        *((path, "is none of the files that the sources give") for path in sorted(committed.keys() - files)),
        *((path, "is missing") for path in sorted(files.keys() - committed)),
        *((path, _difference(path, committed[path], files[path])) for path in here),
        *((path, f"at the root is not the one in {PACKAGE}/") for path in stale),
    ]  # fmt: skip


def _table(unlike: Sequence[tuple[str, str]]) -> str:
    """A line a file, the first ten; the rest is counted."""
    shown = unlike[:MOST_SHOWN]
    width = max(len(path) for path, _ in shown)
    rows = [f"  {path.ljust(width)}  {how}" for path, how in shown]
    more = len(unlike) - len(shown)
    return "\n".join([*rows, *([f"  and {more} more file{'s' * (more > 1)}"] if more else [])])


def _difference(path: str, have: bytes, want: bytes) -> str:
    if path.endswith(".parquet"):
        return "has other bytes"
    old, new = (content.decode(errors="replace").split("\n") for content in (have, want))
    unlike = (n for n, (a, b) in enumerate(zip(old, new, strict=False), 1) if a != b)
    return f"differs from line {next(unlike, min(len(old), len(new)))} on"
