"""Columns of a table that was read which are percents of others: found by trying, exactly.

A printed percent holds where its interval and that of the part in percent of the whole have a value in common. The
whole is a row, such as the total, or another column. Sums are in `sums`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.drafting.sums import HOLDS, Column, Number

FEWEST = 3
"""Rows below which a share may hold by chance."""


@dataclass(frozen=True)
class ShareOfColumn:
    """In each row the part is so many percent of the whole, but for the rows that it names."""

    column: str
    part: str
    whole: Mapping[str, str]
    fails: tuple[str, ...]

    def rule(self) -> dict[str, Any]:
        """The rule of a declaration."""
        return {
            "kind": "share",
            "column": self.column,
            "part": self.part,
            "whole": dict(self.whole),
        }


def is_share(percent: Number, part: Number, whole: Number) -> bool:
    """Whether a part may be so many percent of a whole, each being rounded by up to its half unit.

    >>> exact, half = Decimal(0), Decimal("0.05")
    >>> is_share((Decimal("33.3"), half), (Decimal(1), exact), (Decimal(3), exact))
    True
    """
    least, most = part[0] - part[1], part[0] + part[1]
    smallest, largest = whole[0] - whole[1], whole[0] + whole[1]
    if smallest <= 0 or least < 0:
        return False
    low, high = 100 * least / largest, 100 * most / smallest
    return low <= percent[0] + percent[1] and percent[0] - percent[1] <= high


def shares_of_columns(
    table: Mapping[str, Column], percents: Sequence[str], totals: Sequence[str]
) -> Iterator[ShareOfColumn]:
    """For each column of percents, the nearest column of which it is a share; `totals` are rows that may be the whole."""
    names = list(table)
    for column in percents:
        at = names.index(column)
        numbers = [name for name in names if name not in percents]
        near = sorted(numbers, key=lambda name: (abs(names.index(name) - at), names.index(name)))
        found = next(
            (
                share
                for part in near
                for share in _shares(table, column, part, totals, near)
                if share is not None
            ),
            None,
        )
        if found is not None:
            yield found


def _shares(
    table: Mapping[str, Column],
    column: str,
    part: str,
    totals: Sequence[str],
    numbers: Sequence[str],
) -> Iterator[ShareOfColumn | None]:
    for row in totals:
        whole = table[part].get(row)
        if whole is not None:
            others = {key: whole for key in table[column] if key != row}
            yield _share(table, column, part, {"row": row}, others)
    for other in numbers:
        if other != part:
            yield _share(table, column, part, {"column": other}, table[other])


def _share(
    table: Mapping[str, Column], column: str, part: str, whole: Mapping[str, str], of: Column
) -> ShareOfColumn | None:
    rows = [row for row in table[column] if row in table[part] and row in of]
    rows = [row for row in rows if of[row][0] > Decimal(0)]
    fails = tuple(
        row for row in rows if not is_share(table[column][row], table[part][row], of[row])
    )
    telling = {table[column][row][0] for row in rows}
    if len(rows) < FEWEST or len(telling) < 2 or len(rows) - len(fails) < HOLDS * len(rows):
        return None
    return ShareOfColumn(column, part, whole, fails)
