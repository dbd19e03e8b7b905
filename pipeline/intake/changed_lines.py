"""What changed between the text that is held and that of another original, in words."""

from collections.abc import Iterator
from difflib import SequenceMatcher

MOST_SHOWN = 40
LONGEST_SHOWN = 160
MOST_COMPARED = 50_000
"""Lines; longer texts are compared by the numbers of their lines only."""


def changed_lines(before: str, after: str) -> Iterator[str]:
    """The lines that one text has and the other has not, `-` before the old and `+` before the new.

    >>> list(changed_lines("a\\nb\\n", "a\\nc\\n"))
    ['line 2 -b', 'line 2 +c']
    """
    old, new = before.splitlines(), after.splitlines()
    if len(old) + len(new) > MOST_COMPARED:
        yield f"{len(old):,} lines are now {len(new):,}"
        return
    shown = 0
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    total = sum((i2 - i1) + (j2 - j1) for tag, i1, i2, j1, j2 in changes if tag != "equal")
    for tag, i1, i2, j1, j2 in changes:
        if tag == "equal":
            continue
        both = [
            *((i, "-", old[i]) for i in range(i1, i2)),
            *((j, "+", new[j]) for j in range(j1, j2)),
        ]
        for index, sign, line in both:
            if shown == MOST_SHOWN:
                yield f"… and {total - shown:,} more lines"
                return
            shown += 1
            yield f"line {index + 1} {sign}{line[:LONGEST_SHOWN]}"
