"""What changed between the text that is held and that of another original, in words."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

MOST_SHOWN = 40
LONGEST_SHOWN = 160
MOST_COMPARED = 50_000
"""Lines; longer texts are compared by the numbers of their lines only."""


def changed_lines(before: str, after: str) -> Iterator[str]:
    """The lines that one text has and the other has not; lines without words are left out.

    >>> list(changed_lines("a\\nb\\n", "a\\nc\\n\\n"))
    ['- was line 2: b', '+ now line 2: c']
    """
    old, new = before.splitlines(), after.splitlines()
    if len(old) + len(new) > MOST_COMPARED:
        yield f"{len(old):,} lines are now {len(new):,}"
        return
    changed = list(_changed(old, new))
    yield from changed[:MOST_SHOWN]
    if len(changed) > MOST_SHOWN:
        yield f"… and {len(changed) - MOST_SHOWN:,} more lines"


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    for _, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if old[i1:i2] == new[j1:j2]:
            continue
        for sign, lines, start, end in (("- was", old, i1, i2), ("+ now", new, j1, j2)):
            for index in range(start, end):
                if words := lines[index].strip():
                    yield f"{sign} line {index + 1}: {words[:LONGEST_SHOWN]}"
