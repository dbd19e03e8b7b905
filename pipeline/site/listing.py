"""A list that is too long for one page: its pages, each with the way to the one before and the one behind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.site import addresses

STRIDES = (10, 20, 100, 1000)
"""How far the pages are that a page of a long list links to, beside its neighbors."""


@dataclass(frozen=True)
class Part:
    """One page of a list: its number from 1, how many there are, its address, and its entries.

    `addresses` are those of all pages of the list, in order.
    """

    number: int
    count: int
    path: str
    entries: Sequence[Any]
    addresses: Sequence[str] = field(repr=False)

    @property
    def ways(self) -> list[tuple[int, str]]:
        """Number and address of the pages that this one links to: near ones, farther ones, the first and the last.

        >>> [number for number, _ in Part(30, 200, "", [], [""] * 200).ways]
        [1, 10, 20, 28, 29, 30, 31, 32, 40, 50, 130, 200]
        """
        steps = (0, 1, 2, *STRIDES)
        near = {self.number + step for step in (*steps, *(-one for one in steps))}
        shown = sorted({1, self.count, *near} & set(range(1, self.count + 1)))
        return [(number, self.addresses[number - 1]) for number in shown]


def parts(path: str, entries: Sequence[Any], size: int = 0) -> Iterator[Part]:
    """The pages of a list whose first page has this address; one page where the list is empty."""
    size = size or addresses.ENTRIES_A_PAGE
    count = max(1, -(-len(entries) // size))
    ways = tuple(addresses.nth(path, number) for number in range(1, count + 1))
    for number, way in enumerate(ways, start=1):
        yield Part(number, count, way, entries[(number - 1) * size : number * size], ways)
