"""What each kind of decision does to the files of a document."""

from collections.abc import Callable, Mapping

from pipeline.review.decision_context import TABLE, Deciding
from pipeline.review.figure_actions import confirm_figure, correct_figure
from pipeline.review.regrouping import merge, split
from pipeline.review.rejecting import reject
from pipeline.review.relation_actions import accept_relation
from pipeline.review.reopening import reopen
from pipeline.review.table_actions import accept_table, correct_table
from pipeline.review.values import Action
from pipeline.review.waiver_actions import correct_waiver, waive


def confirm(deciding: Deciding) -> str:
    """Confirm what is proposed for an item: a figure with its value typed, a waiver, a table."""
    kinds = {item.kind for item in deciding.chosen}
    if kinds == {"waiver"} and not {"value", "measure"} & set(deciding.decision.fields):
        return waive(deciding)
    if len(deciding.chosen) != 1:
        return "confirm one item at a time: each value is typed"
    (item,) = deciding.chosen
    if item.id.startswith(TABLE):
        return accept_table(deciding)
    if item.kind == "table":
        return f"`{item.token}` is in a table: accept the table, or split the number from it first"
    return confirm_figure(deciding, item)


def correct(deciding: Deciding) -> str:
    """Change fields of the entry, or of the proposal, of one item."""
    if len(deciding.chosen) != 1:
        return "correct one item at a time"
    (item,) = deciding.chosen
    if item.id.startswith(TABLE):
        return correct_table(deciding, item)
    if item.kind == "waiver":
        return correct_waiver(deciding, item)
    if item.kind == "table":
        return f"`{item.token}` is in a table: correct the file of the table"
    return correct_figure(deciding, item)


ACTING: Mapping[Action, Callable[[Deciding], str]] = {
    "confirm": confirm,
    "correct": correct,
    "waive": waive,
    "split": split,
    "merge": merge,
    "accept_table": accept_table,
    "accept_relation": accept_relation,
    "reopen": reopen,
    "reject": reject,
}
"""Each gives a message where the decision cannot be made; otherwise the working files are as it leaves them."""
