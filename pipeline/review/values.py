"""What a review shows and takes: plain values, and their form in JSON.

Nothing here reads a file or decides anything. Texts of documents are in these values as they are; whoever shows them
must treat them as text, never as markup.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pipeline.sources.findings import Finding

Status = Literal["unaccounted", "proposed", "confirmed"]
Kind = Literal["figure", "waiver", "table", "none"]
Action = Literal[
    "confirm",
    "correct",
    "waive",
    "split",
    "merge",
    "accept_table",
    "accept_relation",
    "reopen",
    "reject",
]
ACTIONS: tuple[Action, ...] = (
    "confirm",
    "correct",
    "waive",
    "split",
    "merge",
    "accept_table",
    "accept_relation",
    "reopen",
    "reject",
)
Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Place:
    """A page of the PDF, from 1, and the box there: left, top, right, bottom in points from the page's left top.

    The box is on the page turned back by `turned` degrees, clockwise.
    """

    page: int
    box: tuple[float, float, float, float]
    turned: int = 0


@dataclass(frozen=True)
class ReviewedPage:
    """Characters `start` to before `end` of the text that are one page.

    `number` counts in the PDF, from 1; None where the text has no boxes. `printed` is the number that the page prints.
    """

    number: int | None
    printed: int | None
    start: int
    end: int


@dataclass(frozen=True)
class LineBox:
    """A line of the text, from its first character on, and its box."""

    start: int
    end: int
    place: Place


@dataclass(frozen=True)
class Item:
    """One numeral, or one table, in the order of the text.

    `id` is `n<start>` or `table:<name>`. `fields` are those of the entry, or of the proposal, which has no `value`.
    `group` is the same for all items that one entry accounts for (a waiver of several numerals, a table and its cells).
    `block` is the same for figures that share fields in one block. `automatic` items are confirmed without an entry of
    their own: the number of a page, the period of a figure. `reasons` are those for which a numeral may be waived; where
    it is `in_words`, a person may also state one.
    `new_measure` are the fields of a proposed measure that the figure needs. `problems` are what the checks miss.
    Of a table, `needs` are the cells, as `row|column`, to be typed before it is accepted, and `table` what it has: its
    columns, rows and rules. A number that is `worded` is printed in words that state no number: its value is `null`.
    """

    id: str
    kind: Kind
    status: Status
    start: int
    end: int
    token: str
    page: int | None
    line: int
    fields: Fields = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    other_measures: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    in_words: bool = False
    new_measure: Fields | None = None
    group: str | None = None
    block: str | None = None
    automatic: bool = False
    needs: tuple[str, ...] = ()
    table: Fields | None = None
    worded: bool = False
    place: Place | None = None


@dataclass(frozen=True)
class RelationItem:
    """A relation, proposed or confirmed; it may be accepted once every member is confirmed (`checkable`).

    `members` are local ids of figures by their role; `shown` are the same with words, value, page and line where they are
    confirmed. `verdict` is that on the numbers as they are confirmed.
    `differs` are the fields in which its members differ: `differs_in` must say why.
    """

    id: str
    status: Literal["proposed", "confirmed"]
    kind: str
    formula: str
    members: Mapping[str, tuple[str, ...]]
    checkable: bool
    verdict: str | None = None
    chance: str | None = None
    differs: tuple[str, ...] = ()
    shown: tuple[Fields, ...] = ()


@dataclass(frozen=True)
class Review:
    """A document and where its review is. `counts` are items by status."""

    source_id: str
    title: str
    text: str = field(repr=False)
    pages: tuple[ReviewedPage, ...] = field(repr=False)
    lines: tuple[LineBox, ...] = field(repr=False)
    items: tuple[Item, ...] = field(repr=False)
    relations: tuple[RelationItem, ...] = field(repr=False)
    counts: Mapping[str, int]
    findings: tuple[Finding, ...]
    decisions: int = 0
    """How many decisions can be undone."""
    doubtful: frozenset[int] = frozenset()
    """Lines of the text, from 1, that may alternate with others that are printed beside them."""

    def item(self, name: str) -> Item | None:
        """The item of that id."""
        return next((item for item in self.items if item.id == name), None)


@dataclass(frozen=True)
class Decision:
    """What is decided about some items. `fields` are typed: texts, and under `context` texts by their field.

    An empty text takes a field away. A value is typed as digits, or `null` where words state only a magnitude.
    """

    action: Action
    items: tuple[str, ...]
    fields: Fields = field(default_factory=dict)


@dataclass(frozen=True)
class Decider:
    """Who decides: a person, by name, or software."""

    kind: Literal["person", "software"] = "software"
    name: str = ""


@dataclass(frozen=True)
class Decided:
    """What became of a decision: the files that changed, relative to the root, and the review after it.

    Where `findings` or `message` is not empty, it was refused, and nothing was written. `reopens` are items of waivers
    that the findings are about.
    """

    changed: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    message: str = ""
    review: Review | None = None
    reopens: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether nothing was written."""
        return bool(self.findings or self.message)


def as_json(value: Any) -> Any:
    """A value of this module as JSON has it: objects, lists, texts, numbers."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: as_json(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(item) for item in value]
    return str(value) if isinstance(value, Decimal | date) else value
