"""The words of a table in its file: its name, title and description, and the name, title and unit of its columns.

They are changed in place; every other character of the file stays.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import yaml

from pipeline.review.yaml_entries import changed_document
from pipeline.sources.table_titles import TO_WRITE, says_nothing

OF_TABLE = ("name", "title", "description")
OF_COLUMN = ("name", "title", "unit")
COLUMNS = "columns"
Path = tuple[str | int, ...]


class Changed(NamedTuple):
    """The file with other words, or a message where it cannot have them."""

    text: str
    message: str = ""


def words_of(written: Mapping[str, Any]) -> dict[str, Any]:
    """The words that may be changed, those of columns by `column|field`; words that say nothing are empty."""
    fields = {name: written[name] for name in OF_TABLE if name in written}
    fields |= {name: "" for name in TO_WRITE if says_nothing(fields.get(name))}
    columns = {
        f"{one['name']}|{field}": one.get(field) or ""
        for one in written.get(COLUMNS) or ()
        for field in OF_COLUMN
        if field != "unit" or one.get("type") in ("integer", "number")
    }
    return {**fields, COLUMNS: columns} if columns else fields


def with_words(text: str, fields: Mapping[str, Any]) -> Changed:
    """The file with the words that are typed; a description that is left empty is the title."""
    typed = {name: str(fields[name]).strip() for name in OF_TABLE if name in fields}
    written = {**(yaml.safe_load(text) or {}), **typed}
    for name in ("name", "title"):
        if name in typed and not typed[name]:
            remedy = TO_WRITE.get(name, "lower case with underscores, as in `beds_in_use`")
            return Changed(text, f"{name}: a table needs its {name}: {remedy}")
    if typed and (not written.get("description") or says_nothing(written["description"])):
        typed["description"] = str(written.get("title"))
    changed = Changed(changed_document(text, typed) if typed else text)
    columns: Mapping[str, str] = fields.get(COLUMNS) or {}
    last = sorted(columns.items(), key=lambda one: one[0].endswith("|name"))
    for place, words in last:  # names last, since the others find their column by it
        column, _, field = place.rpartition("|")
        changed = _with_column(changed.text, column, field, words.strip())
        if changed.message:
            return Changed(text, f"{COLUMNS}.{place}: {changed.message}")
    return changed


def _with_column(text: str, column: str, field: str, words: str) -> Changed:
    fields = _fields_of(text, column)
    if fields is None or field not in OF_COLUMN:
        return Changed(text, f"the table has no `{field}` of a column `{column}`")
    if field == "name":
        return _renamed(text, column, words)
    found = next((pair for pair in fields.value if pair[0].value == field), None)
    if found is not None and words:
        return Changed(_replaced(text, found[1], words))
    if found is not None and field == "unit":
        return Changed(_without(text, fields, found))
    return Changed(_added(text, fields, field, words)) if words else Changed(text, "write a title")


def _fields_of(text: str, column: str) -> yaml.MappingNode | None:
    for path, node in _nodes(yaml.compose(text, Loader=yaml.SafeLoader)):
        if isinstance(node, yaml.MappingNode) and len(path) == 2 and path[0] == COLUMNS:
            names = [value.value for key, value in node.value if key.value == "name"]
            if names == [column]:
                return node
    return None


def _renamed(text: str, old: str, new: str) -> Changed:
    """The file with another name of a column wherever a field is known to name columns; the check finds what is left."""
    if _fields_of(text, new) is not None:
        return Changed(text, f"there is a column `{new}` already" if new != old else "")
    if not new:
        return Changed(text, "write a name")
    written = yaml.safe_load(text)
    nodes = list(_nodes(yaml.compose(text, Loader=yaml.SafeLoader)))
    for path, node in reversed(nodes):
        if isinstance(node, yaml.ScalarNode) and node.value == old and _names_one(path, written):
            text = _replaced(text, node, new)
    return Changed(text)


def _names_one(path: Path, written: Mapping[str, Any]) -> bool:
    """Whether the field at a path names a column."""
    of = [step for step in path if isinstance(step, str)]
    if of in ([COLUMNS, "name"], ["primaryKey"]):
        return True
    if of[0] == "rules" and written["rules"][path[1]]["kind"] in ("row_sum", "share"):
        return of[-1] in ("total", "parts", "column", "part", COLUMNS)
    return of[0] in ("rules", "read") and of[-1] in ("column", COLUMNS)


def _nodes(node: yaml.Node | None, path: Path = ()) -> Iterator[tuple[Path, yaml.Node]]:
    """Every value of a file with its path, in the order of the text."""
    if node is None:
        return
    yield path, node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _nodes(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _nodes(value, (*path, index))


def _replaced(text: str, node: yaml.Node, words: str) -> str:
    is_folded = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    end = "\n" if is_folded else ""
    start, stop = node.start_mark.index, node.end_mark.index
    return f"{text[:start]}{_scalar(words)}{end}{text[stop:]}"


def _added(text: str, fields: yaml.MappingNode, field: str, words: str) -> str:
    """A field more, behind the last one of a line in braces, or on a line of its own below the name."""
    if fields.flow_style:
        place = fields.value[-1][1].end_mark.index
        return f"{text[:place]}, {field}: {_scalar(words)}{text[place:]}"
    (name,) = (pair for pair in fields.value if pair[0].value == "name")
    place = text.find("\n", name[1].end_mark.index) + 1
    indent = " " * name[0].start_mark.column
    return f"{text[:place]}{indent}{field}: {_scalar(words)}\n{text[place:]}"


def _without(text: str, fields: yaml.MappingNode, pair: tuple[yaml.Node, yaml.Node]) -> str:
    """A field less; it is not the first, which is the name."""
    before: Sequence[Any] = fields.value[fields.value.index(pair) - 1]
    if fields.flow_style:
        return text[: before[1].end_mark.index] + text[pair[1].end_mark.index :]
    start = text.rfind("\n", 0, pair[0].start_mark.index) + 1
    return text[:start] + text[text.find("\n", pair[1].end_mark.index) + 1 :]


def _scalar(words: str) -> str:
    """Words as a value inside braces or outside: plain where they read so, else with quotation marks.

    >>> _scalar("Beds in use"), _scalar("Beds, in use"), _scalar("2019")
    ('Beds in use', '"Beds, in use"', '"2019"')
    """
    try:
        is_plain = yaml.safe_load(f"{{x: {words}}}") == {"x": words}
        is_plain = is_plain and yaml.safe_load(f"x: {words}") == {"x": words}
    except yaml.YAMLError:
        is_plain = False
    return words if is_plain else json.dumps(words, ensure_ascii=not words.isprintable())
