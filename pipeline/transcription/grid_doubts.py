"""What a printed table leaves in doubt once its lines are read: what is declared and not met, and labels that are numbers.

Each check gives problems. Totals and parts that may be counted twice are in `grid_rows`.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.sources.grid_entries import GridTable
from pipeline.transcription.grid_columns import TableColumn, is_of_numbers
from pipeline.transcription.grid_lines import Unfit
from pipeline.transcription.grid_notes import TO_DIGITS
from pipeline.transcription.grid_numbers import PLAIN
from pipeline.transcription.grid_results import GridProblem
from pipeline.transcription.grid_rows import PrintedRow
from pipeline.transcription.grid_totals import (
    Kept,
    rows_behind_totals,
    unexplained_parts,
    unnamed_sums,
    unnamed_totals,
)
from pipeline.transcription.grid_units import rows_of_other_units
from schemas.rules import TableRule

ENDS_WITH_DIGITS = re.compile(r"(.*[^\W\d_A-Z][^\W\d_A-Z]\)?)(\d{1,2})$", re.DOTALL)
YEAR = re.compile(r"(?:1[89]|20)\d\d")
YEAR_AND_MORE = re.compile(r"((?:1[89]|20)\d\d)(\.?\d{1,2})$")


def unmet(
    specification: GridTable, met: Collection[tuple[str, str]], printed: Sequence[PrintedRow]
) -> Iterator[GridProblem]:
    """Labels and lines that the specification names and the table does not have; `met` has its field and words."""
    joined = specification.wrapped if isinstance(specification.wrapped, Mapping) else ()
    named = {
        "totals": specification.totals,
        "skip": specification.skip,
        "skip_lines": specification.skip_lines,
        "empty_rows": specification.empty_rows,
        "wrapped": tuple(joined),
        "not_totals": specification.not_totals,
        "not_marks": specification.not_marks,
    }
    labels_met = {(name, row.label) for row in printed for name in ("not_totals", "not_marks")}
    labels_met |= set(met)
    for field, labels in named.items():
        for label in labels:
            if (field, label) not in labels_met:
                what = "line is" if field == "skip_lines" else "row begins with"
                remedy = "give it as the document prints it"
                yield GridProblem(f"no {what} `{label}`", remedy, field=field)


def unmarked(
    specification: GridTable, met: Collection[str], printed: Sequence[PrintedRow]
) -> Iterator[GridProblem]:
    """Footnotes without a mark in the table: the mark may be glued to a number."""
    plain_met = {_plain(mark) for mark in met}
    for mark in specification.footnotes:
        if _plain(mark) in plain_met:
            continue
        glued = [
            f"`{cell.text}` on line {row.line.number}"
            for row in printed
            for cell in row.cells
            if _may_end_with(cell.text, _plain(mark))
        ]
        hint = f"; the mark may be glued to {' or '.join(glued[:3])}" if glued else ""
        yield GridProblem(
            f"no label or cell has the mark `{mark}` of a footnote{hint}",
            "take the mark out, or register an emendation of the cell that it is glued to",
            field="footnotes",
        )


def marks_glued_to_labels(
    rows: Mapping[str, Kept], specification: GridTable
) -> Iterator[tuple[PrintedRow, Unfit]]:
    """Labels that end with digits, which may be the mark of a footnote: `Texas2`, and `2008.18` among years.

    Labels that differ in these digits only, such as `Area1` and `Area2`, have none.
    """
    words = {key: kept.row.label for key, kept in rows.items()}
    stems = Counter(match[1] for text in words.values() if (match := ENDS_WITH_DIGITS.match(text)))
    has_years = any(YEAR.fullmatch(text) for text in words.values())
    for key, text in words.items():
        match = ENDS_WITH_DIGITS.match(text)
        year = YEAR_AND_MORE.match(text) if has_years else None
        if text in specification.not_marks or not (year or (match and stems[match[1]] == 1)):
            continue
        found = match or year
        assert found is not None
        yield (
            rows[key].printed,
            Unfit(
                f"`{text}` may be `{found[1]}` with the mark `{found[2]}` of a footnote",
                f"list `{found[2]}` under `footnotes` if it is one, or the label under `not_marks`",
            ),
        )


def _may_end_with(text: str, mark: str) -> bool:
    """Whether a number may have a mark of digits at its end."""
    ends = mark.isdigit() and text.endswith(mark) and len(text) > len(mark)
    return ends and PLAIN.fullmatch(text) is not None


def _plain(mark: str) -> str:
    """A mark with its digits not raised."""
    return mark.translate(TO_DIGITS)


@dataclass(frozen=True)
class Counted:
    """The rows of a table: as printed, and those that are read by key; the columns of its key, and its rules."""

    printed: Sequence[PrintedRow]
    rows: Mapping[str, Kept]
    key: Sequence[str]
    rules: Sequence[TableRule]


def doubtful_rows(
    counted: Counted, specification: GridTable, columns: Mapping[str, TableColumn]
) -> Iterator[tuple[PrintedRow, Unfit]]:
    """Rows that may be read wrong, or counted twice."""
    rows, rules = counted.rows, counted.rules
    named = [columns[name] for name in specification.column_names]
    doubtful = [
        *numbers_for_words(rows, named),
        *(marks_glued_to_labels(rows, specification) if named[0].type is str else ()),
        *unnamed_totals(rows, specification, rules),
        *rows_behind_totals(counted.printed, rows, rules),
        *unexplained_parts(rows, specification, rules),
        *rows_of_other_units(rows, named),
    ]
    yield from doubtful
    known = {row.line.number for row, _ in doubtful}
    for row, problem in unnamed_sums(rows, specification, rules, _added(named, counted.key)):
        if row.line.number not in known:
            yield row, problem


def _added(columns: Sequence[TableColumn], key: Sequence[str]) -> list[str]:
    """The columns that a total adds: whole numbers; other numbers where there are none."""
    numbers = [c for c in columns if is_of_numbers(c) and c.unit != "percent" and c.name not in key]
    whole = [column.name for column in numbers if column.type is int]
    return whole or [column.name for column in numbers]


def numbers_for_words(
    rows: Mapping[str, Kept], columns: Sequence[TableColumn]
) -> Iterator[tuple[PrintedRow, Unfit]]:
    """Labels and other words that are numbers, where most are not: the cells of such a row may be out of order."""
    for index, column in enumerate(columns):
        words = [(kept, kept.row.cells[column.name]) for kept in rows.values()]
        numbers = [
            (kept, c) for kept, c in words if c.spans and PLAIN.fullmatch(str(c.value or ""))
        ]
        if column.type is not str or len(numbers) * 2 > len(rows):
            continue
        for kept, cell in numbers:
            what = "label" if index == 0 else f"cell of {column.name}"
            others = "other labels" if index == 0 else "others"
            found = f"the {what} `{cell.value}` is a number, the {others} are words"
            remedy = "compare the row with the document: its cells may be out of order"
            yield kept.printed, Unfit(found, remedy)
