"""Dagster's assets and checks, made from the list of steps: one op for each stage.

A stage's assets are the tables that its steps give, or one asset where they give none. An output is stored
only where no check of its stage has a finding, so that nothing unsound can be used later.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import dagster as dg

from pipeline.orchestration.derivations import generation_shared_by, run_of, take_tables
from pipeline.orchestration.generation import code_version, generation_of
from pipeline.orchestration.relation_reporting import (
    kind_metadata,
    registered_result,
    registered_spec,
)
from pipeline.orchestration.reporting import (
    asset_out,
    check_spec,
    code_reference,
    dagster_name,
    described,
    findings_metadata,
    in_one_line,
    table_metadata,
    table_out,
)
from pipeline.orchestration.run import Check, Run, Step
from pipeline.orchestration.steps import PUBLISHED_STEPS
from pipeline.orchestration.stored import Refused, Stored
from pipeline.sources.findings import Finding

Event = dg.Output[Any] | dg.AssetCheckResult
STAGES: Mapping[str, tuple[Step, ...]] = {
    stage: tuple(steps) for stage, steps in groupby(PUBLISHED_STEPS, lambda step: step.stage)
}
ASSET_OF_STAGE = {"documents": "documents", "publication": "datapackage"}
DESCRIPTIONS = {
    "documents": "Every document under `sources/`, compared with what people entered about it.",
    "datapackage": "`datapackage/`: every table as CSV and Parquet, with descriptor, dictionary and checksums.",
}


class Project(dg.ConfigurableResource[Any]):
    """The project that is worked on: the folder that holds `sources/` and `release.yaml`."""

    root: str

    @property
    def folder(self) -> Path:
        """Its root."""
        return Path(self.root)


def assets_of(stage: str) -> tuple[str, ...]:
    """The names of a stage's assets."""
    if stage in ASSET_OF_STAGE:
        return (ASSET_OF_STAGE[stage],)
    return tuple(table for step in STAGES[stage] for table in step.tables())


def stage_assets(
    stage: str, upstream: Sequence[dg.AssetKey] = (), *, with_code: bool
) -> dg.AssetsDefinition:
    """The op of a stage. `upstream` are external assets; `with_code` adds links to the code."""
    steps, assets = STAGES[stage], assets_of(stage)
    specs = [check_spec(check, asset_of(check, assets)) for s in steps for check in s.checks()]
    needed = {name for step in steps for name in (*step.needs, *step.after)}
    stages = {step.stage for step in PUBLISHED_STEPS if step.name in needed} - {stage}
    inputs = [asset for other in STAGES if other in stages for asset in assets_of(other)]

    @dg.multi_asset(
        name=stage,
        description="; ".join(step.does for step in steps),
        outs={name: _out(name, stage, steps, with_code) for name in assets},
        ins={name: dg.AssetIn(name) for name in inputs},
        deps=list(upstream),
        check_specs=[*specs, *([registered_spec()] if "relations" in assets else [])],
        can_subset=True,
    )
    def run_stage(
        context: dg.AssetExecutionContext, project: Project, **inputs: Stored
    ) -> Iterator[Event]:
        yield from _selected(context, _events(context, project.folder, stage, inputs))

    return run_stage


def asset_of(check: Check, assets: Sequence[str]) -> str:
    """The asset that a check is shown with: the table it is about, or the stage's only asset."""
    return check.subject if check.subject in assets else assets[0]


def _out(name: str, stage: str, steps: Sequence[Step], with_code: bool) -> dg.AssetOut:
    if stage in ASSET_OF_STAGE:
        code = code_reference(steps[0].run) if with_code else {}
        return asset_out(DESCRIPTIONS[name], stage, "yaml" if name == "documents" else "csv", code)
    return table_out(name, stage, with_code=with_code)


