"""How long the commands take, as ratios to processes that only load what they are built on.

CPU seconds of whole processes, in turn (A B A B …); medians. Only ratios travel between machines. Run with
`make benchmark`.

The claims: `oversight build` without frictionless takes at most 2.1 times a process that materializes one
trivial asset on an ephemeral instance; `oversight check` at most 2.7 times one that only imports pandera and
pyarrow. frictionless reads every CSV of the new package; its time is a line of its own.
"""

import os
import subprocess
import sys
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
OVERSIGHT = [sys.executable, "-m", "pipeline.cli"]
ROUNDS = 7
CLAIMS = {"build without frictionless": 2.1, "check": 2.7}

ONE_TRIVIAL_ASSET = """
import dagster as dg

@dg.asset
def one():
    return 1

with dg.DagsterInstance.ephemeral() as instance:
    assert dg.materialize([one], instance=instance).success
"""
FRICTIONLESS = """
import gc, time
from pathlib import Path
from pipeline.orchestration.run import Run
from pipeline.orchestration.steps import PUBLISHED_STEPS

gc.set_threshold(1_000_000, 20, 20)  # as the command sets it
run = Run(Path.cwd(), PUBLISHED_STEPS)
run.advance(run.step("version"))
start = time.process_time()
run.advance(run.step("frictionless"))
print(time.process_time() - start)
"""

PROCESSES = {
    "one trivial asset": [sys.executable, "-c", ONE_TRIVIAL_ASSET],
    "build": [*OVERSIGHT, "build"],
    "import pandera, pyarrow": [sys.executable, "-c", "import pandera.pandas, pyarrow"],
    "check": [*OVERSIGHT, "check"],
}


def cpu_seconds(command: list[str]) -> float:
    before = os.times()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    after = os.times()
    user = after.children_user - before.children_user
    return user + after.children_system - before.children_system


def frictionless_seconds() -> float:
    command = [sys.executable, "-c", FRICTIONLESS]
    ran = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return float(ran.stdout)


def main() -> None:
    measured: dict[str, list[float]] = {name: [] for name in (*PROCESSES, "frictionless")}
    for command in PROCESSES.values():
        cpu_seconds(command)  # files are read from the disk's cache from now on
    for _ in range(ROUNDS):
        for name, command in PROCESSES.items():
            measured[name].append(cpu_seconds(command))
        measured["frictionless"].append(frictionless_seconds())
    seconds = {name: median(times) for name, times in measured.items()}
    seconds["build without frictionless"] = seconds["build"] - seconds["frictionless"]
    for name, base in (
        ("build", "one trivial asset"),
        ("frictionless", "one trivial asset"),
        ("build without frictionless", "one trivial asset"),
        ("check", "import pandera, pyarrow"),
    ):
        ratio, claim = seconds[name] / seconds[base], CLAIMS.get(name)
        held = "" if claim is None else f"  at most {claim}: {'yes' if ratio <= claim else 'NO'}"
        print(
            f"{name:28}{seconds[name]:6.2f} s   {base:24}{seconds[base]:6.2f} s{ratio:7.2f}{held}"
        )


if __name__ == "__main__":
    main()
