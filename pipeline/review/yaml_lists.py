"""Lists of entries in a YAML file, edited line by line, so that every line of another entry stays byte for byte.

Where an item of a list is, PyYAML tells; its lines are replaced, taken out or put in whole. What is in the lines of one
entry is in `yaml_entries`. A file that is not there has a head and an empty list.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import yaml

MOST_KEPT = 16
"""Lists that are kept: those of the files of one document."""
BLOCK = "figures"
"""The list inside a block of figures."""


@dataclass(frozen=True)
class Item:
    """An item of a list: its lines from `first` to before `last`, counted from 0, and the column of its dash."""

    first: int
    last: int
    column: int
    inner: tuple["Item", ...] = field(default=())
    """The figures of a block."""


@dataclass(frozen=True)
class ListText:
    """The text of a YAML file with the list `key`; `items` are those of the list. `line` is that of the key.

    `problem` says why the list cannot be edited line by line.
    """

    text: str
    key: str
    line: int | None
    items: tuple[Item, ...]
    problem: str = ""

    @property
    def lines(self) -> list[str]:
        """The lines with their ends."""
        return self.text.splitlines(keepends=True)

    @property
    def newline(self) -> str:
        """How its lines end."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def of_item(self, item: Item) -> list[str]:
        """The lines of an item, without their ends."""
        return [line.rstrip("\r\n") for line in self.lines[item.first : item.last]]


@lru_cache(maxsize=MOST_KEPT)
def list_text(text: str, key: str) -> ListText:
    """The list of a file."""
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return ListText(text, key, None, (), "it is not YAML")
    if node is None:
        return ListText(text, key, None, ())
    if not isinstance(node, yaml.MappingNode):
        return ListText(text, key, None, (), "it has no fields")
    for name, listed in node.value:
        if getattr(name, "value", None) == key:
            line = name.start_mark.line
            items = tuple(_items(listed, text.splitlines()))
            problem = "" if _is_editable(listed, items) else _on_lines(key)
            return ListText(text, key, line, () if problem else items, problem)
    return ListText(text, key, None, ())


def _on_lines(key: str) -> str:
    return f"the list `{key}` has several items on a line: begin a line with `- ` for each"


def _is_editable(listed: yaml.Node, items: tuple[Item, ...]) -> bool:
    if isinstance(listed, yaml.ScalarNode):
        return not listed.value
    if not isinstance(listed, yaml.SequenceNode):
        return False
    return not listed.value or (not listed.flow_style and len(items) == len(listed.value))


def _items(listed: yaml.Node, lines: Sequence[str]) -> Iterator[Item]:
    """The items of a list that is written with a dash for each."""
    if not isinstance(listed, yaml.SequenceNode) or listed.flow_style:
        return
    for node in listed.value:
        first, column = node.start_mark.line, listed.start_mark.column
        if lines[first][column : column + 1] != "-":
            return
        yield Item(first, last_line(node, lines), column, tuple(_inner(node, lines)))


def _inner(node: yaml.Node, lines: Sequence[str]) -> Iterator[Item]:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if getattr(name, "value", None) == BLOCK:
                yield from _items(value, lines)


def last_line(node: yaml.Node, lines: Sequence[str]) -> int:
    """The line behind the last one that a value is on, counted from 0."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return last_line(last[1] if isinstance(last, tuple) else last, lines)
    end = node.end_mark.line if node.end_mark.column else node.end_mark.line - 1
    end = max(end, node.start_mark.line)
    while end > node.start_mark.line and not lines[end].strip():
        end -= 1
    return end + 1


def replaced(at: ListText, item: Item, lines: Sequence[str]) -> str:
    """The text with other lines for an item."""
    return _spliced(at, item.first, item.last, lines)


def removed(at: ListText, item: Item, with_comments: bool) -> str:
    """The text without an item, and without the comments right above it where they belong to it."""
    first = item.first
    while with_comments and first and at.lines[first - 1].lstrip().startswith("#"):
        if at.lines[first - 1].find("#") != item.column:
            break
        first -= 1
    if at.items == (item,):
        assert at.line is not None
        lines = _with_value(at.lines, at.line, f"{at.key}: []")
        return "".join([*lines[:first], *lines[item.last :]])
    return _spliced(at, first, item.last, ())


def _with_value(lines: list[str], line: int, written: str) -> list[str]:
    """The lines with the key of a list written otherwise; a comment behind it stays."""
    key = written.partition(":")[0]
    changed = re.sub(rf"^{key}\s*:\s*(\[\s*\])?", lambda _: written, lines[line], count=1)
    if lines[line].rstrip("\r\n").strip() == f"{key}:":
        changed = written + lines[line][len(lines[line].rstrip("\r\n")) :]
    return [*lines[:line], changed, *lines[line + 1 :]]


def inserted(at: ListText, before: int, lines: Sequence[str]) -> str:
    """The text with an item before that of an index, or behind the last one; `lines` begin at the column of the dash."""
    if at.line is None:
        text = at.text if not at.text or at.text.endswith("\n") else at.text + at.newline
        return text + at.newline.join([f"{at.key}:", *_indented(lines, 2), ""])
    if not at.items:
        behind = _with_value(at.lines, at.line, f"{at.key}:")
        if not behind[at.line].endswith("\n"):
            behind[at.line] += at.newline
        new = [line + at.newline for line in _indented(lines, 2)]
        return "".join([*behind[: at.line + 1], *new, *behind[at.line + 1 :]])
    column = at.items[0].column
    is_last = before >= len(at.items)
    line = at.items[-1].last if is_last else _above(at, at.items[before])
    return _spliced(at, line, line, _indented(lines, column))


def _above(at: ListText, item: Item) -> int:
    """The line above an item and above the comments and empty lines that lead to it."""
    index = at.items.index(item)
    least = at.items[index - 1].last if index else (at.line or 0) + 1
    return least if index else item.first


def _indented(lines: Sequence[str], column: int) -> list[str]:
    return [" " * column + line if line else line for line in lines]


def _spliced(at: ListText, first: int, last: int, lines: Sequence[str]) -> str:
    old = at.lines
    if lines and first == len(old) and old and not old[-1].endswith("\n"):
        old[-1] += at.newline
    new = [line + at.newline for line in lines]
    if new and last == len(old) and last > first and not old[-1].endswith("\n"):
        new[-1] = new[-1].rstrip("\r\n")
    return "".join([*old[:first], *new, *old[last:]])
