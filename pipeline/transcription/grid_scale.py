"""The scale of a printed table, from the words of its title or header that state it: "in thousands", "(000)"."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from pipeline.sources.grid_entries import GridColumn, GridTable
from pipeline.text.documents import Span
from pipeline.text.units.table_scales import MAGNITUDE, STATED_SCALE, stated_factor
from pipeline.transcription.grid_columns import TableColumn, is_of_numbers
from pipeline.transcription.grid_lines import Line, Unfit, collapsed

EXAMPLE = re.compile(
    r"\$?([0-9][0-9,]*(?:\.[0-9]+)?) (?:represents|equals|means|=) \$?([0-9][0-9,]*)"
)
TITLE = re.compile(r"(?:table|figure|exhibit|appendix|chart)\b", re.IGNORECASE)
LINES_OF_TITLE = 12
LINES_OF_NOTES = 12
LINES_APART = 6
NOT_SCALED = re.compile(r"\b(?:rates?|ratios?|index(?:es)?|per)\b", re.IGNORECASE)
NOTED_SCALE = re.compile(
    rf"(?<!\d )\bin (?:\$ |[\w.$]+ of )?(?:{MAGNITUDE})s\b|\bin 000'?s\b|\b000'?s omitted",
    re.IGNORECASE,
)
"""What states a scale in a note: fewer wordings, since a note may be prose."""


def title_lines(lines: Sequence[Line], header: int) -> list[Line]:
    """The lines above a header that may be the table's title and headnote: back to a title, or else to a blank line.

    Between a title and the header there may be blank lines, and a few others without cells.
    """
    above: list[Line] = []
    apart: list[Line] = []
    is_apart = False
    for line in reversed(lines[max(0, header - LINES_OF_TITLE) : header]):
        if TITLE.match(line.words):
            return [line, *apart, *above]
        is_apart = is_apart or not line.words
        if not is_apart:
            above.insert(0, line)
        elif line.words:
            apart.insert(0, line)
        if len(apart) > LINES_APART or re.search(
            r"\S(?:\t|\s*\||   )\s*\S", apart[0].text if apart else ""
        ):
            break
    captions = [
        line
        for line in apart[-1:]
        if STATED_SCALE.search(line.words) and not line.words.endswith(".")
    ]
    return [*captions, *above]


def note_lines(lines: Sequence[Line], end: int) -> list[Line]:
    """The lines behind a table, up to a blank line or the title of another table."""
    notes = lines[end : end + LINES_OF_NOTES]
    return [*takewhile(lambda line: line.words and not TITLE.match(line.words), notes)]


class Surroundings(NamedTuple):
    """The words around the cells that may state a scale: title, whole header, header of each column, and notes."""

    title: str
    header: str
    above: Sequence[str]
    notes: str


def scale_problem(
    specification: GridTable, columns: Mapping[str, TableColumn], around: Surroundings
) -> Unfit | None:
    """Why the scale of a table or a column is not the one that its title, header or notes state."""
    text = f"{around.title} {around.header}"
    for words in (specification.scale, *(one.scale for one in specification.columns)):
        if words is None:
            continue
        if collapsed(words).casefold() not in f"{text} {around.notes}".casefold():
            found = f"`{words}` is not in the title, headnote, header or notes of the table"
            return Unfit(found, "quote the words that state the scale as printed")
        if stated_factor(words) is None:
            found = f"`{words}` states no scale, or several"
            return Unfit(found, "quote words such as `in thousands` or `dollars in millions`")
        problem = _unlike_its_example(words, text)
        if problem is not None:
            return problem
    for_all = _for_all_columns(specification, around)
    problem = for_all and (
        _of_several(specification, columns, around.title)
        or _without_its_exceptions(specification, columns, around, for_all)
    )
    if problem:
        return problem
    of_title = {_factor(found) for found in STATED_SCALE.finditer(around.title)}
    own = [STATED_SCALE.search(words) for words in around.above]
    for one, stated in zip(specification.columns, own, strict=True):
        column = columns.get(one.column)
        if column is None or not _may_be_scaled(one, column):
            continue
        if stated is None and one.scale is not None and stated_factor(one.scale) in of_title:
            continue
        problem = _unlike_the_words(
            specification.factor_of(one.column, column.unit), one, stated or for_all, any(own)
        )
        if problem is not None:
            return problem
    return None


def _may_be_scaled(one: GridColumn, column: TableColumn) -> bool:
    """Whether a column has numbers that a scale multiplies, and not the scale in its unit."""
    has_unit = re.search(rf"\b(?:{MAGNITUDE})", column.unit or "", re.IGNORECASE)
    return is_of_numbers(column) and column.unit != "percent" and one.is_scaled and not has_unit


def _for_all_columns(specification: GridTable, around: Surroundings) -> re.Match[str] | None:
    """The words for the scale of all columns: in the title, above the labels, alone in a line of the header, or in a note."""
    alone = [cells for line in specification.header if len(cells := [c for c in line if c]) == 1]
    several = len(specification.header) > 1
    above = [cells[0] for cells in alone if several]
    for words in (around.title, around.above[0], *above):
        found = STATED_SCALE.search(words)
        if found is not None:
            return found
    return NOTED_SCALE.search(around.notes)


def _factor(stated: re.Match[str]) -> Decimal:
    return stated_factor(stated[0]) or Decimal(1)


def _of_several(
    specification: GridTable, columns: Mapping[str, TableColumn], title: str
) -> Unfit | None:
    """A column that does not say which of several scales of the title it has."""
    stated = [*STATED_SCALE.finditer(title)]
    if len({*map(_factor, stated)}) < 2:
        return None
    for one in specification.columns:
        column = columns.get(one.column)
        if column is not None and _may_be_scaled(one, column) and one.scale is None:
            shown = ", ".join(f"`{found[0]}`" for found in stated)
            found = f"the title states several scales, {shown}, and {one.column} does not say which it has"
            return Unfit(found, "give each column its `scale`, or `is_scaled: false`")
    return None


def _without_its_exceptions(
    specification: GridTable,
    columns: Mapping[str, TableColumn],
    around: Surroundings,
    stated: re.Match[str],
) -> Unfit | None:
    """A scale for all columns that is not of all: the title excepts some, or a column is a rate."""
    scaled = []
    for one, words in zip(specification.columns, around.above, strict=True):
        column = columns.get(one.column)
        if column is not None and is_of_numbers(column) and one.scale is None:
            is_scaled = specification.factor_of(one.column, column.unit) != 1
            scaled.append((one.column, is_scaled, NOT_SCALED.search(words) is not None))
    remedy = "write `is_scaled: false` for the columns that the scale is not of, or give them their own `scale`"
    rate = next((name for name, is_scaled, is_rate in scaled if is_scaled and is_rate), None)
    if rate is not None:
        found = f"the scale `{stated[0]}` is declared for {rate}, which the header prints as a rate"
        return Unfit(found, remedy)
    behind = stated.string[stated.end() :]
    excepted = re.match(
        r"[^)\].]*?\b(?:except|unless|excluding|other than)\b[^)\].]*", behind, re.I
    )
    if excepted and scaled and all(is_scaled for _, is_scaled, _ in scaled):
        return Unfit(f"the scale is `{stated[0]}{excepted[0]}`, and all columns have it", remedy)
    return None


def _unlike_the_words(
    factor: Decimal, one: GridColumn, stated: re.Match[str] | None, is_of_others: bool
) -> Unfit | None:
    words = stated[0] if stated else ""
    expected = (stated_factor(words) or Decimal(1)) if stated else Decimal(1)
    if factor == expected:
        return None
    if stated is None:
        if not is_of_others:
            return None
        found = f"the header states a scale above other columns, and none above {one.column}"
        return Unfit(found, "give `scale` to the columns that have it, instead of the table")
    if factor == 1:
        return Unfit(
            f"the title or header states a scale, `{words}`, and the specification does not",
            f"write `scale: {words}` for the table or a column, or have the scale in the unit of the columns; "
            f"`is_scaled: false` if the words are not of {one.column}",
        )
    found = f"the words `{words}` are printed above {one.column}, which is read with another scale"
    return Unfit(found, "give each column the `scale` that is printed above it")


def scale_spans(specification: GridTable, lines: Sequence[Line]) -> list[Span]:
    """The characters of the words that state a scale, in the lines of the title and header that have them whole."""
    stated = {specification.scale, *(one.scale for one in specification.columns)} - {None}
    return [
        Span(line.start + found.start(), line.start + found.end())
        for words in sorted(str(words) for words in stated)
        for line in lines
        for found in re.finditer(r"\s+".join(map(re.escape, words.split())), line.text, re.I)
    ]


def _unlike_its_example(words: str, text: str) -> Unfit | None:
    """An example of the document, "11,062.6 represents 11,062,600", that is not by this factor."""
    factor, example = stated_factor(words), EXAMPLE.search(text)
    if factor is None or example is None:
        return None
    printed, meant = (Decimal(number.replace(",", "")) for number in example.groups())
    if printed * factor == meant:
        return None
    found = f"the document states that {example[0]}, which is not by the scale of `{words}`"
    return Unfit(found, "compare the scale with the document")
