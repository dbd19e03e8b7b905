"""What a decision changes in a file: one run of lines, with what was there before and what is there after.

A change is taken back where the lines after it are still there, wherever they have moved; never where somebody changed
them since.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.text.documents import sha256_of


@dataclass(frozen=True)
class Hunk:
    """The lines of a file from `line` on, counted from 0, before and after; None where the whole file is not there.

    `whole` is the sha256 of the file before.
    """

    file: str
    line: int
    before: str | None
    after: str | None
    whole: str


def hunk_of(file: str, before: str | None, after: str | None) -> Hunk:
    """The one run of lines in which two texts of a file differ."""
    whole = digest(before)
    if before is None or after is None:
        return Hunk(file, 0, before, after, whole)
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    if first + last == len(
        new
    ):  # lines that are only taken out have their place by those around them
        first, last = max(first - 1, 0), max(last - 1, 0)
    return Hunk(
        file,
        first,
        "".join(old[first : len(old) - last]),
        "".join(new[first : len(new) - last]),
        whole,
    )


def digest(text: str | None) -> str:
    """The sha256 of a text; empty where there is none."""
    return "" if text is None else sha256_of(text.encode())


def applied(hunk: Hunk, text: str | None) -> str | None:
    """The text after a change that is made on exactly the file that it was made for (`can_be_applied`)."""
    if hunk.before is None or hunk.after is None or text is None:
        return hunk.after
    lines = text.splitlines(keepends=True)
    count = len(hunk.before.splitlines(keepends=True))
    return "".join([*lines[: hunk.line], hunk.after, *lines[hunk.line + count :]])


def can_be_applied(hunk: Hunk, text: str | None) -> bool:
    """Whether a file is as it was before a change."""
    return digest(text) == hunk.whole


def is_applied(hunk: Hunk, text: str | None) -> bool:
    """Whether a file has the lines that a change leaves."""
    if hunk.before is None or hunk.after is None or text is None:
        return text == hunk.after
    return _place(text.splitlines(keepends=True), hunk.after, hunk.line) is not None


def reversed_in(hunk: Hunk, text: str | None) -> str | None:
    """The text with the lines as they were before a change; it must be applied there (`is_applied`)."""
    if hunk.before is None or hunk.after is None or text is None:
        return hunk.before
    lines = text.splitlines(keepends=True)
    place = _place(lines, hunk.after, hunk.line)
    assert place is not None
    count = len(hunk.after.splitlines(keepends=True))
    return "".join([*lines[:place], hunk.before, *lines[place + count :]])


def _place(lines: Sequence[str], wanted: str, line: int) -> int | None:
    """Where lines are: at their place, or else at the only other one."""
    old = wanted.splitlines(keepends=True)
    if lines[line : line + len(old)] == old:
        return line
    if not old:
        return None
    found = [i for i in range(len(lines) - len(old) + 1) if lines[i : i + len(old)] == old]
    return found[0] if len(found) == 1 else None
