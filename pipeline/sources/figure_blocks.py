"""Blocks of `figures.yaml`: what figures may share, such as measure, population and period (`entry_blocks`)."""

from pipeline.sources.entry_blocks import Blocks
from pipeline.sources.figure_entries import FigureEntry

OWN = ("id", "at", "value")
"""Fields that no two figures share."""
SHARED = tuple(name for name in FigureEntry.model_fields if name not in OWN)
LIST = "figures"
BLOCKS = Blocks(LIST, "FigureEntry", SHARED, OWN, required=("id", "value"))
with_blocks_spread = BLOCKS.spread
