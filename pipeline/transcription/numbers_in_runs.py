"""Numbers that belong to others around them: of a chart's axis, of a list of pages, of footnotes, of items.

One number alone shows none of these: `40` may be a count. The ones beside it do: `0 10 20 30 40` is the axis of a chart.
"""

import itertools
import re
from decimal import Decimal

from pipeline.text.numbers.numerals import Numeral

REACH = 600
"""Characters on either side in which the others are looked for."""
FURTHEST_MARK = 6_000
FEWEST_OF_AXIS = 5
_NUMBER = r"-?\$?\d{1,3}(?:,?\d{3})*(?:\.\d+)?%?"
_RUN = re.compile(
    rf"(?<![\w.,$/-]){_NUMBER}(?:\s+{_NUMBER}){{{FEWEST_OF_AXIS - 1},}}(?![\w/]|[.,]\d)"
)
_LISTED_PAGE = re.compile(
    r"(?<=[\w)?”\"]\s)(?P<page>\d{1,3})"
    r"(?=\s+(?:(?:Figure|Table|Text\s+Box|Exhibit|Appendix|Chapter)\s+[\dA-Z]|[A-Z]\d)[\w.-]*[:.]\s?\S)"
)
_ITEM = re.compile(r"(?<=\s)(?P<item>\d{1,2})(?=\)\s+[a-z])")


def is_on_axis(numeral: Numeral) -> bool:
    """Whether it is one of five numbers or more, with nothing between them, that grow or shrink by the same step."""
    text, start, end = numeral.context
    first = max(0, start - REACH)
    for run in _RUN.finditer(text, first, end + REACH):
        if run.start() <= start < run.end():
            return _in_steps(run[0], start - run.start())
    return False


def _in_steps(run: str, at: int) -> bool:
    """Whether the number at an offset of a run is among enough numbers in equal steps."""
    places = list(re.finditer(r"\S+", run))
    values = [Decimal(re.sub(r"[$,%]", "", one[0])) for one in places]
    own = next(n for n, one in enumerate(places) if one.end() > at)
    steps = [later - earlier for earlier, later in itertools.pairwise(values)]
    return any(
        _alike(steps, side) >= FEWEST_OF_AXIS - 1
        for side in (own - 1, own)
        if 0 <= side < len(steps) and steps[side]
    )


def _alike(steps: list[Decimal], at: int) -> int:
    """How many steps beside each other are the one at `at`."""
    first = last = at
    while first and steps[first - 1] == steps[at]:
        first -= 1
    while last + 1 < len(steps) and steps[last + 1] == steps[at]:
        last += 1
    return last - first + 1


def is_listed_page(numeral: Numeral) -> bool:
    """Whether it is at the end of an entry of a list of exhibits, between pages that are not greater and not less."""
    return _is_ordered(numeral, _LISTED_PAGE, 0)


def is_numbered_item(numeral: Numeral) -> bool:
    """Whether it is `2)` and the item before or behind is printed alike near it: `1) a plan, 2) a list`."""
    return _is_ordered(numeral, _ITEM, 1)


def _is_ordered(numeral: Numeral, pattern: re.Pattern[str], step: int) -> bool:
    """Whether it matches a pattern with others around it, and a neighbor is one step away, or any where there is none."""
    text, start, _ = numeral.context
    found = list(pattern.finditer(text, max(0, start - REACH), start + REACH))
    own = next((n for n, one in enumerate(found) if one.start() == start), None)
    if own is None:
        return False
    values = [int(one[0]) for one in found]
    before, behind = values[:own][-1:], values[own + 1 :][:1]
    if step:
        return values[own] - step in before or values[own] + step in behind
    ordered = all(one <= values[own] for one in before) and all(
        one >= values[own] for one in behind
    )
    return bool(before or behind) and ordered


def is_of_footnote(numeral: Numeral) -> bool:
    """Whether it begins a line as the number of a footnote whose mark is joined to a word before it: `the whole.5`."""
    text, start, end = numeral.context
    line_start = text.rfind("\n", 0, start) + 1
    begins = not text[line_start:start].strip() and re.match(r"[ ]?[A-Z“\"]", text[end : end + 2])
    if not begins or not numeral.token.isdecimal() or len(numeral.token) > 3:
        return False
    mark = rf"[A-Za-z)][.,;:]?[”\"’]?{numeral.token}(?=[\s,;:]|$)"
    return re.search(mark, text[max(0, start - FURTHEST_MARK) : start]) is not None
