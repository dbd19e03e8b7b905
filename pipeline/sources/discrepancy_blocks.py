"""Blocks of `discrepancies.yaml`: one misprint that several relations prove (`entry_blocks`).

- of: {kind: arithmetic, defect_origin: publisher, explanation: "90 of 120 beds are 75 percent; the table prints 76."}
discrepancies:
- {id: dallas-share, relation: beds-share-share-dallas, gap: 0.95, statements: [...]}
"""

from pipeline.sources.discrepancy_entries import DiscrepancyEntry
from pipeline.sources.entry_blocks import Blocks

OWN = ("id", "relation", "gap", "statements", "readings")
"""Fields that no two discrepancies share."""
SHARED = tuple(name for name in DiscrepancyEntry.model_fields if name not in OWN)
BLOCKS = Blocks("discrepancies", "DiscrepancyEntry", SHARED, OWN, ("id", "statements"))
