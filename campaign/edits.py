"""Edits of hand-owned files, as values: what a change puts, drops or appends, and the files that result.

A YAML file is parsed, changed and written again, so that its form stays right and only its meaning differs.
A change of a document's text pins the hash of the new text, so that the hash is not what refuses it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipeline.sources.yaml_lines import LocatedYaml, line_of, read_yaml
from pipeline.text.documents import sha256_of

Steps = tuple[str | int, ...]
"""A path inside a YAML file: keys and indexes."""


@dataclass(frozen=True)
class Put:
    """Set the value at a path; a key that is not there is added."""

    file: str
    path: Steps
    value: Any


@dataclass(frozen=True)
class Drop:
    """Take out the key or the item at a path."""

    file: str
    path: Steps


@dataclass(frozen=True)
class Append:
    """Add an item to the list at a path."""

    file: str
    path: Steps
    value: Any


@dataclass(frozen=True)
class Splice:
    """Replace the characters `start` to before `end` of a text file."""

    file: str
    start: int
    end: int
    text: str


Edit = Put | Drop | Append | Splice


@dataclass(frozen=True)
class Change:
    """One thing that is wrong: its kind, what is changed (`subject`), and what it was and is now."""

    kind: str
    file: str
    line: int
    subject: str
    was: str
    now: str
    edits: tuple[Edit, ...] = field(repr=False)


@dataclass(frozen=True)
class Files:
    """The hand-owned files of a project as they are, read once."""

    root: Path

    @cache  # noqa: B019  one for each process
    def text(self, file: str) -> str:
        """Characters of a file, line ends as they are."""
        return (self.root / file).read_bytes().decode()

    @cache  # noqa: B019
    def yaml(self, file: str) -> LocatedYaml:
        """A YAML file, parsed."""
        return read_yaml(self.text(file))

    def value(self, file: str, path: Steps = ()) -> Any:
        """The value at a path of a YAML file."""
        value = self.yaml(file).value
        for step in path:
            value = value[step]
        return value

    def line(self, file: str, path: Steps) -> int:
        """The line of a path of a YAML file."""
        return line_of(self.yaml(file).lines, path)


def edited(files: Files, edits: Iterable[Edit]) -> dict[str, str]:
    """The content of every file that edits change."""
    values: dict[str, Any] = {}
    texts: dict[str, list[Splice]] = {}
    for edit in edits:
        if isinstance(edit, Splice):
            texts.setdefault(edit.file, []).append(edit)
        else:
            value = values.get(edit.file, files.value(edit.file))
            values[edit.file] = _applied(value, edit.path, edit)
    spliced = {file: _spliced(files.text(file), splices) for file, splices in texts.items()}
    for file, text in spliced.items():
        if file.endswith("/document.txt"):
            about = file.replace("document.txt", "source.yaml")
            pin = Put(about, ("text_sha256",), sha256_of(text.encode()))
            values[about] = _applied(values.get(about, files.value(about)), pin.path, pin)
    return {**spliced, **{file: as_yaml(value) for file, value in values.items()}}


def _spliced(text: str, splices: Sequence[Splice]) -> str:
    for splice in sorted(splices, key=lambda one: one.start, reverse=True):
        text = text[: splice.start] + splice.text + text[splice.end :]
    return text


def _applied(value: Any, path: Steps, edit: Put | Drop | Append) -> Any:
    """A copy of a value with an edit; what is beside the path is shared with the original."""
    if not path and isinstance(edit, Append):
        return [*(value or []), edit.value]
    if not path:
        assert isinstance(edit, Put)
        return edit.value
    step, *rest = path
    copy: Any = list(value) if isinstance(value, list) else dict(value)
    if not rest and isinstance(edit, Drop):
        del copy[step]
    else:
        old = copy.get(step) if isinstance(copy, Mapping) else copy[step]
        copy[step] = _applied(old, tuple(rest), edit)
    return copy


class _Dumper(yaml.CSafeDumper):
    """Writes what `read_yaml` reads: decimals plainly, and nothing by reference."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


_Dumper.add_representer(
    Decimal,
    lambda dumper, number: dumper.represent_scalar("tag:yaml.org,2002:float", f"{number:f}"),
)


def as_yaml(value: Any) -> str:
    """A value as YAML that `read_yaml` reads as the same value."""
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000)
