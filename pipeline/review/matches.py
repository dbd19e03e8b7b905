"""The places that one waiver accounts for, each with the words around it, as a person looks through them."""

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.review.parts import Part
from pipeline.review.values import Item, Review

AROUND = 40
"""Characters shown before and behind a number."""
MOST = 200
"""Places of a waiver that are shown."""


def groups_in(
    review: Review, parts: Sequence[Part], shown: Part
) -> dict[str, list[dict[str, Any]]]:
    """The places of each waiver of several numbers that has one in a part of the document, by its group."""
    wanted = {item.group for item in shown.items if item.kind == "waiver" and item.group}
    groups: dict[str, list[dict[str, Any]]] = {str(name): [] for name in sorted(map(str, wanted))}
    for item, part in _with_parts(parts):
        if item.group in wanted and len(groups[str(item.group)]) < MOST:
            groups[str(item.group)].append(_place(review.text, item, part))
    return groups


def _with_parts(parts: Sequence[Part]) -> Iterator[tuple[Item, Part]]:
    for part in parts:
        for item in part.items:
            yield item, part


def _place(text: str, item: Item, part: Part) -> dict[str, Any]:
    """A number with the words of its line around it."""
    first = max(text.rfind("\n", 0, item.start) + 1, item.start - AROUND)
    end = text.find("\n", item.end)
    last = min(len(text) if end < 0 else end, item.end + AROUND)
    return {
        "id": item.id,
        "part": part.index,
        "page": item.page,
        "line": item.line,
        "before": text[first : item.start],
        "token": item.token,
        "behind": text[item.end : last],
    }
