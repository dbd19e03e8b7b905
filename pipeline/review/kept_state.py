"""The document of a review kept between decisions, as long as every file that it was read from is as it was.

Whether a file is, its time and size tell, as for `oversight check --watch`; a file that changed shortly before it was
read is compared by its content, since a second change could leave both.
"""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.review.effort import NAME as EFFORT
from pipeline.review.journal import NAME as JOURNAL
from pipeline.review.reviewing import reviewed
from pipeline.review.scratch import files_read
from pipeline.review.state import State, state_of
from pipeline.review.values import Review
from pipeline.sources.findings import Finding
from pipeline.text.documents import sha256_of

WRITTEN_ONLY = (JOURNAL, EFFORT)
"""Files of the proposals that say nothing of the document."""
YOUNG = 2 * 10**9
"""Nanoseconds after which a file's time tells that it did not change again."""
Stamp = tuple[int, int] | str
"""Time and size of a file, or the sha256 of its content."""


@dataclass(frozen=True)
class Kept:
    """A document as it was read, its review, and the stamp of each file by its path from the root."""

    state: State
    review: Review
    stamps: Mapping[str, Stamp]


_kept: dict[tuple[Path, str], Kept] = {}
"""The document that was read last."""


def document_now(root: Path, source_id: str) -> Kept | list[Finding] | str:
    """The document as its files are now; findings or a message where it cannot be reviewed."""
    last = _kept.get((root.resolve(), source_id))
    if last is not None and _is_current(root, source_id, last.stamps):
        return last
    stamps = _stamps_of(root, source_id)
    state = state_of(root, source_id)
    if isinstance(state, list | str):
        return state
    return _keep(Kept(state, reviewed(state), stamps))


def keep_written(
    before: Kept, state: State, review: Review, texts: Mapping[str, str | None]
) -> None:
    """Keep the document after a decision: the files that it wrote are as they were written, the others as before."""
    stamps = {path: stamp for path, stamp in before.stamps.items() if path not in texts}
    written = {path: sha256_of(text.encode()) for path, text in texts.items() if text is not None}
    _keep(Kept(state, review, {**stamps, **written}))


def _keep(kept: Kept) -> Kept:
    _kept.clear()
    _kept[kept.state.root.resolve(), kept.state.source.id] = kept
    return kept


def _is_current(root: Path, source_id: str, stamps: Mapping[str, Stamp]) -> bool:
    """Whether there are the same files, each with its stamp."""
    files = dict(_files(root, source_id))
    return files.keys() == stamps.keys() and all(
        stamps[name] == (_digest_of(path) if isinstance(stamps[name], str) else _times(path))
        for name, path in files.items()
    )


def _stamps_of(root: Path, source_id: str) -> dict[str, Stamp]:
    now = time.time_ns()
    stamps: dict[str, Stamp] = {}
    for name, path in _files(root, source_id):
        times = _times(path)
        stamps[name] = times if now - times[0] > YOUNG else _digest_of(path)
    return stamps


def _files(root: Path, source_id: str) -> Iterator[tuple[str, Path]]:
    for path in files_read(root, source_id):
        if path.name not in WRITTEN_ONLY and path.is_file():
            yield path.relative_to(root).as_posix(), path


def _times(path: Path) -> tuple[int, int]:
    """Time and size; of a file that vanished meanwhile, those of no file."""
    try:
        state = path.stat()
    except OSError:
        return 0, -1
    return state.st_mtime_ns, state.st_size


def _digest_of(path: Path) -> str:
    try:
        return sha256_of(path.read_bytes())
    except OSError:
        return ""
