"""What may be in the folder or archive of a release: names that are the same everywhere, and files of a sane size."""

from __future__ import annotations

import re
import stat
import unicodedata
import zipfile
from collections.abc import Iterable

MOST_BYTES = 4 << 30
"""An archive may not unpack to more."""
MOST_GROWTH, GROWTH_ALLOWED = 200, 1 << 20
"""A member, and an archive, may not unpack to more than so many times its size, unless it stays below so many bytes."""
STRAY = re.compile(
    r"""(^|/)(\.DS_Store|\._[^/]*|Thumbs\.db|desktop\.ini|~\$[^/]*|\.~lock\.[^/]*\#|[^/]*\.sqlite-(journal|wal|shm))$""",
    re.IGNORECASE,
)
"""Files that desktops and programs leave in a folder that they open."""
DEVICE = re.compile(r"(^|/)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.[^/]*)?(/|$)", re.IGNORECASE)
"""Names that are devices on Windows."""


def is_stray(name: str, size: int) -> bool:
    """Whether a file is what a desktop leaves in a folder, which is no part of a release.

    A journal with content is not: SQLite would change the database by it as soon as somebody opens it.
    """
    is_journal = name.lower().endswith(("-journal", "-wal"))
    return STRAY.search(name) is not None and not (is_journal and size > 0)


def members_of(
    archive: zipfile.ZipFile, label: str, size: int
) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """The size of each member of an archive of so many bytes by name, and its problems, under `label` its own.

    Folders that have a member of their own are passed over.
    """
    files: dict[str, int] = {}
    problems = []
    for member in archive.infolist():
        if member.is_dir() and not member.file_size and is_plain(member.orig_filename[:-1]):
            continue
        fault = fault_of_member(member)
        if member.filename in files:
            fault = "is in the archive twice"
        if fault:
            problems.append((member.filename, fault))
        else:
            files[member.filename] = member.file_size
    problems += ambiguous_names(files)
    total = sum(files.values())
    if total > MOST_BYTES or _is_bomb(total, size):
        most = min(MOST_BYTES, max(MOST_GROWTH * size, GROWTH_ALLOWED))
        problems.append((label, f"unpacks to {total:,} bytes; {most:,} are allowed"))
        files.clear()
    return files, problems


def fault_of_member(member: zipfile.ZipInfo) -> str | None:
    """Why a member may not be in the archive of a release; None where it may."""
    kind = stat.S_IFMT(member.external_attr >> 16)
    if not is_plain(member.orig_filename):
        return "has a name that leads out of the archive, or to a device"
    if member.flag_bits & 1 or member.compress_type not in (
        zipfile.ZIP_STORED,
        zipfile.ZIP_DEFLATED,
    ):
        return "is encrypted, or compressed by another method than deflate"
    if _is_bomb(member.file_size, member.compress_size):
        return f"unpacks to more than {MOST_GROWTH} times its size"
    return None if kind in (0, stat.S_IFREG) else "is a link, or no regular file"


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > GROWTH_ALLOWED and unpacked > MOST_GROWTH * packed


def ambiguous_names(files: Iterable[str]) -> list[tuple[str, str]]:
    """A problem for each file that is another one where case or the form of Unicode does not count.

    Also for a file whose name is that of a folder.
    """
    names = set(files)
    folders = {
        "/".join(name.split("/")[:n]) for name in names for n in range(1, name.count("/") + 1)
    }
    seen: dict[str, str] = {}
    problems = []
    for path in sorted(folders) + sorted(names):
        folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
        other = seen.setdefault(folded, path)
        if other != path or (path in folders & names):
            problems.append((path, f"has the name of {other} on some systems"))
    return problems


def is_plain(name: str) -> bool:
    """Whether a path leads to one place inside the release, on every system."""
    steps = name.split("/")
    if re.search(r"[\x00-\x1f\x7f\\:]|[. ](/|$)", name) or DEVICE.search(name):
        return False
    return not {"", ".", ".."}.intersection(steps)
