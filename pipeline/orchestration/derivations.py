"""The run of steps that a Dagster process shares between its ops, and the generation it belongs to.

An op takes values from it that Dagster does not store (the corpus, what was read out of it). In one process
each step runs once; another process derives again what it needs, from sources of the same generation only.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pipeline.orchestration.generation import code_version, generation_of
from pipeline.orchestration.run import Outcome, Run
from pipeline.orchestration.steps import PUBLISHED_STEPS
from pipeline.orchestration.stored import Refused, Stored


def run_of(root: Path, generation: str) -> Run:
    """The run of this process on the sources of a generation; raises `Refused` where the disk has others."""
    on_disk = generation_of(root)
    if on_disk != generation:
        raise Refused(
            f"the sources changed since `documents` was materialized (then {generation[:8]}, now "
            f"{on_disk[:8]}): materialize `documents` first",
            stored=generation,
            on_disk=on_disk,
        )
    return run_in_process(root, generation)


@lru_cache(maxsize=1)
def run_in_process(root: Path, _generation: str) -> Run:
    """The run of this process on a generation, as far as it went; the disk is not looked at."""
    return Run(root, PUBLISHED_STEPS)


def generation_shared_by(inputs: Mapping[str, Stored]) -> str:
    """The one generation of all inputs; raises `Refused` where they are of several, or of other code."""
    by_marks: dict[tuple[str, str], list[str]] = {}
    for name, stored in inputs.items():
        by_marks.setdefault((stored.generation, stored.code_version), []).append(name)
    ((generation, code), *others) = by_marks
    if others or code != code_version():
        made_from = "; ".join(
            f"{', '.join(names)}: sources {generation[:8]}, code {code[:8]}"
            for (generation, code), names in by_marks.items()
        )
        raise Refused(
            "the stored values were not all made from the same sources by this code: materialize "
            f"`documents` first, and everything after it ({made_from})"
        )
    return generation


def take_tables(run: Run, inputs: Mapping[str, Stored]) -> None:
    """Let the run use stored tables as the values of the steps that made them."""
    for step in run.steps:
        tables = step.tables()
        if tables and all(name in inputs for name in tables):
            values = {name: inputs[name].value for name in tables}
            run.outcomes.setdefault(step.name, Outcome(values, {}))
