"""YAML in the plain part of the language, with the line of every value.

Numbers are `int` or `Decimal`, never floats; a duplicate key, a number that
YAML would read otherwise than a person (`0123`, `1_000`, `12:30`) and any tag are refused.
"""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

Path = tuple[str | int, ...]
_TAG = "tag:yaml.org,2002:"
_PLAIN_COLLECTIONS = (f"{_TAG}map", f"{_TAG}seq")
DEEPEST = 50
_DEEP_LINE = re.compile(r"^[ ?:-]{50}", re.MULTILINE)
"""Without brackets, each level of values begins at least one column further right."""
LONGEST_NUMBER = 40
"""Characters of a number, date or null; longer ones are no numbers of a document."""


@dataclass(frozen=True)
class Problem:
    """Something in a YAML text that is refused, and its line counted from 1."""

    line: int
    found: str


@dataclass
class LocatedYaml:
    """A YAML text as plain values, the line of each, and what was refused."""

    value: Any = field(default=None, repr=False)
    lines: dict[Path, int] = field(default_factory=dict, repr=False)
    problems: list[Problem] = field(default_factory=list)
    most: int = field(default=0, repr=False)
    """Values that a text of its length can have without aliases."""


class _TooManyValues(Exception):
    """Aliases of aliases, which a few lines can multiply to billions of values."""


def read_yaml(text: str) -> LocatedYaml:
    """Read a YAML text; where it is malformed, `problems` has the findings and `value` is None."""
    located = LocatedYaml()
    try:
        line = _line_too_deep(text)
        if line is not None:
            located.problems.append(Problem(line, "it is nested too deeply"))
            return located
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        located.problems.append(
            Problem(
                mark.line + 1 if mark else 1,
                f"not well-formed YAML: {getattr(error, 'problem', error)}",
            )
        )
        return located
    located.most = len(text) + 1
    try:
        located.value = None if node is None else _construct(node, (), located)
    except _TooManyValues:
        located.problems.append(Problem(1, "its aliases make more values than it has characters"))
    except RecursionError:
        located.problems.append(Problem(1, "it is nested too deeply, or refers to itself"))
    return located


def _line_too_deep(text: str) -> int | None:
    """The line on which values are nested deeper than any file of ours, which would end the process."""
    if text.count("[") + text.count("{") < DEEPEST and not _DEEP_LINE.search(text):
        return None
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            return int(event.start_mark.line) + 1 if event.start_mark else 1
    return None


def line_of(lines: Mapping[Path, int], path: Path) -> int:
    """Line of the value at `path`, or of the innermost value around it that has one."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _construct(node: yaml.Node, path: Path, located: LocatedYaml) -> Any:
    located.lines[path] = node.start_mark.line + 1
    if len(located.lines) > located.most:
        raise _TooManyValues
    if not isinstance(node, yaml.ScalarNode) and node.tag not in _PLAIN_COLLECTIONS:
        located.problems.append(
            Problem(located.lines[path], f"the tag `{node.tag[:60]}`; take it out")
        )
        return None
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, located)
    if isinstance(node, yaml.SequenceNode):
        return [_construct(item, (*path, index), located) for index, item in enumerate(node.value)]
    return _scalar(node, located)


def _mapping(node: yaml.MappingNode, path: Path, located: LocatedYaml) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
        is_written = bool(key) or getattr(key_node, "style", None) in ("'", '"')
        if not is_written or not isinstance(key_node, yaml.ScalarNode):
            line = key_node.start_mark.line + 1
            located.problems.append(Problem(line, "a key is empty, or is a list or keys itself"))
            continue
        if key in mapping:
            located.problems.append(Problem(key_node.start_mark.line + 1, f"duplicate key `{key}`"))
        mapping[key] = _construct(value_node, (*path, key), located)
        located.lines[(*path, key)] = key_node.start_mark.line + 1
    return mapping


def _scalar(node: yaml.Node, located: LocatedYaml) -> Any:
    text, tag = str(node.value), node.tag.removeprefix(_TAG)
    if tag == "str":
        return text
    if tag in _READERS:
        pattern, read = _READERS[tag]
        if pattern.fullmatch(text) and len(text) <= LONGEST_NUMBER:
            with suppress(ValueError):
                return read(text)
    located.problems.append(
        Problem(
            node.start_mark.line + 1,
            f"`{text[:60]}` is not a plain {tag}; quote it if it is text, else write it plainly "
            "(16400, 27.2, true, 2020-02-18)",
        )
    )
    return None


_READERS: Mapping[str, tuple[re.Pattern[str], Callable[[str], Any]]] = {
    "null": (re.compile(".*"), lambda _: None),
    "bool": (re.compile("true|false"), lambda text: text == "true"),
    "int": (re.compile(r"-?(0|[1-9][0-9]*)"), int),
    "float": (re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+"), Decimal),
    "timestamp": (re.compile(r"\d{4}-\d{2}-\d{2}"), date.fromisoformat),
}
"""How plain scalars are written and read, by YAML's own tag."""
