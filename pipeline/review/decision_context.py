"""A decision while it is made: the document, its files as they become, who decides, and what the decision is about."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from pipeline.review.own_entries import OwnFigure, OwnWaiver, own_figures, own_waivers
from pipeline.review.proposed import ProposedFigure, ProposedWaiver
from pipeline.review.state import State
from pipeline.review.values import ACTIONS, Decider, Decision, Item
from pipeline.review.working_files import WorkingFiles
from pipeline.review.yaml_entries import GONE
from pipeline.text.documents import Document
from pipeline.text.numbers.numerals import Numeral, find_numerals

_WITH_COMMAS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_SHARE = re.compile(r"[0-9]+/[0-9]+")
_DIGITS = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
TABLE, RELATION = "table:", "relation:"
NESTED = frozenset({"context", "cells", "new_measure", "differs_in", "columns"})
"""What is typed as fields by their names."""


@dataclass
class Deciding:
    """One decision; an action changes `files` and gives a message where the decision cannot be made."""

    state: State
    files: WorkingFiles
    by: Decider
    items: Mapping[str, Item]
    decision: Decision

    @property
    def document(self) -> Document:
        """The text."""
        assert self.state.source.document is not None
        return self.state.source.document

    @property
    def chosen(self) -> list[Item]:
        """The items that are decided about."""
        return [self.items[name] for name in self.decision.items if name in self.items]

    def unusable(self) -> str:
        """A message about an action, items or fields that are not there; relations are no items of the text."""
        if self.decision.action not in ACTIONS:
            return f"decisions are: {', '.join(ACTIONS)}"
        nested = {
            name for name, value in self.decision.fields.items() if isinstance(value, Mapping)
        }
        for name in NESTED & self.decision.fields.keys() - nested:
            return f"`{name}` has fields of its own"
        if unfit := nested - NESTED:
            return f"`{unfit.pop()}` has no fields of its own"
        if not self.decision.items:
            return "choose an item"
        unknown = [
            name
            for name in self.decision.items
            if name not in self.items and not name.startswith(RELATION)
        ]
        return f"there is no item {', '.join(unknown)}; load the review again" if unknown else ""

    @cached_property
    def numerals(self) -> Mapping[int, Numeral]:
        """The numerals of the text, by where they begin."""
        (passage,) = self.document.passages
        return {numeral.start: numeral for numeral in passage.numerals}

    @cached_property
    def figures(self) -> Mapping[int, OwnFigure]:
        """The confirmed figures, by where their numbers begin."""
        return {one.start: one for one in own_figures(self.state)}

    @cached_property
    def waivers(self) -> Mapping[int, OwnWaiver]:
        """The waivers of the folder, by where their numerals begin."""
        return {start: one for one in own_waivers(self.state) for start in one.numerals}

    @cached_property
    def proposed_figures(self) -> Mapping[int, ProposedFigure]:
        """The proposed figures, by where their numbers begin."""
        return {one.numeral.start: one for one in self.state.proposals.figures}

    @cached_property
    def proposed_waivers(self) -> Mapping[int, ProposedWaiver]:
        """The proposed waivers, by where their numerals begin."""
        return {n.start: one for one in self.state.proposals.waivers for n in one.numerals}


def typed_fields(fields: Mapping[str, Any]) -> dict[str, Any] | str:
    """Typed fields as an entry has them: a value as a number, texts without outer spaces; `null` is None, an empty one is `GONE`.

    A message where a value is no number.
    """
    typed: dict[str, Any] = {}
    for name, text in fields.items():
        if isinstance(text, Mapping):
            inner = typed_fields(text)
            typed[name] = inner if isinstance(inner, str) else _filled(inner)
        elif name == "value":
            typed[name] = value = typed_value(str(text))
            if isinstance(value, str):
                return value
        elif name in ("line", "matches") and str(text).strip().isdecimal():
            typed[name] = int(str(text))
        elif text == "null":
            typed[name] = None
        else:
            typed[name] = text if isinstance(text, list) else str(text).strip() or GONE
    return typed


def _filled(fields: Mapping[str, Any]) -> Any:
    """Fields that are not empty; `GONE` where there are none."""
    return {name: value for name, value in fields.items() if value is not GONE} or GONE


def typed_value(text: str) -> int | Decimal | str | None:
    """A typed number; None for `null`, a message for anything else.

    A share is read as the document's words are: in percent.

    >>> typed_value("16,400"), typed_value("27.20"), typed_value("null"), typed_value("2/3")
    (16400, Decimal('27.20'), None, Decimal('66.667'))
    """
    digits = text.strip()
    if digits == "null":
        return None
    if _WITH_COMMAS.fullmatch(digits):
        digits = digits.replace(",", "")
    if _SHARE.fullmatch(digits):
        read = [numeral.value for numeral in find_numerals(f"{digits} of the whole")]
        return (
            read[0] if read and read[0] is not None else f"`{digits}` is no share: type it as 2/3"
        )
    if not _DIGITS.fullmatch(digits):
        return f"`{digits}` is no number: type the value in digits, as in 16400 or 27.2"
    return Decimal(digits) if "." in digits else int(digits)
