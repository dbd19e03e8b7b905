"""Dagster's assets and checks, made from the list of steps: one op for each stage.

A stage's assets are the tables that its steps give, or one asset where they give none. An output is stored
only where no step has a finding, so that nothing unsound can be used later.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import dagster as dg

from pipeline.orchestration.checking import not_run_lines
from pipeline.orchestration.derivations import (
    generation_shared_by,
    refuse_other_models,
    refuse_other_sources,
    shared_run,
    take_tables,
)
from pipeline.orchestration.generation import code_version, generation_of
from pipeline.orchestration.relation_reporting import (
    kind_metadata,
    registered_result,
    registered_spec,
)
from pipeline.orchestration.reporting import (
    asset_out,
    check_spec,
    code_references,
    dagster_name,
    declared_metadata,
    described,
    file_references,
    findings_metadata,
    in_one_line,
    table_metadata,
    table_out,
)
from pipeline.orchestration.run import Check, Run, Step
from pipeline.orchestration.step_functions import relation_check, rule_check
from pipeline.orchestration.steps import PUBLISHED_STEPS
from pipeline.orchestration.stored import Refused, SeveralTables, Stored
from pipeline.package.declared_checks import DECLARED
from pipeline.sources.table_catalog import declaring_files
from schemas.catalog import Catalog

Event = dg.Output[Any] | dg.AssetCheckResult
STAGES: Mapping[str, tuple[Step, ...]] = {
    stage: tuple(steps) for stage, steps in groupby(PUBLISHED_STEPS, lambda step: step.stage)
}
ASSET_OF_STAGE = {"documents": "documents", "publication": "datapackage"}
DESCRIPTIONS = {
    "documents": "Every document under `sources/`, compared with what people entered about it.",
    "datapackage": "`datapackage/`: every table as CSV and Parquet, with descriptor, dictionary and checksums.",
    DECLARED: "Every table whose columns and rules a report's YAML declares; each is listed with its rows.",
}


class Project(dg.ConfigurableResource[Any]):
    """The project that is worked on: the folder that holds `sources/` and `release.yaml`."""

    root: str

    @property
    def folder(self) -> Path:
        """Its root."""
        return Path(self.root)


def assets_of(stage: str, catalog: Catalog) -> tuple[str, ...]:
    """The names of a stage's assets; `catalog` has the tables that have assets of their own."""
    if stage in ASSET_OF_STAGE:
        return (ASSET_OF_STAGE[stage],)
    tables = tuple(table for step in STAGES[stage] for table in step.tables(catalog))
    return (*tables, DECLARED) if stage == "transcription" else tables


def stage_assets(
    stage: str, catalog: Catalog, upstream: Sequence[dg.AssetKey] = (), *, links_in: Path | None
) -> dg.AssetsDefinition:
    """The op of a stage. `upstream` are external assets.

    `links_in` is the root of the project whose assets get links to their code and declarations.
    """
    steps, assets = STAGES[stage], assets_of(stage, catalog)
    specs = [
        check_spec(check, asset_of(check, assets)) for s in steps for check in s.checks(catalog)
    ]

    @dg.multi_asset(
        name=stage,
        description="; ".join(step.does for step in steps),
        outs={name: _out(name, stage, catalog, links_in) for name in assets},
        ins={name: dg.AssetIn(name) for name in _inputs(stage, catalog)},
        deps=list(upstream),
        check_specs=[*specs, *([registered_spec()] if "relations" in assets else [])],
        can_subset=True,
    )
    def run_stage(
        context: dg.AssetExecutionContext, project: Project, **inputs: Stored
    ) -> Iterator[Event]:
        _refuse_dropped_selection(context)
        yield from _selected(context, _events(context, project.folder, stage, catalog, inputs))

    return run_stage


def _inputs(stage: str, catalog: Catalog) -> list[str]:
    """The assets of all stages whose steps a stage needs."""
    needed = {name for step in STAGES[stage] for name in (*step.needs, *step.after)}
    stages = {step.stage for step in PUBLISHED_STEPS if step.name in needed} - {stage}
    return [asset for other in STAGES if other in stages for asset in assets_of(other, catalog)]


def asset_of(check: Check, assets: Sequence[str]) -> str:
    """The asset that a check is shown with: the table it is about, or the stage's only asset."""
    return check.subject if check.subject in assets else assets[0]


