"""One writer at a time in a folder: another one waits, and is told who writes."""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = ".oversight.lock"
OWNER = ".oversight.owner"
FILES = (LOCK, OWNER)
"""What a writer leaves in the folder; neither file is ever published."""


@contextmanager
def exclusive_writer(folder: Path, waiting: Callable[[str], None]) -> Iterator[None]:
    """Be the only process that writes in `folder`; `waiting` is told once where another one does.

    The operating system releases the lock when the process ends, however it ends.
    """
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        waiting(f"{_owner(folder)} is writing in {folder}; waiting until it has ended")
        lock.acquire()
    try:
        (folder / OWNER).write_text(f"process {os.getpid()} on {socket.gethostname()}")
        yield
    finally:
        (folder / OWNER).unlink(missing_ok=True)
        lock.release()


def _owner(folder: Path) -> str:
    try:
        return (folder / OWNER).read_text() or "another process"
    except OSError:
        return "another process"
