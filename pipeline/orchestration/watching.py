"""Noticing that a hand-owned file changed, by looking at the times and sizes of all of them.

Looking at a thousand files takes a few milliseconds, on every system and file system; no library is needed.
"""

import time
from collections.abc import Iterator, Mapping
from pathlib import Path

WATCHED = ("sources", "release.yaml")
INTERVAL = 0.15
"""Seconds between two looks."""
Stamps = Mapping[Path, tuple[int, int]]


def changes(root: Path) -> Iterator[None]:
    """Once at the beginning, and again after each change of a file; it never ends by itself.

    A change while whoever asks is at work is noticed when they ask again.
    """
    seen: Stamps | None = None
    while True:
        stamps = stamps_of(root)
        if stamps != seen:
            seen = stamps
            yield
        time.sleep(INTERVAL)


def stamps_of(root: Path) -> Stamps:
    """Time and size of each hand-owned file; a file that vanishes meanwhile is left out."""
    stamps: dict[Path, tuple[int, int]] = {}
    for name in WATCHED:
        place = root / name
        for path in (place, *place.rglob("*")) if place.is_dir() else (place,):
            try:
                state = path.stat()
            except OSError:
                continue
            stamps[path] = (state.st_mtime_ns, state.st_size)
    return stamps
