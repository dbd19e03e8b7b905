"""Numerals waived: with the entry that is proposed, which may waive several at once, or with one of their own."""

from typing import Any

from pydantic import ValidationError

from pipeline.review.decision_context import Deciding, typed_fields
from pipeline.review.entry_lists import (
    add,
    change_fields,
    fields_of,
    list_of,
    take_figure_out,
    take_out,
)
from pipeline.review.own_entries import own_waivers
from pipeline.review.values import Item
from pipeline.review.waiver_writing import single_waiver
from pipeline.sources.form_problems import problems_in_words
from pipeline.sources.waiver_entries import WaiverEntry
from pipeline.transcription.waiver_reasons import STATED, fits


def waive(deciding: Deciding) -> str:
    """Waive numerals, each with its proposal where it has one."""
    done: set[str] = set()
    for item in deciding.chosen:
        if item.group is not None and item.group in done:
            continue
        message = _waive_item(deciding, item)
        if message:
            return message
        done |= {item.group} if item.group else set()
    return ""


def _waive_item(deciding: Deciding, item: Item) -> str:
    reason = str(deciding.decision.fields.get("reason") or "").strip()
    if message := _not_to_be_waived(item, reason):
        return message
    proposed = deciding.proposed_waivers.get(item.start)
    if item.kind == "waiver" and proposed is not None:
        fields = {**proposed.fields, **({"reason": reason} if reason else {})}
        _add(deciding, fields, min(n.start for n in proposed.numerals))
        _leave_proposals(deciding, proposed.fields)
        return ""
    if not reason:
        fitting = ", ".join(item.reasons) or "none: a number that states something is a figure"
        return f"choose a reason for `{item.token}`; those that fit: {fitting}"
    if reason == STATED:
        return _waive_in_words(deciding, item)
    if item.reasons and reason not in item.reasons and reason != "rule of rounding":
        return f"`{reason}` does not fit `{item.token}`; those that fit: {', '.join(item.reasons)}"
    _add(deciding, single_waiver(deciding, deciding.numerals[item.start], reason), item.start)
    _leave_figure(deciding, item)
    return ""


def _leave_figure(deciding: Deciding, item: Item) -> None:
    """Take out the figure that is proposed for a numeral, if one is."""
    figure = deciding.proposed_figures.get(item.start)
    if figure is not None:
        tokens = [fields_index(deciding, figure.fields)]
        for index in sorted((i for i in tokens if i is not None), reverse=True):
            take_figure_out(deciding.files, deciding.files.proposed("figures"), index)


def _waive_in_words(deciding: Deciding, item: Item) -> str:
    """Waive a number with the reason that a person typed as `why`."""
    numeral = deciding.numerals[item.start]
    if not fits(STATED, numeral, deciding.state.source.entry.published):
        return f"`{item.token}` counts or measures something, or is a name or a date: no reason in words fits"
    why = " ".join(str(deciding.decision.fields.get("why") or "").split())
    fields = {"reason": STATED, "why": why, **single_waiver(deciding, numeral, STATED)}
    try:
        WaiverEntry.model_validate(fields)
    except ValidationError as error:
        return problems_in_words(error, fields, WaiverEntry)
    _add(deciding, fields, item.start)
    _leave_figure(deciding, item)
    return ""


def _not_to_be_waived(item: Item, reason: str) -> str:
    """Why an item is not waived as it is."""
    if item.status == "confirmed":
        return f"`{item.token}` is accounted for already: correct it, or reopen it"
    if item.kind == "table":
        return f"`{item.token}` is in a proposed table: split it from the table first"
    if item.automatic and not reason:
        return f"`{item.token}` is accounted for once the figure is confirmed whose words have it"
    return ""


def fields_index(deciding: Deciding, fields: dict[str, Any]) -> int | None:
    """Where a proposed figure is in its file now, which changes while several are decided about."""
    from pipeline.review.entry_lists import figures_in, whole_figure

    at = list_of(deciding.files, deciding.files.proposed("figures"))
    for number, place in enumerate(figures_in(at)):
        entry = fields_of(at, at.items[place.item])
        if place.inner is not None:
            entry = whole_figure(entry["of"], entry["figures"][place.inner])
        if entry.get("id") == fields.get("id"):
            return number
    return None


def _add(deciding: Deciding, fields: dict[str, Any], start: int) -> None:
    """Put a waiver where its first numeral is in the order of the text."""
    path = deciding.files.own("waivers")
    before = [w.index for w in own_waivers(deciding.state) if min(w.numerals) > start]
    at = list_of(deciding.files, path)
    grown = len(at.items) - len(deciding.state.source.waivers)
    add(deciding.files, path, fields, min(before) + grown if before and grown >= 0 else None)


def _leave_proposals(deciding: Deciding, fields: dict[str, Any]) -> None:
    path = deciding.files.proposed("waivers")
    at = list_of(deciding.files, path)
    wanted = {name: str(value) for name, value in fields.items()}
    for index, item in enumerate(at.items):
        if {n: str(v) for n, v in fields_of(at, item).items()} == wanted:
            take_out(deciding.files, path, index)
            return


def correct_waiver(deciding: Deciding, item: Item) -> str:
    """Change fields of a waiver, confirmed or proposed."""
    typed = typed_fields(deciding.decision.fields)
    if isinstance(typed, str):
        return typed
    unknown = [name for name in typed if name not in WaiverEntry.model_fields]
    if unknown:
        return f"a waiver has no field `{unknown[0]}`; to make it a figure, split it"
    own, one = deciding.waivers.get(item.start), deciding.proposed_waivers.get(item.start)
    if own is not None:
        change_fields(deciding.files, deciding.files.own("waivers"), own.index, typed)
    elif one is not None:
        change_fields(deciding.files, deciding.files.proposed("waivers"), one.index, typed)
    else:
        return f"`{item.token}` has no waiver of its own to correct"
    return ""
