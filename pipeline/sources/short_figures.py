"""Figures in the short form: without what their quotation tells, and in blocks with what neighbors share.

The way back is in `figure_entries` and `figure_blocks`, which read either form as the same entries.
"""

from collections.abc import Sequence
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
    """Figures, those of one quotation or one measure that follow each other as a block of what they share."""
    runs: list[list[Fields]] = []
    for figure in figures:
        if runs and any(figure[name] == runs[-1][0][name] for name in _common(runs[-1])):
            runs[-1].append(figure)
        else:
            runs.append([figure])
    return [_block(run) for run in runs]


def _common(run: Sequence[Fields]) -> list[str]:
    """The fields by which figures are grouped that all of a run have in common."""
    return [name for name in GROUPED_BY if all(one[name] == run[0][name] for one in run)]


def _block(run: Sequence[Fields]) -> Fields:
    if len(run) == 1:
        return run[0]
    shared = {
        name: value
        for name, value in run[0].items()
        if name in SHARED and all(name in one and one[name] == value for one in run)
    }
    return {"of": shared, LIST: [{n: v for n, v in one.items() if n not in shared} for one in run]}
