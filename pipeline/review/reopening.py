"""Confirmed entries taken back to the proposals, a figure without its value."""

from pipeline.review.deciders import WHO
from pipeline.review.decision_context import RELATION, TABLE, Deciding
from pipeline.review.entry_lists import add_lines, fields_of, list_of, take_figure_out, take_out
from pipeline.review.figure_text import below_comments, figure_text
from pipeline.review.regrouping import entry_of_figure, lines_of_figure, place_of_figure
from pipeline.review.table_actions import OWN_SCHEMA, PROPOSED_SCHEMA, without_decider
from pipeline.review.tables import proposed_file
from pipeline.review.values import Item
from pipeline.review.working_files import PROPOSED
from pipeline.review.yaml_entries import entry_text
from pipeline.sources.ids import local


def reopen(deciding: Deciding) -> str:
    """Take the entry of each item back to the proposals."""
    if len(deciding.decision.items) != 1:
        return "reopen one entry at a time"
    (name,) = deciding.decision.items
    if name.startswith(RELATION):
        return _reopen_relation(deciding, name.removeprefix(RELATION))
    (item,) = deciding.chosen
    if item.status != "confirmed":
        return f"`{item.token}` is not confirmed yet"
    if item.start in deciding.figures and item.kind == "figure":
        return _reopen_figure(deciding, item)
    if item.kind == "table" and item.group is not None:
        return _reopen_table(deciding, item.group.removeprefix(TABLE))
    return _reopen_waiver(deciding, item)


def _reopen_waiver(deciding: Deciding, item: Item) -> str:
    own = deciding.waivers.get(item.start)
    if own is None:
        return f"`{item.token}` is accounted for by the entry of another number, or proves a page"
    at = list_of(deciding.files, deciding.files.own("waivers"))
    _propose(deciding, "waivers", entry_text(fields_of(at, at.items[own.index]), 0))
    take_out(deciding.files, deciding.files.own("waivers"), own.index)
    return ""


def _propose(deciding: Deciding, kind: str, lines: list[str]) -> None:
    add_lines(deciding.files, deciding.files.proposed(kind), lines, None)


def _reopen_figure(deciding: Deciding, item: Item) -> str:
    path, index = place_of_figure(deciding, item)
    entry, old = entry_of_figure(deciding, path, index), lines_of_figure(deciding, path, index)
    entry.fa.set_block_style()
    entry["value"] = None
    for name in WHO:
        entry.pop(name, None)
    take_figure_out(deciding.files, path, index)
    _propose(deciding, "figures", below_comments(old, figure_text(entry, 0), 0))
    return ""


def _reopen_table(deciding: Deciding, name: str) -> str:
    own = f"{deciding.files.folder}/tables/{name}.yaml"
    text = deciding.files.text(own) or ""
    back = without_decider(text).replace(OWN_SCHEMA, PROPOSED_SCHEMA, 1)
    head = PROPOSED.format(own="../../tables/").replace("an entry", "this file")
    deciding.files.write(proposed_file(deciding.state.source.id, name), head + back)
    deciding.files.write(own, None)
    return ""


def _reopen_relation(deciding: Deciding, name: str) -> str:
    path = deciding.files.own("relations")
    at = list_of(deciding.files, path)
    for index, item in enumerate(at.items):
        entry = fields_of(at, item)
        if local(str(entry.get("id"))) == name:
            _propose(deciding, "relations", entry_text(entry, 0))
            take_out(deciding.files, path, index)
            return ""
    return f"no relation `{name}` is confirmed"