def _selected(context: dg.AssetExecutionContext, events: Iterator[Event]) -> Iterator[Event]:
    """Only the events that are selected: a single asset in the UI, or the checks alone."""
    op = context.op_execution_context
    checks = {(key.asset_key, key.name) for key in op.selected_asset_check_keys}
    for event in events:
        if isinstance(event, dg.Output):
            wanted = event.output_name in op.selected_output_names
        else:
            wanted = (event.asset_key, event.check_name) in checks
        if wanted:
            yield event


def _events(
    context: dg.AssetExecutionContext, root: Path, stage: str, inputs: Mapping[str, Stored]
) -> Iterator[Event]:
    """Run the steps of a stage: first the results of its checks, then its outputs if all checks hold."""
    generation = generation_shared_by(inputs) if inputs else generation_of(root)
    run = run_of(root, generation)
    take_tables(run, inputs)
    findings: list[Finding] = []
    for step in STAGES[stage]:
        run.advance(step)
        for result, found in check_results(run, step, assets_of(stage)):
            findings += found
            yield result
    if "relations" in assets_of(stage) and "consistency" in run.outcomes:
        yield registered_result(run.value("consistency"), root)
    for finding in findings:
        context.log.error(in_one_line(finding))
    if findings:
        raise Refused(described(findings) or "")
    if stage == "documents":
        yield _documents(run, generation)
    elif stage == "publication":
        yield _datapackage(context, run, generation)
    else:
        yield from _tables(run, stage, generation)


def check_results(
    run: Run, step: Step, assets: Sequence[str]
) -> Iterator[tuple[dg.AssetCheckResult, Sequence[Finding]]]:
    """The result of each check of a step, with its findings; none where the step did not run."""
    if step.name not in run.outcomes:
        return
    for check, findings in run.outcomes[step.name].checks.items():
        result = dg.AssetCheckResult(
            asset_key=dg.AssetKey(asset_of(check, assets)),
            check_name=dagster_name(check.sentence),
            passed=not findings,
            description=described(findings),
            metadata={**findings_metadata(findings), **_relations_of(run, step, check)},
        )
        yield result, findings


def _relations_of(run: Run, step: Step, check: Check) -> dict[str, Any]:
    """The relations of a kind, for the check of that kind."""
    if step.name != "relations":
        return {}
    kind = check.sentence.split()[1]
    return kind_metadata(r for r in run.value("relations") if r.kind == kind)


def _tables(run: Run, stage: str, generation: str) -> Iterator[dg.Output[Stored]]:
    for step in STAGES[stage]:
        for name in step.tables():
            frame = run.value(step.name)[name]
            yield _output(name, frame, generation, table_metadata(frame))


def _output(
    name: str, value: Any, generation: str, metadata: Mapping[str, Any]
) -> dg.Output[Stored]:
    return dg.Output(
        Stored(value, generation, code_version()),
        output_name=name,
        metadata=dict(metadata),
        data_version=dg.DataVersion(generation),
    )


def _documents(run: Run, generation: str) -> dg.Output[Stored]:
    """The hash of every text; the corpus itself is read again where it is needed."""
    hashes = {source.id: source.entry.text_sha256 for source in run.value("documents").sources}
    metadata = {
        "dagster/row_count": len(hashes),
        "generation": generation,
        "sha256 of texts": hashes,
    }
    return _output("documents", hashes, generation, metadata)


def _datapackage(context: dg.AssetExecutionContext, run: Run, generation: str) -> dg.Output[Stored]:
    """Write the package, if the disk still has the sources that it was made from."""
    from pipeline.package.package_folder import write_package
    from pipeline.package.paths import CHECKSUMS
    from pipeline.text.documents import sha256_of

    files = run.value("version").files
    if "datapackage" in context.op_execution_context.selected_output_names:
        run_of(run.root, generation)
        write_package(run.root, files, context.log.info)
    digest = sha256_of(files[CHECKSUMS])
    metadata = {
        "version": run.value("documents").head.version,
        "files": len(files),
        "sha256 of SHA256SUMS": digest,
    }
    return _output("datapackage", digest, generation, metadata)
