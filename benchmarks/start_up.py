"""How long the commands take, as ratios to processes that only load what they are built on.

Whole processes, in turn (A B A B …), medians of the ratio pair by pair: only ratios travel between
machines. Run with `make benchmark`.

The claims: `oversight build` takes at most 3 times a process that materializes one trivial asset
on an ephemeral instance; `oversight check` at most 3 times one that only imports pandera and
pyarrow. Both were 1.5 before relations, bounds and slacks were worked out at each run: some 370 small
linear programs, 2,500 relations with a number moved, and a check of its own for each relation. Both also
write the package in four more standards, and prove each release in the store.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
OVERSIGHT = str(Path(sys.executable).parent / "oversight")
PAIRS = 9
CLAIM = 3.0

ONE_TRIVIAL_ASSET = """
import dagster as dg

@dg.asset
def one():
    return 1

with dg.DagsterInstance.ephemeral() as instance:
    assert dg.materialize([one], instance=instance).success
"""
ONLY_IMPORTS = "import pandera.pandas, pyarrow"

COMPARED = (
    ("oversight build", [OVERSIGHT, "build"], "one trivial asset", ONE_TRIVIAL_ASSET),
    ("oversight check", [OVERSIGHT, "check"], "import pandera, pyarrow", ONLY_IMPORTS),
)


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    print(f"{'command':18}{'s':>7}   {'against':26}{'s':>7}{'ratio':>8}{'min':>7}{'max':>7}")
    for name, command, base, code in COMPARED:
        compared = [sys.executable, "-c", code]
        seconds(command), seconds(compared)
        pairs = [(seconds(command), seconds(compared)) for _ in range(PAIRS)]
        ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
        ratios = [a / b for a, b in pairs]
        ratio = statistics.median(ratios)
        print(
            f"{name:18}{ours:7.2f}   {base:26}{theirs:7.2f}{ratio:8.2f}{min(ratios):7.2f}{max(ratios):7.2f}"
            + ("" if ratio <= CLAIM else f"  more than {CLAIM}")
        )


if __name__ == "__main__":
    main()
