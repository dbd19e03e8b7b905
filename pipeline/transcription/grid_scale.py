"""The scale of a printed table, from the words of its title or header that state it: "in thousands", "(000)"."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from pipeline.sources.grid_entries import GridTable
from pipeline.text.documents import Span
from pipeline.text.units.table_scales import MAGNITUDE, STATED_SCALE, stated_factor
from pipeline.transcription.grid_columns import TableColumn
from pipeline.transcription.grid_lines import Line, Unfit, collapsed

EXAMPLE = re.compile(
    r"\$?([0-9][0-9,]*(?:\.[0-9]+)?) (?:represents|equals|means|=) \$?([0-9][0-9,]*)"
)
TITLE = re.compile(r"(?:table|figure|exhibit|appendix|chart)\b", re.IGNORECASE)
LINES_OF_TITLE = 12


def title_lines(lines: Sequence[Line], header: int) -> list[Line]:
    """The lines above a header that may be the table's title and headnote: back to a title, or to a second blank line.

    Behind a blank line only what reads like a caption counts: no sentence ends there.
    """
    above: list[Line] = []
    behind_blank = False
    for line in reversed(lines[max(0, header - LINES_OF_TITLE) : header]):
        if not line.words:
            if behind_blank:
                break
            behind_blank = True
            continue
        if behind_blank and line.words.endswith((".", ":", ";", ",")):
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
    factor = None if declared else STATED_SCALE.search(text)
    units = " ".join(column.unit or "" for column in columns.values())
    if factor is not None and not re.search(rf"\b(?:{MAGNITUDE})", units, re.IGNORECASE):
        return Unfit(
            f"the title or header states a scale, `{factor[0]}`, and the specification does not",
            f"write `scale: {factor[0]}` for the table or a column, or have the scale in the unit of the columns",
        )
    return None


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
