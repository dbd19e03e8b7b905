"""The lines of figures and blocks in a file: laid out as proposals are, or a field a line where they were so.

Comments in an entry stay in their place; where that cannot be, they are above it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from pipeline.review.yaml_braces import edited
from pipeline.review.yaml_entries import entry_text, read_entry
from pipeline.sources.figure_blocks import LIST
from pipeline.sources.written_figures import lines_of

_QUOTED = re.compile(r"""(?<=[\s{\[,])(?:"(?:\\.|[^"\\])*"|'(?:''|[^'])*')""")
_COMMENT = re.compile(r"(?:^|\s)(#.*)$")


def figure_text(item: CommentedMap, column: int) -> list[str]:
    """The lines of a new figure or block, its dash at a column, without comments (`below_comments`)."""
    return list(lines_of(item, column=column, field=_as_written))


def changed_lines(
    lines: Sequence[str], column: int, before: CommentedMap, after: CommentedMap
) -> list[str]:
    """The lines of a figure or block whose fields changed, in the form in which it was."""
    if "of" in after:
        in_braces = all(one.fa.flow_style() for one in (after["of"], *after[LIST]))
    else:
        in_braces = bool(after.fa.flow_style())
    if not in_braces:
        return below_comments(lines, entry_text(after, column), column)
    in_place = edited(lines, before, after, _as_written) if has_comments(lines) else None
    if in_place is not None and read_entry(in_place, column) == after:
        return in_place
    return below_comments(lines, figure_text(after, column), column)


def has_comments(lines: Sequence[str]) -> bool:
    """Whether a person wrote comments into the lines of an entry."""
    return any(_comments(lines))


def _comments(lines: Sequence[str]) -> Iterator[str]:
    found = (_COMMENT.search(_QUOTED.sub('""', line)) for line in lines)
    yield from (one[1] for one in found if one is not None)


def below_comments(old: Sequence[str], lines: Sequence[str], column: int) -> list[str]:
    """The new lines of an item, below the comments that the old ones have and that are not in them."""
    lost = [one for one in _comments(old) if not any(one in line for line in lines)]
    return [*(f"{' ' * column}{comment}" for comment in lost), *lines]


def _as_written(name: str, value: Any) -> str:
    """A field inside braces, its value as it is written."""
    if value is None:
        return f"{name}: "
    field = CommentedMap({name: _plain(value)})
    field.fa.set_flow_style()
    (line,) = entry_text(field, 0)
    return line.removeprefix("- {").removesuffix("}")


def _plain(value: Any) -> Any:
    """A value without comments and line ends."""
    if isinstance(value, Mapping):
        return CommentedMap((name, _plain(one)) for name, one in value.items())
    if isinstance(value, list):
        return CommentedSeq(_plain(one) for one in value)
    return value
