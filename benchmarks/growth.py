"""How the cost of `oversight check` grows with the number of reports.

Copies of a rich report under other ids, in a temporary project without releases; the steps of `check` up to the
files of the package run in this process. CPU seconds, and ratios to a process that only imports pandera and
pyarrow. Run with `make benchmark`; `python benchmarks/growth.py --steps` shows what each step costs.

The claims: a report among 20 costs no more than a report among 5; 20 reports take at most 16 times the process that
only imports, a third of the 48 times that they took while relations, bounds and tokens were searched one by one.
"""

import gc
import shutil
import sys
import tempfile
import time
from pathlib import Path

from start_up import PROCESSES, cpu_seconds

from pipeline.orchestration.run import Run
from pipeline.orchestration.steps import STEPS

ROOT = Path(__file__).parent.parent
RICH_REPORT = "oig-20-13"
NUMBERS_OF_REPORTS = (1, 5, 10, 20)
LAST_STEP = "package"
GROWTH_CLAIM = 1.0
COST_CLAIM = 16.0


def project_of(reports: int, folder: Path) -> Path:
    """The sources, with the rich report so many times: each copy is the same folder under another id."""
    sources = folder / "sources"
    shutil.copytree(ROOT / "sources", sources)
    shutil.copy(ROOT / "release.yaml", folder)
    for number in range(1, reports):
        copy = shutil.copytree(sources / RICH_REPORT, sources / f"copy-{number:03}")
        about = copy / "source.yaml"
        about.write_text(about.read_text().replace(f"id: {RICH_REPORT}", f"id: {copy.name}", 1))
    return folder


def seconds_of_steps(root: Path) -> dict[str, float]:
    """CPU seconds of each step up to the package."""
    run = Run(root, STEPS)
    seconds: dict[str, float] = {}
    for step in STEPS:
        start = time.process_time()
        run.advance(step)
        seconds[step.name] = time.process_time() - start
        if step.name == LAST_STEP:
            break
    assert not run.findings, "findings would stop steps"
    return seconds


def main() -> None:
    gc.set_threshold(1_000_000, 20, 20)  # as the command sets it
    total: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as scratch:
        seconds_of_steps(project_of(1, Path(scratch) / "first"))  # all is imported from now on
        for reports in NUMBERS_OF_REPORTS:
            root = project_of(reports, Path(scratch) / str(reports))
            seconds = seconds_of_steps(root)
            total[reports] = sum(seconds.values())
            each = total[reports] / reports
            print(f"{reports:3} reports{total[reports]:8.2f} s{each:8.3f} s each")
            for name, spent in seconds.items() if "--steps" in sys.argv else ():
                print(f"      {name:22}{spent:8.3f} s{spent / reports:8.3f} s each")
    importing = min(cpu_seconds(PROCESSES["import pandera, pyarrow"]) for _ in range(3))
    for name, ratio, claim in (
        ("a report among 20, among 5", total[20] / 20 / (total[5] / 5), GROWTH_CLAIM),
        ("20 reports, importing", total[20] / importing, COST_CLAIM),
    ):
        print(f"{name:28}{ratio:7.2f}  at most {claim}: {'yes' if ratio <= claim else 'NO'}")


if __name__ == "__main__":
    main()
