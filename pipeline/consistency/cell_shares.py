"""Cells of tables in percent of a total that a document states, row by row in the order printed.

Which columns have which totals is in `sources/answers.yaml`. That the cells add up to the total is a rule of
their table and is not checked again here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import portion

from pipeline.consistency.interval_arithmetic import as_text, exact, percent_of
from pipeline.consistency.table_members import CellMember, cell_member
from pipeline.sources.answer_entries import CellSharesEntry
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding
from pipeline.transcription.cell_references import cell_problem, table_of
from pipeline.transcription.figures import Figure
from pipeline.transcription.transcribe import Transcription


@dataclass(frozen=True)
class CellShare:
    """A cell, its place in its table (counted from 1), the total of its column, and its share of that."""

    cell: CellMember
    order: int
    total: Figure
    share: portion.Interval

    def __repr__(self) -> str:
        return f"CellShare({self.cell.words}: {as_text(self.share)})"


def cell_shares_of(transcription: Transcription) -> tuple[list[CellShare], list[Finding]]:
    """Every share of a cell that is known, and findings about columns and totals that do not fit."""
    shares: list[CellShare] = []
    findings: list[Finding] = []
    for at in transcription.corpus.shared.cell_shares:
        for column, name in at.entry.totals.items():
            total = transcription.figures[name]
            problem = _problem(at.entry, column, total, transcription)
            if problem is not None:
                findings.append(at.finding(at.entry.table, *problem, "totals", column))
                continue
            for share in _of_column(at.entry, column, total, transcription):
                if share.share.lower > 100:
                    found = f"{share.cell.words} is more than its total {total.id}"
                    remedy = "name the figure that is the total of the column"
                    findings.append(at.finding(at.entry.table, found, remedy, "totals", column))
                    break
                shares.append(share)
    return shares, [*findings, *_repeated(transcription)]


def _problem(
    entry: CellSharesEntry, column: str, total: Figure, transcription: Transcription
) -> tuple[str, str] | None:
    """Why a column has no shares of a total: found, and what to do."""
    problem = cell_problem(entry.cell(column), transcription.tables)
    if problem is not None:
        return problem
    unit = cell_member(entry.cell(column), transcription.tables).unit
    if unit != total.unit:
        found = f"`{column}` is in {unit}, its total {total.id} in {total.unit}"
        return found, "name the figure that is the total of the column"
    if total.is_approximate:
        return f"{total.id} is approximate: nothing follows from it", "take the column out"
    return None


def _of_column(
    entry: CellSharesEntry, column: str, total: Figure, transcription: Transcription
) -> Iterator[CellShare]:
    table = table_of(entry.cell(column), transcription.tables)
    assert table is not None
    whole = exact(total.interval)
    for order, row in enumerate(table.rows, 1):
        cell = cell_member(entry.cell(column, row), transcription.tables)
        if cell.is_known and not cell.is_approximate:
            yield CellShare(cell, order, total, percent_of(cell.uncut & cell.within, whole))


def _repeated(transcription: Transcription) -> Iterator[Finding]:
    """Columns of a table that two entries name."""
    first: dict[tuple[str, str], Located[CellSharesEntry]] = {}
    for at in transcription.corpus.shared.cell_shares:
        for column in at.entry.totals:
            table = table_of(at.entry.cell(column), transcription.tables)
            if table is None:
                continue
            other = first.setdefault((f"{table.source.id}/{table.name}", column), at)
            if other is not at:
                found = f"{other.file}:{other.line('totals', column)} has the column `{column}` too"
                yield at.finding(at.entry.table, found, "keep one of them", "totals", column)
