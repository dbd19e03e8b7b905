"""Entries that cover several numerals cut into one for each, and entries of several joined in one."""

from typing import Any

from ruamel.yaml.comments import CommentedMap

from pipeline.review.decision_context import Deciding, typed_fields
from pipeline.review.entry_lists import (
    ORDER,
    add,
    add_lines,
    fields_of,
    figures_in,
    list_of,
    spread_block,
    take_figure_out,
    take_out,
    whole_figure,
)
from pipeline.review.figure_actions import propose
from pipeline.review.figure_text import below_comments, figure_text
from pipeline.review.figure_writing import as_block, item_behind, shared_by
from pipeline.review.values import Item
from pipeline.review.waiver_writing import common_pattern, matches_of, without_numerals
from pipeline.review.yaml_entries import GONE, as_value, put_fields
from pipeline.sources.figure_blocks import OWN

FIGURE = "figure"


def split(deciding: Deciding) -> str:
    """Cut the entry of each item: a waiver, a table or a block; with `to: figure`, the numeral becomes a figure."""
    done: set[str] = set()
    for item in deciding.chosen:
        shared = item.block if item.kind == "figure" else item.group
        if deciding.decision.fields.get("to") == FIGURE:
            message = _to_figure(deciding, item)
        elif shared in done:
            continue
        else:
            message = _split_item(deciding, item)
        if message:
            return message
        done |= {shared} if shared else set()
    return ""


def _to_figure(deciding: Deciding, item: Item) -> str:
    """Propose a figure for a numeral that a waiver or a table has."""
    if item.kind == "figure":
        return f"`{item.token}` is a figure already"
    if item.id.startswith("table:"):
        return "choose the numbers of the table that become figures"
    has_waiver = item.start in deciding.waivers or item.start in deciding.proposed_waivers
    if item.kind == "waiver" and has_waiver:
        if len(deciding.chosen) > 1:
            return "choose one numeral at a time"
        without_numerals(deciding, item.start, {item.start})
    elif item.kind == "waiver":
        return f"`{item.token}` is accounted for by the entry of another number, or proves a page"
    typed = typed_fields({k: v for k, v in deciding.decision.fields.items() if k != "to"})
    if isinstance(typed, str):
        return typed
    propose(deciding, item, typed)
    return ""


def _split_item(deciding: Deciding, item: Item) -> str:
    if item.kind == "waiver" and item.group is not None:
        without_numerals(deciding, item.start, ())
        return ""
    if item.kind == "figure" and item.block is not None:
        path, index = place_of_figure(deciding, item)
        at = list_of(deciding.files, path)
        spread_block(deciding.files, path, figures_in(at)[index].item)
        return ""
    if item.kind == "table":
        return "a number of a table is split from it as a figure: `to: figure`"
    return f"`{item.token}` has an entry of its own: there is nothing to split"


def place_of_figure(deciding: Deciding, item: Item) -> tuple[str, int]:
    """The file of a figure, confirmed or proposed, and its index there."""
    own = deciding.figures.get(item.start)
    if own is not None:
        return deciding.files.own("figures"), own.index
    return deciding.files.proposed("figures"), deciding.proposed_figures[item.start].index


def merge(deciding: Deciding) -> str:
    """Join the entries of several numerals: figures in a block, waivers in a pattern."""
    chosen = sorted(deciding.chosen, key=lambda item: item.start)
    kinds, status = {item.kind for item in chosen}, {item.status for item in chosen}
    if len(chosen) < 2:
        return "choose several numerals"
    if kinds == {"figure"} and len(status) == 1:
        return _merge_figures(deciding, chosen)
    if kinds <= {"waiver", "none"}:
        return _merge_waivers(deciding, chosen)
    return (
        "only figures that are all confirmed, or all proposed, are joined; and waivers with waivers"
    )


