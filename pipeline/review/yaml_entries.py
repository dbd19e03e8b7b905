"""The lines of one entry, changed by `ruamel.yaml`: comments, order and quotation marks of what stays are kept.

Every scalar is a text here, as it is written: nothing is read as a number or a date and written otherwise.
"""

import io
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.resolver import VersionedResolver

from pipeline.review.yaml_lists import last_line
from pipeline.sources.yaml_text import field_text

WIDTH = 10**6
"""No line is broken."""


class _AsWritten(VersionedResolver):
    """Plain scalars are texts, and one that is left blank is nothing."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        from ruamel.yaml.nodes import ScalarNode
        from ruamel.yaml.tag import Tag

        if kind is not ScalarNode:
            return super().resolve(kind, value, implicit)
        is_blank = value == "" and implicit[0]
        return Tag(suffix=f"tag:yaml.org,2002:{'null' if is_blank else 'str'}")


def _yaml() -> YAML:
    made = YAML()
    made.Resolver = _AsWritten
    made.preserve_quotes = True
    made.allow_unicode = True
    made.width = WIDTH
    made.indent(mapping=2, sequence=4, offset=2)
    return made


def read_entry(lines: Sequence[str], column: int) -> CommentedMap:
    """The fields of an item of a list, whose dash is at a column."""
    first, *others = lines
    inside = [" " * column + " " + first[column + 1 :], *others]
    indent = len(inside[0]) - len(inside[0].lstrip())
    shifted = [line[indent:] if not line[:indent].strip() else line.lstrip() for line in inside]
    entry: CommentedMap = _yaml().load("\n".join(shifted) + "\n")
    return entry


def entry_text(entry: CommentedMap, column: int) -> list[str]:
    """The lines of an item with these fields, its dash at a column."""
    written = io.StringIO()
    _yaml().dump(entry, written)
    lines = written.getvalue().rstrip("\n").split("\n")
    before = " " * column
    return [
        f"{before}{'  ' if index else '- '}{line}" if line else line
        for index, line in enumerate(lines)
    ]


def as_value(name: str, value: Any) -> Any:
    """A value as an entry holds it: with the marks with which the hand-owned files write it; None is `null`."""
    if isinstance(value, Mapping):
        made = CommentedMap()
        for key, item in value.items():
            made[key] = as_value(key, item)
        return made
    if isinstance(value, list | tuple):
        listed = CommentedSeq(as_value("", item) for item in value)
        listed.fa.set_flow_style()
        return listed
    text = "null" if value is None else field_text(name, value)
    return _yaml().load(f"x: {text}\n")["x"]


class Gone(Enum):
    """In place of a value: the field is taken away."""

    GONE = "gone"


GONE = Gone.GONE


def put_fields(entry: CommentedMap, fields: Mapping[str, Any], order: Sequence[str]) -> None:
    """Put values into an entry as they are (`as_value`); a new field goes behind those before it in an order."""
    for name, value in fields.items():
        if value is GONE:
            entry.pop(name, None)
        elif name in entry:
            entry[name] = value
        else:
            before = [key for key in entry if key in order and order.index(key) < order.index(name)]
            place = list(entry).index(before[-1]) + 1 if before else 0
            entry.insert(place, name, value)


def changed_document(text: str, fields: Mapping[str, Any]) -> str:
    """A file of fields with some of them changed: only the lines of these change."""
    lines = text.splitlines(keepends=True)
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    assert isinstance(node, yaml.MappingNode)
    for key, value in reversed(node.value):
        if key.value in fields:
            first, last = key.start_mark.line, last_line(value, [line.rstrip() for line in lines])
            written = entry_text(
                CommentedMap({key.value: as_value(key.value, fields[key.value])}), 0
            )
            lines[first:last] = [f"{line[2:]}\n" for line in written]
    return "".join(lines)