def _out(name: str, stage: str, catalog: Catalog, links_in: Path | None) -> dg.AssetOut:
    if stage in ASSET_OF_STAGE:
        code = code_references(*(step.run for step in STAGES[stage])) if links_in else {}
        return asset_out(DESCRIPTIONS[name], stage, "yaml" if name == "documents" else "csv", code)
    if name == DECLARED:
        code = file_references(links_in, declaring_files(links_in)) if links_in else {}
        return asset_out(DESCRIPTIONS[name], stage, "table", code)
    (made_by,) = (step.run for step in STAGES[stage] if name in step.tables(catalog))
    model = catalog.model(name)
    return table_out(model, stage, code_references(model, made_by) if links_in else {})


def _refuse_dropped_selection(context: dg.AssetExecutionContext) -> None:
    """Stop where the executor does not know which assets were selected; dagster-dask drops the selection."""
    selected = context.run.asset_selection or frozenset()
    partial = selected or context.run.asset_check_selection
    if partial and not context.selected_asset_keys <= selected:
        raise Refused(
            "this executor runs whole jobs only: launch the job `build`, or select single assets with the "
            "executor in_process or multiprocess"
        )


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
    context: dg.AssetExecutionContext,
    root: Path,
    stage: str,
    catalog: Catalog,
    inputs: Mapping[str, Stored],
) -> Iterator[Event]:
    """Run the steps of a stage: first the results of its checks, then its outputs if nothing was found."""
    generation = generation_shared_by(inputs) if inputs else generation_of(root)
    refuse_other_sources(root, generation)
    if inputs:  # else the files are yet to be checked
        refuse_other_models(root, catalog)
    run = shared_run(root, context.run.run_id, generation)
    take_tables(run, catalog, inputs)
    for step in STAGES[stage]:
        run.advance(step)
        yield from check_results(run, step, catalog)
    refuse_findings(context.log, run)
    if stage == "documents":
        yield _documents(run, generation)
    elif stage == "publication":
        yield _datapackage(context, run, generation)
    else:
        yield from _tables(run, stage, catalog, generation)


def refuse_findings(log: dg.DagsterLogManager, run: Run) -> None:
    """Log every finding of a run, and the steps that did not run; raise `Refused` where there is one."""
    if not run.findings:
        return
    for finding in sorted(set(run.findings)):
        log.error(in_one_line(finding))
    for line in not_run_lines(run):
        log.info(f"not run: {line}")
    raise Refused(described(run.findings) or "", not_run=list(not_run_lines(run)))


def check_results(run: Run, step: Step, catalog: Catalog) -> Iterator[dg.AssetCheckResult]:
    """The result of each check of a step; none where the step did not run."""
    if step.name not in run.outcomes:
        return
    for check, findings in run.outcomes[step.name].checks.items():
        yield dg.AssetCheckResult(
            asset_key=dg.AssetKey(asset_of(check, assets_of(step.stage, catalog))),
            check_name=dagster_name(check.sentence),
            passed=not findings,
            description=described(findings),
            metadata={**findings_metadata(findings), **_relations_of(run, step, check)},
        )
    if step.name == "consistency":
        yield registered_result(run.value("consistency"), run.root)


def _relations_of(run: Run, step: Step, check: Check) -> dict[str, Any]:
    """The relations, or the rules of tables, of a kind, for the check of that kind."""
    if step.name == "relations":
        return kind_metadata(r for r in run.value("relations") if relation_check(r.kind) == check)
    if step.name == "rules":
        rules = (r for r in run.value("rules") if rule_check(r.single.rule.kind) == check)
        return kind_metadata(rules)
    return {}


def _tables(run: Run, stage: str, catalog: Catalog, generation: str) -> Iterator[dg.Output[Stored]]:
    for step in STAGES[stage]:
        for name in step.tables(catalog):
            frame = run.value(step.name)[name]
            yield _output(name, frame, generation, table_metadata(frame))
    if DECLARED in assets_of(stage, catalog):
        models = run.value("documents").catalog.made_from_yaml()
        frames = {name: run.value("transcribed_tables")[name] for name in models}
        yield _output(
            DECLARED, SeveralTables(frames), generation, declared_metadata(models, frames)
        )


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
    from pipeline.package.package_folder import NotWritten, write_package
    from pipeline.package.paths import CHECKSUMS
    from pipeline.text.documents import sha256_of

    files = run.value("version").files
    if "datapackage" in context.op_execution_context.selected_output_names:
        try:
            write_package(
                run.root,
                files,
                waiting=context.log.warning,
                before=lambda: refuse_other_sources(run.root, generation),
            )
        except NotWritten as problem:
            raise Refused(str(problem)) from None
    digest = sha256_of(files[CHECKSUMS])
    metadata = {
        "version": run.value("documents").head.version,
        "files": len(files),
        "sha256 of SHA256SUMS": digest,
    }
    return _output("datapackage", digest, generation, metadata)
