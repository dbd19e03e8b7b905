"""Numbers of a column of ranges, such as `Less than 50` above `At least 50 and less than 80`: they bound categories.

A cell counts as one of a range only where another cell near it is a range too.
"""

import re

_CELL_START = re.compile(
    r"(?:^|\n|\t|[ ]{3,})(?P<order>(?:Greater|More|Less|Fewer)\s+than\s+|Under\s+|Over\s+|At\s+least\s+|Up\s+to\s+)?\$?$"
)
_CELL_END = re.compile(
    r"(?P<order>\s+(?:or|and)\s+(?:less|more|fewer|under|over|older|younger|above|below|higher|lower))?[ ]*(?:\n|\t|[ ]{2}|$)"
)
_RANGE = re.compile(r"(?<![\d-])\$?\d[\d,.]*\s?[-–]\s?\$?\d[\d,.]*(?![\d-])")
_IN_WORDS = (
    r"(?:[Aa]t\s+least|[Mm]ore\s+than|[Gg]reater\s+than|[Oo]ver|[Ff]rom)[ ]+\$?\d[\d,.]*%?[ ]+(?:and|but|to)[ ]+"
    r"(?:(?:less|fewer|no\s+more|not\s+more)\s+than|under|at\s+most|up\s+to)[ ]+\$?\d[\d,.]*%?"
)
_RANGE_IN_WORDS = re.compile(_IN_WORDS)
_CELL_IN_WORDS = re.compile(rf"(?:^|\n|\t|[ ]{{3,}}){_IN_WORDS}[ ]*(?=\n|\t|[ ]{{2}}|$)")
"""`At least 50 and less than 80`, and a cell of it."""
_OPEN_RANGE = re.compile(
    r"(?:^|\n|\t|[ ]{3,})(?:(?:Greater|More|Less|Fewer)\s+than|Under|Over|At\s+least|Up\s+to)[ ]+\$?\d[\d,.]*[ ]*(?=\n|\t|[ ]{2}|$)"
    r"|[ ]{3,}\$?\d[\d,.]*[ ]+or[ ]+(?:less|more|fewer|under|over|above|below|higher|lower)[ ]*(?=\n|\t|[ ]{2}|$)"
)
_CELLS_APART = re.compile(r"\n|\t|[ ]{3,}")


def is_cell_of_ranges(before: str, token: str, behind: str) -> bool:
    """Whether it is alone in a cell, open to one side, near ranges that it ends: `$9,594 or less` above `$9,595–$17,992`."""
    start, end = _CELL_START.search(before), _CELL_END.match(behind)
    if start is None or end is None or not (start["order"] or end["order"]):
        return _is_in_worded_range(before, token, behind)
    return any(_RANGE.search(words) or _CELL_IN_WORDS.search(words) for words in (before, behind))


def _is_in_worded_range(before: str, token: str, behind: str) -> bool:
    """Whether its cell is `At least 50 and less than 80`, near another such cell or one that is open to one side."""
    left, right = _CELLS_APART.split(before)[-1], _CELLS_APART.split(behind)[0]
    if not _RANGE_IN_WORDS.fullmatch((left + token + right).strip()):
        return False
    around = (before[: len(before) - len(left)], behind[len(right) :])
    return any(_OPEN_RANGE.search(words) or _CELL_IN_WORDS.search(words) for words in around)
