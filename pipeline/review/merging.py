"""What a merge would do, told before it is done: the fields that will be shared, and those that stay each number's own."""

from typing import Any

from pipeline.review.decision_context import Deciding
from pipeline.review.entry_lists import fields_of, list_of
from pipeline.review.figure_writing import shared_by
from pipeline.review.regrouping import entry_of_figure, merge, place_of_figure
from pipeline.review.values import Item

Preview = dict[str, Any]
NOT_SHOWN = ("id", "value")


def merge_preview(deciding: Deciding) -> Preview:
    """The entry that a merge would make, or why it would be refused; nothing is written."""
    chosen = sorted(deciding.chosen, key=lambda item: item.start)
    are_figures = {item.kind for item in chosen} == {"figure"}
    block = _block(deciding, chosen) if are_figures else {}
    message = merge(deciding)
    if message:
        return {"message": message}
    return block if are_figures else _pattern(deciding, chosen)


def _block(deciding: Deciding, chosen: list[Item]) -> Preview:
    """What the figures share, and what else each of them has, but for its value."""
    entries = [entry_of_figure(deciding, *place_of_figure(deciding, item)) for item in chosen]
    shared = shared_by(entries)
    own = [
        {
            "token": item.token,
            "fields": {
                name: str(value)
                for name, value in entry.items()
                if name not in (*shared, *NOT_SHOWN) and value is not None
            },
        }
        for item, entry in zip(chosen, entries, strict=True)
    ]
    return {"shared": {name: str(entries[0][name]) for name in shared}, "own": own}


def _pattern(deciding: Deciding, chosen: list[Item]) -> Preview:
    """The waiver that takes the place of several: it is the last of its file."""
    is_own = any(item.status == "confirmed" for item in chosen)
    path = deciding.files.own("waivers") if is_own else deciding.files.proposed("waivers")
    at = list_of(deciding.files, path)
    made = fields_of(at, at.items[-1])
    own = [{"token": item.token, "fields": {}} for item in chosen]
    return {"shared": {name: str(value) for name, value in made.items()}, "own": own}
