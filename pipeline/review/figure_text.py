"""The lines of figures and blocks in a file: laid out as proposals are, or a field a line where they were so, or have comments."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ruamel.yaml.comments import CommentedMap

from pipeline.review.yaml_entries import entry_text
from pipeline.sources.figure_blocks import LIST
from pipeline.sources.written_figures import lines_of

_QUOTED = re.compile(r"""(?<=[\s{\[,])(?:"(?:\\.|[^"\\])*"|'(?:''|[^'])*')""")
_COMMENT = re.compile(r"(?:^|\s)(#.*)$")


def figure_text(item: CommentedMap, column: int) -> list[str]:
    """The lines of a new figure or block, its dash at a column."""
    if _has_comments(item):
        return entry_text(item, column)
    return list(lines_of(item, column=column, field=_as_written))


def changed_text(item: CommentedMap, column: int) -> list[str]:
    """The lines of a figure or block whose fields changed, in the form in which it was."""
    if "of" in item:
        in_braces = all(one.fa.flow_style() for one in (item["of"], *item[LIST]))
    else:
        in_braces = bool(item.fa.flow_style())
    return figure_text(item, column) if in_braces else entry_text(item, column)


def with_comments(lines: Sequence[str], before: Sequence[str], column: int) -> list[str]:
    """The new lines of an item, below the comments that it had inside braces and that are not in them."""
    found = (_COMMENT.search(_QUOTED.sub('""', line)) for line in before)
    lost = [one[1] for one in found if one is not None and not any(one[1] in x for x in lines)]
    return [*(f"{' ' * column}{comment}" for comment in lost), *lines]


def _as_written(name: str, value: Any) -> str:
    """A field inside braces, its value as it is written."""
    if value is None:
        return f"{name}: "
    field = CommentedMap({name: value})
    field.fa.set_flow_style()
    (line,) = entry_text(field, 0)
    return line.removeprefix("- {").removesuffix("}")


def _has_comments(value: Any) -> bool:
    if not isinstance(value, Mapping | list):
        return False
    comments = getattr(value, "ca", None)
    if comments is not None and (comments.items or comments.comment):
        return True
    inner = value.values() if isinstance(value, Mapping) else value
    return any(_has_comments(one) for one in inner)
