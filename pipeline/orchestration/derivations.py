"""The run of steps that the ops of a Dagster run share in one process, and its generation.

An op takes values from it that Dagster does not store (the corpus, the transcripts). In one process each step
runs once; another process derives again what it needs, from sources of the same generation only.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pipeline.orchestration.generation import code_version, generation_of
from pipeline.orchestration.run import Outcome, Run
from pipeline.orchestration.steps import PUBLISHED_STEPS
from pipeline.orchestration.stored import Refused, Stored
from pipeline.package.declared_checks import DECLARED
from pipeline.sources.table_catalog import tables_with_models
from schemas.catalog import Catalog


def refuse_other_sources(root: Path, generation: str) -> None:
    """Raise `Refused` where the disk no longer has the sources of a generation."""
    on_disk = generation_of(root)
    if on_disk != generation:
        raise Refused(
            f"the sources changed since `documents` was materialized (then {generation[:8]}, now "
            f"{on_disk[:8]}): materialize `documents` first",
            stored=generation,
            on_disk=on_disk,
        )


@lru_cache(maxsize=1)
def shared_run(root: Path, _run_id: str, _generation: str) -> Run:
    """The run of steps that belongs to a Dagster run and a generation, as far as this process went.

    A worker outlives a Dagster run; the next one begins anew, since a step also reads full texts and
    archives of releases, which the generation does not cover.
    """
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


def refuse_other_models(root: Path, catalog: Catalog) -> None:
    """Raise `Refused` where the files name other tables with a model than those that have assets."""
    named = tables_with_models(root)
    if named.declared.keys() != catalog.declared.keys():
        raise Refused(
            f"the sources name tables with the models {', '.join(named.declared) or 'none'}, there are assets for "
            f"{', '.join(catalog.declared) or 'none'}: reload the definitions"
        )


def take_tables(run: Run, catalog: Catalog, inputs: Mapping[str, Stored]) -> None:
    """Let the run use stored tables as the values of the steps that made them."""
    for step in run.steps:
        tables = step.tables(catalog)
        if tables and all(name in inputs for name in tables):
            values = {name: inputs[name].value for name in tables}
            if DECLARED in inputs and step.stage == "transcription":
                values |= inputs[DECLARED].value.frames
            run.outcomes.setdefault(step.name, Outcome(values, {}))
