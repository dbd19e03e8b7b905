"""Entries put into, changed in and taken out of the lists of a document's files.

Figures are counted with their blocks spread, as everywhere behind `figure_blocks`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ruamel.yaml.comments import CommentedMap

from pipeline.review.figure_text import below_comments, changed_lines, figure_text
from pipeline.review.working_files import WorkingFiles
from pipeline.review.yaml_entries import GONE, as_value, entry_text, put_fields, read_entry
from pipeline.review.yaml_lists import Item, ListText, inserted, list_text, removed, replaced
from pipeline.sources.figure_entries import FigureEntry
from pipeline.sources.folders import PROPOSALS
from pipeline.sources.measure_entries import MeasureEntry
from pipeline.sources.waiver_entries import WaiverEntry
from pipeline.sources.yaml_lines import read_yaml

ORDER: Mapping[str, Sequence[str]] = {
    "figures": (
        *("id", "measure", "statistic", "location", "quote", "line", "after", "at", "value"),
        *("reading", "rounding", "not_rounded", "denominator", "per", "scale", "period"),
        *("period_printed", "period_basis", "not_dated_by", "population"),
        *FigureEntry.model_fields,
    ),
    "waivers": tuple(WaiverEntry.model_fields),
    "measures": ("id", "name", "unit", "words", "definition", *MeasureEntry.model_fields),
    "relations": ("id", "kind", "formula"),
}
"""The order in which the fields of an entry are written."""


class Figure(NamedTuple):
    """Where a figure is written: its item of the list, and its index in the block where that is one."""

    item: int
    inner: int | None


def figures_in(at: ListText) -> list[Figure]:
    """Where each figure of a file is written, blocks spread."""
    return [
        Figure(number, inner)
        for number, item in enumerate(at.items)
        for inner in (range(len(item.inner)) if item.inner else (None,))
    ]


def list_of(files: WorkingFiles, path: str) -> ListText:
    """The list of a file that is named for it."""
    kind = kind_of(path)
    return list_text(files.text_or_new(path), kind)


def not_editable(files: WorkingFiles) -> str:
    """Which file has a list that is not edited line by line; nothing where all are."""
    for kind in ORDER:
        for path in (files.own(kind), files.proposed(kind)):
            problem = list_of(files, path).problem if files.text(path) is not None else ""
            if problem:
                return f"{path}: {problem}"
    return ""


def fields_of(at: ListText, item: Item) -> CommentedMap:
    """The fields of an item."""
    return read_entry(at.of_item(item), item.column)


def ids_of(at: ListText) -> list[str]:
    """The id of each item; empty where it has none."""
    read = read_yaml(at.text).value if at.items else {}
    return [str(fields.get("id") or "") for fields in read.get(at.key) or ()]


def entry_with(kind: str, fields: Mapping[str, Any], is_proposed: bool = False) -> CommentedMap:
    """Fields as a new entry, in their order; a value that is proposed is left blank."""
    entry = CommentedMap()
    for name in _in_order(kind, fields):
        value = fields[name]
        entry[name] = None if value is None and is_proposed else as_value(name, value)
    return entry


def _in_order(kind: str, names: Iterable[str]) -> list[str]:
    order = ORDER[kind]
    return sorted(names, key=lambda name: order.index(name) if name in order else len(order))


def lines_of(kind: str, entry: CommentedMap, column: int = 0) -> list[str]:
    """The lines of an entry: of a waiver on one line, of others a field a line."""
    if kind == "waivers":
        entry.fa.set_flow_style()
    return entry_text(entry, column)


def add(
    files: WorkingFiles, path: str, fields: Mapping[str, Any], before: int | None = None
) -> None:
    """Put an entry into a file, before the item of an index, or at the end."""
    kind = kind_of(path)
    add_lines(files, path, lines_of(kind, entry_with(kind, fields, is_proposed(path))), before)


def add_lines(files: WorkingFiles, path: str, lines: Sequence[str], before: int | None) -> None:
    """Put the lines of an entry into a file, before the item of an index, or at the end."""
    at = list_of(files, path)
    files.write(path, inserted(at, len(at.items) if before is None else before, lines))


def change(
    files: WorkingFiles, path: str, index: int, changing: Callable[[CommentedMap], None]
) -> None:
    """Change the fields of an item."""
    at = list_of(files, path)
    _change_item(files, path, at, at.items[index], changing)


def _change_item(
    files: WorkingFiles,
    path: str,
    at: ListText,
    item: Item,
    changing: Callable[[CommentedMap], None],
) -> None:
    entry = fields_of(at, item)
    changing(entry)
    if kind_of(path) == "figures":
        lines = changed_lines(at.of_item(item), item.column, fields_of(at, item), entry)
    else:
        lines = entry_text(entry, item.column)
    files.write(path, replaced(at, item, lines))


def change_fields(files: WorkingFiles, path: str, index: int, fields: Mapping[str, Any]) -> None:
    """Change some fields of an item."""
    kind = kind_of(path)
    new = _values(fields)
    change(files, path, index, lambda entry: put_fields(entry, new, ORDER[kind]))


def _values(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {n: value if value is GONE else as_value(n, value) for n, value in fields.items()}


def kind_of(path: str) -> str:
    """The kind of entries that a file has: its name."""
    return path.rpartition("/")[2].removesuffix(".yaml")


def is_proposed(path: str) -> bool:
    """Whether a file is one of proposals."""
    return f"/{PROPOSALS}/" in path


def take_out(files: WorkingFiles, path: str, index: int) -> None:
    """Take an item out of a file; of proposals the comments above it are its own."""
    at = list_of(files, path)
    files.write(path, removed(at, at.items[index], is_proposed(path)))


def take_figure_out(files: WorkingFiles, path: str, index: int) -> None:
    """Take a figure out of a file; a block that has no other goes too, and one with one left is that figure."""
    at = list_of(files, path)
    item, inner = figures_in(at)[index]
    block = at.items[item]
    if inner is None or len(block.inner) == 1:
        take_out(files, path, item)
        return
    within = ListText(at.text, "figures", None, block.inner)
    left = removed(within, block.inner[inner], is_proposed(path))
    files.write(path, left)


def change_figure(files: WorkingFiles, path: str, index: int, fields: Mapping[str, Any]) -> None:
    """Change fields of a figure; one that its block shares is then written in each figure of the block."""
    at = list_of(files, path)
    item, inner = figures_in(at)[index]
    new, shared = _values(fields), fields_of(at, at.items[item]).get("of", {})
    if inner is None or not new.keys() & shared.keys():
        own = at.items[item] if inner is None else at.items[item].inner[inner]
        _change_item(files, path, at, own, lambda entry: put_fields(entry, new, ORDER["figures"]))
        return

    def changing(entry: CommentedMap) -> None:
        for name in [name for name in new if name in entry["of"]]:
            shared = entry["of"].pop(name)
            for figure in entry["figures"]:
                put_fields(figure, {name: shared}, ORDER["figures"])
        put_fields(entry["figures"][inner], new, ORDER["figures"])

    change(files, path, item, changing)
    at = list_of(files, path)
    if not fields_of(at, at.items[item])["of"]:
        spread_block(files, path, item)


def spread_block(files: WorkingFiles, path: str, item: int) -> None:
    """Write each figure of a block as an entry of its own."""
    at = list_of(files, path)
    block = at.items[item]
    entry = fields_of(at, block)
    lines = [
        line
        for figure in entry["figures"]
        for line in figure_text(whole_figure(entry["of"], figure), block.column)
    ]
    old = at.of_item(block)
    files.write(path, replaced(at, block, below_comments(old, lines, block.column)))


def whole_figure(shared: CommentedMap, figure: CommentedMap) -> CommentedMap:
    """A figure of a block with the fields that it shares."""
    whole = CommentedMap()
    both = {**shared, **figure}
    for name in _in_order("figures", both):
        whole[name] = both[name]
    for part in (shared, figure):
        whole.ca.items.update({name: part.ca.items[name] for name in part if name in part.ca.items})
    return whole
