"""The scale of a printed table, from the words of its title or header that state it: "in thousands", "(000)"."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from pipeline.sources.grid_entries import GridColumn, GridTable
from pipeline.transcription.grid_columns import TableColumn
from pipeline.transcription.grid_lines import Line, Unfit, collapsed

FACTORS = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_WORD = "|".join(FACTORS)
STATED = re.compile(
    rf"\bin (?:[\w.$]+ (?:of )?)?(?P<in>{_WORD})s?\b|\((?:[\w.$]+ )?(?P<alone>{_WORD})s\)|"
    rf"\b(?:dollars|\$) ?(?:in )?(?P<dollars>{_WORD})s\b|\$ ?(?P<sign>{_WORD})s\b|"
    rf"\b(?P<of>{_WORD})s of (?:dollars|persons|people|tons|pounds)\b|"
    r"(?P<zeros>\(\$?,?000'?s?\)|\b000'?s?\b omitted|\$000'?s?\b|\bin 1,000'?s?\b)",
    re.IGNORECASE,
)
EXAMPLE = re.compile(r"\$?([0-9][0-9,]*(?:\.[0-9]+)?) (?:represents|equals|means|=) \$?([0-9][0-9,]*)")
TITLE = re.compile(r"(?:table|figure|exhibit|appendix|chart)\b", re.IGNORECASE)
LINES_OF_TITLE = 12


def stated_factor(text: str) -> Decimal | None:
    """By how much printed numbers are to be multiplied, as a text states; None where it states no scale, or several.

    >>> stated_factor("[In thousands (11,062.6 represents 11,062,600)"), stated_factor("dollars in millions")
    (Decimal('1000'), Decimal('1000000'))
    """
    powers = set()
    for found in STATED.finditer(collapsed(text)):
        word = next(filter(None, (found[name] for name in ("in", "alone", "dollars", "sign", "of"))), "")
        powers.add(FACTORS[word.lower()] if word else 3)
    return Decimal(10) ** powers.pop() if len(powers) == 1 else None


def title_lines(lines: Sequence[Line], header: int) -> list[Line]:
    """The lines above a header that may be the table's title and headnote: back to a blank line or a title."""
    above: list[Line] = []
    for line in reversed(lines[max(0, header - LINES_OF_TITLE) : header]):
        if not line.words:
            break
        above.insert(0, line)
        if TITLE.match(line.words):
            break
    return above


def scale_problem(
    specification: GridTable,
    columns: Mapping[str, TableColumn],
    title: str,
    header: str,
) -> Unfit | None:
    """Why the scale of a table or a column is not the one that its title or header states."""
    text = f"{title} {header}"
    for words in (specification.scale, *(one.scale for one in specification.columns)):
        if words is None:
            continue
        if collapsed(words).casefold() not in text.casefold():
            found = f"`{words}` is not in the title, headnote or header of the table"
            return Unfit(found, "quote the words that state the scale as printed")
        if stated_factor(words) is None:
            found = f"`{words}` states no scale, or several"
            return Unfit(found, "quote words such as `in thousands` or `dollars in millions`")
        problem = _unlike_its_example(words, text)
        if problem is not None:
            return problem
    declared = specification.scale or any(one.scale for one in specification.columns)
    factor = None if declared else STATED.search(text)
    units = " ".join(column.unit or "" for column in columns.values())
    if factor is not None and not re.search(rf"\b(?:{_WORD})", units, re.IGNORECASE):
        return Unfit(
            f"the title or header states a scale, `{factor[0]}`, and the specification does not",
            f"write `scale: {factor[0]}` for the table or a column, or have the scale in the unit of the columns",
        )
    return None


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


def factor_of(
    one: GridColumn, specification: GridTable, column: TableColumn
) -> Decimal:
    """By how much the numbers of a column are multiplied; those in percent by nothing."""
    if one.scale is not None:
        return stated_factor(one.scale) or Decimal(1)
    is_scaled = column.type in (int, Decimal) and column.unit != "percent" and one.is_scaled
    if specification.scale is None or not is_scaled:
        return Decimal(1)
    return stated_factor(specification.scale) or Decimal(1)
