"""What Dagster loads: the project that the environment names (`workspace.yaml`, `[tool.dg]`)."""

import os
from pathlib import Path

import dagster as dg

from pipeline.orchestration.definitions import EXECUTOR_VARIABLE, ROOT_VARIABLE, definitions


@dg.definitions
def defs() -> dg.Definitions:
    """The project in the folder that OVERSIGHT_ROOT names, or in the working directory."""
    root = Path(os.environ.get(ROOT_VARIABLE, ".")).resolve()
    executor = os.environ.get(EXECUTOR_VARIABLE, "in_process")
    return definitions(root, executor=executor, with_code=True)
