"""The `oversight` command: one file a command, each thin over the functions that do the work.

A command imports what it needs when it runs, so that help loads click and nothing else.
Exit codes: 0 nothing wrong, 1 something found, 2 the command was used wrongly.
"""

import gc
import sys

import click

from pipeline.cli import (
    add,
    build,
    check,
    completeness,
    diff,
    draft,
    explain,
    get,
    ledger,
    new,
    publish,
    read,
    release,
    review,
    site,
    trace,
    verify,
    withdraw,
)
from pipeline.cli.group import oversight

__all__ = [
    "add",
    "build",
    "check",
    "completeness",
    "diff",
    "draft",
    "explain",
    "get",
    "ledger",
    "main",
    "new",
    "oversight",
    "publish",
    "read",
    "release",
    "review",
    "site",
    "trace",
    "verify",
    "withdraw",
]


def main() -> None:
    """Run the command in a process of its own, without three costs of importing large libraries.

    Collecting garbage while half a million objects are loaded takes a third of the time of the
    imports, and collecting at exit frees nothing that the end of the process does not free.
    pandera loads hypothesis, a test tool, and Dask's tables wherever they are installed.
    """
    gc.set_threshold(1_000_000, 20, 20)
    for unneeded in ("hypothesis", "dask.dataframe"):
        sys.modules.setdefault(unneeded, None)  # type: ignore[arg-type]
    try:
        oversight()
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] in ("pipeline", "schemas"):
            raise
        click.echo(
            f"This command needs `{missing.name}`, which is not installed.\n"
            "Install oversight-figures[build], or run `make build` in a checkout.",
            err=True,
        )
        sys.exit(2)
    finally:
        gc.freeze()
