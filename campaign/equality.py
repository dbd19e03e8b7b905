"""Whether a change that is not refused changes what is published: tables compared cell by cell."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pandas as pd

QUOTATIONS = frozenset(
    {
        ("figures", "quote"),
        ("discrepancies", "first_quote"),
        ("discrepancies", "second_quote"),
        ("bounds", "mentioned"),
    }
)
"""Columns that hold the words around a number, and not what they mean."""
IGNORED = frozenset({("sources", "text_sha256")})
"""The hash of the text, which a change of the text changes."""


class Difference(NamedTuple):
    """A column of a published table that differs, with the first cell of it, before and now."""

    table: str
    column: str
    before: str
    now: str

    @property
    def is_quotation(self) -> bool:
        """Whether only the extent of a quotation differs."""
        return (self.table, self.column) in QUOTATIONS


def difference(
    before: Mapping[str, pd.DataFrame], now: Mapping[str, pd.DataFrame]
) -> Iterator[Difference]:
    """Every column that differs between two sets of tables; rows that are not in both count as `rows`."""
    for name in sorted(before.keys() | now.keys()):
        if name not in before or name not in now:
            yield Difference(name, "table", str(name in before), str(name in now))
            continue
        one, two = (_without_quotations(name, frames[name]) for frames in (before, now))
        if len(one) != len(two):
            yield Difference(name, "rows", str(len(one)), str(len(two)))
            continue
        for column in one.columns:
            if (name, column) not in IGNORED and not one[column].equals(two[column]):
                yield Difference(name, str(column), *_first(one[column], two[column]))


def _without_quotations(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """The provenance of values, without that of quotations, whose extent is theirs."""
    if name == "provenance":
        kept = ~table["column"].astype(str).str.endswith(("quote", "mentioned"))
        table = table[kept]
    return table.reset_index(drop=True)


def _first(one: pd.Series, two: pd.Series) -> tuple[str, str]:
    for left, right in zip(one.astype(str), two.astype(str), strict=True):
        if left != right:
            return left, right
    return "", ""
