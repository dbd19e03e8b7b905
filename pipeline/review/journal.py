"""The journal of a review: `proposals/decisions.jsonl`, which each decision is written to before its files are.

A line is on the disk before the first file changes, and a second line says that all of them did. So a run that is
killed leaves a decision that is done, one that the next run finishes, or a torn last line, which counts as nothing.
"""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.package.durable_files import sync_folders
from pipeline.review.hunks import Hunk
from pipeline.review.proposed import folder_of
from pipeline.review.values import Decider

NAME = "decisions.jsonl"


@dataclass(frozen=True)
class Entry:
    """A decision, or the undoing of one (`undoes`), with what it changes in which files."""

    number: int
    undoes: int | None
    hunks: tuple[Hunk, ...]
    about: dict[str, Any]


@dataclass(frozen=True)
class Journal:
    """The entries in their order, and the numbers of those that were finished or given up."""

    path: Path
    entries: tuple[Entry, ...] = ()
    finished: frozenset[int] = frozenset()
    given_up: frozenset[int] = frozenset()

    @property
    def open(self) -> Entry | None:
        """The last entry, where it was neither finished nor given up."""
        settled = self.finished | self.given_up
        return self.entries[-1] if self.entries and self.entries[-1].number not in settled else None

    @property
    def to_undo(self) -> list[Entry]:
        """The decisions that can be undone, the last one last."""
        undone = {one.undoes for one in self.entries if one.number in self.finished}
        return [
            one
            for one in self.entries
            if one.undoes is None and one.number in self.finished and one.number not in undone
        ]

    @property
    def next_number(self) -> int:
        """The number of a new entry."""
        return self.entries[-1].number + 1 if self.entries else 1


def read_journal(root: Path, source_id: str) -> Journal:
    """The journal of a document; lines that are torn count as nothing."""
    path = root / folder_of(source_id) / NAME
    if not path.is_file():
        return Journal(path)
    entries: list[Entry] = []
    settled: dict[str, set[int]] = {"finished": set(), "given_up": set()}
    for line in _lines(path):
        if "number" in line:
            hunks = tuple(Hunk(**hunk) for hunk in line.pop("hunks"))
            entries.append(Entry(line.pop("number"), line.pop("undoes"), hunks, line))
        for name in settled.keys() & line.keys():
            settled[name].add(line[name])
    return Journal(
        path, tuple(entries), frozenset(settled["finished"]), frozenset(settled["given_up"])
    )


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_bytes().split(b"\n"):
        try:
            read = json.loads(line)
        except ValueError:
            continue
        if isinstance(read, dict):
            yield read


def begin(
    journal: Journal, hunks: Sequence[Hunk], by: Decider, undoes: int | None, **about: Any
) -> int:
    """Write down what is about to change; the number of the entry."""
    number = journal.next_number
    line = {
        "number": number,
        "undoes": undoes,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "by": by.kind,
        "name": by.name,
        **about,
        "hunks": [asdict(hunk) for hunk in hunks],
    }
    _append(journal.path, line)
    return number


def settle(journal: Journal, number: int, how: str) -> None:
    """Write down that an entry was `finished`, or `given_up`."""
    _append(journal.path, {how: number})


def _append(path: Path, line: dict[str, Any]) -> None:
    """Append a line, which is on the disk afterwards; a torn line before it is ended."""
    is_new = not path.is_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+") as file:
        end = file.seek(0, os.SEEK_END)
        if end:
            file.seek(end - 1)
            torn = file.read(1) != b"\n"
            file.write(b"\n" if torn else b"")
        file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        sync_folders(path.parent)
