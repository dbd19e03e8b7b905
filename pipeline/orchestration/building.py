"""`oversight build`: Dagster's job `build` in this process, with nothing kept but the package."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
from dagster_shared.error import SerializableErrorInfo

from pipeline.orchestration.checking import not_run_lines
from pipeline.orchestration.definitions import definitions
from pipeline.orchestration.derivations import shared_run
from pipeline.orchestration.generation import generation_of
from pipeline.orchestration.run import Run
from pipeline.sources.findings import Finding


@dataclass(frozen=True)
class Build:
    """How a build ended: `findings` stopped it, or `errors` that are not about the sources.

    `not_run` names the steps that did not run, a line for each cause.
    """

    success: bool
    findings: tuple[Finding, ...]
    not_run: tuple[str, ...]
    errors: tuple[str, ...]


def build_package(root: Path, progress: Callable[[str], None]) -> Build:
    """Run the job `build` in memory.

    `progress` is told the name of each stage as it begins, and that the build waits for another one.
    """
    generation = generation_of(root)
    defs = definitions(root, io_manager=dg.mem_io_manager, logger=_telling(progress))
    with dg.DagsterInstance.ephemeral() as instance:
        result = defs.resolve_job_def("build").execute_in_process(
            run_config={"loggers": {"console": {}}}, instance=instance, raise_on_error=False
        )
    run = shared_run(root, result.run_id, generation)
    failures = [event.step_failure_data for event in result.all_events if event.is_step_failure]
    errors = tuple(_cause(failure.error) for failure in failures if failure.error)
    return Build(
        success=result.success,
        findings=run.findings,
        not_run=_not_run(run),
        errors=() if run.findings else errors,
    )


def _cause(error: SerializableErrorInfo) -> str:
    """The message of what went wrong in a step, without Dagster's words about it."""
    while error.cause is not None:
        error = error.cause
    return str(error.message).strip()


def _not_run(run: Run) -> tuple[str, ...]:
    """The steps that did not run; the findings of a stage stop all later stages."""
    causes = tuple(name for name, outcome in run.outcomes.items() if outcome.findings)
    if not causes:
        return ()
    stopped = {s.name: causes for s in run.steps if s.name not in run.outcomes}
    return not_run_lines(Run(run.root, run.steps, run.outcomes, {**stopped, **run.not_run}))


def _telling(progress: Callable[[str], None]) -> dg.LoggerDefinition:
    """A logger that reports which stage begins, and warnings of the steps."""

    class Stages(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            event = getattr(record, "dagster_event", None)
            if event is not None and event.event_type_value == "STEP_START":
                progress(event.step_key)
            elif event is None and record.levelno == logging.WARNING:
                progress(getattr(record, "dagster_meta", {}).get("orig_message", record.msg))

    def telling(_: dg.InitLoggerContext) -> logging.Logger:
        logger = logging.Logger("oversight")
        logger.addHandler(Stages())
        return logger

    return dg.LoggerDefinition(telling)
