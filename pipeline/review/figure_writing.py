"""A new figure put where its number is in the order of the text, into the block of its neighbors where it shares their fields."""

from collections.abc import Mapping, Sequence
from typing import Any

from ruamel.yaml.comments import CommentedMap

from pipeline.review.entry_lists import (
    Figure,
    entry_with,
    fields_of,
    figures_in,
    is_proposed,
    list_of,
)
from pipeline.review.figure_text import figure_text, has_comments
from pipeline.review.working_files import WorkingFiles
from pipeline.review.yaml_lists import ListText, inserted, replaced
from pipeline.sources.figure_blocks import LIST, SHARED
from pipeline.sources.short_figures import GROUPED_BY, shortened

Places = Sequence[int | None]


def add_figure(
    files: WorkingFiles, path: str, fields: Mapping[str, Any], start: int, places: Places
) -> None:
    """Put a figure into a file; `places` has where the number of each of its figures begins, blocks spread."""
    at = list_of(files, path)
    figures = figures_in(at)
    before = _before(places[: len(figures)], start)
    short, whole = (
        entry_with("figures", some, is_proposed(path)) for some in (shortened(dict(fields)), fields)
    )
    neighbors = [(before, 1)] if before is not None else []
    following = 0 if before is None else before + 1
    neighbors += [(following, 0)] if following < len(figures) else []
    for index, behind in neighbors:
        text = _joined(at, figures[index], behind, short, whole)
        if text is not None:
            files.write(path, text)
            return
    files.write(path, inserted(at, item_behind(at, places, start), figure_text(short, 0)))


def item_behind(at: ListText, places: Places, start: int) -> int:
    """The index of the item before which a number at a place comes."""
    figures = figures_in(at)
    before = _before(places[: len(figures)], start)
    return 0 if before is None else figures[before].item + 1


def _before(places: Places, start: int) -> int | None:
    """The figure before a place: the one with the nearest number."""
    known = [(place, index) for index, place in enumerate(places) if place is not None]
    return max((one for one in known if one[0] < start), default=(0, None))[1]


def _joined(
    at: ListText, neighbor: Figure, behind: int, short: CommentedMap, whole: CommentedMap
) -> str | None:
    """The text with the figure in one block with its neighbor; None where they share too little."""
    item = at.items[neighbor.item]
    entry = fields_of(at, item)
    if neighbor.inner is None and has_comments(at.of_item(item)):
        return None
    if neighbor.inner is None:
        alone = len(at.of_item(item)) + len(figure_text(short, item.column))
        of_one_sentence = _same(entry.get("quote"), short.get("quote"))
        lines = _lines_of_both(entry, short, behind, item.column)
        is_better = bool(lines) and (of_one_sentence or len(lines) < alone)
        return replaced(at, item, lines) if is_better else None
    if not all(_same(whole.get(name), value) for name, value in entry["of"].items()):
        return None
    own = CommentedMap((n, v) for n, v in short.items() if n not in entry["of"])
    inner = item.inner[0].column
    within = ListText(at.text, LIST, item.first, item.inner)
    lines = [line[inner:] for line in figure_text(own, inner)]
    return inserted(within, neighbor.inner + behind, lines)


def _lines_of_both(
    other: CommentedMap, figure: CommentedMap, behind: int, column: int
) -> list[str]:
    """Two figures as a block, where they are of one quotation or measure; otherwise nothing."""
    if not any(name in other and _same(other[name], figure.get(name)) for name in GROUPED_BY):
        return []
    own = CommentedMap(figure)
    pair = [other, own] if behind else [own, other]
    return figure_text(as_block(pair, shared_by(pair)), column)


def shared_by(figures: Sequence[CommentedMap]) -> list[str]:
    """The fields that are alike in all of some figures."""
    first, *others = figures
    return [
        name
        for name, value in first.items()
        if name in SHARED and all(name in one and _same(one[name], value) for one in others)
    ]


def as_block(figures: Sequence[CommentedMap], shared: Sequence[str]) -> CommentedMap:
    """Figures as a block; comments of their own fields stay with these."""
    of = CommentedMap((name, figures[0][name]) for name in shared)
    for figure in figures:
        for name in shared:
            figure.pop(name)
    block = CommentedMap()
    block["of"] = of
    block[LIST] = list(figures)
    return block


def _same(one: Any, other: Any) -> bool:
    """Whether two values are written alike, but for their marks."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_same(one[name], other[name]) for name in one)
    return one is not None and other is not None and str(one) == str(other)