def _merge_figures(deciding: Deciding, chosen: list[Item]) -> str:
    typed = typed_fields(deciding.decision.fields)
    if isinstance(typed, str):
        return typed
    if set(typed) & {*OWN}:
        return f"figures do not share {', '.join(OWN)}"
    places = [place_of_figure(deciding, item) for item in chosen]
    path = places[0][0]
    changed: dict[str, Any] = {
        n: value if value is GONE else as_value(n, value) for n, value in typed.items()
    }
    entries = [entry_of_figure(deciding, path, index) for _, index in places]
    old = [line for _, index in places for line in lines_of_figure(deciding, path, index)]
    for entry in entries:
        put_fields(entry, changed, ORDER["figures"])
    shared = shared_by(entries)
    if not shared:
        return "they share no field; type what they share, such as `population`"
    for index in sorted((index for _, index in places), reverse=True):
        take_figure_out(deciding.files, path, index)
    at = list_of(deciding.files, path)
    starts = _starts_left(deciding, path, {index for _, index in places})
    column = at.items[0].column if at.items else 2
    block = below_comments(old, figure_text(as_block(entries, shared), column), column)
    lines = [line[column:] for line in block]
    add_lines(deciding.files, path, lines, item_behind(at, starts, chosen[0].start))
    return ""


def _starts_left(deciding: Deciding, path: str, gone: set[int]) -> list[int | None]:
    """Where the numbers of the figures begin that are left in a file."""
    if path == deciding.files.own("figures"):
        by_index = {one.index: one.start for one in deciding.figures.values()}
    else:
        by_index = {o.index: o.numeral.start for o in deciding.proposed_figures.values()}
    count = max([*by_index, *gone], default=-1) + 1
    return [by_index.get(index) for index in range(count) if index not in gone]


def entry_of_figure(deciding: Deciding, path: str, index: int) -> CommentedMap:
    """The fields of a figure as they are written, with those that its block shares."""
    at = list_of(deciding.files, path)
    item, inner = figures_in(at)[index]
    entry = fields_of(at, at.items[item])
    return entry if inner is None else whole_figure(entry["of"], entry["figures"][inner])


def lines_of_figure(deciding: Deciding, path: str, index: int) -> list[str]:
    """The lines of a figure in its file."""
    at = list_of(deciding.files, path)
    item, inner = figures_in(at)[index]
    return at.of_item(at.items[item] if inner is None else at.items[item].inner[inner])


def _merge_waivers(deciding: Deciding, chosen: list[Item]) -> str:
    """One pattern in place of several waivers, which waives the same numerals and no others."""
    fields = deciding.decision.fields
    starts, own, proposed = set[int](), set[int](), set[int]()
    for item in chosen:
        one, other = deciding.waivers.get(item.start), deciding.proposed_waivers.get(item.start)
        if one is not None:
            own.add(one.index)
            starts |= set(one.numerals)
        elif other is not None:
            proposed.add(other.index)
            starts |= {n.start for n in other.numerals}
        else:
            starts.add(item.start)
    reasons = {str(item.fields["reason"]) for item in chosen if "reason" in item.fields}
    reason = str(fields.get("reason") or (reasons.pop() if len(reasons) == 1 else ""))
    if not reason:
        return "type the `reason` that fits all of them"
    pattern = str(fields.get("pattern") or "")
    matches = matches_of(deciding, pattern, starts) if pattern else None
    found = (pattern, matches) if matches else None if pattern else common_pattern(deciding, starts)
    if found is None:
        return "no pattern is found that these numerals alone have: type a `pattern`"
    kind = "waivers"
    path = deciding.files.own(kind) if own else deciding.files.proposed(kind)
    for file, indexes in (
        (deciding.files.own(kind), own),
        (deciding.files.proposed(kind), proposed),
    ):
        for index in sorted(indexes, reverse=True):
            take_out(deciding.files, file, index)
    add(deciding.files, path, {"reason": reason, "pattern": found[0], "matches": found[1]})
    return ""
