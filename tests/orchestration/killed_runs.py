"""Commands that are killed at random instants, and what they leave: the old state or the new, each whole.

`make kills` kills a hundred and prints what it saw.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import yaml
from small_projects import COLUMNS, project_with

from pipeline.package.exclusive import FILES as LOCKS
from pipeline.package.paths import ROOT_COPIES
from pipeline.releases.filesystems import open_store
from pipeline.releases.project_parts import CODE, PROJECT_FILES
from pipeline.releases.soundness import store_notes, store_problems
from pipeline.releases.store import read_index

REPOSITORY = Path(__file__).parents[2]
STORES = ("project/releases", "elsewhere")
BESIDE = (
    "project/datapackage.new",
    ".incoming-look",
    *(f"{store}/.incoming-*" for store in STORES),
)
"""What a run writes before it is published."""
DONE_BEFORE = ("is released already, with the same bytes", "exists; name a folder that does not")


@dataclass(frozen=True)
class Operation:
    """A command, the state that it starts from, the state that it ends in, and how long it takes.

    `writes`, from when until when it writes, and `takes` are in seconds since its start.
    """

    name: str
    command: tuple[str, ...]
    start: Path
    end: Path
    writes: tuple[float, float]
    takes: float


@dataclass(frozen=True)
class Killed:
    """Whether a run was killed while it wrote, and whether it had published already."""

    operation: str
    was_writing: bool
    had_published: bool


def started(place: Path, command: tuple[str, ...]) -> subprocess.Popen[str]:
    """An `oversight` command that runs in the state at a place."""
    (place.parent / "tmp").mkdir(exist_ok=True)
    environment = {
        **os.environ,
        "PYTHONPATH": str(REPOSITORY),
        "TMPDIR": str(place.parent / "tmp"),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", "--root", "project", *command],
        cwd=place,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def operations(folder: Path) -> tuple[Operation, ...]:
    """Each command once, undisturbed: a release of two reports after one of a single report."""
    state = folder / "first"
    state.mkdir()
    _project(state / "project")
    for command in (("build",), ("release",), ("publish", "--to", "elsewhere")):
        _undisturbed(state, command)
    _with_a_second_report(state / "project", folder / "second")
    build = _operation("build", ("build",), state)
    release = _operation("release", ("release",), build.end)
    look = _operation("release --into", ("release", "--into", "look"), build.end)
    publish = _operation("publish", ("publish", "--to", "elsewhere"), release.end)
    return build, release, look, publish


def killed(operation: Operation, place: Path, chance: random.Random, *, writing: bool) -> Killed:
    """Kill a run at a random instant, of all or of those at which it writes, judge what is left, run again.

    A run that ended before its instant is repeated with another one.
    """
    while True:
        shutil.copytree(operation.start, place, symlinks=True)
        run = started(place, operation.command)
        _sleep_until_its_instant(run, operation, place, chance, writing=writing)
        os.killpg(run.pid, signal.SIGKILL)
        said, _ = run.communicate()
        if run.returncode == -signal.SIGKILL:
            break
        assert run.returncode == 0, said
        shutil.rmtree(place)
    before, after, found = map(published, (operation.start, operation.end, place))
    for part in after:
        assert found[part] in (before[part], after[part]), f"{part} is neither the old nor the new"
    was_writing = _is_writing(place)
    _run_again(operation, place)
    shutil.rmtree(place)
    return Killed(operation.name, was_writing, had_published=found == after)


def published(place: Path) -> dict[str, dict[str, bytes]]:
    """Everything that readers meet at a place, part by part, each a tree of files.

    Of a store only what its index lists; every byte of it must be as listed. A build that is killed between its
    two renames leaves the package in datapackage.old.
    """
    package = place / "project/datapackage"
    package = package if package.exists() else package.with_name("datapackage.old")
    parts = {"package": tree(package), "look": tree(place / "look")}
    parts |= {name: {name: (place / "project" / name).read_bytes()} for name in ROOT_COPIES}
    return parts | {name: _listed(place / name) for name in STORES}


def _listed(folder: Path) -> dict[str, bytes]:
    """The files of a store that its index lists, and the index."""
    store = open_store(folder)
    assert store_problems(store) == []
    listed = ("index.json", *(release.version for release in read_index(store).releases))
    return {path: data for path, data in tree(folder).items() if path.split("/")[0] in listed}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but the locks, by its path; none where there is no folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in LOCKS
    }


def _run_again(operation: Operation, place: Path) -> None:
    """The next run ends well, or says that all is done, and leaves what an undisturbed run leaves."""
    again = started(place, operation.command)
    said, _ = again.communicate()
    assert again.returncode == 0 or any(words in said for words in DONE_BEFORE), said
    assert tree(place) == tree(operation.end)
    assert [note for name in STORES for note in store_notes(open_store(place / name))] == []


def _sleep_until_its_instant(
    run: subprocess.Popen[str],
    operation: Operation,
    place: Path,
    chance: random.Random,
    *,
    writing: bool,
) -> None:
    if not writing:
        time.sleep(chance.uniform(0, operation.takes))
        return
    while run.poll() is None and not _is_writing(place):
        time.sleep(0.0005)
    first, last = operation.writes
    time.sleep(chance.uniform(0, 1.5 * (last - first)))  # also when all is in its place


def _is_writing(place: Path) -> bool:
    return any(next(place.glob(pattern), None) for pattern in BESIDE)


def _operation(name: str, command: tuple[str, ...], start: Path) -> Operation:
    end = start.parent / f"after {name}"
    shutil.copytree(start, end)
    return Operation(name, command, start, end, *_undisturbed(end, command))


def _undisturbed(place: Path, command: tuple[str, ...]) -> tuple[tuple[float, float], float]:
    """Run a command; the seconds from when until when it writes, and after which it ends."""
    begun = time.monotonic()
    writes = []
    run = started(place, command)
    while run.poll() is None:
        if _is_writing(place):
            writes.append(time.monotonic() - begun)
        time.sleep(0.001)
    takes = time.monotonic() - begun
    assert run.returncode == 0, run.communicate()[0]
    return (writes[0], writes[-1]), takes


def _project(root: Path) -> None:
    """A project of one report that can be released, with this code."""
    project_with(root, first="name: beds\n" + COLUMNS)
    for folder in CODE:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(REPOSITORY / folder, root / folder, ignore=ignored)
    for name in set(PROJECT_FILES) - {"release.yaml"}:
        shutil.copy(REPOSITORY / name, root)


def _with_a_second_report(root: Path, scratch: Path) -> None:
    project_with(scratch, second="name: beds\n" + COLUMNS)
    shutil.copytree(scratch / "sources/second", root / "sources/second")
    head = yaml.safe_load((root / "release.yaml").read_text())
    head |= {"version": "0.2.0", "description": "Two reports.", "created": "2026-11-27T00:00:00Z"}
    (root / "release.yaml").write_text(yaml.safe_dump(head))


def main(number: int) -> None:
    """Kill this many runs, and print how many of each command, and when."""
    chance = random.Random(number)
    seen: Counter[Killed] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        each = operations(Path(scratch))
        for one in each:
            first, last = one.writes
            print(
                f"{one.name} takes {one.takes:.2f} s, writes from {first:.2f} to {last:.2f} s",
                flush=True,
            )
        for turn in range(number):
            operation, writing = each[turn % len(each)], turn // len(each) % 2 == 1
            print(f"\r{turn + 1} of {number}", end="", file=sys.stderr)
            seen[killed(operation, Path(scratch) / "place", chance, writing=writing)] += 1
    for case, times in sorted(seen.items(), key=str):
        when = "while it wrote" if case.was_writing else "before or after it wrote"
        state = "new" if case.had_published else "old"
        print(f"{times:4} × {case.operation} was killed {when} and left the {state} state")
    print(f"{seen.total()} runs were killed; each left the old state or the new, and was finished")


if __name__ == "__main__":
    main(int(sys.argv[1]))
