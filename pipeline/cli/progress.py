"""What a command says while it works, and how it ends when the work is refused. All of it goes to stderr."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

SILENT = 2.0
"""Seconds after which a command says what it does."""
EVERY = {True: 0.2, False: 10.0}
"""Seconds between two reports: on a terminal one line that changes, elsewhere a line each."""
MEGABYTE = 1_000_000


def step_named(name: str) -> None:
    """Say which step begins."""
    click.echo(f"  {name}", err=True)


@contextmanager
def bytes_moved(label: str) -> Iterator[Callable[[int, int], None]]:
    """A function that is told the bytes done and in all (0: unknown), and shows them if it takes long."""
    terminal = sys.stderr.isatty()
    begun = time.monotonic()
    shown = begun + SILENT - EVERY[terminal]

    def moved(done: int, total: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - shown < EVERY[terminal]:
            return
        shown = now
        of = f" of {total / MEGABYTE:,.1f}" if total else ""
        click.echo(
            f"{chr(13) if terminal else ''}{label}: {done / MEGABYTE:,.1f}{of} MB",
            err=True,
            nl=not terminal,
        )

    yield moved
    if terminal and shown > begun + SILENT:
        click.echo(err=True)


@contextmanager
def refusals() -> Iterator[None]:
    """Print what stops a release, and end with exit code 1."""
    from pipeline.releases.filesystems import Unreachable
    from pipeline.releases.making import NotReleased
    from pipeline.releases.packages import Unreadable
    from pipeline.releases.signatures import CannotSign
    from pipeline.releases.standings import Refused
    from pipeline.sources.findings import printed

    try:
        yield
    except NotReleased as stopped:
        click.echo(printed(stopped.findings, "text"))
        count = len(stopped.findings)
        click.echo(f"{count} finding{'' if count == 1 else 's'}; nothing is released.", err=True)
        sys.exit(1)
    except (CannotSign, Refused, Unreachable, Unreadable) as refusal:
        click.echo(f"nothing is changed: {refusal}", err=True)
        sys.exit(1)
