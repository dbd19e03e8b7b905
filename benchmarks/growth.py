"""How the cost of `oversight check` grows with the number of reports.

Copies of a rich report under other document ids, in a temporary project; the steps of `check` up to the
files of the package run in this process. CPU seconds. Run with `make benchmark`, or for the steps that
cost most with `python benchmarks/growth.py --steps`.

The claims: a document among 20 costs no more than a document among 5, within a tenth; 20 documents cost
at most a third of the 26.6 times one document that they cost when no index was used.
"""

import gc
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import yaml

from pipeline.orchestration.run import Run
from pipeline.orchestration.steps import STEPS

ROOT = Path(__file__).parent.parent
RICH_REPORT = "oig-20-13"
COPIES = (1, 5, 10, 20)
LAST_STEP = "package"


def project_of(copies: int, folder: Path) -> Path:
    """The project's sources without releases, its rich report being there `copies` times."""
    shutil.copytree(ROOT / "sources", folder / "sources")
    shutil.copy(ROOT / "release.yaml", folder)
    for number in range(1, copies):
        _copy_report(folder / "sources", f"copy-{number:03}")
    return folder


def _copy_report(sources: Path, name: str) -> None:
    copy = shutil.copytree(sources / RICH_REPORT, sources / name)
    about = copy / "source.yaml"
    about.write_text(about.read_text().replace(f"id: {RICH_REPORT}", f"id: {name}", 1))
    _give_other_ids(copy, name)


# Ids are global for now. Once they are local to their document, from here …
def _give_other_ids(copy: Path, name: str) -> None:
    files = {path: yaml.safe_load(path.read_text()) for path in copy.rglob("*.yaml")}
    entries = {path: content for path, content in files.items() if path.name != "source.yaml"}
    ids = {one for content in entries.values() for one in _ids_in(content)}
    for path, content in entries.items():
        path.write_text(yaml.safe_dump(_renamed(content, ids, name), allow_unicode=True))


def _ids_in(content: object) -> Iterator[str]:
    if isinstance(content, dict):
        if isinstance(content.get("id"), str):
            yield content["id"]
        for value in content.values():
            yield from _ids_in(value)
    elif isinstance(content, list):
        for value in content:
            yield from _ids_in(value)


def _renamed(content: object, ids: set[str], name: str) -> object:
    if isinstance(content, dict):
        return {key: _renamed(value, ids, name) for key, value in content.items()}
    if isinstance(content, list):
        return [_renamed(value, ids, name) for value in content]
    return f"{name}-{content}" if isinstance(content, str) and content in ids else content


# … to here goes, and `run_in` stops at findings as `oversight check` does: the copies' tables have the
# same keys until the document is in them.


def run_in(root: Path) -> tuple[dict[str, float], int]:
    """CPU seconds of each step, and the number of findings, which stop no step."""
    run = Run(root, STEPS)
    seconds = {}
    for step in STEPS:
        values = {need: run.value(need) for need in step.needs}
        start = time.process_time()
        run.outcomes[step.name] = step.run(root, **values)
        seconds[step.name] = time.process_time() - start
        if step.name == LAST_STEP:
            break
    return seconds, len(run.findings)


def main() -> None:
    gc.set_threshold(1_000_000, 20, 20)  # as the command sets it
    with tempfile.TemporaryDirectory() as scratch:
        run_in(project_of(1, Path(scratch) / "first"))  # what is imported is imported from now on
        total: dict[int, float] = {}
        for copies in COPIES:
            seconds, findings = run_in(project_of(copies, Path(scratch) / str(copies)))
            total[copies] = sum(seconds.values())
            each = total[copies] / copies
            print(
                f"{copies:3} copies{total[copies]:8.2f} s{each:8.3f} s a copy; {findings} findings"
            )
            if "--steps" in sys.argv:
                for name, spent in seconds.items():
                    print(f"    {name:22}{spent:8.3f}{spent / copies:8.3f}")


if __name__ == "__main__":
    main()
