"""Figures in the short form: without what their quotation tells, and in blocks with what neighbors share.

The way back is in `figure_entries` and `figure_blocks`, which read either form as the same entries; how they are written
is in `written_figures`.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from pydantic import ValidationError

from pipeline.sources.figure_blocks import LIST, SHARED
from pipeline.sources.figure_entries import FigureEntry

Fields = dict[str, Any]
TOLD = ("at", "period_printed", "statistic")
"""Fields that a quotation may tell."""
GROUPED_BY = ("quote", "measure")
"""What figures that follow each other have in common where they are a block."""


def shortened(figure: Fields) -> Fields:
    """The fields of a figure without those that its quotation tells; those of no sound entry are left as they are."""
    try:
        whole = FigureEntry.model_validate(figure)
    except ValidationError:
        return figure
    for field in TOLD:
        shorter = {name: value for name, value in figure.items() if name != field}
        try:
            same = FigureEntry.model_validate(shorter) == whole
        except ValidationError:
            continue
        figure = shorter if same else figure
    return figure


def in_blocks(figures: Sequence[Fields]) -> list[Fields]:
    """Figures, those that follow each other and share enough as a block of what they share.

    Enough is the quotation; else the measure and another field.
    """
    of_quotations = [list(run) for _, run in groupby(figures, key=lambda one: one["quote"])]
    blocks: list[Fields] = []
    for several, runs in groupby(of_quotations, key=lambda run: len(run) > 1):
        if several:
            blocks += [_block(run) for run in runs]
        else:
            alone = [run[0] for run in runs]
            by_measure = groupby(alone, key=lambda one: one["measure"])
            blocks += [one for _, run in by_measure for one in _of_measure(list(run))]
    return blocks


def _of_measure(run: list[Fields]) -> list[Fields]:
    """Figures of one measure: a block if they share another field, or else each by itself."""
    return [_block(run)] if len(run) > 1 and len(_shared(run)) > 1 else run


def _shared(run: Sequence[Fields]) -> Fields:
    """The fields that all figures of a run have alike."""
    return {
        name: value
        for name, value in run[0].items()
        if name in SHARED and all(name in one and one[name] == value for one in run)
    }


def _block(run: Sequence[Fields]) -> Fields:
    shared = _shared(run)
    return {"of": shared, LIST: [{n: v for n, v in one.items() if n not in shared} for one in run]}
