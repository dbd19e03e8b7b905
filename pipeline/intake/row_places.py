"""What is printed in a row, by its place: which of it is beside something else, without looking at all of it.

A page may have tens of thousands of characters, each by itself. To compare each with all others of its row takes
minutes.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Generic, Protocol, TypeVar


class Placed(Protocol):
    """Something with ends and a size."""

    @property
    def left(self) -> float:
        """Its left end."""
        ...

    @property
    def right(self) -> float:
        """Its right end."""
        ...

    @property
    def size(self) -> float:
        """The size of its characters."""
        ...


One = TypeVar("One", bound=Placed)
_LEFT = attrgetter("left")


class RowPlaces(Generic[One]):
    """The runs of a row as they were added, and by their left ends."""

    def __init__(self, runs: Sequence[One]) -> None:
        self.runs: list[One] = []
        self.largest = self._widest = 0.0
        self._by_left: list[One] = []
        for run in runs:
            self.add(run)

    def add(self, run: One) -> None:
        """Add a run to the row."""
        self.runs.append(run)
        insort(self._by_left, run, key=_LEFT)
        self.largest = max(self.largest, run.size)
        self._widest = max(self._widest, run.right - run.left)

    @property
    def left(self) -> float:
        """The left end of the first."""
        return self._by_left[0].left

    def beside(self, run: Placed, sizes: float) -> Iterator[One]:
        """What is over a run or so near to it, in sizes of the largest; from left to right."""
        margin = sizes * self.largest
        first = bisect_left(self._by_left, run.left - margin - self._widest, key=_LEFT)
        last = bisect_right(self._by_left, run.right + margin, key=_LEFT)
        yield from self._by_left[first:last]
