"""What a difference between two packages is. Which differences there are is found in `comparison`."""

from collections.abc import Collection
from dataclasses import dataclass

from pipeline.releases.version_numbers import Level

LEVELS: tuple[Level, ...] = ("major", "minor", "patch")
Rule = tuple[Level, str]
WORDING: Rule = ("patch", "wording changed")


@dataclass(frozen=True)
class Difference:
    """One difference: its level, the rule that gives the level, and where it is.

    A whole row `is_derived` where all its cells follow from others, or are wording.
    """

    level: Level
    rule: str
    table: str | None = None
    column: str | None = None
    key: str | None = None
    old: str | None = None
    new: str | None = None
    is_derived: bool = False

    @property
    def place(self) -> str:
        """Table, row and column in one text."""
        parts = (self.table, self.key, self.column)
        return ", ".join(part for part in parts if part) or "the package"


def required_level(differences: Collection[Difference]) -> Level | None:
    """The largest level of the differences; None where there is none."""
    return next((level for level in LEVELS if any(d.level == level for d in differences)), None)
