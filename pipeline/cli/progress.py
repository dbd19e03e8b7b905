"""Progress on stderr while a command works, and how it ends when the work is refused."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from textwrap import fill

from pipeline.cli.console import say

SILENT = 2.0
"""Seconds before the first report."""
EVERY = {True: 0.2, False: 10.0}
"""Seconds between two reports: one changing line on a terminal, a line each elsewhere."""
MEGABYTE = 1_000_000


def step_named(name: str) -> None:
    """Print the step that begins."""
    say(f"  {name}", err=True)


def other_writer(sentence: str) -> None:
    """Print that another run is writing, so that this one waits."""
    say(sentence, err=True)


@contextmanager
def files_moved(label: str, noun: str = "files") -> Iterator[Callable[[int, int], None]]:
    """A function to call with files (or others) done and in all; it reports if it takes long."""
    terminal = sys.stderr.isatty()
    shown = time.monotonic() + SILENT - EVERY[terminal]

    def moved(done: int, total: int) -> None:
        nonlocal shown
        if time.monotonic() - shown >= EVERY[terminal]:
            shown = time.monotonic()
            say(f"{label}: {done} of {total} {noun}", err=True)

    yield moved


def counted(number: int, noun: str) -> str:
    """A number of things in words.

    >>> counted(1, "finding"), counted(2, "finding")
    ('1 finding', '2 findings')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


@contextmanager
def bytes_moved(label: str) -> Iterator[Callable[[int, int], None]]:
    """A function to call with bytes done and bytes in all (0: unknown); it reports if it takes long."""
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
        if terminal:
            sys.stderr.write("\r")
        say(f"{label}: {done / MEGABYTE:,.1f}{of} MB", err=True, newline=not terminal)

    yield moved
    if terminal and shown > begun + SILENT:
        say("", err=True)


@contextmanager
def refusals() -> Iterator[None]:
    """Print why the work stopped, and end with exit code 1; no release that was published is changed."""
    from pipeline.releases.filesystems import Unreachable
    from pipeline.releases.packages import Unreadable
    from pipeline.releases.signatures import CannotSign
    from pipeline.releases.standings import Refused

    try:
        yield
    except (CannotSign, Refused, Unreadable) as refusal:
        say(f"no release is changed: {refusal}", err=True)
        sys.exit(1)
    except (Unreachable, OSError) as failure:
        say(f"stopped: {failure}", err=True)
        sys.exit(1)


def name_steps_not_run(lines: Iterable[str]) -> None:
    """Name the steps that did not run, after the findings that stopped them."""
    for line in lines:
        say(fill(f"not run: {line}", 80, subsequent_indent="  "), err=True)
