"""The words that number exhibits, and whether a number is directly behind one: `Table ES-1`.

What becomes of such a number is in `numbers.numeral_forms`; `units.units` asks whether "Percent" is its unit.
"""

import re

EXHIBITS = (
    r"(?:[Ff]igures?|[Tt]ables?|[Ee]xhibits?|[Cc]harts?|[Mm]aps?|[Gg]raphs?|[Aa]ppendix|[Aa]ppendixes|[Aa]ppendices"
    r"|[Aa]ttachments?|[Ee]nclosures?|[Bb]ox|FIGURE|TABLE)"
)
PREFIX = r"(?:[A-Z]{1,4}[.-])?"
"""Letters before the number: the ES of `Table ES-1`."""
_DIRECTLY_BEFORE = re.compile(
    rf"(?<!\w)(?P<word>{EXHIBITS})\s+(?:No\.\s*)?{PREFIX}(?:\d{{1,3}}[.-])?$"
)
_LONGEST = 32
_BEGINS_TITLE = re.compile(r"\s*[A-Z]")
_ENDS_LINE = re.compile(r"[ \t]*\n")


def begins_title_behind_exhibit(text: str, start: int, end: int) -> bool:
    """Whether the word behind the number of an exhibit begins its title, or the next line: `Table 4\\nPercent of beds`.

    >>> begins_title_behind_exhibit("Table ES-1 Percent", 9, 10), begins_title_behind_exhibit("a table 4 percent", 8, 9)
    (True, False)
    """
    named = _DIRECTLY_BEFORE.search(text, max(0, start - _LONGEST), start)
    if named is None:
        return False
    is_title = named["word"][0].isupper() and _ENDS_LINE.match(text, end)
    return bool(is_title or _BEGINS_TITLE.match(text, end))
