"""Spans of a text that hold others: whether any of many holds some characters, without going through them all."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from pipeline.text.documents import Span


class CoveringSpans:
    """Some spans, which may overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._furthest = list(accumulate((span.end for span in ordered), max))

    def hold(self, start: int, end: int) -> bool:
        """Whether one of them holds the characters from `start` to `end`.

        >>> spans = CoveringSpans([Span(0, 90), Span(10, 20), Span(95, 99)])
        >>> spans.hold(15, 30), spans.hold(80, 96), CoveringSpans([]).hold(0, 1)
        (True, False, False)
        """
        before = bisect_right(self._starts, start)
        return before > 0 and self._furthest[before - 1] >= end

    def __repr__(self) -> str:
        return f"CoveringSpans({len(self._starts)})"
