"""What Dagster loads, and the build that the command runs.

Under the UI, values are kept by the instance's own storage, so that a single asset can be run; the
command runs the same job on an instance in memory. Either gives the same bytes.
"""

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import dagster as dg

from pipeline.orchestration.assets import stages

build = dg.define_asset_job(
    "build",
    selection=dg.AssetSelection.all(),
    description="From sources/ to datapackage/: materialize everything, check everything.",
)
check = dg.define_asset_job(
    "check",
    selection=dg.AssetSelection.all_asset_checks(),
    description="Run every check on what was materialized last; writes nothing.",
)


def definitions(
    root: Path,
    io_manager: dg.IOManagerDefinition | None = None,
    logger: dg.LoggerDefinition | None = None,
) -> dg.Definitions:
    """All assets, checks and jobs of the project under `root`.

    Values are kept by the instance's storage, unless another `io_manager` is given.
    """
    return dg.Definitions(
        assets=stages(root),
        jobs=[build, check],
        resources={
            "root": dg.ResourceDefinition.hardcoded_resource(root),
            **({"io_manager": io_manager} if io_manager else {}),
        },
        loggers={"console": logger} if logger else None,
        executor=dg.in_process_executor,
    )


@dataclass(frozen=True)
class BuildOutcome:
    """Whether a package was written; if not, what stopped a step beside the checks' findings."""

    success: bool
    errors: tuple[str, ...] = ()


def build_package(root: Path, progress: Callable[[str], None]) -> BuildOutcome:
    """Run the job `build` in memory; `progress` is told the name of each step as it begins."""
    defs = definitions(root, dg.mem_io_manager, _telling(progress))
    with dg.DagsterInstance.ephemeral() as instance:
        result = defs.resolve_job_def("build").execute_in_process(
            run_config={"loggers": {"console": {}}}, instance=instance, raise_on_error=False
        )
    failures = [event.step_failure_data for event in result.all_events if event.is_step_failure]
    errors = [str(failure.error.message).strip() for failure in failures if failure.error]
    passed = all(
        check.passed or check.severity == dg.AssetCheckSeverity.WARN
        for check in result.get_asset_check_evaluations()
    )
    return BuildOutcome(result.success and passed, tuple(errors))


def _telling(progress: Callable[[str], None]) -> dg.LoggerDefinition:
    """A logger that passes on nothing of a run but which step begins."""

    class StepNames(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            event = getattr(record, "dagster_event", None)
            if event is not None and event.event_type_value == "STEP_START":
                progress(event.step_key)

    def telling(_: dg.InitLoggerContext) -> logging.Logger:
        logger = logging.Logger("oversight")
        logger.addHandler(StepNames())
        return logger

    return dg.LoggerDefinition(telling)


defs = definitions(Path(os.environ.get("OVERSIGHT_ROOT", ".")).resolve())
