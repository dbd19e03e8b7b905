"""A PDF read in a process of its own, with limits of memory and time, to a `Rendition`."""

import json
import os
import subprocess
import sys
import threading
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from pipeline.intake import refusals
from pipeline.intake.rendition import Rendition, RenditionLine

Progress = Callable[[int, int], None]
MODULE = "pipeline.intake.pdf_process"
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "POLARS_MAX_THREADS"), "1")
"""Threads map memory: with one a library needs as much on each machine."""


def read_pdf(content: bytes, moved: Progress) -> Rendition:
    """The text of a PDF; raises `Refused` where it has none, or cannot be read within the limits.

    `moved` is called with the number of pages read, and of pages in all.
    """
    repairs, lines, empty = Counter[str](), list[RenditionLine](), list[int]()
    program, pages, is_done = "", 0, False
    with bounded_reader(MODULE, [], content, refusals.SECONDS) as (written, process):
        for said in written:
            if "program" in said:
                program, pages = said["program"], said["pages"]
            elif "page" in said:
                repairs.update(said["repairs"])
                lines += (_line(*one) for one in said["lines"])
                empty += [] if said["lines"] else [said["page"]]
                moved(said["page"], pages)
            is_done = "done" in said
        code = process.wait()
    if not is_done or code != 0:
        raise refusals.out_of_bounds(why_ended(code))
    while lines and not lines[-1].text:
        lines.pop()
    return Rendition("PDF", program, pages, tuple(lines), repairs, tuple(empty))


def _line(
    text: str, page: int, turned: int, top: int, bottom: int, edges: list[int], size: float
) -> RenditionLine:
    return RenditionLine(text, page, turned, top, bottom, array("i", edges), size)


@contextmanager
def bounded_reader(
    module: str, arguments: Sequence[str], content: bytes, seconds: int
) -> Iterator[tuple[Iterator[dict[str, Any]], "subprocess.Popen[bytes]"]]:
    """The objects that a process writes about a PDF; it is ended when its time is up or nobody reads what it writes.

    Raises `Refused` where it says so.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**own_environment(), **ONE_THREAD},
    )
    assert process.stdin is not None and process.stdout is not None
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    try:
        with suppress(BrokenPipeError), process.stdin as its_input:
            its_input.write(content)
        yield _said(process.stdout), process
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        process.stdout.close()


def _said(output: IO[bytes]) -> Iterator[dict[str, Any]]:
    for written in output:
        said = json.loads(written)
        if "refused" in said:
            raise refusals.Refused(*said["refused"])
        yield said


def own_environment() -> dict[str, str]:
    """The environment, with the folder that this package was imported from first in the path of modules."""
    here = str(Path(__file__).resolve().parents[2])
    paths = [here, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONIOENCODING": "utf-8"}


def why_ended(code: int, seconds: int = refusals.SECONDS, memory: int = refusals.MEMORY) -> str:
    """Why a process with these limits ended before it was done."""
    if code in (-9, -24):
        return f"takes more than {seconds} seconds, or more memory than there is"
    if code in (-6, -11):
        return (
            f"crashes its reader, or takes more than {memory // refusals.MEGABYTE:,} MB of memory"
        )
    return f"ended the program that reads it ({f'signal {-code}' if code < 0 else f'exit code {code}'})"
