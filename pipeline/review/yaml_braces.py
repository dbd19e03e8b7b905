"""Fields of an entry in braces changed in their place, so that each comment inside stays where a person wrote it.

An entry without comments is laid out anew instead (`figure_text`). Where fields are, PyYAML tells.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import yaml

Written = Callable[[str, Any], str]
Pieces = list[tuple[str, str]]
"""What is in braces: a field, and the comments and line ends behind it; the first is what is before any field."""
_COMMENT_OR_COMMA = re.compile(r"(?<!\S)#[^\n]*|,")


class _NotInBraces(Exception):
    """What changed is not a field in braces."""


def edited(
    lines: Sequence[str], before: Mapping[str, Any], after: Mapping[str, Any], written: Written
) -> list[str] | None:
    """The lines of an entry, which may be a block, with other fields; None where they are not in braces.

    `written` gives a field as it is in braces.
    """
    text = "\n".join(lines)
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    if not isinstance(node, yaml.SequenceNode) or len(node.value) != 1:
        return None
    try:
        changes = list(_changes(text, node.value[0], before, after, written))
    except _NotInBraces:
        return None
    for start, end, new in reversed(changes):
        text = text[:start] + new + text[end:]
    return [line.rstrip() for line in text.split("\n")]


def _changes(
    text: str, node: yaml.Node, before: Any, after: Any, written: Written
) -> Iterator[tuple[int, int, str]]:
    """The braces in a value whose fields change: from where to before where, and what takes their place."""
    if before == after:
        return
    if isinstance(node, yaml.MappingNode) and node.flow_style:
        pieces = _changed(_pieces(text, node), before, after, written)
        yield node.start_mark.index, node.end_mark.index, _in_braces(pieces)
    elif isinstance(node, yaml.MappingNode) and list(before) == list(after):
        for key, value in node.value:
            yield from _changes(text, value, before[key.value], after[key.value], written)
    elif isinstance(node, yaml.SequenceNode) and len(before) == len(after):
        for value, old, new in zip(node.value, before, after, strict=True):
            yield from _changes(text, value, old, new, written)
    else:
        raise _NotInBraces


def _pieces(text: str, node: yaml.MappingNode) -> Pieces:
    """The fields in braces, and what is behind each without its comma."""
    starts = [key.start_mark.index for key, _ in node.value] + [node.end_mark.index - 1]
    pieces = [("", text[node.start_mark.index + 1 : starts[0]])]
    for (_, value), start, following in zip(node.value, starts, starts[1:], strict=False):
        field = text[start : value.end_mark.index].rstrip()
        behind = text[start + len(field) : following]
        commas = [m.start() for m in _COMMENT_OR_COMMA.finditer(behind) if m[0] == ","]
        at = commas[0] if commas else len(behind)
        pieces.append((field, behind[:at] + behind[at + 1 :]))
    return pieces


def _changed(
    pieces: Pieces, before: Mapping[str, Any], after: Mapping[str, Any], written: Written
) -> Pieces:
    """The fields after a change: behind each what was there, also where the field itself is gone."""
    if list(before) != [name for name in _order(before, after) if name in before]:
        raise _NotInBraces
    old, changed = dict(zip(before, pieces[1:], strict=True)), pieces[:1]
    for name in _order(before, after):
        field, behind = changed[-1]
        if name not in after:
            changed[-1] = field, _both(behind, old[name][1])
        elif name not in before:
            new = written(name, after[name])
            changed[-1:] = [(field, " "), (new, behind)] if field else [("", behind), (new, " ")]
        elif before[name] == after[name]:
            changed.append(old[name])
        else:
            changed.append((written(name, after[name]), old[name][1]))
    if len(changed) == 1:
        raise _NotInBraces
    return changed


def _order(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The fields before and after, those that are gone at their place."""
    order = list(after)
    for index, name in enumerate(before):
        if name not in after:
            above = [order.index(one) for one in list(before)[:index]]
            order.insert(above[-1] + 1 if above else 0, name)
    return order


def _both(behind: str, gone: str) -> str:
    """What was behind a field and behind the next one, which is gone: every comment, and one line end for each."""
    if "#" in gone:
        return behind + gone.lstrip() if behind.strip() else gone
    return behind if "#" in behind else gone


def _in_braces(pieces: Pieces) -> str:
    """The text of braces."""
    (_, text), *fields = pieces
    for field, behind in fields[:-1]:
        text += f"{field} ," if field.endswith(":") else f"{field},"
        text += behind or " "
    field, behind = fields[-1]
    return f"{{{text}{field}{behind if behind.strip() else ''}}}"
