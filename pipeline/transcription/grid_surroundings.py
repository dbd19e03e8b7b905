"""What a specification accounts for around the cells of a printed table: its header, and the words that explain it.

These are the header as declared, the example of the scale, and, in the notes right behind the table, the declared
marks: that of a footnote before its words, and the words that a mark represents zero. A legend of marks ("— Zero.")
may be anywhere. None of them is a number that the document states of anything.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.sources.grid_entries import GridTable
from pipeline.text.documents import Span
from pipeline.transcription.grid_lines import Line, Unfit
from pipeline.transcription.grid_region import Region
from pipeline.transcription.grid_scale import EXAMPLE, note_lines, title_lines

EXPLAINED = (
    (("zero", "rounds_to_zero"), r"(?:represents? or )?rounds to zero"),
    (("zero", "rounds_to_zero"), r"represents? (?:zero or rounds|or rounds)"),
    (("rounds_to_zero",), r"(?:represents? )?less than (?:half|0?\.\d+|one-half|\d+|50)"),
    (
        ("zero", "rounds_to_zero"),
        r"(?:(?:represents?|means|equals|is) )?(?:zero|none|no cases|nil)(?! or)",
    ),
    (
        ("missing",),
        r"(?:(?:means|is) )?(?:data )?(?:not (?:available|reported|collected|disclosed|stated)|unavailable|"
        r"withheld|suppressed|unknown|missing)",
    ),
    (("not_applicable",), r"(?:(?:means|is) )?not applicable"),
)
"""What a mark may be declared as, where the notes explain it by these words."""
_MEANS_ZERO = r"\s+(?:=\s*|(?:[Rr]epresents?|[Rr]epresents? or rounds to|[Rr]ounds to|[Mm]eans|[Ee]quals)\s+)(zero|0)\b"


def surrounding_spans(
    lines: Sequence[Line], specification: GridTable, region: Region
) -> list[Span]:
    """The characters around a table that its specification accounts for."""
    header = [lines[index] for one in region.headers for index in one]
    spans = [Span(line.start, line.start + len(line.text)) for line in header]
    if region.scale:
        for line in title_lines(lines, region.headers[0][0]):
            spans += _found(line, EXAMPLE, 0)
    for line in note_lines(lines, region.end):
        for pattern in _mark_patterns(specification):
            spans += _found(line, pattern, 1)
    for line in lines:
        for pattern in _legend_patterns(specification):
            spans += _found(line, pattern, 1)
    return spans


def mark_problem(lines: Sequence[Line], specification: GridTable, end: int) -> Unfit | None:
    """A mark whose meaning is declared otherwise than the notes behind the table explain it."""
    notes = " ".join(line.words for line in note_lines(lines, end))
    for mark, declared in specification.marks.items():
        bare = re.escape(mark.strip("()[]"))
        for meanings, words in EXPLAINED:
            explained = re.search(rf"(?<![\w-])[(\[]?{bare}[)\]]?[ :=–-]+{words}\b", notes, re.I)
            if bare and explained is not None and declared not in meanings:
                found = (
                    f"the notes explain `{explained[0]}`, the specification `{mark}` as {declared}"
                )
                return Unfit(found, "give the mark the meaning that the document explains")
    return None


def _mark_patterns(specification: GridTable) -> Iterator[re.Pattern[str]]:
    for mark in specification.footnotes:
        yield re.compile(rf"(?:^\s*|[.;]\s+)({re.escape(mark)})(?=\.?\s+[A-Z]|\s*$)")
    for mark, meaning in specification.marks.items():
        if mark and meaning in ("zero", "rounds_to_zero"):
            yield re.compile(rf"(?<!\S){re.escape(mark)}{_MEANS_ZERO}")


def _legend_patterns(specification: GridTable) -> Iterator[re.Pattern[str]]:
    """A mark with the word for zero alone behind it, as in `— Zero.`, which a legend prints."""
    for mark, meaning in specification.marks.items():
        if mark and meaning in ("zero", "rounds_to_zero"):
            legend = rf"(?:^|[.;])\s*{re.escape(mark)}\s+([Zz]ero)(?=\s*(?:[.;]|$))"
            yield re.compile(legend)


def _found(line: Line, pattern: re.Pattern[str], group: int) -> list[Span]:
    return [
        Span(line.start + one.start(group), line.start + one.end(group))
        for one in pattern.finditer(line.text)
    ]
