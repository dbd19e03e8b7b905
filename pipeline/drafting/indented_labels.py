"""Which labels of a table are indented, by where they begin on the page: spaces of a text may be stretched.

A lone row further right than the others is no part of the row above, nor is a total.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.drafting.document_lines import DocumentLine
from pipeline.drafting.table_layout import LEADERS, Layout
from pipeline.transcription.grid_totals import reads_like_a_total

SAME_PLACE = 1.0
"""Points of the page: labels that begin no further apart begin at one place."""
FEWEST = 2


def has_parts(layout: Layout) -> bool:
    """Whether at least two labels that are no totals begin at one place right of others."""
    _, *deeper = _places(layout)
    return any(len(_parts(labels)) >= FEWEST for labels in deeper)


def lone_labels(layout: Layout) -> list[str]:
    """Labels that begin right of others, where no second one begins: parts only where a sum says so."""
    _, *deeper = _places(layout)
    return [part for labels in deeper if len(_parts(labels)) < FEWEST for part in _parts(labels)]


def _parts(labels: Sequence[str]) -> list[str]:
    return [label for label in labels if not reads_like_a_total(label)]


def is_flush(layout: Layout) -> bool:
    """Whether all labels begin at one place of the page, and not at one of the text."""
    spaces = {len(line.text) - len(line.text.lstrip()) for line in layout.body}
    return len(spaces) > 1 and len(list(_places(layout))) == 1


def begin(line: DocumentLine) -> float:
    """Where the first character of a line is on the page."""
    return line.edges[len(line.text) - len(line.text.lstrip())]


def _places(layout: Layout) -> Iterator[list[str]]:
    """The labels that begin at one place, from the left."""
    labels: list[str] = []
    start = 0.0
    for line in sorted(layout.body, key=begin):
        if labels and begin(line) - start > SAME_PLACE:
            yield labels
            labels = []
        if not labels:
            start = begin(line)
        labels.append(LEADERS.sub("", next(line.chunks())[0]).strip())
    if labels:
        yield labels


def with_levels(content: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A declaration with the columns that have the level of a row and its parent, which may be in the key."""
    key = content["columns"][0]["name"]
    added = [
        {
            "name": "level",
            "type": "integer",
            "title": "Level",
            "description": "0 for a row that is part of no other.",
        },
        {
            "name": "part_of",
            "type": "string",
            "title": "Part of",
            "description": "Label of the row or head above.",
        },
    ]
    tops: tuple[dict[str, str], ...] = ({}, {"top": "none"})
    for keys, top in zip(([key], ["part_of", key]), tops, strict=True):
        yield {
            **content,
            "columns": [content["columns"][0], *added, *content["columns"][1:]],
            "primaryKey": keys,
            "read": {**content["read"], "levels": {"column": "level", "parent": "part_of"} | top},
        }
