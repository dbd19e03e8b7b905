"""What Dagster loads, and the build that the command runs.

Under the UI, values are kept by the instance's own storage, so that a single asset can be run; the
command runs the same job on an instance in memory. Either gives the same bytes.
"""

import logging
import os
from collections.abc import Callable
from pathlib import Path

import dagster as dg

from pipeline.assets.stages import STAGES

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
        assets=STAGES,
        jobs=[build, check],
        resources={
            "root": dg.ResourceDefinition.hardcoded_resource(root),
            **({"io_manager": io_manager} if io_manager else {}),
        },
        loggers={"console": logger} if logger else None,
        executor=dg.in_process_executor,
    )


def build_package(root: Path, progress: Callable[[str], None]) -> bool:
    """Run the job `build` in memory; False where a check stopped it or an asset failed.

    `progress` is told the name of each step as it begins.
    """
    defs = definitions(root, dg.mem_io_manager, _telling(progress))
    with dg.DagsterInstance.ephemeral() as instance:
        result = defs.resolve_job_def("build").execute_in_process(
            run_config={"loggers": {"console": {}}}, instance=instance, raise_on_error=False
        )
    checks = result.get_asset_check_evaluations()
    return result.success and all(check.passed for check in checks)


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
