"""Where a printed table is in its text: its header, printed again on other pages, and the line behind it."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from pipeline.sources.grid_entries import GridTable
from pipeline.text.documents import Span
from pipeline.transcription.grid_columns import TableColumn
from pipeline.transcription.grid_header import column_problems, header_lines, words_above
from pipeline.transcription.grid_lines import Line, collapsed
from pipeline.transcription.grid_results import GridProblem
from pipeline.transcription.grid_scale import (
    Surroundings,
    note_lines,
    scale_problem,
    scale_spans,
    title_lines,
)
from pipeline.transcription.grid_units import header_unit_problem


class Region(NamedTuple):
    """The indices of the lines of each header, that of the line behind the table, and the words for its scale."""

    headers: tuple[tuple[int, ...], ...]
    end: int
    scale: tuple[Span, ...]


def find_region(
    lines: Sequence[Line], specification: GridTable, columns: Mapping[str, TableColumn]
) -> Region | GridProblem:
    """Where the table is, or why it is not found as specified."""
    problem = next(column_problems(specification, columns), None)
    if problem is not None:
        return GridProblem(*problem)
    before = specification.starts_after
    starts = [i for i, x in enumerate(lines) if before and x.words == collapsed(before)]
    if before is not None and len(starts) != 1:
        found = f"the line before the table occurs {len(starts)} times, expected once"
        if starts:
            found += f": lines {', '.join(str(lines[i].number) for i in starts)}"
        remedy = "give `starts_after` as the document prints it, a line that it prints once"
        return GridProblem(found, remedy, field="starts_after")
    first = starts[0] + 1 if starts else 0
    headers = [h for h in header_lines(lines, specification) if h[0] >= first]
    ends = _ends(lines, specification, headers[0][-1] if headers else first)
    inside = [h for h in headers if ends and h[0] < ends[0]]
    count = len(inside) if specification.starts_after and inside else len(headers)
    expected = 1 + specification.header_repeats
    if count != expected or len(ends) != 1 or not inside:
        wanted = "once each" if expected == 1 else f"{expected} times and once"
        return GridProblem(
            f"the header occurs {count} times and the line behind the table {len(ends)} times, "
            f"expected {wanted}, in this order",
            "give `header` and `ends_before` as the document prints them, whole lines"
            + _nearest(lines, specification, bool(headers), bool(ends)),
        )
    above = title_lines(lines, inside[0][0])
    shown = [lines[i] for i in inside[0]]
    notes = note_lines(lines, ends[0])
    around = Surroundings(_words(above), _words(shown), words_above(specification), _words(notes))
    problem = scale_problem(specification, columns, around) or header_unit_problem(
        specification, columns, around.above, around.title
    )
    if problem is not None:
        return GridProblem(*problem, line=lines[inside[0][0]].number)
    scale = scale_spans(specification, [*above, *shown, *notes])
    return Region(tuple(inside), ends[0], tuple(scale))


def _ends(lines: Sequence[Line], specification: GridTable, first: int) -> list[int]:
    """The lines behind `first` that end the table."""
    words, line = specification.ends_before, specification.ends_before_line
    if words is None:
        return [len(lines)]
    return [
        i
        for i, one in enumerate(lines)
        if i > first and one.words == collapsed(words) and line in (None, one.number)
    ]


def _nearest(
    lines: Sequence[Line], specification: GridTable, has_header: bool, has_end: bool
) -> str:
    """The lines that are most like a header, or an end, that was not found."""
    texts = {line.text.strip(): line.number for line in lines}
    separator = {"tabs": "\t", "pipes": " | "}.get(specification.columns_by, " ")
    wanted = [] if has_header else [separator.join(specification.header[-1])]
    wanted += [] if has_end else [specification.ends_before or ""]
    near = [text for words in wanted for text in get_close_matches(words, texts, n=1)]
    return "".join(f"; line {texts[text]} is {text!r}" for text in near)


def _words(lines: Sequence[Line]) -> str:
    return " ".join(line.words for line in lines)
