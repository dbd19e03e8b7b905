"""Regular expressions of long lists of words, which test each letter once."""

import re
from collections.abc import Iterable


def pattern_of(phrases: Iterable[str], space: str = r"\s+") -> str:
    """A pattern that matches any of the phrases, the longest first, with `space` for each space in them.

    >>> pattern_of(["at least", "at most"], " ")
    'at (?:least|most)'
    """
    tree: dict[str, list[str]] = {}
    for phrase in phrases:
        tree.setdefault(phrase[:1], []).append(phrase[1:])
    may_end = "" in tree
    branches = [
        (space if letter == " " else re.escape(letter)) + pattern_of(rest, space)
        for letter, rest in sorted(tree.items())
        if letter
    ]
    if not branches:
        return ""
    pattern = branches[0] if len(branches) == 1 and not may_end else f"(?:{'|'.join(branches)})"
    return f"{pattern}?" if may_end else pattern
