"""The tables of a PDF, read in a process of its own with limits of memory and time."""

from pathlib import Path
from typing import Any

from pipeline.drafting.drafted_table import DraftedCell, DraftedTable
from pipeline.drafting.page_words import Box
from pipeline.drafting.table_process import MEMORY
from pipeline.intake import refusals
from pipeline.intake.reading_apart import bounded_reader, why_ended

MODULE = "pipeline.drafting.table_process"
SECONDS, SECONDS_OF_PAGE = 30, 15
"""Time of the processor, and of the clock, for a PDF and for each of its pages; a page takes 1 to 3 seconds."""


def tables_apart(pdf: Path, pages: int) -> list[DraftedTable]:
    """The tables of a PDF; raises `Refused` where it cannot be read within the limits."""
    seconds = SECONDS + SECONDS_OF_PAGE * pages
    tables: list[DraftedTable] = []
    is_done = False
    arguments = [str(seconds), str(pdf.resolve())]
    with bounded_reader(MODULE, arguments, b"", seconds) as (written, process):
        for said in written:
            is_done = "done" in said
            if "table" in said:
                tables.append(_table(said["table"]))
        code = process.wait()
    if not is_done or code != 0:
        raise refusals.out_of_bounds(why_ended(code, seconds, MEMORY))
    return tables


def _table(said: dict[str, Any]) -> DraftedTable:
    return DraftedTable(**said | {"cells": tuple(_cell(cell) for cell in said["cells"])})


def _cell(said: dict[str, Any]) -> DraftedCell:
    readers = {name: tuple(said[name]) for name in ("agree", "differ")}
    return DraftedCell(**said | readers | {"box": Box(*said["box"])})
