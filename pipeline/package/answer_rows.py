"""Rows of the tables `answers` and `cell_shares`."""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

import portion

from pipeline.consistency.answers import Answer, cell_in_words
from pipeline.consistency.bounds import assumptions_of
from pipeline.consistency.cautions import Caution, discrepancies_of_cell
from pipeline.consistency.cell_shares import CellShare
from pipeline.consistency.consistency import Consistency
from pipeline.consistency.interval_arithmetic import published_ends, rounded


def answer_row(
    answer: Answer,
    consistency: Consistency,
    cautions: Mapping[str, Caution],
    statements: Mapping[str, str],
) -> dict[str, Any]:
    """The row of an answer; `statements` are what readings take for granted."""
    figures = list(_figures(answer))
    cells = [member.cell for member in answer.members if member.cell]
    discrepancies = [name for figure in figures for name in cautions[figure].discrepancy_ids]
    discrepancies += [name for cell in cells for name in discrepancies_of_cell(cell, consistency)]
    lower, upper = published_ends(answer.interval)
    return {
        "answer_id": answer.id,
        "question": answer.entry.question,
        "kind": answer.entry.kind,
        "formula": answer.formula,
        "value": only_number(answer.interval),
        "lower": lower,
        "lower_closed": None if lower is None else answer.interval.left == portion.CLOSED,
        "upper": upper,
        "upper_closed": None if upper is None else answer.interval.right == portion.CLOSED,
        "unit": answer.unit,
        "reading": answer.entry.reading,
        "assumptions": " ".join(_assumptions(answer, statements)) or None,
        "caution": " ".join(_caution(answer, figures, cautions)) or None,
        "rests_on": " ".join(figures) or None,
        "cells": "; ".join(cell_in_words(cell) for cell in cells) or None,
        "discrepancy_ids": " ".join(dict.fromkeys(discrepancies)) or None,
    }


def cell_share_row(share: CellShare) -> dict[str, Any]:
    """The row of a cell in percent of its total."""
    cell, total = share.cell, share.total
    lower, upper = published_ends(share.share)
    assert cell.printed is not None
    return {
        "source_id": cell.table.source.id,
        "table_name": cell.table.name,
        "row_key": cell.reference.row,
        "column_name": cell.reference.column,
        "printed_order": share.order,
        "value": rounded(cell.printed, ROUND_HALF_EVEN),
        "unit": cell.unit,
        "share": only_number(share.share),
        "share_lower": lower,
        "share_upper": upper,
        "total_figure_id": total.id,
        "period_start": total.period.start if total.period else None,
        "period_end": total.period.end if total.period else None,
        "period_printed": total.entry.period_printed,
    }


def only_number(interval: portion.Interval) -> Decimal | None:
    """The one number that an interval has, to six decimals; None where it has several."""
    return rounded(interval.lower, ROUND_HALF_EVEN) if interval.lower == interval.upper else None


def _figures(answer: Answer) -> Iterator[str]:
    """The figures that an answer rests on, each once: its members, then what its bounds rest on."""
    of_bounds = (
        member.id
        for bound in answer.bounds
        for relation in bound.relations
        for member in relation.members
        if member.figure and member.id in bound.rests_on
    )
    yield from dict.fromkeys((*(m.id for m in answer.members if m.figure), *of_bounds))


def _assumptions(answer: Answer, statements: Mapping[str, str]) -> Iterator[str]:
    """Everything that an answer takes for granted, each sentence once.

    Readings of its bounds are left out: its own assumptions say what holds under all of them.
    """
    entry, reasons = answer.entry, answer.entry.differs_in
    sentences = [
        entry.assumptions,
        statements.get(entry.reading or ""),
        reasons.unit,
        reasons.measure,
        reasons.period,
        *(sentence for bound in answer.bounds for sentence in assumptions_of(bound, {})),
    ]
    yield from dict.fromkeys(sentence for sentence in sentences if sentence)


def _caution(answer: Answer, figures: list[str], cautions: Mapping[str, Caution]) -> Iterator[str]:
    if answer.entry.caution:
        yield answer.entry.caution
    for figure in figures:
        line = cautions[figure].line
        if line is not None:
            yield f"{figure}: {line}"
