"""Lines whose cells are told apart by single spaces: they are counted from the right, and the rest is the label."""

import re

from pipeline.sources.grid_entries import GridTable
from pipeline.text.numbers.numerals import find_numerals
from pipeline.transcription.grid_lines import Cut, Line, Piece, Unfit, without_leaders

NEEDS_A_NUMBER = re.compile(
    r"\b(?:under|over|above|below|than|least|most|to|through|and|or|ages?|aged|route|no\.?|section|title|part|type|"
    r"pages?|p\.|table|figure|exhibit|chart|report|volume|vol\.|form|"
    r"level|grade|class|phase|tier|category|chapter|appendix|FY|year|since|before|after|in|of)$|[-–#§]$",
    re.IGNORECASE,
)
"""The end of a label that goes on with a number."""
BESIDE_A_NUMBER = re.compile(
    r"[<>~≈≤≥±=+$€£¥]$|\b(?:minus|plus|negative|nearly|almost)$", re.IGNORECASE
)
"""The end of a label that is the sign, the unit or the vagueness of a number."""
MONTH = re.compile(
    r"\b(?:jan|febr?|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?(?: \d{1,2},)?$",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:1[89]|20)\d\d")


def cut_from_the_right(line: Line, count: int, specification: GridTable) -> Cut:
    """The label and the last cells of a line, or why they cannot be told apart."""
    cells = _trailing_cells(line, specification)
    first = len(line.text)
    if not cells:
        end, _ = without_leaders(line, 0, first)
        return (line.piece(0, end),)
    if len(cells) < count - 1:
        return Unfit(
            f"the row ends with {len(cells)} cells, expected {count - 1}: {line.words!r}",
            "a blank cell keeps no place where single spaces part the cells: read the text by position or tabs",
        )
    kept = cells[len(cells) - count + 1 :]
    first = kept[0][0]
    end, has_leaders = without_leaders(line, 0, first)
    label = line.piece(0, end)
    problem = None if has_leaders else _taken_for_a_cell(line, label, cells, kept, specification)
    return problem or (label, *(line.piece(*cell) for cell in kept))


def _taken_for_a_cell(
    line: Line,
    label: Piece,
    cells: list[tuple[int, int]],
    kept: list[tuple[int, int]],
    specification: GridTable,
) -> Unfit | None:
    """Where the end of the label may be a cell, or the first cell a footnote's mark."""
    footnotes = {*specification.footnotes}
    remedy = (
        "read the text by position or tabs, or set dots between the label and the cells as printed"
    )
    more = [line.text[start:end] for start, end in cells[: len(cells) - len(kept)]]
    if more and not (len(more) == 1 and more[0] in footnotes):
        found = f"the row ends with {len(cells)} cells, expected {len(kept)}: {line.words!r}"
        return Unfit(found, remedy)
    if not label.text:
        return None
    first = line.text[slice(*kept[0])]
    if not more and first[:1].isdigit() and _goes_on(label.text, first):
        found = f"`{first}` may be a cell or the end of the label `{label.text}`"
        return Unfit(found, remedy)
    if not more and first in footnotes:
        return Unfit(f"`{first}` may be a cell or the footnote of {label.text}", remedy)
    return None


def _goes_on(label: str, first: str) -> bool:
    """Whether a label may go on with the first cell, or has words that belong to its number."""
    if NEEDS_A_NUMBER.search(label) or BESIDE_A_NUMBER.search(label):
        return True
    if MONTH.search(label) and YEAR.fullmatch(first):
        return True
    numbers = [one for one in find_numerals(f"{label} {first}") if one.end > len(label)]
    return any(one.start < len(label) or one.qualified_by for one in numbers)


def _trailing_cells(line: Line, specification: GridTable) -> list[tuple[int, int]]:
    """The last words of a line that may be cells, from the left."""
    cells: list[tuple[int, int]] = []
    words = [found.span() for found in re.finditer(r"\S+", line.text)]
    behind = ""
    while words:
        start, end = words.pop()
        word = line.text[start:end]
        if word in ("%", ")") and words:
            behind = word
            start = words.pop()[0]
            word = line.text[start:end]
        if words and _is_split(line, words[-1], (start, end)) and specification.space_before_point:
            start = words.pop()[0]
            word = line.text[start:end]
        if not (word in specification.marks or re.search(r"\d", word) or behind):
            break
        if words and line.text[slice(*words[-1])] in ("$", "("):
            start = words.pop()[0]
        cells.insert(0, (start, end))
        behind = ""
    return cells


def _is_split(line: Line, before: tuple[int, int], word: tuple[int, int]) -> bool:
    """Whether a space came into a number: one space before the decimal point."""
    has_point = re.fullmatch(r"\.\d+\S*", line.text[slice(*word)]) is not None
    return has_point and word[0] - before[1] == 1 and line.text[before[1] - 1].isdigit()
