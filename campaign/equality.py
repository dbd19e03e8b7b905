"""Whether a change that is not refused changes what is published: tables compared cell by cell."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pandas as pd

QUOTATIONS = frozenset(
    {
        ("figures", "quote"),
        ("figures", "period_printed"),
        ("discrepancies", "first_quote"),
        ("discrepancies", "second_quote"),
        ("bounds", "mentioned"),
        ("restatements", "statement"),
    }
)
"""Columns that hold words of a document around what they state, and may hold fewer of them."""
REPEATING = ("figures_readable",)
"""Tables whose cells are those of others."""
TEXT_HASH = ("sources", "text_sha256")
PLACES = frozenset("start_offset end_offset exact prefix suffix verbatim page line".split())
"""Columns that change wherever the text changes its length; values do not depend on them."""


class Difference(NamedTuple):
    """A column of a published table that differs, with the first cell of it, before and now."""

    table: str
    column: str
    before: str
    now: str

    @property
    def is_quotation(self) -> bool:
        """Whether only the extent of a quotation differs."""
        if (self.table, self.column) not in QUOTATIONS or not self.now:
            return False
        short, long = sorted((self.before, self.now), key=len)
        return any(
            long.startswith(short[:at]) and long.endswith(short[at:])
            for at in range(len(short) + 1)
        )


def difference(
    before: Mapping[str, pd.DataFrame], now: Mapping[str, pd.DataFrame], *, of_text: bool
) -> Iterator[Difference]:
    """Every column that differs between two sets of tables; tables of other lengths differ in `rows`.

    With `of_text` the text itself is another: where in it something is, and how it is printed, do not count.
    """
    for name in sorted((before.keys() | now.keys()) - set(REPEATING)):
        if name not in before or name not in now:
            yield Difference(name, "table", str(name in before), str(name in now))
            continue
        one, two = (_without_quotations(name, frames[name]) for frames in (before, now))
        if len(one) != len(two):
            yield Difference(name, "rows", str(len(one)), str(len(two)))
            continue
        for column in one.columns:
            counts = not of_text or ((name, column) != TEXT_HASH and column not in PLACES)
            if counts and not one[column].equals(two[column]):
                is_words = of_text and (name, column) in QUOTATIONS
                if not is_words:
                    yield Difference(name, str(column), *_first(one[column], two[column]))


def _without_quotations(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """The provenance of values, without that of quotations, whose extent is theirs."""
    if name == "provenance":
        of_words = {column for _, column in QUOTATIONS}
        table = table[~table["column_name"].astype(str).isin(of_words)]
    return table.reset_index(drop=True)


def _first(one: pd.Series, two: pd.Series) -> tuple[str, str]:
    for left, right in zip(map(str, one), map(str, two), strict=True):
        if left != right:
            return left, right
    return "", ""
