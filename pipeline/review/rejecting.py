"""Proposals rejected: they leave `proposals/`, so that their numbers are not accounted for and nothing is proposed for them."""

from pipeline.review.decision_context import RELATION, TABLE, Deciding
from pipeline.review.entry_lists import fields_of, list_of, take_figure_out, take_out
from pipeline.review.tables import proposed_file
from pipeline.review.values import Item


def reject(deciding: Deciding) -> str:
    """Take the proposal of each item away: a figure, a waiver with all its matches, a table, a relation."""
    for name in deciding.decision.items:
        if name.startswith(RELATION) and not _leaves_relations(deciding, name):
            return f"no relation `{name.removeprefix(RELATION)}` is proposed"
    for item in deciding.chosen:
        if message := _not_proposed(item):
            return message
    _leave(deciding)
    return ""


def _not_proposed(item: Item) -> str:
    """Why an item has no proposal that can be rejected."""
    if item.status == "confirmed":
        return f"`{item.token}` is confirmed: reopen it first, then reject the proposal"
    if item.kind == "none":
        return f"nothing is proposed for `{item.token}`: there is nothing to reject"
    if item.automatic:
        return f"`{item.token}` is a word of a proposed figure: reject that figure"
    if item.kind == "table" and not item.id.startswith(TABLE):
        return (
            f"`{item.token}` is in a proposed table: reject the table, or split the number from it"
        )
    return ""


def _leave(deciding: Deciding) -> None:
    figures, waivers = set[int](), set[int]()
    for item in deciding.chosen:
        if item.id.startswith(TABLE):
            file = proposed_file(deciding.state.source.id, item.id.removeprefix(TABLE))
            deciding.files.write(file, None)
        elif item.kind == "figure":
            figures.add(deciding.proposed_figures[item.start].index)
        else:
            waivers.add(deciding.proposed_waivers[item.start].index)
    for index in sorted(figures, reverse=True):
        take_figure_out(deciding.files, deciding.files.proposed("figures"), index)
    for index in sorted(waivers, reverse=True):
        take_out(deciding.files, deciding.files.proposed("waivers"), index)


def _leaves_relations(deciding: Deciding, name: str) -> bool:
    """Whether a proposed relation of that name was there, and is taken away."""
    path = deciding.files.proposed("relations")
    at = list_of(deciding.files, path)
    for index, item in enumerate(at.items):
        if str(fields_of(at, item).get("id")) == name.removeprefix(RELATION):
            take_out(deciding.files, path, index)
            return True
    return False
