"""Characters that no printed text has: control characters, non-characters, marks of a failed conversion.

They hide in words and numbers, and later readers treat them differently. A text with one is refused.
"""

import re
from typing import NamedTuple

MOST_IN_A_LINE = 100_000
"""Longer lines are no lines of a document; reading them would take minutes."""
_KINDS = (
    ("a control character", r"\x00-\x08\x0b\x0e-\x1f\x7f-\x9f"),
    (
        "a non-character",
        r"\ufdd0-\ufdef" + "".join(rf"\U{n:04x}fffe\U{n:04x}ffff" for n in range(17)),
    ),
    ("a byte order mark", r"\ufeff"),
    ("a replacement character, which a failed conversion left", r"\ufffd"),
    ("a character for private use, which prints nothing without its font", r"\ue000-\uf8ff"),
    (
        "a mark that changes the direction of text",
        r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
    ),
    ("a line separator that few readers end a line at", r"\u2028\u2029"),
)
_UNREADABLE = re.compile("|".join(f"([{characters}])" for _, characters in _KINDS))


class Unreadable(NamedTuple):
    """The first character of a kind: its line, what it is, and how many there are of its kind."""

    line: int
    found: str


def unreadable_characters(text: str) -> list[Unreadable]:
    """The first of each kind of characters that cannot be read, and of lines that are too long."""
    first: dict[int, re.Match[str]] = {}
    number: dict[int, int] = {}
    for match in _UNREADABLE.finditer(text):
        kind = match.lastindex or 0
        first.setdefault(kind, match)
        number[kind] = number.get(kind, 0) + 1
    found = []
    for kind, match in first.items():
        line = text.count("\n", 0, match.start()) + 1
        times = f" ({number[kind]} in the text)" if number[kind] > 1 else ""
        found.append(Unreadable(line, f"U+{ord(match[0]):04X} is {_KINDS[kind - 1][0]}{times}"))
    for line, characters in enumerate(text.split("\n"), 1):
        if len(characters) > MOST_IN_A_LINE:
            found.append(Unreadable(line, f"the line has {len(characters):,} characters"))
            break
    return found
