"""A list that is too long for one page: its pages, each with the way to the one before and the one behind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.site import addresses


@dataclass(frozen=True)
class Part:
    """One page of a list: its number from 1, how many there are, its address, and its entries.

    `ways` are the addresses of all pages of the list, in order.
    """

    number: int
    count: int
    path: str
    entries: Sequence[Any]
    ways: tuple[str, ...]


def parts(path: str, entries: Sequence[Any], size: int = 0) -> Iterator[Part]:
    """The pages of a list whose first page has this address; one page where the list is empty."""
    size = size or addresses.ENTRIES_A_PAGE
    count = max(1, -(-len(entries) // size))
    ways = tuple(addresses.nth(path, number) for number in range(1, count + 1))
    for number, way in enumerate(ways, start=1):
        yield Part(number, count, way, entries[(number - 1) * size : number * size], ways)
