"""A review that goes on: the document as it was read last, and each decision passed on to `contract`.

One decision is made at a time. Everything here is plain values; requests and answers are the server's.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from pipeline.review import contract, effort
from pipeline.review.matches import groups_in
from pipeline.review.page_images import PageImages
from pipeline.review.parts import Part, part_json, part_with, parts_of, tables_in
from pipeline.review.values import ACTIONS, Decided, Decider, Decision, Review, as_json
from pipeline.sources.findings import Finding
from pipeline.sources.printed_findings import printed

MOST_ITEMS = 1_000
"""Items of one decision."""
DEEPEST = 2
"""Levels of a decision's fields: those of an entry, and those of its `context`."""


class NotADecision(Exception):
    """A request that is no decision; the message says what is expected."""


@dataclass
class Session:
    """The review of one document by one person or program."""

    root: Path
    source_id: str
    by: Decider
    images: PageImages | None
    review: Review
    efforts: list[effort.Effort] = field(default_factory=list)
    _deciding: Lock = field(default_factory=Lock)

    def state(self, part: int | None = None, anew: bool = True) -> dict[str, Any]:
        """The review and one of its parts; without a number, the first where something is left to do.

        The files are read `anew` where they may have been edited by hand since.
        """
        with self._deciding:
            if not anew:
                return self._state(part)
            read = contract.review_of(self.root, self.source_id)
            if isinstance(read, Review):
                self.review = read
                return self._state(part)
            words = read if isinstance(read, str) else printed(read, "text")
            return {**self._state(part), "stopped": words}

    def decide(self, asked: Any) -> dict[str, Any]:
        """Make a decision, or say why it is refused; raises `NotADecision`."""
        decision = decision_of(asked)
        with self._deciding:
            decided = _written(
                lambda: contract.decide(self.root, self.source_id, decision, self.by)
            )
            return self._answer(asked, decision.action, decision.items, decided)

    def preview(self, asked: Any) -> dict[str, Any]:
        """What a merge would do; raises `NotADecision`."""
        decision = decision_of(asked)
        with self._deciding:
            return contract.preview(self.root, self.source_id, decision, self.by)

    def undo(self, asked: Any) -> dict[str, Any]:
        """Take the last decision back, or say why it stays."""
        with self._deciding:
            undone = _written(lambda: contract.undo(self.root, self.source_id, self.by))
            return self._answer(asked, "undo", (), undone)

    def _answer(
        self, asked: Any, action: str, items: tuple[str, ...], decided: Decided
    ) -> dict[str, Any]:
        outcome = "refused" if decided.refused else "undone" if action == "undo" else "made"
        counted = asked.get("effort") if isinstance(asked, Mapping) else None
        self._note(effort.effort_of(action, outcome, counted))
        if decided.review is not None:
            self.review = decided.review
        shown = asked.get("part") if isinstance(asked, Mapping) else None
        part = shown if isinstance(shown, int) else None
        if part is None and items:
            found = part_with(parts_of(self.review), items[0])
            part = found.index if found is not None else None
        return {
            **self._state(part),
            "changed": list(decided.changed),
            "refused": [finding_json(one) for one in decided.findings],
            "message": decided.message,
            "reopens": list(decided.reopens),
        }

    def _note(self, made: effort.Effort) -> None:
        self.efforts.append(made)
        effort.note(self.root, self.source_id, made)

    def _state(self, part: int | None) -> dict[str, Any]:
        review, parts = self.review, parts_of(self.review)
        shown = _shown(parts, part)
        return {
            "source_id": review.source_id,
            "title": review.title,
            "by": as_json(self.by),
            "has_images": self.images is not None,
            "counts": dict(review.counts),
            "decisions": review.decisions,
            "relations": [as_json(one) for one in review.relations],
            "findings": [finding_json(one) for one in review.findings],
            "parts": [one.summary() for one in parts],
            "tables": tables_in(parts),
            "part": part_json(review, shown),
            "groups": groups_in(review, parts, shown),
        }


def decision_of(asked: Any) -> Decision:
    """The decision that a request asks for; raises `NotADecision`."""
    if not isinstance(asked, Mapping):
        raise NotADecision("an object is expected")
    action, items, fields = asked.get("action"), asked.get("items"), asked.get("fields", {})
    if action not in ACTIONS:
        raise NotADecision(f"`action` must be one of {', '.join(ACTIONS)}")
    if not isinstance(items, list) or not 0 < len(items) <= MOST_ITEMS:
        raise NotADecision(f"`items` must be 1 to {MOST_ITEMS} ids")
    if not all(isinstance(item, str) for item in items):
        raise NotADecision("`items` must be texts")
    if not _are_fields(fields, DEEPEST):
        raise NotADecision("`fields` must be texts, or objects of texts")
    return Decision(action, tuple(items), fields)


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding as the page shows it."""
    return {
        "place": f"{finding.file}:{finding.line}" if finding.line else finding.file,
        "subject": finding.subject,
        "code": finding.code,
        "found": finding.found,
        "remedy": finding.remedy,
    }


def _written(made: Callable[[], Decided]) -> Decided:
    """What was decided; a disk that is full, or a folder that may not be written, refuses it."""
    try:
        return made()
    except OSError as error:
        return Decided((), message=f"the files cannot be written: {error}")


def _are_fields(fields: Any, depth: int) -> bool:
    if not isinstance(fields, Mapping) or depth == 0:
        return False
    return all(isinstance(value, str) or _are_fields(value, depth - 1) for value in fields.values())


def _shown(parts: list[Part], index: int | None) -> Part:
    """The part of that number, or else the first with something to do, or else the first."""
    if index is not None and 0 <= index < len(parts):
        return parts[index]
    waiting = (part for part in parts if part.summary()["waiting"])
    return next(waiting, parts[0])
