"""`python -m campaign.mutate`: random changes of the code that reads, compares and checks, and which go unnoticed.

Each change is made in a copy of the project and the fast tests are run, first those beside the module, then those
that use it. A change that no test notices either has no effect or lacks a test; a person tells which.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

from campaign.code_changes import CodeChange, code_changes

ROOT = Path(__file__).parent.parent
COPIED = ("campaign", "datapackage", "docs", "pipeline", "schemas", "sources", "tests")
FAST = (
    "-x",
    "-q",
    "-o",
    "addopts=--strict-markers",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:xdist",
    "-m",
    "not slow and not system",
)
PATIENCE = 4
"""So many times as long as without a change, and tests count as stopped by it."""
MODULES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "numerals": (
        (
            "pipeline/text/numbers/numerals.py",
            "pipeline/text/numbers/number_*.py",
            "pipeline/text/numbers/readings.py",
            "pipeline/text/numbers/digit_runs.py",
            "pipeline/text/units/signs.py",
            "pipeline/text/units/units.py",
            "pipeline/text/units/scales.py",
            "pipeline/text/numbers/refusals.py",
            "pipeline/text/numbers/numeral_forms.py",
        ),
        ("tests/text",),
    ),
    "qualifiers": (
        (
            "pipeline/text/qualifiers/*qualifier*.py",
            "pipeline/text/qualifiers/negations.py",
            "pipeline/text/numbers/range*.py",
            "pipeline/text/qualifiers/prepositions.py",
        ),
        ("tests/text",),
    ),
    "intervals": (
        ("pipeline/text/intervals.py", "pipeline/consistency/interval_arithmetic.py"),
        ("tests/text", "tests/consistency"),
    ),
    "periods": (("pipeline/text/periods/period*.py",), ("tests/text",)),
    "quotations": (
        (
            "pipeline/text/quotations.py",
            "pipeline/text/normal_form.py",
            "pipeline/text/page_numbers.py",
            "pipeline/text/documents.py",
        ),
        ("tests/text", "tests/transcription"),
    ),
    "checks of entries": (
        ("pipeline/transcription/*_checks.py", "pipeline/transcription/figures.py"),
        ("tests/transcription", "tests/sources"),
    ),
    "tables": (
        (
            "pipeline/transcription/grid_*.py",
            "pipeline/transcription/row_*.py",
            "pipeline/transcription/series_tables.py",
        ),
        ("tests/transcription", "tests/corpora"),
    ),
    "relations": (
        (
            "pipeline/consistency/relations.py",
            "pipeline/consistency/relation_*.py",
            "pipeline/consistency/members.py",
            "pipeline/consistency/rule_*.py",
        ),
        ("tests/consistency", "tests/corpora"),
    ),
    "completeness": (
        (
            "pipeline/transcription/completeness.py",
            "pipeline/transcription/numeral_readers.py",
            "pipeline/transcription/waived_words.py",
            "pipeline/transcription/waiver_*.py",
        ),
        ("tests/transcription", "tests/corpora"),
    ),
    "validation": (
        ("pipeline/package/validation.py", "pipeline/package/declared_checks.py"),
        ("tests/package", "tests/schemas", "tests/corpora"),
    ),
}
"""What is changed, and the tests that are run first."""
FAR = ("tests/transcription", "tests/consistency", "tests/campaign")
"""The tests that are run then."""


@dataclass(frozen=True)
class Tests:
    """Which tests fail without a change, and how many seconds all of them take."""

    ignored: tuple[str, ...]
    seconds: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Change the code of each module so many times; name the changes that no fast test notices."""
    options = _options(arguments)
    survivors = []
    with tempfile.TemporaryDirectory(prefix="mutants-") as scratch:
        copies: Queue[Path] = Queue()
        for number in range(options.processes):
            copies.put(_copy(Path(scratch) / str(number)))
        tests = _without_a_change(Path(scratch) / "0")
        for name in options.module or MODULES:
            changes = code_changes(ROOT, _files(name), options.number, options.seed)
            with ThreadPoolExecutor(options.processes) as pool:
                noticed = pool.map(lambda c, n=name: _noticed(copies, c, n, tests), changes)
                alive = [c for c, seen in zip(changes, noticed, strict=True) if not seen]
            print(f"{name}: {len(changes)} changes, {len(alive)} unnoticed", flush=True)
            print("".join(map(_line, alive)), end="", flush=True)
            survivors += alive
    sys.exit(1 if survivors else 0)


def _files(name: str) -> list[str]:
    """The files of a module that there are."""
    patterns, _ = MODULES[name]
    found = {path for pattern in patterns for path in ROOT.glob(pattern)}
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def _copy(folder: Path) -> Path:
    folder.mkdir()
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in ROOT.iterdir():
        if path.is_file():
            shutil.copy(path, folder)
    (folder / "releases").symlink_to(ROOT / "releases")
    return folder


def _without_a_change(copy: Path) -> Tests:
    """Run all tests; those that fail, such as those of a package that is yet to be built, are left out."""
    every = sorted({test for _, near in MODULES.values() for test in (*near, *FAR)})
    output = _pytest(copy, every, [option for option in FAST if option != "-x"] + ["-rfE"]).stdout
    failing = [
        line.split(" ", 1)[1].partition(" - ")[0]
        for line in output.splitlines()
        if line.startswith(("FAILED ", "ERROR "))
    ]
    print(f"{len(failing)} tests fail as the code is, and are left out", flush=True)
    ignored = tuple(f"--deselect={test}" for test in failing)
    start = time.monotonic()
    control = _pytest(copy, every, [*FAST, *ignored])
    if control.returncode:
        raise SystemExit(f"tests fail without a change:\n{control.stdout[-2000:]}")
    return Tests(ignored, time.monotonic() - start)


def _noticed(copies: "Queue[Path]", change: CodeChange, name: str, tests: Tests) -> bool:
    """Whether a test fails, or does not end, with the change."""
    copy = copies.get()
    path, source = copy / change.file, (ROOT / change.file).read_bytes()
    near = MODULES[name][1]
    try:
        path.write_bytes(change.applied(source))
        return any(_fails(copy, some, tests) for some in (near, [t for t in FAR if t not in near]))
    finally:
        path.write_bytes(source)
        copies.put(copy)


def _fails(copy: Path, some: Sequence[str], tests: Tests) -> bool:
    try:
        patience = PATIENCE * tests.seconds
        return _pytest(copy, some, [*FAST, *tests.ignored], patience).returncode != 0
    except subprocess.TimeoutExpired as stopped:
        print(f"stopped after {stopped.timeout:.0f} s: {' '.join(some)}", flush=True)
        return True


def _pytest(
    copy: Path, tests: Sequence[str], options: Sequence[str], seconds: float | None = None
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-B", "-m", "pytest", *tests, *options],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
    )


def _line(change: CodeChange) -> str:
    was, now = (" ".join(text.split()) for text in (change.was, change.now))
    return f"- {change.file}:{change.line} {change.what}: `{was[:100]}` → `{now[:100]}`\n"


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m campaign.mutate", description=__doc__)
    parser.add_argument("--number", type=int, default=25, help="changes of each module")
    parser.add_argument("--module", action="append", choices=MODULES, help="only this one")
    parser.add_argument("--seed", default="1", help="another seed, other changes")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
