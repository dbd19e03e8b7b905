"""Files and folders that appear complete or not at all, even where the machine loses power.

What is written here is on the disk before it gets its name: a rename may otherwise outlive the bytes of the file
that it renames. Nothing here knows what the files are.
"""

import errno
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path


def write_file(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file, and the folders above it where they are missing; its bytes are on the disk afterwards."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files by their paths into a new folder; all of it is on the disk afterwards."""
    folder.mkdir(parents=True)
    for path, content in files.items():
        write_file(folder / path, [content])
    sync_folders(folder)


def put_in_place(new: Path, place: Path) -> None:
    """Rename a file onto another one, or a folder to a name that is free; the name is on the disk afterwards."""
    new.replace(place)
    _sync(place.parent)


def sync_folders(folder: Path) -> None:
    """Bring the names of all files in a folder, and in the folders below it, to the disk."""
    for place, _, _ in os.walk(folder):
        _sync(Path(place))


def remove(path: Path) -> None:
    """Remove a file, a link or a folder with all that is in it; a link is not followed."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """Bring the names in a folder to the disk, where its file system can be told to do so.

    Windows opens no folders; some file systems of a network refuse.
    """
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(opened)
